/**
 * A node as text: crash dumps, in the format of "How to Interpret the Erlang Crash Dumps", and erlang:system_info(procs), (info) and
 * (loaded), which are parts of the same. All is read from the memory of the core, which may be lost or without room:
 * it is only asked where things are (assembly/embed/inspect.ts).
 */
import type { Atoms } from "../core/atoms.js";
import type { Core } from "../core/core.js";
import { displayAtom, displayTerm } from "../term/index.js";
import { HeapText } from "./heap.js";
import { ProcessText } from "./process.js";
import {
  ORDERED_SET, PORT_BINARY, PORT_BUSY, PROCESS_RUNNING, Records, TABLE_COMPRESSED, TABLE_KINDS, TABLE_NAMED, TABLE_READ_CONCURRENCY,
  TABLE_WRITE_AUTO, TABLE_WRITE_CONCURRENCY, type PortRecord, type ProcessRecord, type TableRecord,
} from "./records.js";
import { Words } from "./words.js";

/** A module of the node: bytes of its code, and of an old version, 0 for none. */
export interface ModuleSize { readonly name: string; readonly current: number; readonly old: number }

/** What a dump says besides what is in memory. */
export interface DumpFacts {
  readonly slogan: string;
  readonly systemVersion: string;
  /** The host's own stack when the core was lost. */
  readonly hostStack?: string | undefined;
}

const WEEKDAY_MONTH = /^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/;
/** C's ctime, in universal time. */
const clockText = (now: Date): string => now.toUTCString().replace(WEEKDAY_MONTH, (_, weekday: string, day: string, month: string, year: string, time: string) =>
  `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`);

/** Sections are made one after the other, for a node may hold more than a string can: whoever takes them must not let the node run. */
export class NodeText {
  private readonly records: Records;

  /** @param modules what is loaded, in its order */
  constructor(private readonly core: Core, private readonly atoms: Atoms, private readonly modules: () => readonly ModuleSize[]) {
    this.records = new Records(core);
  }

  private parts(): { words: Words; heap: HeapText; processes: ProcessText } {
    const words = new Words(this.core, this.atoms, Number(this.records.node().pageMap)), heap = new HeapText(words);
    return { words, heap, processes: new ProcessText(this.core, words, this.records, heap) };
  }

  /** erlang:system_info(info): memory and tables of the node. */
  info(): string {
    const { exports } = this.core, n = this.records.node(), modules = this.modules();
    const memory = [
      ["total", n.total], ["processes", n.processes], ["processes_used", n.processes], ["system", n.system], ["atom", n.atom],
      ["atom_used", n.atomUsed], ["binary", n.binary], ["code", n.code], ["ets", n.ets],
    ].map(([what, bytes]) => `${what}: ${bytes}\n`).join("");
    const index = (name: string, limit: number | undefined, entries: bigint | number): string =>
      `=index_table:${name}\n${limit === undefined ? "" : `limit: ${limit}\n`}entries: ${entries}\n`;
    return `=memory\n${memory}${index("atom_tab", exports.atomLimit(), exports.atomCount())}${index("module_code", undefined, modules.length)}` +
      `${index("export_list", undefined, n.exports)}${index("fun_table", undefined, n.funs)}=allocated_areas\n`;
  }

  private codeTotals(modules: readonly ModuleSize[]): string {
    const sum = (of: (m: ModuleSize) => number): number => modules.reduce((n, m) => n + of(m), 0);
    return `Current code: ${sum((m) => m.current)}\nOld code: ${sum((m) => m.old)}\n`;
  }
  /** erlang:system_info(loaded): bytes of all code, and a line for each module. */
  loaded(): string {
    const modules = this.modules();
    return this.codeTotals(modules) + modules.map(({ name, current, old }) => `${displayAtom(name)} ${current}${old > 0 ? ` (${old} old)` : ""}\n`).join("");
  }

  /** erlang:system_info(procs): processes and ports, with what they hold as text. */
  *procs(): Generator<string> {
    const { words, processes } = this.parts();
    for (const p of this.records.processes()) yield processes.section(p, true);
    for (const port of this.records.ports()) yield this.portSection(words, port);
  }

  private running(): ProcessRecord | undefined {
    for (const record of this.records.processes()) if (Number(record.status) === PROCESS_RUNNING) return record;
    return undefined;
  }
  /** Which process ran what: `process <0.77.0>, my_module:store/1 line 9`. Undefined when none did, or it cannot be read. */
  culprit(): string | undefined {
    try {
      const running = this.running(), { processes } = this.parts();
      return running && `process ${processes.pid(running)}, ${processes.whereabouts(running)}`;
    } catch (error) {
      if (error instanceof Error) return undefined;
      throw error;
    }
  }

