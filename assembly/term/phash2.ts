/**
 * phash2: the hash that every OTP since R11 computes alike. The algorithm mixes what it meets into
 * one word, depth first; the pairs of a map are hashed each on its own and their hashes combined by
 * exclusive or, so that the order of keys does not matter.
 */
import { bumpReductions } from "../memory/cells";
import {
  SUB_EXPORT, SUB_EXTERNAL_PID, SUB_EXTERNAL_PORT, SUB_EXTERNAL_REF, SUB_FLATMAP, SUB_FLOAT, SUB_FUN, SUB_HASHMAP,
  IMM2_CATCH, NONE, SUB_NEG_BIG, SUB_POS_BIG, SUB_REF, SUB_TUPLE, Term, boxedHeader, boxedPtr, boxedWord, floatValue, head,
  headerArity, headerSub, isAtom, isBoxed, isCatch, isCons, isLocalPid, isNil, isSmall, makeSmall, smallValue, tail,
} from "./tag";
import {
  FLATMAP_KEYS, FLATMAP_VALUES, FUN_ENTRY, FUN_ENV, FUN_FREE, binaryBase, bitOffset, bitSize, flatmapSize,
} from "./boxed";
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { FUN_ENTRY_INDEX, FUN_ENTRY_MODULE, FUN_ENTRY_OLD_UNIQ } from "../code/fun_entry";
import { hashmapSize, nodeChild, nodeWidth } from "../map/node";
import { atomBytes, atomHashSlot, atomText } from "./atom";
import { pidId, portId, refWord } from "./identity";
import { GOLDEN, GROUP, bytesA, bytesB, bytesC, freeLined, lastBytes, linedUp, mix, mixGroups, resumeBytes } from "./mix";
import { keepStack, pop, push, pushRoomy, restoreStack, stackDepth, stackReserve } from "./work_stack";

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

// What is still to be hashed: terms, and under marks what is to be gone on with. Marks have the tag of catches, which no
// other term has, so that the stack can be kept on a heap:
//     | mark 63 … 9: position | kind: 3 | catch: 6 |
/** The key and value above were hashed. */
const PAIR_END: i64 = 0;
/** The map above was hashed; below: the hash and the pairs' hash from before it, as smalls. */
const MAP_END: i64 = 1;
/** The words from `position` on of the tuple or fun below. */
const WORDS: i64 = 2;
/** The children of the hashmap's node below. */
const NODE: i64 = 3;
/** The bytes from `position` on of the binary below. */
const BYTES: i64 = 4;
const KIND_MASK: i64 = 7;
const POSITION_BITS: i64 = 3;
const MARK_BITS: i64 = 6;
// @ts-ignore: decorator
@inline function mark(kind: i64, position: i64): i64 { return (((position << POSITION_BITS) | kind) << MARK_BITS) | IMM2_CATCH; }
/** Words of a tuple that are put on the stack at once. */
const SOME_WORDS: i32 = 64;
/** Bytes that are hashed for a word. */
const BYTES_A_WORD: i32 = 8;

/** Smalls of the oldest BEAMs have 28 bits: these are hashed as one word, larger ones as a big is. */
const OLD_SMALL_BITS: i64 = 28;
/** Words hashed for one reduction. */
export const WORDS_A_REDUCTION: i32 = 16;

let hash: u32 = 0;
/** Combined hashes of the pairs of the map that is being hashed. */
let pairs: u32 = 0;
/** Words that this step may still hash. */
let left: i32 = 0;

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

/** All 32 bits of phash2(t), in one piece. */
export function portableHash(t: Term): u32 {
  beginHash(t, i32.MAX_VALUE);
  return hash;
}
/** Begins to hash `t` and goes on for about `most` words. Whether it is done; if not, hashingState is what continueHash needs. */
export function beginHash(t: Term, most: i32): bool {
  const bottom = stackDepth();
  hash = 0;
  pairs = 0;
  push(t);
  return runStep(bottom, most);
}
export function continueHash(state: Term, most: i32): bool {
  const bottom = stackDepth();
  restoreStack(state);
  const c = <u32>smallValue(pop()), b = <u32>smallValue(pop()), a = <u32>smallValue(pop());
  resumeBytes(a, b, c);
  pairs = <u32>smallValue(pop());
  hash = <u32>smallValue(pop());
  return runStep(bottom, most);
}
/** The hash, when it is done. */
export function hashValue(): u32 { return hash; }
/** What a step that was not the last left to do. */
export let hashingState: Term = 0;

