/** Single operations over the public API, by tinybench. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Bench } from "tinybench";
import { Node, Tuple, atom, tuple, type Pid } from "../host/index.js";

export interface Operation {
  readonly name: string;
  /** Nanoseconds. */
  readonly median: number;
  readonly mean: number;
  /** Relative margin of error of the mean at 95 %, in percent. */
  readonly margin: number;
  readonly samples: number;
}

/** Messages in one sample where a single one would drown in the cost of waiting for it. */
const BATCH = 1000;

/**
 * Measures on one node.
 * @param folder holds the .beam files of bench/workloads
 * @param onOperation called as each one is done
 */
export async function measureOperations(
  folder: string, quick: boolean, onOperation: (operation: Operation) => void,
): Promise<Operation[]> {
  const node = await Node.start();
  const load = (module: string) =>
    node.code.loadBinary(module, `${module}.beam`, readFileSync(join(folder, `${module}.beam`)));
  await load("bench_ops");
  const echo = node.spawn("bench_ops", "echo"), sink = node.spawn("bench_ops", "sink");
  const mailbox = node.mailbox();
  const message = tuple(atom("message"), 42, "text");

  const bench = new Bench({ time: quick ? 100 : 1000, warmupTime: quick ? 50 : 250 });
  const batches = new Map<string, number>();
  const add = (name: string, run: () => Promise<unknown>, batch = 1) => {
    batches.set(name, batch);
    bench.add(name, async () => { await run(); });
  };
  add("spawn a process, see its end", () => node.monitor(node.spawn("erlang", "node")));
  add(`send a message (of ${BATCH})`, () => {
    for (let i = 0; i < BATCH; i++) node.send(sink, message);
    node.send(sink, tuple(atom("done"), mailbox.pid));
    return mailbox.receive();
  }, BATCH);
  add(`receive a message (of ${BATCH})`, async () => {
    for (let i = 0; i < BATCH; i++) node.send(echo, tuple(mailbox.pid, message));
    for (let i = 0; i < BATCH; i++) await mailbox.receive();
  }, BATCH);
  add("a message there and back", () => {
    node.send(echo, tuple(mailbox.pid, message));
    return mailbox.receive();
  });
  add("TypeScript calls Erlang", () => node.call("erlang", "+", [1, 2]));
  add(`Erlang asks TypeScript (of ${BATCH})`, async () => {
    const done = node.call("bench_ops", "ask", [mailbox.pid, BATCH]);
    for (let i = 0; i < BATCH; i++) {
      const question = await mailbox.receive();
      if (!(question instanceof Tuple)) throw new Error("not a question");
      node.send(question.elements[0] as Pid, question.elements[1]!);
    }
    await done;
  }, BATCH);
  add("load a module (bench_gs)", () => load("bench_gs"));

  const operations: Operation[] = [];
  for (const task of bench.tasks) {
    const batch = batches.get(task.name)!;
    await task.warmup();
    const { result } = await task.run();
    if (result.state !== "completed") throw new Error(`${task.name}: ${result.state}`, { cause: "error" in result ? result.error : undefined });
    const nanoseconds = (ms: number) => (ms * 1e6) / batch;
    const operation = {
      name: task.name, median: nanoseconds(result.latency.p50), mean: nanoseconds(result.latency.mean),
      margin: result.latency.rme, samples: result.latency.samplesCount,
    };
    operations.push(operation);
    onOperation(operation);
  }
  mailbox.close();
  await node.stop();
  return operations;
}
