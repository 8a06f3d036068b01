/**
 * The order of terms:
 *
 *     number < atom < reference < fun < port < pid < tuple < map < nil < list < bitstring
 *
 * Two orders share one walk. In the arithmetic one (`<`, `==`) 1 and 1.0 are equal; in the exact one
 * (keys of maps, erts_internal:cmp_term/2) every integer comes before every float.
 */
import { bumpReductions } from "../memory/cells";
import {
  SUB_EXTERNAL_PID, SUB_EXTERNAL_PORT, SUB_EXTERNAL_REF, SUB_EXPORT, SUB_FLATMAP, SUB_FLOAT, SUB_FUN, SUB_HASHMAP,
  SUB_NEG_BIG, SUB_POS_BIG, SUB_REF, SUB_TUPLE, TAG_IMMEDIATE, TAG_LIST, TAG_MASK, Term, areSmall, boxedPtr,
  boxedSub, floatValue, head, isAtom, isBoxed, isCons, isFloat, isImmediate, isLocalPid, isNil, isSmall, tail, tupleArity,
} from "./tag";
import {
  FLATMAP_KEYS, FLATMAP_VALUES, FUN_ENTRY, FUN_ENV, FUN_FREE, binaryBase, bitOffset, bitSize,
} from "./boxed";
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { FUN_ENTRY_INDEX, FUN_ENTRY_MODULE, FUN_ENTRY_OLD_UNIQ } from "../code/fun_entry";
import { compareBits } from "../binary/bits";
import { compareAtoms } from "./atom";
import { compareIntegers } from "./big";
import { compareIntegerFloat } from "./float";
import { mapSize } from "../map/cursor";
import { PAIR_BYTES, sortedPairs } from "./map_pairs";
import { rawAlloc, rawFree } from "../memory/alloc";
import { MAX_REF_COUNT, creationOf, nodeOf, pidId, pidSerial, portId, refWord } from "./identity";
import { hasNoParts } from "./equal";
import { pop, push, pushRoomy, stackCut, stackDepth, stackReserve } from "./work_stack";

const RANK_NUMBER: i32 = 0;
const RANK_ATOM: i32 = 1;
const RANK_REF: i32 = 2;
const RANK_FUN: i32 = 3;
const RANK_PORT: i32 = 4;
const RANK_PID: i32 = 5;
const RANK_TUPLE: i32 = 6;
const RANK_MAP: i32 = 7;
const RANK_NIL: i32 = 8;
const RANK_LIST: i32 = 9;
const RANK_BITSTRING: i32 = 10;

/** On the stack between pairs: below it the order is the arithmetic one again. No term has its tag. */
const BACK_TO_ARITHMETIC: i64 = 4;
/** Words compared for one reduction. */
const WORDS_A_REDUCTION: i32 = 16;
let work: i32 = 0;

/** Negative, 0 or positive. Walks with the work stack; charges reductions for what it looked at. */
export function compareTerms(a: Term, b: Term, exact: bool): i32 {
  if (a == b) return 0;
  if (areSmall(a, b)) return a < b ? -1 : 1;
  if (isAtom(a) && isAtom(b)) return compareAtoms(a, b);
  const bottom = stackDepth();
  work = 0;
  mapKeysFollow = false;
  let order = compareParts(a, b, exact);
  while (order == 0 && stackDepth() != bottom) {
    // the pairs that compareMaps pushed last are keys, up to the mark
    if (mapKeysFollow) { exact = true; mapKeysFollow = false; }
    b = pop();
    if (b == BACK_TO_ARITHMETIC) { exact = false; continue; }
    a = pop();
    if (a != b) order = compareParts(a, b, exact);
  }
  if (order != 0) stackCut(bottom);
  if (work >= WORDS_A_REDUCTION) bumpReductions(work / WORDS_A_REDUCTION);
  return order;
}
function compareParts(a: Term, b: Term, exact: bool): i32 {
  work++;
  if (isCons(a) && isCons(b)) return compareLists(a, b, exact);
  const rank = rankOf(a), other = rankOf(b);
  if (rank != other) return rank - other;
  return rank == RANK_MAP ? compareMaps(a, b, exact) : compareAlike(rank, a, b, exact);
}

/** The exact order of two terms, that of the keys of maps: negative, 0 or positive. */
export function compareExact(a: Term, b: Term): i32 { return compareTerms(a, b, true); }

