/** Files that other seeds came upon: instructions lost or changed where the rest of the function trusts them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { OP, readChunks } from "../../host/beam/index.js";
import { Node, atom, tuple, type ErlTerm } from "../../host/index.js";
import { rebuild } from "../beam/rebuild.js";
import { instructions, splice, type Place } from "./beam_damage.js";
import { compileHere } from "./programs.js";

/** For a machine that is busy with other things (ms). */
const PATIENCE = 300_000;
const LAMBDA_BYTES = 24, LAMBDA_INDEX = 12, FIRST_LAMBDA = 4;

let node: Node, data: Uint8Array, control: Uint8Array;
beforeAll(async () => {
  [data, control] = [compileHere("hostile_data"), compileHere("hostile_control")];
  node = await Node.start();
  await node.code.loadBinary("hostile_driver", "hostile_driver.erl", compileHere("hostile_driver"));
}, PATIENCE);
afterAll(async () => { await node.stop(); });

/** The code, with each instruction of one kind replaced by what `by` makes of its bytes and where its operands are in them. */
function changed(file: Uint8Array, op: number, by: (bytes: Uint8Array, operands: Place["operands"]) => Uint8Array): Uint8Array {
  let code: Uint8Array = readChunks(file).get("Code")!;
  const places = instructions(code).filter((place) => place.op === op);
  expect(places.length).toBeGreaterThan(0);
  for (const { from, to, operands } of places.reverse())
    code = splice(code, from, to, by(code.subarray(from, to), operands.map(([a, b]) => [a - from, b - from] as const)));
  return rebuild(file, { Code: code });
}
const without = (file: Uint8Array, op: number): Uint8Array => changed(file, op, () => new Uint8Array(0));

/** What the driver says of a file that it loads and runs. */
const run = async (module: string, file: Uint8Array): Promise<ErlTerm> =>
  (await node.call("hostile_driver", "run", [[tuple(atom(module), file)]]) as ErlTerm[])[0]!;

test("a number is read as a float only where it is one", async () => {
  expect(await run("hostile_data", without(data, OP.is_float))).toBe(atom("loaded"));
}, PATIENCE);

test("a function that runs on behind its last call raises", async () => {
  expect(await run("hostile_control", without(control, OP.badmatch))).toBe(atom("loaded"));
}, PATIENCE);

test("a move of floats has one float register", async () => {
  const file = changed(data, OP.fmove, (bytes, [source, destination]) => {
    const float = [source!, destination!].find(([at]) => (bytes[at]! & 7) === 7)!;
    // The term, whichever it is, to or from x0.
    return splice(bytes, float[0], float[1], Uint8Array.of(3));
  });
  expect(await run("hostile_data", file)).toBe(atom("badfile"));
}, PATIENCE);

test("two lambdas of one index are refused: their funs would call each other's code", async () => {
  const table = Uint8Array.from(readChunks(data).get("FunT")!), view = new DataView(table.buffer);
  view.setUint32(FIRST_LAMBDA + LAMBDA_BYTES + LAMBDA_INDEX, view.getUint32(FIRST_LAMBDA + LAMBDA_INDEX));
  expect(await run("hostile_data", rebuild(data, { FunT: table }))).toBe(atom("badfile"));
}, PATIENCE);
