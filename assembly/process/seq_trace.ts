/**
 * Sequential tracing: a token that spreads with the messages of the process that carries it. A token is
 *
 *     {Flags, Label, Serial, Sender, Last}
 *
 * and lies in the fields of the process (traceLabel is NONE without one), so that giving it the next serial number
 * makes no garbage; process_info shows it as a tuple. A message that carries a token is wrapped (message.ts): one
 * without does not know of all this. What happens with tokens is told to the system tracer as
 *
 *     {seq_trace, Label, {Type, {Last, Serial}, Sender, Receiver, Message}} or with a timestamp behind
 */
import { halloc, tuple2, tuple4 } from "../memory/alloc";
import { settleCollection } from "../memory/collect";
import { copyTerm, termWords } from "../memory/copy";
import { ownOffHeap } from "../memory/binary";
import { FRAGMENT_OFF_HEAP, FRAGMENT_TERMS, adoptFragment, freeFragment, newMessageFragment } from "../memory/fragment";
import { FLAG_SENSITIVE } from "../scheduler/state";
import { am_EXIT, am_ok, am_print, am_receive, am_send, am_seq_trace, am_spawn_request } from "../term/am";
import { NIL, NONE, SMALL_MIN, SUB_TUPLE, Term, element, isImmediate, makeBoxed, makeHeader, makeSmall, smallValue } from "../term/tag";
import { monotonicNanoseconds, nextMonotonic, nextNow } from "./clock";
import { appendMessage, deliver, messageRoom, roomList } from "./mailbox";
import { MESSAGE_NEXT, MESSAGE_TERM, MESSAGE_TOKEN, messageFlags, unwrapMessage } from "./message";
import { Process } from "./process";
import { liveProcess, processAt, processLimit } from "./table";

/** Token flags: what the tracer is told. */
export const TRACE_SEND: u32 = 1;
export const TRACE_RECEIVE: u32 = 2;
export const TRACE_PRINT: u32 = 4;
/** And with which timestamp; the first of these wins. */
export const TRACE_NOW: u32 = 8;
export const TRACE_STRICT: u32 = 16;
export const TRACE_MONOTONIC: u32 = 32;

/** {Message, Flags, Label, Serial, Sender, Last} */
const WRAPPING_WORDS: i32 = 7;
const TOKEN_WORDS: i32 = 6;
/** {seq_trace, Label, {Type, {Last, Serial}, Sender, Receiver, Message}, {Mega, Seconds, Micro}} */
const REPORT_WORDS: i32 = 5 + 6 + 3 + 4;

let tracer: Term = NONE;
/** The system tracer: a live local pid, or NONE. */
export function systemTracer(): Term {
  if (tracer != NONE && liveProcess(tracer) == null) tracer = NONE;
  return tracer;
}
export function setSystemTracer(pid: Term): void { tracer = pid; }

// @ts-ignore: decorator
@inline export function hasToken(p: Process): bool { return p.traceLabel != NONE; }
/** Give `p` a token without flags, if it has none. */
export function ensureToken(p: Process): void {
  if (hasToken(p)) return;
  p.traceFlags = 0;
  p.traceLabel = makeSmall(0);
  p.traceSerial = 0;
  p.traceSender = p.pid;
  p.traceLast = p.traceLastCount;
}
export function dropToken(p: Process): void { p.traceLabel = p.traceSender = NONE; }
/** The token of `p` as a term on the running process's heap; [] without one. `copied`: it is another process's. */
export function tokenTerm(p: Process, copied: bool): Term {
  if (!hasToken(p)) return NIL;
  const words = copied ? termWords(p.traceLabel) + termWords(p.traceSender) : 0;
  const tuple = halloc(TOKEN_WORDS + words);
  at = tuple + (<usize>TOKEN_WORDS << 3);
  list = ownOffHeap();
  store<i64>(tuple, makeHeader(5, SUB_TUPLE));
  store<i64>(tuple, makeSmall(<i64>p.traceFlags), 8);
  store<i64>(tuple, copied ? place(p.traceLabel) : p.traceLabel, 16);
  store<i64>(tuple, makeSmall(p.traceSerial), 24);
  store<i64>(tuple, copied ? place(p.traceSender) : p.traceSender, 32);
  store<i64>(tuple, makeSmall(p.traceLast), 40);
  return makeBoxed(tuple);
}

// Where place() puts the next copy, and the list of its off-heap binaries.
let at: usize = 0;
let list: usize = 0;
function place(t: Term): Term {
  if (isImmediate(t)) return t;
  const copy = copyTerm(t, at, list);
  at += <usize>termWords(t) << 3;
  return copy;
}

