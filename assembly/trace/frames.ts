/**
 * Frames that tracing puts on the stack of a process, between a traced call and what it returns to:
 *
 *     return trace   | CP | module | name | arity | kind | tracer |
 *     return to      | CP |
 *     time           | CP | record |
 *
 * `kind`: a small integer, RETURNS or RAISES (exceptions are told as well). `tracer`: of a meta trace; [] means the process's own.
 * `record`: address of the breakpoint whose clock goes on then, a small integer. All three return to one function of the
 * core, which tells the tracer and gives control to the scheduler: it goes on at the next frame.
 */
import { FUNCTION_ARITY, FUNCTION_MODULE, FUNCTION_NAME, POINT_FUNCTION, POINT_WORDS, cpPoint, cpSlot, pointAddress } from "../code/point";
import { NEED, STATUS_CHECK, currentProcess, setLive, setSp, setStatus, setX, sp } from "../memory/cells";
import { coreEntry } from "../scheduler/entries";
import { am_error, am_exception_from, am_nocatch, am_return_from, am_return_to, am_throw, am_undefined } from "../term/am";
import { NIL, NONE, Term, isCatch, makeSmall, smallValue } from "../term/tag";
import { Process } from "../process/process";
import { TRACE_CALL, TRACE_RETURN_TO, TRACE_TIMESTAMP } from "./flags";
import { reportMfa, reportTerm, reportTuple, sendReport, startReport } from "./report";
import { timeReturn } from "./time";

/** Kinds of a return trace. */
export const RETURNS: i64 = 1;
export const RAISES: i64 = 2;

const RETURN_TRACE_WORDS: i32 = 6;
const TIME_WORDS: i32 = 2;
/** The most that one call pushes: a return trace of its own and one of a meta trace, a return to, a time. */
export const MOST_FRAME_WORDS: i32 = 2 * RETURN_TRACE_WORDS + 1 + TIME_WORDS;

let returnTraceCp: i64 = 0;
let returnToCp: i64 = 0;
let timeCp: i64 = 0;
function makeCps(): void {
  if (returnTraceCp != 0) return;
  returnTraceCp = coreEntry(traceReturn.index, RETURN_TRACE_WORDS);
  returnToCp = coreEntry(traceReturn.index, 1);
  timeCp = coreEntry(traceReturn.index, TIME_WORDS);
}
/** Does `cp` head a frame of tracing? */
// @ts-ignore: decorator
@inline export function isTraceFrame(cp: i64): bool { return returnTraceCp != 0 && cpSlot(cp) == cpSlot(returnTraceCp); }

// @ts-ignore: decorator
@inline function nextFrame(at: usize): usize { return at + (<usize>load<u16>(pointAddress(cpPoint(load<i64>(at))), POINT_WORDS) << 3); }
/** FunctionInfo of the first frame from `at` on that is a function's, 0 when there is none. */
export function functionBelow(p: Process, at: usize): usize {
  for (; at < p.stackEnd; at = nextFrame(at)) {
    const fn = <usize>load<u32>(pointAddress(cpPoint(load<i64>(at))), POINT_FUNCTION);
    if (fn != 0) return fn;
  }
  return 0;
}
/** Is there a `return to` among the frames of tracing that begin at `at`? */
export function returnsTo(at: usize): bool {
  for (; isTraceFrame(load<i64>(at)); at = nextFrame(at)) if (load<i64>(at) == returnToCp) return true;
  return false;
}

/** Push a return trace below `at`; the new top. */
export function pushReturnTrace(at: usize, m: Term, f: Term, arity: i32, kind: i64, tracer: Term): usize {
  makeCps();
  at -= RETURN_TRACE_WORDS << 3;
  store<i64>(at, returnTraceCp);
  store<i64>(at, m, 8);
  store<i64>(at, f, 16);
  store<i64>(at, makeSmall(<i64>arity), 24);
  store<i64>(at, makeSmall(kind), 32);
  store<i64>(at, tracer, 40);
  return at;
}
export function pushReturnTo(at: usize): usize {
  makeCps();
  at -= 8;
  store<i64>(at, returnToCp);
  return at;
}
export function pushTime(at: usize, record: usize): usize {
  makeCps();
  at -= TIME_WORDS << 3;
  store<i64>(at, timeCp);
  store<i64>(at, makeSmall(<i64>record), 8);
  return at;
}

/** Is there a catch on the stack of `p`, which runs? A throw that nobody catches is told as the error that it ends as. */
function catches(p: Process): bool {
  for (let y = sp(); y < p.stackEnd; y += 8) if (isCatch(load<i64>(y))) return true;
  return false;
}

/** Tell that m:f/arity returned `value`, or, with class_, raised it. `tracer`: of a meta trace, or NIL. */
export function reportReturn(p: Process, m: Term, f: Term, arity: Term, tracer: Term, class_: Term, value: Term): void {
  let flags: u32 = TRACE_TIMESTAMP;
  if (tracer == NIL) {
    flags = p.traced;
    tracer = p.tracer;
    if ((flags & TRACE_CALL) == 0) return;
  }
  startReport(p.pid, class_ == NONE ? am_return_from : am_exception_from);
  reportMfa(m, f, arity);
  if (class_ != NONE) reportTuple(2);
  if (class_ == am_throw && !catches(p)) {
    reportTerm(am_error);
    reportTuple(2);
    reportTerm(am_nocatch);
  } else if (class_ != NONE) reportTerm(class_);
  reportTerm(value);
  sendReport(tracer, flags);
}
/** Tell that control is back in function `fn`, 0 for none. */
export function reportReturnTo(p: Process, fn: usize): void {
  if ((p.traced & TRACE_RETURN_TO) == 0) return;
  startReport(p.pid, am_return_to);
  if (fn == 0) reportTerm(am_undefined);
  else reportMfa(load<i64>(fn, FUNCTION_MODULE), load<i64>(fn, FUNCTION_NAME), makeSmall(<i64>load<i32>(fn, FUNCTION_ARITY)));
  sendReport(p.tracer, p.traced);
}

/** What frames of tracing return to. */
function traceReturn(x0: i64, top: i32): i64 {
  const p = changetype<Process>(currentProcess()), at = <usize>top, cp = load<i64>(at), next = nextFrame(at);
  if (cp == returnTraceCp) reportReturn(p, load<i64>(at, 8), load<i64>(at, 16), load<i64>(at, 24), load<i64>(at, 40), NONE, x0);
  else if (cp == returnToCp) reportReturnTo(p, functionBelow(p, next));
  else timeReturn(p, <usize>smallValue(load<i64>(at, 8)));
  setX(0, x0);
  setLive(1);
  setSp(next);
  store<i32>(NEED, 0);
  setStatus(STATUS_CHECK);
  return NONE;
}

/** An exception passes the frame of tracing at `at`. True: it was a `return to`. */
export function unwindTraceFrame(p: Process, at: usize, class_: Term, value: Term): bool {
  const cp = load<i64>(at);
  if (cp == returnToCp) return true;
  if (cp == timeCp) timeReturn(p, <usize>smallValue(load<i64>(at, 8)));
  else if (smallValue(load<i64>(at, 32)) == RAISES) {
    reportReturn(p, load<i64>(at, 8), load<i64>(at, 16), load<i64>(at, 24), load<i64>(at, 40), class_, value);
  }
  return false;
}
