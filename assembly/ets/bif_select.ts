/**
 * BIFs that go through a table with a match specification: select, match and their kin.
 *
 * A scan that outlasts its turn traps to `ets:internal_scan/8` with its state as arguments:
 *
 *     Table reference, Plan, Position, Prefix, Limit, Program reference, Values, Matches
 *
 * Plan is (what to do) | (reverse ? 16 : 0) | (what is returned, RETURN_*) << 5.
 *
 * Continuations as users see them, in the form that ets:repair_continuation/2 expects:
 *
 *     {Table, Bucket, Limit, Program, Rest, 0}                       sets and bags; Rest: found, not yet returned
 *     {Table, LastKey, Prefix, Limit, Program, [], Reverse, 0}       ordered sets; Prefix [] when there is none
 */
import {
  Term, NIL, NONE, element, head, isCons, isNil, isSmall, isTuple, makeBoxed, makeHeader, makeSmall, smallValue, tail,
  tupleArity, SUB_TUPLE,
} from "../term/tag";
import { cons, halloc, tuple2, tuple3 } from "../memory/alloc";
import { bumpReductions, currentProcess, setX } from "../memory/cells";
import { retainBlock } from "../memory/binary";
import { badarg, badargBecause, trap } from "../bif/raise";
import { internExport } from "../code/registry";
import { lists_reverse_2 } from "../bif/list";
import {
  am_dollar_underscore, am_double_dollar, am_end_of_table, am_ets, am_internal_scan, am_table_type,
} from "../term/am";
import { failAccess, openFor, READ, WRITE } from "./access";
import { beginScan, endScan } from "./fixation";
import { KEYS_ANY, KEYS_LISTED, KEYS_PREFIX, analyseKeys, keyPrefix } from "./key_analysis";
import { keepsKeys } from "./key_kept";
import {
  compileSpec, compiledCode, compiledVariables, keepProgram, programReference,
} from "./match_compile";
import { loadProgram } from "./match_run";
import { tableReference } from "./owner";
import { DIALECT_TABLE, PROGRAM_DIALECT, PROGRAM_VARIABLES, programCode, programOf } from "./program";
import {
  COLLECT, COUNT, DELETE, END, REPLACE, matches, position, scan, scanDone, scanFailed, startScan, values,
} from "./scan";
import { Table, asTable, BAG, ORDERED_SET } from "./table";

const PLAN_ACTION: i64 = 15;
const PLAN_REVERSE: i64 = 16;
/** The list of all values, or the number of matches. */
const PLAN_CHUNK: i64 = 32;

// The plan of the scan that is going on.
let plan: i64 = 0;
let prefix: Term = NONE;
let limit: i64 = 0;
/** The program's block, 0 while it is only in the compiler's buffer. */
let program: usize = 0;
/** The specification that the buffer was compiled from. */
let source: Term = NIL;
/** Is this scan a continuation of one that had fixed the table? */
let fixed: bool = false;

/** Compile `spec` for scanning `t`; false when it is wrong. */
function prepare(spec: Term): bool {
  if (isNil(spec)) { program = 0; source = NIL; return true; }
  if (!compileSpec(spec, DIALECT_TABLE)) return false;
  program = 0;
  source = spec;
  loadProgram(compiledCode(), compiledVariables(), true, false);
  return true;
}
/** Load a program that was kept. */
function resume(block: usize): void {
  program = block;
  loadProgram(programCode(block), load<i32>(block, PROGRAM_VARIABLES), true, true);
}
/** A reference to the program, for a continuation. */
function programTerm(): Term {
  if (program == 0) program = keepProgram(source);
  else retainBlock(program);
  return programReference(program);
}

/** Scan `t` by the plan until the turn is over; then trap, or return what the plan says. */
function go(t: Table, keys: i32): Term {
  scan(t, keys, prefix);
  if (!scanDone()) return suspend(t);
  if (fixed) endScan(t, currentProcess());
  if (scanFailed()) return badarg();
  if (plan & PLAN_CHUNK) return chunk(t);
  return (plan & PLAN_ACTION) == COLLECT ? values : makeSmall(matches);
}

function suspend(t: Table): Term {
  if (!fixed && t.kind != ORDERED_SET) beginScan(t, currentProcess());
  const list = values;
  setX(0, tableReference(t));
  setX(1, makeSmall(plan));
  setX(2, position);
  setX(3, prefix == NONE ? NIL : prefix);
  setX(4, makeSmall(limit));
  setX(5, programTerm());
  setX(6, list);
  setX(7, makeSmall(matches));
  return trap(internExport(am_ets, am_internal_scan, 8), 8);
}

