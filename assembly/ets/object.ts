/**
 * Objects of a table: one raw block each, in both kinds of index.
 *
 *     0             4              8          12            16
 *     | next / left | hash / right | off-heap | words flags | tuple header | e1 … en | what they point to … |
 *
 * `next` and `hash` in a hash table (hash_index.ts), `left` and `right` in an ordered set (tree_index.ts).
 * `off-heap` heads the list of counted binaries that the copy holds. `words flags` is
 * (words of terms << 4) | OBJECT_*. The terms are a private, contiguous copy: nothing in them points out of
 * the block, literals included, so an object outlives every process and module.
 */
import { MEMORY_ETS, accountMemory } from "../memory/account";
import { rawAlloc, rawFree, halloc } from "../memory/alloc";
import { releaseOffHeap, ownOffHeap } from "../memory/binary";
import { copyTerm, copyWhole, termWords, wholeWords } from "../memory/copy";
import { Term, makeBoxed, headerArity, isImmediate } from "../term/tag";

export const OBJECT_NEXT: usize = 0;
export const OBJECT_HASH: usize = 4;
export const OBJECT_LEFT: usize = 0;
export const OBJECT_RIGHT: usize = 4;
export const OBJECT_OFF_HEAP: usize = 8;
export const OBJECT_SIZE: usize = 12;
export const OBJECT_TERMS: usize = 16;

/** Deleted while the table was fixed: unseen by all but `next`, unlinked when the last fixation ends. */
export const OBJECT_DELETED: u32 = 1;
/** Two bits for the tree: which side is one level deeper. */
export const OBJECT_LEFT_HEAVY: u32 = 2;
export const OBJECT_RIGHT_HEAVY: u32 = 4;
export const OBJECT_BALANCE: u32 = 6;
const FLAG_BITS: u32 = 4;
/** Fixed cost of an object in words, as `ets:info(_, memory)` counts it. */
export const OBJECT_OVERHEAD_WORDS: i32 = <i32>(OBJECT_TERMS >> 3);

/** Copy `tuple` into a block of its own. */
export function newObject(tuple: Term): usize {
  const words = wholeWords(tuple);
  const bytes = OBJECT_TERMS + (<usize>words << 3);
  const object = rawAlloc(bytes);
  accountMemory(MEMORY_ETS, <f64>bytes);
  store<u64>(object, 0);
  store<u32>(object, 0, OBJECT_OFF_HEAP);
  store<u32>(object, <u32>words << FLAG_BITS, OBJECT_SIZE);
  copyWhole(tuple, object + OBJECT_TERMS, object + OBJECT_OFF_HEAP);
  return object;
}

export function freeObject(object: usize): void {
  const offHeap = load<u32>(object, OBJECT_OFF_HEAP);
  if (offHeap != 0) releaseOffHeap(offHeap);
  accountMemory(MEMORY_ETS, -<f64>(OBJECT_TERMS + (<usize>objectWords(object) << 3)));
  rawFree(object);
}

/** The tuple as a term inside the block: valid only until the object is freed. */
// @ts-ignore: decorator
@inline export function objectTuple(object: usize): Term { return makeBoxed(object + OBJECT_TERMS); }
/** Element `i` (from 1), inside the block. */
// @ts-ignore: decorator
@inline export function objectElement(object: usize, i: i32): Term {
  return load<i64>(object + OBJECT_TERMS + (<usize>i << 3));
}
// @ts-ignore: decorator
@inline export function objectArity(object: usize): i32 { return headerArity(load<i64>(object, OBJECT_TERMS)); }
/** Words of terms in the block. */
// @ts-ignore: decorator
@inline export function objectWords(object: usize): i32 { return <i32>(load<u32>(object, OBJECT_SIZE) >> FLAG_BITS); }
// @ts-ignore: decorator
@inline export function isDeleted(object: usize): bool { return (load<u32>(object, OBJECT_SIZE) & OBJECT_DELETED) != 0; }
export function setDeleted(object: usize, deleted: bool): void {
  const size = load<u32>(object, OBJECT_SIZE);
  store<u32>(object, deleted ? size | OBJECT_DELETED : size & ~OBJECT_DELETED, OBJECT_SIZE);
}
// @ts-ignore: decorator
@inline export function nextObject(object: usize): usize { return <usize>load<u32>(object, OBJECT_NEXT); }
// @ts-ignore: decorator
@inline export function objectHash(object: usize): u32 { return load<u32>(object, OBJECT_HASH); }

/** Copy any term of a table into the running process. */
export function copyOut(t: Term): Term {
  if (isImmediate(t)) return t;
  return copyTerm(t, halloc(termWords(t)), ownOffHeap());
}

/** Copy a whole object into the running process. */
// @ts-ignore: decorator
@inline export function copyObject(object: usize): Term {
  return copyObjectTo(object, halloc(objectWords(object)));
}

/** Copy a whole object to `at`, room for objectWords(object) words of the running process. */
export function copyObjectTo(object: usize, at: usize): Term {
  const words = objectWords(object), from = object + OBJECT_TERMS;
  if (words == objectArity(object) + 1) {
    // Immediates only: nothing to relocate.
    memory.copy(at, from, <usize>words << 3);
    return makeBoxed(at);
  }
  return copyTerm(makeBoxed(from), at, ownOffHeap());
}
