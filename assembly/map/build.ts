/**
 * Maps from an array of pairs, for maps:from_list, binary_to_term and whatever else has all pairs at
 * hand. A large map is built bottom-up: the places of the pairs are sorted in the order of the trie
 * and each node is allocated once, at its final size.
 *
 *     pairs   | key 0 | value 0 | key 1 | value 1 | …
 *     places  | hash with its nibbles reversed:u32 above index:u32 | …     sorted
 */
import { Term, NONE, makeBoxed, makeList } from "../term/tag";
import { internalHash } from "../term/hash";
import { halloc, rawAlloc, rawFree } from "../memory/alloc";
import { draftCount, draftEmpty, draftPut, finishDraft } from "./flatmap";
import { HASH_BITS, LEVEL_BITS, NODE_FIXED, sameKey, setNodeChild, writeNode } from "./node";

/** Room for `words` words of terms: halloc, or where a decoder or a literal area puts its terms. */
export type Allocate = (words: i32) => usize;

// @ts-ignore: decorator
@inline function pairKey(pairs: usize, i: u32): Term { return load<i64>(pairs + (<usize>i << 4)); }
// @ts-ignore: decorator
@inline function pairValue(pairs: usize, i: u32): Term { return load<i64>(pairs + (<usize>i << 4), 8); }

/** A hash with the order of its nibbles reversed: numbers so made sort in the order of the trie. */
export function trieOrder(hash: u32): u32 {
  let h = bswap<u32>(hash);
  h = ((h & 0x0f0f0f0f) << 4) | ((h >> 4) & 0x0f0f0f0f);
  return h;
}

/** A map of `n` pairs at `pairs` for the running process; of equal keys the last pair counts. */
export function mapFromPairs(pairs: usize, n: i32): Term { return buildMap(pairs, n, true, halloc); }

/**
 * A map of the `n` pairs at `pairs`. Of pairs with equal keys the last one counts if `duplicates`;
 * otherwise they make the result NONE. Terms go where `words` says.
 */
export function buildMap(pairs: usize, n: i32, duplicates: bool, words: Allocate): Term {
  draftEmpty();
  let i = 0;
  for (; i < n; i++) {
    const before = draftCount();
    if (!draftPut(pairKey(pairs, i), pairValue(pairs, i))) break;
    if (!duplicates && draftCount() == before) return NONE;
  }
  if (i == n) return finishDraft(NONE, words);

  const places = rawAlloc(<usize>n << 3);
  for (let k = 0; k < n; k++) {
    const hash = trieOrder(internalHash(pairKey(pairs, k)));
    store<u64>(places + (<usize>k << 3), (<u64>hash << 32) | <u64>k);
  }
  sortPlaces(places, n);
  const different = dropEqualKeys(pairs, places, n);
  let map: Term = NONE;
  if (different == n || duplicates) map = buildNode(pairs, places, different, 0, words);
  rawFree(places);
  return map;
}

const BUCKETS: i32 = 256;
const counts: usize = memory.data(BUCKETS * 4, 4);

/** Sort by the upper half of each word, keeping the order of equal ones: four passes over a byte each. */
function sortPlaces(places: usize, n: i32): void {
  const other = rawAlloc(<usize>n << 3);
  const end = <usize>n << 3;
  let from = places, to = other;
  for (let byte: usize = 4; byte < 8; byte++) {
    memory.fill(counts, 0, BUCKETS * 4);
    for (let p: usize = 0; p < end; p += 8) {
      const c = counts + (<usize>load<u8>(from + p + byte) << 2);
      store<u32>(c, load<u32>(c) + 1);
    }
    let sum: u32 = 0;
    for (let c = counts; c < counts + BUCKETS * 4; c += 4) {
      const k = load<u32>(c);
      store<u32>(c, sum);
      sum += k;
    }
    for (let p: usize = 0; p < end; p += 8) {
      const c = counts + (<usize>load<u8>(from + p + byte) << 2);
      const k = load<u32>(c);
      store<u32>(c, k + 1);
      store<u64>(to + (<usize>k << 3), load<u64>(from + p));
    }
    const t = from;
    from = to;
    to = t;
  }
  rawFree(other);
}