/** Continuation of a scan, called by nobody else. */
export function ets_internal_scan_8(
  id: Term, how: Term, at: Term, prefixOrNil: Term, most: Term, code: Term, list: Term, found: Term,
): Term {
  const table = openFor(id, READ);
  const block = programOf(code);
  if (table == 0) return failAccess();
  if (block == 0 || !isSmall(how) || !isSmall(most) || !isSmall(found)) return badarg();
  const t = asTable(table);
  resume(block);
  plan = smallValue(how);
  prefix = isNil(prefixOrNil) ? NONE : prefixOrNil;
  limit = smallValue(most);
  fixed = t.kind != ORDERED_SET;
  startScan(<i32>(plan & PLAN_ACTION), at, list, smallValue(found), limit, (plan & PLAN_REVERSE) != 0);
  return go(t, prefix == NONE ? KEYS_ANY : KEYS_PREFIX);
}

/** The first `n` cells of `list`, copied. */
function firstCells(list: Term, n: i64): Term {
  if (n <= 0) return NIL;
  bumpReductions(<i32>(n >> 3));
  let at = halloc(<i32>n * 2);
  const first = at;
  for (; n > 0; n--, list = tail(list), at += 16) {
    store<i64>(at, head(list));
    store<i64>(at, n == 1 ? NIL : <i64>(<u64>(at + 16 - 7)), 8);
  }
  return <i64>(<u64>(first - 7));
}
function dropCells(list: Term, n: i64): Term {
  for (; n > 0; n--) list = tail(list);
  return list;
}

/** What select/3 and its kin return: {Values, Continuation}, or '$end_of_table'. */
function chunk(t: Table): Term {
  if (t.kind == ORDERED_SET) return treeChunk(t);
  // A bucket may hold more than was asked for: the rest comes with the next call.
  const rest = matches - limit;
  if (position == END && rest <= 0) return matches == 0 ? am_end_of_table : tuple2(values, am_end_of_table);
  const returned = rest > 0 ? dropCells(values, rest) : values;
  const p = halloc(7);
  store<i64>(p, makeHeader(6, SUB_TUPLE));
  store<i64>(p, tableReference(t), 8);
  store<i64>(p, position, 16);
  store<i64>(p, makeSmall(limit), 24);
  store<i64>(p, programTerm(), 32);
  store<i64>(p, rest > 0 ? firstCells(values, rest) : NIL, 40);
  store<i64>(p, makeSmall(max<i64>(rest, 0)), 48);
  return tuple2(returned, makeBoxed(p));
}
function treeChunk(t: Table): Term {
  if (matches == 0) return am_end_of_table;
  const list = lists_reverse_2(values, NIL);
  if (position == END) return tuple2(list, am_end_of_table);
  const p = halloc(9);
  store<i64>(p, makeHeader(8, SUB_TUPLE));
  store<i64>(p, tableReference(t), 8);
  store<i64>(p, head(position), 16);
  store<i64>(p, prefix == NONE ? NIL : prefix, 24);
  store<i64>(p, makeSmall(limit), 32);
  store<i64>(p, programTerm(), 40);
  store<i64>(p, NIL, 48);
  store<i64>(p, makeSmall(plan & PLAN_REVERSE ? 1 : 0), 56);
  store<i64>(p, makeSmall(0), 64);
  return tuple2(list, makeBoxed(p));
}

/** A specification of one clause without guards. */
function clauseOf(pattern: Term, value: Term): Term {
  return cons(tuple3(pattern, NIL, cons(value, NIL)), NIL);
}

/** Start a scan of all that `spec` matches. */
function begin(t: Table, spec: Term, action: i32, reverse: bool, most: i64): Term {
  if (!prepare(spec)) return badarg();
  const keys = isNil(spec) ? KEYS_LISTED : analyseKeys(t, spec);
  // The results of an ordered set are consed up from the far end; a chunk is turned around instead.
  const backwards = t.kind == ORDERED_SET && (reverse != (action == COLLECT && most == 0));
  plan = <i64>action | (backwards ? PLAN_REVERSE : 0) | (most > 0 ? PLAN_CHUNK : 0);
  prefix = keys == KEYS_PREFIX ? keyPrefix() : NONE;
  limit = most;
  fixed = false;
  startScan(action, NIL, NIL, 0, keys == KEYS_LISTED ? 0 : most, backwards);
  return go(t, keys);
}

function beginOn(id: Term, spec: Term, access: i32, action: i32, reverse: bool): Term {
  const at = openFor(id, access);
  return at == 0 ? failAccess() : begin(asTable(at), spec, action, reverse, 0);
}
function beginChunk(id: Term, spec: Term, reverse: bool, most: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  if (!isSmall(most) || smallValue(most) <= 0) return badarg();
  return begin(asTable(at), spec, COLLECT, reverse, smallValue(most));
}

