/** Processes as such: identity, life, turns, collection, suspension, leadership. */
import { EXPORT_ARITY } from "../code/export";
import { cons } from "../memory/alloc";
import {
  CALLEE, REDS, STATUS_CHECK, STATUS_TRAP, STATUS_WAIT, bumpReductions, currentProcess, setLive, setSp, setStatus, x,
} from "../memory/cells";
import {
  collect, collectsInSteps, requestCollection, requestFullCollection, requestSmallestHeap, settleCollection,
} from "../memory/collect";
import { copyTerm, termWords } from "../memory/copy";
import { FRAGMENT_OFF_HEAP, newMessageFragment, FRAGMENT_TERMS, adoptFragment } from "../memory/fragment";
import { bottomCp } from "../scheduler/entries";
import {
  FLAG_EXIT_PENDING, FLAG_SYSTEM, PROCESS_EXITING,
} from "../scheduler/state";
import {
  am_asynchronous, am_badarg, am_badopt, am_exited, am_false, am_major, am_minor, am_ok, am_suspended, am_true, am_unless_suspending,
} from "../term/am";
import { fitsI64 } from "../term/big";
import {
  NIL, NONE, Term, element, head, isAtom, isCons, isInteger, isLocalPid, isLocalPort, isPid, isPort, isRef, isSmall, isTuple,
  smallValue, tail, tupleArity,
} from "../term/tag";
import { exitSelf, exitSignal } from "../process/exit";
import { isRunning, sendTuple } from "../process/mailbox";
import { signalPort } from "../process/port_relation";
import { Process } from "../process/process";
import { resume, suspend, suspensions } from "../process/suspend";
import { liveProcess, processAt, processLimit } from "../process/table";
import { MAX_APPLIED, MAX_ARITY, appliedExport, argumentCount, spreadArguments } from "./apply";
import { badarg, defer, systemLimit, yieldWith } from "./raise";

// @ts-ignore: decorator
@inline function self(): Process { return changetype<Process>(currentProcess()); }

export function erlang_self_0(): Term { return self().pid; }
export function erlang_yield_0(): Term { return yieldWith(am_true); }
export function erlang_bump_reductions_1(n: Term): Term {
  if (!isInteger(n) || (isSmall(n) ? smallValue(n) < 1 : !fitsI64(n))) return badarg();
  // More than a turn cannot be spent.
  bumpReductions(isSmall(n) ? <i32>min<i64>(smallValue(n), <i64>max(0, load<i32>(REDS))) : load<i32>(REDS));
  return am_true;
}

export function erlang_processes_0(): Term {
  let list: Term = NIL;
  for (let i = processLimit() - 1; i >= 0; i--) {
    const p = processAt(i);
    if (p != null && p.status != PROCESS_EXITING) list = cons(p.pid, list);
  }
  return list;
}
export function erlang_is_process_alive_1(pid: Term): Term {
  if (!isLocalPid(pid)) return badarg();
  const p = liveProcess(pid);
  return p != null && (p.flags & FLAG_EXIT_PENDING) == 0 ? am_true : am_false;
}
/** The answer comes as {Ref, Bool}. */
export function erts_internal_is_process_alive_2(pid: Term, ref: Term): Term {
  if (!isLocalPid(pid) || !isRef(ref)) return badarg();
  sendTuple(self(), 2, ref, liveProcess(pid) != null ? am_true : am_false, NONE, NONE, NONE);
  return am_ok;
}
export function erts_internal_is_system_process_1(pid: Term): Term {
  if (!isLocalPid(pid)) return badarg();
  const p = liveProcess(pid);
  return p != null && (p.flags & FLAG_SYSTEM) != 0 ? am_true : am_false;
}

/** exit/2. A process that kills itself is gone before the call returns. */
export function erlang_exit_2(to: Term, reason: Term): Term {
  const p = self();
  if (isLocalPid(to)) {
    const q = liveProcess(to);
    if (to == p.pid) exitSelf(p, reason);
    else if (q != null) exitSignal(q, p.pid, reason);
  } else if (isLocalPort(to)) signalPort(to, p.pid, reason);
  else if (!isPid(to) && !isPort(to)) return badarg();
  if ((p.flags & FLAG_EXIT_PENDING) == 0) return am_true;
  setStatus(STATUS_CHECK);
  return NONE;
}

