/** What the real erl answers. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = new URL(".", import.meta.url).pathname;

/** Compiles `module` of this folder and runs `module:write(File, Seed)` on erl; the bytes that it wrote. */
export function ask(module: string, seed: number): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "hornbeam-"));
  try {
    const file = join(folder, "cases");
    const run = `{ok, _} = compile:file("${here}${module}", [report, {outdir, "${folder}"}]), ` +
      `code:add_patha("${folder}"), ok = ${module}:write("${file}", ${seed}), halt(0).`;
    execFileSync("erl", ["-noshell", "-eval", run], {
      stdio: ["ignore", "inherit", "inherit"], timeout: 180_000, env: { ...process.env, ERL_CRASH_DUMP_SECONDS: "0" },
    });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
