/** process_flag/2, and process_flag/3 of other processes (save_calls alone). */
import { currentProcess } from "../memory/cells";
import { halloc } from "../memory/alloc";
import { MIN_VIRTUAL_BINARY } from "../memory/binary";
import { nextHeapSize } from "../memory/heap";
import {
  FLAG_OFF_HEAP_MESSAGES, FLAG_SENSITIVE, FLAG_TRAP_EXIT, MAX_HEAP_KILL, MAX_HEAP_LOG,
} from "../scheduler/state";
import {
  am_badarg, am_badopt, am_badtype, am_error_handler, am_error_logger, am_false, am_fullsweep_after, am_kill, am_max_heap_size,
  am_message_queue_data, am_min_bin_vheap_size, am_min_heap_size, am_monitor_nodes, am_none, am_off_heap, am_on_heap, am_priority,
  am_save_calls, am_scheduler, am_sensitive, am_size, am_trap_exit, am_true,
} from "../term/am";
import { makeInteger } from "../term/big";
import {
  NONE, SUB_FLATMAP, SUB_TUPLE, Term, element, isAtom, isLocalPid, isSmall, isTuple, makeBoxed, makeHeader, makeSmall,
  smallValue, tupleArity,
} from "../term/tag";
import { stopTrapping } from "../process/exit";
import { sendTuple } from "../process/mailbox";
import { Process } from "../process/process";
import { newReference } from "../process/reference";
import { savedCallsSize, setSavedCalls } from "../process/saved_calls";
import { maxHeapFlags, maxHeapWords, parseMaxHeap, priorityName, priorityOf } from "../process/spawn_options";
import { liveProcess } from "../process/table";
import { stopIfStepped } from "../trace/step";
import { badarg, badargBecause } from "./raise";

/** Most calls that save_calls may ask for. */
const MAX_SAVED_CALLS: i64 = 10000;

// @ts-ignore: decorator
@inline function bool_(b: bool): Term { return b ? am_true : am_false; }
// @ts-ignore: decorator
@inline function isBoolean(t: Term): bool { return t == am_true || t == am_false; }

/** #{error_logger => _, kill => _, size => Words} */
export function maxHeapMap(words: u64, flags: u32): Term {
  const keys = halloc(4);
  store<i64>(keys, makeHeader(3, SUB_TUPLE));
  store<i64>(keys, am_error_logger, 8);
  store<i64>(keys, am_kill, 16);
  store<i64>(keys, am_size, 24);
  const map = halloc(5);
  store<i64>(map, makeHeader(4, SUB_FLATMAP));
  store<i64>(map, makeBoxed(keys), 8);
  store<i64>(map, bool_((flags & MAX_HEAP_LOG) != 0), 16);
  store<i64>(map, bool_((flags & MAX_HEAP_KILL) != 0), 24);
  store<i64>(map, makeInteger(words), 32);
  return makeBoxed(map);
}

/** Set or clear a FLAG_* by a boolean; the old value. */
function switchFlag(p: Process, flag: u32, value: Term): Term {
  if (!isBoolean(value)) return badarg();
  const old = (p.flags & flag) != 0;
  if (value == am_true) p.flags |= flag; else p.flags &= ~flag;
  return bool_(old);
}

