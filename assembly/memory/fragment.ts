/**
 * Heap fragments: blocks of terms outside a process's heap, made by BIFs on a full heap and by
 * senders for messages. The owner's next collection moves what lives in them and frees them.
 *
 *     0      4      8          12        16
 *     | next | used | capacity | off-heap | terms … |      used, capacity: words
 *
 * `off-heap` heads the list of off-heap binaries that a message's fragment holds (memory/binary.ts);
 * binaries in a fragment of the process itself hang on the process.
 */
import { rawAlloc, rawFree } from "./alloc";
import { accountMemory, MEMORY_PROCESSES } from "./account";
import { currentProcess, endTurn } from "./cells";
import { COLLECT_DUE, COLLECT_FULL } from "./generations";
import { heldBytes, joinOffHeap, releaseOffHeap } from "./binary";
import { allocatePages } from "./blocks";
import { PAGE_ADOPTED, PAGE_BYTES, PAGE_PLAIN, markPages } from "./page";
import { poison } from "./stress";
import { Process } from "../process/process";

export const FRAGMENT_NEXT: usize = 0;
/** Words used so far. */
export const FRAGMENT_WORDS: usize = 4;
export const FRAGMENT_CAPACITY: usize = 8;
export const FRAGMENT_OFF_HEAP: usize = 12;
export const FRAGMENT_TERMS: usize = 16;

/** Smallest fragment in words: a BIF that fills a full heap cell by cell asks for many small pieces. */
const MIN_WORDS: i32 = 126;
/** Largest step in words by which such a BIF's fragments grow. */
const MAX_STEP: i32 = 8190;

/** A message of so many words (256 KiB) gets pages of its own, so that its receiver need never copy it. */
const ADOPT_WORDS: i32 = 32768;
/** Bit of FRAGMENT_CAPACITY: the fragment fills pages of its own. */
const PAGED: u32 = 0x8000_0000;

function newFragment(capacity: i32): usize {
  const bytes = FRAGMENT_TERMS + (<usize>capacity << 3);
  const f = rawAlloc(bytes);
  store<u32>(f, 0, FRAGMENT_NEXT);
  store<i32>(f, 0, FRAGMENT_WORDS);
  store<i32>(f, capacity, FRAGMENT_CAPACITY);
  store<u32>(f, 0, FRAGMENT_OFF_HEAP);
  accountMemory(MEMORY_PROCESSES, <f64>bytes);
  return f;
}
function newPagedFragment(words: i32): usize {
  const bytes = (FRAGMENT_TERMS + (<usize>words << 3) + PAGE_BYTES - 1) & ~(PAGE_BYTES - 1);
  const f = allocatePages(bytes);
  store<u32>(f, 0, FRAGMENT_NEXT);
  store<u32>(f, <u32>((bytes - FRAGMENT_TERMS) >> 3) | PAGED, FRAGMENT_CAPACITY);
  store<u32>(f, 0, FRAGMENT_OFF_HEAP);
  accountMemory(MEMORY_PROCESSES, <f64>bytes);
  return f;
}
/** Give back a fragment's memory; the off-heap binaries in it are the caller's business. */
export function freeFragmentBlock(fragment: usize): void {
  const capacity = load<u32>(fragment, FRAGMENT_CAPACITY);
  const bytes = FRAGMENT_TERMS + (<usize>(capacity & ~PAGED) << 3);
  if (capacity & PAGED) markPages(fragment, fragment + bytes, PAGE_PLAIN);
  accountMemory(MEMORY_PROCESSES, -<f64>bytes);
  poison(fragment, bytes);
  rawFree(fragment);
}

