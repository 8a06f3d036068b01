/**
 * Exceptions: a suspension whose status says so. The scheduler notes the stack, unwinds it frame
 * by frame to the nearest catch (docs/abi.md, Stack) and goes on there, or ends the process.
 */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { POINT_CALLEE, POINT_FUNCTION, POINT_SLOT, POINT_WORDS, cpPoint, makeCp, pointAddress } from "../code/point";
import { internExport } from "../code/registry";
import { blamed } from "../bif/raise";
import { cons, tuple2 } from "../memory/alloc";
import {
  EXC_CLASS, EXC_INFO, EXC_TRACE, EXC_VALUE, LIVE, setLive, setSp, sp, x,
} from "../memory/cells";
import {
  am_EXIT, am_apply, am_erlang, am_error, am_error_info, am_exit, am_nocatch, am_op_send, am_send, am_throw, am_undefined,
} from "../term/am";
import {
  NIL, NONE, Term, catchPoint, element, head, isCatch, isCons, isList, isMap, isTuple, tail, tupleArity,
} from "../term/tag";
import { Process } from "../process/process";
import { takeOwedReturnTo } from "../trace/bif";
import { isTraceFrame, reportReturnTo, unwindTraceFrame } from "../trace/frames";
import { buildStackTrace, captureTrace, isRawTrace, registerList, traceClass, traceWithClass, wrapTrace } from "./stack_trace";

let hidden: bool = false;
/** The exception in flight is the caller's, not that of the BIF its point names (erlang:apply/2 of what is no fun). */
export function hideCallee(): void { hidden = true; }

let applyModule: Term = NONE;
let applyFunction: Term = NONE;
let applyArity: i32 = 0;
/** The badarg in flight was raised by an apply of m:f with X[0..arity), not both atoms. */
export function noteBadApply(m: Term, f: Term, arity: i32): void {
  applyModule = m;
  applyFunction = f;
  applyArity = arity;
}

/** The function_clause in flight was raised by generated code, with the function's arguments in X. */
let clauseArguments: bool = false;
export function noteFunctionClause(): void { clauseArguments = true; }

/** The map of `{error_info, Map}` in the options of error/3, NIL when there is none. */
function errorInfoOption(options: Term): Term {
  for (; isCons(options); options = tail(options)) {
    const o = head(options);
    if (isTuple(o) && tupleArity(o) == 2 && element(o, 1) == am_error_info && isMap(element(o, 2))) return element(o, 2);
  }
  return NIL;
}

/** Note the stack of the exception in flight, unless it brought its own. */
function capture(p: Process): void {
  const class_ = load<i64>(EXC_CLASS);
  if (load<i64>(EXC_TRACE) != NONE) return;
  const live = load<i32>(LIVE);
  let info = load<i64>(EXC_INFO);
  let args: Term = am_undefined;
  if (applyModule != NONE) {
    args = cons(applyModule, cons(applyFunction, cons(registerList(0, applyArity), NIL)));
    store<i64>(EXC_TRACE, captureTrace(p, class_, args, internExport(am_erlang, am_apply, 3), info));
    applyModule = NONE;
    return;
  }
  let callee = hidden ? 0 : blamed != 0 ? blamed : <usize>load<u32>(pointAddress(cpPoint(load<i64>(sp()))), POINT_CALLEE);
  if (callee != 0) {
    const arity = load<i32>(callee, EXPORT_ARITY);
    const name = load<i64>(callee, EXPORT_FUNCTION);
    const erlang = load<i64>(callee, EXPORT_MODULE) == am_erlang;
    if (erlang && name == am_error) {
      // error/2,3 give the arguments, error/3 the error_info of the function that calls them.
      callee = 0;
      if (arity >= 2 && isList(x(1))) args = x(1);
      if (arity == 3) info = errorInfoOption(x(2));
    } else if (erlang && arity == 1 && (name == am_exit || name == am_throw)) {
      callee = 0;
    } else {
      // A BIF that slept before it failed has no arguments left.
      if (live >= arity) args = registerList(0, arity);
      if (erlang && name == am_op_send) callee = internExport(am_erlang, am_send, 2);
    }
  } else if (clauseArguments) args = registerList(0, live);
  store<i64>(EXC_TRACE, captureTrace(p, class_, args, callee, info));
}

/**
 * Find the nearest catch: SP becomes its frame, [SP] its handler. False when there is none.
 * Within a frame the catch in the lower Y register is the inner one.
 */
function unwind(p: Process): bool {
  let returnTo = takeOwedReturnTo();
  for (let at = sp(), end = p.stackEnd; at < end;) {
    if (isTraceFrame(load<i64>(at)) && unwindTraceFrame(p, at, load<i64>(EXC_CLASS), load<i64>(EXC_VALUE))) returnTo = true;
    const next = at + (<usize>load<u16>(pointAddress(cpPoint(load<i64>(at))), POINT_WORDS) << 3);
    for (let y = at + 8; y < next; y += 8) {
      const w = load<i64>(y);
      if (!isCatch(w)) continue;
      const handler = catchPoint(w);
      store<i64>(at, makeCp(handler, load<i32>(pointAddress(handler), POINT_SLOT)));
      setSp(at);
      setLive(0);
      if (returnTo) reportReturnTo(p, <usize>load<u32>(pointAddress(handler), POINT_FUNCTION));
      return true;
    }
    at = next;
  }
  return false;
}

/** Deal with the exception in flight of the running process. False when nobody catches it. */
export function raiseInFlight(p: Process): bool {
  capture(p);
  hidden = false;
  clauseArguments = false;
  return unwind(p);
}

/** The same for a call of `callee`, which has no code: undef, with the arguments in X[0..LIVE). */
export function raiseUndefined(p: Process, callee: usize, reason: Term): bool {
  store<i64>(EXC_CLASS, am_error);
  store<i64>(EXC_VALUE, reason);
  const args = registerList(0, load<i32>(LIVE));
  store<i64>(EXC_TRACE, captureTrace(p, am_error, args, callee, am_undefined));
  return unwind(p);
}

/** Exit reason of a process that nobody saved from the exception in flight. */
export function uncaughtReason(): Term {
  const class_ = load<i64>(EXC_CLASS);
  const value = load<i64>(EXC_VALUE);
  if (class_ == am_exit) return value;
  const trace = buildStackTrace(load<i64>(EXC_TRACE));
  return tuple2(class_ == am_throw ? tuple2(am_nocatch, value) : value, trace);
}

/** What `catch Expr` gives for the exception that was just caught. */
export function caughtValue(): Term {
  const class_ = load<i64>(EXC_CLASS);
  const value = load<i64>(EXC_VALUE);
  if (class_ == am_throw) return value;
  if (class_ == am_exit) return tuple2(am_EXIT, value);
  return tuple2(am_EXIT, tuple2(value, buildStackTrace(load<i64>(EXC_TRACE))));
}

/** Set the cells for an exception that goes on with the trace it has: a raw one or a list. */
export function rethrow(class_: Term, value: Term, trace: Term): void {
  store<i64>(EXC_CLASS, class_);
  store<i64>(EXC_VALUE, value);
  store<i64>(EXC_INFO, NONE);
  store<i64>(EXC_TRACE, isRawTrace(trace) ? traceWithClass(trace, class_) : wrapTrace(class_, trace));
}
/** Class that a raw trace belongs to; am_error for a bare list. */
export function classOfTrace(trace: Term): Term { return isRawTrace(trace) ? traceClass(trace) : am_error; }