function runStep(bottom: usize, most: i32): bool {
  left = most;
  while (stackDepth() != bottom && left > 0) {
    left--;
    const t = pop();
    if (isCatch(t)) goOnWith(t);
    else mixTerm(t);
  }
  bumpReductions((most - left) / WORDS_A_REDUCTION);
  if (stackDepth() == bottom) return true;
  push(makeSmall(hash));
  push(makeSmall(pairs));
  push(makeSmall(bytesA));
  push(makeSmall(bytesB));
  push(makeSmall(bytesC));
  hashingState = keepStack(bottom);
  return false;
}
function goOnWith(word: i64): void {
  const position = <i32>(word >> (MARK_BITS + POSITION_BITS));
  switch (<i32>((word >> MARK_BITS) & KIND_MASK)) {
    case <i32>PAIR_END:
      pairs ^= hash;
      hash = 0;
      break;
    case <i32>MAP_END:
      hash = <u32>smallValue(pop());
      mixOne(pairs, KIND_PAIRS);
      pairs = <u32>smallValue(pop());
      break;
    case <i32>WORDS: pushWords(pop(), position); break;
    case <i32>NODE: pushNode(pop()); break;
    default: mixBytes(pop(), position);
  }
}
function mixTerm(t: Term): void {
  while (isCons(t)) {
    t = mixList(t);
    if (t == NONE) return;
  }
  if (!isBoxed(t)) { mixImmediate(t); return; }
  const sub = headerSub(boxedHeader(t));
  if (sub == SUB_FLATMAP || sub == SUB_HASHMAP) enterMap(t, sub);
  else mixObject(t);
}

/** Mixes the bytes that a list starts with four at a time; returns what to hash next, NONE when only what was pushed. */
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
    left--;
    t = tail(t);
    if (!isCons(t)) break;
    if (count == 0 && left <= 0) {
      push(t);
      return NONE;
    }
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

/** Mixes the size in, puts hashes aside and pushes the pairs. */
function enterMap(t: Term, sub: i64): void {
  const n = sub == SUB_FLATMAP ? flatmapSize(t) : hashmapSize(t);
  mixOne(n, KIND_MAP);
  if (n == 0) return;
  push(makeSmall(pairs));
  push(makeSmall(hash));
  push(mark(MAP_END, 0));
  hash = 0;
  pairs = 0;
  if (sub == SUB_HASHMAP) { pushNode(t); return; }
  const p = boxedPtr(t), keys = boxedPtr(load<i64>(p, FLATMAP_KEYS)) + 8;
  for (let i: usize = 0; i < <usize>n << 3; i += 8) pushPair(load<i64>(keys + i), load<i64>(p + i, FLATMAP_VALUES));
}
// @ts-ignore: decorator
@inline function pushPair(key: Term, value: Term): void {
  stackReserve(3);
  pushRoomy(mark(PAIR_END, 0));
  pushRoomy(value);
  pushRoomy(key);
}
function pushNode(t: Term): void {
  const p = boxedPtr(t), width = nodeWidth(p);
  for (let i = 0; i < width; i++) {
    const child = nodeChild(p, i);
    if (isCons(child)) pushPair(head(child), tail(child));
    else {
      push(child);
      push(mark(NODE, 0));
    }
  }
}
function mixObject(t: Term): void {
  const header = boxedHeader(t), p = boxedPtr(t), n = headerArity(header), sub = headerSub(header);
  switch (<i32>(sub >> 2)) {
    case <i32>(SUB_TUPLE >> 2):
      mixOne(n, KIND_TUPLE);
      pushWords(t, 1);
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
      pushWords(t, <i32>(FUN_ENV >> 3));
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
  const seed = KIND_BINARY + hash;
  if (bitSize(t) == 0) { hash = seed; return; }
  resumeBytes(GOLDEN, GOLDEN, seed);
  mixBytes(t, 0);
}
/** Mixes in what this step can pay for of the bytes from `from` on, and at last the bits behind them. */
function mixBytes(t: Term, from: i32): void {
  const bits = bitSize(t), rest = <u32>bits & 7, bytes = <i32>(bits >> 3), whole = bytes - bytes % GROUP;
  const most = max(<i32>min<i64>(<i64>left * BYTES_A_WORD, bytes), GROUP), n = min(most - most % GROUP, whole - from), to = from + n;
  const end = to < whole ? <i64>to << 3 : bits;
  const p = linedUp(binaryBase(t), bitOffset(t) + (<i64>from << 3), end - (<i64>from << 3));
  mixGroups(p, n);
  left -= n / BYTES_A_WORD;
  if (to < whole) {
    push(t);
    push(mark(BYTES, to));
  } else {
    hash = lastBytes(p + <usize>n, bytes);
    if (rest != 0) mixTwo(rest, load<u8>(p + <usize>(bytes - from)) >>> (8 - rest), KIND_LAST_BITS);
  }
  freeLined();
}
/** Pushes the words of a tuple or fun from number `from` on, so that the first comes first. */
function pushWords(t: Term, from: i32): void {
  const n = headerArity(boxedHeader(t)), last = min(n, from + SOME_WORDS - 1);
  stackReserve(last - from + 3);
  if (last < n) {
    pushRoomy(t);
    pushRoomy(mark(WORDS, last + 1));
  }
  for (let i = last; i >= from; i--) pushRoomy(boxedWord(t, i));
}
