/**
 * Walks over the pairs of a map without allocating: a cursor is 96 bytes of the caller's memory.
 *
 *     | key | value | left:u32 depth:u32 | 9 × (node:u32 next:u32) |
 *
 * Flatmaps give their pairs in term order, hashmaps in the order of the trie; both the same each
 * time. A cursor stays valid as long as nothing is collected.
 */
import { Term, boxedPtr, boxedSub, head, isCons, tail, SUB_FLATMAP } from "../term/tag";
import { FLATMAP_VALUES, flatmapSize } from "../term/boxed";
import { flatmapKeys } from "./flatmap";
import { LEVELS, hashmapSize, nodeChild, nodeWidth } from "./node";
import { pairsBelow } from "./hashmap";

const CURSOR_KEY: usize = 0;
const CURSOR_VALUE: usize = 8;
const CURSOR_LEFT: usize = 16;
const CURSOR_DEPTH: usize = 20;
const CURSOR_PATH: usize = 24;
/** Bytes of a cursor. */
export const CURSOR_SIZE: usize = 96;

/** Depth of a cursor over a flatmap; its only path entry is the map and the next index. */
const FLAT: i32 = -1;

/** Number of pairs in a map of either kind. */
// @ts-ignore: decorator
@inline export function mapSize(map: Term): i32 {
  return boxedSub(map) == SUB_FLATMAP ? flatmapSize(map) : hashmapSize(map);
}

// @ts-ignore: decorator
@inline export function cursorKey(c: usize): Term { return load<i64>(c, CURSOR_KEY); }
// @ts-ignore: decorator
@inline export function cursorValue(c: usize): Term { return load<i64>(c, CURSOR_VALUE); }
/** Pairs that cursorNext has still to give. */
// @ts-ignore: decorator
@inline export function cursorLeft(c: usize): i32 { return load<i32>(c, CURSOR_LEFT); }

// @ts-ignore: decorator
@inline function setPath(c: usize, depth: i32, node: usize, next: i32): void {
  store<u32>(c + (<usize>depth << 3), <u32>node, CURSOR_PATH);
  store<i32>(c + (<usize>depth << 3), next, CURSOR_PATH + 4);
}

/** Set the cursor at `c` before pair `from` (0: the first) of `map`. */
export function cursorStart(c: usize, map: Term, from: i32): void {
  store<i32>(c, mapSize(map) - from, CURSOR_LEFT);
  let p = boxedPtr(map);
  if (boxedSub(map) == SUB_FLATMAP) {
    store<i32>(c, FLAT, CURSOR_DEPTH);
    setPath(c, 0, p, from);
    return;
  }
  for (let depth = 0; depth < LEVELS; depth++) {
    let i = 0;
    const width = nodeWidth(p);
    while (i < width) {
      const below = pairsBelow(nodeChild(p, i));
      if (from < below) break;
      from -= below;
      i++;
    }
    store<i32>(c, depth, CURSOR_DEPTH);
    if (from == 0 || i == width) { setPath(c, depth, p, i); return; }
    setPath(c, depth, p, i + 1);
    p = boxedPtr(nodeChild(p, i));
  }
}

/** Go to the next pair: false when there is none. */
export function cursorNext(c: usize): bool {
  const left = load<i32>(c, CURSOR_LEFT);
  if (left <= 0) return false;
  store<i32>(c, left - 1, CURSOR_LEFT);
  let depth = load<i32>(c, CURSOR_DEPTH);
  if (depth == FLAT) {
    const p = <usize>load<u32>(c, CURSOR_PATH);
    const i = load<i32>(c, CURSOR_PATH + 4);
    store<i64>(c, load<i64>(flatmapKeys(p) + (<usize>i << 3)), CURSOR_KEY);
    store<i64>(c, load<i64>(p + (<usize>i << 3), FLATMAP_VALUES), CURSOR_VALUE);
    store<i32>(c, i + 1, CURSOR_PATH + 4);
    return true;
  }
  while (true) {
    const at = c + (<usize>depth << 3);
    const p = <usize>load<u32>(at, CURSOR_PATH);
    const i = load<i32>(at, CURSOR_PATH + 4);
    if (i == nodeWidth(p)) { depth--; continue; }
    store<i32>(at, i + 1, CURSOR_PATH + 4);
    const child = nodeChild(p, i);
    if (isCons(child)) {
      store<i64>(c, head(child), CURSOR_KEY);
      store<i64>(c, tail(child), CURSOR_VALUE);
      store<i32>(c, depth, CURSOR_DEPTH);
      return true;
    }
    depth++;
    setPath(c, depth, boxedPtr(child), 0);
  }
}