/** Count an event of `p`, which sends. Nothing happens when the tracer itself does. */
export function countEvent(p: Process): void {
  if (systemTracer() == p.pid) return;
  p.traceSender = p.pid;
  p.traceSerial = ++p.traceClock;
  p.traceLast = p.traceLastCount;
}

/**
 * Tell the tracer of an event with the token of `holder`; `who` (null: nobody) may be the tracer itself, or sensitive, which
 * both keep it from the tracer.
 */
export function report(holder: Process, type: u32, receiver: Term, message: Term, who: Process | null): void {
  if ((holder.traceFlags & type) == 0) return;
  const pid = systemTracer();
  if (pid == NONE || (who != null && (who.pid == pid || (who.flags & FLAG_SENSITIVE) != 0))) return;
  const to = liveProcess(pid)!;
  const words = REPORT_WORDS + termWords(holder.traceLabel) + termWords(holder.traceSender) + termWords(receiver) + termWords(message);
  const stamped = (holder.traceFlags & (TRACE_NOW | TRACE_STRICT | TRACE_MONOTONIC)) != 0;
  const frame = messageRoom(to, words);
  const n = stamped ? 4 : 3;
  const event = frame + (<usize>(n + 1) << 3), count = event + 48;
  at = count + 24;
  list = roomList();
  store<i64>(frame, makeHeader(n, SUB_TUPLE));
  store<i64>(frame, am_seq_trace, 8);
  store<i64>(frame, place(holder.traceLabel), 16);
  store<i64>(frame, makeBoxed(event), 24);
  store<i64>(event, makeHeader(5, SUB_TUPLE));
  store<i64>(event, type == TRACE_SEND ? am_send : type == TRACE_RECEIVE ? am_receive : am_print, 8);
  store<i64>(event, makeBoxed(count), 16);
  store<i64>(event, place(holder.traceSender), 24);
  store<i64>(event, place(receiver), 32);
  store<i64>(event, place(message), 40);
  store<i64>(count, makeHeader(2, SUB_TUPLE));
  store<i64>(count, makeSmall(holder.traceLast), 8);
  store<i64>(count, makeSmall(holder.traceSerial), 16);
  if (stamped) store<i64>(frame, timestamp(holder.traceFlags), 32);
  // What is over of the room belongs to no object: fill it.
  for (const end = frame + (<usize>words << 3); at < end; at += 8) store<i64>(at, NIL);
  deliver(to, makeBoxed(frame));
}
function timestamp(flags: u32): Term {
  if ((flags & TRACE_NOW) != 0) {
    const us = nextNow();
    const now = at;
    at += 32;
    store<i64>(now, makeHeader(3, SUB_TUPLE));
    store<i64>(now, makeSmall(us / 1_000_000_000_000), 8);
    store<i64>(now, makeSmall(us / 1_000_000 % 1_000_000), 16);
    store<i64>(now, makeSmall(us % 1_000_000), 24);
    return makeBoxed(now);
  }
  const time = makeSmall(monotonicNanoseconds());
  if ((flags & TRACE_STRICT) == 0) return time;
  const pair = at;
  at += 24;
  store<i64>(pair, makeHeader(2, SUB_TUPLE));
  store<i64>(pair, time, 8);
  store<i64>(pair, makeSmall(SMALL_MIN + nextMonotonic()), 16);
  return makeBoxed(pair);
}

/** Hang `message` with the token of `from` on the mailbox of `to`. */
function append(from: Process, to: Process, message: Term): void {
  const words = WRAPPING_WORDS + termWords(message) + termWords(from.traceLabel) + termWords(from.traceSender);
  const fragment = newMessageFragment(words);
  const wrapping = fragment + FRAGMENT_TERMS;
  at = wrapping + (<usize>WRAPPING_WORDS << 3);
  list = fragment + FRAGMENT_OFF_HEAP;
  store<i64>(wrapping, makeHeader(6, SUB_TUPLE));
  store<i64>(wrapping, place(message), 8);
  store<i64>(wrapping, makeSmall(<i64>from.traceFlags), 16);
  store<i64>(wrapping, place(from.traceLabel), 24);
  store<i64>(wrapping, makeSmall(from.traceSerial), 32);
  store<i64>(wrapping, place(from.traceSender), 40);
  store<i64>(wrapping, makeSmall(from.traceLast), 48);
  appendMessage(to, makeBoxed(wrapping), fragment | <usize>MESSAGE_TOKEN);
}
/** `from`, which has a token, sends `message` to `to`, whom it called `receiver`. */
export function sendTraced(from: Process, to: Process, receiver: Term, message: Term): void {
  countEvent(from);
  report(from, TRACE_SEND, receiver, message, from);
  append(from, to, message);
}
/** The same for what `from` sends to a port. */
export function sentToPort(from: Process, port: Term, message: Term): void {
  countEvent(from);
  report(from, TRACE_SEND, port, message, from);
}
/** A link of `from`, which dies with a token, breaks: exit signal to `to`, which takes it as a message when it traps. */
export function exitTraced(from: Process, to: Process, reason: Term, traps: bool): void {
  const fragment = newMessageFragment(4);
  const tuple = fragment + FRAGMENT_TERMS;
  store<i64>(tuple, makeHeader(3, SUB_TUPLE));
  store<i64>(tuple, am_EXIT, 8);
  store<i64>(tuple, from.pid, 16);
  store<i64>(tuple, reason, 24);
  countEvent(from);
  report(from, TRACE_SEND, to.pid, makeBoxed(tuple), from);
  if (traps) append(from, to, makeBoxed(tuple));
  freeFragment(fragment);
}

