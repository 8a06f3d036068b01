/**
 * What process_info tells, item by item. A value is built on the running process's heap; terms
 * of the other process are copied there.
 */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { FUNCTION_ARITY, FUNCTION_MODULE, FUNCTION_NAME, POINT_WORDS, cpPoint, pointAddress } from "../code/point";
import { cons, halloc, tuple2, tuple3, tuple4 } from "../memory/alloc";
import { BLOCK_REFERENCES, BLOCK_SIZE, holderBlock, ownOffHeap } from "../memory/binary";
import { REDS, hp } from "../memory/cells";
import { copyTerm, termWords } from "../memory/copy";
import { REFC_NEXT } from "../term/boxed";
import { location, stackTrace } from "../scheduler/stack_trace";
import {
  FLAG_OFF_HEAP_MESSAGES, FLAG_SENSITIVE, FLAG_TRAP_EXIT, PROCESS_EXITING, PROCESS_RUNNABLE, PROCESS_RUNNING, TURN,
} from "../scheduler/state";
import {
  am_backtrace, am_binary, am_bin_old_vheap_block_size, am_bin_old_vheap_size, am_bin_vheap_block_size, am_bin_vheap_size,
  am_catchlevel, am_current_function, am_current_location, am_current_stacktrace, am_dictionary, am_error_handler,
  am_exiting, am_false, am_fullsweep_after, am_garbage_collection, am_garbage_collection_info, am_group_leader, am_heap_block_size,
  am_heap_size, am_initial_call, am_last_calls, am_links, am_magic_ref, am_max_heap_size, am_mbuf_size, am_memory,
  am_message_queue_data, am_message_queue_len, am_messages, am_min_bin_vheap_size, am_min_heap_size, am_minor_gcs,
  am_monitored_by, am_monitors, am_off_heap, am_old_heap_block_size, am_old_heap_size, am_on_heap, am_parent, am_port,
  am_priority, am_process, am_recent_size, am_reductions, am_registered_name, am_runnable, am_running, am_sequential_trace_token,
  am_stack_size, am_status, am_suspended, am_suspending, am_total_heap_size, am_trace, am_trap_exit, am_true, am_undefined,
  am_waiting,
} from "../term/am";
import { makeInteger } from "../term/big";
import { thisNode } from "../term/identity";
import { NIL, NONE, Term, head, isCatch, isLocalPid, makeSmall, tail } from "../term/tag";
import { maxHeapMap } from "../bif/process_flag";
import { backtraceFrames, backtraceText } from "./backtrace";
import { currentArity, currentInfo, currentModule, currentName, heldExport, noteCurrent, stackTop } from "./current";
import { dictionaryList } from "./dictionary";
import { firstHalf, nextHalf, otherSide } from "./link";
import { firstLink, isRunning } from "./mailbox";
import { MESSAGE_NEXT, MESSAGE_SIZE, messageTerm } from "./message";
import {
  MONITORS, madeHead, monitorFlags, monitorName, monitorOrigin, monitorTarget, nextMade, nextOn, oldestMade, oldestOn, onHead,
} from "./monitor";
import { Process } from "./process";
import { savedCallsList } from "./saved_calls";
import { tokenTerm } from "./seq_trace";
import { priorityName } from "./spawn_options";
import { nextSuspension, suspensionPid, suspensionTimes } from "./suspend";

const STRUCT_BYTES: i64 = <i64>offsetof<Process>();

// @ts-ignore: decorator
@inline function heapTop(p: Process): usize { return isRunning(p) ? hp() : p.hp; }

/** `t` of `p` on the running process's heap. */
function own(p: Process, t: Term): Term {
  if (isRunning(p)) return t;
  const words = termWords(t);
  return words == 0 ? t : copyTerm(t, halloc(words), ownOffHeap());
}
/** Words of a process's young and old blocks. */
function youngWords(p: Process): i64 { return <i64>((p.stackEnd - p.heap) >> 3); }
function oldWords(p: Process): i64 { return <i64>((p.oldEnd - p.oldHeap) >> 3) + <i64>p.adoptedWords; }
function stackWords(p: Process): i64 { return <i64>((p.stackEnd - stackTop(p)) >> 3); }

function currentFunction(p: Process): Term {
  return noteCurrent(p) ? tuple3(currentModule, currentName, makeSmall(<i64>currentArity)) : am_undefined;
}
function currentLocation(p: Process): Term {
  const callee = heldExport(p);
  if (callee != 0) {
    return tuple4(load<i64>(callee, EXPORT_MODULE), load<i64>(callee, EXPORT_FUNCTION), makeSmall(<i64>load<i32>(callee, EXPORT_ARITY)), NIL);
  }
  const fn = currentInfo(p);
  if (fn == 0) return am_undefined;
  const point = cpPoint(load<i64>(stackTop(p)));
  return tuple4(load<i64>(fn, FUNCTION_MODULE), load<i64>(fn, FUNCTION_NAME), makeSmall(<i64>load<i32>(fn, FUNCTION_ARITY)),
    location(point, NIL));
}
function catchLevel(p: Process): i64 {
  let n: i64 = 0;
  for (let at = stackTop(p); at < p.stackEnd;) {
    const next = at + (<usize>load<u16>(pointAddress(cpPoint(load<i64>(at))), POINT_WORDS) << 3);
    for (let y = at + 8; y < next; y += 8) if (isCatch(load<i64>(y))) n++;
    at = next;
  }
  return n;
}

