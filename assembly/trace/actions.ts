/**
 * What match specifications of the trace dialect can do besides matching: {caller}, {enable_trace, _} and their like. The
 * compiler numbers them, the machine of match_run.ts calls act() with their arguments.
 */
import { findExport } from "../code/registry";
import { EXPORT_BIF } from "../code/export";
import { FUNCTION_ARITY, FUNCTION_MODULE, FUNCTION_NAME, POINT_FUNCTION, cpPoint, pointAddress } from "../code/point";
import { pointFile, pointLine } from "../code/registry";
import { hostBif } from "../host";
import { tuple2, tuple3, tuple4 } from "../memory/alloc";
import { currentProcess, setX, x } from "../memory/cells";
import { erlang_seq_trace_2 } from "../bif/seq_trace";
import { hasToken, tokenTerm } from "../process/seq_trace";
import { setTraceControlWord, traceControlWord } from "../bif/system_info";
import { backtrace } from "../process/info";
import { registeredAs } from "../process/name";
import { Process } from "../process/process";
import { liveProcess } from "../process/table";
import {
  am_all, am_caller, am_caller_line, am_cpu_timestamp, am_disable_trace, am_display, am_enable_trace, am_erlang, am_false, am_get_seq_token,
  am_get_tcw, am_is_seq_trace, am_process_dump, am_set_seq_token, am_set_tcw, am_silent, am_trace, am_true, am_undefined,
} from "../term/am";
import { NIL, NONE, Term, head, isAtom, isCons, isSmall, makeSmall, smallValue, tail } from "../term/tag";
import { TRACE_SILENT, parseFlags, parsedCpu, parsedFlags, parsedTracer, traceFlag } from "./flags";
import { functionBelow } from "./frames";
import { setTracee } from "./tracee";

export const ACT_CALLER: i32 = 0;
export const ACT_CALLER_LINE: i32 = 1;
export const ACT_IS_SEQ_TRACE: i32 = 2;
export const ACT_GET_SEQ_TOKEN: i32 = 3;
export const ACT_SET_SEQ_TOKEN: i32 = 4;
export const ACT_PROCESS_DUMP: i32 = 5;
export const ACT_DISPLAY: i32 = 6;
export const ACT_TRACE: i32 = 7;
export const ACT_TRACE_PROCESS: i32 = 8;
export const ACT_ENABLE: i32 = 9;
export const ACT_ENABLE_PROCESS: i32 = 10;
export const ACT_DISABLE: i32 = 11;
export const ACT_DISABLE_PROCESS: i32 = 12;
export const ACT_GET_CONTROL: i32 = 13;
export const ACT_SET_CONTROL: i32 = 14;
export const NO_ACTION: i32 = -1;

/** Number of the action `name` with `count` arguments, NO_ACTION when there is none. */
export function actionNumber(name: Term, count: i32): i32 {
  if (count == 0) {
    if (name == am_caller) return ACT_CALLER;
    if (name == am_caller_line) return ACT_CALLER_LINE;
    if (name == am_is_seq_trace) return ACT_IS_SEQ_TRACE;
    if (name == am_get_seq_token) return ACT_GET_SEQ_TOKEN;
    if (name == am_process_dump) return ACT_PROCESS_DUMP;
    return name == am_get_tcw ? ACT_GET_CONTROL : NO_ACTION;
  }
  if (count == 1) {
    if (name == am_display) return ACT_DISPLAY;
    if (name == am_enable_trace) return ACT_ENABLE;
    if (name == am_disable_trace) return ACT_DISABLE;
    return name == am_set_tcw ? ACT_SET_CONTROL : NO_ACTION;
  }
  if (count == 2) {
    if (name == am_set_seq_token) return ACT_SET_SEQ_TOKEN;
    if (name == am_trace) return ACT_TRACE;
    if (name == am_enable_trace) return ACT_ENABLE_PROCESS;
    return name == am_disable_trace ? ACT_DISABLE_PROCESS : NO_ACTION;
  }
  return count == 3 && name == am_trace ? ACT_TRACE_PROCESS : NO_ACTION;
}
/** Arguments of action `n`. */
export function actionArguments(n: i32): i32 {
  if (n == ACT_TRACE_PROCESS) return 3;
  if (n == ACT_SET_SEQ_TOKEN || n == ACT_TRACE || n == ACT_ENABLE_PROCESS || n == ACT_DISABLE_PROCESS) return 2;
  return n == ACT_DISPLAY || n == ACT_ENABLE || n == ACT_DISABLE || n == ACT_SET_CONTROL ? 1 : 0;
}

