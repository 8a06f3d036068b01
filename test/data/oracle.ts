/** What the real erl answers. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = new URL(".", import.meta.url).pathname;

/**
 * Compile `module` of this folder and run `module:write(File, Seed)`; returns the bytes that it wrote.
 */
export function ask(module: string, seed: number): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "hornbeam-"));
  try {
    const file = join(folder, "cases");
    const expression = `{ok, _} = compile:file("${here}${module}", [report, {outdir, "${folder}"}]), ` +
      `code:add_patha("${folder}"), ok = ${module}:write("${file}", ${seed}), halt(0).`;
    execFileSync("erl", ["-noshell", "-eval", expression], { stdio: ["ignore", "inherit", "inherit"], timeout: 180_000,
      env: { ...process.env, ERL_CRASH_DUMP_SECONDS: "0" } });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
