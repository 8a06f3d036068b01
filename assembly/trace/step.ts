/**
 * Stepping. A process that may meet a breakpoint runs with reductions for one function: the check that every function makes
 * when it is entered then fails, and the scheduler comes to see each call before its function begins. Nothing is
 * asked anywhere else, and a process that is not traced runs as ever (docs/tracing.md has the whole of it).
 *
 *     resumed at              reductions    because
 *     a function's entry      2             the check takes one; the next entry finds none
 *     the head of a loop      2             it has the same check
 *     any other point         1             the next entry finds none; the checks after calls are content with one
 */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { FUNCTION_ARITY, FUNCTION_ENTRY, FUNCTION_MODULE, FUNCTION_NAME, POINT_FUNCTION, POINT_LIVE, POINT_LOOPS, cpPoint, pointAddress } from "../code/point";
import { CALLEE, HP, RED_ZONE, REDS, STATUS, STATUS_CHECK, STEPPED, sp } from "../memory/cells";
import { collect } from "../memory/collect";
import { Process } from "../process/process";
import { saveCall } from "../process/saved_calls";
import { enterBreakpoint } from "../scheduler/call";
import { BREAK_DEBUG, RECORD_EXPORT, breakpointsOfAll, breakpointsOfTracees, functionBreak, kindsOf } from "./breakpoint";
import { argumentList, pushFramesBelowEntry, traceCall, wantsFrames } from "./call";
import { TRACE_CALL } from "./flags";
import { MOST_FRAME_WORDS } from "./frames";

const STEPS_ENTRY: i32 = 2;
const STEPS: i32 = 1;

/** Reductions that the process has left in truth, while REDS counts steps. */
let budget: i32 = 0;
let allowance: i32 = 0;
let resumedAt: i32 = 0;
let fragmentWords: u32 = 0;

/** May `p` meet a breakpoint, or does it save its calls? */
// @ts-ignore: decorator
@inline export function isStepped(p: Process): bool {
  return breakpointsOfAll() != 0 || (breakpointsOfTracees() != 0 && (p.traced & TRACE_CALL) != 0) || p.savedCalls != 0;
}
/** If `p`, which runs, is stepped from now on, its next call is one to look at: it stops there. */
export function stopIfStepped(p: Process): void { if (isStepped(p)) store<i32>(REDS, 0); }

/** The function that a process which goes on at `point` is about to enter, 0 when it is inside of one. */
function entered(point: i32): usize {
  const fn = <usize>load<u32>(pointAddress(point), POINT_FUNCTION);
  return fn != 0 && load<i32>(fn, FUNCTION_ENTRY) == point ? fn : 0;
}

/** Is `e`, which may be 0 or of a BIF called before, the Export of function `fn`? */
function isExportOf(e: usize, fn: usize): bool {
  return e != 0 && load<i64>(e, EXPORT_MODULE) == load<i64>(fn, FUNCTION_MODULE) && load<i64>(e, EXPORT_FUNCTION) == load<i64>(fn, FUNCTION_NAME) &&
    load<i32>(e, EXPORT_ARITY) == load<i32>(fn, FUNCTION_ARITY);
}

/** `p` goes on at [SP] for one step: a call that it is about to make is traced first. */
export function beginStep(p: Process): void {
  let point = cpPoint(load<i64>(sp()));
  const fn = entered(point);
  allowance = STEPS;
  if (fn != 0) {
    const record = functionBreak(fn);
    if (p.savedCalls != 0 && p.traceEntered == 0 && isExportOf(p.entryCallee, fn)) saveCall(p, p.entryCallee);
    if (p.traceEntered == 0 && kindsOf(record) != 0) {
      if (<usize>load<u32>(HP) + (MOST_FRAME_WORDS << 3) + RED_ZONE > sp()) collect(changetype<usize>(p), MOST_FRAME_WORDS);
      const through = p.entryCallee;
      traceCall(p, record, through != 0 && through == <usize>load<u32>(record, RECORD_EXPORT), sp() + 8);
      if (wantsFrames()) pushFramesBelowEntry(record);
      if (kindsOf(record) & BREAK_DEBUG) {
        enterBreakpoint(p, fn, argumentList(load<i32>(fn, FUNCTION_ARITY)));
        point = cpPoint(load<i64>(sp()));
      }
    }
    p.traceEntered = 1;
    allowance = STEPS_ENTRY;
  } else if (load<u16>(pointAddress(point), POINT_LIVE) & POINT_LOOPS) allowance = STEPS_ENTRY;
  p.entryCallee = 0;
  store<u32>(CALLEE, 0);
  resumedAt = point;
  fragmentWords = p.fragmentWords;
  budget = load<i32>(REDS);
  store<i32>(REDS, allowance);
  store<i32>(STEPPED, -1);
}

/** The step is over: REDS are again what the process has left of its turn. */
export function endStep(p: Process): void {
  const left = load<i32>(REDS), point = cpPoint(load<i64>(sp()));
  store<i32>(STEPPED, 0);
  // A fragment ends the turn, as it does without steps.
  store<i32>(REDS, p.fragmentWords > fragmentWords ? 0 : budget - (allowance - left));
  const checked = load<i32>(STATUS) == STATUS_CHECK;
  // The same entry with a reduction left: there was no room, and what was traced is about to begin once more.
  if (!checked || point != resumedAt || left != STEPS_ENTRY - 1) p.traceEntered = 0;
  if (checked && p.traceEntered == 0) p.entryCallee = <usize>load<u32>(CALLEE);
}
