/**
 * The mailbox: a list of messages (message.ts), the position that receive has come to, and its
 * timeout. `inboxScan` and `inboxLast` are addresses of links, not messages, so that taking a
 * message out of the middle changes one word. MESSAGE_NEXT is a message's first field: a message
 * is its own link.
 *
 *     inbox → m1 → m2 → m3 → 0
 *               ↑          ↑
 *       inboxScan = m1   inboxLast = m3       (receive has passed m1)
 */
import { rawFree } from "../memory/alloc";
import { RED_ZONE, bumpReductions, currentProcess } from "../memory/cells";
import { copiedBlockBytes, copyTerm, termWords } from "../memory/copy";
import { FRAGMENT_OFF_HEAP, FRAGMENT_TERMS, freeFragment, newMessageFragment } from "../memory/fragment";
import { enqueue } from "../scheduler/run_queue";
import { FLAG_OFF_HEAP_MESSAGES, FLAG_TIMED_OUT, PROCESS_WAITING } from "../scheduler/state";
import { SUB_TUPLE, Term, isImmediate, makeBoxed, makeHeader } from "../term/tag";
import { moveMarks } from "./marker";
import {
  MESSAGE_FRAGMENT, MESSAGE_NEXT, MESSAGE_SYSTEM, MESSAGE_TERM, freeMessage, isRoot, messageFragment, messageTerm, newMessage,
} from "./message";
import { BATCHED_WORDS, adoptMessage, batchFor, joinBatch, leaveFragment, takeFromBatch } from "./message_batch";
import { Process } from "./process";
import { cancelTimeout } from "./timeout";
import { TRACE_RECEIVE } from "../trace/flags";
import { forgetUntraced, noteUntraced, takeUntraced } from "./untraced";

/**
 * Messages beyond so many stay in fragments of their own: what is on the heap is copied by every
 * collection of a process that does not get round to receiving it.
 */
export const ON_HEAP_MESSAGES: u32 = 64;
/** Words of a message that cost its sender one reduction. */
export const WORDS_PER_REDUCTION: i32 = 16;

// @ts-ignore: decorator
@inline function inboxLink(p: Process): usize { return changetype<usize>(p) + offsetof<Process>("inbox"); }
/** Address of a process's off-heap list head. */
// @ts-ignore: decorator
@inline export function offHeapHead(p: Process): usize { return changetype<usize>(p) + offsetof<Process>("offHeap"); }
// @ts-ignore: decorator
@inline export function isRunning(p: Process): bool { return changetype<usize>(p) == currentProcess(); }

/** An empty mailbox. */
export function initMailbox(p: Process): void {
  p.inbox = 0;
  p.inboxLast = p.inboxScan = inboxLink(p);
  p.inboxLength = p.inboxRoots = 0;
  p.inboxBatch = 0;
}

/** Wake a process that waits for messages. */
export function wakeReceiver(p: Process): void {
  if (p.status == PROCESS_WAITING) enqueue(p);
}

/** Hang a message on the mailbox; `fragment`, with flags, as in message.ts. */
export function appendMessage(p: Process, term: Term, fragment: usize): void {
  const m = newMessage();
  store<u32>(m, 0, MESSAGE_NEXT);
  store<u32>(m, <u32>fragment, MESSAGE_FRAGMENT);
  store<i64>(m, term, MESSAGE_TERM);
  store<u32>(p.inboxLast, <u32>m, MESSAGE_NEXT);
  p.inboxLast = m;
  p.inboxLength++;
  const place = messageFragment(m);
  if (place != 0 && place == p.inboxBatch) joinBatch(place, m);
  else if (isRoot(m)) p.inboxRoots++;
  if (p.traced & TRACE_RECEIVE) noteUntraced(p, m);
  wakeReceiver(p);
}

/**
 * Whether messages to `p` may share fragments: not when it passes over many of them to the ones that its receive markers
 * know, or wants them off its heap until it receives them.
 */
// @ts-ignore: decorator
@inline function isBatching(p: Process): bool { return p.inboxMark == 0 && (p.flags & FLAG_OFF_HEAP_MESSAGES) == 0; }

// Where the message that is being built lives: a fragment, or 0 for the receiver's heap.
let roomFragment: usize = 0;
let roomOffHeap: usize = 0;

/**
 * Room for a message of `words` words to `p`: on its heap when it is neither running nor being collected and they fit, in
 * a fragment otherwise. Fill it, with roomList() as the list for off-heap binaries, then deliver().
 */
export function messageRoom(p: Process, words: i32): usize {
  const bytes = <usize>words << 3;
  if (!isRunning(p) && (p.flags & FLAG_OFF_HEAP_MESSAGES) == 0 && p.inboxLength < ON_HEAP_MESSAGES && p.collection == 0 &&
      p.hp + bytes + RED_ZONE <= p.sp) {
    const at = p.hp;
    p.hp = at + bytes;
    roomFragment = 0;
    roomOffHeap = offHeapHead(p);
    return at;
  }
  const batched = words <= BATCHED_WORDS && p.inboxLength >= ON_HEAP_MESSAGES && isBatching(p);
  roomFragment = batched ? batchFor(p, words) : newMessageFragment(words);
  roomOffHeap = roomFragment + FRAGMENT_OFF_HEAP;
  return batched ? takeFromBatch(roomFragment, words) : roomFragment + FRAGMENT_TERMS;
}
// @ts-ignore: decorator
@inline export function roomList(): usize { return roomOffHeap; }
/** Where that room is: kept by who sends another message before it delivers this one. */
export function heldRoom(): usize { return roomFragment; }
export function holdRoom(room: usize): void { roomFragment = room; }
/** Deliver the message built in the last messageRoom: the system's, or with the token flags `flags` (message.ts). */
// @ts-ignore: decorator
@inline export function deliver(p: Process, term: Term, flags: u32 = MESSAGE_SYSTEM): void { appendMessage(p, term, roomFragment | <usize>flags); }

