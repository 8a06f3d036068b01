/** A few rounds of the soak: that nothing is lost and all memory comes back shows in them, too; a plateau takes longer. */
import { expect, it } from "vitest";
import { compare, slopes, type Sample } from "./measure.js";
import { LOADS, soak } from "./soak.js";

const LIMIT_MS = 600_000;

it("loses nothing and gives all memory back", async () => {
  const lines: string[] = [];
  const { rounds, counts, faults } = await soak({
    seconds: 5, seed: 7, loads: LOADS, shallower: 20, every: 5, say: (line) => { lines.push(line); },
  });
  expect(faults, lines.join("\n")).toEqual([]);
  expect(rounds).toBeGreaterThan(5);
  for (const load of LOADS) expect(Object.keys(counts).some((what) => what.startsWith(`${load.replace("soak_", "")} `)), load).toBe(true);
}, LIMIT_MS);

const MIB = 1024 * 1024;
const quiet: Sample = {
  seconds: 0, memory: { total: 8 * MIB, processes: MIB, processes_used: MIB, system: 7 * MIB, atom: MIB, atom_used: MIB, binary: 0, code: MIB, ets: MIB },
  census: { processes: 40, ports: 2, tables: 20, modules: 100 }, resident: 200 * MIB, heap: 30 * MIB, wasm: 50 * MIB, slots: 60_000, descriptors: 20,
};

it("tells what did not come back", () => {
  expect(compare(quiet, { ...quiet, memory: { ...quiet.memory, binary: 60_000 } })).toEqual([]);
  expect(compare(quiet, { ...quiet, memory: { ...quiet.memory, binary: 70_000 }, descriptors: 21, census: { ...quiet.census, processes: 41 } })).toEqual([
    "memory of binary grew by 70000 bytes from 0 (allowed: 65536)", "41 processes, 40 at the start", "21 open descriptors, 20 at the start",
  ]);
});

it("tells a slope from a plateau", () => {
  const soaked = (resident: (seconds: number) => number): Sample[] =>
    Array.from({ length: 180 }, (_, i) => ({ ...quiet, seconds: i * 10, resident: resident(i * 10) * MIB }));
  expect(slopes(soaked((s) => 200 + Math.min(s, 500) / 2))).toEqual([]);
  expect(slopes(soaked((s) => 300 + (s % 70)))).toEqual([]);
  expect(slopes(soaked((s) => 200 + s / 10))).toEqual([expect.stringContaining("resident memory is on no plateau")]);
});
