import { beforeEach, describe, expect, it } from "vitest";
import { CELL, Core, NIL, TestProcess, addressOf, small, smallValue, type Term } from "./core.js";

let core: Core;
let p: TestProcess;
beforeEach(async () => {
  core = await Core.start();
  p = new TestProcess(core, 100_000);
});
type Bif = (...args: Term[]) => Term;
const bif = (name: string): Bif => (core.x as unknown as Record<string, Bif>)[name]!;

/** The figures are OTP 25's: erts_debug:flat_size/1 of the same terms. */
describe("erts_debug", () => {
  it("measures terms in OTP's words", () => {
    const size = (t: Term) => smallValue(bif("erts_debug_flat_size_1")(t));
    const bytes = (n: number) => p.binary(new Uint8Array(n));
    const long = bytes(100);
    expect([
      small(1), NIL, p.tuple(), p.tuple(small(1)), p.list(small(1), small(2)), core.x.makeFloat(1 as never), p.big(0n, 1n), p.big(0n, 0n, 4n),
      bytes(0), bytes(3), bytes(64), bytes(65), p.fun(small(1)), p.fun(small(1), small(2)),
      core.x.newSubBinary(long, 8n, 792n), core.x.newSubBinary(long, 3n, 797n),
    ].map(size)).toEqual([0, 0, 0, 2, 4, 2, 3, 4, 2, 3, 10, 6, 6, 7, 6, 11]);
  });
  it("counts what is shared once, or each time", () => {
    const list = p.list(small(1), small(2), small(3));
    const twice = p.list(list, list);
    expect(smallValue(bif("erts_debug_size_shared_1")(twice))).toBe(10);
    expect(smallValue(bif("erts_debug_flat_size_1")(twice))).toBe(16);
    let deep = NIL;
    for (let i = 0; i < 5000; i++) deep = p.tuple(deep, deep);
    expect(smallValue(bif("erts_debug_size_shared_1")(deep))).toBe(15_000);
    expect(bif("erts_debug_same_2")(list, list)).toBe(core.atom("true"));
    expect(bif("erts_debug_same_2")(list, p.list(small(1), small(2), small(3)))).toBe(core.atom("false"));
  });
});

describe("erlang:memory", () => {
  const pairs = (list: Term): Map<Term, number> => {
    const out = new Map<Term, number>();
    for (let l = list; l !== NIL; l = core.word(addressOf(l) + 8)) {
      const pair = addressOf(core.word(addressOf(l)));
      out.set(core.word(pair + 8), smallValue(core.word(pair + 16)));
    }
    return out;
  };
  it("adds up", () => {
    const kinds = ["total", "processes", "processes_used", "system", "atom", "atom_used", "binary", "code", "ets"];
    const all = pairs(bif("erlang_memory_0")());
    expect([...all.keys()]).toEqual(kinds.map((k) => core.atom(k)));
    const of = (kind: string) => all.get(core.atom(kind))!;
    expect(of("processes")).toBeGreaterThanOrEqual(800_000);
    expect(of("total")).toBe(of("processes") + of("system"));
    expect(of("atom_used")).toBeLessThanOrEqual(of("atom"));
  });
  it("takes one kind or a list of them, and nothing else", () => {
    const memory = bif("erlang_memory_1");
    p.binary(new Uint8Array(1_000_000));
    expect(smallValue(memory(core.atom("binary")))).toBe(1_000_016);
    expect([...pairs(memory(p.list(core.atom("ets"), core.atom("total")))).keys()]).toEqual([core.atom("ets"), core.atom("total")]);
    expect(memory(NIL)).toBe(NIL);
    for (const bad of [core.atom("maximum"), small(1), p.list(core.atom("total"), core.atom("foo"))]) {
      expect(memory(bad)).toBe(0n);
      expect(core.word(CELL.excClass + 8)).toBe(core.atom("badarg"));
    }
  });
});
