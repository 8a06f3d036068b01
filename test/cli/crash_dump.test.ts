/** Crash dumps of the command line: when there is one, where, and what its slogan is, beside the real erl. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { root } from "../erlang.js";

const folder = mkdtempSync(join(tmpdir(), "hornbeam-dump-"));
afterAll(() => { rmSync(folder, { recursive: true }); });

interface Outcome { readonly status: number | null; readonly stderr: string; readonly slogan: string | undefined; readonly bytes: number }

function run(command: readonly string[], args: readonly string[], variables: Record<string, string>): Outcome {
  const file = join(folder, "erl_crash.dump");
  rmSync(file, { force: true });
  const { ERL_CRASH_DUMP_SECONDS: _, ...env } = process.env;
  const { status, stderr } = spawnSync(command[0]!, [...command.slice(1), "-noshell", ...args],
    { cwd: folder, env: { ...env, ...variables }, encoding: "utf8", timeout: 120_000 });
  const dump = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (dump !== undefined) expect(dump.startsWith("=erl_crash_dump:0.5\n")).toBe(true);
  return { status, stderr, slogan: dump === undefined ? undefined : /^Slogan: (.*)$/m.exec(dump)?.[1] ?? "none", bytes: dump?.length ?? 0 };
}
const onErl = (args: readonly string[], variables: Record<string, string> = {}): Outcome => run(["erl"], args, variables);
const onHornbeam = (args: readonly string[], variables: Record<string, string> = {}): Outcome =>
  run([process.execPath, join(root, "bin/hornbeam.js"), "erl"], args, variables);

it.each<[string, readonly string[]]>([
  ["erlang:halt with a slogan", ["-eval", 'erlang:halt("no more of this")']],
  ["a start that fails", ["-run", "no_such_module", "no_such_function"]],
])("is written for %s", (_, args) => {
  const expected = onErl(args), found = onHornbeam(args);
  expect(found.slogan).toBe(expected.slogan);
  expect(found.slogan).toBeDefined();
  expect(found.status).toBe(expected.status);
  expect(found.stderr).toBe(expected.stderr);
}, 300_000);

it.each<[string, Record<string, string>]>([
  ["ERL_CRASH_DUMP_SECONDS is 0", { ERL_CRASH_DUMP_SECONDS: "0" }], ["ERL_CRASH_DUMP_BYTES is 0", { ERL_CRASH_DUMP_BYTES: "0" }],
])("is not written where %s", (_, variables) => {
  const args = ["-eval", 'erlang:halt("stop")'];
  const { slogan, stderr, status } = onHornbeam(args, variables);
  expect({ slogan, stderr, status }).toEqual({ slogan: undefined, stderr: "stop\r\n", status: 1 });
  expect(onErl(args, variables)).toMatchObject({ slogan: undefined, stderr: "stop\r\n", status: 1 });
}, 300_000);

it("is written where ERL_CRASH_DUMP says, and not at all where it cannot be", () => {
  const other = join(folder, "other.dump");
  onHornbeam(["-eval", 'erlang:halt("stop")'], { ERL_CRASH_DUMP: other });
  expect(readFileSync(other, "utf8")).toContain("Slogan: stop\n");
  expect(onHornbeam(["-eval", 'erlang:halt("stop")'], { ERL_CRASH_DUMP: join(folder, "none", "x") }).status).toBe(1);
  expect(onHornbeam(["-eval", 'erlang:halt("stop")'], { ERL_CRASH_DUMP_BYTES: "40" }).bytes).toBe(40);
}, 300_000);
