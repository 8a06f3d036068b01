/**
 * A call of a function that has a breakpoint: what is told of it, and the frames that tell of its return. step.ts and bif.ts
 * know when there is one.
 */
import { cons } from "../memory/alloc";
import { setSp, sp, x } from "../memory/cells";
import { rt_bs_get_tail } from "../binary/match";
import { ACTION_EXCEPTION_TRACE, ACTION_RETURN_TRACE } from "../ets/match_run";
import { FLAG_SENSITIVE } from "../scheduler/state";
import { am_call, am_false, am_true } from "../term/am";
import { NIL, NONE, SUB_MATCH, Term, isBoxedOf, makeSmall } from "../term/tag";
import { Process } from "../process/process";
import {
  BREAK_COUNTS, BREAK_GLOBAL, BREAK_LOCAL, BREAK_META, BREAK_TIMES, RECORD_ARITY, RECORD_COUNT, RECORD_META_PROGRAM, RECORD_META_TRACER,
  RECORD_MODULE, RECORD_NAME, RECORD_PROGRAM, kindsOf,
} from "./breakpoint";
import { TRACE_ARITY, TRACE_CALL, TRACE_RETURN_TO, TRACE_SILENT, TRACE_TIMESTAMP } from "./flags";
import { RAISES, RETURNS, isTraceFrame, pushReturnTo, pushReturnTrace, pushTime, returnsTo } from "./frames";
import { asked, runTrace } from "./match";
import { reportMfa, reportTerm, sendReport, startReport } from "./report";
import { timeCall } from "./time";
import { isTraced, isTracer } from "./tracee";

// What the last traceCall() found has to be done when the call returns.
/** RETURNS, RAISES or 0. */
export let wantsReturn: i64 = 0;
/** The same for the meta trace, and its tracer. */
export let wantsMeta: i64 = 0;
export let metaTracer: Term = NONE;
export let wantsReturnTo: bool = false;
export let wantsTime: bool = false;
export let timedBefore: usize = 0;

/** The arguments X[0..arity). A match context is what is left of its binary. */
export function argumentList(arity: i32): Term {
  let list: Term = NIL;
  for (let i = arity - 1; i >= 0; i--) list = cons(isBoxedOf(x(i), SUB_MATCH) ? rt_bs_get_tail(x(i)) : x(i), list);
  return list;
}

/** Which return trace the last run of a specification asked for. */
function askedReturn(): i64 { return asked & ACTION_EXCEPTION_TRACE ? RAISES : asked & ACTION_RETURN_TRACE ? RETURNS : 0; }

function report(p: Process, record: usize, args: Term, message: Term, flags: u32, tracer: Term): void {
  startReport(p.pid, am_call);
  reportMfa(load<i64>(record, RECORD_MODULE), load<i64>(record, RECORD_NAME),
    flags & TRACE_ARITY ? makeSmall(<i64>load<i32>(record, RECORD_ARITY)) : args);
  if (message != am_true) reportTerm(message);
  sendReport(tracer, flags);
}

/**
 * `p` calls the function of `record` with X[0..arity). `external`: through its Export. `from`: where on the stack the frames of the
 * caller begin. Tells it, counts it, and sets wants….
 */
export function traceCall(p: Process, record: usize, external: bool, from: usize): void {
  const kinds = kindsOf(record), arity = load<i32>(record, RECORD_ARITY);
  wantsReturn = wantsMeta = 0;
  wantsReturnTo = wantsTime = false;
  let args: Term = NONE;
  const hidden = (p.flags & FLAG_SENSITIVE) != 0;
  if (((kinds & BREAK_LOCAL) != 0 || ((kinds & BREAK_GLOBAL) != 0 && external)) && (p.traced & TRACE_CALL) != 0 && !hidden && isTraced(p)) {
    // The specification may end the tracing: this call is told all the same.
    const program = <usize>load<u32>(record, RECORD_PROGRAM), tracer = p.tracer;
    args = argumentList(arity);
    const message = program == 0 ? am_true : runTrace(p, program, args, from);
    // Nothing of a call in silence is told, not even that it returns.
    if (message != NONE && (p.traced & TRACE_SILENT) == 0) {
      if (program != 0) wantsReturn = askedReturn();
      if (message != am_false) {
        wantsReturnTo = (kinds & BREAK_LOCAL) != 0 && (p.traced & TRACE_RETURN_TO) != 0 && !returnsTo(from);
        report(p, record, args, message, p.traced, tracer);
      }
    }
  }
  if ((kinds & BREAK_META) != 0 && !hidden) {
    const tracer = load<i64>(record, RECORD_META_TRACER), program = <usize>load<u32>(record, RECORD_META_PROGRAM);
    if (tracer != p.pid && isTracer(tracer)) {
      if (args == NONE) args = argumentList(arity);
      const message = program == 0 ? am_true : runTrace(p, program, args, from);
      if (message != NONE) {
        if (program != 0) wantsMeta = askedReturn();
        metaTracer = tracer;
        if (message != am_false) report(p, record, args, message, TRACE_TIMESTAMP, tracer);
      }
    }
  }
  if (kinds & BREAK_COUNTS) store<f64>(record, load<f64>(record, RECORD_COUNT) + 1, RECORD_COUNT);
  if ((kinds & BREAK_TIMES) != 0 && (p.traced & TRACE_CALL) != 0) {
    timedBefore = timeCall(p, record);
    wantsTime = wantsReturn == 0 && wantsMeta == 0 && !wantsReturnTo && !isTraceFrame(load<i64>(from));
  }
}
/** Does the last traced call want to know of its return? */
export function wantsFrames(): bool { return wantsReturn != 0 || wantsMeta != 0 || wantsReturnTo || wantsTime; }

/** Push the frames that the last traced call of `record` wants below `at`; the new top. */
function pushFrames(record: usize, at: usize): usize {
  const m = load<i64>(record, RECORD_MODULE), f = load<i64>(record, RECORD_NAME), arity = load<i32>(record, RECORD_ARITY);
  if (wantsReturnTo) at = pushReturnTo(at);
  if (wantsReturn != 0) at = pushReturnTrace(at, m, f, arity, wantsReturn, NIL);
  if (wantsMeta != 0) at = pushReturnTrace(at, m, f, arity, wantsMeta, metaTracer);
  return wantsTime ? pushTime(at, timedBefore) : at;
}
/** The same below the CP word at [SP] that goes into the function: it comes to stand on top of them. */
export function pushFramesBelowEntry(record: usize): void {
  const entry = load<i64>(sp());
  const at = pushFrames(record, sp() + 8) - 8;
  store<i64>(at, entry);
  setSp(at);
}
/** The same where [SP] is what the call returns to. */
export function pushFramesBelowCaller(record: usize): void { setSp(pushFrames(record, sp())); }
