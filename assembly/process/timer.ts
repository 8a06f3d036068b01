/**
 * Timers that send a message: start_timer and send_after. A timer is a record in the table of
 * references with a node of the timer wheel in it.
 *
 *     0 … 20: reference.ts
 *     20      24           48       56            64         68     72
 *     | flags | wheel node | to:i64 | message:i64 | fragment | next | previous | 0 |     next, previous: of the receiver's timers
 */
import { copyTerm, copyWhole, termWords, wholeWords } from "../memory/copy";
import { FRAGMENT_OFF_HEAP, FRAGMENT_TERMS, freeFragment, newMessageFragment } from "../memory/fragment";
import { NODE_DUE, NODE_KIND, NODE_MESSAGE, NODE_OWNER, onTimer, startNode, stopNode } from "../scheduler/wheel";
import { am_timeout } from "../term/am";
import { SUB_TUPLE, Term, isAtom, isImmediate, makeBoxed, makeHeader } from "../term/tag";
import { deliver, messageRoom, roomList, sendTo } from "./mailbox";
import { MESSAGE_SYSTEM } from "./message";
import { registeredAs } from "./name";
import { Process } from "./process";
import {
  KIND_TIMER, RECORD_N01, RECORD_N2, REFERENCE_WORDS, findRecord, freeRecord, newRecord, writeReference,
} from "./reference";
import { liveProcess } from "./table";

/** The message is {timeout, Ref, Message}: start_timer. */
export const TIMER_TUPLE: u32 = 1;

const FLAGS: usize = 20;
const NODE: usize = 24;
const TO: usize = 48;
const MESSAGE: usize = 56;
const FRAGMENT: usize = 64;
const NEXT: usize = 68;
const PREVIOUS: usize = 72;
const SIZE: usize = 80;

let known: bool = false;

// @ts-ignore: decorator
@inline function head(p: Process): usize { return changetype<usize>(p) + offsetof<Process>("timers"); }

/** Send `message` to `to`, a local pid or a registered name, at wheel tick `due`. Returns the record. */
export function startTimer(due: u64, to: Term, message: Term, flags: u32): usize {
  if (!known) {
    onTimer(NODE_MESSAGE, timerFires.index);
    known = true;
  }
  const record = newRecord(KIND_TIMER, SIZE);
  store<u32>(record, flags, FLAGS);
  store<i64>(record, to, TO);
  if (!isImmediate(message)) {
    const fragment = newMessageFragment(wholeWords(message));
    message = copyWhole(message, fragment + FRAGMENT_TERMS, fragment + FRAGMENT_OFF_HEAP);
    store<u32>(record, <u32>fragment, FRAGMENT);
  }
  store<i64>(record, message, MESSAGE);
  const p = liveProcess(to);
  if (p != null) {
    const first = load<u32>(head(p));
    store<u32>(record, first, NEXT);
    if (first != 0) store<u32>(<usize>first, <u32>record, PREVIOUS);
    store<u32>(head(p), <u32>record);
  }
  store<u32>(record + NODE, NODE_MESSAGE, NODE_KIND);
  store<u32>(record + NODE, <u32>record, NODE_OWNER);
  startNode(record + NODE, due);
  return record;
}
function freeTimer(record: usize): void {
  const next = load<u32>(record, NEXT), previous = load<u32>(record, PREVIOUS);
  if (previous != 0) store<u32>(<usize>previous, next, NEXT);
  else {
    const p = liveProcess(load<i64>(record, TO));
    if (p != null && <usize>load<u32>(head(p)) == record) store<u32>(head(p), next);
  }
  if (next != 0) store<u32>(<usize>next, previous, PREVIOUS);
  if (load<u32>(record, FRAGMENT) != 0) freeFragment(<usize>load<u32>(record, FRAGMENT));
  freeRecord(record);
}
/** The record of timer `ref`, 0 when it has fired or is no timer. */
export function findTimer(ref: Term): usize { return findRecord(ref, KIND_TIMER); }
/** Wheel tick at which a timer fires. */
export function timerDue(record: usize): u64 { return load<u64>(record + NODE, NODE_DUE); }
/** To whom, a local pid or a name, and what it sends (start_timer wraps it). */
export function timerTo(record: usize): Term { return load<i64>(record, TO); }
export function timerMessage(record: usize): Term { return load<i64>(record, MESSAGE); }
export function cancelTimer(record: usize): void {
  stopNode(record + NODE);
  freeTimer(record);
}
/** `p` is dead: nothing will be sent to its pid. Cancels at most `most` timers; returns how many. */
export function cancelTimersOf(p: Process, most: i32): i32 {
  let n = 0;
  for (; p.timers != 0 && n < most; n++) {
    const record = p.timers;
    p.timers = <usize>load<u32>(record, NEXT);
    if (p.timers != 0) store<u32>(p.timers, 0, PREVIOUS);
    store<u32>(record, 0, NEXT);
    cancelTimer(record);
  }
  return n;
}
function timerFires(node: usize): void {
  const record = <usize>load<u32>(node, NODE_OWNER);
  const to = load<i64>(record, TO);
  const p = liveProcess(isAtom(to) ? registeredAs(to) : to);
  if (p != null) {
    const message = load<i64>(record, MESSAGE);
    if ((load<u32>(record, FLAGS) & TIMER_TUPLE) == 0) sendTo(p, message, MESSAGE_SYSTEM);
    else sendTimeout(p, record, message);
  }
  freeTimer(record);
}
function sendTimeout(p: Process, record: usize, message: Term): void {
  const tuple = messageRoom(p, 4 + REFERENCE_WORDS + termWords(message));
  const ref = tuple + 32;
  store<i64>(tuple, makeHeader(3, SUB_TUPLE));
  store<i64>(tuple, am_timeout, 8);
  store<i64>(tuple, writeReference(ref, load<u64>(record, RECORD_N01), load<u32>(record, RECORD_N2)), 16);
  store<i64>(tuple, copyTerm(message, ref + (<usize>REFERENCE_WORDS << 3), roomList()), 24);
  deliver(p, makeBoxed(tuple));
}
