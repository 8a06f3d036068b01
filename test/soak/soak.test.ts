/** A few rounds of the soak: that nothing is lost and all memory comes back shows in them, too; a plateau takes longer. */
import { expect, it } from "vitest";
import { compare, type Sample } from "./measure.js";
import { plateau } from "./plateau.js";
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
  seconds: 0, round: 0, memory: { total: 8 * MIB, processes: MIB, processes_used: MIB, system: 7 * MIB, atom: MIB, atom_used: MIB, binary: 0, code: MIB, ets: MIB },
  census: { processes: 40, ports: 2, tables: 20, modules: 100 }, resident: 200 * MIB, heap: 30 * MIB, buffers: 12 * MIB, wasm: 50 * MIB, slots: 60_000, descriptors: 20,
};

it("tells what did not come back", () => {
  expect(compare(quiet, { ...quiet, memory: { ...quiet.memory, binary: 60_000 } })).toEqual([]);
  expect(compare(quiet, { ...quiet, memory: { ...quiet.memory, binary: 70_000 }, descriptors: 21, census: { ...quiet.census, processes: 41 } })).toEqual([
    "memory of binary grew by 70000 bytes from 0 (allowed: 65536)", "41 processes, 40 at the start", "21 open descriptors, 20 at the start",
  ]);
});

it("tells a slope from a plateau, however busy the machine is", () => {
  const ROUNDS_ALONE = 40, LOOKS = 12;
  const noise = (i: number): number => (i * 7919 % 13 - 6) / 6;
  for (const roundsBetween of [2, 20]) {
    const grow = (of: { heap?: number; resident?: number; jitter?: number; garbage?: number }) => {
      const at = (round: number, i: number, garbage: number): Sample => ({
        ...quiet, round, heap: 30 * MIB + (of.heap ?? 0) * round + noise(i) * MIB,
        resident: 300 * MIB + ((of.heap ?? 0) + (of.resident ?? 0)) * round + noise(i) * (of.jitter ?? 0) * MIB + garbage,
      });
      return plateau(
        Array.from({ length: ROUNDS_ALONE }, (_, i) => at(i, i, i * (of.garbage ?? MIB))),
        Array.from({ length: LOOKS }, (_, i) => at(ROUNDS_ALONE + roundsBetween * i, i, 0)),
      ).faults;
    };
    expect(grow({})).toEqual([]);
    expect(grow({ jitter: 12 })).toEqual([]);
    const rounds = roundsBetween * (LOOKS - 1);
    expect(grow({ heap: 6 * MIB / rounds, jitter: 12 })).toContainEqual(expect.stringContaining("no plateau of what JavaScript holds"));
    expect(grow({ resident: 60 * MIB / rounds, jitter: 12 })).toEqual([expect.stringContaining("no plateau of resident memory")]);
    expect(grow({ garbage: 8 * MIB })).toEqual([expect.stringContaining("garbage that waited for the engine")]);
  }
});

it("says nothing of a plateau that it could not look for", () => {
  expect(plateau([quiet], [quiet, quiet])).toEqual({ faults: [], lines: [expect.stringContaining("no plateau was looked for")] });
});
