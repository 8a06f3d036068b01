/**
 * Binaries. The bytes of large ones live outside all heaps in blocks that count their holders:
 *
 *     0           4      8          12      16
 *     | references | size | capacity | kind  | bytes … |        u32 each; size, capacity in bytes
 *
 * A heap holds such a block through a refc binary (or a magic reference) on the heap owner's list,
 * linked by REFC_NEXT: when its owner dies, or a collection finds the holder dead, the block loses
 * one reference. Every list (of a process, a message's fragment, a literal area, an ETS object) is
 * the address of its first holder, 0 when empty.
 */
import { rawAlloc, rawFree, rawRealloc, halloc } from "./alloc";
import { hostStreamEnd } from "../host";
import { accountMemory, MEMORY_BINARY } from "./account";
import { currentProcess, endTurn } from "./cells";
import { Process } from "../process/process";
import { freeRecord, recordNumbers } from "../process/reference";
import { newBlockRecord, releaseResource } from "../process/resource";
import { copyBits } from "../binary/bits";
import {
  HEAP_BINARY_BYTES, HEAP_BINARY_LIMIT, HEAP_BINARY_SIZE, MAGIC_BLOCK, MAGIC_REF_WORDS, REFC_BINARY, REFC_BYTES, REFC_FLAGS,
  REFC_FLAG_WRITABLE, REFC_NEXT, REFC_SIZE, REFC_WORDS, SUB_BITS, SUB_OFFSET, SUB_ORIGINAL, SUB_WORDS, binaryBase, bitOffset,
  originalBinary, wholeBinaryBytes,
} from "../term/boxed";
import {
  SUB_HEAP_BINARY, SUB_MASK, SUB_REF, SUB_REFC_BINARY, SUB_SUB_BINARY, Term, boxedPtr, makeBoxed, makeHeader,
} from "../term/tag";

export const BLOCK_REFERENCES: usize = 0;
export const BLOCK_SIZE: usize = 4;
export const BLOCK_CAPACITY: usize = 8;
/** One of BLOCK_*; what the bytes mean to their users. */
export const BLOCK_KIND: usize = 12;
export const BLOCK_BYTES: usize = 16;

export const BLOCK_BINARY: u32 = 0;
/** Cells of atomics or counters. */
export const BLOCK_ATOMICS: u32 = 1;
/** One word: the address of an ETS table, 0 when it is gone (ets/owner.ts). */
export const BLOCK_TABLE: u32 = 2;
/** A compiled match specification; its first word heads the list of binaries it holds (ets/program.ts). */
export const BLOCK_MATCH_SPEC: u32 = 3;
/** Cells of counters made with write_concurrency. */
export const BLOCK_COUNTERS: u32 = 4;
/** Strings of a compiled pattern (binary/search.ts). */
export const BLOCK_PATTERN: u32 = 5;
/** One word: the record of a thing that the host holds (process/resource.ts). */
export const BLOCK_RESOURCE: u32 = 6;
/** One word: the number of a zlib stream of the host (etf/compression.ts). */
export const BLOCK_STREAM: u32 = 7;

/** Bytes of off-heap binaries that a process may take between two collections, OTP's default in bytes. */
export const MIN_VIRTUAL_BINARY: u64 = 46422 * 8;

/**
 * A block for magic references: behind its `bytes` bytes stands the address of the record by which its number is found
 * (process/resource.ts), 0 while it has none, so that a reference that was made text or a binary in between is one again.
 */
export function newNumberedBlock(bytes: i32, kind: u32): usize {
  const b = newBlock((bytes + 7 & ~7) + RECORD_BYTES);
  store<i32>(b, bytes, BLOCK_SIZE);
  store<u32>(b, kind, BLOCK_KIND);
  store<u32>(recordOf(b), 0);
  return b;
}
const RECORD_BYTES: i32 = 8;
function recordOf(block: usize): usize { return block + BLOCK_BYTES + <usize>load<u32>(block, BLOCK_CAPACITY) - RECORD_BYTES; }
/** A reference that holds `block`, a numbered one, whose reference it takes over, for the running process. */
export function blockReference(block: usize): Term {
  if (load<u32>(recordOf(block)) == 0) store<u32>(recordOf(block), <u32>newBlockRecord(block));
  const numbers = recordNumbers(<usize>load<u32>(recordOf(block)));
  return writeMagicRef(halloc(MAGIC_REF_WORDS + 1), load<u32>(numbers), load<u32>(numbers, 4), load<u32>(numbers, 8), block, ownOffHeap());
}

