/**
 * The machine that runs patterns: backtracking as PCRE does it, without recursion but for what nests in the pattern
 * itself (looks, atomic groups); calls of groups have frames of their own. Ways not yet taken wait on a stack; what
 * registers held before is logged, so that a step back is undone exactly.
 */
import { escapeClass, otherCases } from "./char_set.js";
import { endOf, startOf, type One, type Op, type Program } from "./program.js";
import type { Newline } from "./syntax.js";

export interface MatchOptions {
  /** Where the search begins: an index of the subject. */
  readonly offset: number;
  readonly anchored: boolean;
  readonly notbol: boolean;
  readonly noteol: boolean;
  readonly notempty: boolean;
  readonly notemptyAtStart: boolean;
  /** Steps back before the match is given up. */
  readonly limit: number;
  /** Depth of calls before the match is given up. */
  readonly recursionLimit: number;
  readonly newline: Newline | undefined;
}

/** Thrown when a limit is reached. */
export class LimitReached extends Error {
  constructor(readonly which: "match_limit" | "match_limit_recursion") { super(which); }
}

/** A subject: bytes, or the code points of a Unicode one. */
export type Subject = Uint8Array | Uint32Array;

/** What a search that has used its fuel up answers. */
const PAUSED = Symbol("paused");
/** Start and end of a match and of each group, -1 for groups that took no part; undefined when there is no match. */
export type Found = Int32Array | undefined;

/**
 * Searches for a match, `fuel` steps at a time: a generator that yields whenever they are used up. (What stands inside of looks
 * and atomic groups is not interrupted.)
 */
export function* search(program: Program, subject: Subject, options: MatchOptions, fuel: number): Generator<void, Found> {
  const machine = new Machine(program, subject, options);
  for (;;) {
    const found = machine.search(fuel);
    if (found !== PAUSED) return found;
    yield;
  }
}

// Entries of the stack are four numbers: op, position, length of the log, least position of a run (or NO_RUN).
const NO_RUN = -1;
const FAILED = -1;
/** What `run` answers when it is to be gone on with. */
const STOPPED = -2;
/** Characters that are looked at in one go, and how many of them count as a step. */
const SPAN = 65536, CHARS_A_STEP = 8;
/** Calls inside of each other, whatever the limit that was asked for: each keeps what its groups were before. */
const CALLS_LIMIT = 100_000;
/** Looks and atomic groups inside of each other that JavaScript's own stack bears. */
const DEPTH_LIMIT = 1500;

/** A call of a group that has not come back. */
interface Frame {
  readonly group: number;
  /** Where it was called. */
  readonly at: number;
  /** The op that follows the call. */
  readonly next: number;
  /** Stack of the caller: where it begins. */
  readonly base: number;
  readonly logged: number;
  readonly registers: Int32Array;
}
const LF = 10, CR = 13;

class Machine {
  private readonly registers: Int32Array;
  private readonly log: number[] = [];
  private readonly stack: number[] = [];
  private readonly newline: Newline;
  private steps = 0;
  /** Calls that have not come back, the latest last. */
  private readonly frames: Frame[] = [];
  private kept = -1;
  private start = 0;
  /** Set by a verb: no other start is tried (commit), or the next one is here (skip). */
  private committed = false;
  private skipTo = -1;
  /** Steps left before the search pauses. */
  private fuel = 0;
  /** Runs inside of each other. */
  private depth = 0;
  /** Where the search pauses: before a start, or (op >= 0) in a match from there, at a position, so far into a run of characters. */
  private begun = false;
  private next: number;
  private stoppedOp = -1;
  private stoppedAt = 0;
  /** Where the stack of the call begins that the search paused in; 0: in none. */
  private stoppedBase = 0;
  private counted = 0;

  constructor(private readonly program: Program, private readonly subject: Subject, private readonly options: MatchOptions) {
    this.registers = new Int32Array(program.registers);
    this.newline = options.newline ?? program.pattern.options.newline;
    this.next = options.offset;
  }

