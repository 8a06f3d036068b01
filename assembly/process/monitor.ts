/**
 * Monitors and aliases. Both are one record in the table of references: a monitor made with
 * `{alias, …}` is a monitor and an alias under one reference, and either may go before the other.
 * It hangs on the list of the process that made it and on the list of what is monitored.
 *
 *     0 … 20: reference.ts
 *     20      24         32         40       48     52     56     60     64      72
 *     | flags | origin:i64 | target:i64 | name:i64 | made next, previous | on next, previous | tag:i64 | tag fragment |
 *
 * `target`: local pid or port. `name`: the atom that was monitored, 0 for a pid. `tag`: what stands
 * for 'DOWN'. Lists run from old to new, so that messages come in the order the monitors were made.
 */
import { copyTerm, copyWhole, termWords, wholeWords } from "../memory/copy";
import { FRAGMENT_OFF_HEAP, FRAGMENT_TERMS, freeFragment, newMessageFragment } from "../memory/fragment";
import { am_DOWN, am_port, am_process } from "../term/am";
import { NONE, SUB_TUPLE, Term, isImmediate, isLocalPort, makeBoxed, makeHeader } from "../term/tag";
import { deliver, messageRoom, roomList } from "./mailbox";
import { MESSAGE_SYSTEM } from "./message";
import { thisNode } from "../term/identity";
import { portMonitoredHead } from "./port_relation";
import { Process } from "./process";
import {
  KIND_MONITOR, RECORD_N01, RECORD_N2, REFERENCE_WORDS, findRecord, freeRecord, newRecord, writeReference,
} from "./reference";
import { findProcess, liveProcess } from "./table";

/** The record is a monitor, or was one. */
export const MONITORS: u32 = 1;
/** Its reference is an alias of its origin. */
export const ALIAS: u32 = 2;
/** The alias goes with the monitor (explicit_unalias is none of these two). */
export const ALIAS_DEMONITOR: u32 = 4;
/** The alias, and the monitor, go with the first message sent to it. */
export const ALIAS_REPLY: u32 = 8;

const FLAGS: usize = 20;
const ORIGIN: usize = 24;
const TARGET: usize = 32;
const NAME: usize = 40;
const MADE_NEXT: usize = 48;
const MADE_PREVIOUS: usize = 52;
const ON_NEXT: usize = 56;
const ON_PREVIOUS: usize = 60;
const TAG: usize = 64;
const TAG_FRAGMENT: usize = 72;
const SIZE: usize = 80;

export function monitorFlags(record: usize): u32 { return load<u32>(record, FLAGS); }
export function monitorOrigin(record: usize): Term { return load<i64>(record, ORIGIN); }
export function monitorTarget(record: usize): Term { return load<i64>(record, TARGET); }
export function monitorName(record: usize): Term { return load<i64>(record, NAME); }
export function nextMade(record: usize): usize { return <usize>load<u32>(record, MADE_NEXT); }
export function nextOn(record: usize): usize { return <usize>load<u32>(record, ON_NEXT); }

// Lists keep the address of their newest record in the head's place and go round: newest → oldest → … → newest.
function hang(head: usize, record: usize, next: usize, previous: usize): void {
  const newest = <usize>load<u32>(head);
  if (newest == 0) {
    store<u32>(record + next, <u32>record);
    store<u32>(record + previous, <u32>record);
  } else {
    const oldest = <usize>load<u32>(newest + next);
    store<u32>(record + next, <u32>oldest);
    store<u32>(record + previous, <u32>newest);
    store<u32>(newest + next, <u32>record);
    store<u32>(oldest + previous, <u32>record);
  }
  store<u32>(head, <u32>record);
}
function unhang(head: usize, record: usize, next: usize, previous: usize): void {
  const after = <usize>load<u32>(record + next), before = <usize>load<u32>(record + previous);
  if (after == record) {
    store<u32>(head, 0);
  } else {
    store<u32>(before + next, <u32>after);
    store<u32>(after + previous, <u32>before);
    if (<usize>load<u32>(head) == record) store<u32>(head, <u32>before);
  }
}
/** Oldest record of the list at `head`, 0 when it is empty. */
export function oldestMade(head: usize): usize {
  const newest = <usize>load<u32>(head);
  return newest == 0 ? 0 : <usize>load<u32>(newest, MADE_NEXT);
}
export function oldestOn(head: usize): usize {
  const newest = <usize>load<u32>(head);
  return newest == 0 ? 0 : <usize>load<u32>(newest, ON_NEXT);
}

