/**
 * Memory for terms inside BIFs, and raw blocks.
 *
 * A BIF never collects: `halloc` takes words from the running process's heap while they fit below
 * its stack and a heap fragment otherwise; a fragment sets the reductions to 0, so that the next
 * check suspends and the collector takes the fragment in.
 */
import { hp, setHp, sp, RED_ZONE, currentProcess, endTurn } from "./cells";
import { Term, makeBoxed, makeList, makeHeader, SUB_TUPLE, SUB_FLOAT } from "../term/tag";
import { allocFragment } from "./fragment";
import { LARGEST, allocateOrStop, freeBlock, outOfMemory, tryAllocate, tryReallocate } from "./blocks";

/** A raw block of at least `bytes` bytes, on an 8-byte boundary; stops the node when there is no memory. */
// @ts-ignore: decorator
@inline export function rawAlloc(bytes: usize): usize { return allocateOrStop(bytes); }
/** The same for blocks whose size a program chooses: 0 when the node's limit does not allow it. */
// @ts-ignore: decorator
@inline export function tryRawAlloc(bytes: usize): usize { return tryAllocate(bytes); }
/** Blocks of up to this many bytes are always tried for, if need be from the reserve. */
const UNCHECKED_BYTES: i64 = 65536;
/** Is there memory for an object of `bytes` bytes whose size a program chose? Ask right before making it; else raise system_limit. */
export function roomFor(bytes: i64): bool {
  if (bytes <= UNCHECKED_BYTES) return true;
  if (bytes > <i64>LARGEST) return false;
  const p = tryAllocate(<usize>bytes);
  if (p != 0) freeBlock(p);
  return p != 0;
}
// @ts-ignore: decorator
@inline export function rawFree(p: usize): void { freeBlock(p); }
/** The block at `p` (0: none yet) with room for `bytes`, moved if it must be; contents are kept. */
export function rawRealloc(p: usize, bytes: usize): usize {
  if (p == 0) return allocateOrStop(bytes);
  const q = tryReallocate(p, bytes);
  if (q == 0) outOfMemory(bytes);
  return q;
}
/** A raw block of `bytes` zero bytes. */
export function rawAllocZero(bytes: usize): usize {
  const p = allocateOrStop(bytes);
  memory.fill(p, 0, bytes);
  return p;
}

/** Room for `words` words of terms; the caller fills them before anything can suspend. */
export function halloc(words: i32): usize {
  const p = hp();
  const end = p + (<usize>words << 3);
  if (end + RED_ZONE <= sp()) { setHp(end); return p; }
  endTurn();
  return allocFragment(currentProcess(), words);
}

// @ts-ignore: decorator
@inline export function cons(h: Term, t: Term): Term {
  const p = halloc(2);
  store<i64>(p, h);
  store<i64>(p, t, 8);
  return makeList(p);
}
/** A tuple of `n` elements, not yet filled: element i is at returned term's boxedPtr + 8 * i. */
// @ts-ignore: decorator
@inline export function allocTuple(n: i32): Term {
  const p = halloc(n + 1);
  store<i64>(p, makeHeader(n, SUB_TUPLE));
  return makeBoxed(p);
}
export function tuple2(a: Term, b: Term): Term {
  const p = halloc(3);
  store<i64>(p, makeHeader(2, SUB_TUPLE));
  store<i64>(p, a, 8);
  store<i64>(p, b, 16);
  return makeBoxed(p);
}
export function tuple3(a: Term, b: Term, c: Term): Term {
  const p = halloc(4);
  store<i64>(p, makeHeader(3, SUB_TUPLE));
  store<i64>(p, a, 8);
  store<i64>(p, b, 16);
  store<i64>(p, c, 24);
  return makeBoxed(p);
}
export function tuple4(a: Term, b: Term, c: Term, d: Term): Term {
  const p = halloc(5);
  store<i64>(p, makeHeader(4, SUB_TUPLE));
  store<i64>(p, a, 8);
  store<i64>(p, b, 16);
  store<i64>(p, c, 24);
  store<i64>(p, d, 32);
  return makeBoxed(p);
}
export function makeFloat(v: f64): Term {
  const p = halloc(2);
  store<i64>(p, makeHeader(1, SUB_FLOAT));
  store<f64>(p, v, 8);
  return makeBoxed(p);
}
