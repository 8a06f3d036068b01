/** What is measured during a soak, and what is found right at its end; plateau.ts says whether memory grew on the way. */
import { readdirSync } from "node:fs";
import type { Atom, Node, Tuple } from "../../host/index.js";
import { collectGarbage, nextTask } from "../garbage.js";

const KIB = 1024, MIB = 1024 * KIB;

/** Bytes by kind, as erlang:memory/0 tells them. */
export type Memory = Readonly<Record<string, number>>;

export interface Census { readonly processes: number; readonly ports: number; readonly tables: number; readonly modules: number }

export interface Sample {
  /** Since the start of the soak. */
  readonly seconds: number;
  /** How many are over. */
  readonly round: number;
  readonly memory: Memory;
  readonly census: Census;
  /** Bytes: resident, of the JavaScript heap, of JavaScript's buffers beside it, of the core's WebAssembly memory. */
  readonly resident: number;
  readonly heap: number;
  readonly buffers: number;
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

/** What a sample is told of the soak: when it began, and how many rounds are over. */
export interface Progress { readonly begun: number; readonly round: number }

export async function sample(node: Node, { begun, round }: Progress): Promise<Sample> {
  const memory = await memoryOf(node), census = await censusOf(node);
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const { core: { exports: core } } = node["parts"];
  return {
    memory, census, round, resident: rss, heap: heapUsed, buffers: arrayBuffers, wasm: core.memory.buffer.byteLength, slots: core.table.length,
    descriptors: descriptors(), seconds: (performance.now() - begun) / 1000,
  };
}

/** Bounds of the collections of a look: what has a finalizer goes in a later one, and pages are given back by tasks of the engine, some time after. */
const FEWEST_COLLECTIONS = 3, MOST_COLLECTIONS = 15, PAGES_MS = 200;

/** A sample with JavaScript's garbage collected, until resident memory falls no more. */
export async function look(node: Node, progress: Progress): Promise<Sample> {
  for (let i = 1, before = Infinity; i <= MOST_COLLECTIONS; i++) {
    collectGarbage();
    await nextTask();
    await new Promise((resolve) => { setTimeout(resolve, PAGES_MS); });
    const { rss } = process.memoryUsage();
    if (i >= FEWEST_COLLECTIONS && rss > before - MIB) break;
    before = rss;
  }
  return sample(node, progress);
}

/** How long what ends by itself may take to do so. */
const SETTLE_MS = 60_000;

/**
 * A sample with the garbage of all processes and of JavaScript collected.
 * @param like what is to be reached: it is waited for, for a while; without it, until nothing changes any more
 */
export async function settled(node: Node, progress: Progress, like?: Sample): Promise<Sample> {
  const deadline = performance.now() + SETTLE_MS;
  let before: Sample | undefined;
  for (;;) {
    if (like !== undefined) await node.call("soak", "quiet", [like.census.processes]);
    else await node.call("soak", "quiet", [Number.MAX_SAFE_INTEGER]);
    const now = await look(node, progress);
    const done = like !== undefined ? compare(like, now).length === 0
      : before !== undefined && Object.entries(now.memory).every(([kind, bytes]) => bytes <= before!.memory[kind]!);
    if (done || performance.now() > deadline) return now;
    before = now;
  }
}

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

export const mib = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;

export function describe({ seconds, memory, census, resident, heap, buffers, wasm, slots, descriptors: files }: Sample): string {
  const kinds = ["processes", "binary", "ets", "code", "atom_used", "system"].map((k) => `${k} ${mib(memory[k]!)}`).join(", ");
  return `${seconds.toFixed(0).padStart(5)} s  resident ${mib(resident)}, JS heap ${mib(heap)}, buffers ${mib(buffers)}, Wasm ${mib(wasm)}, ${slots} slots, ${files ?? "?"} descriptors; ` +
    `${census.processes} processes, ${census.ports} ports, ${census.tables} tables, ${census.modules} modules; ${kinds}`;
}