  /** Begins or goes on. */
  search(fuel: number): Found | typeof PAUSED {
    const { program, subject, options } = this, anchored = program.anchored || options.anchored, { first } = program;
    this.fuel = fuel;
    if (!this.begun && program.required !== undefined && subject.indexOf(program.required, options.offset) < 0) return undefined;
    this.begun = true;
    const lastStart = program.pattern.options.firstline ? this.endOfLine(options.offset) : subject.length;
    for (let at = this.next; at <= lastStart; at++) {
      if (first !== undefined && !anchored && this.stoppedOp < 0) {
        const end = Math.min(subject.length, lastStart + 1, at + this.fuel * CHARS_A_STEP), from = at;
        while (at < end && !first.has(subject[at]!)) at++;
        if (at > lastStart || at >= subject.length) return undefined;
        this.fuel -= (at - from) / CHARS_A_STEP;
      }
      this.next = at;
      if (this.fuel <= 0) return PAUSED;
      const found = this.matchAt(at);
      if (found !== undefined) return found;
      if (anchored || this.committed) return undefined;
      if (this.skipTo > at) at = this.skipTo - 1;
      this.skipTo = -1;
    }
    return undefined;
  }

  private matchAt(at: number): Found | typeof PAUSED {
    let op = 0, from = at;
    if (this.stoppedOp >= 0) {
      op = this.stoppedOp;
      from = this.stoppedAt;
      this.stoppedOp = -1;
    } else {
      this.registers.fill(-1);
      this.log.length = this.stack.length = this.frames.length = 0;
      this.stoppedBase = 0;
      this.kept = this.start = at;
    }
    const end = this.run(op, from, true);
    if (end === STOPPED) return PAUSED;
    if (end === FAILED) return undefined;
    const groups = this.registers.slice(0, 2 * (this.program.pattern.groups + 1));
    groups[0] = this.kept;
    groups[1] = end;
    return groups;
  }

  private set(register: number, value: number): void {
    this.log.push(register, this.registers[register]!);
    this.registers[register] = value;
  }
  /** Undoes what was set since the log had this length. Register -1 is where the match is said to start. */
  private undo(length: number): void {
    const { log, registers } = this;
    while (log.length > length) {
      const value = log.pop()!, register = log.pop()!;
      if (register < 0) this.kept = value; else registers[register] = value;
    }
  }
  private push(op: number, position: number, least = NO_RUN): void { this.stack.push(op, position, this.log.length, least); }

  /** Runs a part of the pattern from `op` to its end; returns the position there, or FAILED. What was set stays set. */
  private runPart(op: number, at: number): number {
    if (++this.depth > DEPTH_LIMIT) throw new LimitReached("match_limit_recursion");
    const end = this.run(op, at, false);
    this.depth--;
    return end;
  }
  /** The same of the whole pattern, too, which may answer STOPPED. */
  private run(op: number, at: number, whole: boolean): number {
    const { stack, registers, frames } = this, { ops } = this.program, floor = whole ? 0 : frames.length;
    // Ways not taken below this are the caller's: a call that has matched is not tried another way.
    let base = whole ? this.stoppedBase : stack.length;
    for (;;) {
      if (--this.fuel < 0 && this.depth === 0) return this.stop(op, at, base);
      const step = ops[op]!;
      let next = op + 1;
      switch (step.op) {
        case "char": case "set": case "dot": if (this.one(step, at)) at++; else next = -1; break;
        case "run": {
          let most = this.counted, span: number;
          this.counted = 0;
          do {
            span = Math.min(step.max - most, SPAN);
            const n = this.count(step.one, at + most, span);
            most += n;
            this.fuel -= n / CHARS_A_STEP;
            if (n < span) break;
            if (this.fuel < 0 && this.depth === 0 && most < step.max) {
              this.counted = most;
              return this.stop(op, at, base);
            }
          } while (most < step.max);
          if (most < step.min) { next = -1; break; }
          if (most > step.min) this.push(next, at + most, at + step.min);
          at += most;
          break;
        }
        case "split": this.push(step.else, at); next = step.first; break;
        case "jump": next = step.to; break;
        case "open": this.set(this.openedAt(step.group), at); break;
        case "close":
          this.set(startOf(step.group), registers[this.openedAt(step.group)]!);
          this.set(endOf(step.group), at);
          // The end of the group that is being called.
          if (frames.length > floor && frames.at(-1)!.group === step.group) { [next, base] = this.leave(base); break; }
          break;
        case "assert": if (!this.holds(step.assertion, at)) next = -1; break;
        case "back": {
          const end = this.back(step, at);
          if (end === FAILED) next = -1; else at = end;
          break;
        }
        case "look": next = this.looks(step.look.ahead, step.look.negative, step, at) ? step.next : -1; break;
        case "atomic": {
          const end = this.runPart(step.body, at);
          if (end === FAILED) { next = -1; break; }
          at = end;
          next = step.next;
          break;
        }
        case "call": {
          this.enter(step.group, at, op + 1, base);
          base = stack.length;
          next = this.program.bodies[step.group]!;
          break;
        }
        case "condition": next = this.condition(step, at) ? op + 1 : step.no; break;
        case "zero": this.set(step.register, 0); this.set(step.register + 1, -1); break;
        case "loop": next = this.loop(step, op, at); break;
        case "again":
          // An optional round that matched nothing would go on for ever.
          if (at === registers[step.register + 1] && registers[step.register]! > step.min) next = (ops[step.loop] as Extract<Op, { op: "loop" }>).next;
          else next = step.loop;
          break;
        case "keep": this.log.push(-1, this.kept); this.kept = at; break;
        case "verb": {
          if (step.verb === "accept") {
            if (frames.length > floor) { [next, base] = this.leave(base); break; }
            if (!whole || this.acceptable(at)) { stack.length = base; return at; }
            next = -1;
            break;
          }
          if (step.verb === "fail") { next = -1; break; }
          if (step.verb !== "then") this.push(VERB_COMMIT - VERBS.indexOf(step.verb), at);
          break;
        }
        case "end":
          if (frames.length > floor) { [next, base] = this.leave(base); break; }
          if (whole && !this.acceptable(at)) { next = -1; break; }
          stack.length = base;
          return at;
      }
      if (next >= 0) { op = next; continue; }
      // Back to the latest way not taken.
      for (;;) {
        while (stack.length === base) {
          if (frames.length === floor) return FAILED;
          base = this.giveUp();
        }
        if (++this.steps > this.options.limit) throw new LimitReached("match_limit");
        const least = stack.pop()!, logged = stack.pop()!;
        at = stack.pop()!;
        op = stack.pop()!;
        this.undo(logged);
        if (op < 0) {
          this.verbReached(VERBS[VERB_COMMIT - op]!, at);
          stack.length = base;
          continue;
        }
        if (op >= LAZY) {
          op = this.enterRound(op - LAZY, at);
        } else if (least !== NO_RUN) {
          at--;
          if (at > least) this.push(op, at, least);
        }
        break;
      }
    }
  }

