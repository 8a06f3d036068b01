/** The numbers that generated code repeats are those of the core. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as layout from "../../host/compiler/layout.js";

/** `export const NAME: type = number` of AssemblyScript sources; simple shifts and hexadecimal included. */
function constants(...files: string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const file of files) {
    const source = readFileSync(new URL(`../../assembly/${file}`, import.meta.url), "utf8");
    for (const [, name, value] of source.matchAll(/export const (\w+): \w+ = ([^;]+);/g)) {
      const shifted = /^(0x[0-9a-f]+|\d+) << (\d+)$/.exec(value!);
      found.set(name!, shifted ? Number(shifted[1]) << Number(shifted[2]) : Number(value));
    }
  }
  return found;
}

test("cells, tags and fields", () => {
  const core = constants("memory/cells.ts", "term/tag.ts", "term/boxed.ts");
  const own: Record<string, unknown> = { ...layout };
  // These count from the tagged pointer, not from the object.
  const biased = new Set(["HEAD", "TAIL", "HEADER"]);
  let compared = 0;
  for (const [name, value] of Object.entries(own)) {
    if (typeof value !== "number" || biased.has(name) || !core.has(name)) continue;
    expect([name, value]).toEqual([name, core.get(name)]);
    compared++;
  }
  expect(compared).toBeGreaterThan(55);
});

test("exports, fun entries and processes", () => {
  expect(layout.EXPORT_SLOT).toBe(constants("code/export.ts").get("EXPORT_SLOT"));
  expect(layout.FUN_ENTRY_SLOT).toBe(constants("code/fun_entry.ts").get("FUN_ENTRY_SLOT"));
  const process = readFileSync(new URL("../../assembly/process/process.ts", import.meta.url), "utf8");
  // The pid is the first field of the process.
  expect(/export class Process \{[^:]*?(\w+): Term;/s.exec(process)?.[1]).toBe("pid");
});
