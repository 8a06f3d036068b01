/** Module re, on the engine of host/regex: it matches as PCRE 8 does, which JavaScript's RegExp does not. */
import { isAscii, isUtf8 } from "node:buffer";
import { compilePattern, endOf, startOf, type Program } from "../regex/program.js";
import { LimitReached, search, type MatchOptions, type Subject } from "../regex/match.js";
import { parsePattern } from "../regex/parse.js";
import { PatternError, type PatternOptions } from "../regex/syntax.js";
import { atom, charlist, decode, encode, tuple, type ErlTerm } from "../term/index.js";
import { atomText, badarg, badoption, expectIodata, isInteger, ok, tupleOf } from "./arguments.js";
import { readReOptions, type Capture, type ReOptions } from "./re_options.js";
import type { HostBifs } from "./registry.js";
import { inTurns } from "./turns.js";
import { unicodeBytes } from "./unicode_bytes.js";

const match = atom("match"), nomatch = atom("nomatch"), error = atom("error");
/**
 * The semantics are those of PCRE 8.44, but compiled patterns are not interchangeable with its own. Elixir keeps patterns compiled at build
 * time beside this version and compiles them anew where it is another.
 */
const VERSION = new TextEncoder().encode("8.44 2020-02-12 hornbeam");

/** Some 4 ms of the machine's work: steps of a search; characters of a subject that are decoded, or gone through by searches. */
const STEPS_A_TURN = 30_000, DECODED_A_TURN = 200_000, SEARCHED_A_TURN = 100_000;

/** Compiled patterns, by what a re_pattern holds; programs compile the same few again and again. */
const programs = new Map<string, Program>();
const KEPT_PROGRAMS = 500;

/** What the binary of a re_pattern is made of: a mark, and the options and the source as an external term. */
const MARK = new TextEncoder().encode("HORNBEAM RE 1 ");
const OPTION_NAMES = ["unicode", "ucp", "caseless", "multiline", "dotall", "extended", "ungreedy", "dupnames", "anchored", "dollarEndonly",
  "firstline", "noAutoCapture", "newline", "bsrAnycrlf"] as const satisfies readonly (keyof PatternOptions)[];

function programOf(source: Uint8Array, options: PatternOptions): Program {
  const key = OPTION_NAMES.map((name) => String(options[name])).join() + Buffer.from(source).toString("latin1");
  let program = programs.get(key);
  if (program === undefined) {
    const chars = options.unicode ? Array.from(utf8(source) ?? invalid(source)) : Array.from(source, (byte) => String.fromCharCode(byte));
    program = compilePattern(parsePattern(chars, options));
    if (programs.size >= KEPT_PROGRAMS) programs.clear();
    programs.set(key, program);
  }
  return program;
}

function utf8(bytes: Uint8Array): string | undefined {
  try { return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); } catch { return undefined; }
}

/** Bytes of a character by the first of them. */
const utf8Length = (first: number): number => (first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);
/** Throws for a pattern that is no UTF-8, with the place of the first byte that is wrong. */
function invalid(source: Uint8Array): never {
  let at = 0;
  for (let next = 0; utf8(source.subarray(at, next)) !== undefined && next <= source.length; next = at + utf8Length(source[at]!)) at = next;
  throw new PatternError("invalid UTF-8 string", at);
}

/** The bytes of a pattern or subject. */
function textBytes(term: ErlTerm, unicode: boolean): Uint8Array { return unicode ? unicodeBytes(term) : expectIodata(term); }

// --- compiled patterns as terms

function patternTerm(program: Program, source: Uint8Array, options: PatternOptions): ErlTerm {
  const data = encode(tuple(source, OPTION_NAMES.map((name) => (typeof options[name] === "boolean" ? options[name] : atom(String(options[name]))))));
  const binary = new Uint8Array(MARK.length + data.length);
  binary.set(MARK);
  binary.set(data, MARK.length);
  return tuple(atom("re_pattern"), program.pattern.groups, options.unicode ? 1 : 0, options.newline === "crlf" ? 1 : 0, binary);
}