  /** Goes on from here when the search does. */
  private stop(op: number, at: number, base: number): number {
    this.stoppedOp = op;
    this.stoppedAt = at;
    this.stoppedBase = base;
    return STOPPED;
  }

  /** A round of a loop: straight on, or put off when the loop is lazy. */
  private loop(step: Extract<Op, { op: "loop" }>, op: number, at: number): number {
    const rounds = this.registers[step.register]!;
    if (rounds < step.min) return this.enterRound(op, at);
    if (rounds >= step.max) return step.next;
    if (step.lazy) {
      this.push(LAZY + op, at);
      return step.next;
    }
    this.push(step.next, at);
    return this.enterRound(op, at);
  }
  private enterRound(op: number, at: number): number {
    const { register } = this.program.ops[op] as Extract<Op, { op: "loop" }>;
    this.set(register, this.registers[register]! + 1);
    this.set(register + 1, at);
    return op + 1;
  }

  private openedAt(group: number): number { return 2 * (this.program.pattern.groups + 1) + group; }
  private acceptable(at: number): boolean {
    const { notempty, notemptyAtStart, offset } = this.options;
    return !((notempty && at === this.start) || (notemptyAtStart && at === this.start && at === offset));
  }

  private one(step: One, at: number): boolean {
    if (at >= this.subject.length) return false;
    const c = this.subject[at]!;
    return step.op === "char" ? c === step.char : step.op === "set" ? step.set.has(c) : this.newlineLength(at) === 0;
  }
  private count(one: One, at: number, max: number): number {
    const most = Math.min(max, this.subject.length - at);
    let n = 0;
    while (n < most && this.one(one, at + n)) n++;
    return n;
  }

  private back(step: Extract<Op, { op: "back" }>, at: number): number {
    const { subject, registers } = this, { unicode } = this.program.pattern.options;
    const group = step.groups.find((g) => registers[endOf(g)]! >= 0);
    if (group === undefined) return FAILED;
    const from = registers[startOf(group)]!, length = registers[endOf(group)]! - from;
    if (at + length > subject.length) return FAILED;
    for (let i = 0; i < length; i++) {
      const a = subject[from + i]!, b = subject[at + i]!;
      if (a !== b && !(step.caseless && otherCases(a, unicode).includes(b))) return FAILED;
    }
    return at + length;
  }

