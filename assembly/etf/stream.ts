/**
 * Long external terms in steps. Terms are built from their parts up: what is finished waits on the work stack above
 * the frame of the term that it is a part of. All words are terms, so a tuple keeps them between two turns and the
 * collector may move what they stand for.
 *
 *     | frame outside | count << 3, kind | parts left | parts …               tuples, maps, short lists
 *     | frame outside | kind             | parts left | parts so far, last one first | the list so far |      long lists
 *
 * Whatever is over within WINDOW bytes is decoded at once by the two passes of measure.ts and decode.ts, so that the
 * slow way is taken for the few terms only that hold the many.
 */
import { cons, halloc, rawAlloc, rawFree } from "../memory/alloc";
import { chargeVirtualBinary, ownOffHeap } from "../memory/binary";
import { REDS } from "../memory/cells";
import {
  NIL, NONE, SUB_TUPLE, Term, boxedHeader, boxedWord, head, headerArity, isCons, makeBoxed, makeHeader, makeList,
  makeSmall, smallValue, tail,
} from "../term/tag";
import { HEAP_BINARY_LIMIT } from "../term/boxed";
import { hallocShrink } from "../term/big";
import { buildMap } from "../map/build";
import { push, pushRoomy, stackCut, stackDepth, stackReserve, stackTop } from "../term/work_stack";
import { decodeTerm, decodedAreaEnd } from "./decode";
import { measureTerm, measuredEnd } from "./measure";
import { get32, get8 } from "./reader";
import { LARGE_TUPLE_EXT, LIST_EXT, MAP_EXT, SMALL_TUPLE_EXT } from "./tags";

const WINDOW: i32 = 4096;
/** Lists of more elements are built from the first element on, and turned round at the end. */
const SHORT_LIST: i64 = 1024;

const KIND_TUPLE: i64 = 0;
const KIND_LIST: i64 = 1;
const KIND_MAP: i64 = 2;
/** Takes in elements, then the tail. */
const KIND_LONG_LIST: i64 = 3;
/** Turns the elements round on to the tail. */
const KIND_REVERSE: i64 = 4;
const KIND_MASK: i64 = 7;
const KIND_BITS: i64 = 3;

const FRAME_OUTSIDE: usize = 0;
const FRAME_KIND: usize = 8;
const FRAME_LEFT: usize = 16;
const FRAME_PARTS: usize = 24;
const FRAME_RESULT: usize = 32;
const NO_FRAME: i64 = -1;

let at: usize = 0;
let end: usize = 0;
/** Depth of the stack when the step began, and offset of the innermost frame from there. */
let bottom: usize = 0;
let frame: i64 = NO_FRAME;
let damaged: bool = false;
/**
 * Terms with parts that start before this address are opened unseen: a window here was tried in vain. So each byte
 * is looked at twice at most, however deep the terms are nested.
 */
let openUntil: usize = 0;
let finished: Term = NONE;

/** The step ended with the term. */
export const STREAM_DONE: i32 = 1;
/** There is more to do: streamState has what is left. */
export const STREAM_MORE: i32 = 0;
export const STREAM_DAMAGED: i32 = -1;
/** The term, when done. */
export function streamTerm(): Term { return finished; }
/** Bytes read so far, from the start of the input. */
export let streamPosition: i32 = 0;
/** What is left to do, for the next step: a tuple. */
export let streamState: Term = NONE;

/** Decodes the term (no version byte) that starts `position` bytes into `bytes` bytes at `input`, reading about `most`. */
export function beginStream(input: usize, bytes: i32, position: i32, most: i32): i32 {
  bottom = stackDepth();
  frame = NO_FRAME;
  return step(input, bytes, position, most);
}
/** Goes on with the state that a step left. */
export function continueStream(state: Term, input: usize, bytes: i32, position: i32, most: i32): i32 {
  bottom = stackDepth();
  const n = headerArity(boxedHeader(state));
  stackReserve(n);
  for (let i = 2; i <= n; i++) pushRoomy(boxedWord(state, i));
  frame = smallValue(boxedWord(state, 1));
  return step(input, bytes, position, most);
}
function step(input: usize, bytes: i32, position: i32, most: i32): i32 {
  at = input + <usize>position;
  end = input + <usize>bytes;
  damaged = false;
  openUntil = 0;
  finished = NONE;
  const start = at;
  let left = most;
  while (finished == NONE && !damaged) {
    if (left <= 0 || (at - start > <usize>WINDOW && load<i32>(REDS) <= 0)) {
      streamPosition = <i32>(at - input);
      keepState();
      return STREAM_MORE;
    }
    const before = at;
    if (frame != NO_FRAME && kindOf(frameAddress()) == KIND_REVERSE) left -= turnRound(left);
    else next();
    left -= <i32>(at - before) + 1;
  }
  stackCut(bottom);
  streamPosition = <i32>(at - input);
  return damaged ? STREAM_DAMAGED : STREAM_DONE;
}
function keepState(): void {
  const words = <i32>((stackDepth() - bottom) >> 3), p = halloc(words + 2);
  store<i64>(p, makeHeader(words + 1, SUB_TUPLE));
  store<i64>(p, makeSmall(frame), 8);
  memory.copy(p + 16, stackTop - (<usize>words << 3), <usize>words << 3);
  stackCut(bottom);
  streamState = makeBoxed(p);
}

// @ts-ignore: decorator
@inline function frameAddress(): usize { return stackTop - (stackDepth() - bottom) + <usize>frame; }
// @ts-ignore: decorator
@inline function kindOf(p: usize): i64 { return smallValue(load<i64>(p, FRAME_KIND)) & KIND_MASK; }

