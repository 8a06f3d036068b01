/**
 * Lookup, insertion and removal in hashmaps (map/node.ts). Maps are values: a change copies the
 * nodes on the way to it and shares the rest. The recursion is as deep as the trie has levels: 9.
 */
import { Term, NONE, boxedPtr, head, isCons, makeBoxed, tail } from "../term/tag";
import { cons } from "../memory/alloc";
import { internalHash } from "../term/hash";
import {
  HASH_BITS, LEVEL_BITS, childIndex, dropChild, insertChild, newNode, nibbleBit, nodeBitmap, nodeChild, nodeCount,
  nodeWidth, replaceChild, sameKey, setNodeChild,
} from "./node";

/** The value of `key`, whose hash is `hash`, or NONE. */
export function hashmapGet(map: Term, key: Term, hash: u32): Term {
  let node = map;
  while (true) {
    const p = boxedPtr(node);
    const bitmap = nodeBitmap(p);
    if (bitmap == 0) {
      const i = findCollision(p, key);
      return i < 0 ? NONE : tail(nodeChild(p, i));
    }
    const bit = nibbleBit(hash, 0);
    if ((bitmap & bit) == 0) return NONE;
    node = nodeChild(p, childIndex(bitmap, bit));
    if (isCons(node)) return sameKey(head(node), key) ? tail(node) : NONE;
    hash >>= LEVEL_BITS;
  }
}

/** Place of `key` in the collision node at `p`, or -1. */
export function findCollision(p: usize, key: Term): i32 {
  const width = nodeWidth(p);
  for (let i = 0; i < width; i++) if (sameKey(head(nodeChild(p, i)), key)) return i;
  return -1;
}

/** What hashmapPut does with a key that is there, and with one that is not. */
export const PUT_ALWAYS: i32 = 0;
export const PUT_IF_PRESENT: i32 = 1;
export const PUT_IF_ABSENT: i32 = 2;

/** Set by hashmapPut: the number of pairs that it added, 0 or 1. */
let added: i32 = 0;
let putMode: i32 = PUT_ALWAYS;
let putKey: Term = 0;
let putValue: Term = 0;
let putHash: u32 = 0;

/**
 * `map` with `key` (whose hash is `hash`) set to `value`; `map` itself when nothing changes. With
 * PUT_IF_PRESENT: NONE when there is no such key.
 */
export function hashmapPut(map: Term, key: Term, hash: u32, value: Term, mode: i32): Term {
  return hashmapPutBelow(map, 0, key, hash, value, mode);
}
/** The same for a node at the level with this shift. */
export function hashmapPutBelow(node: Term, shift: i32, key: Term, hash: u32, value: Term, mode: i32): Term {
  added = 0;
  putMode = mode;
  putKey = key;
  putValue = value;
  putHash = hash;
  return putInto(node, shift);
}

/** The leaf that replaces `leaf`, which holds the key: NONE when it stays. */
// @ts-ignore: decorator
@inline function newLeaf(leaf: Term): Term {
  return putMode == PUT_IF_ABSENT || tail(leaf) == putValue ? NONE : cons(head(leaf), putValue);
}

function putInto(node: Term, shift: i32): Term {
  const p = boxedPtr(node);
  const bitmap = nodeBitmap(p);
  let at: i32;
  if (bitmap == 0) {
    at = findCollision(p, putKey);
    if (at < 0) {
      if (putMode == PUT_IF_PRESENT) return NONE;
      added = 1;
      return insertChild(p, 0, cons(putKey, putValue), 0);
    }
    const leaf = newLeaf(nodeChild(p, at));
    return leaf == NONE ? node : replaceChild(p, at, leaf, 0);
  }
  const bit = nibbleBit(putHash, shift);
  at = childIndex(bitmap, bit);
  if ((bitmap & bit) == 0) {
    if (putMode == PUT_IF_PRESENT) return NONE;
    added = 1;
    return insertChild(p, at, cons(putKey, putValue), bit);
  }
  const child = nodeChild(p, at);
  let replacement: Term;
  if (!isCons(child)) {
    replacement = putInto(child, shift + LEVEL_BITS);
    if (replacement == NONE) return NONE;
    if (replacement == child) return node;
  } else if (sameKey(head(child), putKey)) {
    replacement = newLeaf(child);
    if (replacement == NONE) return node;
  } else {
    if (putMode == PUT_IF_PRESENT) return NONE;
    added = 1;
    const hash = internalHash(head(child));
    replacement = joinLeaves(child, hash, cons(putKey, putValue), putHash, shift + LEVEL_BITS);
  }
  return replaceChild(p, at, replacement, added);
}

/** The node for two leaves with different keys whose hashes agree below `shift`. */
export function joinLeaves(a: Term, aHash: u32, b: Term, bHash: u32, shift: i32): Term {
  let p: usize;
  if (shift == HASH_BITS) {
    p = newNode(2, 2, 0);
    setNodeChild(p, 0, a);
    setNodeChild(p, 1, b);
    return makeBoxed(p);
  }
  const aBit = nibbleBit(aHash, shift), bBit = nibbleBit(bHash, shift);
  if (aBit == bBit) {
    p = newNode(1, 2, aBit);
    setNodeChild(p, 0, joinLeaves(a, aHash, b, bHash, shift + LEVEL_BITS));
    return makeBoxed(p);
  }
  p = newNode(2, 2, aBit | bBit);
  setNodeChild(p, 0, aBit < bBit ? a : b);
  setNodeChild(p, 1, aBit < bBit ? b : a);
  return makeBoxed(p);
}

/**
 * The trie without `key`: NONE when the key is not in it. It may hold as few as FLATMAP_LIMIT pairs;
 * the caller then makes a flatmap of it.
 */
export function hashmapRemove(map: Term, key: Term, hash: u32): Term { return removeFrom(map, key, hash, 0); }

function removeFrom(node: Term, key: Term, hash: u32, shift: i32): Term {
  const p = boxedPtr(node);
  const bitmap = nodeBitmap(p);
  let bit: u32 = 0, at: i32;
  if (bitmap == 0) {
    at = findCollision(p, key);
    if (at < 0) return NONE;
  } else {
    bit = nibbleBit(hash, shift);
    if ((bitmap & bit) == 0) return NONE;
    at = childIndex(bitmap, bit);
    const child = nodeChild(p, at);
    if (!isCons(child)) {
      const replacement = removeFrom(child, key, hash, shift + LEVEL_BITS);
      if (replacement == NONE) return NONE;
      // a lone leaf moves up to where its sibling was the last thing beside it
      if (isCons(replacement) && nodeWidth(p) == 1 && shift > 0) return replacement;
      return replaceChild(p, at, replacement, -1);
    }
    if (!sameKey(head(child), key)) return NONE;
  }
  if (nodeWidth(p) == 2 && shift > 0) {
    const other = nodeChild(p, 1 - at);
    if (isCons(other)) return other;
  }
  return dropChild(p, at, bit);
}

/** Pairs below a child: 1 for a leaf. */
// @ts-ignore: decorator
@inline export function pairsBelow(child: Term): i32 { return isCons(child) ? 1 : nodeCount(boxedPtr(child)); }
