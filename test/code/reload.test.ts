/** Modules of changed code, over and over: what they leave in the core goes, but for what is still pointed at. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { Node, type Tuple, atom } from "../../host/index.js";
import { compileErlang } from "../node/erlc.js";

const LAMBDAS = 20, VERSIONS = 300;
/** assembly/code/fun_entry.ts */
const FUN_ENTRY_BYTES = 56;
/** Four bytes of the Code chunk, where a version's number goes. */
const PLACE = 0x5eedbeef, FIRST = 0x10000000;

const beam = Buffer.from(compileErlang("versions", `
  -module(versions).
  -export([funs/1, version/0]).
  version() -> ${PLACE}.
  funs(X) -> [${Array.from({ length: LAMBDAS }, (_, i) => `fun(Y) -> {${i}, ${PLACE}, X, Y} end`).join(", ")}].
`));
const keeper = compileErlang("keeper", `
  -module(keeper).
  -export([start/0, keep/2, call/2]).
  start() -> spawn(fun() -> ets:new(kept, [named_table, public]), register(keeper, self()), receive stop -> ok end end).
  keep(Key, X) -> ets:insert(kept, {Key, versions:funs(X)}).
  call(Key, Y) -> [{_, Funs}] = ets:lookup(kept, Key), [try F(Y) catch error:{badfun, F} -> badfun end || F <- Funs].
`);

function version(n: number): Uint8Array {
  const changed = Buffer.from(beam);
  const place = Buffer.alloc(4);
  place.writeUInt32BE(PLACE);
  let at = changed.indexOf(place);
  expect(at).toBeGreaterThan(0);
  for (; at >= 0; at = changed.indexOf(place, at)) changed.writeUInt32BE(FIRST + n, at);
  return changed;
}

let node: Node;
beforeAll(async () => {
  node = await Node.start();
  await node.code.loadBinary("keeper", "keeper.erl", keeper);
  await node.call("keeper", "start");
});
afterAll(async () => { await node.stop(); });

async function load(n: number): Promise<void> {
  await node.code.loadBinary("versions", "versions.erl", version(n));
  await node.call("code", "purge", [atom("versions")]);
}
const codeBytes = async (): Promise<number> => await node.call("erlang", "memory", [atom("code")]) as number;

it("frees the entries of funs that nobody has, and no others", async () => {
  await load(0);
  await node.call("keeper", "keep", [atom("of version 0"), atom("x")]);
  await load(1);
  const before = await codeBytes();
  const slots = node["parts"].core.exports.table.length;
  for (let n = 2; n < VERSIONS; n++) await load(n);
  expect(await node.call("versions", "version")).toBe(FIRST + VERSIONS - 1);
  expect(await codeBytes()).toBeLessThan(before + LAMBDAS * VERSIONS * FUN_ENTRY_BYTES / 2);
  expect(node["parts"].core.exports.table.length).toBe(slots);
  expect(await node.call("keeper", "call", [atom("of version 0"), 1])).toEqual(Array.from({ length: LAMBDAS }, () => atom("badfun")));
  await load(0);
  expect((await node.call("keeper", "call", [atom("of version 0"), 1]) as Tuple[]).map((t) => t.elements))
    .toEqual(Array.from({ length: LAMBDAS }, (_, i) => [i, FIRST, atom("x"), 1]));
});
