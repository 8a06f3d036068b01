/**
 * Copying a term out of its heap: into a message, an ETS table, a literal area. Sharing is not
 * preserved and literals are not copied, as in OTP. The copy grows behind the words that were
 * copied already and is scanned from its start, so it is its own work list:
 *
 *     at                scan                 free
 *     | finished words … | words to look at … | → words still to come
 */
import { BLOCK_CAPACITY, chargeVirtualBinary, heapBinaryWords, holderBlock, ownOffHeap, retainBlock, writeHeapBinary, writeRefc } from "./binary";
import { currentProcess } from "./cells";
import { isLiteral } from "./page";
import { copyWords } from "./words";
import {
  HEAP_BINARY_BYTES, HEAP_BINARY_LIMIT, MAGIC_REF_WORDS, REFC_BINARY, REFC_BYTES, REFC_FLAGS, REFC_FLAG_WRITABLE,
  REFC_NEXT, REFC_SIZE, REFC_WORDS, SUB_BITS, SUB_OFFSET, SUB_ORIGINAL, SUB_WORDS, bytesToTerms, wholeBinaryBytes,
} from "../term/boxed";
import {
  Term, NIL, SUB_FLATMAP, SUB_FUN, SUB_HASHMAP, SUB_HEAP_BINARY, SUB_MASK, SUB_REF, SUB_REFC_BINARY, SUB_SUB_BINARY, SUB_TUPLE,
  TAG_BOXED, TAG_HEADER, TAG_IMMEDIATE, TAG_MASK, boxedHeader, boxedPtr, head, headerArity, isCons, isImmediate,
  listPtr, makeBoxed, makeHeader, makeList, tail,
} from "../term/tag";
import { pop, push, stackDepth } from "../term/work_stack";

/**
 * Words that sub binary `p` takes as a copy: its own bytes when they fit a heap binary, else the
 * reference to its block, with a sub binary around it only where it does not fill whole bytes.
 */
function subBinaryWords(p: usize): i32 {
  const bits = load<i64>(p, SUB_BITS);
  const offset = load<i64>(p, SUB_OFFSET);
  const aligned = ((bits | offset) & 7) == 0;
  const bytes = ((offset & 7) + bits + 7) >> 3;
  const original = load<i64>(p, SUB_ORIGINAL);
  const inner = bytes <= HEAP_BINARY_LIMIT || (boxedHeader(original) & SUB_MASK) == SUB_HEAP_BINARY
    ? heapBinaryWords(<i32>bytes) : REFC_WORDS + 1;
  return aligned ? inner : inner + SUB_WORDS + 1;
}

/** Whether the copy in progress takes literals along (copyWhole). */
let whole: bool = false;
// @ts-ignore: decorator
@inline function keeps(t: Term): bool { return !whole && isLiteral(t); }

/** Words that a copy of `t` takes, by copyTerm's rules; 0 for immediates and literals. */
export function termWords(t: Term): i32 {
  if (isImmediate(t)) return 0;
  const mark = stackDepth();
  let words = 0;
  push(t);
  while (stackDepth() > mark) {
    let u = pop();
    while (isCons(u)) {
      if (keeps(u)) { u = NIL; break; }
      words += 2;
      const h = head(u);
      if (!isImmediate(h)) push(h);
      u = tail(u);
    }
    if (isImmediate(u) || keeps(u)) continue;
    const p = boxedPtr(u);
    const header = load<i64>(p);
    const sub = header & SUB_MASK;
    const arity = headerArity(header);
    if (sub == SUB_SUB_BINARY) { words += subBinaryWords(p); continue; }
    words += arity + 1;
    let at = p + 8;
    if (sub == SUB_FUN) at = p + 24;
    else if (sub != SUB_TUPLE && sub != SUB_FLATMAP && sub != SUB_HASHMAP) continue;
    for (const end = p + 8 + (<usize>arity << 3); at < end; at += 8) {
      const e = load<i64>(at);
      if (!isImmediate(e)) push(e);
    }
  }
  return words;
}

let free: usize = 0;
let list: usize = 0;
/** Bytes of the blocks that the copy holds. */
let blockBytes: i64 = 0;
export function copiedBlockBytes(): i64 { return blockBytes; }

