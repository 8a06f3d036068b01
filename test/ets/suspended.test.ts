/** Operations that outlast their turn, with other processes in between. */
import { describe, expect, test } from "vitest";
import { Machine } from "./machine.js";

/** assembly/memory/account.ts: MEMORY_ETS */
const MEMORY_ETS = 4;

const numbers = (n: number) => Array.from({ length: n }, (_, i) => i);
const objects = (n: number) => `[${numbers(n).map((i) => `{${i},[<<1>>,x]}`).join(",")}]`;

describe("a long list", () => {
  test.each(["set", "ordered_set", "bag", "duplicate_bag"])("is inserted whole into a %s", async (kind) => {
    const machine = await Machine.start(1);
    const ets = (f: string, ...args: string[]) => machine.call(`ets_${f}_${args.length}`, ...args);
    ets("new", "t", `[named_table,${kind}]`);
    expect(ets("insert", "t", objects(3000))).toBe("true");
    expect(machine.turns).toBeGreaterThan(50);
    expect(ets("info", "t", "size")).toBe("3000");
    for (const i of [0, 1, 1500, 2999]) expect(ets("lookup", "t", String(i))).toBe(`[{${i},[<<1>>,x]}]`);
    expect(ets("match", "t", "{77,'$1'}")).toBe("[[[<<1>>,x]]]");
  });
  test("is seen by others not at all, then whole", async () => {
    const machine = await Machine.start(1);
    const ets = (f: string, ...args: string[]) => machine.call(`ets_${f}_${args.length}`, ...args);
    ets("new", "t", "[named_table,public]");
    const seen = new Set<string>();
    machine.between = (other) => { seen.add(other.call("ets_info_2", "t", "size")); };
    ets("insert", "t", objects(3000));
    expect([...seen]).toEqual(["0", "3000"]);
  });
  test("is forgotten with its process", async () => {
    const machine = await Machine.start(1);
    const before = machine.core.x.memoryOf!(MEMORY_ETS);
    machine.call("ets_new_2", "t", "[named_table]");
    let turns = 0;
    machine.between = () => { if (++turns === 5) throw new Error("killed"); };
    expect(() => machine.call("ets_insert_2", "t", objects(3000))).toThrow("killed");
    machine.core.x.etsOwnerExits!(machine.process.address);
    expect(machine.core.x.memoryOf!(MEMORY_ETS)).toBe(before);
  });
});

describe("a suspended scan", () => {
  test.each(["set", "bag", "ordered_set"])("of a %s meets each object that stays exactly once", async (kind) => {
    const machine = await Machine.start(1);
    const ets = (f: string, ...args: string[]) => machine.call(`ets_${f}_${args.length}`, ...args);
    ets("new", "t", `[named_table,public,${kind}]`);
    for (const i of numbers(2000)) ets("insert", "t", `{${i},x}`);
    let next = 2000, gone = 1;
    machine.between = (other) => {
      for (let i = 0; i < 40; i++) other.call("ets_insert_2", "t", `{${next++},new}`);
      for (let i = 0; i < 20 && gone < 2000; i++, gone += 2) other.call("ets_delete_2", "t", String(gone));
    };
    const found = ets("match", "t", "{'$1',x}").slice(1, -1).split(",").map((s) => Number(s.slice(1, -1)));
    machine.between = undefined;
    expect(new Set(found).size).toBe(found.length);
    const missing = numbers(1000).map((i) => 2 * i).filter((i) => !found.includes(i));
    expect(missing).toEqual([]);
    expect(ets("info", "t", "safe_fixed")).toBe("false");
    expect(ets("info", "t", "size")).toBe(String(2000 + (next - 2000) - (gone - 1) / 2));
  });
  test("fails when the table goes, and leaves nothing behind", async () => {
    const machine = await Machine.start(1);
    machine.call("ets_new_2", "t", "[named_table,public]");
    for (const i of numbers(2000)) machine.call("ets_insert_2", "t", `{${i},x}`);
    machine.between = (other) => { other.call("ets_delete_1", "t"); machine.between = undefined; };
    expect(machine.call("ets_match_2", "t", "{'$1',x}")).toBe("error:badarg");
  });
  test("ends with its process, and with it the fixation", async () => {
    const machine = await Machine.start(1);
    machine.call("ets_new_2", "t", "[named_table,public]");
    for (const i of numbers(2000)) machine.call("ets_insert_2", "t", `{${i},x}`);
    const other = machine.spawn(2n);
    let turns = 0;
    machine.between = () => { if (++turns === 3) throw new Error("killed"); };
    expect(() => machine.call("ets_match_2", "t", "{'$1',x}")).toThrow("killed");
    machine.between = undefined;
    machine.core.x.etsOwnerExits!(other.address);
    machine.on(machine.first);
    for (const i of numbers(2000)) machine.call("ets_delete_2", "t", String(i));
    expect(machine.call("ets_info_2", "t", "size")).toBe("0");
  });
});

test("contents of deleted tables are freed in the end", async () => {
  const machine = await Machine.start();
  const before = machine.core.x.memoryOf!(MEMORY_ETS);
  for (const kind of ["set", "ordered_set", "duplicate_bag"]) {
    machine.call("ets_new_2", "t", `[named_table,${kind}]`);
    machine.call("ets_insert_2", "t", objects(20000));
    expect(machine.call("ets_delete_1", "t")).toBe("true");
    expect(machine.core.x.memoryOf!(MEMORY_ETS)).toBe(before);
  }
});
