/**
 * phash2: the hash that every OTP since R11 computes alike. The algorithm mixes what it meets into
 * one word, depth first; the pairs of a map are hashed each on its own and their hashes combined by
 * exclusive or, so that the order of keys does not matter.
 */
import { bumpReductions } from "../memory/cells";
import {
  SUB_EXPORT, SUB_EXTERNAL_PID, SUB_EXTERNAL_PORT, SUB_EXTERNAL_REF, SUB_FLATMAP, SUB_FLOAT, SUB_FUN, SUB_HASHMAP,
  SUB_NEG_BIG, SUB_POS_BIG, SUB_REF, SUB_TUPLE, Term, boxedHeader, boxedPtr, floatValue, head, headerArity, headerSub, isAtom, isBoxed,
  isCons, isLocalPid, isNil, isSmall, smallValue, tail,
} from "./tag";
import {
  FLATMAP_KEYS, FLATMAP_VALUES, FUN_ENTRY, FUN_ENV, FUN_FREE, binaryBase, bitOffset, bitSize, flatmapSize,
} from "./boxed";
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { FUN_ENTRY_INDEX, FUN_ENTRY_MODULE, FUN_ENTRY_OLD_UNIQ } from "../code/fun_entry";
import { hashmapSize, nodeChild, nodeWidth } from "../map/node";
import { atomBytes, atomHashSlot, atomText } from "./atom";
import { pidId, portId, refWord } from "./identity";
import { GOLDEN, freeLined, hashBytes, linedUp, mix } from "./mix";
import { pop, push, pushRoomy, stackDepth, stackReserve } from "./work_stack";

/** Hash of the empty list on its own. */
const NIL_ALONE: u32 = 3468870702;
/** What the algorithm mixes in for the empty list elsewhere. */
const NIL_INSIDE: u32 = 2;

// Multiples of the golden ratio tell kinds of terms apart.
const KIND_NIL: u32 = 2 * GOLDEN;
const KIND_ATOM: u32 = 3 * GOLDEN;
const KIND_BYTES: u32 = 4 * GOLDEN;
const KIND_PID: u32 = 5 * GOLDEN;
const KIND_PORT: u32 = 6 * GOLDEN;
const KIND_REF: u32 = 7 * GOLDEN;
const KIND_TUPLE: u32 = 9 * GOLDEN;
const KIND_NEGATIVE: u32 = 10 * GOLDEN;
const KIND_POSITIVE: u32 = 11 * GOLDEN;
const KIND_FLOAT: u32 = 12 * GOLDEN;
const KIND_BINARY: u32 = 13 * GOLDEN;
const KIND_FUNCTION: u32 = 14 * GOLDEN;
const KIND_LAST_BITS: u32 = 15 * GOLDEN;
const KIND_MAP: u32 = 16 * GOLDEN;
const KIND_PAIRS: u32 = 19 * GOLDEN;

/** Marks on the stack; no term has their tag. After MAP_END lie the hash and the pairs' hash from before the map. */
const MAP_END: i64 = 4;
const PAIR_END: i64 = 8;

/** Smalls of the oldest BEAMs have 28 bits: these are hashed as one word, larger ones as a big is. */
const OLD_SMALL_BITS: i64 = 28;
/** Words hashed for one reduction. */
const WORDS_A_REDUCTION: i32 = 16;

let hash: u32 = 0;
let work: i32 = 0;

// @ts-ignore: decorator
@inline function mixTwo(x: u32, y: u32, kind: u32): void { hash = mix(kind + x, kind + y, hash); }
// @ts-ignore: decorator
@inline function mixOne(x: u32, kind: u32): void { mixTwo(x, 0, kind); }

function mixSmall(v: i64): void {
  if ((v << (64 - OLD_SMALL_BITS)) >> (64 - OLD_SMALL_BITS) == v) {
    if (v < 0) mixOne(<u32>-v, GOLDEN); // negative numbers are mixed twice
    mixOne(<u32>v, GOLDEN);
    return;
  }
  const m = abs(v);
  mixTwo(<u32>m, <u32>(m >>> 32), v < 0 ? KIND_NEGATIVE : KIND_POSITIVE);
}

