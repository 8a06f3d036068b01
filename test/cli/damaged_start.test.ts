/** Boot scripts and configuration files that are damaged: what init says, and the exit code, beside the real erl. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { root } from "../erlang.js";

const folder = mkdtempSync(join(tmpdir(), "hornbeam-start-"));
afterAll(() => { rmSync(folder, { recursive: true }); });

interface Outcome { readonly status: number | null; readonly stdout: string; readonly stderr: string }
function run(command: readonly string[], args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(command[0]!, [...command.slice(1), "-noshell", ...args, "-s", "init", "stop"],
    { cwd: folder, env: { ...process.env, ERL_CRASH_DUMP_SECONDS: "0" }, encoding: "utf8", timeout: 240_000 });
  return { status, stdout, stderr };
}

/** The beginning of a boot script: {script, {Name, … */
const CUT_SCRIPT = new Uint8Array([131, 104, 3, 100, 0, 6, 115, 99, 114, 105, 112, 116, 104, 2, 107]);
/** The atom `no`. */
const OTHER_TERM = new Uint8Array([131, 100, 0, 2, 110, 111]);

it.each<[string, string, string | Uint8Array]>([
  ["a boot script that is cut", "cut.boot", CUT_SCRIPT],
  ["a boot script that is another term", "other.boot", OTHER_TERM],
  ["a configuration file that is cut", "cut.config", "[{kernel, [{a"],
  ["a configuration file that holds no list", "atom.config", "no_list."],
  ["a configuration file of two terms", "two.config", "[{kernel, [{a, 1}]}]. more."],
])("%s", (_, name, content) => {
  writeFileSync(join(folder, name), content);
  const [base, flag] = name.split(".") as [string, string];
  const args = [`-${flag}`, `./${base}`];
  const expected = run(["erl"], args);
  expect(expected.status).toBe(1);
  expect(run([process.execPath, join(root, "bin/hornbeam.js"), "erl"], args)).toEqual(expected);
}, 500_000);
