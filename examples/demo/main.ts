/**
 * `npm run demo`: a node in this program, modules loaded from TypeScript, a supervisor with workers on OTP's own
 * bytecode, a worker killed and restarted, a hot code upgrade of a running worker, and a summary.
 */
import {
  Atom, ErlangError, MemoryFileSystem, MountedFileSystem, DirectoryFileSystem, Node, Pid, ReadOnlyFileSystem, Tuple,
  atom, findOtp, type ErlTerm,
} from "../../host/index.js";
import { bytecode } from "./bytecode.js";

const started = performance.now();
const step = (text: string) => console.log(`[${((performance.now() - started) / 1000).toFixed(2)} s] ${text}`);

/** A term as Erlang would print it, for the kinds that the demo meets. */
function show(term: ErlTerm): string {
  if (term instanceof Tuple) return `{${term.elements.map(show).join(", ")}}`;
  if (term instanceof Atom) return term.name;
  if (term instanceof Uint8Array) return `<<"${new TextDecoder().decode(term)}">>`;
  if (Array.isArray(term)) {
    const text = term.length > 0 && term.every((c) => typeof c === "number" && c >= 32 && c < 127);
    return text ? `"${String.fromCharCode(...(term as number[]))}"` : `[${term.map(show).join(", ")}]`;
  }
  return String(term);
}

/** @throws Error when the node did something else than it should: the demo is a test, too */
function expect(what: string, got: ErlTerm, wanted: string): void {
  if (show(got) !== wanted) throw new Error(`${what}: ${show(got)} instead of ${wanted}`);
  step(`${what}: ${wanted}`);
}

/** Waits until `name` is registered as another process than `before`. */
async function restarted(node: Node, name: string, before: Pid): Promise<Pid> {
  for (let i = 0; i < 500; i++) {
    const now = await node.call("erlang", "whereis", [atom(name)]);
    if (now instanceof Pid && !now.equals(before)) return now;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${name} did not come back`);
}

step("looking for Erlang/OTP …");
const otp = findOtp({ say: (line) => step(line) });
const fs = new MountedFileSystem(
  new MemoryFileSystem(), { [otp.root]: new ReadOnlyFileSystem(new DirectoryFileSystem(otp.root)) });

step("starting a node: the first start translates OTP's kernel and stdlib and keeps the result …");
const node = await Node.start({ otp, fs, args: ["-kernel", "logger_level", "none"] });
expect("the node runs OTP", await node.call("erlang", "system_info", [atom("otp_release")]), `"${otp.release}"`);

for (const source of ["demo_counter.erl", "demo_supervisor.erl"]) {
  const { bytes, compiled } = bytecode(source);
  const module = source.replace(".erl", "");
  await node.code.loadBinary(module, source, bytes);
  step(`loaded ${module}: ${bytes.length} bytes of bytecode ${compiled ? "from erlc" : "that came with the demo"}`);
}

const names = ["first", "second", "third"];
const supervisor = await node.call("demo_supervisor", "start", [names.map(atom)]);
step(`OTP's supervisor runs as ${show(supervisor)} with ${names.length} workers`);
for (let i = 0; i < 3; i++) await node.call("demo_counter", "increment", [atom("first")]);
expect("the first worker counted", await node.call("demo_counter", "describe", [atom("first")]), "{version, 1, 3}");

const killed = await node.call("erlang", "whereis", [atom("second")]) as Pid;
const death = node.monitor(killed);
node.exit(killed, atom("kill"));
expect("the second worker was killed", await death, "killed");
step(`its supervisor restarted it as ${show(await restarted(node, "second", killed))}, before ${show(killed)}`);

const crashed = await node.call("erlang", "whereis", [atom("third")]) as Pid;
const crash = node.monitor(crashed);
await node.call("demo_counter", "crash", [atom("third")]);
const reason = await crash;
step(`the third worker crashed: ${reason instanceof Tuple ? show(reason.elements[0]!) : show(reason)}`);
await restarted(node, "third", crashed);
expect("it is back and counts from", await node.call("demo_counter", "increment", [atom("third")]), "1");

const worker = await node.call("erlang", "whereis", [atom("first")]);
await node.call("sys", "suspend", [worker]);
await node.code.loadBinary("demo_counter", "demo_counter.erl", bytecode("upgrade/demo_counter.erl").bytes);
await node.call("sys", "change_code", [worker, atom("demo_counter"), atom("undefined"), []]);
await node.call("sys", "resume", [worker]);
expect("upgraded while it ran, it kept its count", await node.call("demo_counter", "describe", [atom("first")]), "{version, 2, 3}");
expect("and counts the new way", await node.call("demo_counter", "increment", [atom("first")]), "13");
expect("in the same process", await node.call("erlang", "whereis", [atom("first")]), show(worker));

try {
  await node.call("lists", "nth", [0, []]);
} catch (error) {
  if (!(error instanceof ErlangError)) throw error;
  step(`an Erlang exception reaches TypeScript: ${error.class}, ${show(error.reason)}`);
}

const processes = await node.call("erlang", "system_info", [atom("process_count")]);
const [memory, modules] = [await node.call("erlang", "memory", [atom("total")]), await node.call("erlang", "loaded", [])];
await node.stop();
step("the node is stopped");
console.log(`
Summary: OTP ${otp.release} ran inside this program, ${show(processes)} processes and ${(modules as readonly ErlTerm[]).length} modules
in ${(Number(memory) / 2 ** 20).toFixed(1)} MiB. Three workers on OTP's own supervisor and gen_server: one killed and restarted, one
crashed and restarted, one upgraded while it ran. All as it should be.`);
