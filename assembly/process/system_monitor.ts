/**
 * system_monitor: one process is told of collections and turns that took long, of heaps that grew large and of
 * processes that a busy port put to sleep:
 *
 *     {monitor, PidOrPort, long_gc | long_schedule | large_heap | busy_port, Info}
 *
 * Limits are 0 when nobody asked; what looks at them looks at them first.
 */
import {
  am_busy_port, am_heap_block_size, am_heap_size, am_in, am_large_heap, am_long_gc, am_long_schedule, am_mbuf_size, am_monitor,
  am_old_heap_block_size, am_old_heap_size, am_out, am_stack_size, am_timeout, am_undefined,
} from "../term/am";
import { NIL, NONE, SUB_TUPLE, Term, makeBoxed, makeHeader, makeList, makeSmall } from "../term/tag";
import { currentArity, currentModule, currentName, noteCurrent } from "./current";
import { deliver, messageRoom } from "./mailbox";
import { Process } from "./process";
import { liveProcess } from "./table";

let monitor: Term = NONE;
/** Milliseconds of a collection and of a turn, words of a heap: 0 when not watched. */
export let longCollection: i64 = 0;
export let longTurn: i64 = 0;
export let largeHeap: i64 = 0;
export let busyPorts: bool = false;
/** Kept and shown; without distribution there is no such port. */
export let busyDistributionPorts: bool = false;

/** Who is told, NONE when nobody is: a monitor that is dead has stopped everything. */
export function systemMonitor(): Term {
  if (monitor != NONE && liveProcess(monitor) == null) setSystemMonitor(NONE, 0, 0, 0, false, false);
  return monitor;
}
export function setSystemMonitor(pid: Term, collection: i64, turn: i64, heap: i64, ports: bool, distribution: bool): void {
  monitor = pid;
  longCollection = collection;
  longTurn = turn;
  largeHeap = heap;
  busyPorts = ports;
  busyDistributionPorts = distribution;
}

const CELL_WORDS: i32 = 2;
const PAIR_WORDS: i32 = 3;
const MFA_WORDS: i32 = 4;
const FRAME_WORDS: i32 = 5;
const HEAP_FIGURES: i32 = 6;

let at: usize = 0;
/** {key, value} before `rest`. */
function pair(key: Term, value: Term, rest: Term): Term {
  const tuple = at, cell = at + (<usize>PAIR_WORDS << 3);
  at = cell + (<usize>CELL_WORDS << 3);
  store<i64>(tuple, makeHeader(2, SUB_TUPLE));
  store<i64>(tuple, key, 8);
  store<i64>(tuple, value, 16);
  store<i64>(cell, makeBoxed(tuple));
  store<i64>(cell, rest, 8);
  return makeList(cell);
}
/** Begin a message of `words` words about `about`; null when nobody is to be told, or it is about the monitor itself. */
function begin(about: Term, words: i32): Process | null {
  const pid = systemMonitor();
  if (pid == NONE || pid == about) return null;
  const to = liveProcess(pid)!;
  at = messageRoom(to, FRAME_WORDS + words);
  return to;
}
function finish(to: Process, about: Term, event: Term, info: Term): void {
  const frame = at;
  store<i64>(frame, makeHeader(4, SUB_TUPLE));
  store<i64>(frame, am_monitor, 8);
  store<i64>(frame, about, 16);
  store<i64>(frame, event, 24);
  store<i64>(frame, info, 32);
  deliver(to, makeBoxed(frame));
}

/** A collection of `p` that took `milliseconds` is over: say so if that was long, and if the heap is large now. */
export function noteCollection(p: Process, milliseconds: f64): void {
  if (longCollection != 0 && milliseconds > <f64>longCollection) tellHeap(p, am_long_gc, <i64>milliseconds);
  if (largeHeap != 0 && <i64>((p.stackEnd - p.heap + (p.oldEnd - p.oldHeap)) >> 3) + <i64>p.adoptedWords >= largeHeap) {
    tellHeap(p, am_large_heap, -1);
  }
}
/** `milliseconds` < 0: none. */
function tellHeap(p: Process, event: Term, milliseconds: i64): void {
  const to = begin(p.pid, (milliseconds < 0 ? HEAP_FIGURES : HEAP_FIGURES + 1) * (PAIR_WORDS + CELL_WORDS));
  if (to == null) return;
  let info = pair(am_heap_size, makeSmall(<i64>((p.hp - p.heap) >> 3)), NIL);
  info = pair(am_old_heap_size, makeSmall(<i64>((p.oldHp - p.oldHeap) >> 3) + <i64>p.adoptedWords), info);
  info = pair(am_stack_size, makeSmall(<i64>((p.stackEnd - p.sp) >> 3)), info);
  info = pair(am_mbuf_size, makeSmall(<i64>p.fragmentWords), info);
  info = pair(am_heap_block_size, makeSmall(<i64>((p.stackEnd - p.heap) >> 3)), info);
  info = pair(am_old_heap_block_size, makeSmall(<i64>((p.oldEnd - p.oldHeap) >> 3) + <i64>p.adoptedWords), info);
  if (milliseconds >= 0) info = pair(am_timeout, makeSmall(milliseconds), info);
  finish(to, p.pid, event, info);
}

// Where the turn began.
let inModule: Term = NONE;
let inName: Term = NONE;
let inArity: i32 = 0;
/** A turn of `p` begins; only when longTurn says that somebody cares. */
export function noteTurn(p: Process): void {
  const known = noteCurrent(p);
  inModule = known ? currentModule : NONE;
  inName = currentName;
  inArity = currentArity;
}
function mfa(m: Term, f: Term, a: i32): Term {
  if (m == NONE) return am_undefined;
  const tuple = at;
  at += <usize>MFA_WORDS << 3;
  store<i64>(tuple, makeHeader(3, SUB_TUPLE));
  store<i64>(tuple, m, 8);
  store<i64>(tuple, f, 16);
  store<i64>(tuple, makeSmall(<i64>a), 24);
  return makeBoxed(tuple);
}
/** The turn of `pid` took `milliseconds`; `p` is null when it died in it. */
export function noteTurnEnd(pid: Term, p: Process | null, milliseconds: f64): void {
  if (longTurn == 0 || milliseconds <= <f64>longTurn) return;
  const known = p != null && noteCurrent(p);
  const mfas = (known ? 1 : 0) + (inModule == NONE ? 0 : 1);
  const to = begin(pid, 3 * (PAIR_WORDS + CELL_WORDS) + mfas * MFA_WORDS);
  if (to == null) return;
  let info = pair(am_out, mfa(known ? currentModule : NONE, currentName, currentArity), NIL);
  info = pair(am_in, mfa(inModule, inName, inArity), info);
  info = pair(am_timeout, makeSmall(<i64>milliseconds), info);
  finish(to, pid, am_long_schedule, info);
}

/** `p` goes to sleep because `port` is busy. */
export function noteBusyPort(p: Process, port: Term): void {
  if (!busyPorts) return;
  const to = begin(p.pid, 0);
  if (to != null) finish(to, p.pid, am_busy_port, port);
}
