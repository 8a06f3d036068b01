import { beforeAll, describe, expect, test } from "vitest";
import { erlc } from "./erlc.js";
import { Machine, type MachineOptions } from "./machine.js";

let file: Uint8Array;
beforeAll(() => { file = erlc("pure.erl"); });

const variants: [string, MachineOptions][] = [
  ["image", { linkage: "baked", table: "import" }],
  ["later module", { linkage: "imported", table: "import" }],
  ["later module with trampoline", { linkage: "imported", table: "trampoline" }],
  ["one reduction a turn", { linkage: "baked", table: "import", reductions: 2, room: 1000 }],
  ["no room on the heap", { linkage: "imported", table: "import", room: 0 }],
];

describe.each(variants)("%s", (_, options) => {
  let machine: Machine | undefined;
  const run = (name: string, ...args: unknown[]): unknown => (machine ??= new Machine(file, options)).call(name, ...args);
  const to = (n: number): number[] => Array.from({ length: n }, (_x, i) => i + 1);

  test("recursion", () => {
    expect(run("fib", 15)).toBe(610);
    expect(run("fact", 12)).toBe(479001600);
  });
  test("loops", () => {
    expect(run("loop", 10000)).toBe("done");
    expect(run("sum", to(100))).toBe(5050);
  });
  test("lists", () => {
    expect(run("nrev", to(30))).toEqual(to(30).reverse());
    expect(run("rev", to(300))).toEqual(to(300).reverse());
    expect(run("mk", 50, [])).toEqual(to(50));
  });
  test("tuples", () => {
    expect(run("tup", "a")).toEqual({ tuple: ["a", "a", { tuple: ["a"] }] });
    expect(run("rng", 4)).toEqual([1, 2, 3, 4].map((i) => ({ tuple: [i, i * i] })));
  });
  test("funs", () => {
    expect(run("mapinc", to(10))).toEqual(to(10).map((i) => i + 10));
    expect(run("funs", 5)).toBe(19);
  });
  test("floats", () => {
    let f = 0.5;
    for (let i = 0; i < 10; i++) f = f * 1.5 - f / 4 + 1;
    expect(run("float", 10)).toEqual({ float: f });
  });
  test("selection", () => {
    expect(["a", "f", "g", 10, 14, 15, 1000, -3].map((x) => run("sel", x))).toEqual([1, 6, "other", 7, 11, "other", 12, "other"]);
  });
});