/** Send `term`, which is copied where it must be. `flags` as in message.ts: 0, or MESSAGE_SYSTEM when no process sends it. */
export function sendTo(p: Process, term: Term, flags: u32 = 0): void {
  // The running process may hold on to its own terms: they are immutable, and its mailbox is a root.
  if (isImmediate(term) || isRunning(p)) {
    appendMessage(p, term, <usize>flags);
    return;
  }
  const words = termWords(term);
  if (words == 0) {
    appendMessage(p, term, <usize>flags);
    return;
  }
  const at = messageRoom(p, words);
  const copy = copyTerm(term, at, roomOffHeap);
  if (roomFragment == 0) p.virtualBinary += copiedBlockBytes();
  deliver(p, copy, flags);
  bumpReductions(words / WORDS_PER_REDUCTION);
}

/** Send the tuple {a, b, c, d, e} of its first `n` elements (n = 2 … 5), which are copied, as the system's message. */
export function sendTuple(p: Process, n: i32, a: Term, b: Term, c: Term, d: Term, e: Term, flags: u32 = MESSAGE_SYSTEM): void {
  let words = n + 1 + termWords(a) + termWords(b);
  if (n > 2) words += termWords(c);
  if (n > 3) words += termWords(d);
  if (n > 4) words += termWords(e);
  const tuple = messageRoom(p, words);
  cursor = tuple + (<usize>(n + 1) << 3);
  store<i64>(tuple, makeHeader(n, SUB_TUPLE));
  store<i64>(tuple, place(a), 8);
  store<i64>(tuple, place(b), 16);
  if (n > 2) store<i64>(tuple, place(c), 24);
  if (n > 3) store<i64>(tuple, place(d), 32);
  if (n > 4) store<i64>(tuple, place(e), 40);
  deliver(p, makeBoxed(tuple), flags);
}
let cursor: usize = 0;
function place(t: Term): Term {
  if (isImmediate(t)) return t;
  const copy = copyTerm(t, cursor, roomOffHeap);
  cursor += <usize>termWords(t) << 3;
  return copy;
}

/** The message that receive looks at, made part of the running process's heap; 0 at the end. */
export function peekMessage(p: Process): Term {
  if (p.unusual != 0) p.ownExit = 0;
  const m = <usize>load<u32>(p.inboxScan, MESSAGE_NEXT);
  if (m == 0) return 0;
  if (load<u32>(m, MESSAGE_FRAGMENT) == 0) return load<i64>(m, MESSAGE_TERM);
  const fragment = messageFragment(m);
  if (fragment != 0) adoptMessage(p, m, fragment);
  return messageTerm(m);
}
/** Whether a message is there that receive has not looked at. */
// @ts-ignore: decorator
@inline export function hasUnseenMessage(p: Process): bool { return load<u32>(p.inboxScan, MESSAGE_NEXT) != 0; }
/** Pass over the message at the position. */
export function passMessage(p: Process): void { p.inboxScan = <usize>load<u32>(p.inboxScan, MESSAGE_NEXT); }

/** Take the message at `link` out. Its term stays alive through whoever holds it. */
export function takeMessage(p: Process, link: usize): void {
  const m = <usize>load<u32>(link, MESSAGE_NEXT);
  store<u32>(link, load<u32>(m, MESSAGE_NEXT), MESSAGE_NEXT);
  if (p.untraced != 0) forgetUntraced(p, m);
  if (p.inboxLast == m) p.inboxLast = link;
  if (p.inboxScan == m) p.inboxScan = link;
  if (p.inboxMark != 0) moveMarks(p.inboxMark, m, link);
  p.inboxLength--;
  if (isRoot(m)) p.inboxRoots--;
  freeMessage(m);
}
/** Take a message that nobody looked at out, with its fragment. */
export function dropMessage(p: Process, link: usize): void {
  const m = <usize>load<u32>(link, MESSAGE_NEXT);
  const fragment = messageFragment(m);
  if (fragment != 0) leaveFragment(p, m, fragment);
  takeMessage(p, link);
}

/** A receive is over: the next one begins at the front, without a timeout. */
export function endReceive(p: Process): void {
  p.inboxScan = inboxLink(p);
  p.flags &= ~FLAG_TIMED_OUT;
  if (p.timer != 0) cancelTimeout(p);
}

/** Free messages of a dead process, at most `most`. Returns how many it were. */
export function freeMailbox(p: Process, most: i32): i32 {
  let n = 0;
  for (let m: usize = p.inbox; m != 0 && n < most; m = p.inbox, n++) {
    p.inbox = <usize>load<u32>(m, MESSAGE_NEXT);
    const fragment = messageFragment(m);
    if (fragment != 0) leaveFragment(p, m, fragment);
    freeMessage(m);
  }
  if (p.inbox != 0) return n;
  if (p.inboxBatch != 0) freeFragment(p.inboxBatch);
  initMailbox(p);
  while (p.untraced != 0) takeUntraced(p);
  if (p.inboxMark != 0) {
    rawFree(p.inboxMark);
    p.inboxMark = 0;
  }
  return n;
}
/** Address of the first link: a walk over all messages begins here. */
// @ts-ignore: decorator
@inline export function firstLink(p: Process): usize { return inboxLink(p); }