/** Copy sub binary `p` to `free`, see subBinaryWords. */
function copySubBinary(p: usize): Term {
  const bits = load<i64>(p, SUB_BITS);
  const offset = load<i64>(p, SUB_OFFSET);
  const bytes = <i32>(((offset & 7) + bits + 7) >> 3);
  const original = load<i64>(p, SUB_ORIGINAL);
  const from = wholeBinaryBytes(original) + <usize>(offset >> 3);
  let t: Term;
  if (bytes <= HEAP_BINARY_LIMIT || (boxedHeader(original) & SUB_MASK) == SUB_HEAP_BINARY) {
    t = writeHeapBinary(free, bytes);
    memory.copy(free + HEAP_BINARY_BYTES, from, <usize>bytes);
    free += <usize>heapBinaryWords(bytes) << 3;
  } else {
    const block = freeze(boxedPtr(original));
    retainBlock(block);
    t = writeRefc(free, block, from, bytes, list);
    free += <usize>(REFC_WORDS + 1) << 3;
  }
  if (((bits | offset) & 7) == 0) return t;
  store<i64>(free, makeHeader(SUB_WORDS, SUB_SUB_BINARY));
  store<i64>(free, bits, SUB_BITS);
  store<i64>(free, offset & 7, SUB_OFFSET);
  store<i64>(free, t, SUB_ORIGINAL);
  t = makeBoxed(free);
  free += <usize>(SUB_WORDS + 1) << 3;
  return t;
}
/** Block of refc binary `p`, which from now on has a second holder: it may no longer be appended to in place. */
function freeze(p: usize): usize {
  store<u32>(p, load<u32>(p, REFC_FLAGS) & ~REFC_FLAG_WRITABLE, REFC_FLAGS);
  const block = <usize>load<u32>(p, REFC_BINARY);
  blockBytes += <i64>load<u32>(block, BLOCK_CAPACITY);
  return block;
}

/** Copy the object that `t` points to to `free`, its pointers unchanged. */
function copyShallow(t: Term): Term {
  const to = free;
  if (isCons(t)) {
    const p = listPtr(t);
    store<i64>(to, load<i64>(p));
    store<i64>(to, load<i64>(p, 8), 8);
    free = to + 16;
    return makeList(to);
  }
  const p = boxedPtr(t);
  const header = load<i64>(p);
  const sub = header & SUB_MASK;
  if (sub == SUB_SUB_BINARY) return copySubBinary(p);
  if (sub == SUB_REFC_BINARY) {
    const block = freeze(p);
    retainBlock(block);
    free = to + (<usize>(REFC_WORDS + 1) << 3);
    return writeRefc(to, block, <usize>load<u32>(p, REFC_BYTES), <i32>load<i64>(p, REFC_SIZE), list);
  }
  const bytes = <usize>(headerArity(header) + 1) << 3;
  copyWords(to, p, bytes);
  free = to + bytes;
  if (sub == SUB_REF && headerArity(header) == MAGIC_REF_WORDS) {
    retainBlock(holderBlock(to));
    store<u32>(to, load<u32>(list), REFC_NEXT);
    store<u32>(list, <u32>to);
  }
  return makeBoxed(to);
}

/**
 * Copy list `t` cell by cell, as far as it is no literal, for the word at `link`, which then points to the copy. Returns where to go on
 * scanning: the cells themselves need no look when nothing else waits for one before them and their heads are immediates.
 */
function copySpine(t: Term, link: usize): usize {
  let to = free, next = link + 8, plain = next == to;
  do {
    const p = listPtr(t), h = load<i64>(p);
    store<i64>(link, makeList(to));
    store<i64>(to, h);
    if (plain) {
      plain = isImmediate(h);
      next = plain ? to + 16 : to;
    }
    t = load<i64>(p, 8);
    link = to + 8;
    to += 16;
  } while (isCons(t) && !keeps(t));
  store<i64>(link, t);
  free = to;
  return isImmediate(t) ? next : min(next, link);
}

/**
 * Copy `t` to `at`, where termWords(t) words are free. `offHeap` is the address of a u32, the head
 * of the off-heap list that the copy's binaries are hung on. Returns the copy (`t` itself when it
 * is an immediate or a literal).
 */
export function copyTerm(t: Term, at: usize, offHeap: usize): Term {
  if (isImmediate(t) || keeps(t)) return t;
  free = at;
  list = offHeap;
  blockBytes = 0;
  const result = copyShallow(t);
  let scan = at;
  while (scan < free) {
    const w = load<i64>(scan);
    const tag = w & TAG_MASK;
    if (tag == TAG_IMMEDIATE) {
      scan += 8;
    } else if (tag == TAG_HEADER) {
      scan += bytesToTerms(w);
    } else if (tag == TAG_BOXED) {
      if (!keeps(w)) store<i64>(scan, copyShallow(w));
      scan += 8;
    } else {
      // What points into the copy is the tail of a cell that was copied with its list.
      scan = listPtr(w) - at < free - at || keeps(w) ? scan + 8 : copySpine(w, scan);
    }
  }
  if (blockBytes != 0 && currentProcess() != 0 && offHeap == ownOffHeap()) chargeVirtualBinary(blockBytes);
  return result;
}

/** Words that copyWhole takes for `t`; 0 for immediates. */
export function wholeWords(t: Term): i32 {
  whole = true;
  const words = termWords(t);
  whole = false;
  return words;
}
/**
 * copyTerm that copies literals too, for what may outlive the code that they belong to and is not
 * searched when code is purged: objects in ETS tables, compiled match specifications, messages of timers.
 */
export function copyWhole(t: Term, at: usize, offHeap: usize): Term {
  whole = true;
  const copy = copyTerm(t, at, offHeap);
  whole = false;
  return copy;
}
