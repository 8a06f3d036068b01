/** Crash dumps of the command line: when there is one, where, and what its slogan is, beside the real erl. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { root } from "../erlang.js";

const folder = mkdtempSync(join(tmpdir(), "hornbeam-dump-"));
afterAll(() => { rmSync(folder, { recursive: true }); });

const compiled = (): void => { execFileSync("erlc", ["-o", folder, join(root, "test/cli/dumped.erl")], { stdio: ["ignore", "ignore", "inherit"] }); };
/** Whether this OTP has observer, which reads dumps; Debian's package of it wants a window system. */
const hasViewer = (): boolean => spawnSync("erl", ["-noshell", "-eval",
  "halt(case code:which(crashdump_viewer) of non_existing -> 1; _ -> 0 end)"], { timeout: 120_000 }).status === 0;

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

/** Sections `=tag:id` and their lines. */
function sections(text: string): { readonly tag: string; readonly id: string; readonly lines: string[] }[] {
  return text.split(/^=/m).slice(1).map((section) => {
    const [head = "", ...lines] = section.replace(/\n$/, "").split("\n"), [tag = "", id = ""] = head.split(/:(.*)/s);
    return { tag, id, lines };
  });
}

it("has all processes, with terms whose parts are all there", () => {
  compiled();
  expect(onHornbeam(["-s", "dumped", "main"]).slogan).toBe("all of it");
  const all = sections(readFileSync(join(folder, "erl_crash.dump"), "utf8")), of = (tag: string) => all.filter((s) => s.tag === tag);
  const proc = of("proc").find(({ lines }) => lines.includes("Name: dumped_waiting"))!;
  expect(proc.lines).toEqual(expect.arrayContaining(["State: Waiting", "Spawned as: dumped:waiting/1", "Message queue length: 2"]));
  expect(proc.lines.find((l) => l.startsWith("Program counter: "))).toMatch(/\(dumped:waiting\/1 \+ \d+\)$/);
  expect(proc.lines.find((l) => l.startsWith("Link list: "))).toMatch(/^Link list: \[<0\.\d+\.0>(, \{from,<0\.\d+\.0>,#Ref<[\d.]+>\}){2}\]$/);
  const literals = of("literals")[0]!.lines, blocks = new Set(of("binary").map(({ id }) => id));
  const address = (line: string): string => line.split(":", 1)[0]!;
  const shared = new Set(literals.map(address));
  for (const { id, lines } of of("proc_heap")) {
    const own = new Set(lines.map(address)), named = [...lines, ...all.filter((s) => s.id === id && /^proc_(stack|messages|dictionary)$/.test(s.tag)).flatMap((s) => s.lines)];
    const there = (at: string): boolean => own.has(at) || shared.has(at);
    for (const line of named) {
      for (const [, at] of line.replace(/(^|[:,|lt])A[0-9A-F]+:[^,|]*/g, "$1").matchAll(/[:,|l]H([0-9A-F]+)/g)) expect(there(at!), line).toBe(true);
      const part = /:Y[cs]([0-9A-F]+):/.exec(line);
      if (part) expect(blocks.has(part[1]!) || own.has(part[1]!), line).toBe(true);
    }
  }
  expect(of("proc_messages").find(({ id }) => id === proc.id)!.lines).toHaveLength(2);
  expect(of("proc_dictionary").find(({ id }) => id === proc.id)!.lines).toHaveLength(2);
  expect(of("ets").some(({ lines }) => lines.includes("Name: dumped_set") && lines.includes("Objects: 10"))).toBe(true);
  expect(of("timer").some(({ id, lines }) => id === proc.id && lines[0] === "Message: {late,message}")).toBe(true);
  expect(of("mod").some(({ id }) => id === "dumped")).toBe(true);
  expect(all.at(-1)!.tag).toBe("end");
}, 300_000);

it("is read by OTP's crashdump_viewer as erl's own is", ({ skip }) => {
  if (!hasViewer()) skip("this OTP has no observer");
  compiled();
  const seen = [onErl, onHornbeam].map((on) => {
    expect(on(["-s", "dumped", "main"]).slogan).toBe("all of it");
    return spawnSync("erl", ["-noshell", "-run", "dumped", "view", "erl_crash.dump"], { cwd: folder, encoding: "utf8", timeout: 120_000 }).stdout;
  });
  expect(seen[1]).toContain('"dumped_waiting": {messages,[{{hello,[world,<<"and more">>]},[]},{second,[]}]}');
  expect(seen[1]).toBe(seen[0]);
}, 300_000);