/** hashpjw over the characters of an atom, those below 256 taken as Latin-1; kept in the atom table. */
export function atomHash(t: Term): u32 {
  const slot = atomHashSlot(t), known = load<u32>(slot);
  if (known != 0) return known;
  let p = atomText(t), h: u32 = 0;
  for (const end = p + <usize>atomBytes(t); p < end; p++) {
    let v = <u32>load<u8>(p);
    if ((v & 0xfe) == 0xc2 && p + 1 < end) {
      p++;
      v = ((v << 6) | (<u32>load<u8>(p) & 0x3f)) & 0xff;
    }
    h = (h << 4) + v;
    const g = h & 0xf0000000;
    if (g != 0) h = (h ^ (g >>> 24)) ^ g;
  }
  store<u32>(slot, h);
  return h;
}

/** All 32 bits of phash2(t). */
export function portableHash(t: Term): u32 {
  const bottom = stackDepth();
  let pairs: u32 = 0;
  hash = 0;
  work = 0;
  while (true) {
    if (isCons(t)) { t = mixList(t); if (t != 0) continue; }
    else if (!isBoxed(t)) mixImmediate(t);
    else {
      const sub = headerSub(boxedHeader(t));
      if (sub == SUB_FLATMAP || sub == SUB_HASHMAP) pairs = enterMap(t, sub, pairs);
      else mixObject(t);
    }
    work++;
    for (;;) {
      if (stackDepth() == bottom) {
        bumpReductions(work / WORDS_A_REDUCTION);
        return hash;
      }
      t = pop();
      if (t == PAIR_END) {
        pairs ^= hash;
        hash = 0;
      } else if (t == MAP_END) {
        hash = <u32>pop();
        mixOne(pairs, KIND_PAIRS);
        pairs = <u32>pop();
      } else break;
    }
  }
}

/** Mixes the bytes that a list starts with four at a time; returns what to hash next, 0 when only what was pushed. */
function mixList(t: Term): Term {
  let count = 0, word: u32 = 0;
  while (true) {
    const x = head(t);
    if (!isSmall(x) || <u64>smallValue(x) > 255) break;
    word = (word << 8) + <u32>smallValue(x);
    if (count == 3) {
      mixOne(word, KIND_BYTES);
      count = 0;
      word = 0;
    } else count++;
    work++;
    t = tail(t);
    if (!isCons(t)) break;
  }
  if (count > 0) mixOne(word, KIND_BYTES);
  if (!isCons(t)) return t;
  push(tail(t));
  return head(t);
}

function mixImmediate(t: Term): void {
  if (isSmall(t)) mixSmall(smallValue(t));
  else if (isAtom(t)) {
    if (hash == 0) hash = atomHash(t);
    else mixOne(atomHash(t), KIND_ATOM);
  } else if (isNil(t)) {
    if (hash == 0) hash = NIL_ALONE;
    else mixOne(NIL_INSIDE, KIND_NIL);
  } else if (isLocalPid(t)) mixOne(pidId(t), KIND_PID);
  else mixOne(<u32>portId(t), KIND_PORT);
}

