/** What a dump says of one process, and of its stack: erl's words, in erl's order. */
import type { Core } from "../core/core.js";
import { displayAtom, displayTerm } from "../term/index.js";
import type { HeapText } from "./heap.js";
import {
  FLAG_OFF_HEAP_MESSAGES, FLAG_SENSITIVE, FLAG_TRAP_EXIT, PROCESS_EXITING, PROCESS_RUNNABLE, PROCESS_RUNNING,
  type MonitorRecord, type ProcessRecord, type Records,
} from "./records.js";
import type { Words } from "./words.js";

/** assembly/code/point.ts */
const POINTS_CELL = 48, POINT_SIZE = 20, POINT_WORDS = 4, POINT_FUNCTION = 8, POINT_LINE = 12, POINT_CALLEE = 16, LINE_MASK = 0xfffff;
const FUNCTION_ENTRY = 24;
const SAVED_CALLS = 12, SAVED_MARKS: readonly (string | undefined)[] = [undefined, "send", "'receive'", "timeout"];
const PRIORITIES = ["MAX", "HIGH", "NORMAL", "LOW"];
const WORD_DIGITS = 16;
/** Frames shown at each end of a long stack. */
const MOST_FRAMES = 64;

const address = (at: number): string => `0x${at.toString(16).padStart(WORD_DIGITS, "0")}`;

/** A word of a stack: where a call returns to, a register of the frame before it, or the handler of a catch there. */
export type StackWord =
  | { readonly kind: "return"; readonly at: number; readonly point: number }
  | { readonly kind: "y"; readonly word: bigint }
  | { readonly kind: "catch"; readonly point: number };

export class ProcessText {
  constructor(private readonly core: Core, private readonly words: Words, private readonly records: Records, private readonly heap: HeapText) {}

  pid({ pid }: ProcessRecord): string { return displayTerm(this.words.pid(pid)); }

  private name(module: bigint, fn: bigint, arity: bigint | number): string {
    return `${displayAtom(this.words.atomName(module))}:${displayAtom(this.words.atomName(fn))}/${arity}`;
  }
  /** `module:function/arity` of an Export or a FunctionInfo, which begin alike. */
  private nameAt(at: number): string { return this.name(this.words.word(at), this.words.word(at + 8), this.words.u32(at + 16)); }
  private point(point: number): number { return this.words.u32(POINTS_CELL) + point * POINT_SIZE; }
  /** A point as a code address with its function; the offset counts the points of the function. */
  private place(point: number): string {
    const info = this.words.u32(this.point(point) + POINT_FUNCTION);
    if (info === 0) return `${address(point)} (<terminate process normally>)`;
    return `${address(point)} (${this.nameAt(info)} + ${Math.max(0, point - this.words.u32(info + FUNCTION_ENTRY))})`;
  }

  /** Whether what it holds may be shown, and stands still: not while a collection moves it. */
  isOpen(p: ProcessRecord): boolean { return (Number(p.flags) & FLAG_SENSITIVE) === 0 && p.collecting === 0n && Number(p.status) !== PROCESS_EXITING; }

  private state(p: ProcessRecord): string {
    const status = Number(p.status);
    if (status === PROCESS_EXITING) return "Exiting";
    if (p.collecting !== 0n) return "Garbing";
    if (p.suspended !== 0n) return "Suspended";
    if (status === PROCESS_RUNNING) return "Running";
    return status === PROCESS_RUNNABLE ? "Scheduled" : "Waiting";
  }
  /** Flags of erl's that it would have. */
  internalState(p: ProcessRecord): string {
    const priority = PRIORITIES[Number(p.priority)]!, flags = Number(p.flags), status = Number(p.status);
    const parts = ["ACT", "USR", "PRQ"].map((which) => `${which}_PRIO_${priority}`);
    if (status === PROCESS_RUNNABLE) parts.push(`IN_PRQ_${priority}`);
    if (status === PROCESS_EXITING) parts.push("EXITING");
    else if (status === PROCESS_RUNNABLE || status === PROCESS_RUNNING) parts.push("ACTIVE");
    if (status === PROCESS_RUNNABLE) parts.push("IN_RUNQ");
    if (status === PROCESS_RUNNING) parts.push("RUNNING");
    if (p.suspended !== 0n) parts.push("SUSPENDED");
    if (p.collecting !== 0n) parts.push("GC");
    if ((flags & FLAG_TRAP_EXIT) !== 0) parts.push("TRAP_EXIT");
    if ((flags & FLAG_OFF_HEAP_MESSAGES) !== 0) parts.push("OFF_HEAP_MSGQ");
    return parts.join(" | ");
  }

