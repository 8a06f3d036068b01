import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { readBeam, type BeamModule } from "../../host/beam/index.js";
import { bifTable } from "../../host/bif/table/index.js";
import { compile, type BifLookup, type Mfa, type Numbers } from "../../host/compiler/index.js";
import { beamFiles } from "../beam/otp.js";

const rows = new Map(bifTable.map((row, index) => [`${row.module}:${row.name}/${row.arity}`, { bif: row, index }]));
const bif: BifLookup = (m, f, a) => rows.get(`${m}:${f}/${a}`);

function fakeNumbers(): Numbers {
  const atoms = new Map<string, number>(), exports = new Map<string, number>();
  const number = (of: Map<string, number>, key: string): number => {
    if (!of.has(key)) of.set(key, of.size);
    return of.get(key)!;
  };
  const mfa = (m: Mfa): string => `${m.module}:${m.name}/${m.arity}`;
  let funs = 0;
  return {
    slotBase: 400_000, pointBase: 7, returnSlot: 1, atom: (text) => BigInt(number(atoms, text)) * 64n + 11n,
    literal: (m, i) => BigInt(0x100000 + m * 0x10000 + i * 16 + 2), exportAddress: (m) => 0x9000 + 48 * number(exports, mfa(m)),
    exportSlot: (m) => 10 + number(exports, mfa(m)), funEntry: (m, i) => 0x8000 + m * 64 + i, funSlot: () => 300_000 + funs++,
    strings: (m) => 0x7000 + m,
  };
}

const validates = (modules: readonly BeamModule[], linkage: "baked" | "imported", table: "import" | "trampoline"): number => {
  const unit = compile(modules, { linkage, table, bif, numbers: fakeNumbers() });
  // The constructor, unlike WebAssembly.validate, says where and what is wrong.
  try {
    new WebAssembly.Module(unit.bytes);
  } catch (e) {
    throw new Error(`${modules[0]!.name}: ${(e as Error).message}`, { cause: e });
  }
  return unit.functions.length;
};

test("every module of OTP and Elixir as a later module", () => {
  let functions = 0;
  const started = performance.now();
  for (const file of beamFiles()) functions += validates([readBeam(readFileSync(file))], "imported", "import");
  console.log(`${functions} functions in ${Math.round(performance.now() - started)} ms`);
  expect(functions).toBeGreaterThan(20_000);
}, 600_000);

test("modules that must not import the table", () => {
  for (const file of beamFiles("kernel")) validates([readBeam(readFileSync(file))], "imported", "trampoline");
}, 300_000);

test("kernel and stdlib as one image", () => {
  const files = [...beamFiles("kernel"), ...beamFiles("stdlib")];
  const modules = files.map((f) => readBeam(readFileSync(f)));
  expect(modules.map((m) => m.name)).toEqual(files.map((f) => basename(f, ".beam")));
  expect(validates(modules, "baked", "import")).toBeGreaterThan(8000);
}, 300_000);
