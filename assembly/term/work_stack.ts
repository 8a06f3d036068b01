/**
 * The explicit stack of every walk over terms: compare, hash, encode, decode.
 *
 *     stackBase                     stackTop              stackEnd
 *     | words of outer walks | words of this walk | free   |
 *
 * A walk notes `stackTop` when it starts and ends when the stack is back there, so one walk may run
 * inside another (sorting the keys of a map while comparing it). Words are terms, or numbers whose
 * low bits are 00 (no term has those), or whatever the walk can tell apart itself. Nothing collects
 * during a walk, so the stack is no root.
 */
import { halloc, rawAlloc, rawFree } from "../memory/alloc";
import { SUB_TUPLE, Term, boxedHeader, boxedPtr, headerArity, makeBoxed, makeHeader } from "./tag";

const FIRST_BYTES: usize = 8192;

let stackBase: usize = 0;
let stackEnd: usize = 0;
/** Address behind the last word pushed. */
export let stackTop: usize = 0;

/** Makes room for `words` more; afterwards pushRoomy() needs no check. */
export function stackReserve(words: i32): void {
  const bytes = <usize>words << 3;
  if (stackTop + bytes <= stackEnd) return;
  const used = stackTop - stackBase;
  const size = max(max((stackEnd - stackBase) * 2, used + bytes), FIRST_BYTES);
  const grown = rawAlloc(size);
  if (stackBase != 0) {
    memory.copy(grown, stackBase, used);
    rawFree(stackBase);
  }
  stackBase = grown;
  stackTop = grown + used;
  stackEnd = grown + size;
}

/** Bytes on the stack: what a walk notes as its bottom (an address would not survive growth). */
// @ts-ignore: decorator
@inline export function stackDepth(): usize { return stackTop - stackBase; }
/** Drops everything above `depth`: for walks that end early. */
// @ts-ignore: decorator
@inline export function stackCut(depth: usize): void { stackTop = stackBase + depth; }

// @ts-ignore: decorator
@inline export function push(word: i64): void {
  if (stackTop == stackEnd) stackReserve(1);
  store<i64>(stackTop, word);
  stackTop += 8;
}
// @ts-ignore: decorator
@inline export function pushRoomy(word: i64): void {
  store<i64>(stackTop, word);
  stackTop += 8;
}
// @ts-ignore: decorator
@inline export function pop(): i64 {
  stackTop -= 8;
  return load<i64>(stackTop);
}

/** Takes the words above `depth`, all of them immediates or terms, off the stack into a tuple: a walk that goes on in another turn. */
export function keepStack(depth: usize): Term {
  const words = <i32>((stackDepth() - depth) >> 3), p = halloc(words + 1);
  store<i64>(p, makeHeader(words, SUB_TUPLE));
  memory.copy(p + 8, stackBase + depth, <usize>words << 3);
  stackCut(depth);
  return makeBoxed(p);
}
/** Puts what keepStack took back on top. */
export function restoreStack(kept: Term): void {
  const words = headerArity(boxedHeader(kept)), bytes = <usize>words << 3;
  stackReserve(words);
  memory.copy(stackTop, boxedPtr(kept) + 8, bytes);
  stackTop += bytes;
}
