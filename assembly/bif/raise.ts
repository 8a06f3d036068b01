/**
 * How a BIF fails or gives way: `return badarg();`. Each stores why and returns 0, which travels
 * up to the scheduler (docs/translation.md, "The one rule of suspension").
 */
import { Term, NONE } from "../term/tag";
import {
  CALLEE, EXC_CLASS, EXC_INFO, EXC_TRACE, EXC_VALUE, LIVE, STATUS_DEFERRED, STATUS_EXCEPTION, STATUS_SUSPENDED, STATUS_TRAP,
  STATUS_YIELD, setStatus, setX,
} from "../memory/cells";
import { am_badarg, am_badarith, am_error, am_exit, am_system_limit, am_throw } from "../term/am";

/** Export that the stack trace names in place of the BIF that raised: a continuation raises for what it continues. */
export let blamed: usize = 0;

/** Raise `reason` of class `class_` (am_error, am_exit, am_throw). */
export function raise(class_: Term, reason: Term): Term {
  store<i64>(EXC_CLASS, class_);
  store<i64>(EXC_VALUE, reason);
  store<i64>(EXC_TRACE, NONE);
  store<i64>(EXC_INFO, NONE);
  blamed = 0;
  setStatus(STATUS_EXCEPTION);
  return NONE;
}
export function error(reason: Term): Term { return raise(am_error, reason); }
export function exitWith(reason: Term): Term { return raise(am_exit, reason); }
export function throwTerm(reason: Term): Term { return raise(am_throw, reason); }
export function badarg(): Term { return raise(am_error, am_badarg); }
export function badarith(): Term { return raise(am_error, am_badarith); }
export function systemLimit(): Term { return raise(am_error, am_system_limit); }

/**
 * Raise for the BIF with Export `callee` (error/1,2,3, exit/1, throw/1), which is applied in place of its caller's frame:
 * the trace begins with that caller. Its arguments are in X[0..arity), now or when the stack is noted.
 */
export function raiseOf(class_: Term, reason: Term, callee: usize, arity: i32): Term {
  raise(class_, reason);
  store<i32>(LIVE, arity);
  blamed = callee;
  return NONE;
}

/** badarg of the function with Export `callee`, whose arguments are in X[0..arity) already. */
export function badargOf(callee: usize, arity: i32): Term {
  badarg();
  store<i32>(LIVE, arity);
  blamed = callee;
  return NONE;
}

/** Go on by calling `callee` (an Export's address) with X[0..arity), already stored. */
export function trap(callee: usize, arity: i32): Term {
  store<u32>(CALLEE, <u32>callee);
  store<i32>(LIVE, arity);
  setStatus(STATUS_TRAP);
  return NONE;
}
/** Give up the rest of the turn; the BIF's value will be `value`. */
export function yieldWith(value: Term): Term {
  setX(0, value);
  store<i32>(LIVE, 1);
  setStatus(STATUS_YIELD);
  return NONE;
}
/** Sleep until somebody wakes the process with a value in X[0] (scheduler: wakeWith). */
export function sleep(): Term {
  store<i32>(LIVE, 0);
  setStatus(STATUS_SUSPENDED);
  return NONE;
}
/** Do the rest in `slot`, a table index of (process: usize) => i64, when the whole process is in memory. */
export function defer(slot: i32): Term {
  store<i32>(CALLEE, slot);
  setStatus(STATUS_DEFERRED);
  return NONE;
}
/** badarg whose error_info names `cause` (an atom or tuple that OTP's format_error knows). */
export function badargBecause(cause: Term): Term {
  badarg();
  store<i64>(EXC_INFO, cause);
  return NONE;
}
