/**
 * Maps of up to 32 keys: a tuple of keys in term order, and the values beside it. Maps that were
 * updated at keys they had share one tuple.
 *
 *     flatmap  | hdr 1+n | keys | v1 … vn |        keys  | hdr n | k1 … kn |
 */
import {
  Term, NONE, areSmall, boxedPtr, isAtom, isImmediate, makeBoxed, makeHeader, SUB_FLATMAP, SUB_TUPLE,
} from "../term/tag";
import { FLATMAP_KEYS, FLATMAP_LIMIT, FLATMAP_VALUES, flatmapSize } from "../term/boxed";
import { compareAtoms } from "../term/atom";
import { compareTerms } from "../term/compare";
import { exactEqual } from "../term/equal";
import { halloc } from "../memory/alloc";
import { copyWords } from "../memory/words";
import { arg } from "../memory/cells";
import { hallocShrink } from "../term/big";

/** Address of the first key of the flatmap at `p`. */
// @ts-ignore: decorator
@inline export function flatmapKeys(p: usize): usize { return boxedPtr(load<i64>(p, FLATMAP_KEYS)) + 8; }

/** Place of `key` among the keys, or -1. */
export function flatmapIndex(map: Term, key: Term): i32 {
  const n = flatmapSize(map);
  const keys = flatmapKeys(boxedPtr(map));
  const end = keys + (<usize>n << 3);
  for (let p = keys; p < end; p += 8) if (load<i64>(p) == key) return <i32>((p - keys) >> 3);
  if (isImmediate(key)) return -1;
  for (let p = keys; p < end; p += 8) {
    const k = load<i64>(p);
    if (!isImmediate(k) && exactEqual(k, key)) return <i32>((p - keys) >> 3);
  }
  return -1;
}

/** The value of `key`, or NONE. */
export function flatmapGet(map: Term, key: Term): Term {
  const i = flatmapIndex(map, key);
  return i < 0 ? NONE : load<i64>(boxedPtr(map) + (<usize>i << 3), FLATMAP_VALUES);
}

/** A flatmap of `n` values over the keys of tuple `keys`; the caller fills the values at result + FLATMAP_VALUES. */
export function newFlatmap(keys: Term, n: i32): usize {
  const p = halloc(n + 2);
  store<i64>(p, makeHeader(<i64>(n + 1), SUB_FLATMAP));
  store<i64>(p, keys, FLATMAP_KEYS);
  return p;
}

/** `map` with value `i` replaced; `map` itself when it is that already. */
export function flatmapReplace(map: Term, i: i32, value: Term): Term {
  const p = boxedPtr(map);
  if (load<i64>(p + (<usize>i << 3), FLATMAP_VALUES) == value) return map;
  const words = <usize>flatmapSize(map) + 2;
  const q = halloc(<i32>words);
  copyWords(q, p, words << 3);
  store<i64>(q + (<usize>i << 3), value, FLATMAP_VALUES);
  return makeBoxed(q);
}

/** Order of two keys, short for the kinds that most keys are of. */
function compareKeys(a: Term, b: Term): i32 {
  if (isAtom(a) && isAtom(b)) return compareAtoms(a, b);
  if (areSmall(a, b)) return a < b ? -1 : i32(a > b);
  return compareTerms(a, b, true);
}

/**
 * `map` with the pairs of the ARGS cells [0, n) set, whose keys it must all have: one copy, which shares
 * the tuple of keys. NONE when a key is missing; `missingKey` is then its place.
 */
export function flatmapReplaceAll(map: Term, n: i32): Term {
  const p = boxedPtr(map);
  const words = <usize>flatmapSize(map) + 2;
  const q = halloc(<i32>words);
  copyWords(q, p, words << 3);
  for (let i = 0; i < n; i += 2) {
    const at = flatmapIndex(map, arg(i));
    if (at < 0) {
      missingKey = i;
      hallocShrink(q, <i32>words, 0);
      return NONE;
    }
    store<i64>(q + (<usize>at << 3), arg(i + 1), FLATMAP_VALUES);
  }
  return makeBoxed(q);
}
export let missingKey: i32 = 0;

