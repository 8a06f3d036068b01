/**
 * maps:merge/2. Two tries are merged node by node: what only one of them has below a node is shared
 * with it, so merging a small map into a large one costs about as much as putting its pairs.
 */
import { Term, boxedPtr, boxedSub, head, isCons, makeBoxed, tail, SUB_FLATMAP } from "../term/tag";
import { FLATMAP_KEYS, FLATMAP_VALUES, flatmapSize } from "../term/boxed";
import { halloc } from "../memory/alloc";
import { internalHash } from "../term/hash";
import { draftFrom, draftPut, finishDraft, flatmapKeys } from "./flatmap";
import { PUT_ALWAYS, PUT_IF_ABSENT, findCollision, hashmapPut, hashmapPutBelow, joinLeaves, pairsBelow } from "./hashmap";
import {
  LEVEL_BITS, NODE_FIXED, childIndex, nodeBitmap, nodeChild, nodeWidth, sameKey, setNodeChild, writeNode,
} from "./node";
import { mapPut } from "./map";

/** All pairs of `a` and `b`; where both have a key, the value of `b`. */
export function mergeMaps(a: Term, b: Term): Term {
  const aFlat = boxedSub(a) == SUB_FLATMAP, bFlat = boxedSub(b) == SUB_FLATMAP;
  if (!aFlat && !bFlat) return mergeNodes(a, b, 0);
  if (aFlat && !bFlat) {
    // the pairs of the small map go where the large one has none
    return putAll(b, a, PUT_IF_ABSENT);
  }
  if (!aFlat) return putAll(a, b, PUT_ALWAYS);
  if (flatmapSize(a) == 0) return b;
  if (flatmapSize(b) == 0) return a;
  draftFrom(a);
  const p = boxedPtr(b), keys = flatmapKeys(p), n = flatmapSize(b);
  for (let i = 0; i < n; i++) {
    const at = <usize>i << 3;
    if (!draftPut(load<i64>(keys + at), load<i64>(p + at, FLATMAP_VALUES))) {
      let map = a;
      for (let k = 0; k < n; k++) {
        const pair = <usize>k << 3;
        map = mapPut(map, load<i64>(keys + pair), load<i64>(p + pair, FLATMAP_VALUES));
      }
      return map;
    }
  }
  return finishDraft(load<i64>(boxedPtr(a), FLATMAP_KEYS), halloc);
}

function putAll(map: Term, flat: Term, mode: i32): Term {
  const p = boxedPtr(flat), keys = flatmapKeys(p), n = flatmapSize(flat);
  for (let i = 0; i < n; i++) {
    const key = load<i64>(keys + (<usize>i << 3));
    map = hashmapPut(map, key, internalHash(key), load<i64>(p + (<usize>i << 3), FLATMAP_VALUES), mode);
  }
  return map;
}

/** The child for what is below `a` and `b`, each a leaf or a node, at the level with this shift. */
function mergeNodes(a: Term, b: Term, shift: i32): Term {
  if (a == b) return a;
  if (isCons(a)) {
    if (isCons(b)) return mergeLeaves(a, b, shift);
    return putLeaf(b, a, shift, PUT_IF_ABSENT);
  }
  if (isCons(b)) return putLeaf(a, b, shift, PUT_ALWAYS);
  const p = boxedPtr(a), q = boxedPtr(b);
  const aBits = nodeBitmap(p), bBits = nodeBitmap(q);
  if (aBits == 0) return mergeCollisions(p, q);
  const bits = aBits | bBits;
  const width = <i32>popcnt<u32>(bits);
  const r = halloc(width + NODE_FIXED);
  let count = 0;
  let left = bits;
  for (let i = 0; i < width; i++) {
    const bit = left & (0 - left);
    left ^= bit;
    let child: Term;
    if ((bBits & bit) == 0) child = nodeChild(p, childIndex(aBits, bit));
    else if ((aBits & bit) == 0) child = nodeChild(q, childIndex(bBits, bit));
    else child = mergeNodes(nodeChild(p, childIndex(aBits, bit)), nodeChild(q, childIndex(bBits, bit)), shift + LEVEL_BITS);
    setNodeChild(r, i, child);
    count += pairsBelow(child);
  }
  writeNode(r, width, count, bits);
  return makeBoxed(r);
}

function mergeLeaves(a: Term, b: Term, shift: i32): Term {
  if (sameKey(head(a), head(b))) return b;
  return joinLeaves(a, internalHash(head(a)), b, internalHash(head(b)), shift);
}

/** `node`, at the level with this shift, with the pair of `leaf`. */
function putLeaf(node: Term, leaf: Term, shift: i32, mode: i32): Term {
  return hashmapPutBelow(node, shift, head(leaf), internalHash(head(leaf)), tail(leaf), mode);
}

function mergeCollisions(p: usize, q: usize): Term {
  const aWidth = nodeWidth(p), bWidth = nodeWidth(q);
  let width = bWidth;
  for (let i = 0; i < aWidth; i++) if (findCollision(q, head(nodeChild(p, i))) < 0) width++;
  const r = halloc(width + NODE_FIXED);
  writeNode(r, width, width, 0);
  for (let i = 0; i < bWidth; i++) setNodeChild(r, i, nodeChild(q, i));
  let at = bWidth;
  for (let i = 0; i < aWidth; i++) {
    const leaf = nodeChild(p, i);
    if (findCollision(q, head(leaf)) < 0) setNodeChild(r, at++, leaf);
  }
  return makeBoxed(r);
}
