/**
 * persistent_term: a node-wide map whose terms are literals, so that get/1 copies nothing.
 *
 *     entry  0      4      8      12     16         24
 *            | next | hash | area | spare | key:i64 | value:i64 |
 *
 * Key and value live in one literal area (memory/literal.ts), which takes along whatever literals of modules they
 * were built from. Whoever got a term holds it without the area knowing. So the area of a term that was erased
 * or replaced is *retired*: kept until a sweep has seen that no process can still hold it (retired.ts).
 */
import { Term, NIL, makeSmall, element, makeBoxed, makeHeader, SUB_TUPLE } from "../term/tag";
import { cons, rawAlloc, rawFree, tuple2 } from "../memory/alloc";
import { bumpReductions } from "../memory/cells";
import { copyWhole, wholeWords } from "../memory/copy";
import { AREA_OFF_HEAP, AREA_TERMS, AREA_WORDS, newLiteralArea } from "../memory/literal";
import { internalHash } from "../term/hash";
import { exactEqual } from "../term/equal";
import { badarg } from "../bif/raise";
import { mapFromPairs } from "../map/build";
import { am_count, am_false, am_memory, am_ok, am_true } from "../term/am";
import { retireArea } from "./retired";

const ENTRY_NEXT: usize = 0;
const ENTRY_HASH: usize = 4;
const ENTRY_AREA: usize = 8;
export const ENTRY_KEY: usize = 16;
export const ENTRY_VALUE: usize = 24;
const ENTRY_SIZE: usize = 32;
const FIRST_BUCKETS: u32 = 256;

let buckets: usize = 0;
let size: u32 = 0;
let count: u32 = 0;
/** Bytes in areas and entries. */
let bytes: i64 = 0;

// @ts-ignore: decorator
@inline function bucketFor(hash: u32): usize { return buckets + (<usize>(hash & (size - 1)) << 2); }

/** The link that holds the entry of `key`, or the empty one at the end of its bucket. */
function findLink(key: Term, hash: u32): usize {
  let link = bucketFor(hash);
  for (let e = <usize>load<u32>(link); e != 0; link = e + ENTRY_NEXT, e = <usize>load<u32>(link)) {
    if (load<u32>(e, ENTRY_HASH) != hash) continue;
    const k = load<i64>(e, ENTRY_KEY);
    if (k == key || exactEqual(k, key)) return link;
  }
  return link;
}

function resize(): void {
  const old = buckets, oldSize = size;
  size = size == 0 ? FIRST_BUCKETS : size * 2;
  buckets = rawAlloc(<usize>size << 2);
  memory.fill(buckets, 0, <usize>size << 2);
  for (let i: u32 = 0; i < oldSize; i++) {
    let e = <usize>load<u32>(old + (<usize>i << 2));
    while (e != 0) {
      const next = <usize>load<u32>(e, ENTRY_NEXT);
      const bucket = bucketFor(load<u32>(e, ENTRY_HASH));
      store<u32>(e, load<u32>(bucket), ENTRY_NEXT);
      store<u32>(bucket, <u32>e);
      e = next;
    }
  }
  if (old != 0) rawFree(old);
}

// @ts-ignore: decorator
@inline function areaBytes(area: usize): i64 { return <i64>AREA_TERMS + (<i64>load<i32>(area, AREA_WORDS) << 3); }

const PAIR: usize = memory.data(24, 8);
/** Store key and value as literals of one new area into entry `e`. */
function writeEntry(e: usize, key: Term, value: Term): void {
  store<i64>(PAIR, makeHeader(2, SUB_TUPLE));
  store<i64>(PAIR, key, 8);
  store<i64>(PAIR, value, 16);
  const pair = makeBoxed(PAIR);
  const area = newLiteralArea(wholeWords(pair));
  const literal = copyWhole(pair, area + AREA_TERMS, area + AREA_OFF_HEAP);
  store<u32>(e, <u32>area, ENTRY_AREA);
  store<i64>(e, element(literal, 1), ENTRY_KEY);
  store<i64>(e, element(literal, 2), ENTRY_VALUE);
  bytes += areaBytes(area);
}
function retireEntryArea(e: usize): void {
  const area = <usize>load<u32>(e, ENTRY_AREA);
  bytes -= areaBytes(area);
  retireArea(area);
}

