/** Parses patterns in the syntax of PCRE 8, the library of OTP 25. */
import { grapheme } from "./grapheme.js";
import { CharSet, HORIZONTAL, VERTICAL, escapeClass, otherCases, posixClass, propertyClass } from "./char_set.js";
import { BRACKET_CODE, MOST_CODE, codeSize, endlessCall } from "./check.js";
import { PatternError, type Condition, type Look, type Pattern, type PatternOptions, type Quantity, type Syntax, type Verb } from "./syntax.js";

/** Switches that a pattern can flip inside of itself. */
interface Modes { caseless: boolean; multiline: boolean; dotall: boolean; extended: boolean; ungreedy: boolean; dupnames: boolean }

/** A group that is named before it is known whether it exists. */
interface Wanted { readonly groups: number[]; readonly name: string | number; readonly at: number }

/** PCRE compiles in two passes: what only the second one finds out is told when the first has found nothing. */
type Late = () => void;

const CODE_POINTS = 0x10ffff;
const REPEAT_LIMIT = 65535;
const NAME_LIMIT = 32;
/**
 * How deep parentheses may nest. PCRE gives up where OTP's stack ends: at about 800 captures or 1330 other groups, within
 * what JavaScript's own stack bears.
 */
const NESTING_LIMIT = 3995, CAPTURE_NESTING = 5, GROUP_NESTING = 3;
const INFINITE = Infinity;
const EMPTY: Syntax = { kind: "sequence", items: [] };
const sequence = (items: Syntax[]): Syntax => (items.length === 1 ? items[0]! : { kind: "sequence", items });
const isQuoted = (item: Syntax | readonly string[]): item is readonly string[] => Array.isArray(item);
const isDigit = (c: string | undefined): boolean => c !== undefined && c >= "0" && c <= "9";
const isName = (c: string | undefined): boolean => c !== undefined && /[A-Za-z0-9_]/.test(c);

/**
 * Parses a pattern.
 * @param source its characters, as code points of a Unicode pattern or bytes of a Latin-1 one.
 * @throws PatternError
 */
export function parsePattern(source: readonly string[], options: PatternOptions): Pattern { return new Parser(source, options).parse(); }

class Parser {
  private at = 0;
  private modes: Modes;
  private options: PatternOptions;
  private groups = 0;
  private nesting = 0;
  /** Pairs of parentheses so far. */
  private brackets = 0;
  private readonly names = new Map<string, number[]>();
  private readonly late: Late[] = [];

  constructor(private readonly source: readonly string[], options: PatternOptions) {
    this.options = options;
    const { caseless, multiline, dotall, extended, ungreedy, dupnames } = options;
    this.modes = { caseless, multiline, dotall, extended, ungreedy, dupnames };
  }

  parse(): Pattern {
    this.startVerbs();
    const root = this.either();
    if (this.at < this.source.length) this.fail("unmatched parentheses", this.at);
    for (const check of this.late) check();
    const loop = endlessCall(root);
    if (loop !== undefined) this.fail("recursive call could loop indefinitely", loop.end);
    if (codeSize(root) + this.brackets * BRACKET_CODE > MOST_CODE) this.fail("regular expression is too large");
    return { root, options: this.options, groups: this.groups, names: this.names };
  }

  private fail(message: string, position = this.at): never { throw new PatternError(message, position); }
  private peek(offset = 0): string | undefined { return this.source[this.at + offset]; }
  private looking(text: string): boolean { return [...text].every((c, i) => this.source[this.at + i] === c); }
  private take(text: string): boolean {
    if (!this.looking(text)) return false;
    this.at += text.length;
    return true;
  }

