/**
 * Maps of more than 32 keys: a hash array mapped trie of 16-way nodes.
 *
 *     node   | hdr 1+k, SUB_HASHMAP | small: pairs below << 16 | bitmap | child 1 … child k |
 *     child  a list cell [Key | Value] (a leaf), or a node one level down
 *
 *     hash   31 … 28 | … | 7 … 4 | 3 … 0      internalHash(Key)
 *     level     7           1       0
 *
 * Bit b of a node's bitmap is set when keys whose nibble of the hash at the node's level is b are below
 * it; k is the number of bits set. Keys of equal hash end in a collision node under level 7: bitmap 0,
 * k leaves in no order. Every word is a term, so the collector and the message copier need to know
 * nothing more. A node knows how many pairs are below it: the root's number is the map's size, and the
 * i-th pair is found without walking over those before it, so iterators are plain integers.
 *
 * The trie of a set of keys has one form: a node other than the root with a single leaf is replaced by
 * the leaf. A hashmap has more than FLATMAP_LIMIT pairs.
 */
import {
  Term, boxedPtr, headerArity, isImmediate, makeBoxed, makeHeader, makeSmall, smallValue, SUB_HASHMAP,
} from "../term/tag";
import { halloc } from "../memory/alloc";
import { copyWords } from "../memory/words";
import { exactEqual } from "../term/equal";

/** Bits of the hash that a level takes. */
export const LEVEL_BITS: i32 = 4;
/** Shift at which the hash is used up: nodes there are collision nodes. */
export const HASH_BITS: i32 = 32;
/** Levels of nodes, that of collision nodes included. */
export const LEVELS: i32 = 9;
/** Words of a node before its children. */
export const NODE_FIXED: i32 = 2;

const BITMAP_BITS: i64 = 16;
const BITMAP_MASK: i64 = 0xffff;

// @ts-ignore: decorator
@inline export function nodeBitmap(p: usize): u32 { return <u32>(smallValue(load<i64>(p, 8)) & BITMAP_MASK); }
/** Pairs below the node at `p`. */
// @ts-ignore: decorator
@inline export function nodeCount(p: usize): i32 { return <i32>(smallValue(load<i64>(p, 8)) >> BITMAP_BITS); }
// @ts-ignore: decorator
@inline export function nodeWidth(p: usize): i32 { return headerArity(load<i64>(p)) - 1; }
// @ts-ignore: decorator
@inline export function nodeChild(p: usize, i: i32): Term { return load<i64>(p + (<usize>i << 3), 16); }
// @ts-ignore: decorator
@inline export function setNodeChild(p: usize, i: i32, child: Term): void { store<i64>(p + (<usize>i << 3), child, 16); }
/** The bit of a hash at the level with this shift. */
// @ts-ignore: decorator
@inline export function nibbleBit(hash: u32, shift: i32): u32 { return <u32>1 << ((hash >> shift) & 15); }
/** Place of the child for `bit` among the children. */
// @ts-ignore: decorator
@inline export function childIndex(bitmap: u32, bit: u32): i32 { return <i32>popcnt<u32>(bitmap & (bit - 1)); }

/** Write the fixed words of a node. */
// @ts-ignore: decorator
@inline export function writeNode(p: usize, width: i32, count: i32, bitmap: u32): void {
  store<i64>(p, makeHeader(<i64>(width + 1), SUB_HASHMAP));
  store<i64>(p, makeSmall((<i64>count << BITMAP_BITS) | <i64>bitmap), 8);
}
/** Address of a new node whose children the caller fills. */
export function newNode(width: i32, count: i32, bitmap: u32): usize {
  const p = halloc(width + NODE_FIXED);
  writeNode(p, width, count, bitmap);
  return p;
}
/** A copy of the node at `p` with child `i` replaced and `added` more pairs below it. */
export function replaceChild(p: usize, i: i32, child: Term, added: i32): Term {
  const width = nodeWidth(p);
  const q = newNode(width, nodeCount(p) + added, nodeBitmap(p));
  copyWords(q + 16, p + 16, <usize>width << 3);
  setNodeChild(q, i, child);
  return makeBoxed(q);
}
/** A copy of the node at `p` with one child more, at place `i`. */
export function insertChild(p: usize, i: i32, child: Term, bit: u32): Term {
  const width = nodeWidth(p);
  const q = newNode(width + 1, nodeCount(p) + 1, nodeBitmap(p) | bit);
  copyWords(q + 16, p + 16, <usize>i << 3);
  setNodeChild(q, i, child);
  copyWords(q + 24 + (<usize>i << 3), p + 16 + (<usize>i << 3), <usize>(width - i) << 3);
  return makeBoxed(q);
}
/** A copy of the node at `p` without child `i`, a leaf. */
export function dropChild(p: usize, i: i32, bit: u32): Term {
  const width = nodeWidth(p);
  const q = newNode(width - 1, nodeCount(p) - 1, nodeBitmap(p) & ~bit);
  copyWords(q + 16, p + 16, <usize>i << 3);
  copyWords(q + 16 + (<usize>i << 3), p + 24 + (<usize>i << 3), <usize>(width - 1 - i) << 3);
  return makeBoxed(q);
}

/** Are two keys the same key? Immediates are equal only when they are the same word. */
// @ts-ignore: decorator
@inline export function sameKey(a: Term, b: Term): bool {
  return a == b || (!isImmediate(a) && !isImmediate(b) && exactEqual(a, b));
}

/** Number of pairs in a hashmap. */
// @ts-ignore: decorator
@inline export function hashmapSize(map: Term): i32 { return nodeCount(boxedPtr(map)); }