/** Address of the list of records that process `p` made. */
// @ts-ignore: decorator
@inline export function madeHead(p: Process): usize { return changetype<usize>(p) + offsetof<Process>("monitors"); }
/** Address of the list of monitors on process `p`. */
// @ts-ignore: decorator
@inline export function onHead(p: Process): usize { return changetype<usize>(p) + offsetof<Process>("monitored"); }
function targetHead(target: Term): usize {
  if (isLocalPort(target)) return portMonitoredHead(target);
  const p = findProcess(target);
  return p == null ? 0 : onHead(p);
}

/** A record of `origin`; `target` (a live local pid or open port) is 0 for a mere alias. `tag` is NONE for 'DOWN'. */
export function newMonitor(origin: Process, target: Term, name: Term, flags: u32, tag: Term): usize {
  const record = newRecord(KIND_MONITOR, SIZE);
  store<u32>(record, flags, FLAGS);
  store<i64>(record, origin.pid, ORIGIN);
  store<i64>(record, target, TARGET);
  store<i64>(record, name, NAME);
  if (tag != NONE && !isImmediate(tag)) {
    const fragment = newMessageFragment(wholeWords(tag));
    tag = copyWhole(tag, fragment + FRAGMENT_TERMS, fragment + FRAGMENT_OFF_HEAP);
    store<u32>(record, <u32>fragment, TAG_FRAGMENT);
  }
  store<i64>(record, tag, TAG);
  hang(madeHead(origin), record, MADE_NEXT, MADE_PREVIOUS);
  if (target != NONE) hang(targetHead(target), record, ON_NEXT, ON_PREVIOUS);
  return record;
}
function freeMonitor(record: usize): void {
  const origin = findProcess(load<i64>(record, ORIGIN));
  if (origin != null) unhang(madeHead(origin), record, MADE_NEXT, MADE_PREVIOUS);
  if (load<u32>(record, TAG_FRAGMENT) != 0) freeFragment(<usize>load<u32>(record, TAG_FRAGMENT));
  freeRecord(record);
}
/** The monitor part of a record ends: with it goes the alias, unless it is to be undone explicitly. */
export function endMonitor(record: usize): void {
  const target = load<i64>(record, TARGET);
  if (target != NONE) {
    const head = targetHead(target);
    if (head != 0) unhang(head, record, ON_NEXT, ON_PREVIOUS);
    store<i64>(record, NONE, TARGET);
  }
  const flags = load<u32>(record, FLAGS);
  if ((flags & ALIAS) != 0 && (flags & (ALIAS_DEMONITOR | ALIAS_REPLY)) == 0) store<u32>(record, flags & ~MONITORS, FLAGS);
  else freeMonitor(record);
}
/** The alias part of a record ends; its monitor stays. */
export function endAlias(record: usize): void {
  const flags = load<u32>(record, FLAGS);
  if ((flags & MONITORS) == 0) freeMonitor(record);
  else store<u32>(record, flags & ~(ALIAS | ALIAS_DEMONITOR | ALIAS_REPLY), FLAGS);
}
/** The record of a live monitor or alias with reference `ref`, 0 when there is none. */
export function findMonitor(ref: Term): usize { return findRecord(ref, KIND_MONITOR); }

