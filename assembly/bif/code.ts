/** Questions about code that the core answers itself. */
import { STATE_BIF, EXPORT_STATE } from "../code/export";
import { findExport, isExported } from "../code/registry";
import { oldInstance } from "../code/instance";
import { processUsesInstance } from "../code/uses";
import { currentProcess, setLive, setX, x } from "../memory/cells";
import { collect, collectSwappedOut, requestFullCollection } from "../memory/collect";
import { sendTuple } from "../process/mailbox";
import { Process } from "../process/process";
import { liveProcess } from "../process/table";
import { badarg, defer } from "./raise";
import { am_check_process_code, am_false, am_garbage_collect, am_major, am_ok, am_true } from "../term/am";
import { element, isAtom, isLocalPid, isSmall, isTuple, NONE, smallValue, Term, tupleArity } from "../term/tag";

const MAX_ARITY: i64 = 255;

/** Address of the Export of m:f/a, 0 when there is none; -1 when the arguments name no function. */
function named(m: Term, f: Term, a: Term): i32 {
  if (!isAtom(m) || !isAtom(f) || !isSmall(a)) return -1;
  return smallValue(a) < 0 || smallValue(a) > MAX_ARITY ? 0 : <i32>findExport(m, f, <i32>smallValue(a));
}

export function erlang_function_exported_3(m: Term, f: Term, a: Term): Term {
  const e = named(m, f, a);
  if (e == -1) return badarg();
  return isExported(<usize><u32>e) ? am_true : am_false;
}

export function erlang_is_builtin_3(m: Term, f: Term, a: Term): Term {
  const e = named(m, f, a);
  if (e == -1) return badarg();
  return e != 0 && load<i32>(<usize><u32>e, EXPORT_STATE) == STATE_BIF ? am_true : am_false;
}

/** erlang:check_old_code/1 */
export function erlang_check_old_code_1(module: Term): Term {
  if (!isAtom(module)) return badarg();
  return oldInstance(module) != 0 ? am_true : am_false;
}

/** erts_internal:check_process_code/1: does the calling process use the old version of `module`? */
export function erts_internal_check_process_code_1(module: Term): Term {
  if (!isAtom(module)) return badarg();
  return oldInstance(module) == 0 ? am_false : defer(checkSelf.index);
}
function checkSelf(process: usize): Term { return usesOld(changetype<Process>(process), x(0)); }

/**
 * erts_internal:request_system_task(Pid, Priority, {Task, RequestId, Argument}): the task is done at once; its
 * answer `{Task, RequestId, Result}` goes to the caller. Tasks: check_process_code, garbage_collect.
 */
export function erts_internal_request_system_task_3(pid: Term, priority: Term, request: Term): Term {
  return requestTask(changetype<Process>(currentProcess()).pid, pid, priority, request);
}
function requestTask(requester: Term, pid: Term, priority: Term, request: Term): Term {
  if (!isLocalPid(pid) || !isAtom(priority) || !isTuple(request) || tupleArity(request) != 3) return badarg();
  const task = element(request, 1);
  if (task != am_check_process_code && task != am_garbage_collect) return badarg();
  if (task == am_check_process_code && !isAtom(element(request, 3))) return badarg();
  // A task collects its process, and a running one only when all of it is in memory.
  setX(0, pid);
  setX(1, requester);
  setX(2, request);
  setLive(3);
  return pid == changetype<Process>(currentProcess()).pid ? defer(doTask.index) : doTask(currentProcess());
}
/** The same for another process, `requester`, which gets the answer. */
export function erts_internal_request_system_task_4(requester: Term, pid: Term, priority: Term, request: Term): Term {
  return requestTask(requester, pid, priority, request);
}
/** Do for process X[0] what request X[2] asks for and answer X[1]; any two of these and the caller may be the same. */
function doTask(_caller: usize): Term {
  const p = liveProcess(x(0));
  const task = element(x(2), 1);
  const argument = element(x(2), 3);
  const result = p == null ? am_false : task == am_check_process_code ? usesOld(p, argument) : collectNow(p, argument);
  const to = liveProcess(x(1));
  if (to != null) sendTuple(to, 3, task, element(x(2), 2), result, NONE, NONE);
  return am_ok;
}
function usesOld(p: Process, module: Term): Term {
  const old = oldInstance(module);
  return old != 0 && processUsesInstance(changetype<usize>(p), old) ? am_true : am_false;
}
function collectNow(p: Process, type: Term): Term {
  const process = changetype<usize>(p);
  if (type == am_major) requestFullCollection(process);
  if (process == currentProcess()) collect(process, 0);
  else collectSwappedOut(process, 0);
  return am_true;
}
