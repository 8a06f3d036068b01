/** The workloads of bench/workloads on `erl +S 1` and on Hornbeam, in turn, in one run. */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Engine, root } from "../test/conformance/harness/engine.js";
import { median, spread } from "./statistics.js";

interface Workload {
  readonly name: string;
  /** What one operation is. */
  readonly unit: string;
  readonly size: number;
  /** Size for a quick look during development. */
  readonly quick: number;
  /** Operations in a run of a given size. */
  readonly operations: (size: number) => number;
}

/** Calls that fib(n) makes. */
function calls(n: number): number {
  let a = 1, b = 1;
  for (let i = 1; i < n; i++) [a, b] = [b, a + b + 1];
  return b;
}

const same = (n: number) => n;

export const workloads: readonly Workload[] = [
  { name: "fib", unit: "a call", size: 30, quick: 22, operations: calls },
  { name: "loop", unit: "a turn", size: 10_000_000, quick: 500_000, operations: same },
  { name: "sum", unit: "a turn", size: 10_000_000, quick: 500_000, operations: same },
  { name: "nrev", unit: "an inference", size: 100_000, quick: 4000, operations: (n) => n * 496 },
  { name: "lists", unit: "an element", size: 100, quick: 10, operations: (n) => n * 30_000 },
  { name: "mapbig", unit: "an update in 1000 keys", size: 100_000, quick: 10_000, operations: same },
  { name: "mapsmall", unit: "an update in 8 keys", size: 1_000_000, quick: 50_000, operations: same },
  { name: "binary", unit: "4 bytes built and matched", size: 10_000, quick: 5000, operations: same },
  { name: "ring", unit: "a hop", size: 1000, quick: 50, operations: (n) => n * 1000 },
  { name: "pingpong", unit: "a round trip", size: 1_000_000, quick: 50_000, operations: same },
  { name: "spawnseq", unit: "a process", size: 100_000, quick: 10_000, operations: same },
  { name: "spawnall", unit: "a process, all alive", size: 10_000, quick: 5000, operations: same },
  { name: "gencall", unit: "a gen_server:call", size: 100_000, quick: 10_000, operations: same },
  { name: "fanin", unit: "a message", size: 100, quick: 10, operations: (n) => n * 1000 },
  { name: "bigmsg", unit: "a list cell", size: 100, quick: 10, operations: (n) => n * 20_000 },
];

export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly size: number;
  /** Medians, nanoseconds an operation. */
  readonly erl: number;
  readonly hornbeam: number;
  readonly erlSpread: number;
  readonly hornbeamSpread: number;
  readonly runs: number;
}

export interface Plan {
  readonly quick: boolean;
  /** Times that each engine is started, in turn with the other. */
  readonly rounds: number;
  /** Runs each time. */
  readonly repetitions: number;
}

/** Longest time for one start of an engine. */
const TIMEOUT_MS = 600_000;

/**
 * Compiles the workloads.
 * @returns the folder of the .beam files
 */
export function compileWorkloads(erlc: Engine): string {
  const folder = join(root, ".cache/bench");
  mkdirSync(folder, { recursive: true });
  const files = ["bench", "bench_gs", "bench_driver", "bench_ops", "bench_memory"].map((name) => join(root, `bench/workloads/${name}.erl`));
  const { status, stdout, stderr } = spawnSync(
    erlc.command, [...erlc.prefix, "-o", folder, ...files], { env: erlc.env, encoding: "utf8" });
  if (status !== 0) throw new Error(`erlc failed:\n${stdout}${stderr}`);
  return folder;
}

interface Sample { readonly microseconds: number; readonly hash: string }

/** @throws Error when the engine fails, or says that a repetition did */
function measure(engine: Engine, folder: string, name: string, size: number, repetitions: number): Sample[] {
  const { status, signal, stdout, stderr } = spawnSync(
    engine.command,
    [...engine.prefix, "+S", "1", "-noshell", "-pa", folder, "-run", "bench_driver", "main", name, String(size), String(repetitions)],
    { env: engine.env, encoding: "utf8", timeout: TIMEOUT_MS, input: "", maxBuffer: 1 << 26 });
  const line = stdout.split("\n").find((text) => text.startsWith("{bench,"));
  if (status !== 0 || line === undefined)
    throw new Error(`${name} on ${engine.name}: ${signal ?? `exit code ${status}`}\n${stdout}${stderr}`.trimEnd());
  return [...line.matchAll(/\{(\d+),(\d+)\}/g)].map((m) => ({ microseconds: Number(m[1]), hash: m[2]! }));
}