/** Reads one term that is short or has no parts, or opens one with parts. */
function next(): void {
  const left = <i32>(end - at);
  if (left <= 0) { damaged = true; return; }
  const tag = <u8>get8(at);
  const open = tag == SMALL_TUPLE_EXT || tag == LARGE_TUPLE_EXT || tag == LIST_EXT || tag == MAP_EXT;
  if (open && at < openUntil) { openFrame(tag, left); return; }
  const words = measureTerm(at, open ? min(left, WINDOW) : left);
  if (words >= 0) {
    const area = halloc(words), t = decodeTerm(at, area, ownOffHeap());
    if (t == NONE) { damaged = true; return; }
    if (measuredEnd - at > <usize>HEAP_BINARY_LIMIT) chargeVirtualBinary(<i64>(measuredEnd - at));
    at = measuredEnd;
    hallocShrink(area, words, <i32>((decodedAreaEnd() - area) >> 3));
    finish(t);
  } else if (open) {
    openUntil = at + <usize>WINDOW;
    openFrame(tag, left);
  } else damaged = true;
}
function openFrame(tag: u8, left: i32): void {
  const headBytes = tag == SMALL_TUPLE_EXT ? 2 : 5;
  if (left < headBytes) { damaged = true; return; }
  const n = tag == SMALL_TUPLE_EXT ? <i64>get8(at + 1) : <i64>get32(at + 1);
  const parts = tag == MAP_EXT ? n * 2 : tag == LIST_EXT ? n + 1 : n;
  at += headBytes;
  if (parts > <i64>(left - headBytes)) { damaged = true; return; }
  if (n == 0) {
    // a list without elements is its tail, which comes next
    if (tag != LIST_EXT) finish(tag == MAP_EXT ? mapOf(0) : tupleOf(0));
    return;
  }
  const kind = tag == MAP_EXT ? KIND_MAP : tag != LIST_EXT ? KIND_TUPLE : n > SHORT_LIST ? KIND_LONG_LIST : KIND_LIST;
  const outside = frame;
  frame = <i64>(stackDepth() - bottom);
  push(makeSmall(outside));
  push(makeSmall((parts << KIND_BITS) | kind));
  push(makeSmall(parts));
  if (kind == KIND_LONG_LIST) {
    push(NIL);
    push(NIL);
  }
}

/** `t` is finished: a part of the innermost open term, which may be finished by it, and so on outwards. */
function finish(t: Term): void {
  while (frame != NO_FRAME) {
    const p = frameAddress(), left = smallValue(load<i64>(p, FRAME_LEFT)) - 1, kind = kindOf(p);
    store<i64>(p, makeSmall(left), FRAME_LEFT);
    if (kind == KIND_LONG_LIST) {
      if (left > 0) store<i64>(p, cons(t, load<i64>(p, FRAME_PARTS)), FRAME_PARTS);
      else {
        store<i64>(p, t, FRAME_RESULT);
        store<i64>(p, makeSmall(KIND_REVERSE), FRAME_KIND);
      }
      return;
    }
    push(t);
    if (left > 0) return;
    const count = <i32>(smallValue(load<i64>(frameAddress(), FRAME_KIND)) >> KIND_BITS);
    t = kind == KIND_TUPLE ? tupleOf(count) : kind == KIND_LIST ? listOf(count) : mapOf(count);
    if (t == NONE) { damaged = true; return; }
    closeFrame();
  }
  finished = t;
}
function closeFrame(): void {
  const outside = smallValue(load<i64>(frameAddress(), FRAME_OUTSIDE));
  stackCut(bottom + <usize>frame);
  frame = outside;
}
/** Turns at most `most` elements of a long list round; how many. */
function turnRound(most: i32): i32 {
  const p = frameAddress();
  let parts = load<i64>(p, FRAME_PARTS), result = load<i64>(p, FRAME_RESULT), n = 0;
  for (; isCons(parts) && n < most; parts = tail(parts), n++) result = cons(head(parts), result);
  store<i64>(p, parts, FRAME_PARTS);
  store<i64>(p, result, FRAME_RESULT);
  if (!isCons(parts)) {
    closeFrame();
    finish(result);
  }
  return n;
}

// @ts-ignore: decorator
@inline function parts(n: i32): usize { return stackTop - (<usize>n << 3); }
function tupleOf(n: i32): Term {
  const p = halloc(n + 1);
  store<i64>(p, makeHeader(n, SUB_TUPLE));
  memory.copy(p + 8, parts(n), <usize>n << 3);
  return makeBoxed(p);
}
/** The last of `n` parts is the tail. */
function listOf(n: i32): Term {
  const first = halloc((n - 1) * 2), from = parts(n), last = <usize>(n - 1) << 3;
  for (let i: usize = 0; i < last; i += 8) {
    const cell = first + i * 2;
    store<i64>(cell, load<i64>(from + i));
    store<i64>(cell, i + 8 < last ? makeList(cell + 16) : load<i64>(from + last), 8);
  }
  return makeList(first);
}
/** The work stack may move while keys are compared, so the pairs are looked at elsewhere. */
function mapOf(n: i32): Term {
  const bytes = <usize>n << 3, pairs = rawAlloc(bytes);
  memory.copy(pairs, parts(n), bytes);
  const map = buildMap(pairs, n >> 1, false, halloc);
  rawFree(pairs);
  return map;
}