export function erlang_process_flag_2(flag: Term, value: Term): Term {
  const p = changetype<Process>(currentProcess());
  const n: i64 = isSmall(value) ? smallValue(value) : -1;
  if (flag == am_trap_exit) {
    if (value != am_false || (p.flags & FLAG_TRAP_EXIT) == 0) return switchFlag(p, FLAG_TRAP_EXIT, value);
    stopTrapping(p);
    return am_true;
  }
  if (flag == am_sensitive) return switchFlag(p, FLAG_SENSITIVE, value);
  if (flag == am_error_handler) {
    if (!isAtom(value)) return badarg();
    const old = p.errorHandler;
    p.errorHandler = value;
    return old;
  }
  if (flag == am_priority) {
    const priority = priorityOf(value);
    if (priority < 0) return badarg();
    const old = p.priority;
    p.priority = <u32>priority;
    return priorityName(old);
  }
  if (flag == am_min_heap_size) {
    if (n < 0 || n > <i64>i32.MAX_VALUE) return badarg();
    const old = p.minHeapWords;
    p.minHeapWords = <u32>nextHeapSize(n);
    return makeSmall(<i64>old);
  }
  if (flag == am_fullsweep_after) {
    if (n < 0) return badarg();
    const old = p.fullsweepAfter;
    p.fullsweepAfter = <u32>min(n, 65535);
    return makeSmall(<i64>old);
  }
  if (flag == am_max_heap_size) {
    const words = p.maxHeapWords, flags = p.maxHeapFlags;
    if (!parseMaxHeap(value)) return badarg();
    if (maxHeapWords != 0 && maxHeapWords < <u64>p.minHeapWords) return badarg();
    p.maxHeapWords = maxHeapWords;
    p.maxHeapFlags = maxHeapFlags;
    return maxHeapMap(words, flags);
  }
  if (flag == am_message_queue_data) {
    if (value != am_on_heap && value != am_off_heap) return badarg();
    const old = (p.flags & FLAG_OFF_HEAP_MESSAGES) != 0;
    if (value == am_off_heap) p.flags |= FLAG_OFF_HEAP_MESSAGES; else p.flags &= ~FLAG_OFF_HEAP_MESSAGES;
    return old ? am_off_heap : am_on_heap;
  }
  if (flag == am_min_bin_vheap_size) {
    if (n < 0 || n > <i64>i32.MAX_VALUE) return badarg();
    const old = p.minBinaryWords;
    p.minBinaryWords = <u32>max(<i64>(MIN_VIRTUAL_BINARY >> 3), nextHeapSize(n));
    p.virtualLimit = max(p.virtualLimit, <u64>p.minBinaryWords << 3);
    return makeSmall(<i64>old);
  }
  if (flag == am_save_calls) {
    if (n < 0 || n > MAX_SAVED_CALLS) return badargBecause(am_none);
    const old = savedCallsSize(p);
    setSavedCalls(p, <i32>n);
    stopIfStepped(p);
    return makeSmall(<i64>old);
  }
  if (flag == am_scheduler) return n < 0 || n > 1 ? badarg() : makeSmall(0);
  if (flag == am_monitor_nodes || (isTuple(flag) && tupleArity(flag) == 2 && element(flag, 1) == am_monitor_nodes)) {
    return setMonitorNodes(p, value);
  }
  return badargBecause(am_badopt);
}
/** How often the process asked for nodeup and nodedown messages; without distribution none comes. */
function setMonitorNodes(p: Process, value: Term): Term {
  if (!isBoolean(value)) return badarg();
  const old = p.monitorNodes;
  p.monitorNodes = value == am_true ? old + 1 : 0;
  return makeSmall(<i64>old);
}

/** process_flag/3 of erlang calls this: a reference, whose answer comes as {Ref, Old}, or what went wrong. */
export function erts_internal_process_flag_3(pid: Term, flag: Term, value: Term): Term {
  const p = changetype<Process>(currentProcess());
  if (!isLocalPid(pid)) return am_badtype;
  const q = liveProcess(pid);
  if (q == null) return am_badtype;
  let old: Term = am_badarg;
  if (flag == am_save_calls && isSmall(value) && smallValue(value) >= 0 && smallValue(value) <= MAX_SAVED_CALLS) {
    old = makeSmall(<i64>savedCallsSize(q));
    setSavedCalls(q, <i32>smallValue(value));
    if (q == p) stopIfStepped(p);
  }
  const ref = newReference();
  sendTuple(p, 2, ref, old, NONE, NONE, NONE);
  return ref;
}