/**
 * Measures one workload on both engines.
 * @throws Error when an engine fails or the two results are not equal
 */
export function compare(workload: Workload, erl: Engine, hornbeam: Engine, folder: string, plan: Plan): Row {
  const size = plan.quick ? workload.quick : workload.size;
  const samples = { erl: [] as Sample[], hornbeam: [] as Sample[] };
  for (let round = 0; round < plan.rounds; round++)
    for (const engine of [erl, hornbeam])
      samples[engine.name].push(...measure(engine, folder, workload.name, size, plan.repetitions));
  const hashes = new Set([...samples.erl, ...samples.hornbeam].map((s) => s.hash));
  if (hashes.size !== 1) throw new Error(`${workload.name}: the results differ (hashes ${[...hashes].join(", ")})`);
  const each = (list: readonly Sample[]) => list.map((s) => (Math.max(s.microseconds, 1) * 1000) / workload.operations(size));
  const erlTimes = each(samples.erl), hornbeamTimes = each(samples.hornbeam);
  return {
    name: workload.name, unit: workload.unit, size, runs: erlTimes.length,
    erl: median(erlTimes), hornbeam: median(hornbeamTimes), erlSpread: spread(erlTimes), hornbeamSpread: spread(hornbeamTimes),
  };
}

export interface Boot {
  /** Median of seconds from start to exit of `-noshell -eval 'halt().'`, caches warm. */
  readonly seconds: number;
  /** Largest resident memory in MiB. */
  readonly memory: number;
}

/** Starts an engine that stops at once, several times. */
export function measureBoot(engine: Engine, rounds: number): Boot {
  const seconds: number[] = [], memory: number[] = [];
  for (let i = 0; i <= rounds; i++) {
    const started = process.hrtime.bigint();
    const { status, stderr, stdout } = spawnSync(
      "/bin/sh", ["-c", '"$@"; code=$?; exit $code', "sh", engine.command, ...engine.prefix, "-noshell", "-eval",
        'case file:read_file("/proc/self/status") of {ok, B} -> [_, R] = binary:split(B, <<"VmHWM:">>), ' +
        'io:format("~s~n", [hd(string:lexemes(R, " \\t\\n"))]); _ -> ok end, halt().'],
      { env: engine.env, encoding: "utf8", timeout: TIMEOUT_MS, input: "" });
    const elapsed = Number(process.hrtime.bigint() - started) / 1e9;
    if (status !== 0) throw new Error(`${engine.name} does not start: ${stderr}`);
    // The first start fills the caches.
    if (i === 0) continue;
    seconds.push(elapsed);
    const kilobytes = Number(stdout.trim());
    if (kilobytes > 0) memory.push(kilobytes / 1024);
  }
  return { seconds: median(seconds), memory: memory.length > 0 ? median(memory) : Number.NaN };
}

export interface Crowd {
  readonly processes: number;
  /** Bytes that an idle process takes, all told, as erlang:memory(total) has it. */
  readonly bytes: number;
  /** Seconds that it took to spawn them all. */
  readonly seconds: number;
  /** Resident memory in MiB while all are alive. */
  readonly resident: number;
}

/**
 * Keeps idle processes alive, all at once.
 * @throws Error when the engine cannot
 */
export function measureCrowd(engine: Engine, folder: string, processes: number): Crowd {
  const { status, signal, stdout, stderr } = spawnSync(
    engine.command,
    [...engine.prefix, "+S", "1", "+P", String(2 * processes), "-noshell", "-pa", folder, "-run", "bench_memory", "main", String(processes)],
    { env: engine.env, encoding: "utf8", timeout: TIMEOUT_MS, input: "" });
  const found = /\{memory,(\d+),(\d+),(\d+),(\d+)\}/.exec(stdout);
  if (status !== 0 || found === null) throw new Error(`${processes} processes on ${engine.name}: ${signal ?? `exit code ${status}`}\n${stdout}${stderr}`.trimEnd());
  return { processes, bytes: Number(found[2]), seconds: Number(found[3]) / 1e6, resident: Number(found[4]) / 1024 };
}
