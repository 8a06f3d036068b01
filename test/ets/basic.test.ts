import { describe, expect, test } from "vitest";
import { Machine } from "./machine.js";

const machine = await Machine.start();
const ets = (f: string, ...args: string[]) => machine.call(`ets_${f}_${args.length}`, ...args);

describe.each(["set", "ordered_set"])("%s", (kind) => {
  test("keeps one object a key", () => {
    ets("new", `s_${kind}`, `[named_table,${kind}]`);
    expect(ets("insert", `s_${kind}`, "{a,1}")).toBe("true");
    expect(ets("insert", `s_${kind}`, "[{a,2},{b,<<1,2,3>>},{c,[x,{y}]}]")).toBe("true");
    expect(ets("lookup", `s_${kind}`, "a")).toBe("[{a,2}]");
    expect(ets("lookup", `s_${kind}`, "c")).toBe("[{c,[x,{y}]}]");
    expect(ets("lookup_element", `s_${kind}`, "b", "2")).toBe("<<1,2,3>>");
    expect(ets("member", `s_${kind}`, "d")).toBe("false");
    expect(ets("info", `s_${kind}`, "size")).toBe("3");
    expect(ets("delete", `s_${kind}`, "a")).toBe("true");
    expect(ets("take", `s_${kind}`, "b")).toBe("[{b,<<1,2,3>>}]");
    expect(ets("info", `s_${kind}`, "size")).toBe("1");
    expect(ets("delete", `s_${kind}`)).toBe("true");
    expect(ets("lookup", `s_${kind}`, "a")).toBe("error:badarg");
  });
  test("goes through ten thousand objects in turns", () => {
    const name = `many_${kind}`;
    ets("new", name, `[named_table,${kind}]`);
    for (let i = 0; i < 10000; i += 500) ets("insert", name, `[${Array.from({ length: 500 }, (_, j) => `{${(i + j) * 7919 % 10007},x}`).join(",")}]`);
    expect(ets("select_count", name, "[{{'$1','_'},[{'<','$1',5000}],[true]}]")).toBe(
      String(Array.from({ length: 10000 }, (_, i) => i * 7919 % 10007).filter((n) => n < 5000).length));
    expect(machine.turns).toBeGreaterThan(1);
    const all = ets("match", name, "{'$1','_'}");
    expect(machine.turns).toBeGreaterThan(1);
    expect(all.split(",").length).toBe(10000);
    expect(ets("info", name, "safe_fixed")).toBe("false");
    expect(ets("internal_select_delete", name, "[{{'$1','_'},[{'=:=',{'rem','$1',2},0}],[true]}]")).toBe(
      String(Array.from({ length: 10000 }, (_, i) => i * 7919 % 10007).filter((n) => n % 2 === 0).length));
    expect(ets("internal_delete_all", name, "undefined")).toBe(
      String(Array.from({ length: 10000 }, (_, i) => i * 7919 % 10007).filter((n) => n % 2 === 1).length));
    expect(ets("info", name, "size")).toBe("0");
  });
});

test("bags keep what differs, duplicate bags everything, in order of insertion", () => {
  ets("new", "bag1", "[named_table,bag]");
  ets("new", "bag2", "[named_table,duplicate_bag]");
  for (const name of ["bag1", "bag2"]) for (const n of [1, 2, 3, 1]) ets("insert", name, `{a,${n}}`);
  expect(ets("lookup", "bag1", "a")).toBe("[{a,1},{a,2},{a,3}]");
  expect(ets("lookup", "bag2", "a")).toBe("[{a,1},{a,2},{a,3},{a,1}]");
  expect(ets("delete_object", "bag2", "{a,1}")).toBe("true");
  expect(ets("lookup_element", "bag2", "a", "2")).toBe("[2,3]");
  expect(ets("insert", "bag1", "[{b,1},{b,2}]")).toBe("true");
  expect(ets("lookup", "bag1", "b")).toBe("[{b,2},{b,1}]");
});

test("a fixed table steps over what was deleted", () => {
  ets("new", "fixed", "[named_table]");
  for (let i = 0; i < 200; i++) ets("insert", "fixed", `{${i}}`);
  ets("safe_fixtable", "fixed", "true");
  let n = 0;
  for (let key = ets("first", "fixed"); key !== "'$end_of_table'"; n++) {
    expect(ets("delete", "fixed", key)).toBe("true");
    key = ets("next", "fixed", key);
  }
  expect(n).toBe(200);
  expect(ets("info", "fixed", "size")).toBe("0");
  ets("insert", "fixed", "{7}");
  expect(ets("safe_fixtable", "fixed", "false")).toBe("true");
  expect(ets("match_object", "fixed", "'_'")).toBe("[{7}]");
});

test("counters", () => {
  ets("new", "counts", "[named_table]");
  ets("insert", "counts", "{c,1,576460752303423487}");
  expect(ets("update_counter", "counts", "c", "5")).toBe("6");
  expect(ets("update_counter", "counts", "c", "{3,1}")).toBe("576460752303423488");
  expect(ets("update_counter", "counts", "c", "[{2,10},{2,100,50,0}]")).toBe("[16,0]");
  expect(ets("lookup", "counts", "c")).toBe("[{c,0,576460752303423488}]");
  expect(ets("update_counter", "counts", "n", "{2,1}", "{n,41}")).toBe("42");
});