function status(p: Process): Term {
  if (p.status == PROCESS_EXITING) return am_exiting;
  if (p.suspendCount != 0) return am_suspended;
  if (p.status == PROCESS_RUNNING) return am_running;
  return p.status == PROCESS_RUNNABLE ? am_runnable : am_waiting;
}
function messages(p: Process): Term {
  // Built from the last on would need a list of links: turn the list round instead.
  let reversed: Term = NIL;
  for (let m = <usize>load<u32>(firstLink(p), MESSAGE_NEXT); m != 0; m = <usize>load<u32>(m, MESSAGE_NEXT)) {
    const t = messageTerm(m);
    // Even of the running process: a message nobody looked at lives in a fragment of its own.
    const words = termWords(t);
    reversed = cons(words == 0 ? t : copyTerm(t, halloc(words), ownOffHeap()), reversed);
  }
  let list: Term = NIL;
  for (; reversed != NIL; reversed = tail(reversed)) list = cons(head(reversed), list);
  return list;
}
function links(p: Process): Term {
  let list: Term = NIL;
  for (let h = firstHalf(changetype<usize>(p) + offsetof<Process>("links")); h != 0; h = nextHalf(h)) list = cons(otherSide(h), list);
  return list;
}
function monitors(p: Process): Term {
  let list: Term = NIL;
  const oldest = oldestMade(madeHead(p));
  for (let r = oldest; r != 0;) {
    const target = monitorTarget(r);
    if ((monitorFlags(r) & MONITORS) != 0 && target != NONE) {
      const name = monitorName(r);
      list = cons(tuple2(isLocalPid(target) ? am_process : am_port, name == NONE ? target : tuple2(name, thisNode)), list);
    }
    r = nextMade(r);
    if (r == oldest) r = 0;
  }
  return list;
}
function monitoredBy(p: Process): Term {
  let list: Term = NIL;
  const oldest = oldestOn(onHead(p));
  for (let r = oldest; r != 0;) {
    list = cons(monitorOrigin(r), list);
    r = nextOn(r);
    if (r == oldest) r = 0;
  }
  return list;
}
function suspending(p: Process): Term {
  let list: Term = NIL;
  for (let e = nextSuspension(p, 0); e != 0; e = nextSuspension(p, e)) {
    list = cons(tuple3(suspensionPid(e), makeSmall(<i64>suspensionTimes(e)), makeSmall(0)), list);
  }
  return list;
}
function binariesOn(holder: usize, list: Term): Term {
  for (; holder != 0; holder = <usize>load<u32>(holder, REFC_NEXT)) {
    const block = holderBlock(holder);
    list = cons(tuple3(makeSmall(<i64>block), makeSmall(<i64>load<u32>(block, BLOCK_SIZE)),
      makeSmall(<i64>load<u32>(block, BLOCK_REFERENCES))), list);
  }
  return list;
}
function pair(key: Term, n: i64, rest: Term): Term { return cons(tuple2(key, makeSmall(n)), rest); }
function collection(p: Process): Term {
  let list = pair(am_minor_gcs, <i64>p.minorSince, NIL);
  list = pair(am_fullsweep_after, <i64>p.fullsweepAfter, list);
  list = pair(am_min_heap_size, <i64>p.minHeapWords, list);
  list = pair(am_min_bin_vheap_size, <i64>p.minBinaryWords, list);
  return cons(tuple2(am_max_heap_size, maxHeapMap(p.maxHeapWords, p.maxHeapFlags)), list);
}
function collectionInfo(p: Process): Term {
  let list = pair(am_bin_old_vheap_block_size, <i64>(p.oldBinaryLimit >> 3), NIL);
  list = pair(am_bin_old_vheap_size, <i64>(p.oldBinary >> 3), list);
  list = pair(am_bin_vheap_block_size, <i64>(p.virtualLimit >> 3), list);
  list = pair(am_bin_vheap_size, <i64>(p.virtualBinary >> 3), list);
  list = pair(am_heap_size, <i64>((heapTop(p) - p.heap) >> 3), list);
  list = pair(am_old_heap_size, <i64>((p.oldHp - p.oldHeap) >> 3) + <i64>p.adoptedWords, list);
  list = pair(am_stack_size, stackWords(p), list);
  list = pair(am_recent_size, <i64>((p.highWater - p.heap) >> 3), list);
  list = pair(am_mbuf_size, <i64>p.fragmentWords, list);
  list = pair(am_heap_block_size, youngWords(p), list);
  return pair(am_old_heap_block_size, oldWords(p), list);
}
export function memoryBytes(p: Process): i64 {
  return STRUCT_BYTES + ((youngWords(p) + oldWords(p) + <i64>p.fragmentWords) << 3) + <i64>(p.inboxLength * <u32>MESSAGE_SIZE);
}
export function reductionsOf(p: Process): i64 { return <i64>p.reductions + (isRunning(p) ? <i64>(TURN - load<i32>(REDS)) : 0); }

