/**
 * Stack traces. Raising is frequent and most traces are never looked at, so raising only notes
 * where it happened; what the program sees is built when it asks (build_stacktrace, an uncaught
 * error). The raw trace is a term on the process's heap, so that the collector can move it:
 *
 *     { Class, Args, Callee, Info, P0, P1, … }      captured; at most BACKTRACE_DEPTH entries
 *     { Class, List }                               given by erlang:raise/3
 *
 * `Args`: argument list of the first entry, or `undefined`. `Callee`: address of the Export that the
 * first entry names, 0 when it is P0; a word with the tag of a catch, which no program can make. `Info`: what EXC_INFO held, [] when nothing. P0 … : points.
 */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import {
  FUNCTION_ARITY, FUNCTION_MODULE, FUNCTION_NAME, POINT_FUNCTION, POINT_WORDS, cpPoint, pointAddress,
} from "../code/point";
import { pointFile, pointLine } from "../code/registry";
import { cons, halloc, tuple2, tuple4 } from "../memory/alloc";
import { sp, x } from "../memory/cells";
import {
  am_atomics, am_binary, am_cause, am_counters, am_erl_erts_errors, am_erl_kernel_errors, am_erl_stdlib_errors, am_erlang,
  am_error, am_error_info, am_erts_internal, am_ets, am_file, am_format_bs_fail, am_function, am_line, am_lists, am_maps, am_math,
  am_exit, am_module, am_os, am_throw, am_persistent_term, am_re, am_undefined, am_unicode,
} from "../term/am";
import {
  IMM2_CATCH, IMM2_MASK, NIL, NONE, SUB_FLATMAP, SUB_TUPLE, Term, boxedPtr, element, isMap, isTuple, makeBoxed, makeHeader, makeSmall, smallValue, tupleArity,
} from "../term/tag";
import { Process } from "../process/process";

/** Most entries of a trace, OTP's default backtrace_depth. */
const DEFAULT_DEPTH: i32 = 8;
const FIXED: i32 = 4;
/** Below it stands the tag of a catch. */
const CALLEE_SHIFT: i64 = 6;
/** Room for the largest depth that system_flag(backtrace_depth) accepts. */
const MAX_DEPTH: i32 = 64;
const points: usize = memory.data(256, 4);

let depth: i32 = DEFAULT_DEPTH;
export function backtraceDepth(): i32 { return depth; }
export function setBacktraceDepth(entries: i32): void { depth = min(max(entries, 0), MAX_DEPTH); }

/** The list X[from], … X[to - 1]. */
export function registerList(from: i32, to: i32): Term {
  let list: Term = NIL;
  for (let i = to - 1; i >= from; i--) list = cons(x(i), list);
  return list;
}

/**
 * Note the stack of the running process, whose [SP] names the point that raised.
 * `args`: arguments of the first entry or am_undefined; `callee`: Export it names, or 0.
 */
export function captureTrace(p: Process, class_: Term, args: Term, callee: usize, info: Term): Term {
  return captureStack(sp(), p.stackEnd, class_, args, callee, info);
}
/** The trace of a process that did not raise: [from, end) is its stack. */
export function stackTrace(from: usize, end: usize): Term {
  return buildStackTrace(captureStack(from, end, am_error, am_undefined, 0, NONE));
}
function captureStack(from: usize, end: usize, class_: Term, args: Term, callee: usize, info: Term): Term {
  // A depth of 0 leaves the first entry all the same.
  let room = max(depth, 1) - (callee != 0 ? 1 : 0);
  let count = 0;
  let previous = -1;
  for (let at = from; at < end && room > 0;) {
    const point = cpPoint(load<i64>(at));
    const record = pointAddress(point);
    at += <usize>load<u16>(record, POINT_WORDS) << 3;
    // OTP shows a return address once however often it repeats: a deep recursion is one entry.
    if (point == previous || load<u32>(record, POINT_FUNCTION) == 0) continue;
    previous = point;
    store<i32>(points + (<usize>count << 2), point);
    count++;
    room--;
  }
  const size = FIXED + count;
  const t = halloc(size + 1);
  store<i64>(t, makeHeader(size, SUB_TUPLE));
  store<i64>(t, class_, 8);
  store<i64>(t, args, 16);
  store<i64>(t, (<i64>callee << CALLEE_SHIFT) | IMM2_CATCH, 24);
  store<i64>(t, info == NONE ? NIL : info, 32);
  for (let i = 0; i < count; i++) {
    store<i64>(t + (<usize>i << 3), makeSmall(<i64>load<i32>(points + (<usize>i << 2))), 40);
  }
  return makeBoxed(t);
}

