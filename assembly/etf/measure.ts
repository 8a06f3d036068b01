/**
 * The first pass over external format: is it sound, and how many heap words does it decode to?
 * Nothing is allocated for what a damaged or hostile size says: a count that its bytes cannot hold ends it.
 *
 * Terms are counted as they come (`pending`: how many are still to be read), so no stack is needed,
 * but for maps with more than 32 keys. The size of their trie depends on the keys' hashes, so each
 * key is decoded into scratch memory as soon as its end is known; such a map's frame is
 *
 *     | places address:u32 pairs:u32 | pairs begun:u32 in value:u32 | pending outside | key start:u32 | words before key |
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { releaseOffHeap } from "../memory/binary";
import { EXPORT_FUN_WORDS, FLATMAP_LIMIT, FUN_FIXED_WORDS, HEAP_BINARY_LIMIT, REFC_WORDS, SUB_WORDS } from "../term/boxed";
import { internalHash } from "../term/hash";
import { BIG_MAX_LIMBS } from "../term/big";
import { isFinite64 } from "../term/float";
import { findExport, isExported } from "../code/registry";
import { trieOrder, trieWords } from "../map/build";
import { stackCut, stackDepth, stackReserve, stackTop } from "../term/work_stack";
import { hostParseFloat } from "../host";
import { decodeTerm } from "./decode";
import {
  blocksAllowed, get16, get32, get64, get8, identityEnd, measureIdentity, onlyExistingAtoms, readAtom, skipAtom,
} from "./reader";
import {
  ATOM_EXT, ATOM_UTF8_EXT, BINARY_EXT, BIT_BINARY_EXT, BLOCK_EXT, EXPORT_EXT, FLOAT_EXT, FLOAT_TEXT_BYTES, INTEGER_EXT,
  LARGE_BIG_EXT, LARGE_TUPLE_EXT, LIST_EXT, MAP_EXT, NEWER_REFERENCE_EXT, NEW_FLOAT_EXT, NEW_FUN_EXT, NEW_PID_EXT,
  NEW_PORT_EXT, NEW_REFERENCE_EXT, NIL_EXT, PID_EXT, PORT_EXT, REFERENCE_EXT, SMALL_ATOM_EXT, SMALL_ATOM_UTF8_EXT,
  SMALL_BIG_EXT, SMALL_INTEGER_EXT, SMALL_TUPLE_EXT, STRING_EXT, V4_PORT_EXT,
} from "./tags";

/** More words than a wasm32 memory can hold. */
const MAX_WORDS: i64 = 1 << 28;
const FUN_HEAD: usize = 28;

const FRAME_PLACES: usize = 0;
const FRAME_PAIRS: usize = 4;
const FRAME_BEGUN: usize = 8;
const FRAME_IN_VALUE: usize = 12;
const FRAME_PENDING: usize = 16;
const FRAME_KEY: usize = 24;
const FRAME_WORDS: usize = 32;
const FRAME_BYTES: usize = 40;

let at: usize = 0;
let end: usize = 0;
let pending: i64 = 0;
let words: i64 = 0;
let bottom: usize = 0;
/** Where the last measured term ended: what lies behind it is not looked at. */
export let measuredEnd: usize = 0;

/** Heap words of the term at `p` (no version byte), or -1 when it is damaged or longer than `bytes`. */
export function measureTerm(p: usize, bytes: i32): i32 {
  at = p;
  end = p + <usize>bytes;
  pending = 1;
  words = 0;
  bottom = stackDepth();
  let sound = true;
  while (sound) {
    while (pending == 0 && stackDepth() != bottom) if (!stepMap()) { sound = false; break; }
    if (!sound || pending == 0) break;
    pending--;
    sound = measureOne() && words <= MAX_WORDS;
  }
  if (!sound) { dropFrames(); return -1; }
  measuredEnd = at;
  return <i32>words;
}

function dropFrames(): void {
  while (stackDepth() != bottom) {
    rawFree(<usize>load<u32>(stackTop - FRAME_BYTES, FRAME_PLACES));
    stackCut(stackDepth() - FRAME_BYTES);
  }
}

