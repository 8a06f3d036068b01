/**
 * Patterns as programs for a backtracking machine (match.ts). A program is a flat list; `else` is where matching goes on when
 * the first way fails.
 *
 * Registers: two per group (start and end of its last match, -1 when there is none), one per group for where it was
 * opened, and two per counted loop (rounds done, position at the last round's start).
 */
import { CharSet } from "./char_set.js";
import { PatternError, type Assertion, type Condition, type Look, type Pattern, type Syntax, type Verb } from "./syntax.js";

export type Op =
  | { readonly op: "char"; readonly char: number }
  | { readonly op: "set"; readonly set: CharSet }
  | { readonly op: "dot" }
  /** A character, `min` to `max` times, as many as there are; given back one by one. */
  | { readonly op: "run"; readonly one: One; readonly min: number; readonly max: number }
  | { readonly op: "split"; first: number; else: number }
  | { readonly op: "jump"; to: number }
  | { readonly op: "open"; readonly group: number }
  | { readonly op: "close"; readonly group: number }
  | { readonly op: "assert"; readonly assertion: Assertion }
  | { readonly op: "back"; readonly groups: readonly number[]; readonly caseless: boolean }
  /** Matches the program from `body` to its end; `widths`: of each alternative of a look behind. */
  | { readonly op: "look"; readonly look: Look; body: number; readonly widths: readonly { body: number; width: number }[]; next: number }
  | { readonly op: "atomic"; body: number; next: number }
  | { readonly op: "call"; readonly group: number }
  | { readonly op: "condition"; readonly condition: Condition; body: number; readonly widths: readonly { body: number; width: number }[]; no: number }
  | { readonly op: "zero"; readonly register: number }
  /** Another round of the loop that starts behind this, or on at `next`. */
  | { readonly op: "loop"; readonly register: number; readonly min: number; readonly max: number; readonly lazy: boolean; next: number }
  /** The end of a round: back to `loop`, unless an optional round matched nothing. */
  | { readonly op: "again"; readonly register: number; readonly loop: number; readonly min: number }
  | { readonly op: "keep" }
  | { readonly op: "verb"; readonly verb: Verb }
  /** The end of the pattern, or of what look, atomic or call run. */
  | { readonly op: "end" };

/** What matches exactly one character. */
export type One = Extract<Op, { op: "char" | "set" | "dot" }>;

export interface Program {
  readonly ops: readonly Op[];
  readonly pattern: Pattern;
  readonly registers: number;
  /** Where each group's body begins, for calls; 0 is the whole pattern. */
  readonly bodies: readonly number[];
  /** What a match has to begin with, where that is known. */
  readonly first: CharSet | undefined;
  /** A character without which there is no match. */
  readonly required: number | undefined;
  /** Matches only where the search begins. */
  readonly anchored: boolean;
}

export const startOf = (group: number): number => 2 * group;
export const endOf = (group: number): number => 2 * group + 1;

/** Translates a pattern. @throws PatternError for a look behind of no fixed length */
export function compilePattern(pattern: Pattern): Program { return new Compiler(pattern).compile(); }

class Compiler {
  private readonly ops: Op[] = [];
  private readonly bodies: number[] = [0];
  private registers: number;

  constructor(private readonly pattern: Pattern) { this.registers = 3 * (pattern.groups + 1); }

  compile(): Program {
    const { pattern } = this;
    this.emit(pattern.root);
    this.ops.push({ op: "end" });
    for (const group of this.called) if (this.bodies[group] === undefined) throw new PatternError("reference to non-existent subpattern", 0);
    return {
      ops: this.ops, pattern, registers: this.registers, bodies: this.bodies, first: firstSet(pattern.root), required: lastRequired(pattern.root),
      anchored: pattern.options.anchored || startsAtStart(pattern.root),
    };
  }
  private readonly called = new Set<number>();
  /** Groups around what is being emitted. */
  private readonly open: number[] = [];

