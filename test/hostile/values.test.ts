/** JavaScript values that are no terms, or never end: refused with a TermError, by a node that goes on. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { ImproperList, Node, Tuple, type ErlTerm } from "../../host/index.js";
import { TermError } from "../../host/term/index.js";

let node: Node;
beforeAll(async () => { node = await Node.start(); });
afterAll(async () => { await node.stop(); });

function cyclicArray(): ErlTerm {
  const inner: ErlTerm[] = [1], list: ErlTerm[] = [new Tuple([inner]), 2];
  inner.push(list);
  return list;
}
function cyclicTail(): ErlTerm {
  const elements: ErlTerm[] = [1], list = new ImproperList(elements, 2);
  elements.push(new Tuple([list]));
  return list;
}
function cyclicMap(): ErlTerm {
  const map = new Map<ErlTerm, ErlTerm>();
  map.set("self", [map]);
  return map;
}
const getter = new Tuple([1]);
Object.defineProperty(getter, "elements", { get: () => { throw new Error("no elements today"); } });
const proxy = new Proxy([1, 2, 3], { get: (target, key) => { if (key === "1") throw new Error("no element today"); return Reflect.get(target, key) as unknown; } });

it.each<[string, () => unknown, RegExp]>([
  ["an array that contains itself", cyclicArray, /contains itself/], ["an improper list that contains itself", cyclicTail, /contains itself/],
  ["a map that contains itself", cyclicMap, /contains itself/],
  ["an array of holes", () => new Array(2 ** 32 - 1), /no Erlang term/], ["a plain object", () => ({ a: 1 }), /no Erlang term/],
  ["a function", () => () => 1, /no Erlang term/], ["null", () => null, /no Erlang term/], ["undefined", () => [undefined], /no Erlang term/],
])("refuses %s", async (_, make, message) => {
  const value = make() as ErlTerm;
  expect(() => node.send("nobody", value)).toThrow(message);
  expect(() => node.send("nobody", value)).toThrow(TermError);
  await expect(node.call("erlang", "hd", [[value]])).rejects.toThrow(TermError);
});

it.each<[string, unknown]>([["a getter", getter], ["a proxy", proxy]])("hands on what %s throws", async (_, value) => {
  expect(() => node.send("nobody", value as ErlTerm)).toThrow(/today/);
  await expect(node.call("erlang", "hd", [[value as ErlTerm]])).rejects.toThrow(/today/);
});

it("takes a proxy of a list, and a value in many places", async () => {
  const shared: ErlTerm = [new Tuple([1, "two"])];
  expect(await node.call("erlang", "length", [new Proxy([shared, shared, shared], {})])).toBe(3);
});

it("refuses a value that is larger as a term than any memory", async () => {
  let value: ErlTerm = new Array<number>(65_535).fill(7);
  for (let i = 0; i < 40; i++) value = [value, value];
  expect(() => node.send("nobody", value)).toThrow(/larger than/);
  expect(await node.call("erlang", "abs", [-1])).toBe(1);
}, 300_000);
