/** process_info/1,2. Of itself a process learns it when its stack is whole in memory. */
import { cons, tuple2 } from "../memory/alloc";
import { bumpReductions, currentProcess, x } from "../memory/cells";
import { settleCollection } from "../memory/collect";
import { hostPrint } from "../host";
import { am_backtrace, am_badarg, am_badopt, am_registered_name, am_true, am_undefined } from "../term/am";
import { NIL, NONE, Term, head, isAtom, isCons, isLocalPid, tail } from "../term/tag";
import { PROCESS_RUNNABLE } from "../scheduler/state";
import { binaryBase, bitSize } from "../term/boxed";
import { backtrace, defaultItem, processItem } from "../process/info";
import { Process } from "../process/process";
import { liveProcess } from "../process/table";
import { badarg, defer, yieldWith } from "./raise";

function pairOf(p: Process, item: Term): Term {
  const value = processItem(p, item);
  return value == NONE ? NONE : tuple2(item, value);
}
function all(p: Process): Term {
  let n = 0;
  while (defaultItem(n) != NONE) n++;
  let list: Term = NIL;
  for (let i = n - 1; i >= 0; i--) list = cons(pairOf(p, defaultItem(i)), list);
  return p.registeredName == NONE ? list : cons(tuple2(am_registered_name, p.registeredName), list);
}
function items(p: Process, wanted: Term): Term {
  if (!isCons(wanted)) {
    if (wanted == NIL) return NIL;
    if (wanted == am_registered_name && p.registeredName == NONE) return NIL;
    const pair = pairOf(p, wanted);
    return pair == NONE ? badarg() : pair;
  }
  let reversed: Term = NIL, list: Term = NIL;
  for (; isCons(wanted); wanted = tail(wanted)) {
    const pair = pairOf(p, head(wanted));
    if (pair == NONE) return badarg();
    reversed = cons(pair, reversed);
  }
  if (wanted != NIL) return badarg();
  for (; isCons(reversed); reversed = tail(reversed)) list = cons(head(reversed), list);
  return list;
}
/** Are these items that process_info knows? What a dead process would answer does not depend on it. */
function known(p: Process, wanted: Term): bool {
  if (isAtom(wanted)) return processItem(p, wanted) != NONE;
  for (; isCons(wanted); wanted = tail(wanted)) if (processItem(p, head(wanted)) == NONE) return false;
  return wanted == NIL;
}

function ownAll(process: usize): Term { return all(changetype<Process>(process)); }
function ownItems(process: usize): Term { return items(changetype<Process>(process), x(1)); }

/** What looking into another process costs, in reductions. */
const COST: i32 = 20;

/**
 * The answer about another process, `p`. In OTP it is that process which answers, before it goes on; so
 * one that is ready to run gets its turn before the caller sees the answer. Programs that ask again
 * until something has happened count on it.
 */
function answer(p: Process, value: Term): Term {
  bumpReductions(COST);
  return value != NONE && p.status == PROCESS_RUNNABLE && p.suspendCount == 0 ? yieldWith(value) : value;
}

export function erlang_process_info_1(pid: Term): Term {
  if (!isLocalPid(pid)) return badarg();
  const p = liveProcess(pid);
  if (p == null) return am_undefined;
  if (changetype<usize>(p) == currentProcess()) return defer(ownAll.index);
  settleCollection(changetype<usize>(p));
  return answer(p, all(p));
}
export function erlang_process_info_2(pid: Term, wanted: Term): Term {
  if (!isLocalPid(pid)) return badarg();
  const p = liveProcess(pid);
  if (p == null) return known(changetype<Process>(currentProcess()), wanted) ? am_undefined : badarg();
  if (changetype<usize>(p) == currentProcess()) return defer(ownItems.index);
  settleCollection(changetype<usize>(p));
  return answer(p, items(p, wanted));
}

function displaySelf(process: usize): Term { return display(changetype<Process>(process)); }
function display(p: Process): Term {
  const text = backtrace(p);
  if (text == NONE) return am_badarg;
  hostPrint(binaryBase(text), <i32>(bitSize(text) >> 3));
  return am_true;
}
/** process_display/2 of erlang calls this: the stack is written to the node's standard error. What went wrong is an answer. */
export function erts_internal_process_display_2(pid: Term, what: Term): Term {
  if (what != am_backtrace) return am_badopt;
  const p = liveProcess(pid);
  if (p == null) return am_badarg;
  if (changetype<usize>(p) == currentProcess()) return defer(displaySelf.index);
  settleCollection(changetype<usize>(p));
  return display(p);
}
