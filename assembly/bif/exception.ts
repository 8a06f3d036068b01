/** Raising and catching: what generated code calls, and the BIFs of erlang. */
import { backtraceDepth, buildStackTrace, isRawTrace } from "../scheduler/stack_trace";
import { caughtValue, classOfTrace, noteFunctionClause, rethrow } from "../scheduler/exception";
import { cons, tuple2, tuple3, tuple4 } from "../memory/alloc";
import { STATUS_EXCEPTION, setStatus } from "../memory/cells";
import {
  am_badarg, am_badarith, am_badkey, am_badmap, am_badmatch, am_badrecord, am_case_clause, am_error, am_exit, am_function_clause,
  am_if_clause, am_throw, am_try_clause,
} from "../term/am";
import {
  NIL, NONE, Term, element, head, isAtom, isCons, isFun, isList, isTuple, tail, tupleArity,
} from "../term/tag";
import { error, exitWith, throwTerm } from "./raise";

export function rt_badmatch(v: Term): Term { return error(tuple2(am_badmatch, v)); }
export function rt_case_clause(v: Term): Term { return error(tuple2(am_case_clause, v)); }
export function rt_if_clause(): Term { return error(am_if_clause); }
export function rt_try_clause(v: Term): Term { return error(tuple2(am_try_clause, v)); }
export function rt_badrecord(v: Term): Term { return error(tuple2(am_badrecord, v)); }
export function rt_badmap(v: Term): Term { return error(tuple2(am_badmap, v)); }
export function rt_badkey(k: Term): Term { return error(tuple2(am_badkey, k)); }
export function rt_badarg(): Term { return error(am_badarg); }
export function rt_badarith(): Term { return error(am_badarith); }
/** The function's arguments are in X[0..LIVE). */
export function rt_function_clause(): Term {
  noteFunctionClause();
  return error(am_function_clause);
}

/** `raise`: the exception that a try caught goes on. */
export function rt_raise(trace: Term, value: Term): Term {
  rethrow(classOfTrace(trace), value, trace);
  setStatus(STATUS_EXCEPTION);
  return NONE;
}
function isClass(t: Term): bool { return t == am_error || t == am_exit || t == am_throw; }
export function rt_raw_raise(class_: Term, value: Term, trace: Term): Term {
  if (!isClass(class_)) return am_badarg;
  rethrow(class_, value, trace);
  setStatus(STATUS_EXCEPTION);
  return NONE;
}
export function rt_build_stacktrace(raw: Term): Term { return isRawTrace(raw) ? buildStackTrace(raw) : raw; }
export function rt_catch_value(): Term { return caughtValue(); }

export function erlang_error_1(reason: Term): Term { return error(reason); }
// The arguments, which the scheduler finds in X, become the top entry of the trace (scheduler/exception.ts).
export function erlang_error_2(reason: Term, args: Term): Term { return error(reason); }
export function erlang_error_3(reason: Term, args: Term, options: Term): Term { return error(reason); }
export function erlang_nif_error_1(reason: Term): Term { return error(reason); }
export function erlang_nif_error_2(reason: Term, args: Term): Term { return error(reason); }
export function erlang_exit_1(reason: Term): Term { return exitWith(reason); }
export function erlang_throw_1(value: Term): Term { return throwTerm(value); }

/** One entry of a trace that a program gives, in its four-element form; NONE when it is none. */
function traceEntry(t: Term): Term {
  if (!isTuple(t)) return NONE;
  const n = tupleArity(t);
  if (n == 4) {
    return isAtom(element(t, 1)) && isAtom(element(t, 2)) && isList(element(t, 4)) ? t : NONE;
  }
  if (n == 3) {
    if (isFun(element(t, 1))) return isList(element(t, 3)) ? t : NONE;
    if (!isAtom(element(t, 1)) || !isAtom(element(t, 2))) return NONE;
    return tuple4(element(t, 1), element(t, 2), element(t, 3), NIL);
  }
  return n == 2 && isFun(element(t, 1)) ? tuple3(element(t, 1), element(t, 2), NIL) : NONE;
}
/** Raises, or returns badarg when class or trace are malformed. */
export function erlang_raise_3(class_: Term, reason: Term, trace: Term): Term {
  if (!isClass(class_) || !isList(trace)) return am_badarg;
  let reversed: Term = NIL, room = backtraceDepth();
  for (; isCons(trace); trace = tail(trace)) {
    const entry = traceEntry(head(trace));
    if (entry == NONE) return am_badarg;
    if (room-- > 0) reversed = cons(entry, reversed);
  }
  if (trace != NIL) return am_badarg;
  let list: Term = NIL;
  for (; isCons(reversed); reversed = tail(reversed)) list = cons(head(reversed), list);
  rethrow(class_, reason, list);
  setStatus(STATUS_EXCEPTION);
  return NONE;
}