export function erlang_group_leader_0(): Term { return self().groupLeader; }
function setLeader(p: Process, leader: Term): void {
  const words = termWords(leader);
  if (words != 0 && !isRunning(p)) {
    settleCollection(changetype<usize>(p));
    const fragment = newMessageFragment(words);
    leader = copyTerm(leader, fragment + FRAGMENT_TERMS, fragment + FRAGMENT_OFF_HEAP);
    adoptFragment(changetype<usize>(p), fragment);
  }
  p.groupLeader = leader;
}
/** group_leader/2 of erlang calls this; badarg is an answer, not an error. */
export function erts_internal_group_leader_2(leader: Term, pid: Term): Term {
  if (!isPid(leader) || !isLocalPid(pid)) return am_badarg;
  const p = liveProcess(pid);
  if (p == null) return am_badarg;
  setLeader(p, leader);
  return am_true;
}
/** The answer comes as {Ref, true | badarg}. */
export function erts_internal_group_leader_3(leader: Term, pid: Term, ref: Term): Term {
  if (!isRef(ref)) return badarg();
  sendTuple(self(), 2, ref, erts_internal_group_leader_2(leader, pid), NONE, NONE, NONE);
  return am_ok;
}

function collectSelf(process: usize): Term {
  if (x(0) == am_major) requestFullCollection(process);
  if (collectsInSteps(process)) {
    // at the end of this turn
    requestCollection(process);
    store<i32>(REDS, 0);
  } else collect(process, 0);
  return am_true;
}
export function erts_internal_garbage_collect_1(type: Term): Term {
  return type == am_major || type == am_minor ? defer(collectSelf.index) : badarg();
}
/** Forget the stack; go on with m:f(args …) when a message is there or comes. */
function hibernate(process: usize): Term {
  const p = changetype<Process>(process);
  const arity = argumentCount(x(2)), callee = appliedExport(p.errorHandler, x(0), x(1), arity);
  if (arity <= MAX_ARITY) spreadArguments(x(2));
  const at = p.stackEnd - 8;
  store<i64>(at, bottomCp());
  setSp(at);
  setLive(load<i32>(callee, EXPORT_ARITY));
  requestSmallestHeap(process);
  const inSteps = collectsInSteps(process);
  if (!inSteps) collect(process, 0);
  store<u32>(CALLEE, <u32>callee);
  if (p.inbox != 0) {
    // the turn's end collects what takes steps, as going to sleep does
    if (inSteps) store<i32>(REDS, 0);
    setStatus(STATUS_TRAP);
    return NONE;
  }
  p.heldStatus = STATUS_TRAP;
  p.heldCallee = callee;
  setStatus(STATUS_WAIT);
  return NONE;
}
export function erlang_hibernate_3(m: Term, f: Term, args: Term): Term {
  const n = argumentCount(args);
  if (!isAtom(m) || !isAtom(f) || n < 0) return badarg();
  // One more than apply/3 takes: that one fails when the process goes on.
  return n > MAX_APPLIED + 1 ? systemLimit() : defer(hibernate.index);
}

/** suspend_process/1,2 of erlang call this; what went wrong is an answer. */
export function erts_internal_suspend_process_2(pid: Term, options: Term): Term {
  let once = false, asynchronous = false;
  let reply: Term = NONE;
  for (; isCons(options); options = tail(options)) {
    const o = head(options);
    if (o == am_unless_suspending) once = true;
    else if (o == am_asynchronous) asynchronous = true;
    else if (isTuple(o) && tupleArity(o) == 2 && element(o, 1) == am_asynchronous) {
      asynchronous = true;
      reply = element(o, 2);
    } else return am_badopt;
  }
  if (options != NIL) return am_badopt;
  const p = self();
  if (!isLocalPid(pid) || pid == p.pid) return am_badarg;
  const q = liveProcess(pid);
  if (q == null) {
    if (!asynchronous) return am_badarg;
    if (reply != NONE) sendTuple(p, 2, reply, am_exited, NONE, NONE, NONE);
    return am_true;
  }
  const suspends = !once || suspensions(p, pid) == 0;
  if (suspends) suspend(p, q);
  if (reply != NONE) sendTuple(p, 2, reply, am_suspended, NONE, NONE, NONE);
  return suspends ? am_true : am_false;
}
export function erlang_resume_process_1(pid: Term): Term {
  return isLocalPid(pid) && resume(self(), pid) ? am_true : badarg();
}