function rankOf(t: Term): i32 {
  const tag = t & TAG_MASK;
  if (tag == TAG_LIST) return RANK_LIST;
  if (tag == TAG_IMMEDIATE) {
    if (isSmall(t)) return RANK_NUMBER;
    if (isAtom(t)) return RANK_ATOM;
    if (isNil(t)) return RANK_NIL;
    return isLocalPid(t) ? RANK_PID : RANK_PORT;
  }
  switch (<i32>(boxedSub(t) >> 2)) {
    case <i32>(SUB_TUPLE >> 2): return RANK_TUPLE;
    case <i32>(SUB_POS_BIG >> 2):
    case <i32>(SUB_NEG_BIG >> 2):
    case <i32>(SUB_FLOAT >> 2): return RANK_NUMBER;
    case <i32>(SUB_REF >> 2):
    case <i32>(SUB_EXTERNAL_REF >> 2): return RANK_REF;
    case <i32>(SUB_FUN >> 2):
    case <i32>(SUB_EXPORT >> 2): return RANK_FUN;
    case <i32>(SUB_FLATMAP >> 2):
    case <i32>(SUB_HASHMAP >> 2): return RANK_MAP;
    case <i32>(SUB_EXTERNAL_PID >> 2): return RANK_PID;
    case <i32>(SUB_EXTERNAL_PORT >> 2): return RANK_PORT;
    default: return RANK_BITSTRING;
  }
}

/** Whether comparing `t` with anything pushes nothing. */
// @ts-ignore: decorator
@inline function isLeaf(t: Term): bool { return isImmediate(t) || (isBoxed(t) && hasNoParts(t)); }

/** Two lists: skips heads that are equal without a walk, pushes what needs a look inside. */
function compareLists(a: Term, b: Term, exact: bool): i32 {
  while (true) {
    work++;
    const x = head(a), y = head(b);
    a = tail(a);
    b = tail(b);
    if (x != y) {
      if (areSmall(x, y)) return x < y ? -1 : 1;
      if (!isLeaf(x)) {
        push(a);
        push(b);
        push(x);
        push(y);
        return 0;
      }
      const order = compareParts(x, y, exact);
      if (order != 0) return order;
    }
    if (a == b) return 0;
    if (!isCons(a) || !isCons(b)) {
      push(a);
      push(b);
      return 0;
    }
  }
}

/** Two terms of one rank that are no lists and no maps; pushes the parts that decide when 0. */
function compareAlike(rank: i32, a: Term, b: Term, exact: bool): i32 {
  switch (rank) {
    case RANK_NUMBER: return compareNumbers(a, b, exact);
    case RANK_ATOM: return compareAtoms(a, b);
    case RANK_TUPLE: {
      const n = tupleArity(a), m = tupleArity(b);
      if (n != m) return n - m;
      return compareWords(boxedPtr(a) + 8, boxedPtr(b) + 8, n, exact);
    }
    case RANK_BITSTRING: {
      const n = bitSize(a), m = bitSize(b);
      work += <i32>(min(n, m) >> 8);
      const order = compareBits(binaryBase(a), bitOffset(a), binaryBase(b), bitOffset(b), min(n, m));
      return order != 0 ? order : i32(n > m) - i32(n < m);
    }
    case RANK_PID: {
      // numbers before nodes, unlike ports and references
      const s = pidSerial(a), t = pidSerial(b);
      if (s != t) return s < t ? -1 : 1;
      const i = pidId(a), j = pidId(b);
      if (i != j) return i < j ? -1 : 1;
      return compareNodes(a, b);
    }
    case RANK_PORT: {
      const order = compareNodes(a, b);
      if (order != 0) return order;
      const i = portId(a), j = portId(b);
      return i32(i > j) - i32(i < j);
    }
    case RANK_REF: return compareRefs(a, b);
    default: return compareFuns(a, b, exact);
  }
}

