import { beforeEach, describe, expect, it } from "vitest";
import { CELL, Core, TestProcess, type Term, NIL, addressOf, random, small } from "../memory/core.js";
import { run } from "./run.js";
import { elements, integer, listOf, map } from "./terms.js";
import { show } from "./show.js";

let core: Core, process: TestProcess;
const call = (name: string, ...args: (number | bigint)[]): Term => core.x[name]!(...args) as unknown as Term;
const value = (mfa: string, ...args: Term[]): Term => run(core, mfa, args).value!;
beforeEach(async () => {
  core = await Core.start();
  process = new TestProcess(core, 1 << 22);
});

/** Keys of every kind, a few of them equal in value but not in type. */
function keyOf(i: number): Term {
  switch (i % 5) {
    case 0: return core.atom(`key${i}`);
    case 1: return process.tuple(small(i), small(i >> 3));
    case 2: return core.x.makeFloat(i);
    case 3: return integer(process, (1n << 80n) + BigInt(i));
    default: return small(i - 2);
  }
}
const sizeOf = (t: Term) => Number(call("erlang_map_size_1", t) >> 4n);
const reason = () => show(core, core.word(CELL.excClass + 8));

/** Check the trie: widths, counts and that no lone leaf hangs under a node other than the root. */
function checkNode(node: Term, root = true): number {
  const p = addressOf(node), header = core.word(p);
  expect((header >> 2n) & 15n).toBe(15n);
  const width = Number(header >> 6n) - 1, meta = Number(core.word(p + 8) >> 4n);
  const bitmap = meta & 0xffff, count = Math.floor(meta / 65536);
  expect(bitmap.toString(2).replaceAll("0", "").length).toBe(bitmap === 0 ? 0 : width);
  let pairs = 0;
  for (let i = 0; i < width; i++) {
    const child = core.word(p + 16 + 8 * i);
    pairs += (child & 3n) === 1n ? 1 : checkNode(child, false);
  }
  expect(count).toBe(pairs);
  if (!root) expect(pairs).toBeGreaterThan(1);
  return pairs;
}

