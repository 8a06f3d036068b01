/** JavaScript values that are no terms, or never end: refused with a TermError, by a node that goes on. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { ImproperList, Node, Tuple, atom, type ErlTerm } from "../../host/index.js";
import { TermError } from "../../host/term/index.js";
import { compileHere } from "./programs.js";

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

/** Called as a program without types may: what is wrong is told, and the node goes on. */
const untyped = (what: unknown): never => what as never;
it.each<[string, () => unknown, RegExp]>([
  ["call, a module", () => node.call(untyped(5), "a"), /the module's name is a string, not number/], ["call, a function", () => node.call("erlang", untyped(atom("self"))), /the function's name is a string/],
  ["call, arguments", () => node.call("erlang", "abs", untyped("ab")), /arguments is an array, not string/], ["call, no arguments", () => node.call("erlang", "abs", untyped(null)), /not null/],
  ["call, half a character", () => node.call("\ud800", "a"), /well-formed/], ["spawn", () => node.spawn(untyped({}), "a"), /not an object/],
  ["send", () => { node.send(untyped(5), 1); }, /a Pid or the name of a process/], ["exit", () => { node.exit(untyped("init"), 1); }, /a Pid, not string/], ["monitor", () => node.monitor(untyped(null)), /not null/],
  ["loadBinary, a module", () => node.code.loadBinary(untyped(undefined), "a", new Uint8Array(1)), /the module's name/], ["loadBinary, a file", () => node.code.loadBinary("a", untyped(1), new Uint8Array(1)), /the file's name/],
  ["loadBinary, bytes", () => node.code.loadBinary("a", "a", untyped("bytes")), /the bytecode is a Uint8Array, not string/], ["loadBinary, a buffer", () => node.code.loadBinary("a", "a", untyped(new ArrayBuffer(8))), /not an object/],
  ["start, null", () => Node.start(untyped(null)), /an object, not null/], ["start, a number", () => Node.start(untyped(5)), /an object, not number/],
  ...Object.entries<unknown>({
    otp: 5, elixir: 5, fs: {}, cwd: 5, stdio: "x", env: { A: 5 }, clock: {}, random: 5, limits: 5, args: "x", bootArguments: [5], emulatorArguments: 5, machine: "yes", setSignal: 5, nameEncoding: "x",
    cache: 5, progress: 5, stress: "x",
  }).map(([name, value]): [string, () => unknown, RegExp] => [`start, ${name}`, () => Node.start(untyped({ [name]: value })), new RegExp(`Node.start: option ${name} is `)]),
])("arguments of a wrong type: %s", async (_, use, message) => {
  const used = async (): Promise<void> => { await use(); };
  await expect(used()).rejects.toThrow(message);
  await expect(used()).rejects.toThrow(TypeError);
  expect(await node.call("erlang", "abs", [-1])).toBe(1);
});

it("loads bytecode from shared memory and from the middle of a buffer", async () => {
  const bytes = compileHere("hostile_driver"), shared = new Uint8Array(new SharedArrayBuffer(bytes.length)), larger = new Uint8Array(bytes.length + 10);
  shared.set(bytes);
  larger.set(bytes, 3);
  for (const view of [shared, larger.subarray(3, 3 + bytes.length)]) await node.code.loadBinary("hostile_driver", "hostile_driver.erl", view);
  expect(node.code.isLoaded("hostile_driver")).toBe(true);
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
