/**
 * Building a trace message and handing it to the tracer. It may be needed when no process runs, or in the middle of one's
 * collection, so it is built where it goes to, from a list of items:
 *
 *     a term               copied
 *     | n | tuple |        the next n items, as a tuple
 *     | n | list  |        the next n items, as a list
 *
 * The sizes of OTP's messages bound depth and number of items.
 */
import { hostPortOutput } from "../host";
import { copyTerm, termWords } from "../memory/copy";
import { FRAGMENT_OFF_HEAP, FRAGMENT_TERMS, freeFragment, newMessageFragment } from "../memory/fragment";
import { encodeTo, encodedBytes } from "../etf/encode";
import { rawAlloc, rawFree } from "../memory/alloc";
import { deliver, messageRoom, roomList } from "../process/mailbox";
import { monotonicNanoseconds, nextMonotonic, nextNow } from "../process/clock";
import { isOpenPort } from "../process/port_relation";
import { liveProcess } from "../process/table";
import { am_trace, am_trace_ts } from "../term/am";
import {
  NIL, SMALL_MIN, SUB_FLATMAP, SUB_MASK, SUB_TUPLE, TAG_HEADER, TAG_MASK, Term, headerArity, isLocalPid, isImmediate, makeBoxed, makeHeader, makeList,
  makeSmall, portNumber,
} from "../term/tag";
import { TRACE_MONOTONIC, TRACE_SCHEDULER_ID, TRACE_STRICT_MONOTONIC, TRACE_TIMESTAMP } from "./flags";

const MOST_ITEMS: i32 = 64;
const items: usize = memory.data(512, 8);
let count: i32 = 0;
/** The only scheduler. */
const SCHEDULER: i64 = 1;
const MICRO: i64 = 1_000_000;

function put(item: i64): void {
  if (count == MOST_ITEMS) unreachable();
  store<i64>(items + (<usize>count << 3), item);
  count++;
}
/** Begin {trace, Tracee, Tag, …}. */
export function startReport(tracee: Term, tag: Term): void {
  count = 0;
  put(am_trace);
  put(tracee);
  put(tag);
}
export function reportTerm(t: Term): void { put(t); }
export function reportTuple(n: i32): void { put(makeHeader(n, SUB_TUPLE)); }
export function reportList(n: i32): void { put(makeHeader(n, SUB_FLATMAP)); }
/** {M, F, A}. */
export function reportMfa(m: Term, f: Term, a: Term): void {
  reportTuple(3);
  put(m);
  put(f);
  put(a);
}

function addTimestamp(flags: u32): void {
  if (flags & TRACE_TIMESTAMP) {
    const us = nextNow();
    reportTuple(3);
    put(makeSmall(us / MICRO / MICRO));
    put(makeSmall(us / MICRO % MICRO));
    put(makeSmall(us % MICRO));
  } else if (flags & TRACE_STRICT_MONOTONIC) {
    reportTuple(2);
    put(makeSmall(monotonicNanoseconds()));
    put(makeSmall(SMALL_MIN + nextMonotonic()));
  } else put(makeSmall(monotonicNanoseconds()));
}

let read: i32 = 0;
let cursor: usize = 0;
let offHeap: usize = 0;

function nextItem(): i64 {
  const item = load<i64>(items + (<usize>read << 3));
  read++;
  return item;
}
/** Pass the item at `read`; 1 for each on the top level. */
function passItem(): void {
  const item = nextItem();
  if ((item & TAG_MASK) == TAG_HEADER) for (let n = headerArity(item); n > 0; n--) passItem();
}
function itemWords(): i32 {
  const item = nextItem();
  if ((item & TAG_MASK) != TAG_HEADER) return termWords(item);
  const n = headerArity(item);
  let words = (item & SUB_MASK) == SUB_TUPLE ? n + 1 : 2 * n;
  for (let i = 0; i < n; i++) words += itemWords();
  return words;
}
function buildItem(): Term {
  const item = nextItem();
  if ((item & TAG_MASK) != TAG_HEADER) {
    if (isImmediate(item)) return item;
    const copy = copyTerm(item, cursor, offHeap);
    cursor += <usize>termWords(item) << 3;
    return copy;
  }
  const n = headerArity(item), at = cursor;
  if ((item & SUB_MASK) == SUB_TUPLE) {
    cursor += <usize>(n + 1) << 3;
    store<i64>(at, item);
    for (let i = 1; i <= n; i++) store<i64>(at + (<usize>i << 3), buildItem());
    return makeBoxed(at);
  }
  cursor += <usize>n << 4;
  for (let i = 0; i < n; i++) {
    const cell = at + (<usize>i << 4);
    store<i64>(cell, buildItem());
    store<i64>(cell, i == n - 1 ? NIL : makeList(cell + 16), 8);
  }
  return makeList(at);
}
/** The message's `words` words at `at`, its off-heap binaries on `list`. */
function build(top: i32, at: usize, list: usize): Term {
  cursor = at + (<usize>(top + 1) << 3);
  offHeap = list;
  read = 0;
  store<i64>(at, makeHeader(top, SUB_TUPLE));
  for (let i = 1; i <= top; i++) store<i64>(at + (<usize>i << 3), buildItem());
  return makeBoxed(at);
}

/**
 * Send what was begun with startReport() to `tracer`, a local pid or port, with what `flags` add to it. Nothing happens when the
 * tracer is gone or is the tracee itself.
 */
export function sendReport(tracer: Term, flags: u32): void {
  if (load<i64>(items + 8) == tracer) return;
  if (flags & TRACE_SCHEDULER_ID) put(makeSmall(SCHEDULER));
  if (flags & (TRACE_TIMESTAMP | TRACE_MONOTONIC | TRACE_STRICT_MONOTONIC)) {
    store<i64>(items, am_trace_ts);
    addTimestamp(flags);
  }
  let top = 0;
  for (read = 0; read < count; top++) passItem();
  let words = top + 1;
  for (read = 0; read < count;) words += itemWords();
  if (isLocalPid(tracer)) {
    const p = liveProcess(tracer);
    if (p == null) return;
    const at = messageRoom(p, words);
    deliver(p, build(top, at, roomList()));
  } else if (isOpenPort(tracer)) {
    const fragment = newMessageFragment(words);
    const message = build(top, fragment + FRAGMENT_TERMS, fragment + FRAGMENT_OFF_HEAP);
    const bytes = encodedBytes(message, 0);
    const block = rawAlloc(<usize>max(bytes, 1));
    if (bytes > 0) {
      encodeTo(message, block, 0);
      hostPortOutput(<i32>portNumber(tracer), block, bytes);
    }
    rawFree(block);
    freeFragment(fragment);
  }
}
