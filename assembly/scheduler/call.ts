/** Going on somewhere else than at [SP]: calls that the scheduler makes for a process. */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE, EXPORT_STATE, EXPORT_STUB_POINT, EXPORT_STUB_SLOT, STATE_UNDEFINED } from "../code/export";
import { FUN_ENTRY_MODULE } from "../code/fun_entry";
import { FUNCTION_MODULE, FUNCTION_NAME, cpSlot, makeCp } from "../code/point";
import { findExport, isExported } from "../code/registry";
import { tuple2 } from "../memory/alloc";
import { EXC_CLASS, EXC_INFO, EXC_TRACE, EXC_VALUE, LIVE, setLive, setSp, setX, sp, x } from "../memory/cells";
import { am_badarity, am_badfun, am_breakpoint, am_error, am_module_info, am_undef, am_undefined_function, am_undefined_lambda } from "../term/am";
import { FUN_ARITY, FUN_ENTRY } from "../term/boxed";
import { NONE, SUB_FUN, Term, boxedPtr, isBoxedOf, isFun } from "../term/tag";
import { Process } from "../process/process";
import { funCp } from "./entries";
import { hideCallee, raiseInFlight, raiseUndefined } from "./exception";
import { registerList } from "./stack_trace";

/** Slot of the shared `return` entry (host/compiler/stubs.ts); -1 until the host has named it. */
let returnSlot: i32 = -1;
export function setReturnSlot(slot: i32): void { returnSlot = slot; }
/**
 * A BIF in tail position left a CP word that only returns to the next one. When apply goes on as a
 * call, that word must go, or a loop that applies itself would grow the stack.
 */
export function dropReturns(): void {
  while (cpSlot(load<i64>(sp())) == returnSlot) setSp(sp() + 8);
}
/** A BIF that goes on as another one keeps the first such word, which names the caller if that fails. */
function dropInnerReturns(): void {
  while (cpSlot(load<i64>(sp())) == returnSlot && cpSlot(load<i64>(sp(), 8)) == returnSlot) setSp(sp() + 8);
}

/** Make [SP] the entry of `callee`, whose arguments are X[0..arity). False: it has no code, and nobody caught the undef. */
export function enterExport(p: Process, callee: usize): bool {
  const slot = load<i32>(callee, EXPORT_STUB_SLOT);
  dropInnerReturns();
  if (load<i32>(callee, EXPORT_STATE) == STATE_UNDEFINED || slot == 0) return enterUndefined(p, callee);
  p.entryCallee = callee;
  pushEntry(callee, slot);
  return true;
}
/** Make [SP] the entry of BIF `callee`, whose call was traced and whose arguments are X[0..arity). */
export function enterTracedBif(callee: usize): void { pushEntry(callee, load<i32>(callee, EXPORT_STUB_SLOT)); }
function pushEntry(callee: usize, slot: i32): void {
  const at = sp() - 8;
  store<i64>(at, makeCp(load<i32>(callee, EXPORT_STUB_POINT), slot));
  setSp(at);
  setLive(load<i32>(callee, EXPORT_ARITY));
}

/** Hand a call of an undefined function to the process's error handler, which may load its module. */
export function enterUndefined(p: Process, callee: usize): bool {
  const handler = findExport(p.errorHandler, am_undefined_function, 3);
  const slot = isExported(handler) ? load<i32>(handler, EXPORT_STUB_SLOT) : 0;
  setLive(load<i32>(callee, EXPORT_ARITY));
  if (slot == 0) return raiseUndefined(p, callee, am_undef);
  const args = registerList(0, load<i32>(callee, EXPORT_ARITY));
  setX(0, load<i64>(callee, EXPORT_MODULE));
  setX(1, load<i64>(callee, EXPORT_FUNCTION));
  setX(2, args);
  pushEntry(handler, slot);
  return true;
}

/**
 * [SP] is the entry of `fn`, which the debugger interprets: the process's error handler is called instead, with the same return.
 * One without breakpoint/3 cannot: then the function itself goes on.
 */
export function enterBreakpoint(p: Process, fn: usize, args: Term): void {
  const handler = findExport(p.errorHandler, am_breakpoint, 3);
  const slot = isExported(handler) ? load<i32>(handler, EXPORT_STUB_SLOT) : 0;
  if (slot == 0) return;
  setX(0, load<i64>(fn, FUNCTION_MODULE));
  setX(1, load<i64>(fn, FUNCTION_NAME));
  setX(2, args);
  setSp(sp() + 8);
  pushEntry(handler, slot);
}

/** Make [SP] the entry of fun X[LIVE - 1], called with the registers before it. False: it cannot be called, and nobody caught that. */
export function enterFun(p: Process): bool {
  const n = load<i32>(LIVE) - 1;
  const fun = x(n);
  if (!isFun(fun) || load<i32>(boxedPtr(fun), FUN_ARITY) != n) {
    hideCallee();
    return enterBadFun(p);
  }
  dropReturns();
  const at = sp() - 8;
  store<i64>(at, funCp(n));
  setSp(at);
  return true;
}

/** Whether module `m` has a current version: the compiler lets each export module_info/0. */
function isLoaded(m: Term): bool { return isExported(findExport(m, am_module_info, 0)); }
/** The process's handler for funs whose module is not loaded. When another version is, loading it would not help: 0. */
function lambdaHandler(p: Process, fun: Term): usize {
  if (!isBoxedOf(fun, SUB_FUN) || isLoaded(load<i64>(<usize>load<u32>(boxedPtr(fun), FUN_ENTRY), FUN_ENTRY_MODULE))) return 0;
  return findExport(p.errorHandler, am_undefined_lambda, 3);
}

/** call_fun failed on X[LIVE - 1] with the arguments before it: no fun, the wrong number of them, or unloaded code. */
export function enterBadFun(p: Process): bool {
  const n = load<i32>(LIVE) - 1;
  const fun = x(n);
  let reason: Term;
  if (!isFun(fun)) {
    reason = tuple2(am_badfun, fun);
  } else if (load<i32>(boxedPtr(fun), FUN_ARITY) != n) {
    reason = tuple2(am_badarity, tuple2(fun, registerList(0, n)));
  } else {
    const handler = lambdaHandler(p, fun);
    const slot = isExported(handler) ? load<i32>(handler, EXPORT_STUB_SLOT) : 0;
    if (slot != 0) {
      const args = registerList(0, n);
      setX(0, load<i64>(<usize>load<u32>(boxedPtr(fun), FUN_ENTRY), FUN_ENTRY_MODULE));
      setX(1, fun);
      setX(2, args);
      pushEntry(handler, slot);
      return true;
    }
    reason = tuple2(am_badfun, fun);
  }
  store<i64>(EXC_CLASS, am_error);
  store<i64>(EXC_VALUE, reason);
  store<i64>(EXC_TRACE, NONE);
  store<i64>(EXC_INFO, NONE);
  return raiseInFlight(p);
}
