/**
 * The allocator under everything: two-level segregated fit (Masmano et al., 2004) over the linear
 * memory. AssemblyScript's own doubles the memory when it grows, one page at a time once doubling
 * fails, cannot align to pages and traps when nothing is left; so the core brings this one.
 *
 *     0              4                8
 *     | size, FREE   | block before   | payload …                          in use
 *     | size, FREE   | block before   | next free | previous free | …      free
 *
 * `size` counts the header and is a multiple of 8. `block before` is the neighbour at the lower
 * address, 0 for the first. The memory ends with a block of size 8 that is never free. Free blocks
 * hang on lists by size: in steps of 8 bytes below 256, above that 16 lists between powers of two;
 * a bit map of the lists that are not empty finds one with two `ctz`.
 *
 * What is freed below 2 KiB is mostly asked for again in the same size: it waits as it is on a quick list of its size, linked like
 * a free block, until there are too many of them or nothing else is left. Only then does it join its neighbours.
 *
 *     | size, QUICK  | block before   | next of its size | …            on a quick list
 */
import { hostPrint } from "../host";
import { currentProcess } from "./cells";
import { PAGE_BYTES, PAGE_SHIFT } from "./page";
import { Process } from "../process/process";
import { pidNumber } from "../term/tag";

const HEADER: usize = 8;
const SIZE: usize = 0;
const BEFORE: usize = 4;
const NEXT_FREE: usize = 8;
const PREVIOUS_FREE: usize = 12;
const FREE: u32 = 1;
const QUICK: u32 = 2;
const SIZE_MASK: u32 = ~7;
const MIN_BLOCK: usize = 24;

/** Blocks below this size have a list for each size. */
const SMALL_SHIFT: u32 = 8;
const SMALL: usize = 1 << SMALL_SHIFT;
/** Lists per power of two above it, as a power of two. */
const STEP_SHIFT: u32 = 4;
const LEVELS: i32 = 25;
/** Blocks of this size and more have no quick list. A new process's heap is below it. */
const QUICK_SIZE: usize = 2048;
/** So many may wait: to join them all takes about a millisecond. */
const QUICK_BLOCKS: i32 = 32768;
const quickLists: usize = memory.data(1024, 8);
let quickBlocks: i32 = 0;
/** Level 0 holds the 32 small lists, the others 16 each of their 32 places. */
const LISTS_PER_LEVEL: u32 = 32;
const lists: usize = memory.data(3200, 8);
const levelMaps: usize = memory.data(100, 8);
let levelMap: u32 = 0;

/** Growth: by the larger of these, a growth of the memory being slow (0.8 ms on Node 20). */
const MIN_GROWTH_PAGES: i32 = 256;
const GROWTH_DIVISOR: i32 = 4;
const MAX_PAGES: i32 = 65535;
/** Largest block that is tried for: an eighth more still fits 32 bits. */
export const LARGEST: usize = 0xe0000000;
/** Pages beyond the limit that small blocks may still take, so that who fails at the limit can be killed in order. */
const RESERVE_PAGES: i32 = 256;

let limitPages: i32 = MAX_PAGES - RESERVE_PAGES;
let started: bool = false;
/** Address of the last block, the one that is never free. */
let sentinel: usize = 0;
let usedBytes: f64 = 0;

// @ts-ignore: decorator
@inline function sizeOf(block: usize): usize { return <usize>(load<u32>(block, SIZE) & SIZE_MASK); }
// @ts-ignore: decorator
@inline function isFree(block: usize): bool { return (load<u32>(block, SIZE) & FREE) != 0; }

// Level and place of the list that a free block of `size` bytes hangs on.
let level: u32 = 0;
let place: u32 = 0;
// @ts-ignore: decorator
@inline function locate(size: usize): void {
  if (size < SMALL) {
    level = 0;
    place = <u32>(size >> 3);
  } else {
    const log = 31 - clz<u32>(<u32>size);
    level = log - SMALL_SHIFT + 1;
    place = (<u32>size >> (log - STEP_SHIFT)) & ((1 << STEP_SHIFT) - 1);
  }
}
// @ts-ignore: decorator
@inline function listAddress(l: u32, n: u32): usize { return lists + (<usize>(l * LISTS_PER_LEVEL + n) << 2); }