/** Room for `words` words in a fragment of `process`; returns the address of the first one. */
export function allocFragment(process: usize, words: i32): usize {
  const p = changetype<Process>(process);
  let f = p.fragments;
  if (f != 0) {
    const used = load<i32>(f, FRAGMENT_WORDS);
    if (words <= load<i32>(f, FRAGMENT_CAPACITY) - used) {
      store<i32>(f, used + words, FRAGMENT_WORDS);
      p.fragmentWords += words;
      return f + FRAGMENT_TERMS + (<usize>used << 3);
    }
  }
  f = newFragment(max(words, min(max(<i32>p.fragmentWords, MIN_WORDS), MAX_STEP)));
  store<i32>(f, words, FRAGMENT_WORDS);
  store<u32>(f, <u32>p.fragments, FRAGMENT_NEXT);
  p.fragments = f;
  p.fragmentWords += words;
  return f + FRAGMENT_TERMS;
}
/**
 * A fragment of exactly `words` words that belongs to nobody yet (a message on its way): copy the
 * term to `fragment + FRAGMENT_TERMS` with `fragment + FRAGMENT_OFF_HEAP` as its off-heap list.
 */
export function newMessageFragment(words: i32): usize {
  const f = words < ADOPT_WORDS ? newFragment(words) : newPagedFragment(words);
  store<i32>(f, words, FRAGMENT_WORDS);
  return f;
}
/** A large fragment becomes part of the old generation as it is: it points to nothing outside but literals. */
function adoptPages(p: Process, fragment: usize): void {
  const words = load<i32>(fragment, FRAGMENT_WORDS);
  markPages(fragment, fragment + FRAGMENT_TERMS + (<usize>(load<u32>(fragment, FRAGMENT_CAPACITY) & ~PAGED) << 3), PAGE_ADOPTED);
  const list = <usize>load<u32>(fragment, FRAGMENT_OFF_HEAP);
  p.oldBinary += heldBytes(list);
  p.oldOffHeap = joinOffHeap(list, p.oldOffHeap);
  store<u32>(fragment, 0, FRAGMENT_OFF_HEAP);
  store<u32>(fragment, <u32>p.adopted, FRAGMENT_NEXT);
  p.adopted = fragment;
  p.adoptedWords += words;
  if (p.maxHeapWords == 0 || <u64>((p.stackEnd - p.heap + (p.oldEnd - p.oldHeap)) >> 3) + <u64>p.adoptedWords <= p.maxHeapWords) return;
  // Beyond max_heap_size: what of it lives is to be seen at once.
  p.collectFlags |= COLLECT_FULL | COLLECT_DUE;
  if (changetype<usize>(p) == currentProcess()) endTurn();
}
/** Hand a message's fragment over to `process`: from now on its terms are the process's own. */
export function adoptFragment(process: usize, fragment: usize): void {
  const p = changetype<Process>(process);
  if (load<u32>(fragment, FRAGMENT_CAPACITY) & PAGED) {
    adoptPages(p, fragment);
    return;
  }
  const list = <usize>load<u32>(fragment, FRAGMENT_OFF_HEAP);
  if (list != 0) {
    p.virtualBinary += heldBytes(list);
    p.offHeap = joinOffHeap(list, p.offHeap);
  }
  store<u32>(fragment, 0, FRAGMENT_OFF_HEAP);
  // Behind the first, so that a half-filled fragment of the process stays the one that is filled.
  const first = p.fragments;
  if (first == 0) {
    store<u32>(fragment, 0, FRAGMENT_NEXT);
    p.fragments = fragment;
  } else {
    store<u32>(fragment, load<u32>(first, FRAGMENT_NEXT), FRAGMENT_NEXT);
    store<u32>(first, <u32>fragment, FRAGMENT_NEXT);
  }
  p.fragmentWords += load<i32>(fragment, FRAGMENT_WORDS);
}
/** Free a message's fragment whose terms nobody holds, with its share of off-heap binaries. */
export function freeFragment(fragment: usize): void {
  releaseOffHeap(load<u32>(fragment, FRAGMENT_OFF_HEAP));
  freeFragmentBlock(fragment);
}
