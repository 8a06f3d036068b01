/** What the host holds of code, nodes and buffers that are gone: nothing. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { Node, atom } from "../../host/index.js";
import { collectGarbage, nextTask } from "../garbage.js";
import { compileErlang } from "../node/erlc.js";

const beam = compileErlang("kept", `
  -module(kept).
  -export([f/1, funs/0]).
  f(X) -> {a, "literal", X}.
  funs() -> [fun(X) -> f(X) end, fun lists:reverse/1].
`);

let node: Node;
beforeAll(async () => { node = await Node.start(); });
afterAll(async () => { await node.stop(); });

/** The collector may need a second look at what has a finalizer, and works while tasks go by. */
const LOOKS = 20;
async function isGone(ref: WeakRef<object>): Promise<boolean> {
  for (let i = 0; i < LOOKS && ref.deref() !== undefined; i++) {
    await nextTask();
    collectGarbage();
  }
  return ref.deref() === undefined;
}

/** A reference in a function's frame is none that lives on. */
function load(): { decoded: WeakRef<object>; loaded: WeakRef<object> } {
  const { codeServer } = node["parts"];
  const prepared = codeServer.prepare("kept", beam);
  expect(codeServer.finish([prepared])).toEqual({ ok: true });
  return { decoded: new WeakRef(prepared.beam!), loaded: new WeakRef(codeServer.module("kept")!.place) };
}

it("lets go of the decoded form of a module that is loaded, and of all of a module that is purged", async () => {
  const { decoded, loaded } = load();
  expect(await node.call("kept", "f", [1])).toMatchObject({ elements: [atom("a"), {}, 1] });
  expect(await isGone(decoded)).toBe(true);
  collectGarbage();
  expect(loaded.deref()).toBeDefined();
  await node.call("code", "delete", [atom("kept")]);
  await node.call("code", "purge", [atom("kept")]);
  expect(await isGone(loaded)).toBe(true);
});

it("lets go of the memory of a node that has stopped", async () => {
  const another = async (): Promise<WeakRef<object>> => {
    const short = await Node.start();
    await short.code.loadBinary("kept", "kept.erl", beam);
    const ref = new WeakRef(short["parts"].core.exports.memory);
    await short.stop();
    return ref;
  };
  expect(await isGone(await another())).toBe(true);
});

it("lets go of a buffer with its last reference, though the process that made it goes on", async () => {
  await node.code.loadBinary("buffers", "buffers.erl", compileErlang("buffers", `
    -module(buffers).
    -export([run/0]).
    run() ->
      Lost = lost(), Kept = prim_buffer:new(),
      ok = prim_buffer:write(Kept, [<<"kept">>]),
      erlang:garbage_collect(),
      {bytes(Lost), bytes(term_to_binary(Kept)), prim_buffer:size(Kept)}.
    lost() -> Buffer = prim_buffer:new(), ok = prim_buffer:write(Buffer, [<<"lost">>]), term_to_binary(Buffer).
    bytes(External) -> try prim_buffer:size(binary_to_term(External)) catch error:badarg -> gone end.
  `));
  expect(await node.call("buffers", "run")).toMatchObject({ elements: [atom("gone"), 4, 4] });
});
