/**
 * Calls of BIFs by traced processes. Generated code comes here before each of them when the reductions are used up, as they
 * always are in a process that is stepped (step.ts):
 *
 *     rt_trace_bif(row, kind)   0: call it    1: call it, then rt_trace_bif_done(value)    2: return 0 at once
 *
 * A BIF that may stop, or is called like a function, is called by the scheduler when its return is to be told: the frames
 * for it are pushed first (STATUS_TRACED_BIF). Others return right here.
 */
import {
  CALLEE, EXC_CLASS, EXC_VALUE, LIVE, STATUS_TRACED_BIF, STEPPED, currentProcess, setStatus, sp,
} from "../memory/cells";
import { NIL, NONE, Term, makeSmall } from "../term/tag";
import { EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { Process } from "../process/process";
import { saveCall } from "../process/saved_calls";
import { am_erlang, am_send } from "../term/am";
import { RECORD_ARITY, RECORD_MODULE, RECORD_NAME, bifBreak, bifExport, kindsOf } from "./breakpoint";
import {
  metaTracer, pushFramesBelowCaller, timedBefore, traceCall, wantsFrames, wantsMeta, wantsReturn, wantsReturnTo, wantsTime,
} from "./call";
import { RAISES, functionBelow, reportReturn, reportReturnTo } from "./frames";
import { timeReturn } from "./time";

const TRACE_BIF_CALL: i32 = 0;
const TRACE_BIF_TELL: i32 = 1;
/** Numbers that generated code knows (host/compiler/layout.ts). */
export const TRACE_BIF_STOPPED: i32 = 2;
export const TRACE_BIF_INLINE: i32 = 0;
export const TRACE_BIF_TRAPS: i32 = 1;

/** Export of the BIF that the scheduler enters after its call was told. */
let entering: usize = 0;
/** Record of the BIF that runs inline. */
let inline: usize = 0;
/** A BIF that failed inline had a `return to`, which whoever catches the exception is owed. */
let owed: bool = false;

/** `p`, which saves its calls, calls the BIF of Export `callee`. Sending saves its own, for `!` does not come here. */
function saveBif(p: Process, callee: usize): void {
  if (load<i64>(callee, EXPORT_MODULE) != am_erlang || load<i64>(callee, EXPORT_FUNCTION) != am_send) saveCall(p, callee);
}

/** Row `index` of the BIF table is about to be called with X[0..arity); [SP] names the caller. `kind`: TRACE_BIF_INLINE or TRACE_BIF_TRAPS. */
export function rt_trace_bif(index: i32, kind: i32): i32 {
  const p = changetype<Process>(currentProcess());
  if (load<i32>(STEPPED) == 0 && p.savedCalls == 0) return TRACE_BIF_CALL;
  const callee = bifExport(index);
  if (callee == 0) return TRACE_BIF_CALL; // a NIF
  if (p.savedCalls != 0 && entering != callee) saveBif(p, callee);
  if (load<i32>(STEPPED) == 0) return TRACE_BIF_CALL;
  const record = bifBreak(callee);
  if (entering == callee) {
    entering = 0;
    return TRACE_BIF_CALL;
  }
  if (kindsOf(record) == 0) return TRACE_BIF_CALL;
  traceCall(p, record, true, sp());
  if (!wantsFrames()) return TRACE_BIF_CALL;
  if (kind == TRACE_BIF_INLINE) {
    inline = record;
    return TRACE_BIF_TELL;
  }
  store<u32>(CALLEE, <u32>callee);
  store<i32>(LIVE, load<i32>(record, RECORD_ARITY));
  setStatus(STATUS_TRACED_BIF);
  return TRACE_BIF_STOPPED;
}

/** The BIF that rt_trace_bif told of returned `value`, or raised: NONE. Returns the value. */
export function rt_trace_bif_done(value: Term): Term {
  const p = changetype<Process>(currentProcess()), record = inline;
  if (wantsTime) timeReturn(p, timedBefore);
  const m = load<i64>(record, RECORD_MODULE), f = load<i64>(record, RECORD_NAME), arity = makeSmall(<i64>load<i32>(record, RECORD_ARITY));
  const class_ = value == NONE ? load<i64>(EXC_CLASS) : NONE;
  const told = value == NONE ? load<i64>(EXC_VALUE) : value;
  if (wantsMeta != 0 && (value != NONE || wantsMeta == RAISES)) reportReturn(p, m, f, arity, metaTracer, class_, told);
  if (wantsReturn != 0 && (value != NONE || wantsReturn == RAISES)) reportReturn(p, m, f, arity, NIL, class_, told);
  if (wantsReturnTo) {
    if (value == NONE) owed = true;
    else reportReturnTo(p, functionBelow(p, sp()));
  }
  return value;
}
/** Is a `return to` owed? It is not any more. */
export function takeOwedReturnTo(): bool {
  const was = owed;
  owed = false;
  return was;
}

/** The process stopped with STATUS_TRACED_BIF: push the frames; returns the Export to enter. */
export function prepareTracedBif(): usize {
  entering = <usize>load<u32>(CALLEE);
  pushFramesBelowCaller(bifBreak(entering));
  return entering;
}
