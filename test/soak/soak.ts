/**
 * Load after load on one node, until the time is over: spawning, crashing, restarting, reloading, tables, binaries. Then
 * the node must hold what it held at the start, and nothing may have been lost (docs/soak.md).
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Atom, Node, RealFileSystem, type Tuple, atom, charlist, type ErlTerm } from "../../host/index.js";
import { oracle, root } from "../conformance/harness/engine.js";
import { compare, describe, look, mib, sample, settled, type Progress, type Sample } from "./measure.js";
import { PLATEAU_SECONDS, lookIsDue, plateau } from "./plateau.js";
import { anotherNode, traffic } from "./traffic.js";

const SOURCES = join(root, "test/soak/loads");
export const LOADS = [
  "soak_spawn", "soak_supervisor", "soak_calls", "soak_timers", "soak_ets", "soak_binary", "soak_mailbox", "soak_code", "soak_files",
  "soak_values", "soak_shared", "soak_deep",
] as const;

/** The one whose reloads fill a cache. */
const CODE = "soak_code";

export interface SoakPlan {
  /** Time of the rounds that count, behind those that warm up. */
  readonly seconds: number;
  readonly seed: number;
  /** Names of loads, of LOADS. */
  readonly loads: readonly string[];
  /** Divides the depths of soak_deep, which at 1 take seconds each. */
  readonly shallower: number;
  /** Seconds between two lines of progress. */
  readonly every: number;
  /** Bytes of JavaScript that each round keeps, to see that the soak finds it. */
  readonly leak?: number;
  say(line: string): void;
}

export interface SoakResult {
  readonly rounds: number;
  /** What was done, by load and kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was lost, and what did not come back. */
  readonly faults: readonly string[];
}

/** Rounds before the start is measured: all code is loaded then, all atoms are there. The deep bodies take turns of five. */
const WARM_UP = 5;
/** Rounds of soak_code alone before a plateau is looked for: the host keeps the last translations (host/code/translations.ts), 250 of small modules. */
const FILL_CACHES = 12;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export async function soak(plan: SoakPlan): Promise<SoakResult> {
  const folder = mkdtempSync(join(tmpdir(), "hornbeam-soak-"));
  try {
    const ebin = join(folder, "ebin"), files = join(folder, "files");
    for (const made of [ebin, files]) mkdirSync(made);
    const { erlc } = oracle();
    const sources = readdirSync(SOURCES).filter((name) => name.endsWith(".erl")).map((name) => join(SOURCES, name));
    execFileSync(erlc.command, [...erlc.prefix, "-o", ebin, ...sources], { env: erlc.env });
    const node = await Node.start({
      fs: new RealFileSystem(), machine: true, cwd: files, args: ["-pa", ebin],
      env: { HOME: folder, PATH: process.env["PATH"] ?? "/usr/bin:/bin" }, stdio: { stdout: process.stderr, stderr: process.stderr },
    });
    await node.call("soak", "start", [charlist(files), plan.shallower]);
    const ran = await new Soak(plan, node, readFileSync(join(ebin, "soak_traffic.beam"))).run();
    const { code, slogan } = await node.stop();
    if (code !== 0) ran.faults.push(`the node ended with exit code ${code}: ${slogan}`);
    return ran;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Soak implements Progress {
  private readonly counts: Record<string, number> = {};
  private readonly faults: string[] = [];
  /** Between two rounds: before the first look, and after. */
  private readonly alone: Sample[] = [];
  private readonly watched: Sample[] = [];
  private readonly looks: Sample[] = [];
  private readonly leaked: string[][] = [];
  private readonly random: () => number;
  readonly begun = performance.now();
  round = 0;
  private said = 0;

  constructor(private readonly plan: SoakPlan, private readonly node: Node, private readonly beam: Uint8Array) {
    this.random = generator(plan.seed);
  }

  async run(): Promise<{ rounds: number; counts: Record<string, number>; faults: string[] }> {
    const { plan, node } = this;
    while (this.round < WARM_UP) await this.oneRound();
    const long = plan.seconds >= PLATEAU_SECONDS;
    if (long && plan.loads.includes(CODE)) while (this.round < WARM_UP + FILL_CACHES) await this.load([CODE]);
    const start = await settled(node, this);
    const before = await node.call("erlang", "processes");
    plan.say(`start  ${describe(start)}`);
    const from = performance.now(), length = plan.seconds * 1000;
    this.alone.length = 0;
    do {
      await this.oneRound();
      if (long && lookIsDue((performance.now() - from) / length, this.looks.length)) await this.lookNow();
    } while (performance.now() < from + length && this.faults.length < MOST_FAULTS);
    let end: Sample;
    try {
      end = await settled(node, this, start);
    } catch (error) {
      this.faults.push(`the node does not come to rest: ${String(error)}`);
      end = await sample(node, this);
    }
    plan.say(`end    ${describe(end)}`);
    this.faults.push(...compare(start, end));
    if (long) {
      const { faults, lines } = plateau(this.alone, this.looks);
      this.faults.push(...faults);
      for (const line of lines) plan.say(line);
    }
    if (end.census.processes > start.census.processes)
      for (const line of await node.call("soak", "leftovers", [before]) as Uint8Array[]) this.faults.push(new TextDecoder().decode(line));
    plan.say(`highest resident memory: ${mib(Math.max(end.resident, ...[...this.alone, ...this.watched].map((s) => s.resident)))}`);
    return { rounds: this.round, counts: this.counts, faults: this.faults };
  }

  /** The next round of these loads. */
  private async load(loads: readonly string[]): Promise<void> {
    this.take(await this.node.call("soak", "round", [this.round++, this.plan.seed, loads.map((l) => atom(l))]));
  }

  private async oneRound(): Promise<void> {
    const { plan, node } = this;
    const done = await Promise.allSettled([
      this.load(plan.loads),
      traffic(node, this.random).then((counts) => { for (const [what, n] of Object.entries(counts)) this.count(`traffic ${what}`, n); }),
      anotherNode("soak_traffic", this.beam).then(() => this.count("nodes started and stopped", 1)),
    ]);
    for (const part of done) if (part.status === "rejected") this.faults.push(`round ${this.round - 1}: ${String(part.reason)}`);
    if (plan.leak !== undefined) this.leaked.push(new Array<string>(plan.leak / POINTER_BYTES).fill(""));
    const now = await sample(node, this);
    (this.looks.length === 0 ? this.alone : this.watched).push(now);
    if (now.seconds < this.said + plan.every) return;
    this.said = now.seconds;
    plan.say(`${String(this.round).padStart(5)}  ${describe(now)}`);
  }

  private async lookNow(): Promise<void> {
    const now = await look(this.node, this);
    this.looks.push(now);
    this.plan.say(` look  ${describe(now)}`);
  }

  /** {Counts, Losses} of soak:round/3. */
  private take(answer: ErlTerm): void {
    const [counts, losses] = (answer as Tuple).elements as [Tuple[], Uint8Array[]];
    for (const { elements: [load, what, n] } of counts) this.count(`${(load as Atom).name.replace("soak_", "")} ${(what as Atom).name}`, n as number);
    for (const loss of losses) this.faults.push(`round ${this.round - 1}: ${new TextDecoder().decode(loss)}`);
  }

  private count(what: string, n: number): void { this.counts[what] = (this.counts[what] ?? 0) + n; }
}

/** An element of an array in Node's engine. */
const POINTER_BYTES = 8;

/** A soak that finds this much is over: more would say the same. */
const MOST_FAULTS = 20;