  /** A crash dump, piece by piece. */
  *dump({ slogan, systemVersion, hostStack }: DumpFacts, now: Date): Generator<string> {
    const { words, heap, processes } = this.parts();
    yield `=erl_crash_dump:0.5\n${clockText(now)}\nSlogan: ${slogan}\nSystem version: ${systemVersion}Taints: \nAtoms: ${this.core.exports.atomCount()}\n`;
    yield* whole(() => this.scheduler(processes));
    yield* whole(() => [this.info()]);
    yield* each(this.records.processes(), (p) => [processes.section(p, false)]);
    yield* each(this.records.ports(), (port) => [this.portSection(words, port)]);
    yield* each(this.records.tables(), (table) => [tableSection(words, table)]);
    yield* each(this.records.timers(), ({ to, message, left }) => [`=timer:${displayTerm(words.leaf(to)!)}\nMessage: ${heap.text(message)}\nTime left: ${left}\n`]);
    yield "=node:'nonode@nohost'\n=no_distribution\n";
    yield* whole(() => this.moduleSections());
    yield "=persistent_terms\n";
    const persistent: bigint[] = [];
    yield* each(this.records.persistentTerms(), ({ key, value }) => {
      persistent.push(key, value);
      return [`${heap.element(key)}|${heap.element(value)}\n`];
    });
    // They are literals: their lines come with these.
    yield* whole(() => heap.lines(persistent));
    yield* each(this.records.processes(), (p) => processes.memory(p));
    yield "=literals\n";
    yield* whole(() => heap.literalLines());
    yield* whole(() => heap.binarySections());
    if (hostStack !== undefined) yield `=wasm_stack\n${hostStack}\n`;
    yield "=atoms\n";
    for (let i = this.core.exports.atomCount() - 1; i >= 0; i--) yield `${displayAtom(this.atoms.name(i))}\n`;
    yield "=end\n";
  }

  private *scheduler(processes: ProcessText): Generator<string> {
    const running = this.running(), pid = running === undefined ? "" : processes.pid(running);
    yield `=scheduler:1\nScheduler Sleep Info Flags: \nScheduler Sleep Info Aux Work: \nCurrent Port: \nCurrent Process: ${pid}\n`;
    if (running === undefined) return;
    yield `Current Process State: Running\nCurrent Process Internal State: ${processes.internalState(running)}\n`;
    yield `Current Process Program counter: ${processes.counter(running)}\nCurrent Process Limited Stack Trace:\n${processes.limitedStack(running)}`;
  }
  private *moduleSections(): Generator<string> {
    const modules = this.modules();
    yield `=loaded_modules\n${this.codeTotals(modules)}`;
    for (const { name, current, old } of modules) yield `=mod:${displayAtom(name)}\nCurrent size: ${current}\n${old > 0 ? `Old size: ${old}\n` : ""}`;
  }
  private portSection(words: Words, port: PortRecord): string {
    const flags = Number(port.flags), show = (word: bigint): string => displayTerm(words.leaf(word)!);
    const state = ["CONNECTED", ...((flags & PORT_BUSY) !== 0 ? ["PORT_BUSY"] : []), ...((flags & PORT_BINARY) !== 0 ? ["BINARY_IO"] : [])];
    const lines = [`=port:${show(port.port)}`, `State: ${state.join("|")}`, `Slot: ${port.port >> 4n}`, `Connected: ${show(port.connected)}`];
    const links = Array.from(this.records.links(port.links), ({ to }) => show(to)).join("");
    if (links !== "") lines.push(`Links: ${links}`);
    const monitors = Array.from(this.records.monitors(port.monitored, false), ({ to, n01, n2 }) => `(${show(to)},${displayTerm(words.reference(n01, n2))})`).join("");
    if (monitors !== "") lines.push(`Monitors: ${monitors}`);
    const name = new TextDecoder().decode(words.slice(Number(port.name), Number(port.nameBytes)));
    const what = /^\d+\/\d+$/.test(name) ? "Port is UNIX fd not opened by emulator"
      : port.osPid === 0n ? "Port controls linked-in driver" : "Port controls external process";
    lines.push(`${what}: ${name}`, `Input: ${port.input}`, `Output: ${port.output}`, "Queue: 0");
    return `${lines.join("\n")}\n`;
  }
}

function tableSection(words: Words, t: TableRecord): string {
  const flags = Number(t.flags), name = displayTerm(words.leaf(t.name)!), kind = TABLE_KINDS[Number(t.kind)]!;
  const id = (flags & TABLE_NAMED) !== 0 ? name : displayTerm(words.reference(t.n01, t.n2));
  const lines = [`=ets:${displayTerm(words.leaf(t.owner)!)}`, `Slot: ${t.n01}`, `Table: ${id}`, `Name: ${name}`];
  if (Number(t.kind) === ORDERED_SET) lines.push(`Ordered set (AVL tree), Elements: ${t.objects}`);
  else lines.push(`Buckets: ${t.buckets}`);
  lines.push(`Fixed: ${t.fixed > 0n}`, `Objects: ${t.objects}`, `Words: ${t.words}`, `Type: ${kind}`, `Protection: ${words.atomName(t.protection)}`);
  lines.push(`Compressed: ${(flags & TABLE_COMPRESSED) !== 0}`);
  lines.push(`Write Concurrency: ${(flags & TABLE_WRITE_AUTO) !== 0 ? "auto" : (flags & TABLE_WRITE_CONCURRENCY) !== 0}`);
  lines.push(`Read Concurrency: ${(flags & TABLE_READ_CONCURRENCY) !== 0}`);
  return `${lines.join("\n")}\n`;
}

/** What can be read of `parts`: memory that was being changed when the node was lost may not make sense. */
function* whole(parts: () => Iterable<string>): Generator<string> {
  try {
    yield* parts();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
function* each<T>(all: Iterable<T>, parts: (item: T) => Iterable<string>): Generator<string> {
  yield* whole(function* () { for (const item of all) yield* whole(() => parts(item)); });
}
