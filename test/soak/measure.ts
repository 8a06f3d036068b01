/** What is measured during a soak, and what is found right at its end. */
import { readdirSync } from "node:fs";
import type { Atom, Node, Tuple } from "../../host/index.js";
import { collectGarbage } from "../garbage.js";

/** Bytes by kind, as erlang:memory/0 tells them. */
export type Memory = Readonly<Record<string, number>>;

export interface Census { readonly processes: number; readonly ports: number; readonly tables: number; readonly modules: number }

export interface Sample {
  /** Since the start of the soak. */
  readonly seconds: number;
  readonly memory: Memory;
  readonly census: Census;
  /** Bytes: resident, of the JavaScript heap, of the core's WebAssembly memory. */
  readonly resident: number;
  readonly heap: number;
  readonly wasm: number;
  /** Slots of the core's function table. */
  readonly slots: number;
  /** Open descriptors of this program; undefined where the system does not list them. */
  readonly descriptors: number | undefined;
}

function descriptors(): number | undefined {
  try { return readdirSync("/proc/self/fd").length; } catch { return undefined; }
}

async function memoryOf(node: Node): Promise<Memory> {
  return Object.fromEntries((await node.call("erlang", "memory") as Tuple[]).map(({ elements: [kind, bytes] }) => [(kind as Atom).name, bytes as number]));
}

async function censusOf(node: Node): Promise<Census> {
  const [processes, ports, tables, modules] = (await node.call("soak", "census") as Tuple).elements as [number, number, number, number];
  return { processes, ports, tables, modules };
}

export async function sample(node: Node, begun: number): Promise<Sample> {
  const memory = await memoryOf(node), census = await censusOf(node);
  const { rss, heapUsed } = process.memoryUsage();
  const { core: { exports: core } } = node["parts"];
  return {
    memory, census, resident: rss, heap: heapUsed, wasm: core.memory.buffer.byteLength, slots: core.table.length,
    descriptors: descriptors(), seconds: (performance.now() - begun) / 1000,
  };
}

/** How long what ends by itself may take to do so. */
const SETTLE_MS = 60_000;

/**
 * A sample with the garbage of all processes and of JavaScript collected.
 * @param like what is to be reached: it is waited for, for a while; without it, until nothing changes any more
 */
export async function settled(node: Node, begun: number, like?: Sample): Promise<Sample> {
  const deadline = performance.now() + SETTLE_MS;
  let before: Sample | undefined;
  for (;;) {
    if (like !== undefined) await node.call("soak", "quiet", [like.census.processes]);
    else await node.call("soak", "quiet", [Number.MAX_SAFE_INTEGER]);
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    collectGarbage();
    const now = await sample(node, begun);
    const done = like !== undefined ? compare(like, now).length === 0
      : before !== undefined && Object.entries(now.memory).every(([kind, bytes]) => bytes <= before!.memory[kind]!);
    if (done || performance.now() > deadline) return now;
    before = now;
  }
}

const KIB = 1024, MIB = 1024 * KIB;

/** How much more than at the start each kind of memory may be at the end: bytes, or this part of the start if that is more. */
const TOLERANCE: Readonly<Record<string, readonly [bytes: number, part: number]>> = {
  processes: [256 * KIB, 0.05], processes_used: [256 * KIB, 0.05], binary: [64 * KIB, 0], ets: [32 * KIB, 0.02], code: [128 * KIB, 0],
  atom: [64 * KIB, 0], atom_used: [4 * KIB, 0], system: [512 * KIB, 0.02], total: [768 * KIB, 0.03],
};
const HEAP_TOLERANCE = 12 * MIB;
/** A module that was first called during the soak stays loaded: this much more may be there for each. */
const MODULE_ALLOWANCE = 256 * KIB;
const OF_MODULES: ReadonlySet<string> = new Set(["code", "atom", "atom_used", "system", "total"]);

/** What is more at the end than at the start, as lines of text. */
export function compare(start: Sample, end: Sample): string[] {
  const forModules = Math.max(0, end.census.modules - start.census.modules) * MODULE_ALLOWANCE;
  const more = Object.entries(TOLERANCE).flatMap(([kind, [bytes, part]]) => {
    const allowed = Math.max(bytes, start.memory[kind]! * part) + (OF_MODULES.has(kind) ? forModules : 0);
    const grown = end.memory[kind]! - start.memory[kind]!;
    return grown > allowed ? [`memory of ${kind} grew by ${grown} bytes from ${start.memory[kind]} (allowed: ${Math.round(allowed)})`] : [];
  });
  for (const what of ["processes", "ports", "tables"] as const)
    if (end.census[what] > start.census[what]) more.push(`${end.census[what]} ${what}, ${start.census[what]} at the start`);
  if (start.descriptors !== undefined && end.descriptors! > start.descriptors) more.push(`${end.descriptors} open descriptors, ${start.descriptors} at the start`);
  if (end.heap > start.heap + HEAP_TOLERANCE + 4 * forModules) more.push(`the JavaScript heap grew from ${mib(start.heap)} to ${mib(end.heap)}`);
  return more;
}

/** Growth of the highest reading from the middle third of a soak to its last that still is a plateau. */
const PLATEAU_PART = 0.05, PLATEAU_BYTES = 16 * MIB;
/** A plateau is looked for in soaks of at least this length. */
const PLATEAU_SECONDS = 300;

/** Why the readings are no plateau, as lines of text. The first third is left to caches, tiers of the engine, and the growth to the working set. */
export function slopes(samples: readonly Sample[]): string[] {
  const length = samples.at(-1)?.seconds ?? 0;
  if (length < PLATEAU_SECONDS) return [];
  const highest = (from: number, to: number, of: (s: Sample) => number): number =>
    Math.max(...samples.filter((s) => s.seconds >= length * from && s.seconds <= length * to).map(of));
  return ([["resident memory", (s: Sample) => s.resident], ["the WebAssembly memory", (s: Sample) => s.wasm], ["the JavaScript heap", (s: Sample) => s.heap]] as const)
    .flatMap(([what, of]) => {
      const middle = highest(1 / 3, 2 / 3, of), last = highest(2 / 3, 1, of);
      return last > middle + Math.max(PLATEAU_BYTES, middle * PLATEAU_PART) ? [`${what} is on no plateau: at most ${mib(middle)} in the middle third, ${mib(last)} in the last`] : [];
    });
}

export const mib = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;

export function describe({ seconds, memory, census, resident, heap, wasm, slots, descriptors: files }: Sample): string {
  const kinds = ["processes", "binary", "ets", "code", "atom_used", "system"].map((k) => `${k} ${mib(memory[k]!)}`).join(", ");
  return `${seconds.toFixed(0).padStart(5)} s  resident ${mib(resident)}, JS heap ${mib(heap)}, Wasm ${mib(wasm)}, ${slots} slots, ${files ?? "?"} descriptors; ` +
    `${census.processes} processes, ${census.ports} ports, ${census.tables} tables, ${census.modules} modules; ${kinds}`;
}