/** `ets:select(Table, MatchSpec)`. */
export function ets_select_2(id: Term, spec: Term): Term { return beginOn(id, spec, READ, COLLECT, false); }
/** `ets:select(Table, MatchSpec, Limit)`. */
export function ets_select_3(id: Term, spec: Term, most: Term): Term { return beginChunk(id, spec, false, most); }
/** `ets:select_reverse(Table, MatchSpec)`. */
export function ets_select_reverse_2(id: Term, spec: Term): Term { return beginOn(id, spec, READ, COLLECT, true); }
/** `ets:select_reverse(Table, MatchSpec, Limit)`. */
export function ets_select_reverse_3(id: Term, spec: Term, most: Term): Term { return beginChunk(id, spec, true, most); }
/** `ets:match(Table, Pattern)`. */
export function ets_match_2(id: Term, pattern: Term): Term {
  return ets_select_2(id, clauseOf(pattern, am_double_dollar));
}
/** `ets:match(Table, Pattern, Limit)`. */
export function ets_match_3(id: Term, pattern: Term, most: Term): Term {
  return ets_select_3(id, clauseOf(pattern, am_double_dollar), most);
}
/** `ets:match_object(Table, Pattern)`. */
export function ets_match_object_2(id: Term, pattern: Term): Term {
  return ets_select_2(id, clauseOf(pattern, am_dollar_underscore));
}
/** `ets:match_object(Table, Pattern, Limit)`. */
export function ets_match_object_3(id: Term, pattern: Term, most: Term): Term {
  return ets_select_3(id, clauseOf(pattern, am_dollar_underscore), most);
}
/** `ets:select_count(Table, MatchSpec)`. */
export function ets_select_count_2(id: Term, spec: Term): Term { return beginOn(id, spec, READ, COUNT, false); }
/** `ets:internal_select_delete(Table, MatchSpec)`. */
export function ets_internal_select_delete_2(id: Term, spec: Term): Term { return beginOn(id, spec, WRITE, DELETE, false); }
/** `ets:select_replace(Table, MatchSpec)`: not on bags, and only where it is plain that keys stay as they are. */
export function ets_select_replace_2(id: Term, spec: Term): Term {
  const at = openFor(id, WRITE);
  if (at == 0) return failAccess();
  const t = asTable(at);
  if (t.kind == BAG) return badargBecause(am_table_type);
  if (!keepsKeys(spec, t.keyPosition)) return badarg();
  return begin(t, spec, REPLACE, false, 0);
}

/** `ets:select(Continuation)`, and the same of match, match_object, select_reverse. */
export function ets_select_1(continuation: Term): Term {
  if (continuation == am_end_of_table) return am_end_of_table;
  if (!isTuple(continuation)) return badarg();
  const arity = tupleArity(continuation);
  if (arity != 6 && arity != 8) return badarg();
  const at = openFor(element(continuation, 1), READ);
  if (at == 0) return failAccess();
  const t = asTable(at);
  if ((t.kind == ORDERED_SET) != (arity == 8)) return badarg();
  return arity == 8 ? continueTree(t, continuation) : continueBuckets(t, continuation);
}

function continueBuckets(t: Table, c: Term): Term {
  const bucket = element(c, 2), most = element(c, 3), rest = element(c, 5), found = element(c, 6);
  const block = programOf(element(c, 4));
  if (!isSmall(bucket) || !isSmall(most) || smallValue(most) <= 0 || block == 0 || !isSmall(found)) return badarg();
  if (load<u32>(block, PROGRAM_DIALECT) != DIALECT_TABLE || smallValue(bucket) < -1) return badarg();
  let n: i64 = 0;
  for (let l = rest; isCons(l); l = tail(l)) n++;
  if (n != smallValue(found)) return badarg();
  resume(block);
  plan = COLLECT | PLAN_CHUNK;
  prefix = NONE;
  limit = smallValue(most);
  fixed = false;
  startScan(COLLECT, bucket, rest, n, limit, false);
  return bucket == END || n >= limit ? chunk(t) : go(t, KEYS_ANY);
}
function continueTree(t: Table, c: Term): Term {
  const most = element(c, 4), reverse = element(c, 7);
  const block = programOf(element(c, 5));
  if (!isSmall(most) || smallValue(most) <= 0 || block == 0 || !isSmall(reverse)) return badarg();
  if (load<u32>(block, PROGRAM_DIALECT) != DIALECT_TABLE) return badarg();
  resume(block);
  const backwards = smallValue(reverse) != 0;
  plan = COLLECT | PLAN_CHUNK | (backwards ? PLAN_REVERSE : 0);
  prefix = isNil(element(c, 3)) ? NONE : element(c, 3);
  limit = smallValue(most);
  fixed = false;
  startScan(COLLECT, cons(element(c, 2), NIL), NIL, 0, limit, backwards);
  return go(t, prefix == NONE ? KEYS_ANY : KEYS_PREFIX);
}