/** The process that alias `ref` leads to now; a reply alias is used up by asking. */
export function aliasedProcess(ref: Term): Process | null {
  const record = findMonitor(ref);
  if (record == 0) return null;
  const flags = load<u32>(record, FLAGS);
  if ((flags & ALIAS) == 0) return null;
  const p = liveProcess(load<i64>(record, ORIGIN));
  if ((flags & ALIAS_REPLY) != 0) {
    if ((flags & MONITORS) != 0) endMonitor(record);
    else freeMonitor(record);
  }
  return p;
}

/** Send the DOWN message of `record` (its monitor ends elsewhere). */
function sendDown(record: usize, origin: Process, reason: Term): void {
  const name = load<i64>(record, NAME);
  const target = load<i64>(record, TARGET);
  sendDownMessage(origin, load<i64>(record, TAG), load<u64>(record, RECORD_N01), load<u32>(record, RECORD_N2),
    isLocalPort(target) ? am_port : am_process, name, target, reason);
}
/** Monitor `record`, made without a target, cannot watch `object` of `type`: it fires at once. */
export function failMonitor(record: usize, origin: Process, type: Term, object: Term, reason: Term): void {
  sendDownMessage(origin, load<i64>(record, TAG), load<u64>(record, RECORD_N01), load<u32>(record, RECORD_N2),
    type, load<i64>(record, NAME), object, reason);
  endMonitor(record);
}
/** Send {Tag, Ref, Type, Object, Reason}; Object is {name, node()} when a name was monitored. */
function sendDownMessage(to: Process, tag: Term, n01: u64, n2: u32, type: Term, name: Term, target: Term, reason: Term): void {
  if (tag == NONE) tag = am_DOWN;
  const tagWords = termWords(tag), reasonWords = termWords(reason);
  const words = 6 + REFERENCE_WORDS + (name != NONE ? 3 : 0) + tagWords + reasonWords;
  const tuple = messageRoom(to, words);
  let at = tuple + 48;
  store<i64>(tuple, makeHeader(5, SUB_TUPLE));
  store<i64>(tuple, copyTerm(tag, at, roomList()), 8);
  at += <usize>tagWords << 3;
  store<i64>(tuple, writeReference(at, n01, n2), 16);
  at += <usize>REFERENCE_WORDS << 3;
  store<i64>(tuple, type, 24);
  let object = target;
  if (name != NONE) {
    store<i64>(at, makeHeader(2, SUB_TUPLE));
    store<i64>(at, name, 8);
    store<i64>(at, thisNode, 16);
    object = makeBoxed(at);
    at += 24;
  }
  store<i64>(tuple, object, 32);
  store<i64>(tuple, copyTerm(reason, at, roomList()), 40);
  // OTP makes the message out of the signal when the reason has to be copied; then it is one without a token.
  deliver(to, makeBoxed(tuple), isImmediate(reason) ? MESSAGE_SYSTEM : 0);
}

/** Monitors on the list at `head` fire with `reason`, at most `most`: what they watched is gone. Returns how many did. */
export function fireMonitors(head: usize, reason: Term, most: i32): i32 {
  let n = 0;
  for (let record = oldestOn(head); record != 0 && n < most; record = oldestOn(head), n++) {
    const origin = liveProcess(load<i64>(record, ORIGIN));
    if (origin != null) sendDown(record, origin, reason);
    endMonitor(record);
  }
  return n;
}
/** What a dead process made goes, at most `most` of it. Returns how many did. */
export function dropMade(p: Process, most: i32): i32 {
  const head = madeHead(p);
  let n = 0;
  for (let record = oldestMade(head); record != 0 && n < most; record = oldestMade(head), n++) {
    const target = load<i64>(record, TARGET);
    if (target != NONE) {
      const on = targetHead(target);
      if (on != 0) unhang(on, record, ON_NEXT, ON_PREVIOUS);
    }
    freeMonitor(record);
  }
  return n;
}
