/** Persistent terms, atomics, counters, and match specifications that outlive their caller. */
import { describe, expect, test } from "vitest";
import { CELL, type Term } from "../memory/core.js";
import { Machine } from "./machine.js";
import { build, show } from "./text.js";

/** assembly/memory/account.ts: MEMORY_BINARY */
const MEMORY_BINARY = 2;

const machine = await Machine.start();
const { core } = machine;
/** Keep `t` in x0 while everything that can move is moved. */
const moved = (t: Term): Term => {
  machine.process.setRegisters(t);
  core.x.collect!(machine.process.address, 0);
  const result = machine.process.register(0);
  core.setU32(CELL.live, 0);
  return result;
};

describe("persistent terms", () => {
  const pt = (f: string, ...args: string[]) => machine.call(`persistent_term_${f}_${args.length}`, ...args);
  test("are found by equal keys", () => {
    expect(pt("get", "k", "none")).toBe("none");
    expect(pt("put", "{k,[1,2]}", "#{a=><<1,2,3>>}")).toBe("ok");
    expect(pt("get", "{k,[1,2]}")).toBe("#{a=><<1,2,3>>}");
    expect(pt("get", "{k,[1.0,2]}")).toBe("error:badarg");
    expect(pt("put", "{k,[1,2]}", "new")).toBe("ok");
    expect(pt("get")).toBe("[{{k,[1,2]},new}]");
    expect(pt("erase", "{k,[1,2]}")).toBe("true");
    expect(pt("erase", "{k,[1,2]}")).toBe("false");
    expect(pt("info").startsWith("#{count=>0,")).toBe(true);
  });
  test("a thousand of them", () => {
    for (let i = 0; i < 1000; i++) pt("put", `{key,${i}}`, `[${i},x]`);
    for (let i = 0; i < 1000; i += 37) expect(pt("get", `{key,${i}}`)).toBe(`[${i},x]`);
    for (let i = 0; i < 1000; i++) pt("erase", `{key,${i}}`);
    expect(pt("get")).toBe("[]");
  });
  test("stay whole for who holds them when they are erased", () => {
    pt("put", "held", `{${"[a,b],".repeat(50)}end}`);
    let held = machine.apply("persistent_term_get_1", core.atom("held"));
    const text = show(core, held);
    pt("erase", "held");
    for (let i = 0; i < 100; i++) pt("put", "other", `{${"[c,d],".repeat(50)}${i}}`);
    held = moved(held);
    expect(show(core, held)).toBe(text);
  });
});

describe("atomics", () => {
  const make = (size: number, signed: boolean) => machine.apply("erts_internal_atomics_new_2", build(core, String(size)), build(core, signed ? "1" : "0"));
  const on = (ref: Term) => (f: string, ...args: string[]): string => {
    const value = machine.apply(`atomics_${f}_${args.length + 1}`, ref, ...args.map((a) => build(core, a)));
    return value === 0n ? "badarg" : show(core, value);
  };
  test("wrap around at 64 bits", () => {
    const signed = on(make(2, true));
    expect(signed("put", "1", "9223372036854775807")).toBe("ok");
    expect(signed("add_get", "1", "1")).toBe("-9223372036854775808");
    expect(signed("compare_exchange", "1", "5", "6")).toBe("-9223372036854775808");
    expect(signed("compare_exchange", "1", "-9223372036854775808", "6")).toBe("ok");
    expect(signed("exchange", "1", "9")).toBe("6");
    expect(signed("add", "1", "9223372036854775808")).toBe("ok");
    expect(signed("get", "1")).toBe("-9223372036854775799");
    expect(signed("add_get", "1", "18446744073709551615")).toBe("-9223372036854775800");
    expect(signed("get", "2")).toBe("0");
    expect(signed("get", "3")).toBe("badarg");
    expect(signed("put", "1", "9223372036854775808")).toBe("badarg");
    const unsigned = on(make(1, false));
    expect(unsigned("add", "1", "-1")).toBe("ok");
    expect(unsigned("get", "1")).toBe("18446744073709551615");
    expect(unsigned("put", "1", "-1")).toBe("badarg");
    expect(unsigned("info")).toBe("#{max=>18446744073709551615,memory=>48,min=>0,size=>1}");
  });
  test("live as long as somebody holds the reference, in whatever place", () => {
    moved(core.atom("nothing"));
    const blocks = core.x.memoryOf!(MEMORY_BINARY);
    machine.call("ets_new_2", "holder", "[named_table]");
    let ref = make(1000, true);
    const p = core.x.halloc!(3);
    core.setWord(p, 2n << 6n);
    core.setWord(p + 8, core.atom("a"));
    core.setWord(p + 16, ref);
    machine.apply("ets_insert_2", core.atom("holder"), BigInt(p - 6));
    ref = moved(ref);
    expect(on(ref)("put", "1000", "77")).toBe("ok");
    moved(core.atom("nothing"));
    expect(core.x.memoryOf!(MEMORY_BINARY)).toBeGreaterThan(blocks + 8000);
    const list = machine.apply("ets_lookup_2", core.atom("holder"), core.atom("a"));
    ref = core.word(Number(core.word(Number(list) + 7)) + 6 + 16);
    expect(on(ref)("get", "1000")).toBe("77");
    machine.call("ets_delete_1", "holder");
    moved(core.atom("nothing"));
    expect(core.x.memoryOf!(MEMORY_BINARY)).toBe(blocks);
  });
});

describe("compiled match specifications", () => {
  test("outlive the terms that they were compiled from", () => {
    let compiled = machine.apply("ets_match_spec_compile_1", build(core, "[{{'$1',{b,<<7>>}},[],[{{'$1',{const,{big,\"\"}}}}]},{'_',[],[[none]]}]".replace('""', "[1,2,3]")));
    compiled = moved(compiled);
    expect(machine.apply("ets_is_compiled_ms_1", compiled)).toBe(core.atom("true"));
    const values = machine.apply("ets_match_spec_run_r_3", build(core, "[{x,{b,<<7>>}},{y,z}]"), compiled, build(core, "[]"));
    machine.process.setRegisters(values);
    core.x.collect!(machine.process.address, 0);
    expect(show(core, machine.process.register(0))).toBe("[[none],{x,{big,[1,2,3]}}]");
    core.setU32(CELL.live, 0);
  });
  test("drive select in chunks", async () => {
    for (const kind of ["set", "ordered_set", "duplicate_bag"]) {
      const name = core.atom(`chunks_${kind}`);
      machine.call("ets_new_2", `chunks_${kind}`, `[named_table,${kind}]`);
      for (let i = 0; i < 100; i++) machine.call("ets_insert_2", `chunks_${kind}`, `[{${i % 50},${i}}]`);
      const all: string[] = [];
      let t = machine.apply("ets_select_3", name, build(core, "[{{'$1','_'},[{'<','$1',30}],['$_']}]"), build(core, "7"));
      while (t !== core.atom("$end_of_table")) {
        t = moved(t);
        const at = Number(t) + 6, text = show(core, core.word(at + 8));
        const values = text.slice(2, -2).split("},{");
        expect(values.length).toBeLessThanOrEqual(7);
        all.push(...values);
        t = machine.apply("ets_select_1", core.word(at + 16));
        expect(t).not.toBe(0n);
      }
      expect(new Set(all).size).toBe(all.length);
      expect(all.length).toBe(kind === "duplicate_bag" ? 60 : 30);
      if (kind === "ordered_set") expect(all.map((s) => Number(s.split(",")[0]))).toEqual(Array.from({ length: 30 }, (_, i) => i));
    }
  });
});
