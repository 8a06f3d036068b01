/**
 * Damaged external terms: a node takes and refuses what erl does, with the same values; so does the decoder of TypeScript. A length
 * that lies costs no memory.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { atom, Node, type ErlTerm } from "../../host/index.js";
import { decodeFirst, TermError } from "../../host/term/index.js";
import { compileHere } from "./programs.js";
import { seeded } from "./random.js";

const CASES = Number(process.env["HORNBEAM_CASES"] ?? 100_000), IN_TYPESCRIPT = Math.min(CASES, 20_000);
/**
 * What erl takes and a node refuses: tags of tables in OTP's own memory, and funs by name (113) whose arity is written as an integer
 * that needs more than a byte.
 */
const STRICTER = [73, 74, 75, 76, 113];
/** How far the node's memory may grow over all cases. */
const MOST_MEMORY = 100e6;

/** For a machine that is busy with other things (ms). */
const PATIENCE = 600_000;

const module = compileHere("hostile_etf"), seed = seeded("external terms").seed;
let node: Node;
beforeAll(async () => {
  node = await Node.start();
  await node.code.loadBinary("hostile_etf", "hostile_etf.erl", module);
});
afterAll(async () => { await node.stop(); });

/** What erl makes of the cases: 32 bits each, 0 where it refuses. */
function onErl(): DataView {
  const folder = mkdtempSync(join(tmpdir(), "hornbeam-"));
  try {
    writeFileSync(join(folder, "hostile_etf.beam"), module);
    execFileSync("erl", ["-noshell", "-pa", folder, "-run", "hostile_etf", "main", String(seed), String(CASES), join(folder, "out")]);
    const out = readFileSync(join(folder, "out"));
    return new DataView(out.buffer, out.byteOffset, out.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
/** Bytes that the node has taken. */
const memory = async (): Promise<number> => await node.call("erlang", "memory", [atom("total")]) as number;

test("a node takes what erl takes", async () => {
  const expected = onErl();
  const results = viewOf(await node.call("hostile_etf", "results", [seed, CASES]) as Uint8Array);
  expect(results.byteLength).toBe(expected.byteLength);
  const different: number[] = [];
  let taken = 0;
  for (let i = 0; i < CASES; i++) {
    if (expected.getUint32(4 * i) !== 0) taken++;
    if (expected.getUint32(4 * i) !== results.getUint32(4 * i)) different.push(i);
  }
  expect(taken).toBeGreaterThan(CASES / 10);
  expect(taken).toBeLessThan(CASES / 1.5);
  const cases = await node.call("hostile_etf", "chosen", [seed, CASES, different]) as Uint8Array[];
  const unexplained = cases.filter((bytes, n) => results.getUint32(4 * different[n]!) !== 0 || !STRICTER.some((tag) => bytes.includes(tag)));
  expect(unexplained.map((bytes) => Buffer.from(bytes).toString("hex"))).toEqual([]);
  expect(await memory()).toBeLessThan(MOST_MEMORY);
}, PATIENCE);

test("TypeScript takes what the node takes, and what it takes beyond that goes nowhere", async () => {
  const cases = await node.call("hostile_etf", "cases", [seed, IN_TYPESCRIPT]) as Uint8Array[];
  const results = viewOf(await node.call("hostile_etf", "results", [seed, IN_TYPESCRIPT]) as Uint8Array);
  const taken: { readonly term: ErlTerm; readonly bytes: Uint8Array }[] = [];
  cases.forEach((bytes, i) => {
    const accepted = results.getUint32(4 * i) !== 0;
    let term: ErlTerm;
    try {
      term = decodeFirst(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(TermError);
      expect(accepted, `${Buffer.from(bytes).toString("hex")} is refused: ${String(error)}`).toBe(false);
      return;
    }
    if (accepted) taken.push({ term, bytes });
    // Equal keys, and what stands inside of a fun, are for the core to see.
    else expect(() => node.send("nobody", term), Buffer.from(bytes).toString("hex")).toThrow(TypeError);
  });
  const same = await node.call("hostile_etf", "same", [taken.map(({ term, bytes }) => [term, bytes])]);
  expect(same).toEqual([]);
}, PATIENCE);