/** Whether a term is a raw trace: any other that code passes on as one is taken for what the program made of it. */
export function isRawTrace(t: Term): bool {
  if (!isTuple(t)) return false;
  const arity = tupleArity(t);
  if (arity == 2) return element(t, 1) == am_error || element(t, 1) == am_exit || element(t, 1) == am_throw;
  return arity >= FIXED && (element(t, 3) & IMM2_MASK) == IMM2_CATCH;
}
/** The raw trace of an exception that goes on with a list the program gave. */
export function wrapTrace(class_: Term, list: Term): Term { return tuple2(class_, list); }
/** Class of the exception that a raw trace belongs to. */
export function traceClass(raw: Term): Term { return element(raw, 1); }
/** The same raw trace for class `class_`. */
export function traceWithClass(raw: Term, class_: Term): Term {
  if (element(raw, 1) == class_) return raw;
  const bytes = <usize>(tupleArity(raw) + 1) << 3;
  const t = halloc(tupleArity(raw) + 1);
  memory.copy(t, boxedPtr(raw), bytes);
  store<i64>(t, class_, 8);
  return makeBoxed(t);
}

/** Module that formats the errors of BIFs of module `m`, NONE when OTP names none. */
function formatModule(m: Term): Term {
  if (m == am_erlang || m == am_erts_internal || m == am_atomics || m == am_counters || m == am_persistent_term) {
    return am_erl_erts_errors;
  }
  if (m == am_lists || m == am_maps || m == am_ets || m == am_binary || m == am_unicode || m == am_math || m == am_re) {
    return am_erl_stdlib_errors;
  }
  return m == am_os ? am_erl_kernel_errors : NONE;
}

/** A flatmap of n sorted keys (n = 1 … 3). */
function smallMap(n: i32, k1: Term, v1: Term, k2: Term, v2: Term, k3: Term, v3: Term): Term {
  const keys = halloc(n + 1);
  store<i64>(keys, makeHeader(n, SUB_TUPLE));
  store<i64>(keys, k1, 8);
  if (n > 1) store<i64>(keys, k2, 16);
  if (n > 2) store<i64>(keys, k3, 24);
  const m = halloc(n + 2);
  store<i64>(m, makeHeader(n + 1, SUB_FLATMAP));
  store<i64>(m, makeBoxed(keys), 8);
  store<i64>(m, v1, 16);
  if (n > 1) store<i64>(m, v2, 24);
  if (n > 2) store<i64>(m, v3, 32);
  return makeBoxed(m);
}

/** The error_info map of a trace's first entry, NONE when it has none. */
function errorInfo(class_: Term, callee: usize, info: Term): Term {
  if (class_ != am_error || info == am_undefined) return NONE;
  if (callee == 0) {
    if (info == NIL) return NONE;
    if (isMap(info)) return info; // erlang:error/3
    return smallMap(3, am_cause, info, am_function, am_format_bs_fail, am_module, am_erl_erts_errors);
  }
  const formatter = formatModule(load<i64>(callee, EXPORT_MODULE));
  if (formatter == NONE) return NONE;
  return info == NIL
    ? smallMap(1, am_module, formatter, NONE, NONE, NONE, NONE)
    : smallMap(2, am_cause, info, am_module, formatter, NONE, NONE);
}

/** `[{file,F},{line,L}]` of a point, followed by `rest`. */
export function location(point: i32, rest: Term): Term {
  const file = pointFile(point);
  if (file == NONE) return rest;
  const line = cons(tuple2(am_line, makeSmall(<i64>pointLine(point))), rest);
  return cons(tuple2(am_file, file), line);
}

/** The list `[{M, F, ArityOrArgs, Location}]` of a raw trace. */
export function buildStackTrace(raw: Term): Term {
  const size = tupleArity(raw);
  if (size == 2) return element(raw, 2);
  const args = element(raw, 2);
  const callee = <usize>(element(raw, 3) >> CALLEE_SHIFT);
  const info = errorInfo(element(raw, 1), callee, element(raw, 4));
  const extra = info == NONE ? NIL : cons(tuple2(am_error_info, info), NIL);
  let list: Term = NIL;
  for (let i = size; i > FIXED; i--) {
    const point = <i32>smallValue(element(raw, i));
    const fn = <usize>load<u32>(pointAddress(point), POINT_FUNCTION);
    const first = i == FIXED + 1 && callee == 0;
    const last = first && args != am_undefined ? args : makeSmall(<i64>load<i32>(fn, FUNCTION_ARITY));
    list = cons(tuple4(load<i64>(fn, FUNCTION_MODULE), load<i64>(fn, FUNCTION_NAME), last, location(point, first ? extra : NIL)), list);
  }
  if (callee != 0) {
    const last = args != am_undefined ? args : makeSmall(<i64>load<i32>(callee, EXPORT_ARITY));
    list = cons(tuple4(load<i64>(callee, EXPORT_MODULE), load<i64>(callee, EXPORT_FUNCTION), last, extra), list);
  }
  return list;
}