function link(block: usize): void {
  locate(sizeOf(block));
  const list = listAddress(level, place);
  const first = load<u32>(list);
  store<u32>(block, first, NEXT_FREE);
  store<u32>(block, 0, PREVIOUS_FREE);
  if (first != 0) store<u32>(first, <u32>block, PREVIOUS_FREE);
  store<u32>(list, <u32>block);
  const map = levelMaps + (<usize>level << 2);
  store<u32>(map, load<u32>(map) | (1 << place));
  levelMap |= 1 << level;
}
function unlink(block: usize): void {
  const next = load<u32>(block, NEXT_FREE), previous = load<u32>(block, PREVIOUS_FREE);
  if (next != 0) store<u32>(next, previous, PREVIOUS_FREE);
  if (previous != 0) {
    store<u32>(previous, next, NEXT_FREE);
    return;
  }
  locate(sizeOf(block));
  store<u32>(listAddress(level, place), next);
  if (next != 0) return;
  const map = levelMaps + (<usize>level << 2);
  const left = load<u32>(map) & ~(1 << place);
  store<u32>(map, left);
  if (left == 0) levelMap &= ~(1 << level);
}
/** A free block of at least `size` bytes that is on a list, 0 when there is none. */
function search(size: usize): usize {
  // Rounded up to the next list's smallest size, so that the first block of any list found fits.
  if (size >= SMALL) {
    const rounded = size + ((1 << (31 - clz<u32>(<u32>size) - STEP_SHIFT)) - 1);
    if (rounded < size) return 0;
    locate(rounded);
  } else {
    locate(size);
  }
  const map = load<u32>(levelMaps + (<usize>level << 2)) & (~0 << place);
  if (map != 0) return load<u32>(listAddress(level, ctz(map)));
  if (level >= 31) return 0;
  const above = levelMap & (~0 << (level + 1));
  if (above == 0) return 0;
  const l = ctz(above);
  return load<u32>(listAddress(l, ctz(load<u32>(levelMaps + (<usize>l << 2)))));
}
/** Make [block, block + size) free, joined with free neighbours. */
function release(block: usize): void {
  let size = sizeOf(block);
  const after = block + size;
  if (isFree(after)) {
    unlink(after);
    size += sizeOf(after);
  }
  const before: usize = load<u32>(block, BEFORE);
  if (before != 0 && isFree(before)) {
    unlink(before);
    size += sizeOf(before);
    block = before;
  }
  store<u32>(block, <u32>size | FREE, SIZE);
  store<u32>(block + size, <u32>block, BEFORE);
  link(block);
}
// @ts-ignore: decorator
@inline function quickList(size: usize): usize { return quickLists + (size >> 1); }
/** Make all blocks that wait on quick lists free. False: there is none. */
function joinQuick(): bool {
  if (quickBlocks == 0) return false;
  for (let size = MIN_BLOCK; size < QUICK_SIZE; size += 8) {
    const list = quickList(size);
    for (let block = load<u32>(list); block != 0;) {
      const next = load<u32>(block, NEXT_FREE);
      release(block);
      block = next;
    }
    store<u32>(list, 0);
  }
  quickBlocks = 0;
  return true;
}
/** Cut a used block down to `size` bytes; the rest becomes free when it is worth a block. */
function trim(block: usize, size: usize): void {
  const rest = sizeOf(block) - size;
  if (rest < MIN_BLOCK) return;
  store<u32>(block, <u32>size, SIZE);
  const spare = block + size;
  store<u32>(spare, <u32>rest, SIZE);
  store<u32>(spare, <u32>block, BEFORE);
  store<u32>(spare + rest, <u32>spare, BEFORE);
  release(spare);
}

// @ts-ignore: decorator
@inline function firstBlock(): usize { return (__heap_base + 7) & ~7; }
function start(): void {
  started = true;
  const first = firstBlock();
  sentinel = (<usize>memory.size() << PAGE_SHIFT) - HEADER;
  store<u32>(first, <u32>(sentinel - first), SIZE);
  store<u32>(first, 0, BEFORE);
  store<u32>(sentinel, <u32>HEADER, SIZE);
  store<u32>(sentinel, <u32>first, BEFORE);
  release(first);
}
/** More memory, at least `bytes` of it, but not beyond `pages` in all. */
function grow(bytes: usize, pages: i32): bool {
  const now = memory.size();
  const needed = <i32>((<u64>bytes + PAGE_BYTES - 1) >> PAGE_SHIFT);
  if (needed > pages - now) return false;
  const wanted = min(max(needed, max(MIN_GROWTH_PAGES, now / GROWTH_DIVISOR)), pages - now);
  if (memory.grow(wanted) < 0 && memory.grow(needed) < 0) return false;
  // What was the end becomes the header of the new block, with a new end behind it.
  const block = sentinel;
  sentinel = (<usize>memory.size() << PAGE_SHIFT) - HEADER;
  store<u32>(block, <u32>(sentinel - block), SIZE);
  store<u32>(sentinel, <u32>HEADER, SIZE);
  store<u32>(sentinel, <u32>block, BEFORE);
  release(block);
  return true;
}
// @ts-ignore: decorator
@inline function blockSize(bytes: usize): usize { return max((bytes + HEADER + 7) & ~7, MIN_BLOCK); }

