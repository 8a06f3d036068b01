/** The BIFs of maps, and what the module maps is built on in erts_internal. */
import {
  NIL, NONE, Term, boxedPtr, boxedSub, isMap, isSmall, makeList, makeSmall, smallValue, SUB_FLATMAP,
} from "../term/tag";
import { FLATMAP_KEYS } from "../term/boxed";
import { bumpReductions, setX } from "../memory/cells";
import { cons, halloc, tuple2, tuple3 } from "../memory/alloc";
import {
  am_error, am_false, am_iterator, am_keys, am_map_to_list_continue, am_none, am_ok, am_true, am_values,
} from "../term/am";
import { CURSOR_SIZE, cursorKey, cursorNext, cursorStart, cursorValue, mapSize } from "../map/cursor";
import { badkey, badmap, mapGet, mapPut, mapRemove, mapReplace } from "../map/map";
import { mergeMaps } from "../map/merge";
import { badarg } from "./raise";
import { CELLS_A_REDUCTION } from "./list";
import {
  PAIRS_A_CHUNK, PAIRS_A_REDUCTION, erts_internal_map_from_keys_continue_4, erts_internal_map_from_list_continue_3, mergeLong,
} from "./map_long";
import { affordable, goOnInternally } from "./suspend";

const cursor: usize = memory.data(<i32>CURSOR_SIZE, 8);

export function erlang_map_size_1(map: Term): Term { return isMap(map) ? makeSmall(mapSize(map)) : badmap(map); }
export function erlang_map_get_2(key: Term, map: Term): Term {
  if (!isMap(map)) return badmap(map);
  const value = mapGet(map, key);
  return value == NONE ? badkey(key) : value;
}
export function erlang_is_map_key_2(key: Term, map: Term): Term {
  if (!isMap(map)) return badmap(map);
  return mapGet(map, key) == NONE ? am_false : am_true;
}
export function maps_find_2(key: Term, map: Term): Term {
  if (!isMap(map)) return badmap(map);
  const value = mapGet(map, key);
  return value == NONE ? am_error : tuple2(am_ok, value);
}
export function maps_put_3(key: Term, value: Term, map: Term): Term {
  return isMap(map) ? mapPut(map, key, value) : badmap(map);
}
export function maps_update_3(key: Term, value: Term, map: Term): Term {
  if (!isMap(map)) return badmap(map);
  const changed = mapReplace(map, key, value);
  return changed == NONE ? badkey(key) : changed;
}
export function maps_remove_2(key: Term, map: Term): Term {
  if (!isMap(map)) return badmap(map);
  const rest = mapRemove(map, key);
  return rest == NONE ? map : rest;
}
export function maps_take_2(key: Term, map: Term): Term {
  if (!isMap(map)) return badmap(map);
  const value = mapGet(map, key);
  return value == NONE ? am_error : tuple2(value, mapRemove(map, key));
}
export function maps_merge_2(a: Term, b: Term): Term {
  if (!isMap(a)) return badmap(a);
  if (!isMap(b)) return badmap(b);
  if (min(mapSize(a), mapSize(b)) > PAIRS_A_CHUNK) return mergeLong(a, b);
  bumpReductions(min(mapSize(a), mapSize(b)) / PAIRS_A_REDUCTION);
  return mergeMaps(a, b);
}