  private emit(node: Syntax): void {
    const { ops } = this;
    switch (node.kind) {
      case "char": ops.push({ op: "char", char: node.char }); return;
      case "set": ops.push({ op: "set", set: node.set }); return;
      case "dot": ops.push({ op: "dot" }); return;
      case "sequence": for (const item of node.items) this.emit(item); return;
      case "either": this.either(node.items); return;
      case "group":
        // Groups of one number (a branch reset) are called by the first of them.
        this.bodies[node.index] ??= ops.length;
        ops.push({ op: "open", group: node.index });
        this.open.push(node.index);
        this.emit(node.body);
        this.open.pop();
        ops.push({ op: "close", group: node.index });
        return;
      case "atomic": this.atomic(node.body); return;
      case "repeat": this.repeat(node); return;
      case "look": this.look(node); return;
      case "assert": ops.push({ op: "assert", assertion: node.assertion }); return;
      case "back": ops.push({ op: "back", groups: node.groups, caseless: node.caseless }); return;
      case "call":
        this.called.add(node.group);
        ops.push({ op: "call", group: node.group });
        return;
      case "conditional": this.conditional(node.condition, node.yes, node.no); return;
      case "keep": ops.push({ op: "keep" }); return;
      case "verb":
        // To accept ends the groups that are open as well, from the inside.
        if (node.verb === "accept") for (const group of this.open.toReversed()) ops.push({ op: "close", group });
        ops.push({ op: "verb", verb: node.verb });
        return;
    }
  }

  private either(items: readonly Syntax[]): void {
    const { ops } = this, ends: { to: number }[] = [];
    items.forEach((item, i) => {
      if (i === items.length - 1) { this.emit(item); return; }
      const split = { op: "split" as const, first: ops.length + 1, else: 0 };
      ops.push(split);
      this.emit(item);
      const end = { op: "jump" as const, to: 0 };
      ops.push(end);
      ends.push(end);
      split.else = ops.length;
    });
    for (const end of ends) end.to = ops.length;
  }

  /** Emits `body` out of line, ended: the caller says how it is entered. */
  private aside(enter: { body: number; next?: number }, body: Syntax): void {
    enter.body = this.ops.length;
    this.emit(body);
    this.ops.push({ op: "end" });
    if (enter.next !== undefined) enter.next = this.ops.length;
  }
  private atomic(body: Syntax): void {
    const enter = { op: "atomic" as const, body: 0, next: 0 };
    this.ops.push(enter);
    this.aside(enter, body);
  }
  private look(look: Look): void {
    const enter = { op: "look" as const, look, body: 0, widths: [] as { body: number; width: number }[], next: 0 };
    this.ops.push(enter);
    this.lookBody(enter, look);
    enter.next = this.ops.length;
  }
  private lookBody(enter: { body: number; widths: { body: number; width: number }[] }, look: Look): void {
    if (look.ahead) { this.aside(enter, look.body); return; }
    for (const item of look.body.kind === "either" ? look.body.items : [look.body]) {
      const width = fixedWidth(item);
      if (width === undefined) throw new PatternError("lookbehind assertion is not fixed length", look.end);
      const way = { body: 0, width };
      enter.widths.push(way);
      this.aside(way, item);
    }
  }

  private conditional(condition: Condition, yes: Syntax, no: Syntax): void {
    if (condition.kind === "define") {
      // Its groups are only for calls: jump over them.
      const over = { op: "jump" as const, to: 0 };
      this.ops.push(over);
      this.emit(yes);
      this.ops.push({ op: "end" });
      over.to = this.ops.length;
      return;
    }
    const enter = { op: "condition" as const, condition, body: 0, widths: [] as { body: number; width: number }[], no: 0 };
    this.ops.push(enter);
    const start = { op: "jump" as const, to: 0 };
    this.ops.push(start);
    if (condition.kind === "look") this.lookBody(enter, condition.look);
    start.to = this.ops.length;
    this.emit(yes);
    const end = { op: "jump" as const, to: 0 };
    this.ops.push(end);
    enter.no = this.ops.length;
    this.emit(no);
    end.to = this.ops.length;
  }