  /** `(*UTF8)`, `(*CRLF)` and others that stand before a pattern. */
  private startVerbs(): void {
    const settings: Readonly<Record<string, Partial<PatternOptions>>> = {
      UTF8: { unicode: true }, UTF: { unicode: true }, UCP: { ucp: true }, CR: { newline: "cr" }, LF: { newline: "lf" }, CRLF: { newline: "crlf" },
      ANYCRLF: { newline: "anycrlf" }, ANY: { newline: "any" }, BSR_ANYCRLF: { bsrAnycrlf: true }, BSR_UNICODE: { bsrAnycrlf: false },
      NO_START_OPT: {}, NO_AUTO_POSSESS: {},
    };
    if (this.looking("(*UTF8)") && !this.options.unicode) this.fail("setting UTF is disabled by the application");
    while (this.looking("(*")) {
      const end = this.source.indexOf(")", this.at), name = this.source.slice(this.at + 2, end).join("");
      // Limits in a pattern could only lower those of the options, which nothing here reaches before them.
      if (end < 0 || !(Object.hasOwn(settings, name) || /^LIMIT_(MATCH|RECURSION)=\d+$/.test(name))) return;
      this.options = { ...this.options, ...settings[name] };
      this.at = end + 1;
    }
  }

  /** Alternatives up to a closing parenthesis or the end. Modes set inside end there. */
  private either(): Syntax {
    const before = { ...this.modes }, items = [this.branch()];
    while (this.take("|")) items.push(this.branch());
    this.modes = before;
    return items.length === 1 ? items[0]! : { kind: "either", items };
  }

  private branch(): Syntax {
    const items: Syntax[] = [];
    for (;;) {
      this.skipBlanks();
      const c = this.peek();
      if (c === undefined || c === "|" || c === ")") return sequence(items);
      // A quantifier that follows nothing, or another quantifier.
      if (this.quantifier() !== undefined) this.fail("nothing to repeat", this.at - 1);
      const item = this.item();
      if (item === undefined) continue;
      items.push(...(isQuoted(item) ? this.literal(item) : [this.quantified(item)]));
    }
  }

  /** The characters of a \Q…\E: what follows repeats the last one only. */
  private literal(chars: readonly string[]): Syntax[] {
    const items = chars.map((c) => this.character(c.codePointAt(0)!));
    const last = items.pop();
    return last === undefined ? items : [...items, this.quantified(last)];
  }

  /** In extended mode, blanks and comments. */
  private skipBlanks(): void {
    while (this.modes.extended) {
      const c = this.peek();
      if (c !== undefined && /[\t-\r ]/.test(c)) this.at++;
      else if (c === "#") while (this.peek() !== undefined && this.source[this.at++] !== "\n");
      else return;
    }
  }

  private quantified(item: Syntax): Syntax {
    this.skipBlanks();
    const range = this.quantifier();
    if (range === undefined) return item;
    if (item.kind === "assert" || item.kind === "keep") this.fail("nothing to repeat", this.at - 1);
    const [min, max] = range;
    let quantity: Quantity = this.modes.ungreedy ? "lazy" : "greedy";
    if (this.take("+")) quantity = "possessive";
    else if (this.take("?")) quantity = this.modes.ungreedy ? "greedy" : "lazy";
    return { kind: "repeat", body: item, min, max, quantity };
  }

  private quantifier(): [number, number] | undefined {
    if (this.take("*")) return [0, INFINITE];
    if (this.take("+")) return [1, INFINITE];
    if (this.take("?")) return [0, 1];
    const text = this.peek() === "{" ? this.source.slice(this.at, this.at + 14).join("") : "";
    const found = /^\{(\d+)(,(\d*))?\}/.exec(text);
    if (found === null) return undefined;
    const min = Number(found[1]), max = found[2] === undefined ? min : found[3] === "" ? INFINITE : Number(found[3]);
    if (min > REPEAT_LIMIT || (max !== INFINITE && max > REPEAT_LIMIT)) this.fail("number too big in {} quantifier", this.at + found[0].length - 1);
    if (max < min) this.fail("numbers out of order in {} quantifier", this.at + found[0].length - 1);
    this.at += found[0].length;
    return [min, max];
  }

  /** One item; undefined for what leaves nothing behind, an array for quoted characters. */
  private item(): Syntax | readonly string[] | undefined {
    const c = this.source[this.at]!;
    switch (c) {
      case "(": return this.parenthesis();
      case "[": return this.bracket();
      case "\\": return this.escape();
      case ".": this.at++; return this.modes.dotall ? { kind: "set", set: CharSet.of([0, CODE_POINTS]) } : { kind: "dot" };
      case "^": this.at++; return { kind: "assert", assertion: this.modes.multiline ? "line_start" : "subject_start" };
      case "$":
        this.at++;
        return { kind: "assert", assertion: this.modes.multiline ? "line_end" : this.options.dollarEndonly ? "end_only" : "subject_end_newline" };
      default: this.at++; return this.character(c.codePointAt(0)!);
    }
  }

