/** BIFs that build terms on each other's results, with collections at random between them. */
import { describe, expect, it } from "vitest";
import { Core, NIL, TestProcess, addressOf, random, small, smallValue, type Term } from "./core.js";

type Bif = (...args: (Term | number)[]) => Term;

describe.each([[1, false], [2, false], [3, true], [4, true]])("a workload (seed %i, stress %s)", (seed, stress) => {
  it("ends as its model does", async () => {
    const core = await Core.start();
    const p = new TestProcess(core);
    const x = core.x as unknown as Record<string, Bif>;
    const next = random(seed);
    core.x.setStress!(stress ? 1 : 0);

    const map = new Map<number, string>();
    let list: number[] = [];
    let bytes: number[] = [];
    let big = 1n;
    // x0 a map of binaries, x1 a list, x2 a binary under construction, x3 an integer
    p.setRegisters(p.object((1n << 6n) | (0xbn << 2n), [p.tuple()]), NIL, p.binary(new Uint8Array()), small(1));
    const set = (i: number, t: Term) => {
      expect(t).not.toBe(0n);
      p.setRegisters(...[0, 1, 2, 3].map((j) => (i === j ? t : p.register(j))));
    };
    const text = (t: Term) => {
      const at = addressOf(t), header = core.word(at);
      const from = ((header >> 2n) & 15n) === 9n ? at + 16 : core.u32(at + 28);
      return Buffer.from(core.memory.buffer, from, Number(core.word(at + 8))).toString();
    };
    for (let round = 0; round < 6000; round++) {
      const n = next(400);
      switch (next(8)) {
        case 0: case 1: {
          const value = `value ${round} `.repeat(1 + next(12));
          map.set(n, value);
          set(0, x.maps_put_3!(small(n), p.binary(Buffer.from(value)), p.register(0)));
          break;
        }
        case 2:
          map.delete(n);
          set(0, x.maps_remove_2!(small(n), p.register(0)));
          break;
        case 3:
          list.unshift(n);
          set(1, p.cons(small(n), p.register(1)));
          break;
        case 4:
          list = [...list.slice(0, 20).reverse(), ...list.slice(20)];
          if (list.length >= 20) {
            let rest = p.register(1), front = NIL;
            for (let i = 0; i < 20; i++, rest = core.word(addressOf(rest) + 8)) front = p.cons(core.word(addressOf(rest)), front);
            set(1, x.lists_reverse_2!(x.lists_reverse_2!(front, NIL), rest));
          } else {
            set(1, x.lists_reverse_2!(p.register(1), NIL));
          }
          break;
        case 5: {
          bytes.push(n & 255);
          const grown = x.rt_bs_append!(p.register(2), 8n, 8);
          expect(x.rt_bs_put_integer!(small(n & 255), 8n, 0)).toBe(1);
          set(2, grown);
          break;
        }
        case 6:
          if (next(200) === 0) { bytes = []; set(2, p.binary(new Uint8Array())); }
          if (next(100) === 0) { list = []; set(1, NIL); }
          break;
        default:
          big = big * BigInt(n + 3);
          set(3, x.erlang_times_2!(p.register(3), small(n + 3)));
          if (big > 1n << 4000n) { big = 1n; set(3, small(1)); }
      }
      if (next(7) === 0 || core.x.needsCollection!(p.address)) expect(p.collect(next(100))).toBe(true);
    }
    p.collectFully();
    expect(core.x.verifyHeap!(p.address)).toBe(0);
    expect(smallValue(x.erlang_map_size_1!(p.register(0)))).toBe(map.size);
    for (const [key, value] of map) expect(text(x.erlang_map_get_2!(small(key), p.register(0)))).toBe(value);
    const items: number[] = [];
    for (let t = p.register(1); t !== NIL; t = core.word(addressOf(t) + 8)) items.push(smallValue(core.word(addressOf(t))));
    expect(items).toEqual(list);
    const built: number[] = [];
    for (let t = x.erlang_binary_to_list_1!(p.register(2)); t !== NIL; t = core.word(addressOf(t) + 8)) built.push(smallValue(core.word(addressOf(t))));
    expect(built).toEqual(bytes);
    const t = p.register(3);
    let value = 0n;
    if ((t & 15n) === 15n) value = t >> 4n;
    else for (let i = Number(core.word(addressOf(t)) >> 6n); i > 0; i--) value = (value << 64n) | BigInt.asUintN(64, core.word(addressOf(t) + 8 * i));
    expect(value).toBe(big);
    p.free();
    expect([core.x.memoryOf!(0), core.x.memoryOf!(2)]).toEqual([0, 0]);
  });
});