/** Mixes the size in, puts hashes aside and pushes the pairs; returns the pairs' hash to go on with. */
function enterMap(t: Term, sub: i64, pairs: u32): u32 {
  const n = sub == SUB_FLATMAP ? flatmapSize(t) : hashmapSize(t);
  mixOne(n, KIND_MAP);
  if (n == 0) return pairs;
  push(pairs);
  push(hash);
  push(MAP_END);
  hash = 0;
  if (sub == SUB_HASHMAP) { pushNode(boxedPtr(t)); return 0; }
  const p = boxedPtr(t), keys = boxedPtr(load<i64>(p, FLATMAP_KEYS)) + 8;
  for (let i: usize = 0; i < <usize>n << 3; i += 8) pushPair(load<i64>(keys + i), load<i64>(p + i, FLATMAP_VALUES));
  return 0;
}
// @ts-ignore: decorator
@inline function pushPair(key: Term, value: Term): void {
  stackReserve(3);
  pushRoomy(PAIR_END);
  pushRoomy(value);
  pushRoomy(key);
}
/** As deep as the trie. */
function pushNode(p: usize): void {
  const width = nodeWidth(p);
  for (let i = 0; i < width; i++) {
    const child = nodeChild(p, i);
    if (isCons(child)) pushPair(head(child), tail(child));
    else pushNode(boxedPtr(child));
  }
}
function mixObject(t: Term): void {
  const header = boxedHeader(t), p = boxedPtr(t), n = headerArity(header), sub = headerSub(header);
  switch (<i32>(sub >> 2)) {
    case <i32>(SUB_TUPLE >> 2):
      mixOne(n, KIND_TUPLE);
      pushWords(p + 8, n);
      break;
    case <i32>(SUB_POS_BIG >> 2):
    case <i32>(SUB_NEG_BIG >> 2):
      for (let i: usize = 8; i <= <usize>n << 3; i += 8)
        mixTwo(load<u32>(p + i), load<u32>(p + i, 4), sub == SUB_NEG_BIG ? KIND_NEGATIVE : KIND_POSITIVE);
      break;
    case <i32>(SUB_FLOAT >> 2): {
      const v = floatValue(t), bits = v == 0 ? 0 : reinterpret<u64>(v);
      mixTwo(<u32>(bits >> 32), <u32>bits, KIND_FLOAT);
      break;
    }
    case <i32>(SUB_FUN >> 2): {
      const entry = <usize>load<u32>(p, FUN_ENTRY), free = load<i32>(p, FUN_FREE);
      mixTwo(free, atomHash(load<i64>(entry, FUN_ENTRY_MODULE)), GOLDEN);
      mixTwo(load<u32>(entry, FUN_ENTRY_INDEX), load<u32>(entry, FUN_ENTRY_OLD_UNIQ), GOLDEN);
      pushWords(p + FUN_ENV, free);
      break;
    }
    case <i32>(SUB_EXPORT >> 2): {
      const entry = <usize>load<u32>(p, FUN_ENTRY);
      mixTwo(load<u32>(entry, EXPORT_ARITY), atomHash(load<i64>(entry, EXPORT_MODULE)), GOLDEN);
      mixOne(atomHash(load<i64>(entry, EXPORT_FUNCTION)), KIND_FUNCTION);
      break;
    }
    case <i32>(SUB_EXTERNAL_PID >> 2): mixOne(pidId(t), KIND_PID); break;
    case <i32>(SUB_EXTERNAL_PORT >> 2): mixOne(<u32>portId(t), KIND_PORT); break;
    case <i32>(SUB_REF >> 2):
    case <i32>(SUB_EXTERNAL_REF >> 2):
      mixOne(refWord(t, 0), KIND_REF);
      break;
    default: mixBits(t);
  }
}
function mixBits(t: Term): void {
  const bits = bitSize(t), rest = <u32>bits & 7, seed = KIND_BINARY + hash;
  if (bits == 0) { hash = seed; return; }
  const p = linedUp(binaryBase(t), bitOffset(t), bits), bytes = <i32>(bits >> 3);
  hash = hashBytes(p, bytes, seed);
  if (rest != 0) mixTwo(rest, load<u8>(p + <usize>bytes) >>> (8 - rest), KIND_LAST_BITS);
  freeLined();
  work += bytes >> 3;
}
function pushWords(p: usize, n: i32): void {
  stackReserve(n);
  for (let i = n - 1; i >= 0; i--) pushRoomy(load<i64>(p + (<usize>i << 3)));
}
