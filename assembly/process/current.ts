/** Which function a process is in. */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { FUNCTION_ARITY, FUNCTION_MODULE, FUNCTION_NAME, POINT_FUNCTION, cpPoint, pointAddress } from "../code/point";
import { internExport } from "../code/registry";
import { STATUS_CALL_FUN, STATUS_TRAP, sp } from "../memory/cells";
import { PROCESS_WAITING } from "../scheduler/state";
import { am_apply, am_erlang, am_hibernate } from "../term/am";
import { NONE, Term } from "../term/tag";
import { isRunning } from "./mailbox";
import { Process } from "./process";

// @ts-ignore: decorator
@inline export function stackTop(p: Process): usize { return isRunning(p) ? sp() : p.sp; }

/** Export that a process which is not running will call first (a hibernating one shows as hibernate/3), 0 when it goes on at [SP]. */
export function heldExport(p: Process): usize {
  if (isRunning(p) || p.heldStatus != STATUS_TRAP) return 0;
  return p.status == PROCESS_WAITING ? internExport(am_erlang, am_hibernate, 3) : p.heldCallee;
}
/** FunctionInfo of the point at a process's [SP], 0 when it is the core's. */
export function currentInfo(p: Process): usize {
  return <usize>load<u32>(pointAddress(cpPoint(load<i64>(stackTop(p)))), POINT_FUNCTION);
}

// What the last noteCurrent found.
export let currentModule: Term = NONE;
export let currentName: Term = NONE;
export let currentArity: i32 = 0;
function note(m: Term, f: Term, arity: i32): bool {
  currentModule = m;
  currentName = f;
  currentArity = arity;
  return true;
}
/** Find the function that `p` is in: current_function. False when it is in none of Erlang's. */
export function noteCurrent(p: Process): bool {
  const callee = heldExport(p);
  if (callee != 0) return note(load<i64>(callee, EXPORT_MODULE), load<i64>(callee, EXPORT_FUNCTION), load<i32>(callee, EXPORT_ARITY));
  if (!isRunning(p) && p.heldStatus == STATUS_CALL_FUN) return note(am_erlang, am_apply, 2);
  const fn = currentInfo(p);
  return fn != 0 && note(load<i64>(fn, FUNCTION_MODULE), load<i64>(fn, FUNCTION_NAME), load<i32>(fn, FUNCTION_ARITY));
}