/** Where `key`, which is not there, belongs among `n` sorted keys at `keys`. */
export function insertionPoint(keys: usize, n: i32, key: Term): i32 {
  // pairs often arrive in order
  if (n == 0 || compareKeys(load<i64>(keys + (<usize>(n - 1) << 3)), key) < 0) return n;
  let low = 0, high = n - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(load<i64>(keys + (<usize>middle << 3)), key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `map`, which has less than FLATMAP_LIMIT pairs, with a new key. */
export function flatmapInsert(map: Term, key: Term, value: Term): Term {
  const n = flatmapSize(map);
  const p = boxedPtr(map);
  const old = flatmapKeys(p);
  const at = <usize>insertionPoint(old, n, key) << 3;
  const rest = (<usize>n << 3) - at;
  const t = halloc(n + 2);
  store<i64>(t, makeHeader(<i64>(n + 1), SUB_TUPLE));
  copyWords(t + 8, old, at);
  store<i64>(t + 8 + at, key);
  copyWords(t + 16 + at, old + at, rest);
  const q = newFlatmap(makeBoxed(t), n + 1);
  copyWords(q + FLATMAP_VALUES, p + FLATMAP_VALUES, at);
  store<i64>(q + FLATMAP_VALUES + at, value);
  copyWords(q + FLATMAP_VALUES + 8 + at, p + FLATMAP_VALUES + at, rest);
  return makeBoxed(q);
}

/** `map` without pair `i`. */
export function flatmapDrop(map: Term, i: i32): Term {
  const n = flatmapSize(map) - 1;
  const p = boxedPtr(map);
  const old = flatmapKeys(p);
  const at = <usize>i << 3;
  const rest = (<usize>n << 3) - at;
  const t = halloc(n + 1);
  store<i64>(t, makeHeader(<i64>n, SUB_TUPLE));
  copyWords(t + 8, old, at);
  copyWords(t + 8 + at, old + at + 8, rest);
  const q = newFlatmap(makeBoxed(t), n);
  copyWords(q + FLATMAP_VALUES, p + FLATMAP_VALUES, at);
  copyWords(q + FLATMAP_VALUES + at, p + FLATMAP_VALUES + at + 8, rest);
  return makeBoxed(q);
}

/** Room for the keys and values of a map under change, with the one more that makes it too large. */
const DRAFT_KEYS: usize = memory.data(33 * 8, 8);
const DRAFT_VALUES: usize = memory.data(33 * 8, 8);
let draftSize: i32 = 0;

/** Start a draft with the pairs of `map`. */
export function draftFrom(map: Term): void {
  draftSize = flatmapSize(map);
  const p = boxedPtr(map);
  copyWords(DRAFT_KEYS, flatmapKeys(p), <usize>draftSize << 3);
  copyWords(DRAFT_VALUES, p + FLATMAP_VALUES, <usize>draftSize << 3);
}
/** Start an empty draft. */
export function draftEmpty(): void { draftSize = 0; }

/** Set a key of the draft: false when it has become too large for a flatmap (the pair is not in it). */
export function draftPut(key: Term, value: Term): bool {
  const immediate = isImmediate(key);
  for (let i = 0; i < draftSize; i++) {
    const k = load<i64>(DRAFT_KEYS + (<usize>i << 3));
    if (k == key || (!immediate && !isImmediate(k) && exactEqual(k, key))) {
      store<i64>(DRAFT_VALUES + (<usize>i << 3), value);
      return true;
    }
  }
  if (draftSize == FLATMAP_LIMIT) return false;
  const at = <usize>insertionPoint(DRAFT_KEYS, draftSize, key) << 3;
  const rest = (<usize>draftSize << 3) - at;
  memory.copy(DRAFT_KEYS + at + 8, DRAFT_KEYS + at, rest);
  memory.copy(DRAFT_VALUES + at + 8, DRAFT_VALUES + at, rest);
  store<i64>(DRAFT_KEYS + at, key);
  store<i64>(DRAFT_VALUES + at, value);
  draftSize++;
  return true;
}
/** Number of pairs in the draft; their words lie at draftKey and draftValue. */
// @ts-ignore: decorator
@inline export function draftCount(): i32 { return draftSize; }
// @ts-ignore: decorator
@inline export function draftKey(i: i32): Term { return load<i64>(DRAFT_KEYS + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline export function draftValue(i: i32): Term { return load<i64>(DRAFT_VALUES + (<usize>i << 3)); }

/**
 * The draft as a flatmap. `keys` is a tuple that may hold the same keys already (the map the draft
 * was made from) and is then shared, or NONE.
 */
export function finishDraft(keys: Term, words: (n: i32) => usize): Term {
  const n = draftSize;
  if (keys == NONE || load<i64>(boxedPtr(keys)) != makeHeader(<i64>n, SUB_TUPLE)) {
    const t = words(n + 1);
    store<i64>(t, makeHeader(<i64>n, SUB_TUPLE));
    copyWords(t + 8, DRAFT_KEYS, <usize>n << 3);
    keys = makeBoxed(t);
  }
  const q = words(n + 2);
  store<i64>(q, makeHeader(<i64>(n + 1), SUB_FLATMAP));
  store<i64>(q, keys, FLATMAP_KEYS);
  copyWords(q + FLATMAP_VALUES, DRAFT_VALUES, <usize>n << 3);
  return makeBoxed(q);
}