  private looks(ahead: boolean, negative: boolean, step: { body: number; widths: readonly { body: number; width: number }[] }, at: number): boolean {
    const logged = this.log.length;
    const found = ahead ? this.runPart(step.body, at) !== FAILED
      : step.widths.some(({ body, width }) => at >= width && this.runPart(body, at - width) === at);
    if (!found || negative) this.undo(logged);
    return found !== negative;
  }
  private condition(step: Extract<Op, { op: "condition" }>, at: number): boolean {
    const { condition } = step;
    switch (condition.kind) {
      case "group": return condition.groups.some((group) => this.registers[endOf(group)]! >= 0);
      case "recursion": return this.frames.length > 0 && (condition.group === 0 || this.frames.at(-1)!.group === condition.group);
      case "look": return this.looks(condition.look.ahead, condition.look.negative, step, at);
      case "define": return false;
    }
  }

  /** Calls a group as PCRE 8 does: once it has matched, it is not tried another way; its groups are as before. */
  private enter(group: number, at: number, next: number, base: number): void {
    const { frames } = this;
    if (frames.length >= Math.min(this.options.recursionLimit, CALLS_LIMIT)) throw new LimitReached("match_limit_recursion");
    for (let i = frames.length - 1; i >= 0 && frames[i]!.at === at; i--)
      if (frames[i]!.group === group) throw new LimitReached("match_limit_recursion");
    frames.push({ group, at, next, base, logged: this.log.length, registers: this.registers.slice() });
  }
  /** The called group has matched; its own ways, from `base` on, are given up. Returns the op behind the call, and the caller's base. */
  private leave(base: number): [next: number, base: number] {
    const frame = this.frames.pop()!;
    this.stack.length = base;
    this.registers.set(frame.registers);
    return [frame.next, frame.base];
  }
  /** The called group cannot match. Returns the caller's base. */
  private giveUp(): number {
    const frame = this.frames.pop()!;
    this.undo(frame.logged);
    this.registers.set(frame.registers);
    return frame.base;
  }
  private verbReached(verb: string, at: number): void {
    if (verb === "commit") this.committed = true;
    if (verb === "skip") this.skipTo = at;
  }

  // --- lines

  /** Length of the newline at `at`, 0 when there is none. */
  private newlineLength(at: number): number {
    const c = this.subject[at];
    switch (this.newline) {
      case "lf": return c === LF ? 1 : 0;
      case "cr": return c === CR ? 1 : 0;
      case "crlf": return c === CR && this.subject[at + 1] === LF ? 2 : 0;
      default:
        if (c === CR) return this.subject[at + 1] === LF ? 2 : 1;
        if (c === LF) return 1;
        return this.newline === "any" && c !== undefined && (c === 11 || c === 12 || c === 0x85 || c === 0x2028 || c === 0x2029) ? 1 : 0;
    }
  }
  private endOfLine(at: number): number {
    while (at < this.subject.length && this.newlineLength(at) === 0) at++;
    return at;
  }
  private afterNewline(at: number): boolean {
    if (this.newline === "crlf") return at >= 2 && this.newlineLength(at - 2) === 2;
    if (this.newlineLength(at - 1) === 0) return false;
    return !(this.newline !== "cr" && this.newline !== "lf" && this.subject[at - 1] === CR && this.subject[at] === LF);
  }

  private holds(assertion: string, at: number): boolean {
    const { subject, options } = this, { length } = subject;
    switch (assertion) {
      case "subject_start": return at === 0 && !options.notbol;
      case "line_start": return at === 0 ? !options.notbol : at < length && this.afterNewline(at);
      case "line_end": return at === length ? !options.noteol : this.newlineLength(at) > 0;
      case "subject_end": return at === length;
      case "end_only": return at === length && !options.noteol;
      case "subject_end_newline":
        if (options.noteol) return false;
        return at === length || (this.newlineLength(at) > 0 && at + this.newlineLength(at) === length);
      case "first_position": return at === options.offset;
      default: {
        const words = escapeClass("w", this.program.pattern.options.ucp);
        const before = at > 0 && words.has(subject[at - 1]!), after = at < length && words.has(subject[at]!);
        return (before !== after) === (assertion === "word");
      }
    }
  }
}

/** Stack entries of verbs are negative; those of put-off rounds are above all ops. */
const VERBS: readonly string[] = ["commit", "prune", "skip"];
const VERB_COMMIT = -1;
const LAZY = 0x4000_0000;
