/** The options of re:compile/2 and re:run/3. */
import { atomText, isInteger, isList, tupleOf } from "./arguments.js";
import type { ErlTerm } from "../term/index.js";
import type { MatchOptions } from "../regex/match.js";
import type { Newline, PatternOptions } from "../regex/syntax.js";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Which groups a run shows: `groups` are numbers or names. */
export interface Capture {
  readonly what: "all" | "all_but_first" | "all_names" | "first" | "none" | "groups";
  readonly groups: readonly ErlTerm[];
  readonly type: "index" | "list" | "binary";
}

export interface ReOptions {
  readonly pattern: PatternOptions;
  /** Whether there were options that only compiling takes; a compiled pattern refuses them. */
  readonly compiles: boolean;
  readonly run: MatchOptions;
  readonly runs: boolean;
  readonly global: boolean;
  readonly reportErrors: boolean;
  readonly capture: Capture;
}

const COMPILE_FLAGS: Readonly<Record<string, Partial<PatternOptions>>> = {
  unicode: { unicode: true }, ucp: { ucp: true }, caseless: { caseless: true }, multiline: { multiline: true }, dotall: { dotall: true },
  extended: { extended: true }, ungreedy: { ungreedy: true }, dupnames: { dupnames: true }, dollar_endonly: { dollarEndonly: true },
  firstline: { firstline: true }, no_auto_capture: { noAutoCapture: true }, no_start_optimize: {}, never_utf: {},
};
const RUN_FLAGS: Readonly<Record<string, Partial<MatchOptions>>> = {
  notbol: { notbol: true }, noteol: { noteol: true }, notempty: { notempty: true }, notempty_atstart: { notemptyAtStart: true },
};
const NEWLINES: ReadonlySet<string> = new Set(["lf", "cr", "crlf", "anycrlf", "any"]);
const CAPTURES: ReadonlySet<string> = new Set(["all", "all_but_first", "all_names", "first", "none"]);
/** PCRE's own limit, as OTP builds it. */
const MATCH_LIMIT = 10_000_000;

const NO_OPTIONS: PatternOptions = {
  unicode: false, ucp: false, caseless: false, multiline: false, dotall: false, extended: false, ungreedy: false, dupnames: false,
  anchored: false, dollarEndonly: false, firstline: false, noAutoCapture: false, newline: "lf", bsrAnycrlf: false,
};

/** Reads a list of options; undefined when one is none. */
export function readReOptions(list: ErlTerm): ReOptions | undefined {
  if (!isList(list)) return undefined;
  const pattern: Writable<PatternOptions> = { ...NO_OPTIONS };
  const run: Writable<MatchOptions> = {
    offset: 0, anchored: false, notbol: false, noteol: false, notempty: false, notemptyAtStart: false, limit: MATCH_LIMIT,
    recursionLimit: MATCH_LIMIT, newline: undefined,
  };
  const rest = { compiles: false, runs: false, global: false, reportErrors: false };
  let capture: Capture = { what: "all", groups: [], type: "index" };
  for (const item of list) {
    const name = atomText(item);
    if (name !== undefined && Object.hasOwn(COMPILE_FLAGS, name)) { Object.assign(pattern, COMPILE_FLAGS[name]); rest.compiles = true; continue; }
    if (name !== undefined && Object.hasOwn(RUN_FLAGS, name)) { Object.assign(run, RUN_FLAGS[name]); rest.runs = true; continue; }
    if (name === "anchored") { pattern.anchored = run.anchored = true; continue; }
    if (name === "bsr_anycrlf") { pattern.bsrAnycrlf = true; continue; }
    if (name === "bsr_unicode") { pattern.bsrAnycrlf = false; continue; }
    if (name === "global") { rest.global = rest.runs = true; continue; }
    if (name === "report_errors") { rest.reportErrors = rest.runs = true; continue; }
    const read = readTuple(item, pattern, run);
    if (read === undefined) return undefined;
    if (read === true) continue;
    rest.runs = true;
    if (read !== false) capture = read;
  }
  return { pattern, run, capture, ...rest };
}

/** Reads an option with a value: a capture, true for one of compiling as well, false for one of running, undefined for none. */
function readTuple(item: ErlTerm, pattern: Writable<PatternOptions>, run: Writable<MatchOptions>): Capture | boolean | undefined {
  const pair = tupleOf(item, 2), triple = tupleOf(item, 3), [what, value] = pair ?? triple ?? [];
  const name = what === undefined ? undefined : atomText(what);
  if (name === "capture") return readCapture(value!, triple?.[2]);
  if (pair === undefined || value === undefined) return undefined;
  if (name === "newline") {
    const newline = atomText(value);
    if (newline === undefined || !NEWLINES.has(newline)) return undefined;
    pattern.newline = run.newline = newline as Newline;
    return true;
  }
  if (!isInteger(value) || value < 0) return undefined;
  switch (name) {
    case "offset": run.offset = Number(value); return false;
    case "match_limit": run.limit = Number(value); return false;
    case "match_limit_recursion": run.recursionLimit = Number(value); return false;
    default: return undefined;
  }
}

function readCapture(spec: ErlTerm, type: ErlTerm | undefined): Capture | undefined {
  const kind = type === undefined ? "index" : atomText(type);
  if (kind !== "index" && kind !== "list" && kind !== "binary") return undefined;
  const name = atomText(spec);
  if (name !== undefined) return CAPTURES.has(name) ? { what: name as Capture["what"], groups: [], type: kind } : undefined;
  return isList(spec) ? { what: spec.length === 0 ? "none" : "groups", groups: spec, type: kind } : undefined;
}