let relief: (() => bool) | null = null;
/** `run` is called before memory is refused, to free what only waits to be freed; it answers whether it freed anything, and allocates nothing. */
export function setRelief(run: () => bool): void { relief = run; }
function relieved(): bool {
  const run = relief;
  return run != null && run();
}
/** Take a block of `size` bytes in all; the memory may grow to `pages`. 0: there is none. */
function takeBlock(size: usize, pages: i32): usize {
  if (!started) start();
  let block = search(size);
  if (block == 0 && joinQuick()) block = search(size);
  if (block == 0) {
    // Twice the step between lists, so that the search, which rounds up, finds the new block.
    if (size > LARGEST || (!grow(size + (size >> (STEP_SHIFT - 1)) + MIN_BLOCK, pages) && !relieved())) return 0;
    joinQuick();
    block = search(size);
    if (block == 0) return 0;
  }
  unlink(block);
  store<u32>(block, load<u32>(block, SIZE) & ~FREE, SIZE);
  return block;
}
function allocate(bytes: usize, pages: i32): usize {
  const size = blockSize(bytes);
  if (size < bytes) return 0;
  if (size < QUICK_SIZE) {
    const list = quickList(size), block = <usize>load<u32>(list);
    if (block != 0) {
      store<u32>(list, load<u32>(block, NEXT_FREE));
      store<u32>(block, <u32>size, SIZE);
      quickBlocks--;
      usedBytes += <f64>size;
      return block + HEADER;
    }
  }
  const block = takeBlock(size, pages);
  if (block == 0) return 0;
  trim(block, size);
  usedBytes += <f64>sizeOf(block);
  return block + HEADER;
}
/** A block of at least `bytes` bytes on an 8-byte boundary, 0 when the memory limit does not allow it. */
export function tryAllocate(bytes: usize): usize { return allocate(bytes, limitPages); }
/** The same, by the reserve beyond the limit when it must be; stops the node when there is none. */
export function allocateOrStop(bytes: usize): usize {
  const p = allocate(bytes, min(limitPages + RESERVE_PAGES, MAX_PAGES));
  if (p == 0) outOfMemory(bytes);
  return p;
}
/** A block of `bytes` bytes on a page boundary; freed like any other. */
export function allocatePages(bytes: usize): usize {
  const block = takeBlock(blockSize(bytes) + PAGE_BYTES + MIN_BLOCK, min(limitPages + RESERVE_PAGES, MAX_PAGES));
  if (block == 0) outOfMemory(bytes);
  let p = (block + HEADER + PAGE_BYTES - 1) & ~(PAGE_BYTES - 1);
  const gap = p - HEADER - block;
  if (gap != 0) {
    if (gap < MIN_BLOCK) p += PAGE_BYTES;
    const aligned = p - HEADER;
    const size = sizeOf(block);
    store<u32>(aligned, <u32>(block + size - aligned), SIZE);
    store<u32>(aligned, <u32>block, BEFORE);
    store<u32>(block + size, <u32>aligned, BEFORE);
    store<u32>(block, <u32>(aligned - block), SIZE);
    release(block);
  }
  trim(p - HEADER, blockSize(bytes));
  usedBytes += <f64>sizeOf(p - HEADER);
  return p;
}
export function freeBlock(p: usize): void {
  const block = p - HEADER, size = sizeOf(block);
  if ((load<u32>(block, SIZE) & (FREE | QUICK)) != 0) unreachable(); // freed twice
  usedBytes -= <f64>size;
  if (size >= QUICK_SIZE) {
    release(block);
    return;
  }
  if (quickBlocks >= QUICK_BLOCKS) joinQuick();
  const list = quickList(size);
  store<u32>(block, <u32>size | QUICK, SIZE);
  store<u32>(block, load<u32>(list), NEXT_FREE);
  store<u32>(list, <u32>block);
  quickBlocks++;
}
/** The block at `p` with room for `bytes` bytes and its contents; it stays where it is when it can. 0 as for tryAllocate. */
export function tryReallocate(p: usize, bytes: usize): usize {
  const block = p - HEADER;
  const size = blockSize(bytes);
  if (size < bytes) return 0;
  const old = sizeOf(block);
  const after = block + old;
  if (size > old) {
    if (!isFree(after) || old + sizeOf(after) < size) {
      const q = tryAllocate(bytes);
      if (q == 0) return 0;
      memory.copy(q, p, old - HEADER);
      freeBlock(p);
      return q;
    }
    const joined = old + sizeOf(after);
    unlink(after);
    store<u32>(block, <u32>joined, SIZE);
    store<u32>(block + joined, <u32>block, BEFORE);
  }
  trim(block, size);
  usedBytes += <f64>sizeOf(block) - <f64>old;
  return p;
}

