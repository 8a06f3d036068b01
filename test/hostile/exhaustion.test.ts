/**
 * Programs that want more than the limits of their node: they fail with system_limit or are killed, and the node goes on; or, where
 * nobody can be blamed, the node stops and says who did what. The host program and its other nodes go on always: an exception that
 * nothing catches would fail the run of this file.
 */
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mailbox, Node, NodeStoppedError, type Tuple, atom, type Pid } from "../../host/index.js";
import { compileHere } from "./programs.js";

const LIMITS = { memory: 64 << 20, processes: 2048, atoms: 20_000 };
/** For a machine that is busy with other things (ms). */
const PATIENCE = 300_000;
/** Exit code of a process that was aborted, as the shell sees it. */
const ABORTED = 134;
const WITNESS_SUM = 500_500;

let code: Uint8Array, other: Node;
beforeAll(async () => {
  code = compileHere("exhaustion");
  other = await Node.start();
}, PATIENCE);
afterAll(async () => { await other.stop(); });

interface Small { readonly node: Node; readonly witness: Pid; readonly said: () => string }
async function start(): Promise<Small> {
  let said = "";
  const stderr = new Writable({ write(chunk, _, done) { said += String(chunk); done(); } });
  const node = await Node.start({ limits: LIMITS, stdio: { stderr } });
  await node.code.loadBinary("exhaustion", "exhaustion.erl", code);
  return { node, witness: node.spawn("exhaustion", "witness"), said: () => said };
}
async function livesOn({ node, witness }: Small): Promise<void> {
  expect(await node.call("exhaustion", "ask", [witness])).toBe(WITNESS_SUM);
  expect(await node.call("lists", "seq", [1, 3])).toEqual([1, 2, 3]);
  expect(await other.call("erlang", "abs", [-1])).toBe(1);
  expect(await node.call("exhaustion", "ask", [witness])).toBe(WITNESS_SUM);
  node.kill();
  await node.halted;
}
const CANNOT_ALLOCATE = /^Cannot allocate \d+ bytes of memory, in process <0\.\d+\.0>$/m;

describe("memory", () => {
  it.each(["heap", "list", "stack", "map", "table", "rows", "own_mailbox", "timers"])("%s: the process is killed", async (fn) => {
    const small = await start();
    await expect(small.node.call("exhaustion", fn)).rejects.toMatchObject({ class: "exit", reason: atom("killed") });
    expect(small.said()).toMatch(CANNOT_ALLOCATE);
    await livesOn(small);
  }, PATIENCE);

  it("a mailbox that another fills: its owner is killed", async () => {
    const small = await start();
    expect(await small.node.call("exhaustion", "flood")).toBe(atom("killed"));
    expect(small.said()).toMatch(CANNOT_ALLOCATE);
    await livesOn(small);
  }, PATIENCE);

  it.each(["binaries", "binary", "append", "integer", "shift", "tuple", "tuple_of_pairs", "dictionary"])("%s: system_limit", async (fn) => {
    const small = await start();
    await expect(small.node.call("exhaustion", fn)).rejects.toMatchObject({ class: "error", reason: atom("system_limit") });
    expect(small.said()).toBe("");
    await livesOn(small);
  }, PATIENCE);

  it("what a dead process left in its table is no loss", async () => {
    const small = await start();
    expect(await small.node.call("exhaustion", "left_behind")).toBe(25 << 20);
    await livesOn(small);
  }, PATIENCE);

  it("persistent terms: the node stops, and tells in which function and line", async () => {
    const { node, witness, said } = await start();
    const mailbox: Mailbox = node.mailbox(), gone = node.monitor(witness);
    const waiting = node.call("timer", "sleep", [atom("infinity")]), message = mailbox.receive();
    const outcomes = Promise.allSettled([node.call("exhaustion", "persistent_terms"), waiting, message]);
    const { slogan, dump, code: exitCode } = await node.halted;
    const where = "exhaustion:persistent_terms/1 line \\d+";
    expect(exitCode).toBe(ABORTED);
    expect(slogan).toMatch(new RegExp(`^Cannot allocate \\d+ bytes of memory, in process <0\\.\\d+\\.0>, ${where}$`));
    // The literals that follow are millions of lines.
    let text = "";
    for (const piece of dump!) if ((text += piece).endsWith("=literals\n")) break;
    expect(text).toMatch(/^=erl_crash_dump:0\.5\n(?:.*\n)*Slogan: Cannot .*\n(?:.*\n)*=proc:<0\.\d+\.0>\nState: Running\nSpawned as: exhaustion:persistent_terms\/0\n/m);
    expect(text).toMatch(/^Program counter: \S+ \(exhaustion:persistent_terms\/1 \+ \d+\)$/m);
    expect(text).toMatch(/^=persistent_terms\n(?:\w+.*\|.+\n)+=proc_/m);
    expect(said()).toMatch(CANNOT_ALLOCATE);
    const [called, waited] = await outcomes;
    for (const outcome of [called, waited]) {
      expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(NodeStoppedError) });
      expect(String((outcome as PromiseRejectedResult).reason)).toContain(slogan);
    }
    expect((await outcomes)[2].status).toBe("rejected");
    expect(await gone).toBe(atom("noconnection"));
    await expect(node.call("erlang", "abs", [-1])).rejects.toThrow(NodeStoppedError);
    expect(() => node.send(witness, 1)).toThrow(NodeStoppedError);
    expect(await node.stop()).toMatchObject({ code: ABORTED });
    expect(await other.call("erlang", "abs", [-1])).toBe(1);
  }, PATIENCE);
});

describe("tables", () => {
  it.each(["atoms", "spawns"])("%s: system_limit", async (fn) => {
    const small = await start();
    await expect(small.node.call("exhaustion", fn)).rejects.toMatchObject({ class: "error", reason: atom("system_limit") });
    await livesOn(small);
  }, PATIENCE);

  it("atoms that are there are found in a full table", async () => {
    const small = await start();
    const found = await small.node.call("exhaustion", "existing_atoms") as Tuple;
    expect(found.elements.slice(0, 2)).toEqual([atom("exhaustion"), atom("exhaustion 0")]);
    expect(found.elements[2]).toEqual([atom("system_limit"), atom("system_limit"), atom("badarg")]);
    await livesOn(small);
  }, PATIENCE);
});