/** `n` bytes are there; goes past them. */
// @ts-ignore: decorator
@inline function take(n: usize): bool {
  if (end - at < n) return false;
  at += n;
  return true;
}
// @ts-ignore: decorator
@inline function room(n: usize): bool { return end - at >= n; }
/** `n` more terms, which need a byte each at least. */
function expect(n: i64): bool {
  if (<i64>(end - at) < n) return false;
  pending += n;
  return true;
}

function measureOne(): bool {
  if (at >= end) return false;
  const tag = <u8>get8(at);
  switch (tag) {
    case SMALL_INTEGER_EXT: return take(2);
    case INTEGER_EXT: return take(5);
    case NIL_EXT: return take(1);
    case NEW_FLOAT_EXT:
      words += 2;
      return room(9) && isFinite64(reinterpret<f64>(get64(at + 1))) && take(9);
    case FLOAT_EXT:
      words += 2;
      return room(FLOAT_TEXT_BYTES + 1) && isFinite64(textFloat(at + 1)) && take(FLOAT_TEXT_BYTES + 1);
    case ATOM_EXT:
    case ATOM_UTF8_EXT:
    case SMALL_ATOM_EXT:
    case SMALL_ATOM_UTF8_EXT: return skipTo(skipAtom(at, end));
    case SMALL_TUPLE_EXT: return room(2) && tuple(get8(at + 1), 2);
    case LARGE_TUPLE_EXT: return room(5) && tuple(get32(at + 1), 5);
    case STRING_EXT: {
      if (!room(3)) return false;
      const n = get16(at + 1);
      words += <i64>n * 2;
      return take(3 + n);
    }
    case LIST_EXT: {
      if (!room(5)) return false;
      const n = <i64>get32(at + 1);
      words += n * 2;
      return take(5) && expect(n + 1);
    }
    case MAP_EXT: return room(5) && map(get32(at + 1));
    case BINARY_EXT: return room(5) && binary(get32(at + 1), 5);
    case BIT_BINARY_EXT: {
      if (!room(6)) return false;
      const n = get32(at + 1), bits = get8(at + 5);
      if (bits > 8 || (bits == 0) != (n == 0)) return false;
      words += SUB_WORDS + 1;
      return binary(n, 6);
    }
    case BLOCK_EXT: {
      if (!blocksAllowed || !room(9)) return false;
      words += REFC_WORDS + 1;
      return take(9);
    }
    case SMALL_BIG_EXT: return room(3) && big(get8(at + 1), 3);
    case LARGE_BIG_EXT: return room(6) && big(get32(at + 1), 6);
    case PID_EXT:
    case NEW_PID_EXT:
    case PORT_EXT:
    case NEW_PORT_EXT:
    case V4_PORT_EXT:
    case REFERENCE_EXT:
    case NEW_REFERENCE_EXT:
    case NEWER_REFERENCE_EXT: {
      const n = measureIdentity(at, end);
      words += n;
      return n != 0 && skipTo(identityEnd);
    }
    case NEW_FUN_EXT: return fun();
    case EXPORT_EXT: return exportFun();
    default: return false;
  }
}