describe("maps", () => {
  it("behave like a Map under random changes, through both representations", () => {
    const next = random(11);
    for (const range of [20, 60, 2000]) {
      const model = new Map<string, string>();
      let t = map(process, []);
      for (let step = 0; step < 4000; step++) {
        const key = keyOf(next(range)), shown = show(core, key);
        const kind = next(10);
        if (kind < (step < 2000 ? 6 : 2)) {
          const value = small(next(5));
          t = call("maps_put_3", key, value, t);
          model.set(shown, show(core, value));
        } else if (kind < 8) {
          t = call("maps_remove_2", key, t);
          model.delete(shown);
        } else {
          const found = call("maps_find_2", key, t);
          const expected = model.get(shown);
          expect(show(core, found)).toBe(expected === undefined ? "'error'" : `{'ok',${expected}}`);
          const changed = call("maps_update_3", key, small(9), t);
          if (expected === undefined) expect(reason()).toBe(`{'badkey',${shown}}`);
          else expect(show(core, call("erlang_map_get_2", key, changed))).toBe("9");
        }
        expect(sizeOf(t)).toBe(model.size);
        if (step % 500 === 0) {
          if (model.size > 32) checkNode(t);
          expect(show(core, t)).toBe(`#{${[...model].map(([k, v]) => `${k}=>${v}`).sort().join(",")}}`);
        }
      }
    }
  });

  it("come out alike from a list, from single changes and from a merge", () => {
    for (const n of [0, 1, 31, 32, 33, 34, 500, 20_000]) {
      const pairs = Array.from({ length: n }, (_, i) => [keyOf(i), small(i)] as const);
      const single = map(process, pairs.flat());
      const list = value("maps:from_list/1", process.list(...pairs.map(([k, v]) => process.tuple(k, v))));
      const half = n >> 1, third = Math.floor(n / 3);
      const merged = value("maps:merge/2", map(process, pairs.slice(0, half + third).flatMap(([k], i) => [k, i < half ? small(i) : small(-1)])),
        map(process, pairs.slice(half).flat()));
      if (n > 32) for (const t of [single, list, merged]) expect(checkNode(t)).toBe(n);
      expect(call("rt_exact_equal", single, list)).toBe(1);
      expect(call("rt_exact_equal", single, merged)).toBe(1);
    }
  });

  it("are walked step by step, forwards and into a list", () => {
    for (const n of [0, 3, 32, 33, 499, 500, 501, 5000]) {
      const t = map(process, Array.from({ length: n }, (_, i) => [keyOf(i), small(i)]).flat());
      const keys = listOf(process, value("maps:keys/1", t)).map((k) => show(core, k));
      expect(keys.length).toBe(n);
      let step = call("erts_internal_map_next_3", small(0), t, core.atom("iterator"));
      const forwards: string[] = [];
      while (step !== core.atom("none")) {
        if ((step & 3n) === 1n) {
          const p = addressOf(step);
          step = call("erts_internal_map_next_3", core.word(p), core.word(p + 8), core.atom("iterator"));
          continue;
        }
        const [k, , rest] = elements(process, step) as [Term, Term, Term];
        forwards.push(show(core, k));
        step = rest;
      }
      expect(forwards).toEqual(keys);
      let list = call("erts_internal_map_next_3", small(0), t, NIL);
      while (list !== NIL && (core.word(addressOf(list)) & 15n) === 15n) {
        const p = addressOf(list), q = addressOf(core.word(p + 8));
        list = call("erts_internal_map_next_3", core.word(p), core.word(q), core.word(q + 8));
      }
      expect(listOf(process, list).map((pair) => show(core, elements(process, pair)[0]!))).toEqual(keys);
    }
  });

  it("keep keys of equal hash apart", () => {
    const seen = new Map<number, Term>();
    const twins: Term[] = [];
    for (let i = 0; twins.length < 8 && i < 1_000_000; i++) {
      const key = process.tuple(small(i));
      const hash = core.x.internalHash!(key);
      if (seen.has(hash)) twins.push(seen.get(hash)!, key);
      else seen.set(hash, key);
    }
    const others = Array.from({ length: 40 }, (_, i) => keyOf(i));
    const all = [...others, ...twins];
    let t = map(process, all.flatMap((k, i) => [k, small(i)]));
    const list = value("maps:from_list/1", process.list(...all.map((k, i) => process.tuple(k, small(i)))));
    expect(checkNode(t)).toBe(all.length);
    expect(checkNode(list)).toBe(all.length);
    expect(call("rt_exact_equal", t, list)).toBe(1);
    const first = map(process, [...others, ...twins.slice(0, 5)].flatMap((k, i) => [k, small(i)]));
    const second = map(process, [...twins.slice(3), ...others].flatMap((k) => [k, small(all.indexOf(k))]));
    const merged = value("maps:merge/2", first, second);
    expect(show(core, merged)).toBe(show(core, t));
    checkNode(merged);
    twins.forEach((k, i) => {
      expect(call("erlang_map_get_2", k, t)).toBe(small(others.length + i));
      t = call("maps_remove_2", k, t);
      expect(show(core, call("maps_find_2", k, t))).toBe("'error'");
      expect(checkNode(t)).toBe(all.length - i - 1);
    });
  });

  it("share the tuple of keys when only values change", () => {
    const a = map(process, [core.atom("a"), small(1), core.atom("b"), small(2)]);
    const b = call("maps_put_3", core.atom("b"), small(3), a);
    expect(core.word(addressOf(a) + 8)).toBe(core.word(addressOf(b) + 8));
    expect(call("maps_put_3", core.atom("b"), small(2), a)).toBe(a);
    expect(call("maps_remove_2", core.atom("c"), a)).toBe(a);
  });
});
