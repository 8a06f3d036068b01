/** Compiles the programs with the real erlc, once per content. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { spawnSync } from "node:child_process";
import { type Engine, root } from "./engine.js";
import type { Program } from "./program.js";

/** What every program may call: printing, normalising, hiding a value from the compiler. */
const SUPPORT = ["show.erl", "tracee.erl", "conformance_run.erl"].map((name) => join(root, "test/conformance/harness", name));
/** What they may include. */
const HEADER = join(root, "test/conformance/harness/show.hrl");

/**
 * Compiles what changed of the Erlang programs since the last time into .cache/conformance.
 * @param erlc the real compiler
 * @returns the folder that holds the .beam files
 * @throws Error with erlc's own words when a program does not compile
 */
export function compilePrograms(programs: readonly Program[], erlc: Engine): string {
  const files = programs.filter((p) => p.language === "erlang").map((p) => p.file);
  const folder = join(root, ".cache/conformance/ebin");
  mkdirSync(folder, { recursive: true });
  const digest = (file: string) => {
    const hash = createHash("sha256").update(readFileSync(file));
    const included = file.replace(/(_as_in_otp_\d+|_unoptimised|_inlined)?\.erl$/, ".hrl");
    for (const header of [HEADER, included]) if (existsSync(header)) hash.update(readFileSync(header));
    return hash.digest("hex");
  };
  const stale = [...SUPPORT, ...files].filter((file) => {
    const stamp = join(folder, `${basename(file, ".erl")}.sha256`);
    return !existsSync(stamp) || readFileSync(stamp, "utf8") !== digest(file);
  });
  if (stale.length === 0) return folder;
  console.log(`erlc: compiling ${stale.length} programs`);
  // Compiled beside and renamed, so that an interrupted run leaves no half-written module.
  const fresh = join(root, `.cache/conformance/fresh-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  try {
    const { status, stdout, stderr } = spawnSync(
      erlc.command, [...erlc.prefix, "-W0", "+debug_info", "-o", fresh, ...stale],
      { env: erlc.env, encoding: "utf8" });
    if (status !== 0) throw new Error(`erlc failed:\n${stdout}${stderr}`);
    for (const name of readdirSync(fresh)) renameSync(join(fresh, name), join(folder, name));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  for (const file of stale) writeFileSync(join(folder, `${basename(file, ".erl")}.sha256`), digest(file));
  return folder;
}