/** A block of `bytes` uninitialised bytes with one reference. */
export function newBlock(bytes: i32): usize {
  const b = rawAlloc(BLOCK_BYTES + <usize>bytes);
  store<u32>(b, 1, BLOCK_REFERENCES);
  store<i32>(b, bytes, BLOCK_SIZE);
  store<i32>(b, bytes, BLOCK_CAPACITY);
  store<u32>(b, BLOCK_BINARY, BLOCK_KIND);
  accountMemory(MEMORY_BINARY, <f64>(BLOCK_BYTES + <usize>bytes));
  return b;
}
// @ts-ignore: decorator
@inline export function retainBlock(block: usize): void {
  store<u32>(block, load<u32>(block, BLOCK_REFERENCES) + 1, BLOCK_REFERENCES);
}
export function releaseBlock(block: usize): void {
  const n = load<u32>(block, BLOCK_REFERENCES) - 1;
  if (n != 0) { store<u32>(block, n, BLOCK_REFERENCES); return; }
  const kind = load<u32>(block, BLOCK_KIND);
  if (kind == BLOCK_MATCH_SPEC) releaseOffHeap(load<u32>(block, BLOCK_BYTES));
  else if (kind == BLOCK_RESOURCE) releaseResource(load<u32>(block, BLOCK_BYTES));
  else if (kind == BLOCK_STREAM) hostStreamEnd(load<i32>(block, BLOCK_BYTES));
  if (kind == BLOCK_MATCH_SPEC || kind == BLOCK_ATOMICS || kind == BLOCK_COUNTERS || kind == BLOCK_PATTERN) {
    const record = <usize>load<u32>(recordOf(block));
    if (record != 0) freeRecord(record);
  }
  accountMemory(MEMORY_BINARY, -<f64>(BLOCK_BYTES + <usize>load<u32>(block, BLOCK_CAPACITY)));
  rawFree(block);
}
/**
 * The block, moved if it must be, with room for `capacity` bytes; its contents are kept. Only its
 * one holder may call this, and stores the new address into its own REFC_BINARY and REFC_BYTES.
 */
export function resizeBlock(block: usize, capacity: i32): usize {
  const old = load<u32>(block, BLOCK_CAPACITY);
  accountMemory(MEMORY_BINARY, <f64>capacity - <f64>old);
  const b = rawRealloc(block, BLOCK_BYTES + <usize>capacity);
  store<i32>(b, capacity, BLOCK_CAPACITY);
  return b;
}

/** Block of a holder (a refc binary or a magic reference) at address `p`. */
// @ts-ignore: decorator
@inline export function holderBlock(p: usize): usize {
  return <usize>((load<i64>(p) & SUB_MASK) == SUB_REF ? load<u32>(p, MAGIC_BLOCK) : load<u32>(p, REFC_BINARY));
}
/** The block that the bytes of a bitstring are in, 0 when they are on a heap. */
export function blockOf(t: Term): usize {
  const p = boxedPtr(originalBinary(t));
  return (load<i64>(p) & SUB_MASK) == SUB_REFC_BINARY ? holderBlock(p) : 0;
}
/** Every holder on the list gives its reference back. */
export function releaseOffHeap(list: usize): void {
  while (list != 0) {
    const next = load<u32>(list, REFC_NEXT);
    releaseBlock(holderBlock(list));
    list = next;
  }
}
/** Bytes of the blocks that the holders on a list hold. */
export function heldBytes(list: usize): u64 {
  let bytes: u64 = 0;
  for (; list != 0; list = load<u32>(list, REFC_NEXT)) bytes += load<u32>(holderBlock(list), BLOCK_CAPACITY);
  return bytes;
}
/** Put list `front` before list `back`. */
export function joinOffHeap(front: usize, back: usize): usize {
  if (front == 0) return back;
  let last = front;
  for (let n: usize = load<u32>(last, REFC_NEXT); n != 0; n = load<u32>(last, REFC_NEXT)) last = n;
  store<u32>(last, <u32>back, REFC_NEXT);
  return front;
}
/**
 * The running process holds `bytes` more off-heap bytes. Their garbage does not fill the heap, so
 * without this a process could hold gigabytes of dead binaries: past the limit it gives up its
 * turn, and the scheduler collects (collect.ts, needsCollection).
 */
export function chargeVirtualBinary(bytes: i64): void {
  const p = changetype<Process>(currentProcess());
  p.virtualBinary += bytes;
  if (p.virtualBinary > p.virtualLimit) endTurn();
}
/** Write a refc binary at `p` (REFC_WORDS + 1 words) that takes over one reference to `block`; hung on `list`, a u32's address. */
export function writeRefc(p: usize, block: usize, bytes: usize, size: i32, list: usize): Term {
  store<i64>(p, makeHeader(REFC_WORDS, SUB_REFC_BINARY));
  store<i64>(p, <i64>size, REFC_SIZE);
  store<u32>(p, <u32>block, REFC_BINARY);
  store<u32>(p, 0, REFC_FLAGS);
  store<u32>(p, load<u32>(list), REFC_NEXT);
  store<u32>(p, <u32>bytes, REFC_BYTES);
  store<u32>(list, <u32>p);
  return makeBoxed(p);
}
/** Address of the running process's list head. */
// @ts-ignore: decorator
@inline export function ownOffHeap(): usize { return currentProcess() + offsetof<Process>("offHeap"); }