// Whom the specification runs for, and where the frames of its caller begin; null for match_spec_test/3.
let tracee: Process | null = null;
let callerFrames: usize = 0;
export function beginActions(p: Process, from: usize): void {
  tracee = p;
  callerFrames = from;
}
export function endActions(): void { tracee = null; }

function caller(withLine: bool): Term {
  const p = tracee;
  if (p == null || callerFrames == 0) return am_undefined;
  const fn = functionBelow(p, callerFrames);
  if (fn == 0) return am_undefined;
  const m = load<i64>(fn, FUNCTION_MODULE), f = load<i64>(fn, FUNCTION_NAME), a = makeSmall(<i64>load<i32>(fn, FUNCTION_ARITY));
  if (!withLine) return tuple3(m, f, a);
  const point = cpPoint(load<i64>(callerFrames)), file = pointFile(point);
  return tuple4(m, f, a, file == NONE || load<u32>(pointAddress(point), POINT_FUNCTION) == 0 ? am_undefined : tuple2(file, makeSmall(<i64>pointLine(point))));
}

/** The process that an action names; the tracee itself is named by its pid. */
function processNamed(t: Term): Process | null {
  if (isAtom(t)) t = registeredAs(t);
  return t == NONE ? null : liveProcess(t);
}
/** Set or clear one flag of `q`, which keeps its tracer or takes that of the tracee. */
function switchFlag(q: Process | null, on: bool, t: Term): Term {
  const p = tracee;
  if (p == null || q == null) return am_true;
  const flag = t == am_all ? 0 : traceFlag(t);
  if (t == am_cpu_timestamp) return am_true;
  if (flag == 0 && t != am_all) return NONE;
  setTracee(q, q.tracer == NONE ? p.tracer : q.tracer, on, flag);
  return am_true;
}
/** {trace, Disable, Enable}. */
function setFlags(q: Process | null, disable: Term, enable: Term): Term {
  const p = tracee;
  if (!parseFlags(disable) || parsedCpu) return NONE;
  const off = parsedFlags;
  if (!parseFlags(enable) || parsedCpu) return NONE;
  const on = parsedFlags & ~TRACE_SILENT, tracer = parsedTracer;
  if (p == null || q == null) return am_true;
  const keeps = tracer != NONE ? tracer : q.tracer == NONE ? p.tracer : q.tracer;
  const before = q.traced, tracerBefore = q.tracer;
  q.traced = (q.traced & ~off) | on;
  q.tracer = q.traced == 0 ? NONE : keeps;
  return before == q.traced && tracerBefore == q.tracer ? am_false : am_true;
}

function display(t: Term): Term {
  const e = findExport(am_erlang, am_display, 1), kept = x(0);
  setX(0, t);
  if (e != 0) hostBif(load<i32>(e, EXPORT_BIF));
  setX(0, kept);
  return am_true;
}
function processDump(): Term {
  const kept = x(0);
  const text = backtrace(changetype<Process>(currentProcess()));
  setX(0, kept);
  return text == NONE ? am_undefined : text;
}

/** Do action `n`; NONE: its arguments are wrong. */
export function act(n: i32, a: Term, b: Term, c: Term): Term {
  switch (n) {
    case ACT_CALLER: return caller(false);
    case ACT_CALLER_LINE: return caller(true);
    case ACT_IS_SEQ_TRACE: return tracee != null && hasToken(tracee!) ? am_true : am_false;
    case ACT_GET_SEQ_TOKEN: return tracee == null ? NIL : tokenTerm(tracee!, false);
    case ACT_SET_SEQ_TOKEN: return tracee == null || erlang_seq_trace_2(a, b) != NONE ? am_true : NONE;
    case ACT_PROCESS_DUMP: return processDump();
    case ACT_DISPLAY: return display(a);
    case ACT_TRACE: return setFlags(tracee, a, b);
    case ACT_TRACE_PROCESS: return setFlags(processNamed(a), b, c);
    case ACT_ENABLE: return switchFlag(tracee, true, a);
    case ACT_ENABLE_PROCESS: return switchFlag(processNamed(a), true, b);
    case ACT_DISABLE: return switchFlag(tracee, false, a);
    case ACT_DISABLE_PROCESS: return switchFlag(processNamed(a), false, b);
    case ACT_GET_CONTROL: return makeSmall(traceControlWord);
    case ACT_SET_CONTROL: {
      if (!isSmall(a) || smallValue(a) < 0) return NONE;
      const before = traceControlWord;
      if (tracee != null) setTraceControlWord(smallValue(a));
      return makeSmall(before);
    }
  }
  return NONE;
}
