/** The options of spawn_opt and spawn_request, and of max_heap_size wherever it can be given. */
import {
  am_error_logger, am_false, am_fullsweep_after, am_high, am_kill, am_link, am_low, am_max, am_max_heap_size,
  am_message_queue_data, am_min_bin_vheap_size, am_min_heap_size, am_monitor, am_no, am_normal, am_off_heap, am_on_heap,
  am_priority, am_reply, am_reply_tag, am_scheduler, am_size, am_true, am_yes, am_error_only, am_success_only, am_spawn_reply,
} from "../term/am";
import { FLATMAP_KEYS, FLATMAP_VALUES, flatmapSize } from "../term/boxed";
import {
  NIL, NONE, SUB_FLATMAP, Term, boxedPtr, element, head, isBoxedOf, isCons, isSmall, isTuple, smallValue, tail, tupleArity,
} from "../term/tag";
import { MAX_HEAP_KILL, MAX_HEAP_LOG, PRIORITY_HIGH, PRIORITY_LOW, PRIORITY_MAX, PRIORITY_NORMAL } from "../scheduler/state";
import { defaultFullsweep, defaultMaxHeap, defaultMaxHeapFlags, defaultMinHeap } from "./create";
import { MONITOR_OPTIONS_BAD, monitorOptions, monitorOptionTag } from "./monitor_options";

// The options of the last parse.
export let optionLink: bool = false;
export let optionMonitor: bool = false;
/** Flags of the monitor (process/monitor.ts) and its tag. */
export let optionMonitorFlags: u32 = 0;
export let optionMonitorTag: Term = NONE;
export let optionPriority: u32 = 0;
export let optionMinHeap: i32 = 0;
export let optionFullsweep: u32 = 0;
export let optionMaxHeap: u64 = 0;
export let optionMaxHeapFlags: u32 = 0;
export let optionOffHeap: bool = false;
/** When spawn_request answers: REPLY_*, and its message's first element. */
export let optionReply: i32 = 0;
export let optionReplyTag: Term = NONE;
export const REPLY_NO: i32 = 0;
export const REPLY_ERROR: i32 = 1;
export const REPLY_SUCCESS: i32 = 2;
export const REPLY_ALL: i32 = 3;

/** Largest min_heap_size in words that is taken literally. */
const MAX_MIN_HEAP: i64 = 1 << 27;

/** PRIORITY_* of a priority's name, -1 when it is none. */
export function priorityOf(name: Term): i32 {
  if (name == am_normal) return PRIORITY_NORMAL;
  if (name == am_high) return PRIORITY_HIGH;
  if (name == am_low) return PRIORITY_LOW;
  return name == am_max ? PRIORITY_MAX : -1;
}
export function priorityName(priority: u32): Term {
  if (priority == PRIORITY_NORMAL) return am_normal;
  if (priority == PRIORITY_HIGH) return am_high;
  return priority == PRIORITY_LOW ? am_low : am_max;
}

// The value of the last parseMaxHeap.
export let maxHeapWords: u64 = 0;
export let maxHeapFlags: u32 = 0;
/** Read a max_heap_size: words, or a map with size, kill, error_logger; what it leaves out has the node's default. */
export function parseMaxHeap(t: Term): bool {
  maxHeapFlags = defaultMaxHeapFlags;
  if (isSmall(t)) {
    if (smallValue(t) < 0) return false;
    maxHeapWords = <u64>smallValue(t);
    return checkMaxHeap();
  }
  if (!isBoxedOf(t, SUB_FLATMAP)) return false;
  const keys = load<i64>(boxedPtr(t), FLATMAP_KEYS);
  let sized = false;
  for (let i = 0, n = flatmapSize(t); i < n; i++) {
    const key = element(keys, i + 1);
    const value = load<i64>(boxedPtr(t) + (<usize>i << 3), FLATMAP_VALUES);
    if (key == am_size) {
      if (!isSmall(value) || smallValue(value) < 0) return false;
      maxHeapWords = <u64>smallValue(value);
      sized = true;
    } else if (key == am_kill || key == am_error_logger) {
      if (value != am_true && value != am_false) return false;
      const flag = key == am_kill ? MAX_HEAP_KILL : MAX_HEAP_LOG;
      maxHeapFlags = value == am_true ? maxHeapFlags | flag : maxHeapFlags & ~flag;
    }
  }
  return sized && checkMaxHeap();
}
/** A limit below the smallest heap could never be kept. */
function checkMaxHeap(): bool { return maxHeapWords == 0 || maxHeapWords >= <u64>defaultMinHeap; }

/** As after parsing [link]. */
export function linkOption(): void {
  parseSpawnOptions(NIL);
  optionLink = true;
}

/** Parse a proper list of options; false: badarg. Only a request has an answer that options could be about. */
export function parseSpawnOptions(options: Term, request: bool = false): bool {
  optionLink = optionMonitor = optionOffHeap = false;
  optionMonitorFlags = 0;
  optionMonitorTag = NONE;
  optionPriority = PRIORITY_NORMAL;
  optionMinHeap = defaultMinHeap;
  optionFullsweep = defaultFullsweep;
  optionMaxHeap = defaultMaxHeap;
  optionMaxHeapFlags = defaultMaxHeapFlags;
  optionReply = REPLY_ALL;
  optionReplyTag = am_spawn_reply;
  for (; isCons(options); options = tail(options)) {
    if (!parseOption(head(options), request)) return false;
  }
  return options == NIL;
}
function parseOption(o: Term, request: bool): bool {
  if (o == am_link) {
    optionLink = true;
    return true;
  }
  if (o == am_monitor) {
    optionMonitor = true;
    return true;
  }
  if (!isTuple(o) || tupleArity(o) != 2) return false;
  const key = element(o, 1), value = element(o, 2);
  const n: i64 = isSmall(value) ? smallValue(value) : -1;
  if (key == am_priority) {
    const priority = priorityOf(value);
    if (priority < 0) return false;
    optionPriority = <u32>priority;
  } else if (key == am_min_heap_size) {
    if (n < 0) return false;
    optionMinHeap = <i32>min(n, MAX_MIN_HEAP);
  } else if (key == am_fullsweep_after) {
    if (n < 0) return false;
    optionFullsweep = <u32>min(n, 65535);
  } else if (key == am_max_heap_size) {
    if (!parseMaxHeap(value)) return false;
    optionMaxHeap = maxHeapWords;
    optionMaxHeapFlags = maxHeapFlags;
  } else if (key == am_message_queue_data) {
    if (value != am_on_heap && value != am_off_heap) return false;
    optionOffHeap = value == am_off_heap;
  } else if (key == am_monitor) {
    const flags = monitorOptions(value);
    if (flags == MONITOR_OPTIONS_BAD) return false;
    optionMonitor = true;
    optionMonitorFlags = flags;
    optionMonitorTag = monitorOptionTag;
  } else if (key == am_reply_tag && request) {
    optionReplyTag = value;
  } else if (key == am_reply && request) {
    if (value == am_yes) optionReply = REPLY_ALL;
    else if (value == am_no) optionReply = REPLY_NO;
    else if (value == am_error_only) optionReply = REPLY_ERROR;
    else if (value == am_success_only) optionReply = REPLY_SUCCESS;
    else return false;
  } else return (key == am_min_bin_vheap_size || key == am_scheduler) && n >= 0;
  return true;
}