function compareNumbers(a: Term, b: Term, exact: bool): i32 {
  const floats = i32(isFloat(a)) | (i32(isFloat(b)) << 1);
  if (floats == 0) return compareIntegers(a, b);
  if (floats == 3) {
    const x = floatValue(a), y = floatValue(b);
    return i32(x > y) - i32(x < y);
  }
  if (exact) return floats == 1 ? 1 : -1;
  return floats == 1 ? -compareIntegerFloat(b, floatValue(a)) : compareIntegerFloat(a, floatValue(b));
}
function compareNodes(a: Term, b: Term): i32 {
  const order = compareAtoms(nodeOf(a), nodeOf(b));
  if (order != 0) return order;
  const c = creationOf(a), d = creationOf(b);
  return i32(c > d) - i32(c < d);
}
function compareRefs(a: Term, b: Term): i32 {
  const order = compareNodes(a, b);
  if (order != 0) return order;
  for (let i = MAX_REF_COUNT - 1; i >= 0; i--) {
    const x = refWord(a, i), y = refWord(b, i);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}
/** Local funs come before export funs. */
function compareFuns(a: Term, b: Term, exact: bool): i32 {
  const p = boxedPtr(a), q = boxedPtr(b), local = boxedSub(a) == SUB_FUN;
  if (local != (boxedSub(b) == SUB_FUN)) return local ? -1 : 1;
  const e = <usize>load<u32>(p, FUN_ENTRY), f = <usize>load<u32>(q, FUN_ENTRY);
  if (!local) {
    let order = compareAtoms(load<i64>(e, EXPORT_MODULE), load<i64>(f, EXPORT_MODULE));
    if (order == 0) order = compareAtoms(load<i64>(e, EXPORT_FUNCTION), load<i64>(f, EXPORT_FUNCTION));
    return order != 0 ? order : load<i32>(e, EXPORT_ARITY) - load<i32>(f, EXPORT_ARITY);
  }
  const order = compareAtoms(load<i64>(e, FUN_ENTRY_MODULE), load<i64>(f, FUN_ENTRY_MODULE));
  if (order != 0) return order;
  const i = load<i32>(e, FUN_ENTRY_INDEX), j = load<i32>(f, FUN_ENTRY_INDEX);
  if (i != j) return i < j ? -1 : 1;
  const u = load<i32>(e, FUN_ENTRY_OLD_UNIQ), v = load<i32>(f, FUN_ENTRY_OLD_UNIQ);
  if (u != v) return u < v ? -1 : 1;
  const n = load<i32>(p, FUN_FREE), m = load<i32>(q, FUN_FREE);
  if (n != m) return n - m;
  return compareWords(p + FUN_ENV, q + FUN_ENV, n, exact);
}

/** Set by compareMaps: the pair on top of the stack is the keys, to be compared exactly. */
let mapKeysFollow: bool = false;
/** Maps: by size, then by keys in ascending exact order, then by values in the order of their keys. */
function compareMaps(a: Term, b: Term, exact: bool): i32 {
  const n = mapSize(a), m = mapSize(b);
  if (n != m) return n - m;
  if (boxedSub(a) == SUB_HASHMAP) return compareHashmaps(a, b, n);
  const p = boxedPtr(a), q = boxedPtr(b);
  pushPairs(p + FLATMAP_VALUES, q + FLATMAP_VALUES, n);
  const keys = load<i64>(p, FLATMAP_KEYS), otherKeys = load<i64>(q, FLATMAP_KEYS);
  if (keys != otherKeys) {
    if (!exact) push(BACK_TO_ARITHMETIC);
    push(keys);
    push(otherKeys);
    mapKeysFollow = true;
  }
  return 0;
}

/**
 * Two hashmaps of n pairs. Their keys are compared here, in sorted order; only hashmaps that are
 * themselves keys of hashmaps make this nest.
 */
function compareHashmaps(a: Term, b: Term, n: i32): i32 {
  const bytes = <usize>n << 4;
  const block = rawAlloc(bytes * 2);
  const p = sortedPairs(a, n, block), q = sortedPairs(b, n, block + bytes);
  let order = 0;
  for (let at: usize = 0; at < bytes && order == 0; at += PAIR_BYTES)
    order = compareTerms(load<i64>(p + at), load<i64>(q + at), true);
  if (order == 0) {
    stackReserve(n * 2);
    for (let at: usize = bytes; at > 0; at -= PAIR_BYTES) {
      pushRoomy(load<i64>(p + at - 8));
      pushRoomy(load<i64>(q + at - 8));
    }
  }
  rawFree(block);
  return order;
}

/** Compares n words each up to the first that needs a look inside; pushes that pair and those after it, the first on top. */
function compareWords(p: usize, q: usize, n: i32, exact: bool): i32 {
  work += n;
  for (let i = 0; i < n; i++) {
    const x = load<i64>(p + (<usize>i << 3)), y = load<i64>(q + (<usize>i << 3));
    if (x == y) continue;
    if (!isLeaf(x)) {
      pushPairs(p + (<usize>i << 3), q + (<usize>i << 3), n - i);
      return 0;
    }
    const order = compareParts(x, y, exact);
    if (order != 0) return order;
  }
  return 0;
}
/** Pushes the pairs that differ among n words each, the first on top. */
function pushPairs(p: usize, q: usize, n: i32): void {
  stackReserve(n * 2);
  for (let i = n - 1; i >= 0; i--) {
    const x = load<i64>(p + (<usize>i << 3)), y = load<i64>(q + (<usize>i << 3));
    if (x == y) continue;
    pushRoomy(x);
    pushRoomy(y);
  }
  work += n;
}