  private character(char: number): Syntax {
    const others = this.modes.caseless ? otherCases(char, this.options.unicode) : [];
    return others.length === 0 ? { kind: "char", char } : { kind: "set", set: CharSet.of([char, char], ...others.map((o) => [o, o] as const)) };
  }
  private set(set: CharSet): Syntax { return { kind: "set", set }; }

  // --- parentheses

  private parenthesis(): Syntax | undefined {
    this.at++;
    if (this.peek() === "*" && /[A-Z:]/.test(this.peek(1) ?? "")) return this.verb();
    if (!this.take("?")) return this.options.noAutoCapture ? this.nested(GROUP_NESTING) : this.capture();
    if (this.take("#")) {
      while (this.peek() !== undefined && this.peek() !== ")") this.at++;
      if (!this.take(")")) this.fail("missing ) after comment");
      return undefined;
    }
    if (this.take(":")) return this.nested(GROUP_NESTING);
    if (this.take("|")) return this.branchReset();
    if (this.take(">")) return { kind: "atomic", body: this.nested(GROUP_NESTING) };
    if (this.take("=")) return this.look(true, false);
    if (this.take("!")) return this.look(true, true);
    if (this.take("<=")) return this.look(false, false);
    if (this.take("<!")) return this.look(false, true);
    if (this.take("P=")) return this.back(this.nameUntil(")"));
    if (this.take("P>") || this.take("&")) return this.call(this.nameUntil(")"));
    if (this.take("P<")) return this.named(">");
    if (this.take("P")) this.fail("unrecognized character after (?P");
    if (this.take("<")) return isName(this.peek()) ? this.named(">") : this.fail("unrecognized character after (?<");
    if (this.take("'")) return this.named("'");
    if (this.take("(")) return this.conditional();
    if (this.take("R")) {
      if (!this.take(")")) this.fail("(?R or (?[+-]digits must be followed by )");
      return this.call(0);
    }
    if (this.take("C")) {
      const start = this.at;
      while (isDigit(this.peek())) this.at++;
      if (Number(this.source.slice(start, this.at).join("")) > 255) this.fail("number after (?C is > 255");
      if (!this.take(")")) this.fail("closing ) for (?C expected");
      return undefined;
    }
    if (isDigit(this.peek()) || (/[+-]/.test(this.peek() ?? "") && isDigit(this.peek(1)))) return this.call(this.groupNumber(")"));
    return this.switches();
  }

  private closed<T>(body: T): T {
    if (!this.take(")")) this.fail("missing )");
    return body;
  }
  /** Alternatives and the parenthesis that closes them. */
  private nested(weight: number): Syntax {
    this.nesting += weight;
    this.brackets++;
    if (this.nesting >= NESTING_LIMIT) this.fail("regular expression is too complicated");
    const body = this.either();
    this.nesting -= weight;
    return this.closed(body);
  }
  private capture(): Syntax {
    const index = ++this.groups;
    return { kind: "group", index, body: this.nested(CAPTURE_NESTING) };
  }
  private look(ahead: boolean, negative: boolean): Look {
    const body = this.nested(GROUP_NESTING);
    return { kind: "look", ahead, negative, body, end: this.at - 1 };
  }

  /** A name up to `end`, which is taken; the name of a new group may be empty. */
  private nameUntil(end: string, isNew = false): string {
    const start = this.at;
    if (isDigit(this.peek())) this.fail("group name must start with a non-digit");
    while (isName(this.peek())) this.at++;
    if (this.at === start && !isNew) this.fail("subpattern name expected");
    const name = this.source.slice(start, this.at).join("");
    if (name.length > NAME_LIMIT) this.fail(`subpattern name is too long (maximum ${NAME_LIMIT} characters)`);
    if (!this.take(end)) this.fail("syntax error in subpattern name (missing terminator)");
    return name;
  }
  private named(end: string): Syntax {
    const name = this.nameUntil(end, true), index = this.groups + 1, known = this.names.get(name);
    if (known !== undefined && !this.modes.dupnames && !known.includes(index)) this.fail("two named subpatterns have the same name", this.at - 1);
    this.names.set(name, [...(known ?? []), ...(known?.includes(index) ? [] : [index])]);
    return this.capture();
  }