/** The program of a re_pattern; undefined for any other term. */
function fromPattern(term: ErlTerm): Program | undefined {
  const parts = tupleOf(term, 5);
  if (parts === undefined || atomText(parts[0]!) !== "re_pattern") return undefined;
  const binary = parts[4];
  if (!(binary instanceof Uint8Array) || !MARK.every((byte, i) => binary[i] === byte)) badarg();
  const [source, values] = tupleOf(decode((binary as Uint8Array).subarray(MARK.length)), 2) ?? badarg();
  const options = Object.fromEntries(OPTION_NAMES.map((name, i) => {
    const value = (values as ErlTerm[])[i]!;
    return [name, typeof value === "boolean" ? value : atomText(value)];
  }));
  return programOf(source as Uint8Array, options as unknown as PatternOptions);
}

const errorTerm = (problem: PatternError, source: Uint8Array, unicode: boolean): ErlTerm => {
  // Places are bytes of the pattern.
  const text = unicode ? utf8(source) : undefined;
  const place = text === undefined ? problem.position : new TextEncoder().encode(Array.from(text).slice(0, problem.position).join("")).length;
  return tuple(charlist(problem.message), place);
};

function compile(source: ErlTerm, list: ErlTerm): ErlTerm {
  const options = readReOptions(list);
  if (options === undefined || options.runs) badoption();
  const { pattern } = options!, bytes = textBytes(source, pattern.unicode);
  try {
    return tuple(ok, patternTerm(programOf(bytes, pattern), bytes, pattern));
  } catch (problem) {
    if (problem instanceof PatternError) return tuple(error, errorTerm(problem, bytes, pattern.unicode));
    throw problem;
  }
}

// --- running

/** A subject as the machine takes it, and the byte that each of its characters begins at. */
interface Text { readonly bytes: Uint8Array; readonly subject: Subject; byteAt(index: number): number; indexAt(byte: number): number }

function* prepare(bytes: Uint8Array, unicode: boolean): Generator<void, Text> {
  if (!unicode || isAscii(bytes)) return { bytes, subject: bytes, byteAt: (i) => i, indexAt: (b) => b };
  if (!isUtf8(bytes)) badarg();
  const points = new Uint32Array(bytes.length), starts = new Uint32Array(bytes.length + 1);
  let n = 0;
  for (let at = 0; at < bytes.length; n++) {
    if (n % DECODED_A_TURN === DECODED_A_TURN - 1) yield;
    const lead = bytes[at]!, length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let point = length === 1 ? lead : lead & (0x7f >> length);
    for (let i = 1; i < length; i++) point = (point << 6) | (bytes[at + i]! & 0x3f);
    points[n] = point;
    starts[n + 1] = at += length;
  }
  return {
    bytes, subject: points.subarray(0, n), byteAt: (i) => (i < 0 ? -1 : starts[i]!),
    indexAt: (byte) => starts.subarray(0, n + 1).indexOf(byte),
  };
}

function* run(subject: ErlTerm, pattern: ErlTerm, list: ErlTerm): Generator<void, ErlTerm> {
  const options = readReOptions(list) ?? badoption(), compiled = fromPattern(pattern);
  if (compiled !== undefined && options.compiles) badoption();
  let program: Program;
  if (compiled !== undefined) {
    program = compiled;
  } else {
    const source = textBytes(pattern, options.pattern.unicode);
    try {
      program = programOf(source, options.pattern);
    } catch (problem) {
      if (!(problem instanceof PatternError)) throw problem;
      if (!options.reportErrors) badarg();
      return tuple(error, tuple(atom("compile"), errorTerm(problem, source, options.pattern.unicode)));
    }
  }
  const { unicode } = program.pattern.options, text = yield* prepare(textBytes(subject, unicode), unicode);
  const offset = options.run.offset > text.bytes.length ? -1 : text.indexAt(options.run.offset);
  if (offset < 0) badarg();
  const show = (groups: Int32Array): ErlTerm[] => shown(groups, text, program, options.capture);
  try {
    if (options.global) return yield* runAll(program, text, { ...options.run, offset }, options, show);
    const found = yield* search(program, text.subject, { ...options.run, offset }, STEPS_A_TURN);
    if (found === undefined) return nomatch;
    return options.capture.what === "none" ? match : tuple(match, show(found));
  } catch (problem) {
    if (!(problem instanceof LimitReached)) throw problem;
    return options.reportErrors ? tuple(error, atom(problem.which)) : nomatch;
  }
}