  private monitor(kind: "to" | "from", { to, name, n01, n2 }: MonitorRecord): string {
    const who = name === 0n ? displayTerm(this.words.leaf(to)!) : `{${displayAtom(this.words.atomName(name))},'nonode@nohost'}`;
    return `{${kind},${who},${displayTerm(this.words.reference(n01, n2))}}`;
  }
  private relations(p: ProcessRecord): string[] {
    const links = Array.from(this.records.links(p.links), ({ to }) => displayTerm(this.words.leaf(to)!));
    const made = Array.from(this.records.monitors(p.made, true), (m) => this.monitor("to", m));
    return [...links, ...made, ...Array.from(this.records.monitors(p.on, false), (m) => this.monitor("from", m))];
  }

  /**
   * The section `=proc`.
   * @param full with messages, dictionary and stack as text, as the break handler shows them; a dump has sections for these
   */
  section(p: ProcessRecord, full: boolean): string {
    const lines = [`=proc:${this.pid(p)}`, `State: ${this.state(p)}`], shown = full && this.isOpen(p);
    if (p.name !== 0n) lines.push(`Name: ${displayAtom(this.words.atomName(p.name))}`);
    lines.push(`Spawned as: ${this.name(p.module, p.function, p.arity)}`);
    if (Number(p.status) === PROCESS_RUNNABLE && p.currentModule !== 0n) lines.push(`Current call: ${this.name(p.currentModule, p.currentFunction, p.currentArity)}`);
    lines.push(`Spawned by: ${p.parent === 0n ? "[]" : this.heap.text(p.parent)}`, `Message queue length: ${p.messages}`);
    if (shown && p.firstMessage !== 0n)
      lines.push(`Message queue: ${this.heap.list(Array.from(this.records.messages(p), ({ term }) => this.heap.text(term)))}`);
    lines.push(`Number of heap fragments: ${p.fragments}`, `Heap fragment data: ${p.fragmentWords}`);
    if (p.savedCalls !== 0n) lines.push(`Last calls:${this.lastCalls(Number(p.savedCalls)).map((call) => ` ${call}\n`).join("")}`);
    const related = this.relations(p);
    if (related.length > 0) lines.push(`Link list: [${related.join(", ")}]`);
    const dictionary = shown ? Array.from(this.records.dictionary(p), ([key, value]) => `{${this.heap.text(key)},${this.heap.text(value)}}`) : [];
    if (dictionary.length > 0) lines.push(`Dictionary: ${this.heap.list(dictionary)}`);
    const spare = (limit: bigint, used: bigint): bigint => limit > used ? limit - used : 0n;
    lines.push(
      `Reductions: ${p.reductions}`, `Stack+heap: ${p.young}`, `OldHeap: ${p.old}`, `Heap unused: ${p.youngFree}`, `OldHeap unused: ${p.oldFree}`,
      `BinVHeap: ${p.binaries}`, `OldBinVHeap: ${p.oldBinaries}`, `BinVHeap unused: ${spare(p.binaryLimit, p.binaries)}`,
      `OldBinVHeap unused: ${spare(p.oldBinaryLimit, p.oldBinaries)}`, `Memory: ${p.memory}`);
    if (shown) lines.push("Stack dump:");
    if (this.isOpen(p)) lines.push(`Program counter: ${this.counter(p)}`, `arity = ${p.live}`);
    if (shown) lines.push(...this.stackLines(p));
    lines.push(`Internal State: ${this.internalState(p)}`);
    return `${lines.join("\n")}\n`;
  }
  /** The newest first: assembly/process/saved_calls.ts draws the ring. */
  private lastCalls(block: number): string[] {
    const [size, next, count] = [0, 4, 8].map((offset) => this.words.u32(block + offset)) as [number, number, number];
    return Array.from({ length: count }, (_, i) => {
      const call = this.words.u32(block + SAVED_CALLS + 4 * ((next - 1 - i + size) % size));
      return SAVED_MARKS[call] ?? this.nameAt(call);
    });
  }
  /** Where it goes on. */
  counter(p: ProcessRecord): string {
    return p.held === 0n ? this.place(Number(p.point)) : `${address(Number(p.held))} (${this.name(p.currentModule, p.currentFunction, p.currentArity)} + 0)`;
  }
  private stackLines(p: ProcessRecord): string[] {
    const lines: string[] = [];
    let y = 0;
    for (const w of this.stack(p)) {
      if (w.kind === "return") {
        y = 0;
        lines.push("", `${address(w.at)} Return addr ${this.place(w.point)}`);
      } else lines.push(`y(${y++})     ${w.kind === "catch" ? `Catch ${this.place(w.point)}` : this.heap.text(w.word)}`);
    }
    return lines;
  }