  /** A group's number, also relative to the groups opened so far; `end` is taken. */
  private groupNumber(end: string): number {
    const sign = /[+-]/.test(this.peek() ?? "") ? this.source[this.at++] : "", start = this.at;
    while (isDigit(this.peek())) this.at++;
    const n = Number(this.source.slice(start, this.at).join(""));
    if (!this.take(end)) this.fail("(?R or (?[+-]digits must be followed by )");
    const number = sign === "-" ? this.groups - n + 1 : sign === "+" ? this.groups + n : n;
    if (number < 0 || (sign !== "" && number < 1)) this.fail("reference to non-existent subpattern", this.at - 1);
    return number;
  }

  /** The groups of a name or number; `at`: where an error is, the character that ended the name unless said otherwise. */
  private want(name: string | number, at = this.at - (/[)}>']/.test(this.source[this.at - 1] ?? "") ? 1 : 0)): number[] {
    const wanted: Wanted = { groups: [], name, at };
    this.late.push(() => {
      const found = typeof name === "number" ? (name <= this.groups ? [name] : undefined) : this.names.get(name);
      wanted.groups.push(...(found ?? this.fail("reference to non-existent subpattern", at)));
    });
    return wanted.groups;
  }
  private back(name: string | number): Syntax { return { kind: "back", groups: this.want(name), caseless: this.modes.caseless }; }
  private call(name: string | number): Syntax {
    const end = this.at - 1;
    if (name === 0) return { kind: "call", group: 0, end };
    const groups = this.want(name);
    return { kind: "call", get group() { return groups[0]!; }, end };
  }

  /** `(?|…)`: every alternative counts its groups from the same number. */
  private branchReset(): Syntax {
    const before = { ...this.modes }, first = this.groups, items: Syntax[] = [];
    let most = first;
    do {
      this.groups = first;
      items.push(this.branch());
      most = Math.max(most, this.groups);
    } while (this.take("|"));
    this.groups = most;
    this.modes = before;
    return this.closed<Syntax>({ kind: "either", items });
  }

  private conditional(): Syntax {
    const condition = this.condition();
    const body = this.nested(GROUP_NESTING);
    const branches = body.kind === "either" ? body.items : [body];
    const end = this.at - 1;
    if (branches.length > 2) this.late.push(() => this.fail("conditional group contains more than two branches", end));
    if (condition.kind === "define" && branches.length > 1) this.late.push(() => this.fail("DEFINE group contains more than one branch", end));
    return { kind: "conditional", condition, yes: branches[0]!, no: branches[1] ?? EMPTY };
  }
  private condition(): Condition {
    for (const [text, ahead, negative] of [["?=", true, false], ["?!", true, true], ["?<=", false, false], ["?<!", false, true]] as const)
      if (this.take(text)) return { kind: "look", look: this.look(ahead, negative) };
    if (isDigit(this.peek()) || (/[+-]/.test(this.peek() ?? "") && isDigit(this.peek(1)))) {
      const number = this.groupNumber(")");
      return { kind: "group", groups: this.want(number, this.at) };
    }
    for (const [open, end] of [["<", ">"], ["'", "'"]] as const)
      if (this.take(open)) { const groups = this.want(this.nameUntil(end), this.at + 1); return this.closed({ kind: "group", groups }); }
    if (!isName(this.peek())) this.fail("assertion expected after (?( or (?(?C)", this.at - (this.looking("?C") ? 1 : 0));
    const name = this.nameUntil(")");
    if (name === "DEFINE") return { kind: "define" };
    const recursion = /^R(\d*)$/.exec(name);
    if (recursion !== null && !this.names.has(name)) return { kind: "recursion", group: recursion[1] === "" ? 0 : Number(recursion[1]) };
    return { kind: "group", groups: this.want(name, this.at) };
  }

