/** Maps of either kind: the operations of generated code and of the map BIFs. */
import { Term, NONE, boxedPtr, boxedSub, isImmediate, isMap, SUB_FLATMAP } from "../term/tag";
import { FLATMAP_KEYS, FLATMAP_LIMIT, FLATMAP_VALUES, flatmapSize } from "../term/boxed";
import { halloc, rawAlloc, rawFree, tuple2 } from "../memory/alloc";
import { arg } from "../memory/cells";
import { error } from "../bif/raise";
import { am_badkey, am_badmap } from "../term/am";
import { internalHash } from "../term/hash";
import { mapFromPairs } from "./build";
import { CURSOR_SIZE, cursorKey, cursorNext, cursorStart, cursorValue } from "./cursor";
import {
  draftCount, draftEmpty, draftFrom, draftKey, draftPut, draftValue, finishDraft, flatmapDrop, flatmapGet, flatmapIndex,
  flatmapInsert, flatmapKeys, flatmapReplace, flatmapReplaceAll, missingKey,
} from "./flatmap";
import { PUT_ALWAYS, PUT_IF_PRESENT, hashmapGet, hashmapPut, hashmapRemove } from "./hashmap";
import { hashmapSize } from "./node";

export function badmap(t: Term): Term { return error(tuple2(am_badmap, t)); }
export function badkey(key: Term): Term { return error(tuple2(am_badkey, key)); }

/** A map of no pairs. */
export function emptyMap(): Term {
  draftEmpty();
  return finishDraft(NONE, halloc);
}

/** The value of `key`, or NONE. */
export function mapGet(map: Term, key: Term): Term {
  return boxedSub(map) == SUB_FLATMAP ? flatmapGet(map, key) : hashmapGet(map, key, internalHash(key));
}

export function rt_map_get(map: Term, key: Term): Term {
  if (boxedSub(map) != SUB_FLATMAP) return hashmapGet(map, key, internalHash(key));
  if (!isImmediate(key)) return flatmapGet(map, key);
  const p = boxedPtr(map);
  const keys = flatmapKeys(p);
  const bytes = <usize>flatmapSize(map) << 3;
  for (let i: usize = 0; i < bytes; i += 8) {
    if (load<i64>(keys + i) == key) return load<i64>(p + i, FLATMAP_VALUES);
  }
  return NONE;
}

/** `map` with `key` set to `value`. */
export function mapPut(map: Term, key: Term, value: Term): Term {
  if (boxedSub(map) != SUB_FLATMAP) return hashmapPut(map, key, internalHash(key), value, PUT_ALWAYS);
  const i = flatmapIndex(map, key);
  if (i >= 0) return flatmapReplace(map, i, value);
  if (flatmapSize(map) < FLATMAP_LIMIT) return flatmapInsert(map, key, value);
  draftFrom(map);
  return hashmapFromDraft(key, value);
}

/** `map` with `key`, which it has, set to `value`; NONE when it has no such key. */
export function mapReplace(map: Term, key: Term, value: Term): Term {
  if (boxedSub(map) != SUB_FLATMAP) return hashmapPut(map, key, internalHash(key), value, PUT_IF_PRESENT);
  const i = flatmapIndex(map, key);
  return i < 0 ? NONE : flatmapReplace(map, i, value);
}

/** `map` without `key`; NONE when it has no such key. */
export function mapRemove(map: Term, key: Term): Term {
  if (boxedSub(map) == SUB_FLATMAP) {
    const i = flatmapIndex(map, key);
    return i < 0 ? NONE : flatmapDrop(map, i);
  }
  const rest = hashmapRemove(map, key, internalHash(key));
  return rest == NONE || hashmapSize(rest) > FLATMAP_LIMIT ? rest : toFlatmap(rest);
}

/** The full draft and one pair more as a hashmap. */
function hashmapFromDraft(key: Term, value: Term): Term {
  const n = draftCount();
  const pairs = rawAlloc(<usize>(n + 1) << 4);
  let at = pairs;
  for (let i = 0; i < n; i++, at += 16) {
    store<i64>(at, draftKey(i));
    store<i64>(at, draftValue(i), 8);
  }
  store<i64>(at, key);
  store<i64>(at, value, 8);
  const map = mapFromPairs(pairs, n + 1);
  rawFree(pairs);
  return map;
}

const cursor: usize = memory.data(<i32>CURSOR_SIZE, 8);

/** The flatmap of a trie of no more than FLATMAP_LIMIT pairs. */
function toFlatmap(trie: Term): Term {
  draftEmpty();
  cursorStart(cursor, trie, 0);
  while (cursorNext(cursor)) draftPut(cursorKey(cursor), cursorValue(cursor));
  return finishDraft(NONE, halloc);
}

/**
 * `map` with the `n` / 2 pairs in the ARGS cells set one after the other. Raises {badmap, map}.
 */
export function rt_map_put_assoc(map: Term, n: i32): Term {
  if (!isMap(map)) return badmap(map);
  if (n == 2) return mapPut(map, arg(0), arg(1));
  let i = 0;
  if (boxedSub(map) == SUB_FLATMAP) {
    if (flatmapSize(map) > 0) {
      const replaced = flatmapReplaceAll(map, n);
      if (replaced != NONE) return replaced;
    }
    draftFrom(map);
    for (; i < n; i += 2) if (!draftPut(arg(i), arg(i + 1))) break;
    // as many keys as before: the same keys
    if (i == n) return finishDraft(load<i64>(boxedPtr(map), FLATMAP_KEYS), halloc);
    map = hashmapFromDraft(arg(i), arg(i + 1));
    i += 2;
  }
  for (; i < n; i += 2) map = mapPut(map, arg(i), arg(i + 1));
  return map;
}

/** The same for keys that `map` must have. Raises {badmap, map}, {badkey, key}. */
export function rt_map_put_exact(map: Term, n: i32): Term {
  if (!isMap(map)) return badmap(map);
  if (n > 2 && boxedSub(map) == SUB_FLATMAP) {
    const replaced = flatmapReplaceAll(map, n);
    return replaced == NONE ? badkey(arg(missingKey)) : replaced;
  }
  for (let i = 0; i < n; i += 2) {
    const changed = mapReplace(map, arg(i), arg(i + 1));
    if (changed == NONE) return badkey(arg(i));
    map = changed;
  }
  return map;
}
