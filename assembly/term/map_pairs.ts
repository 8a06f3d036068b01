/** The pairs of a map laid out side by side, in raw memory: | key | value | key | value | … */
import { rawAlloc, rawFree } from "../memory/alloc";
import { Term, SUB_FLATMAP, boxedPtr, boxedSub, head, isCons, tail } from "./tag";
import { FLATMAP_KEYS, FLATMAP_VALUES, flatmapSize } from "./boxed";
import { nodeChild, nodeWidth } from "../map/node";
import { compareTerms } from "./compare";

export const PAIR_BYTES: usize = 16;

/** Writes the pairs of any map to `at`, in the order they have in the map; returns the end. */
export function copyPairs(map: Term, at: usize): usize {
  const p = boxedPtr(map);
  if (boxedSub(map) != SUB_FLATMAP) return copyNode(p, at);
  const n = flatmapSize(map), keys = boxedPtr(load<i64>(p, FLATMAP_KEYS)) + 8;
  for (let i: usize = 0; i < <usize>n << 3; i += 8, at += PAIR_BYTES) {
    store<i64>(at, load<i64>(keys + i));
    store<i64>(at, load<i64>(p + i, FLATMAP_VALUES), 8);
  }
  return at;
}
/** As deep as the trie: 9 levels. */
function copyNode(p: usize, at: usize): usize {
  const width = nodeWidth(p);
  for (let i = 0; i < width; i++) {
    const child = nodeChild(p, i);
    if (!isCons(child)) { at = copyNode(boxedPtr(child), at); continue; }
    store<i64>(at, head(child));
    store<i64>(at, tail(child), 8);
    at += PAIR_BYTES;
  }
  return at;
}

/** The n pairs of a map at `at`, in ascending exact order of their keys; returns `at`. */
export function sortedPairs(map: Term, n: i32, at: usize): usize {
  copyPairs(map, at);
  if (boxedSub(map) != SUB_FLATMAP) sortPairs(at, n); // a flatmap's keys are sorted
  return at;
}

/** Merge sort of n pairs by key, in exact order. */
export function sortPairs(at: usize, n: i32): void {
  const bytes = <usize>n * PAIR_BYTES;
  const spare = rawAlloc(bytes);
  let from = at, to = spare;
  for (let run = PAIR_BYTES; run < bytes; run *= 2) {
    for (let start: usize = 0; start < bytes; start += run * 2)
      mergePairs(from, to, start, min(start + run, bytes), min(start + run * 2, bytes));
    const other = from;
    from = to;
    to = other;
  }
  if (from != at) memory.copy(at, from, bytes);
  rawFree(spare);
}
function mergePairs(from: usize, to: usize, start: usize, middle: usize, end: usize): void {
  let i = start, j = middle;
  for (let out = start; out < end; out += PAIR_BYTES) {
    let source = i;
    if (i == middle || (j != end && compareTerms(load<i64>(from + j), load<i64>(from + i), true) < 0)) {
      source = j;
      j += PAIR_BYTES;
    } else i += PAIR_BYTES;
    store<i64>(to + out, load<i64>(from + source));
    store<i64>(to + out, load<i64>(from + source, 8), 8);
  }
}