/** The text of a process's stack. */
export function backtrace(p: Process): Term {
  return backtraceText(own(p, backtraceFrames(stackTop(p), p.stackEnd, heldExport(p))));
}

/** Value of `item` of `p`; NONE when there is no such item. */
export function processItem(p: Process, item: Term): Term {
  if (item == am_current_function) return currentFunction(p);
  if (item == am_current_location) return currentLocation(p);
  if (item == am_current_stacktrace) return stackTrace(stackTop(p), p.stackEnd);
  if (item == am_initial_call) return tuple3(p.initialModule, p.initialFunction, makeSmall(<i64>p.initialArity));
  if (item == am_status) return status(p);
  if (item == am_message_queue_len) return makeSmall(<i64>p.inboxLength);
  // A sensitive process hides what it holds.
  if (item == am_messages) return (p.flags & FLAG_SENSITIVE) != 0 ? NIL : messages(p);
  if (item == am_links) return links(p);
  if (item == am_monitors) return monitors(p);
  if (item == am_monitored_by) return monitoredBy(p);
  if (item == am_dictionary) return (p.flags & FLAG_SENSITIVE) != 0 ? NIL : own(p, dictionaryList(p));
  if (item == am_trap_exit) return (p.flags & FLAG_TRAP_EXIT) != 0 ? am_true : am_false;
  if (item == am_error_handler) return p.errorHandler;
  if (item == am_priority) return priorityName(p.priority);
  if (item == am_group_leader) return own(p, p.groupLeader);
  if (item == am_registered_name) return p.registeredName == NONE ? NIL : p.registeredName;
  if (item == am_parent) return p.parent == NONE ? am_undefined : own(p, p.parent);
  if (item == am_reductions) return makeInteger(reductionsOf(p));
  if (item == am_heap_size) return makeSmall(youngWords(p));
  if (item == am_total_heap_size) return makeSmall(youngWords(p) + oldWords(p) + <i64>p.fragmentWords);
  if (item == am_stack_size) return makeSmall(stackWords(p));
  if (item == am_memory) return makeSmall(memoryBytes(p));
  if (item == am_garbage_collection) return collection(p);
  if (item == am_garbage_collection_info) return collectionInfo(p);
  if (item == am_min_heap_size) return makeSmall(<i64>p.minHeapWords);
  if (item == am_min_bin_vheap_size) return makeSmall(<i64>p.minBinaryWords);
  if (item == am_max_heap_size) return maxHeapMap(p.maxHeapWords, p.maxHeapFlags);
  if (item == am_fullsweep_after) return makeSmall(<i64>p.fullsweepAfter);
  if (item == am_message_queue_data) return (p.flags & FLAG_OFF_HEAP_MESSAGES) != 0 ? am_off_heap : am_on_heap;
  if (item == am_suspending) return suspending(p);
  if (item == am_binary) return binariesOn(p.offHeap, binariesOn(p.oldOffHeap, NIL));
  if (item == am_catchlevel) return makeSmall(catchLevel(p));
  if (item == am_backtrace) return backtrace(p);
  if (item == am_last_calls) return p.savedCalls == 0 ? am_false : savedCallsList(p);
  if (item == am_sequential_trace_token) return tokenTerm(p, !isRunning(p));
  if (item == am_trace) return makeSmall(<i64>p.traced);
  return item == am_magic_ref ? NIL : NONE;
}
/** Items of process_info/1 after registered_name, in its order. */
export function defaultItem(i: i32): Term {
  switch (i) {
    case 0: return am_current_function;
    case 1: return am_initial_call;
    case 2: return am_status;
    case 3: return am_message_queue_len;
    case 4: return am_links;
    case 5: return am_dictionary;
    case 6: return am_trap_exit;
    case 7: return am_error_handler;
    case 8: return am_priority;
    case 9: return am_group_leader;
    case 10: return am_total_heap_size;
    case 11: return am_heap_size;
    case 12: return am_stack_size;
    case 13: return am_reductions;
    case 14: return am_garbage_collection;
    case 15: return am_suspending;
  }
  return NONE;
}
