/**
 * The process dictionary: a hash table with open addressing in a raw block whose words the
 * collector takes for roots. An empty place has key 0, which is no term.
 *
 *     0       4       8       16
 *     | words | count | key 0 | value 0 | key 1 | value 1 | …      words = 2 × places
 */
import { cons, rawAlloc, rawFree, roomFor, tuple2 } from "../memory/alloc";
import { am_undefined } from "../term/am";
import { exactEqual } from "../term/equal";
import { internalHash } from "../term/hash";
import { NIL, NONE, Term, isImmediate } from "../term/tag";
import { Process } from "./process";

const COUNT: usize = 4;
const PAIRS: usize = 8;
const PAIR_BYTES: usize = 16;
const FIRST_PLACES: i32 = 8;

// @ts-ignore: decorator
@inline function places(block: usize): i32 { return load<i32>(block) >> 1; }
// @ts-ignore: decorator
@inline function pair(block: usize, i: i32): usize { return block + PAIRS + <usize>i * PAIR_BYTES; }

/** 0: there is no memory for it. */
function newBlock(n: i32): usize {
  const bytes = PAIRS + <usize>n * PAIR_BYTES;
  if (!roomFor(<i64>bytes)) return 0;
  const block = rawAlloc(bytes);
  memory.fill(block, 0, bytes);
  store<i32>(block, n << 1);
  return block;
}
// @ts-ignore: decorator
@inline function sameKey(a: Term, b: Term): bool { return a == b || (!isImmediate(a) && !isImmediate(b) && exactEqual(a, b)); }
/** Place of `key`, or the empty place where it belongs. */
function seek(block: usize, key: Term): usize {
  const mask = places(block) - 1;
  let i = <i32>internalHash(key) & mask;
  let at = pair(block, i);
  for (let k = load<i64>(at); k != NONE && !sameKey(k, key); k = load<i64>(at)) {
    i = (i + 1) & mask;
    at = pair(block, i);
  }
  return at;
}

/** Value of `key`, am_undefined when it has none. */
export function dictionaryGet(p: Process, key: Term): Term {
  if (p.dictionary == 0) return am_undefined;
  const at = seek(p.dictionary, key);
  return load<i64>(at) == NONE ? am_undefined : load<i64>(at, 8);
}
/** Set the value of `key`; returns the old one or am_undefined, NONE when there is no memory for it. */
export function dictionaryPut(p: Process, key: Term, value: Term): Term {
  let block = p.dictionary;
  if (block == 0) block = p.dictionary = newBlock(FIRST_PLACES);
  if (block == 0) return NONE;
  let at = seek(block, key);
  if (load<i64>(at) != NONE) {
    const old = load<i64>(at, 8);
    store<i64>(at, value, 8);
    return old;
  }
  const count = load<i32>(block, COUNT);
  if ((count + 1) * 4 > places(block) * 3) {
    const wide = newBlock(places(block) << 1);
    if (wide == 0) return NONE;
    for (let i = 0; i < places(block); i++) {
      const from = pair(block, i);
      if (load<i64>(from) == NONE) continue;
      const to = seek(wide, load<i64>(from));
      store<i64>(to, load<i64>(from));
      store<i64>(to, load<i64>(from, 8), 8);
    }
    rawFree(block);
    block = p.dictionary = wide;
    at = seek(block, key);
  }
  store<i32>(block, count + 1, COUNT);
  store<i64>(at, key);
  store<i64>(at, value, 8);
  return am_undefined;
}
/** Remove `key`; returns its value or am_undefined. */
export function dictionaryErase(p: Process, key: Term): Term {
  const block = p.dictionary;
  if (block == 0) return am_undefined;
  let hole = seek(block, key);
  if (load<i64>(hole) == NONE) return am_undefined;
  const value = load<i64>(hole, 8);
  const mask = places(block) - 1;
  // Close the gap: what was pushed on past it moves back.
  let at = <i32>((hole - block - PAIRS) / PAIR_BYTES), empty = at;
  for (;;) {
    at = (at + 1) & mask;
    const from = pair(block, at);
    const k = load<i64>(from);
    if (k == NONE) break;
    const home = <i32>internalHash(k) & mask;
    if (((at - home) & mask) < ((at - empty) & mask)) continue;
    hole = pair(block, empty);
    store<i64>(hole, k);
    store<i64>(hole, load<i64>(from, 8), 8);
    empty = at;
  }
  hole = pair(block, empty);
  store<i64>(hole, NONE);
  store<i64>(hole, NONE, 8);
  store<i32>(block, load<i32>(block, COUNT) - 1, COUNT);
  return value;
}
/** The list of {Key, Value}, on the running process's heap: what another process holds must be copied after. */
export function dictionaryList(p: Process): Term {
  let list: Term = NIL;
  const block = p.dictionary;
  if (block == 0) return list;
  for (let i = 0; i < places(block); i++) {
    const at = pair(block, i);
    if (load<i64>(at) != NONE) list = cons(tuple2(load<i64>(at), load<i64>(at, 8)), list);
  }
  return list;
}
/** Keys whose value is `value`; all keys when it is NONE. */
export function dictionaryKeys(p: Process, value: Term): Term {
  let list: Term = NIL;
  const block = p.dictionary;
  if (block == 0) return list;
  for (let i = 0; i < places(block); i++) {
    const at = pair(block, i);
    if (load<i64>(at) != NONE && (value == NONE || exactEqual(load<i64>(at, 8), value))) list = cons(load<i64>(at), list);
  }
  return list;
}
export function freeDictionary(p: Process): void {
  if (p.dictionary != 0) rawFree(p.dictionary);
  p.dictionary = 0;
}