/** `p` takes message `m`: its token becomes the process's own, which one of the system's leaves alone. */
export function receiveToken(p: Process, m: usize): void {
  const flags = messageFlags(m);
  if ((flags & MESSAGE_TOKEN) == 0) {
    if (flags == 0) dropToken(p);
    return;
  }
  const wrapping = load<i64>(m, MESSAGE_TERM);
  p.traceFlags = <u32>smallValue(element(wrapping, 2));
  p.traceLabel = element(wrapping, 3);
  p.traceSerial = smallValue(element(wrapping, 4));
  p.traceSender = element(wrapping, 5);
  p.traceLast = smallValue(element(wrapping, 6));
  p.traceLastCount = p.traceSerial;
  if (p.traceClock < p.traceSerial) p.traceClock = p.traceSerial;
  report(p, TRACE_RECEIVE, p.pid, element(wrapping, 1), p);
}

/**
 * What OTP's emulator takes for a serial number in the parent after a spawn that waits for its answer: the tagged word of
 * the small integer. Everybody's serial numbers are then 16 times as large, and are kept so here to be the same.
 */
function taggedSmall(n: i64): i64 { return n << 4 | 15; }
/** `parent`, which has a token and runs, made `child` by m:f(args …): the request, as OTP's nodes would send it, is traced, and the child inherits. */
export function traceSpawn(parent: Process, child: Process, ref: Term, mfa: Term, args: Term, options: Term, tag: Term): void {
  countEvent(parent);
  const request = halloc(9);
  store<i64>(request, makeHeader(8, SUB_TUPLE));
  store<i64>(request, am_spawn_request, 8);
  store<i64>(request, ref, 16);
  store<i64>(request, parent.pid, 24);
  store<i64>(request, parent.groupLeader, 32);
  store<i64>(request, mfa, 40);
  store<i64>(request, options, 48);
  store<i64>(request, tag, 56);
  store<i64>(request, args, 64);
  report(parent, TRACE_SEND, child.pid, makeBoxed(request), parent);
  report(parent, TRACE_RECEIVE, child.pid, makeBoxed(request), child);
  const words = termWords(parent.traceLabel);
  child.traceLabel = parent.traceLabel;
  if (words != 0) {
    const fragment = newMessageFragment(words);
    child.traceLabel = copyTerm(parent.traceLabel, fragment + FRAGMENT_TERMS, fragment + FRAGMENT_OFF_HEAP);
    adoptFragment(changetype<usize>(child), fragment);
  }
  child.traceFlags = parent.traceFlags;
  child.traceClock = child.traceLastCount = parent.traceSerial;
  child.traceSerial = parent.traceSerial;
  child.traceLast = parent.traceLast;
  child.traceSender = parent.traceSender;
  countEvent(child);
}
/** The answer to traceSpawn's request: as a message, or taken by the spawn that waits for it. */
export function traceSpawned(parent: Process, child: Process, ref: Term, tag: Term, waits: bool): void {
  const reply = tuple4(tag, ref, am_ok, child.pid);
  report(child, TRACE_SEND, parent.pid, reply, child);
  if (!waits) {
    append(child, parent, reply);
    return;
  }
  report(child, TRACE_RECEIVE, parent.pid, reply, parent);
  parent.traceClock = parent.traceLastCount = taggedSmall(child.traceSerial);
}

/** Take every token away, those of messages under way as well. */
export function resetTokens(): void {
  for (let i = 0, n = processLimit(); i < n; i++) {
    const p = processAt(i);
    if (p == null) continue;
    settleCollection(changetype<usize>(p));
    dropToken(p);
    p.traceClock = p.traceLastCount = 0;
    for (let m = p.inbox; m != 0; m = <usize>load<u32>(m, MESSAGE_NEXT)) {
      if ((messageFlags(m) & MESSAGE_TOKEN) != 0) unwrapMessage(p, m);
    }
  }
}
/** {Last, Serial} of `p`, on the running process's heap. */
export function serialPair(p: Process): Term { return tuple2(makeSmall(p.traceLast), makeSmall(p.traceSerial)); }
