/** The records of assembly/embed/inspect.ts by name: what a node is made of, read without touching it. */
import type { Core } from "../core/core.js";

/** Names of a record's words, in their order. Terms are words (docs/terms.md), 0 where there is none. */
const PROCESS = [
  "pid", "status", "suspended", "collecting", "flags", "priority", "name", "module", "function", "arity", "parent", "messages", "fragments",
  "fragmentWords", "reductions", "young", "old", "youngFree", "oldFree", "binaries", "oldBinaries", "binaryLimit", "oldBinaryLimit", "memory",
  "stackTop", "stackEnd", "dictionary", "firstMessage", "links", "made", "on", "live", "savedCalls", "held", "currentModule", "currentFunction",
  "currentArity", "point",
] as const;
const MESSAGE = ["term", "token"] as const;
const LINK = ["to"] as const;
const MONITOR = ["to", "name", "n01", "n2", "last"] as const;
const TABLE = ["owner", "name", "n01", "n2", "flags", "kind", "protection", "objects", "words", "buckets", "fixed"] as const;
const PORT = ["port", "connected", "flags", "name", "nameBytes", "input", "output", "osPid", "data", "links", "monitored"] as const;
const TIMER = ["to", "message", "left"] as const;
const PERSISTENT = ["key", "value"] as const;
const NODE = ["total", "processes", "system", "atom", "atomUsed", "binary", "code", "ets", "pageMap", "exports", "funs"] as const;

type RecordOf<Names extends readonly string[]> = { readonly [Name in Names[number]]: bigint };
export type ProcessRecord = RecordOf<typeof PROCESS>;
export type MonitorRecord = RecordOf<typeof MONITOR>;
export type TableRecord = RecordOf<typeof TABLE>;
export type PortRecord = RecordOf<typeof PORT>;

/** assembly/scheduler/state.ts */
export const PROCESS_RUNNABLE = 1, PROCESS_RUNNING = 2, PROCESS_EXITING = 5;
export const FLAG_TRAP_EXIT = 1, FLAG_OFF_HEAP_MESSAGES = 32, FLAG_SENSITIVE = 64;
/** assembly/ets/table.ts */
export const TABLE_NAMED = 1, TABLE_COMPRESSED = 2, TABLE_READ_CONCURRENCY = 4, TABLE_WRITE_CONCURRENCY = 8, TABLE_WRITE_AUTO = 16;
export const ORDERED_SET = 3;
export const TABLE_KINDS = ["set", "bag", "duplicate_bag", "ordered_set"] as const;
/** assembly/port/port.ts */
export const PORT_BINARY = 1, PORT_BUSY = 2;
/** assembly/process/dictionary.ts: words, count, then pairs whose key is 0 where the place is free. */
const DICTIONARY_PAIRS = 8, PAIR_BYTES = 16;

/** A lost core may have lists that go round: so many steps no walk needs. */
const MOST_STEPS = 1 << 28;

export class Records {
  constructor(private readonly core: Core) {}

  private read<Names extends readonly string[]>(names: Names): RecordOf<Names> {
    const { exports } = this.core, words = new BigInt64Array(exports.memory.buffer, exports.inspection() >>> 0, names.length);
    return Object.fromEntries(names.map((name, i) => [name, words[i]!])) as RecordOf<Names>;
  }
  private *walk<Names extends readonly string[]>(names: Names, next: (at: number) => number): Generator<RecordOf<Names>> {
    for (let at = next(0), n = 0; at !== 0 && n < MOST_STEPS; at = next(at), n++) yield this.read(names);
  }

  /** Processes in the order of their places. */
  *processes(): Generator<ProcessRecord> {
    const { exports } = this.core, places = exports.processLimit();
    for (let i = 0; i < places; i++) if (exports.inspectProcess(i) !== 0) yield this.read(PROCESS);
  }
  *messages({ firstMessage }: ProcessRecord): Generator<RecordOf<typeof MESSAGE>> {
    for (let m = Number(firstMessage), n = 0; m !== 0 && n < MOST_STEPS; n++) {
      m = this.core.exports.inspectMessage(m) >>> 0;
      yield this.read(MESSAGE);
    }
  }
  links(head: bigint): Iterable<RecordOf<typeof LINK>> { return this.walk(LINK, (at) => this.core.exports.inspectLink(Number(head), at)); }
  /** Monitors that the owner of the list at `head` made (`made`), or that others made on it. */
  *monitors(head: bigint, made: boolean): Generator<MonitorRecord> {
    const { exports } = this.core;
    for (const monitor of this.walk(MONITOR, (at) => made ? exports.inspectMade(Number(head), at) : exports.inspectOn(Number(head), at))) {
      yield monitor;
      if (monitor.last !== 0n) return;
    }
  }
  tables(): Iterable<TableRecord> { return this.walk(TABLE, (at) => this.core.exports.inspectTable(at)); }
  ports(): Iterable<PortRecord> { return this.walk(PORT, (at) => this.core.exports.inspectPort(at)); }
  timers(): Iterable<RecordOf<typeof TIMER>> { return this.walk(TIMER, (at) => this.core.exports.inspectTimer(at)); }
  persistentTerms(): Iterable<RecordOf<typeof PERSISTENT>> { return this.walk(PERSISTENT, (at) => this.core.exports.inspectPersistent(at)); }
  node(): RecordOf<typeof NODE> {
    this.core.exports.inspectNode();
    return this.read(NODE);
  }

  /** Keys and values of a process's dictionary, as words. */
  *dictionary({ dictionary }: ProcessRecord): Generator<readonly [bigint, bigint]> {
    if (dictionary === 0n) return;
    const { view } = this.core, block = Number(dictionary), places = view.getUint32(block, true) >> 1;
    for (let i = 0, at = block + DICTIONARY_PAIRS; i < places; i++, at += PAIR_BYTES) {
      const key = view.getBigUint64(at, true);
      if (key !== 0n) yield [key, view.getBigUint64(at + 8, true)];
    }
  }
}
