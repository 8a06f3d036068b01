/**
 * One case of fairness.erl on a node of its own: `node probe.js FOLDER CASE` prints, as JSON, how long it took and the
 * longest waits of the host's event loop and of a third process.
 */
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Node, RealFileSystem, type Pid, type Tuple, atom } from "../../host/index.js";

const [folder, name] = process.argv.slice(2);
if (folder === undefined || name === undefined) throw new Error("a folder and a case are needed");

/** Milliseconds of processor time that this program has used: unlike the clock, other programs do not move it. */
const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Notes the longest time between two turns of the event loop. */
class LoopWatch {
  longest = 0;
  longestProcessor = 0;
  private last = performance.now();
  private lastProcessor = processorMs();
  private going = true;
  private readonly turn = (): void => {
    const now = performance.now(), processor = processorMs();
    this.longest = Math.max(this.longest, now - this.last);
    this.longestProcessor = Math.max(this.longestProcessor, processor - this.lastProcessor);
    this.last = now;
    this.lastProcessor = processor;
    if (this.going) setImmediate(this.turn);
  };
  constructor() { setImmediate(this.turn); }
  stop(): void {
    this.turn();
    this.going = false;
  }
}

const node = await Node.start({ fs: new RealFileSystem(), cwd: tmpdir(), machine: true, env: { PATH: process.env.PATH ?? "" } });
await node.code.loadBinary("fairness", "fairness.beam", readFileSync(join(folder, "fairness.beam")));
const owner = node.mailbox();
const worker = node.spawn("fairness", "start", [atom(name), owner.pid]);
const ended = node.monitor(worker).then((reason) => {
  // The last answer may still be on its way.
  return reason === atom("normal") ? new Promise<never>(() => {}) : Promise.reject(new Error(`${name} failed`, { cause: reason }));
});
const answer = async () => (await Promise.race([owner.receive(), ended])) as Tuple;

const ready = await answer();
const watch = new LoopWatch();
node.send(ready.elements[1] as Pid, atom("go"));
const [, spent, longest] = (await answer()).elements;
watch.stop();
console.log(JSON.stringify({ name, spent, process: longest, host: watch.longest, processor: watch.longestProcessor }));
process.exit(0);