/** The keys (or values) as a list, in the order of the map. */
function listOf(map: Term, what: Term): Term {
  return erts_internal_map_to_list_continue_4(map, makeSmall(mapSize(map)), NIL, what);
}
/** Put the first `left` keys or values of `map` in front of `list`, those of a large map in steps, the last first. */
export function erts_internal_map_to_list_continue_4(map: Term, left: Term, list: Term, what: Term): Term {
  const size = <i32>smallValue(left);
  if (size == 0) return list;
  const n = min(size, affordable(CELLS_A_REDUCTION));
  const values = what == am_values;
  bumpReductions(n / CELLS_A_REDUCTION);
  const cells = halloc(2 * n);
  cursorStart(cursor, map, size - n);
  let p = cells;
  for (let i = 0; i < n; i++, p += 16) {
    cursorNext(cursor);
    store<i64>(p, values ? cursorValue(cursor) : cursorKey(cursor));
    store<i64>(p, makeList(p + 16), 8);
  }
  store<i64>(p - 16, list, 8);
  list = makeList(cells);
  if (n == size) return list;
  setX(0, map);
  setX(1, makeSmall(size - n));
  setX(2, list);
  setX(3, what);
  return goOnInternally(am_map_to_list_continue, 4);
}
export function maps_keys_1(map: Term): Term { return isMap(map) ? listOf(map, am_keys) : badmap(map); }
export function maps_values_1(map: Term): Term { return isMap(map) ? listOf(map, am_values) : badmap(map); }

export function maps_from_list_1(list: Term): Term { return erts_internal_map_from_list_continue_3(list, NONE, list); }
export function maps_from_keys_2(keys: Term, value: Term): Term {
  return erts_internal_map_from_keys_continue_4(keys, value, NONE, keys);
}
/** Pairs that one call of map_next gives; the rest of a larger map stays behind the iterator. */
const PAIRS_A_STEP: i32 = 500;

/**
 * One step of an iteration. `path` is a number of pairs, 0 at first.
 * With am_iterator: the next pairs as {K, V, {K, V, … [Path | Map]}}, ending in `none`; the path
 * counts what was given. With a list: the pairs in front of it as {K, V}, or [Path, Map | List] when
 * some are left; the path counts the pairs left, and the last come first, so that the list comes out
 * in the order of the map.
 */
export function erts_internal_map_next_3(path: Term, map: Term, kind: Term): Term {
  if (!isMap(map) || !isSmall(path)) return badarg();
  const size = mapSize(map);
  const at = smallValue(path);
  if (at < 0 || at > <i64>size) return badarg();
  return kind == am_iterator ? nextPairs(map, <i32>at, size) : prependPairs(map, <i32>at, size, kind);
}

function nextPairs(map: Term, from: i32, size: i32): Term {
  const n = min(size - from, PAIRS_A_STEP);
  if (n == 0) return am_none;
  bumpReductions(n / CELLS_A_REDUCTION);
  cursorStart(cursor, map, from);
  cursorNext(cursor);
  const first = tuple3(cursorKey(cursor), cursorValue(cursor), NIL);
  let last = first;
  for (let i = 1; i < n; i++) {
    cursorNext(cursor);
    const t = tuple3(cursorKey(cursor), cursorValue(cursor), NIL);
    store<i64>(boxedPtr(last), t, 24);
    last = t;
  }
  const rest = from + n == size ? am_none : cons(makeSmall(from + n), map);
  store<i64>(boxedPtr(last), rest, 24);
  return first;
}

function prependPairs(map: Term, left: i32, size: i32, list: Term): Term {
  if (left == 0) left = size;
  if (left == 0) return list;
  const n = min(left, PAIRS_A_STEP);
  bumpReductions(n / CELLS_A_REDUCTION);
  const cells = halloc(2 * n);
  cursorStart(cursor, map, left - n);
  for (let i = 0; i < n; i++) {
    cursorNext(cursor);
    const p = cells + (<usize>i << 4);
    store<i64>(p, tuple2(cursorKey(cursor), cursorValue(cursor)));
    store<i64>(p, i == n - 1 ? list : makeList(p + 16), 8);
  }
  list = makeList(cells);
  return left == n ? list : cons(makeSmall(left - n), cons(map, list));
}

/** The tuple of keys of a flatmap. */
export function erts_internal_map_to_tuple_keys_1(map: Term): Term {
  return isMap(map) && boxedSub(map) == SUB_FLATMAP ? load<i64>(boxedPtr(map), FLATMAP_KEYS) : badarg();
}