  private verb(): Syntax {
    const start = this.at++;
    while (this.peek() !== undefined && this.peek() !== ")") this.at++;
    const text = this.source.slice(start + 1, this.at).join("");
    const [name, argument] = text.split(":");
    const verbs: Readonly<Record<string, Verb>> = {
      ACCEPT: "accept", F: "fail", FAIL: "fail", COMMIT: "commit", PRUNE: "prune", SKIP: "skip", THEN: "then",
    };
    if (this.peek() === undefined) this.fail("(*VERB) not recognized or malformed", this.at - 1);
    if (name === "" || name === "MARK") {
      if (!argument) this.fail("(*MARK) must have an argument");
      return this.closed(EMPTY);
    }
    if (!Object.hasOwn(verbs, name!)) this.fail("(*VERB) not recognized or malformed");
    if (argument !== undefined && /^(accept|fail|commit)$/.test(verbs[name!]!)) this.fail("an argument is not allowed for (*ACCEPT), (*FAIL), or (*COMMIT)");
    return this.closed<Syntax>({ kind: "verb", verb: verbs[name!]! });
  }

  /** `(?i-s)` and `(?i-s:…)`. */
  private switches(): Syntax | undefined {
    const modes = { ...this.modes };
    const letters: Readonly<Record<string, keyof Modes>> = { i: "caseless", m: "multiline", s: "dotall", x: "extended", U: "ungreedy", J: "dupnames" };
    for (let on = true; ; this.at++) {
      const c = this.peek();
      if (c === "-" && on) on = false;
      else if (c === ")" || c === ":") break;
      else if (c !== undefined && Object.hasOwn(letters, c)) modes[letters[c]!] = on;
      else this.fail("unrecognized character after (? or (?-");
    }
    if (this.take(")")) { this.modes = modes; return undefined; }
    this.at++;
    const before = this.modes;
    this.modes = modes;
    const body = this.nested(GROUP_NESTING);
    this.modes = before;
    return body;
  }

  // --- escapes

  private escape(): Syntax | readonly string[] | undefined {
    this.at++;
    const c = this.peek();
    if (c === undefined) this.fail("\\ at end of pattern");
    this.at++;
    switch (c) {
      case "Q": {
        const start = this.at;
        while (this.at < this.source.length && !this.looking("\\E")) this.at++;
        const chars = this.source.slice(start, this.at);
        this.take("\\E");
        return chars;
      }
      case "E": return undefined;
      case "A": return { kind: "assert", assertion: "subject_start" };
      case "z": return { kind: "assert", assertion: "subject_end" };
      case "Z": return { kind: "assert", assertion: "subject_end_newline" };
      case "G": return { kind: "assert", assertion: "first_position" };
      case "b": return { kind: "assert", assertion: "word" };
      case "B": return { kind: "assert", assertion: "no_word" };
      case "K": return { kind: "keep" };
      case "R": return this.anyNewline();
      case "X": return grapheme();
      case "C": return this.set(CharSet.of([0, CODE_POINTS]));
      case "N":
        if (this.peek() === "{") this.fail("PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u", this.at - 1);
        return { kind: "dot" };
      case "g": return this.escapeG();
      case "k": {
        const end = { "{": "}", "<": ">", "'": "'" }[this.peek() ?? ""];
        if (end === undefined) this.fail("\\k is not followed by a braced, angle-bracketed, or quoted name", this.at - 1);
        this.at++;
        return this.back(this.nameUntil(end!));
      }
    }
    const set = this.classEscape(c!);
    if (set !== undefined) return this.set(set);
    if (isDigit(c) && c !== "0") {
      const start = this.at - 1;
      while (isDigit(this.peek())) this.at++;
      const text = this.source.slice(start, this.at).join(""), n = Number(text);
      // A reference if it can be one; else up to three octal digits.
      if (n < 8 || n <= this.groupsInSource()) return this.back(n);
      this.at = start + 1;
      if (c! >= "8") return this.character(c!.codePointAt(0)!);
    }
    return this.character(this.charEscape(c!));
  }