  /** The function and line that it is in, for a slogan: one that left by a tail call is not on the stack, then what it began with stands there. */
  whereabouts(p: ProcessRecord): string {
    const end = Number(p.stackEnd);
    for (let at = Number(p.stackTop), frames = 0; at > 0 && at < end && frames < MOST_FRAMES; frames++) {
      const point = this.point(Number(this.words.word(at) & 0xffffffffn) >>> 2), size = this.core.view.getUint16(point + POINT_WORDS, true);
      if (size === 0) break;
      const info = this.words.u32(point + POINT_FUNCTION), callee = this.words.u32(point + POINT_CALLEE);
      if (info !== 0) {
        const line = this.words.u32(point + POINT_LINE) & LINE_MASK;
        return this.nameAt(info) + (line === 0 ? "" : ` line ${line}`) + (callee === 0 ? "" : ` calling ${this.nameAt(callee)}`);
      }
      if (callee !== 0) return this.nameAt(callee);
      at += 8 * size;
    }
    return `spawned as ${this.name(p.module, p.function, p.arity)}`;
  }

  /** Return addresses of the first and the last frames of its stack. */
  limitedStack(p: ProcessRecord): string {
    const returns: string[] = [];
    for (const w of this.stack(p)) {
      if (w.kind === "return") returns.push(`${address(w.at)}:SReturn addr ${this.place(w.point)}\n`);
    }
    const skipped = returns.length - 2 * MOST_FRAMES;
    return skipped <= 0 ? returns.join("")
      : [...returns.slice(0, MOST_FRAMES), `${address(0)}: skipping ${skipped} frames\n`, ...returns.slice(-MOST_FRAMES)].join("");
  }

  /** Its stack from the top, without where it goes on. */
  *stack(p: ProcessRecord): Generator<StackWord> {
    const end = Number(p.stackEnd);
    for (let at = Number(p.stackTop), first = p.held === 0n; at > 0 && at < end; first = false) {
      const point = Number(this.words.word(at) & 0xffffffffn) >>> 2, size = this.core.view.getUint16(this.point(point) + POINT_WORDS, true);
      if (size === 0) return;
      const next = at + 8 * size;
      // A word that only returns, or a BIF's, is nobody's frame.
      if (next >= end || this.words.u32(this.point(point) + POINT_FUNCTION) !== 0) {
        if (!first) yield { kind: "return", at, point };
        for (let y = at + 8; y < next; y += 8) {
          const word = this.words.word(y);
          yield this.words.isCatch(word) ? { kind: "catch", point: this.words.catchPoint(word) } : { kind: "y", word };
        }
      }
      at = next;
    }
  }

  /** The sections of a process's memory: messages, dictionary, stack, and the heap that these hold. */
  *memory(p: ProcessRecord): Generator<string> {
    if (!this.isOpen(p)) return;
    const { heap } = this, pid = this.pid(p), stack = [...this.stack(p)];
    if (p.firstMessage !== 0n) {
      yield `=proc_messages:${pid}\n`;
      for (const { term, token } of this.records.messages(p)) yield `${heap.element(term)}:${token === 0n ? "N" : heap.element(token)}\n`;
    }
    const dictionary = [...this.records.dictionary(p)];
    if (dictionary.length > 0) {
      yield `=proc_dictionary:${pid}\n`;
      for (const i of dictionary.keys()) yield `H${pairAddress(p, i)}\n`;
    }
    yield `=proc_stack:${pid}\n`;
    let y = 0;
    for (const w of stack) {
      if (w.kind === "return") {
        y = 0;
        yield `${address(w.at)}:SReturn addr ${this.place(w.point)}\n`;
      } else yield `y${y++}:${w.kind === "catch" ? `SCatch ${this.place(w.point)}` : heap.element(w.word)}\n`;
    }
    yield `=proc_heap:${pid}\n`;
    for (const [i, [key, value]] of dictionary.entries()) yield `${pairAddress(p, i)}:t2:${heap.element(key)},${heap.element(value)}\n`;
    yield* heap.lines(this.roots(p, stack, dictionary));
  }
  private *roots(p: ProcessRecord, stack: readonly StackWord[], dictionary: readonly (readonly [bigint, bigint])[]): Generator<bigint> {
    for (const w of stack) if (w.kind === "y") yield w.word;
    for (const { term, token } of this.records.messages(p)) {
      yield term;
      if (token !== 0n) yield token;
    }
    for (const pair of dictionary) yield* pair;
  }
}

/** The dictionary keeps no tuples: the pair in place `i` of those that are there gets an address inside of its table. */
const pairAddress = ({ dictionary }: ProcessRecord, i: number): string => (Number(dictionary) + 8 + 16 * i).toString(16).toUpperCase();
