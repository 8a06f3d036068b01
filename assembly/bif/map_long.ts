/**
 * maps:from_list/1, from_keys/2 and merge/2, in steps when they are long: a chunk of pairs at a time
 * is made a map of its own and merged into what is there. The first and only chunk of a short
 * list is the result.
 */
import {
  NIL, NONE, Term, element, head, isTuple, makeSmall, smallValue, tail, tupleArity,
} from "../term/tag";
import { bumpReductions, setX } from "../memory/cells";
import { rawAlloc, rawFree } from "../memory/alloc";
import {
  am_false, am_from_keys, am_from_list, am_map_from_keys_continue, am_map_from_list_continue, am_map_merge_continue, am_maps,
  am_true,
} from "../term/am";
import { mapFromPairs } from "../map/build";
import { CURSOR_SIZE, cursorKey, cursorNext, cursorStart, cursorValue, mapSize } from "../map/cursor";
import { emptyMap } from "../map/map";
import { mergeMaps } from "../map/merge";
import { boundedLength } from "./list";
import { badargFor, goOnInternally } from "./suspend";

/** Pairs of one step. */
export const PAIRS_A_CHUNK: i32 = 8192;
/** Pairs put into a map for one reduction. */
export const PAIRS_A_REDUCTION: i32 = 4;

const cursor: usize = memory.data(<i32>CURSOR_SIZE, 8);

/** The map of the `n` pairs at `pairs`, which are freed, merged into `map` (NONE: there is nothing yet). */
function addChunk(map: Term, pairs: usize, n: i32): Term {
  bumpReductions(n / PAIRS_A_REDUCTION);
  const chunk = mapFromPairs(pairs, n);
  rawFree(pairs);
  return map == NONE ? chunk : mergeMaps(map, chunk);
}

/** Add the pairs of `list`, what is left of `whole`, to `map`, which is NONE at first. */
export function erts_internal_map_from_list_continue_3(list: Term, map: Term, whole: Term): Term {
  const n = boundedLength(list, PAIRS_A_CHUNK);
  if (n < 0) return noPairs(whole);
  if (n == 0) return map == NONE ? emptyMap() : map;
  const pairs = rawAlloc(<usize>n << 4);
  const end = pairs + (<usize>n << 4);
  for (let p = pairs; p < end; p += 16) {
    const pair = head(list);
    if (!isTuple(pair) || tupleArity(pair) != 2) {
      rawFree(pairs);
      return noPairs(whole);
    }
    store<i64>(p, element(pair, 1));
    store<i64>(p, element(pair, 2), 8);
    list = tail(list);
  }
  map = addChunk(map, pairs, n);
  if (list == NIL) return map;
  setX(0, list);
  setX(1, map);
  setX(2, whole);
  return goOnInternally(am_map_from_list_continue, 3);
}
function noPairs(whole: Term): Term {
  setX(0, whole);
  return badargFor(am_maps, am_from_list, 1);
}

/** Add `value` under each of `keys`, what is left of `whole`, to `map`, which is NONE at first. */
export function erts_internal_map_from_keys_continue_4(keys: Term, value: Term, map: Term, whole: Term): Term {
  const n = boundedLength(keys, PAIRS_A_CHUNK);
  if (n < 0) {
    setX(0, whole);
    setX(1, value);
    return badargFor(am_maps, am_from_keys, 2);
  }
  if (n == 0) return map == NONE ? emptyMap() : map;
  const pairs = rawAlloc(<usize>n << 4);
  const end = pairs + (<usize>n << 4);
  for (let p = pairs; p < end; p += 16) {
    store<i64>(p, head(keys));
    store<i64>(p, value, 8);
    keys = tail(keys);
  }
  map = addChunk(map, pairs, n);
  if (keys == NIL) return map;
  setX(0, keys);
  setX(1, value);
  setX(2, map);
  setX(3, whole);
  return goOnInternally(am_map_from_keys_continue, 4);
}

/** Merge two large maps: the smaller one is added to the larger. */
export function mergeLong(a: Term, b: Term): Term {
  const bIsSmaller = mapSize(b) <= mapSize(a);
  return bIsSmaller
    ? erts_internal_map_merge_continue_4(a, b, makeSmall(0), am_true)
    : erts_internal_map_merge_continue_4(b, a, makeSmall(0), am_false);
}
/** Add the pairs of `other` from number `from` on to `map`; the values of `other` count if `wins`. */
export function erts_internal_map_merge_continue_4(map: Term, other: Term, from: Term, wins: Term): Term {
  const first = <i32>smallValue(from), size = mapSize(other);
  const n = min(size - first, PAIRS_A_CHUNK);
  bumpReductions(n / PAIRS_A_REDUCTION);
  const pairs = rawAlloc(<usize>n << 4);
  cursorStart(cursor, other, first);
  let p = pairs;
  for (let i = 0; i < n; i++, p += 16) {
    cursorNext(cursor);
    store<i64>(p, cursorKey(cursor));
    store<i64>(p, cursorValue(cursor), 8);
  }
  const chunk = mapFromPairs(pairs, n);
  rawFree(pairs);
  map = wins == am_true ? mergeMaps(map, chunk) : mergeMaps(chunk, map);
  if (first + n == size) return map;
  setX(0, map);
  setX(1, other);
  setX(2, makeSmall(first + n));
  setX(3, wins);
  return goOnInternally(am_map_merge_continue, 4);
}
