/** Calls of functions that are only known at run time. */
import { internExport } from "../code/registry";
import { STATUS_CALL_FUN, currentProcess, setLive, setStatus, setX, x } from "../memory/cells";
import { am_apply, am_erlang, am_error, am_exit, am_throw, am_undefined_function } from "../term/am";
import { NIL, NONE, Term, head, isAtom, isCons, tail } from "../term/tag";
import { Process } from "../process/process";
import { dropReturns } from "../scheduler/call";
import { noteBadApply } from "../scheduler/exception";
import { badarg, raiseOf, systemLimit, trap } from "./raise";

/** Most arguments that a function can have. */
export const MAX_ARITY: i32 = 255;
/** Most that apply takes, as OTP: a register for each of them. */
export const MAX_APPLIED: i32 = 1023;

/** Export of m:f/arity for the apply instructions; 0 when m or f is no atom: badarg of erlang:apply/3. */
export function rt_apply(m: Term, f: Term, arity: i32): i32 {
  if (isAtom(m) && isAtom(f)) return <i32>internExport(m, f, arity);
  badarg();
  noteBadApply(m, f, arity);
  return 0;
}

/** Whether erlang:f/arity does nothing but raise, of the class f. */
function alwaysRaises(f: Term, arity: i32): bool {
  return f == am_error ? arity >= 1 && arity <= 3 : arity == 1 && (f == am_exit || f == am_throw);
}

/**
 * The same where the call replaces the caller's frame. What always raises does so now, with the frame still there, since the
 * trace begins with it; 0 then, too. `first` is the first of the arguments, of which there is at least one.
 */
export function rt_apply_last(m: Term, f: Term, arity: i32, first: Term): i32 {
  if (m != am_erlang || !alwaysRaises(f, arity)) return rt_apply(m, f, arity);
  raiseOf(f, first, internExport(m, f, arity), arity);
  return 0;
}

/** Length of a list of arguments; -1 when it is improper. */
export function argumentCount(args: Term): i32 {
  let n = 0;
  for (; isCons(args); args = tail(args)) n++;
  return args == NIL ? n : -1;
}

/**
 * The Export that a process which is to begin, or to go on, with m:f(args …) calls first. No function has more than MAX_ARITY
 * arguments: with more that is what its `handler` module has for undefined ones, and with more than apply/3 takes apply/3, which fails. These two
 * take m, f and args.
 */
export function appliedExport(handler: Term, m: Term, f: Term, arity: i32): usize {
  if (arity <= MAX_ARITY) return internExport(m, f, arity);
  return arity <= MAX_APPLIED ? internExport(handler, am_undefined_function, 3) : internExport(am_erlang, am_apply, 3);
}

/** Put the elements of `args` into X; their number, -1 when it is no proper list, -2 when there are too many. */
export function spreadArguments(args: Term): i32 {
  let n = 0;
  for (let l = args; isCons(l); l = tail(l)) n++;
  let end = args;
  while (isCons(end)) end = tail(end);
  if (end != NIL) return -1;
  if (n > MAX_APPLIED) return -2;
  n = 0;
  for (let l = args; isCons(l); l = tail(l)) setX(n++, head(l));
  return n;
}

export function erlang_apply_3(m: Term, f: Term, args: Term): Term {
  if (!isAtom(m) || !isAtom(f)) return badarg();
  const n = spreadArguments(args);
  if (n < 0) return n == -1 ? badarg() : systemLimit();
  if (m == am_erlang && alwaysRaises(f, n)) return raiseOf(f, x(0), internExport(m, f, n), n);
  dropReturns();
  if (n > MAX_ARITY) return applyUndefined(m, f, args);
  return trap(internExport(m, f, n), n);
}

/** No function has so many arguments: go on where calls of undefined ones go. */
function applyUndefined(m: Term, f: Term, args: Term): Term {
  setX(0, m);
  setX(1, f);
  setX(2, args);
  return trap(appliedExport(changetype<Process>(currentProcess()).errorHandler, m, f, MAX_APPLIED), 3);
}

export function erlang_apply_2(fun: Term, args: Term): Term {
  const n = spreadArguments(args);
  if (n < 0 || n == MAX_APPLIED) return n == -1 ? badarg() : systemLimit();
  setX(n, fun);
  setLive(n + 1);
  setStatus(STATUS_CALL_FUN);
  return NONE;
}