  private repeat(node: Extract<Syntax, { kind: "repeat" }>): void {
    const { body, min, max, quantity } = node;
    if (quantity === "possessive") { this.atomic({ ...node, quantity: "greedy" }); return; }
    if (max === 0) {
      // It matches nothing, but its groups may be called.
      this.conditional({ kind: "define" }, body, body);
      return;
    }
    if (min === 1 && max === 1) { this.emit(body); return; }
    const lazy = quantity === "lazy";
    if (!lazy && (body.kind === "char" || body.kind === "set" || body.kind === "dot")) {
      const one: One = body.kind === "char" ? { op: "char", char: body.char } : body.kind === "set" ? { op: "set", set: body.set } : { op: "dot" };
      this.ops.push({ op: "run", one, min, max });
      return;
    }
    const register = this.registers;
    this.registers += 2;
    this.ops.push({ op: "zero", register });
    const at = this.ops.length, loop = { op: "loop" as const, register, min, max, lazy, next: 0 };
    this.ops.push(loop);
    this.emit(body);
    this.ops.push({ op: "again", register, loop: at, min });
    loop.next = this.ops.length;
  }
}

/** How many characters a part always matches, undefined when that varies. */
function fixedWidth(node: Syntax): number | undefined {
  switch (node.kind) {
    case "char": case "set": case "dot": return 1;
    case "sequence": {
      let sum = 0;
      for (const item of node.items) {
        const width = fixedWidth(item);
        if (width === undefined) return undefined;
        sum += width;
      }
      return sum;
    }
    case "either": {
      const widths = node.items.map(fixedWidth);
      return widths.every((w) => w === widths[0]) ? widths[0] : undefined;
    }
    case "group": case "atomic": return fixedWidth(node.body);
    case "repeat": {
      const width = fixedWidth(node.body);
      return node.min === node.max && width !== undefined ? width * node.min : undefined;
    }
    case "look": case "assert": case "keep": case "verb": return 0;
    case "conditional": {
      const yes = fixedWidth(node.yes);
      return yes === fixedWidth(node.no) ? yes : undefined;
    }
    default: return undefined;
  }
}

/** The characters that a match can begin with; undefined when it may be empty or begin with anything. */
function firstSet(node: Syntax): CharSet | undefined {
  switch (node.kind) {
    case "char": return CharSet.of([node.char, node.char]);
    case "set": return node.set;
    case "group": case "atomic": return firstSet(node.body);
    case "repeat": return node.min > 0 ? firstSet(node.body) : undefined;
    case "sequence": return node.items.length > 0 ? firstSet(node.items[0]!) : undefined;
    case "either": {
      const all = new CharSet();
      for (const item of node.items) {
        const set = firstSet(item);
        if (set === undefined) return undefined;
        all.addSet(set);
      }
      return all;
    }
    default: return undefined;
  }
}

/** The last character that every match has; undefined when none is known. */
function lastRequired(node: Syntax): number | undefined {
  switch (node.kind) {
    case "char": return node.char;
    case "group": case "atomic": return lastRequired(node.body);
    case "repeat": return node.min > 0 ? lastRequired(node.body) : undefined;
    case "sequence":
      // A verb may end the match before the rest.
      if (node.items.some((item) => item.kind === "verb")) return undefined;
      for (let i = node.items.length - 1; i >= 0; i--) {
        const found = lastRequired(node.items[i]!);
        if (found !== undefined) return found;
      }
      return undefined;
    default: return undefined;
  }
}

function startsAtStart(node: Syntax): boolean {
  switch (node.kind) {
    case "assert": return node.assertion === "subject_start" || node.assertion === "first_position";
    case "group": case "atomic": return startsAtStart(node.body);
    case "sequence": return node.items.length > 0 && startsAtStart(node.items[0]!);
    case "either": return node.items.every(startsAtStart);
    default: return false;
  }
}