/** A refc binary of the running process over `block`, whose reference it takes over; `size` bytes from its first. */
export function refcBinary(block: usize, size: i32): Term {
  chargeVirtualBinary(load<i32>(block, BLOCK_CAPACITY));
  return writeRefc(halloc(REFC_WORDS + 1), block, block + BLOCK_BYTES, size, ownOffHeap());
}
/** A reference of the numbers given that holds `block`, whose reference it takes over, for the running process. */
export function magicRef(n0: u32, n1: u32, n2: u32, block: usize): Term {
  return writeMagicRef(halloc(MAGIC_REF_WORDS + 1), n0, n1, n2, block, ownOffHeap());
}
/** The same at `p` (MAGIC_REF_WORDS + 1 words), hung on `list`, a u32's address. */
export function writeMagicRef(p: usize, n0: u32, n1: u32, n2: u32, block: usize, list: usize): Term {
  store<i64>(p, makeHeader(MAGIC_REF_WORDS, SUB_REF));
  store<u32>(p, n0, 8);
  store<u32>(p, n1, 12);
  store<u32>(p, n2, 16);
  store<u32>(p, <u32>block, MAGIC_BLOCK);
  store<u32>(p, load<u32>(list), REFC_NEXT);
  store<u32>(p, 0, REFC_BYTES);
  store<u32>(list, <u32>p);
  return makeBoxed(p);
}

/** Words of a heap binary of `bytes` bytes, header included. */
// @ts-ignore: decorator
@inline export function heapBinaryWords(bytes: i32): i32 { return 2 + ((bytes + 7) >>> 3); }
/** Write the two fixed words of a heap binary of `bytes` bytes at `p`. */
export function writeHeapBinary(p: usize, bytes: i32): Term {
  store<i64>(p, makeHeader(<i64>(heapBinaryWords(bytes) - 1), SUB_HEAP_BINARY));
  store<i64>(p, <i64>bytes, HEAP_BINARY_SIZE);
  return makeBoxed(p);
}
/** A binary of `bytes` bytes, which the caller writes at wholeBinaryBytes(term). */
export function newBinary(bytes: i32): Term {
  if (bytes > HEAP_BINARY_LIMIT) return refcBinary(newBlock(bytes), bytes);
  return writeHeapBinary(halloc(heapBinaryWords(bytes)), bytes);
}
/** A binary with a copy of the `bytes` bytes at `ptr`. */
export function binaryFromMemory(ptr: usize, bytes: i32): Term {
  const t = newBinary(bytes);
  memory.copy(wholeBinaryBytes(t), ptr, <usize>bytes);
  return t;
}
/** Whether the heap or refc binary at `p` is one whose size grows as it is appended to: no program may hold that term. */
// @ts-ignore: decorator
@inline function grows(p: usize): bool {
  return (load<i64>(p) & SUB_MASK) == SUB_REFC_BINARY && (load<i32>(p, REFC_FLAGS) & REFC_FLAG_WRITABLE) != 0;
}
/**
 * `size` bits of the heap or refc binary `original` from its bit `from` on; `bytes`: where its bytes are. What would fit
 * a heap binary is copied into one, as in OTP, and does not keep the original alive; the rest shares its bytes.
 */
export function partOf(original: Term, bytes: usize, from: i64, size: i64): Term {
  const whole = (size & 7) == 0, o = boxedPtr(original);
  if (from == 0 && whole && size >> 3 == load<i64>(o, HEAP_BINARY_SIZE) && !grows(o)) return original;
  if (whole && size <= <i64>HEAP_BINARY_LIMIT << 3) {
    const n = <i32>(size >> 3), p = halloc(heapBinaryWords(n));
    copyBits(bytes, from, p + HEAP_BINARY_BYTES, 0, size);
    return writeHeapBinary(p, n);
  }
  const p = halloc(SUB_WORDS + 1);
  store<i64>(p, makeHeader(SUB_WORDS, SUB_SUB_BINARY));
  store<i64>(p, size, SUB_BITS);
  store<i64>(p, from, SUB_OFFSET);
  store<i64>(p, original, SUB_ORIGINAL);
  return makeBoxed(p);
}
/** `size` bits of bitstring `t` from its bit `offset` on. */
export function newSubBinary(t: Term, offset: i64, size: i64): Term {
  return partOf(originalBinary(t), binaryBase(t), bitOffset(t) + offset, size);
}
