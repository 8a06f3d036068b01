/**
 * A process's blocks of memory: the one with its young generation and stack, the old generation,
 * and what hangs on them. Sizes in words, from OTP's series.
 */
import { rawFree, rawRealloc, tryRawAlloc } from "./alloc";
import { accountMemory, MEMORY_PROCESSES } from "./account";
import { MIN_VIRTUAL_BINARY, releaseOffHeap } from "./binary";
import { RED_ZONE } from "./cells";
import { FRAGMENT_NEXT, freeFragmentBlock } from "./fragment";
import { poison } from "./stress";
import { Process } from "../process/process";

/** Default of min_heap_size. */
export const MIN_HEAP_WORDS: i32 = 233;
/** Words that must be free between heap and stack after a collection, beyond what was asked for. */
export const SPARE_WORDS: i32 = (RED_ZONE >> 3) * 2;

/** Up to here sizes grow like Fibonacci's numbers, from here on by a fifth, as in OTP. */
const FIBONACCI_END: i64 = 833_026;

/** The smallest size of the series 12, 38, 51, 90, 142, 233, … that is at least `words`. */
export function nextHeapSize(words: i64): i64 {
  // Nearly always asked.
  if (words == MIN_HEAP_WORDS) return words;
  let a: i64 = 12, b: i64 = 38;
  if (words <= a) return a;
  while (b < words) {
    const c = b < FIBONACCI_END ? a + b + 1 : b + b / 5;
    a = b;
    b = c;
  }
  return b;
}

/** A block of `bytes` bytes, 0 when the node's memory limit does not allow it. */
export function newHeapBlock(bytes: usize): usize {
  const block = tryRawAlloc(bytes);
  if (block != 0) accountMemory(MEMORY_PROCESSES, <f64>bytes);
  return block;
}
export function freeHeapBlock(block: usize, bytes: usize): void {
  if (block == 0) return;
  poison(block, bytes);
  accountMemory(MEMORY_PROCESSES, -<f64>bytes);
  rawFree(block);
}
/** The first `bytes` of a block stay, the rest is given back. */
export function trimHeapBlock(block: usize, oldBytes: usize, bytes: usize): void {
  accountMemory(MEMORY_PROCESSES, <f64>bytes - <f64>oldBytes);
  rawRealloc(block, bytes);
}

/** min_bin_vheap_size in words of new processes: system_flag(min_bin_vheap_size, _). */
export let defaultMinBinary: u32 = <u32>(MIN_VIRTUAL_BINARY >> 3);
export function setDefaultMinBinary(words: u32): void { defaultMinBinary = words; }

/**
 * Give a new process its first block of at least `words` words (min_heap_size) and an empty stack.
 * False when there is no memory for it.
 */
export function initHeap(process: usize, words: i32): bool {
  const p = changetype<Process>(process);
  const size = nextHeapSize(max(words, MIN_HEAP_WORDS));
  const block = newHeapBlock(<usize>size << 3);
  if (block == 0) return false;
  p.heap = block;
  p.stackEnd = block + (<usize>size << 3);
  p.hp = block;
  p.sp = p.stackEnd;
  p.highWater = block;
  p.minHeapWords = <u32>size;
  p.minBinaryWords = defaultMinBinary;
  p.virtualLimit = p.oldBinaryLimit = <u64>defaultMinBinary << 3;
  return true;
}
/** Free every fragment of a list. */
export function freeFragments(list: usize): void {
  while (list != 0) {
    const next = load<u32>(list, FRAGMENT_NEXT);
    freeFragmentBlock(list);
    list = next;
  }
}
/** Free all memory of a dead process but its struct and its mailbox. */
export function freeHeap(process: usize): void {
  const p = changetype<Process>(process);
  if ((p.offHeap | p.oldOffHeap) != 0) {
    releaseOffHeap(p.offHeap);
    releaseOffHeap(p.oldOffHeap);
  }
  if ((p.fragments | p.adopted) != 0) {
    freeFragments(p.fragments);
    freeFragments(p.adopted);
  }
  freeHeapBlock(p.heap, p.stackEnd - p.heap);
  freeHeapBlock(p.oldHeap, p.oldEnd - p.oldHeap);
  p.offHeap = p.oldOffHeap = p.fragments = p.adopted = p.heap = p.oldHeap = p.oldHp = p.oldEnd = 0;
  p.hp = p.sp = p.stackEnd = p.highWater = 0;
  p.fragmentWords = p.adoptedWords = 0;
}