/** All matches. Behind an empty one, a match that is not empty is tried at the same place before moving on. */
function* runAll(
  program: Program, { subject }: Text, first: MatchOptions, { capture }: ReOptions, show: (groups: Int32Array) => ErlTerm[],
): Generator<void, ErlTerm> {
  const all: ErlTerm[] = [];
  let options = first, afterEmpty = false, any = false;
  for (let searched = first.offset; ;) {
    // Many short searches take as long as one long one.
    if (options.offset - searched > SEARCHED_A_TURN) {
      searched = options.offset;
      yield;
    }
    const found = yield* search(program, subject, options, STEPS_A_TURN);
    if (found === undefined) {
      if (!afterEmpty || options.offset >= subject.length) break;
      // A CRLF is one step where it is a newline.
      const newline = first.newline ?? program.pattern.options.newline;
      const pair = newline !== "lf" && newline !== "cr" && subject[options.offset] === 13 && subject[options.offset + 1] === 10;
      options = { ...first, offset: options.offset + (pair ? 2 : 1) };
      afterEmpty = false;
      continue;
    }
    any = true;
    all.push(show(found));
    const start = found[0]!, end = found[1]!;
    afterEmpty = end <= start;
    options = afterEmpty ? { ...first, offset: end, notemptyAtStart: true, anchored: true } : { ...first, offset: end };
  }
  if (!any) return nomatch;
  return capture.what === "none" ? match : tuple(match, all);
}

function shown(groups: Int32Array, text: Text, program: Program, { what, groups: wanted, type }: Capture): ErlTerm[] {
  const one = (group: number | undefined): ErlTerm => {
    const set = group !== undefined && endOf(group) < groups.length && groups[endOf(group)]! >= 0;
    const start = set ? text.byteAt(groups[startOf(group)]!) : -1, end = set ? Math.max(start, text.byteAt(groups[endOf(group)]!)) : -1;
    if (type === "index") return tuple(start, set ? end - start : 0);
    const bytes = set ? text.bytes.slice(start, end) : new Uint8Array(0);
    if (type === "binary") return bytes;
    return program.pattern.options.unicode ? charlist(utf8(bytes)!) : Array.from(bytes);
  };
  const { names, groups: count } = program.pattern;
  const named = (name: string): number | undefined => {
    const all = names.get(name);
    return all?.find((group) => groups[endOf(group)]! >= 0) ?? all?.[0];
  };
  switch (what) {
    case "first": return [one(0)];
    case "none": return [];
    case "all_names": return [...names.keys()].sort().map((name) => one(named(name)));
    case "groups": return wanted.map((group) => one(isInteger(group) ? Number(group) : named(atomText(group) ?? groupName(group))));
    default: {
      // Groups at the end that took no part are left out.
      let last = count;
      while (last > 0 && groups[endOf(last)]! < 0) last--;
      const all: ErlTerm[] = [];
      for (let group = what === "all" ? 0 : 1; group <= last; group++) all.push(one(group));
      return all;
    }
  }
}
const groupName = (term: ErlTerm): string => utf8(expectIodata(term)) ?? badarg();

function inspect(pattern: ErlTerm, item: ErlTerm): ErlTerm {
  const program = fromPattern(pattern) ?? badarg();
  if (atomText(item) !== "namelist") badarg();
  return tuple(item, [...program.pattern.names.keys()].sort().map((name) => new TextEncoder().encode(name)));
}

export const regularExpressionBifs: HostBifs = {
  "re:version/0": () => VERSION,
  "re:compile/1": (_, source) => compile(source, []),
  "re:compile/2": (_, source, options) => compile(source, options),
  "re:run/2": (context, subject, pattern) => inTurns(context, run(subject, pattern, [])),
  "re:run/3": (context, subject, pattern, options) => inTurns(context, run(subject, pattern, options)),
  "re:internal_run/4": (context, subject, pattern, options) => inTurns(context, run(subject, pattern, options)),
  "re:inspect/2": (_, pattern, item) => inspect(pattern, item),
};