/** Address of the block in use that follows the one at `p` (0: the first of all) in the memory, 0 behind the last. */
export function nextUsedBlock(p: usize): usize {
  let block = p == 0 ? firstBlock() : p - HEADER + sizeOf(p - HEADER);
  while ((load<u32>(block, SIZE) & (FREE | QUICK)) != 0) block += sizeOf(block);
  return block == sentinel ? 0 : block + HEADER;
}
/** Bytes of the block at `p`, at least as many as were asked for. */
export function blockBytes(p: usize): usize { return sizeOf(p - HEADER) - HEADER; }

/** Bytes in blocks that are in use. */
export function allocatedBytes(): f64 { return usedBytes; }
/** Let the memory grow to `bytes` bytes (limits.memory); small blocks may take 16 MiB more. */
export function setMemoryLimit(bytes: f64): void {
  limitPages = <i32>min(<f64>(MAX_PAGES - RESERVE_PAGES), max(1, Math.floor(bytes / <f64>PAGE_BYTES)));
}

const NEWLINE: u8 = 10;
const message: usize = memory.data(128);
function putText(at: usize, text: usize, bytes: usize): usize {
  memory.copy(at, text, bytes);
  return at + bytes;
}
function putNumber(at: usize, n: u64): usize {
  let digits: usize = 1;
  for (let m = n; m >= 10; m /= 10) digits++;
  for (let i = digits; i > 0; i--, n /= 10) store<u8>(at + i - 1, <u8>(48 + n % 10));
  return at + digits;
}
const CANNOT: usize = memory.data<u8>([67, 97, 110, 110, 111, 116, 32, 97, 108, 108, 111, 99, 97, 116, 101, 32]);
const BYTES_FOR: usize = memory.data<u8>([32, 98, 121, 116, 101, 115, 32, 111, 102, 32, 109, 101, 109, 111, 114, 121]);
const IN_PROCESS: usize = memory.data<u8>([44, 32, 105, 110, 32, 112, 114, 111, 99, 101, 115, 115, 32, 60, 48, 46]);
const PID_END: usize = memory.data<u8>([46, 48, 62]);

/** Print the line "Cannot allocate N bytes of memory, in process <0.N.0>". */
export function sayOutOfMemory(bytes: usize): void {
  let at = putText(message, CANNOT, 16); // "Cannot allocate "
  at = putNumber(at, <u64>bytes);
  at = putText(at, BYTES_FOR, 16); // " bytes of memory"
  const process = currentProcess();
  if (process != 0) {
    at = putText(at, IN_PROCESS, 16); // ", in process <0."
    at = putNumber(at, pidNumber(changetype<Process>(process).pid));
    at = putText(at, PID_END, 3); // ".0>"
  }
  store<u8>(at++, NEWLINE);
  hostPrint(message, <i32>(at - message));
}
let missing: usize = 0;
/** Bytes that the core trapped for want of; 0 when it did not, or for another reason. */
export function missingBytes(): f64 { return <f64>missing; }

/** Say so, then trap: the host stops the node (docs/heaps.md, "When memory runs out"). */
export function outOfMemory(bytes: usize): void {
  missing = bytes;
  sayOutOfMemory(bytes);
  unreachable();
}
