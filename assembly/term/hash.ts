/**
 * The core's own hash of terms, for hashmaps and ETS: faster than phash2 (phash2.ts), and worth nothing
 * outside this run, since it takes in addresses and atom numbers.
 */
import { bumpReductions } from "../memory/cells";
import {
  SUB_EXPORT, SUB_EXTERNAL_PID, SUB_EXTERNAL_PORT, SUB_EXTERNAL_REF, SUB_FLATMAP, SUB_FLOAT, SUB_FUN, SUB_HASHMAP,
  SUB_NEG_BIG, SUB_POS_BIG, SUB_REF, SUB_TUPLE, Term, boxedHeader, boxedPtr, floatValue, head, headerArity, headerSub,
  isBoxed, isCons, isImmediate, tail,
} from "./tag";
import { FLATMAP_KEYS, FLATMAP_VALUES, FUN_ENTRY, FUN_ENV, FUN_FREE, binaryBase, bitOffset, bitSize } from "./boxed";
import { nodeBitmap, nodeChild, nodeWidth } from "../map/node";
import { freeLined, linedUp } from "./mix";
import { creationOf, nodeOf, refCount, refWord } from "./identity";
import { pop, push, pushRoomy, stackDepth, stackReserve } from "./work_stack";

const SEED: u32 = 0x2f0b4c47;
/** Words hashed for one reduction. */
const WORDS_A_REDUCTION: i32 = 16;
let work: i32 = 0;

// Steps of MurmurHash3 (Austin Appleby, public domain).
// @ts-ignore: decorator
@inline function mixWord(h: u32, k: u32): u32 {
  return rotl<u32>(h ^ (rotl<u32>(k * 0xcc9e2d51, 15) * 0x1b873593), 13) * 5 + 0xe6546b64;
}
// @ts-ignore: decorator
@inline function mixLong(h: u32, k: u64): u32 { return mixWord(mixWord(h, <u32>k), <u32>(k >> 32)); }
// @ts-ignore: decorator
@inline function finish(h: u32): u32 {
  h = (h ^ (h >>> 16)) * 0x85ebca6b;
  h = (h ^ (h >>> 13)) * 0xc2b2ae35;
  return h ^ (h >>> 16);
}

/** A hash that is equal for terms equal under `=:=`; it means nothing outside this process of the host. */
export function internalHash(t: Term): u32 {
  if (isImmediate(t)) return finish(mixLong(SEED, t));
  const bottom = stackDepth();
  let h = SEED;
  work = 0;
  while (true) {
    if (isCons(t)) {
      h = mixWord(h, 1);
      do {
        const x = head(t);
        t = tail(t);
        work++;
        if (!isImmediate(x)) { push(t); t = x; break; }
        h = mixLong(h, x);
      } while (isCons(t));
      continue;
    }
    h = isBoxed(t) ? hashObject(h, t) : mixLong(h, t);
    if (stackDepth() == bottom) break;
    t = pop();
  }
  bumpReductions(work / WORDS_A_REDUCTION);
  return finish(h);
}

/** Mixes in what a boxed term holds of its own and pushes the terms inside. */
function hashObject(h: u32, t: Term): u32 {
  const p = boxedPtr(t), header = boxedHeader(t), n = headerArity(header), sub = headerSub(header);
  switch (<i32>(sub >> 2)) {
    case <i32>(SUB_TUPLE >> 2):
      pushWords(p + 8, n);
      return mixWord(h, <u32>header);
    case <i32>(SUB_POS_BIG >> 2):
    case <i32>(SUB_NEG_BIG >> 2):
      h = mixWord(h, <u32>header);
      for (let i: usize = 8; i <= <usize>n << 3; i += 8) h = mixLong(h, load<u64>(p + i));
      return h;
    case <i32>(SUB_FLOAT >> 2): {
      const v = floatValue(t);
      return mixLong(mixWord(h, 2), v == 0 ? 0 : reinterpret<u64>(v)); // 0.0 =:= -0.0
    }
    case <i32>(SUB_REF >> 2):
    case <i32>(SUB_EXTERNAL_REF >> 2):
      // not by node for those of this one: its name changes when it becomes distributed
      h = sub == SUB_REF ? mixWord(h, 3) : mixWord(mixLong(h, nodeOf(t)), creationOf(t));
      for (let i = refCount(t) - 1; i >= 0; i--) h = mixWord(h, refWord(t, i));
      return h;
    case <i32>(SUB_EXTERNAL_PID >> 2):
    case <i32>(SUB_EXTERNAL_PORT >> 2):
      for (let i: usize = 0; i <= <usize>n << 3; i += 8) h = mixLong(h, load<u64>(p + i));
      return h;
    case <i32>(SUB_FUN >> 2):
      pushWords(p + FUN_ENV, load<i32>(p, FUN_FREE));
      return mixWord(h, load<u32>(p, FUN_ENTRY));
    case <i32>(SUB_EXPORT >> 2):
      return mixWord(h, load<u32>(p, 8));
    case <i32>(SUB_FLATMAP >> 2):
      // sorted keys, so equal maps hash in the same order
      pushWords(p + FLATMAP_VALUES, n - 1);
      push(load<i64>(p, FLATMAP_KEYS));
      return mixWord(h, <u32>header);
    case <i32>(SUB_HASHMAP >> 2):
      return hashNode(h, p);
    default: {
      const bits = bitSize(t);
      h = hashRun(mixLong(h, bits), linedUp(binaryBase(t), bitOffset(t), bits), bits);
      freeLined();
      return h;
    }
  }
}
/** The trie of a set of keys has one form, but a collision node has its leaves in any order: it gives its size only. */
function hashNode(h: u32, p: usize): u32 {
  const width = nodeWidth(p), bitmap = nodeBitmap(p);
  h = mixWord(mixWord(h, bitmap), width);
  if (bitmap == 0) return h;
  work += width;
  for (let i = width - 1; i >= 0; i--) push(nodeChild(p, i));
  return h;
}
function pushWords(p: usize, n: i32): void {
  stackReserve(n);
  for (let i = n - 1; i >= 0; i--) pushRoomy(load<i64>(p + (<usize>i << 3)));
  work += n;
}
function hashRun(h: u32, p: usize, bits: i64): u32 {
  const bytes = <usize>(bits >> 3), rest = <u32>bits & 7;
  work += <i32>(bytes >> 3);
  let i: usize = 0;
  for (; i + 8 <= bytes; i += 8) h = mixLong(h, load<u64>(p + i));
  let last: u64 = 0;
  for (; i < bytes; i++) last = (last << 8) | load<u8>(p + i);
  if (rest != 0) last = (last << 8) | (load<u8>(p + i) >>> (8 - rest));
  return mixLong(h, last);
}