// @ts-ignore: decorator
@inline function placeHash(places: usize, i: i32): u32 { return load<u32>(places + (<usize>i << 3), 4); }
// @ts-ignore: decorator
@inline function placeIndex(places: usize, i: i32): u32 { return load<u32>(places + (<usize>i << 3)); }

/** Keep one place for each key, that of its last pair; returns how many are left. */
function dropEqualKeys(pairs: usize, places: usize, n: i32): i32 {
  let kept = 0, runStart = 0;
  for (let i = 0; i < n; i++) {
    const hash = placeHash(places, i);
    if (kept == 0 || placeHash(places, kept - 1) != hash) runStart = kept;
    let at = kept;
    for (let k = runStart; k < kept; k++) {
      if (sameKey(pairKey(pairs, placeIndex(places, k)), pairKey(pairs, placeIndex(places, i)))) { at = k; break; }
    }
    store<u64>(places + (<usize>at << 3), load<u64>(places + (<usize>i << 3)));
    if (at == kept) kept++;
  }
  return kept;
}

/** The node of the `n` places at `places`, whose hashes agree above the nibble at `shift`. */
function buildNode(pairs: usize, places: usize, n: i32, shift: i32, words: Allocate): Term {
  if (shift == HASH_BITS) {
    const p = words(n + NODE_FIXED);
    writeNode(p, n, n, 0);
    for (let i = 0; i < n; i++) setNodeChild(p, i, leafOf(pairs, placeIndex(places, i), words));
    return makeBoxed(p);
  }
  const down = HASH_BITS - LEVEL_BITS - shift;
  let bitmap: u32 = 0;
  for (let i = 0; i < n; i++) bitmap |= <u32>1 << ((placeHash(places, i) >> down) & 15);
  const width = <i32>popcnt<u32>(bitmap);
  const p = words(width + NODE_FIXED);
  writeNode(p, width, n, bitmap);
  let first = 0;
  for (let child = 0; child < width; child++) {
    const nibble = (placeHash(places, first) >> down) & 15;
    let end = first + 1;
    while (end < n && ((placeHash(places, end) >> down) & 15) == nibble) end++;
    setNodeChild(p, child, end - first == 1
      ? leafOf(pairs, placeIndex(places, first), words)
      : buildNode(pairs, places + (<usize>first << 3), end - first, shift + LEVEL_BITS, words));
    first = end;
  }
  return makeBoxed(p);
}

/**
 * Words of the trie over `n` places (hash in trie order above anything), which are sorted by this: what
 * buildMap will take for keys with these hashes.
 */
export function trieWords(places: usize, n: i32): i32 {
  sortPlaces(places, n);
  return n * 2 + nodeWords(places, n, 0);
}
/** Words of the nodes alone; the same cut as buildNode's. */
function nodeWords(places: usize, n: i32, shift: i32): i32 {
  let words = NODE_FIXED, first = 0;
  if (shift == HASH_BITS) return words + n;
  const down = HASH_BITS - LEVEL_BITS - shift;
  while (first < n) {
    const nibble = (placeHash(places, first) >> down) & 15;
    let end = first + 1;
    while (end < n && ((placeHash(places, end) >> down) & 15) == nibble) end++;
    words++;
    if (end - first > 1) words += nodeWords(places + (<usize>first << 3), end - first, shift + LEVEL_BITS);
    first = end;
  }
  return words;
}

function leafOf(pairs: usize, i: u32, words: Allocate): Term {
  const p = words(2);
  store<i64>(p, pairKey(pairs, i));
  store<i64>(p, pairValue(pairs, i), 8);
  return makeList(p);
}