/** `persistent_term:put(Key, Value)`. An equal value that is there already stays as it is. */
export function persistent_term_put_2(key: Term, value: Term): Term {
  if (count >= size) resize();
  const hash = internalHash(key);
  const link = findLink(key, hash);
  const known = <usize>load<u32>(link);
  if (known != 0) {
    if (exactEqual(load<i64>(known, ENTRY_VALUE), value)) return am_ok;
    retireEntryArea(known);
    writeEntry(known, key, value);
    return am_ok;
  }
  const e = rawAlloc(ENTRY_SIZE);
  store<u32>(e, 0, ENTRY_NEXT);
  store<u32>(e, hash, ENTRY_HASH);
  writeEntry(e, key, value);
  store<u32>(link, <u32>e);
  count++;
  bytes += ENTRY_SIZE;
  return am_ok;
}

/** The value of `key`, or 0. */
function find(key: Term): Term {
  if (count == 0) return 0;
  const e = <usize>load<u32>(findLink(key, internalHash(key)));
  return e == 0 ? 0 : load<i64>(e, ENTRY_VALUE);
}
/** `persistent_term:get(Key)`. */
export function persistent_term_get_1(key: Term): Term {
  const value = find(key);
  return value == 0 ? badarg() : value;
}
/** `persistent_term:get(Key, Default)`. */
export function persistent_term_get_2(key: Term, otherwise: Term): Term {
  const value = find(key);
  return value == 0 ? otherwise : value;
}
/** A walk over all entries: the one behind `e`, the first for 0; 0 at the end. */
export function nextEntry(e: usize): usize {
  let bucket: u32 = 0;
  if (e != 0) {
    bucket = (load<u32>(e, ENTRY_HASH) & (size - 1)) + 1;
    e = <usize>load<u32>(e, ENTRY_NEXT);
  }
  for (; e == 0 && bucket < size; bucket++) e = <usize>load<u32>(buckets + (<usize>bucket << 2));
  return e;
}
/** `persistent_term:get()`: all of them, [{Key, Value}]. */
export function persistent_term_get_0(): Term {
  let list: Term = NIL;
  for (let e = nextEntry(0); e != 0; e = nextEntry(e)) list = cons(tuple2(load<i64>(e, ENTRY_KEY), load<i64>(e, ENTRY_VALUE)), list);
  bumpReductions(<i32>(count >> 2));
  return list;
}
/** `persistent_term:erase(Key)`: was it there? */
export function persistent_term_erase_1(key: Term): Term {
  if (count == 0) return am_false;
  const link = findLink(key, internalHash(key));
  const e = <usize>load<u32>(link);
  if (e == 0) return am_false;
  store<u32>(link, load<u32>(e, ENTRY_NEXT));
  retireEntryArea(e);
  rawFree(e);
  count--;
  bytes -= ENTRY_SIZE;
  return am_true;
}
/** `erts_internal:erase_persistent_terms()`: all of them, at the node's end. */
export function erts_internal_erase_persistent_terms_0(): Term {
  for (let i: u32 = 0; i < size; i++) {
    const bucket = buckets + (<usize>i << 2);
    while (load<u32>(bucket) != 0) {
      const e = <usize>load<u32>(bucket);
      store<u32>(bucket, load<u32>(e, ENTRY_NEXT));
      retireEntryArea(e);
      rawFree(e);
    }
  }
  count = 0;
  bytes = 0;
  return am_ok;
}
const PAIRS: usize = memory.data(32, 8);
/** `persistent_term:info()`: #{count, memory}, memory in bytes. */
export function persistent_term_info_0(): Term {
  store<i64>(PAIRS, am_count);
  store<i64>(PAIRS, makeSmall(<i64>count), 8);
  store<i64>(PAIRS, am_memory, 16);
  store<i64>(PAIRS, makeSmall(bytes), 24);
  return mapFromPairs(PAIRS, 2);
}