  /** How many groups the whole pattern opens, for references to groups that come later. */
  private groupsInSource(): number {
    let count = 0;
    for (let i = 0; i < this.source.length; i++) {
      if (this.source[i] === "\\") i++;
      else if (this.source[i] === "(" && (this.source[i + 1] !== "?" || /[<'P]/.test(this.source[i + 2] ?? "")) && this.source[i + 1] !== "*") count++;
    }
    return count;
  }

  private escapeG(): Syntax {
    const open = this.peek();
    if (open === "<" || open === "'") {
      this.at++;
      const end = open === "<" ? ">" : "'";
      return this.call(isDigit(this.peek()) || /[+-]/.test(this.peek() ?? "") ? this.groupNumber(end) : this.nameUntil(end));
    }
    const braced = this.take("{"), found = /^([+-]?)(\d+)/.exec(this.source.slice(this.at, this.at + 8).join(""));
    if (found === null) {
      if (!braced || this.peek() === "}") this.fail("a numbered reference must not be zero", this.at - (braced ? 0 : 1));
      if (!isName(this.peek())) this.fail("\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number");
      return this.back(this.nameUntil("}"));
    }
    this.at += found[0].length;
    if (braced && !this.take("}")) this.fail("\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number");
    const n = Number(found[2]), number = found[1] === "-" ? this.groups - n + 1 : found[1] === "+" ? this.groups + n : n;
    if (number < 1) this.fail(found[1] === "" ? "a numbered reference must not be zero" : "reference to non-existent subpattern", this.at - 1);
    return this.back(number);
  }

  /** The set of an escape that stands for several characters, undefined for other escapes. */
  private classEscape(c: string): CharSet | undefined {
    const { ucp } = this.options;
    switch (c) {
      case "d": case "s": case "w": return escapeClass(c, ucp);
      case "D": case "S": case "W": return new CharSet().addSet(escapeClass(c.toLowerCase() as "d" | "s" | "w", ucp)).negate();
      case "h": return HORIZONTAL;
      case "H": return new CharSet().addSet(HORIZONTAL).negate();
      case "v": return VERTICAL;
      case "V": return new CharSet().addSet(VERTICAL).negate();
      case "p": case "P": return this.property(c === "P");
      default: return undefined;
    }
  }

  private property(negated: boolean): CharSet {
    let name: string;
    if (this.take("{")) {
      const end = this.source.indexOf("}", this.at);
      if (end < 0) this.fail("malformed \\P or \\p sequence", this.source.length);
      name = this.source.slice(this.at, end).join("");
      this.at = end + 1;
    } else {
      name = this.source[this.at++] ?? this.fail("malformed \\P or \\p sequence", this.source.length);
    }
    if (name.startsWith("^")) { negated = !negated; name = name.slice(1); }
    const set = propertyClass(name);
    if (set === undefined) this.fail("unknown property name after \\P or \\p", this.at - 1);
    return negated ? new CharSet().addSet(set!).negate() : set!;
  }

  /** The character of an escape; `c` was taken. */
  private charEscape(c: string): number {
    const simple: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };
    if (Object.hasOwn(simple, c)) return simple[c]!;
    if (/[LlUu]/.test(c)) this.fail("PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u", this.at - 1);
    if (c === "c") {
      const next = this.source[this.at++];
      if (next === undefined) this.fail("\\c at end of pattern", this.at - 1);
      if (next! > "\x7f") this.fail("\\c must be followed by an ASCII character", this.at - 1);
      return next!.toUpperCase().codePointAt(0)! ^ 64;
    }
    if (c === "x") return this.take("{") ? this.braced(16) : this.digits(16, 2);
    if (c === "o") {
      if (!this.take("{")) this.fail("missing opening brace after \\o");
      return this.braced(8);
    }
    if (c >= "0" && c <= "7") {
      this.at--;
      return this.digits(8, 3);
    }
    return c.codePointAt(0)!;
  }
  private digits(base: 8 | 16, most: number): number {
    const test = base === 16 ? /[0-9A-Fa-f]/ : /[0-7]/, start = this.at;
    while (this.at < start + most && test.test(this.peek() ?? "")) this.at++;
    const value = this.at === start ? 0 : Number.parseInt(this.source.slice(start, this.at).join(""), base);
    if (value > 0xff && !this.options.unicode) this.fail("octal value is greater than \\377 in 8-bit non-UTF-8 mode", this.at - 1);
    return value;
  }
  private braced(base: 8 | 16): number {
    const end = this.source.indexOf("}", this.at), text = this.source.slice(this.at, end).join("");
    if (end < 0 || !(base === 16 ? /^[0-9A-Fa-f]+$/ : /^[0-7]+$/).test(text)) this.fail(base === 16 ? "non-hex character in \\x{} (closing brace missing?)" : "non-octal character in \\o{} (closing brace missing?)");
    const value = Number.parseInt(text, base);
    if (value > (this.options.unicode ? CODE_POINTS : 0xff)) this.fail("character value in \\x{} or \\o{} is too large", end);
    if (value >= 0xd800 && value <= 0xdfff) this.fail("disallowed Unicode code point (>= 0xd800 && <= 0xdfff)", end);
    this.at = end + 1;
    return value;
  }

  private anyNewline(): Syntax {
    const single = this.options.bsrAnycrlf ? CharSet.of([10, 10], [13, 13]) : CharSet.of([10, 13], [0x85, 0x85], [0x2028, 0x2029]);
    const pair: Syntax = { kind: "sequence", items: [{ kind: "char", char: 13 }, { kind: "char", char: 10 }] };
    return { kind: "atomic", body: { kind: "either", items: [pair, this.set(single)] } };
  }
  // --- classes

  private bracket(): Syntax {
    for (const [text, assertion] of [["[[:<:]]", true], ["[[:>:]]", true]] as const)
      if (assertion && this.take(text)) return { kind: "assert", assertion: "word" };
    const outside = this.posixName();
    if (outside !== null) this.fail(outside[1] === ":" ? "POSIX named classes are supported only within a class" : "POSIX collating elements are not supported");
    this.at++;
    const set = new CharSet(), negated = this.take("^");
    for (let first = true; ; first = false) {
      const c = this.peek();
      if (c === undefined) this.fail("missing terminating ] for character class");
      if (c === "]" && !first) { this.at++; break; }
      this.member(set);
    }
    const whole = this.modes.caseless ? set.withOtherCases(this.options.unicode) : set;
    return this.set(negated ? new CharSet().addSet(whole).negate() : whole);
  }

  private member(set: CharSet): void {
    if (this.take("\\Q")) {
      while (this.at < this.source.length && !this.looking("\\E")) set.add(this.source[this.at++]!.codePointAt(0)!);
      this.take("\\E");
      return;
    }
    if (this.take("\\E")) return;
    if (this.peek() === "[" && /[:.=]/.test(this.peek(1) ?? "") && this.posix(set)) return;
    const from = this.classChar();
    if (from instanceof CharSet) { set.addSet(from); return; }
    if (this.peek() !== "-" || this.peek(1) === "]" || this.peek(1) === undefined) { set.add(from); return; }
    const dash = this.at++;
    if (this.posixName() !== null) this.fail("invalid range in character class");
    const to = this.classChar();
    if (to instanceof CharSet) this.fail("invalid range in character class", this.at - 1);
    if (to < from) this.fail("range out of order in character class", Math.max(dash + 1, this.at - 1));
    set.add(from, to);
  }
  private classChar(): number | CharSet {
    const c = this.source[this.at++]!;
    if (c !== "\\") return c.codePointAt(0)!;
    const escaped = this.source[this.at++];
    if (escaped === undefined) this.fail("\\ at end of pattern", this.at - 1);
    if (escaped === "b") return 8;
    if (escaped === "N") this.fail("\\N is not supported in a class", this.at - 1);
    if (escaped! >= "1" && escaped! <= "7") { this.at--; return this.digits(8, 3); }
    return this.classEscape(escaped!) ?? this.charEscape(escaped!);
  }
  /** What looks like `[:alpha:]`, here. */
  private posixName(): RegExpExecArray | null { return /^\[([:.=])(\^?)([a-z]*)\1\]/.exec(this.source.slice(this.at, this.at + 20).join("")); }
  /** `[:alpha:]` inside of a class; false when it only looks like one. */
  private posix(set: CharSet): boolean {
    const found = this.posixName();
    if (found === null) return false;
    if (found[1] !== ":") this.fail("POSIX collating elements are not supported");
    const named = posixClass(found[3]!, this.options.ucp);
    if (named === undefined) this.fail("unknown POSIX class name", this.at + 2);
    // Without case, upper and lower are any letter.
    const letters = this.modes.caseless && /^(upper|lower)$/.test(found[3]!) ? posixClass("alpha", this.options.ucp)! : named!;
    set.addSet(found[2] === "^" ? new CharSet().addSet(letters).negate() : letters);
    this.at += found[0].length;
    return true;
  }
}
