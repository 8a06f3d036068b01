/**
 * Crash dumps: what a node was doing when its core was lost (a Wasm trap, an exception in the host). The core is not
 * called any more: everything is read from its memory.
 */
import type { Atoms } from "../core/atoms.js";
import type { Core } from "../core/core.js";

/** assembly/memory/cells.ts */
const SP = 20, PROC = 40, POINTS = 48;
/** assembly/process/process.ts: the first fields of a Process. */
const PROCESS_STACK_END = 12;
/** assembly/code/point.ts */
const POINT_SIZE = 20, POINT_WORDS = 4, POINT_FUNCTION = 8, POINT_LINE = 12, POINT_CALLEE = 16;
const FUNCTION_NAME = 8, FUNCTION_ARITY = 16, LINE_MASK = 0xfffff;
const ATOM_SHIFT = 6n, PID_SHIFT = 4n, PID_ID_BITS = 15n;
/** Frames shown of a stack. */
const MOST_FRAMES = 64;

interface Running {
  readonly pid: string;
  /** What it was spawned with: `module:function/arity`. */
  readonly began: string;
  /** Its stack as `module:function/arity line`, innermost first; empty in a function that it began with or that was tail-called from there. */
  readonly frames: readonly string[];
}

class CrashReader {
  constructor(private readonly core: Core, private readonly atoms: Atoms) {}

  /** The process that ran, if any did. */
  running(): Running | undefined {
    const { view } = this.core, process = view.getUint32(PROC, true);
    if (process === 0) return undefined;
    const number = view.getBigUint64(process, true) >> PID_SHIFT;
    const pid = `<0.${number & ((1n << PID_ID_BITS) - 1n)}.${number >> PID_ID_BITS}>`;
    const frames: string[] = [], end = view.getUint32(process + PROCESS_STACK_END, true);
    for (let at = view.getUint32(SP, true); at > 0 && at < end && frames.length < MOST_FRAMES;) {
      const record = view.getUint32(POINTS, true) + (view.getUint32(at, true) >>> 2) * POINT_SIZE;
      const words = record + POINT_SIZE <= view.byteLength ? view.getUint16(record + POINT_WORDS, true) : 0;
      if (words === 0) break;
      const frame = this.frame(record);
      if (frame !== undefined) frames.push(frame);
      at += 8 * words;
    }
    return { pid, began: this.mfa(process + this.core.exports.initialCallAt()), frames };
  }

  private frame(record: number): string | undefined {
    const { view } = this.core, fn = view.getUint32(record + POINT_FUNCTION, true), callee = view.getUint32(record + POINT_CALLEE, true);
    const line = view.getUint32(record + POINT_LINE, true) & LINE_MASK;
    const calls = callee === 0 ? "" : ` calling ${this.mfa(callee)}`;
    if (fn === 0) return callee === 0 ? undefined : this.mfa(callee);
    return this.mfa(fn) + (line === 0 ? "" : ` line ${line}`) + calls;
  }
  /** FunctionInfo and Export begin alike: module, function, arity. */
  private mfa(at: number): string {
    const { view } = this.core;
    const name = (offset: number): string => this.atoms.name(Number(view.getBigUint64(at + offset, true) >> ATOM_SHIFT));
    return `${name(0)}:${name(FUNCTION_NAME)}/${view.getUint32(at + FUNCTION_ARITY, true)}`;
  }
}

/** The text of a crash dump; `slogan` says in a line why. */
export function crashDump(core: Core, atoms: Atoms, slogan: string, error: unknown, now: Date): string {
  const lines = ["=erl_crash_dump:0.5", now.toUTCString(), `Slogan: ${slogan}`, `Atoms: ${core.exports.atomCount()}`, `Memory pages: ${core.exports.memory.buffer.byteLength >> 16}`];
  try {
    const running = new CrashReader(core, atoms).running();
    if (running) lines.push(`=proc:${running.pid}`, "State: Running", `Spawned as: ${running.began}`, "Stack:", ...running.frames.map((f) => `  ${f}`));
  } catch {
    lines.push("=proc: its memory cannot be read");
  }
  if (error instanceof Error) lines.push("=wasm_stack", ...(error.stack ?? error.message).split("\n"));
  return lines.join("\n") + "\n=end\n";
}

/** Why the core was lost. */
function cause(core: Core, error: unknown): string {
  const bytes = core.exports.missingBytes();
  if (bytes > 0) return `Cannot allocate ${bytes} bytes of memory`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** A line that says why the core was lost, and which process was running what. */
export function crashSlogan(core: Core, atoms: Atoms, error: unknown): string {
  const why = cause(core, error);
  try {
    const running = new CrashReader(core, atoms).running();
    return running === undefined ? why : `${why}, in process ${running.pid}, ${running.frames[0] ?? `spawned as ${running.began}`}`;
  } catch {
    return why;
  }
}