// @ts-ignore: decorator
@inline function skipTo(p: usize): bool { at = p; return p != 0; }
function tuple(n: u32, head: usize): bool {
  words += <i64>n + 1;
  return take(head) && expect(n);
}
function binary(n: u32, head: usize): bool {
  if (end - at - head < n) return false;
  words += n <= <u32>HEAP_BINARY_LIMIT ? 2 + <i64>((n + 7) >> 3) : <i64>REFC_WORDS + 1;
  return take(head + n);
}
function big(n: u32, head: usize): bool {
  if (end - at - head < n || n > <u32>BIG_MAX_LIMBS << 3) return false;
  words += 1 + <i64>((n + 7) >> 3);
  return take(head + n);
}
/** The float of a FLOAT_EXT's text. */
export function textFloat(p: usize): f64 {
  let n = 0;
  while (n < FLOAT_TEXT_BYTES && get8(p + <usize>n) != 0) n++;
  return hostParseFloat(p, n);
}
function integerAt(p: usize): usize {
  const tag = p < end ? <u8>get8(p) : 0;
  const n: usize = tag == SMALL_INTEGER_EXT ? 2 : tag == INTEGER_EXT ? 5 : 0;
  return n == 0 || end - p < n ? 0 : p + n;
}
function fun(): bool {
  if (!room(1 + FUN_HEAD + 1)) return false;
  const free = get32(at + 26);
  let p = skipAtom(at + 1 + FUN_HEAD + 1, end);
  if (p != 0) p = integerAt(p);
  if (p != 0) p = integerAt(p);
  if (p == 0 || p >= end) return false;
  const tag = get8(p);
  const creator = tag == PID_EXT || tag == NEW_PID_EXT ? measureIdentity(p, end) : 0;
  if (creator == 0) return false;
  at = identityEnd;
  words += creator + FUN_FIXED_WORDS + 1 + <i64>free;
  return expect(free);
}
function exportFun(): bool {
  const m = at + 1, f = skipAtom(m, end);
  if (f == 0) return false;
  const a = skipAtom(f, end), after = a == 0 ? <usize>0 : integerAt(a);
  if (after == 0 || integerValue(a) < 0) return false;
  if (onlyExistingAtoms && !isExported(findExport(readAtom(m), readAtom(f), integerValue(a)))) return false;
  words += EXPORT_FUN_WORDS + 1;
  return skipTo(after);
}
/** Value of a SMALL_INTEGER_EXT or INTEGER_EXT. */
export function integerValue(p: usize): i32 { return get8(p) == SMALL_INTEGER_EXT ? get8(p + 1) : <i32>get32(p + 1); }

function map(n: u32): bool {
  if (<i64>(end - at) - 5 < <i64>n * 2) return false;
  at += 5;
  if (n <= <u32>FLATMAP_LIMIT) {
    words += <i64>n * 2 + 3;
    return expect(<i64>n * 2);
  }
  stackReserve(<i32>(FRAME_BYTES >> 3));
  const frame = stackTop;
  stackCut(stackDepth() + FRAME_BYTES);
  store<u32>(frame, <u32>rawAlloc(<usize>n << 3), FRAME_PLACES);
  store<u32>(frame, n, FRAME_PAIRS);
  store<u32>(frame, 0, FRAME_BEGUN);
  store<i64>(frame, pending, FRAME_PENDING);
  beginKey(frame);
  return true;
}
function beginKey(frame: usize): void {
  store<u32>(frame, 0, FRAME_IN_VALUE);
  store<u32>(frame, <u32>at, FRAME_KEY);
  store<i64>(frame, words, FRAME_WORDS);
  pending = 1;
}
/** A key or a value of the innermost large map has been read. */
function stepMap(): bool {
  const frame = stackTop - FRAME_BYTES;
  const begun = load<u32>(frame, FRAME_BEGUN), pairs = load<u32>(frame, FRAME_PAIRS);
  const places = <usize>load<u32>(frame, FRAME_PLACES);
  if (load<u32>(frame, FRAME_IN_VALUE) == 0) {
    const hash = keyHash(<usize>load<u32>(frame, FRAME_KEY), <i32>(words - load<i64>(frame, FRAME_WORDS)));
    if (!keySound) return false;
    const here = stackTop - FRAME_BYTES; // the stack may have moved
    store<u64>(places + (<usize>begun << 3), (<u64>trieOrder(hash) << 32) | <u64>begun);
    store<u32>(here, begun + 1, FRAME_BEGUN);
    store<u32>(here, 1, FRAME_IN_VALUE);
    pending = 1;
    return true;
  }
  if (begun < pairs) { beginKey(frame); return true; }
  words += trieWords(places, pairs);
  pending = load<i64>(frame, FRAME_PENDING);
  rawFree(places);
  stackCut(stackDepth() - FRAME_BYTES);
  return true;
}
let keySound: bool = false;
const scratchOffHeap: usize = memory.data(8);
function keyHash(p: usize, n: i32): u32 {
  const scratch = rawAlloc(<usize>n << 3);
  store<u32>(scratchOffHeap, 0);
  const key = decodeTerm(p, scratch, scratchOffHeap);
  keySound = key != 0;
  const hash = keySound ? internalHash(key) : 0;
  releaseOffHeap(<usize>load<u32>(scratchOffHeap));
  rawFree(scratch);
  return hash;
}
