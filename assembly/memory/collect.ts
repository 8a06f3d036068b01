/**
 * The collector: when to collect, what, and into how much room. The copying is in evacuate.ts.
 *
 * A small heap is copied whole into one new block. A large one has two generations: what survived
 * one collection (it lies below the high water mark) goes to the old generation at the next one, and
 * only when that is full, or fullsweep_after says so, everything is copied:
 *
 *     before   heap … highWater … hp   | stack         oldHeap … oldHp
 *     minor          └ to old ┘ └ to a new block ┘      stays, grows
 *     full           └──────────── all to a new block (large: a new old generation) ────────────┘
 *
 * Nothing in the old generation points at younger terms: terms are never changed after they were
 * built, and what a BIF builds in steps it finishes before it suspends.
 */
import { MIN_VIRTUAL_BINARY, BLOCK_CAPACITY, holderBlock, releaseBlock } from "./binary";
import { EXC_CLASS, LIVE, STATUS, STATUS_EXCEPTION, REDS, X, bumpReductions, currentProcess, hp, setHp, setSp, sp } from "./cells";
import { LARGEST, sayOutOfMemory } from "./blocks";
import { beginEvacuation, doomedLiterals, evacuate, evacuateRange, evacuateReachable, evacuatedOld, evacuatedYoung } from "./evacuate";
import { SPARE_WORDS, freeFragments, freeHeapBlock, newHeapBlock, nextHeapSize, trimHeapBlock } from "./heap";
import { PAGE_ADOPTED, PAGE_LITERAL } from "./page";
import { isStress, isStressDue, noteStressWork } from "./stress";
import { verifyHeap, verifyWords } from "./verify";
import { REFC_NEXT } from "../term/boxed";
import { TAG_BOXED, TAG_MASK, boxedPtr } from "../term/tag";
import { MESSAGE_FRAGMENT, MESSAGE_NEXT, MESSAGE_TERM } from "../process/message";
import { Process } from "../process/process";
import { TURN } from "../scheduler/state";

/** Process.collectFlags: more than three quarters were in use after the last collection: take the next size. */
export const COLLECT_GROW: u32 = 1;
/** The next collection is a full one. */
export const COLLECT_FULL: u32 = 2;
/** It leaves no more room than the process needs to go on. */
export const COLLECT_SHRINK: u32 = 4;

/** Bytes of adopted fragments, beyond as much as the old generation's own, that make a full collection due. */
const ADOPTED_LIMIT: usize = 1 << 25;
/** Bytes of a heap up to which every collection copies all of it: cheaper than keeping two generations. */
const ONE_GENERATION_BYTES: usize = 65536;
/** Bounds in bytes of the young generation that a large heap gets after a full collection. */
const MIN_NURSERY: usize = 1 << 18;
const MAX_NURSERY: usize = 1 << 22;

// @ts-ignore: decorator
@inline function adoptedBytes(p: Process): usize { return <usize>p.adoptedWords << 3; }

/**
 * A process that is collected again within so many reductions is busy: it gets a larger young generation, up to
 * so many bytes, however little of it lives. OTP leaves it at min_heap_size; but a collection costs as much as
 * making some hundred words of garbage, and the first of a loop's words are gone from the cache by then.
 */
const BUSY_REDUCTIONS: u64 = 2000;
const BUSY_BYTES: usize = 1 << 15;
/** Not collected for so many reductions, it is calm, and gives the room back. */
const CALM_REDUCTIONS: u64 = 20_000;
/** Words moved for one reduction. */
const WORDS_PER_REDUCTION: usize = 16;

let collections: f64 = 0;
let reclaimedWords: f64 = 0;
/** Collections since the start, and words that they freed: statistics(garbage_collection). */
export function collectionCount(): f64 { return collections; }
export function wordsReclaimed(): f64 { return reclaimedWords; }

// The registers that are roots: X cells of a process that is swapped in, saved words else.
let registers: usize = 0;
let registerCount: usize = 0;
let exceptionCells: bool = false;

function evacuateRoots(p: Process): void {
  evacuateRange(p.sp, p.stackEnd);
  evacuateRange(registers, registers + (registerCount << 3));
  const base = changetype<usize>(p);
  // Class, value, trace and info of an exception: in the cells while it is in flight (else they hold
  // what is left of another process's), in the struct while it is held; four words in a row in both.
  if (exceptionCells) evacuateRange(EXC_CLASS, EXC_CLASS + 32);
  evacuateRange(base + offsetof<Process>("excClass"), base + offsetof<Process>("excClass") + 32);
  evacuate(base + offsetof<Process>("parent"));
  evacuate(base + offsetof<Process>("groupLeader"));
  evacuate(base + offsetof<Process>("label"));
  evacuate(base + offsetof<Process>("sequentialTrace"));
  const dictionary = p.dictionary;
  if (dictionary != 0) evacuateRange(dictionary + 8, dictionary + 8 + (<usize>load<u32>(dictionary) << 3));
  for (let m: usize = p.inbox; m != 0; m = load<u32>(m, MESSAGE_NEXT))
    if (load<u32>(m, MESSAGE_FRAGMENT) == 0) evacuate(m + MESSAGE_TERM);
}

/**
 * Holders on `list` that moved go to the process's lists again (old or young by where they are
 * now), the others give their block back. Returns the bytes that stay held by the young ones.
 */
function sweepOffHeap(p: Process, list: usize): u64 {
  let young: u64 = 0;
  const oldBytes = p.oldEnd - p.oldHeap;
  while (list != 0) {
    const next = load<u32>(list, REFC_NEXT);
    const header = load<i64>(list);
    if ((header & TAG_MASK) == TAG_BOXED) {
      const moved = boxedPtr(header);
      const bytes = <u64>load<u32>(holderBlock(moved), BLOCK_CAPACITY);
      if (moved - p.oldHeap < oldBytes) {
        store<u32>(moved, <u32>p.oldOffHeap, REFC_NEXT);
        p.oldOffHeap = moved;
        p.oldBinary += bytes;
      } else {
        store<u32>(moved, <u32>p.offHeap, REFC_NEXT);
        p.offHeap = moved;
        young += bytes;
      }
    } else {
      releaseBlock(holderBlock(list));
    }
    list = next;
  }
  return young;
}

/** Move the stack to the end of [block, block + bytes). */
function moveStack(p: Process, block: usize, bytes: usize): void {
  const stack = p.stackEnd - p.sp;
  memory.copy(block + bytes - stack, p.sp, stack);
  p.stackEnd = block + bytes;
  p.sp = p.stackEnd - stack;
}
/** Bytes of a new block for heap and stack that all of `bound` fits in: no smaller than now, larger when that was asked for. */
function youngSize(p: Process, bound: usize): usize {
  const now = p.stackEnd - p.heap;
  const size = max(now, sizeFor(bound));
  return p.collectFlags & COLLECT_GROW ? max(size, sizeFor(now + 8)) : size;
}
/** Bytes of the next heap size that holds `bytes`, or, close to the end of the address space, just `bytes`. */
function sizeFor(bytes: usize): usize {
  const size = nextHeapSize(<i64>((bytes + 7) >> 3)) << 3;
  return size > <i64>LARGEST ? bytes : <usize>size;
}

/** After a collection: remember that little is free, or give back what is far too much. */
function adjustYoung(p: Process, need: usize, interval: u64): void {
  const size = p.stackEnd - p.heap;
  const wanted = p.hp - p.heap + (p.stackEnd - p.sp) + need;
  if (p.collectFlags & COLLECT_SHRINK) {
    p.collectFlags &= ~(COLLECT_SHRINK | COLLECT_GROW);
    trimYoung(p, sizeFor(wanted));
    return;
  }
  if (wanted * 4 > size * 3 || (interval < BUSY_REDUCTIONS && size < BUSY_BYTES)) {
    p.collectFlags |= COLLECT_GROW;
    return;
  }
  p.collectFlags &= ~COLLECT_GROW;
  // A large old generation keeps a young one of some size, or the collections would come too often.
  // Under stress a process is stopped between a heap check and what it asked the room for: it keeps the room.
  if (isStress()) return;
  const floor = max(<usize>p.minHeapWords << 3, min((p.oldHp - p.oldHeap) >> 3, MAX_NURSERY));
  if (wanted * 4 >= size || size <= floor || (interval < CALM_REDUCTIONS && size < BUSY_BYTES * 2)) return;
  trimYoung(p, max(sizeFor(wanted * 2), floor));
}
/** Cut the block down to `smaller` bytes, if that is less than it has. */
function trimYoung(p: Process, smaller: usize): void {
  const size = p.stackEnd - p.heap;
  if (smaller >= size) return;
  const stack = p.stackEnd - p.sp;
  memory.copy(p.heap + smaller - stack, p.sp, stack);
  p.stackEnd = p.heap + smaller;
  p.sp = p.stackEnd - stack;
  trimHeapBlock(p.heap, size, smaller);
}

/** Collect the young generation; what was there at the last collection goes to the old one, which has room. */
function collectMinor(p: Process, need: usize): bool {
  const block = p.heap, blockEnd = p.stackEnd, stack = p.stackEnd - p.sp;
  const mature = p.highWater - block;
  const bound = p.hp - p.highWater + (<usize>p.fragmentWords << 3);
  const size = youngSize(p, bound + stack + need);
  const fresh = newHeapBlock(size);
  if (fresh == 0) return false;
  moveStack(p, fresh, size);
  beginEvacuation(fresh, p.oldHp, block, mature, p.oldHeap, p.oldEnd - p.oldHeap, PAGE_ADOPTED);
  evacuateRoots(p);
  evacuateReachable();
  p.heap = fresh;
  p.hp = p.highWater = evacuatedYoung();
  p.oldHp = evacuatedOld();
  const list = p.offHeap;
  p.offHeap = 0;
  setVirtualLimits(p, sweepOffHeap(p, list), false);
  freeFragments(p.fragments);
  p.fragments = 0;
  p.fragmentWords = 0;
  freeHeapBlock(block, blockEnd - block);
  p.minorSince++;
  p.minorCount++;
  return true;
}

/** Collect everything into one block, or, when it may be more than one generation's worth, into a new old generation. */
function collectFull(p: Process, need: usize, bound: usize): bool {
  const block = p.heap, blockEnd = p.stackEnd, stack = p.stackEnd - p.sp;
  const old = p.oldHeap, oldEnd = p.oldEnd;
  const oneGeneration = bound <= ONE_GENERATION_BYTES;
  const size = oneGeneration ? youngSize(p, bound + stack + need)
    : sizeFor(max(stack + need, MIN_NURSERY) + min(bound >> 2, MAX_NURSERY));
  const fresh = newHeapBlock(size);
  if (fresh == 0) return false;
  let target = fresh, targetBytes: usize = 0;
  if (!oneGeneration) {
    // Room for promotions before the next full collection; trimmed below when much was garbage.
    targetBytes = sizeFor(bound + (bound >> 1));
    target = newHeapBlock(targetBytes);
    if (target == 0) {
      targetBytes = bound;
      target = newHeapBlock(targetBytes);
    }
    if (target == 0) {
      freeHeapBlock(fresh, size);
      return false;
    }
  }
  moveStack(p, fresh, size);
  beginEvacuation(target, 0, 0, 0, 0, 0, PAGE_LITERAL);
  evacuateRoots(p);
  evacuateReachable();
  const end = evacuatedYoung();
  p.heap = fresh;
  if (oneGeneration) {
    p.hp = end;
    p.oldHeap = p.oldHp = p.oldEnd = 0;
  } else {
    p.hp = fresh;
    const live = end - target;
    const room = p.collectFlags & COLLECT_SHRINK ? live : sizeFor(live * 2);
    if (room < targetBytes) {
      trimHeapBlock(target, targetBytes, room);
      targetBytes = room;
    }
    p.oldHeap = target;
    p.oldHp = end;
    p.oldEnd = target + targetBytes;
  }
  p.highWater = p.hp;
  const young = p.offHeap, grown = p.oldOffHeap;
  p.offHeap = p.oldOffHeap = 0;
  p.oldBinary = 0;
  setVirtualLimits(p, sweepOffHeap(p, young) + sweepOffHeap(p, grown), true);
  freeFragments(p.fragments);
  freeFragments(p.adopted);
  p.fragments = p.adopted = 0;
  p.fragmentWords = p.adoptedWords = 0;
  freeHeapBlock(block, blockEnd - block);
  freeHeapBlock(old, oldEnd - old);
  p.minorSince = 0;
  p.majorCount++;
  p.collectFlags &= ~COLLECT_FULL;
  return true;
}

/** After a sweep that left the young generation `young` bytes of binaries: how many more before the next collection. */
function setVirtualLimits(p: Process, young: u64, full: bool): void {
  p.virtualBinary = 0;
  p.virtualLimit = max(MIN_VIRTUAL_BINARY, young + p.oldBinary);
  if (full) p.oldBinaryLimit = max(MIN_VIRTUAL_BINARY, p.oldBinary * 2);
}

/** Room in the old generation for `mature` bytes; made when there is no old generation yet. */
function oldHasRoom(p: Process, mature: usize): bool {
  if (p.oldHeap == 0 && mature != 0) {
    const bytes = sizeFor(mature * 2);
    const block = newHeapBlock(bytes);
    if (block == 0) return false;
    p.oldHeap = p.oldHp = block;
    p.oldEnd = block + bytes;
  }
  return p.oldEnd - p.oldHp >= mature;
}

let failed: bool = false;
/** Bytes that the last collection moved. */
let moved: usize = 0;
/** Did the last collection find no memory (rather than the process its max_heap_size)? */
export function collectionFailed(): bool { return failed; }

/** Reductions of `p` since its last collection; as good as for ever when it is not running. */
function sinceLast(p: Process): u64 {
  const running = changetype<usize>(p) == currentProcess();
  const now = p.reductions + (running ? <u64>(TURN - load<i32>(REDS)) : 0);
  const before = p.collectedAt;
  p.collectedAt = now;
  return running ? now - before : u64.MAX_VALUE;
}

/** False: there is no memory for it, and nothing has changed. */
function collectProcess(p: Process, needWords: i32): bool {
  failed = true;
  const need = <usize>(needWords + SPARE_WORDS) << 3;
  const before = p.hp - p.heap + (p.oldHp - p.oldHeap) + (<usize>p.fragmentWords << 3) + adoptedBytes(p) +
    doomedLiterals();
  // All that there is may have to move: sums beyond this have no room beside it, and could overflow.
  if (<usize>needWords > LARGEST >> 4 || before > LARGEST >> 1) {
    sayOutOfMemory(need);
    return false;
  }
  const mature = p.highWater - p.heap;
  const asked = (p.collectFlags & COLLECT_FULL) != 0;
  const full = before <= ONE_GENERATION_BYTES || asked ||
    p.minorSince >= p.fullsweepAfter || p.oldBinary > p.oldBinaryLimit ||
    adoptedBytes(p) > ADOPTED_LIMIT + (p.oldHp - p.oldHeap) || !oldHasRoom(p, mature);
  const oldBefore = p.oldHp - p.oldHeap;
  if (!(full ? collectFull(p, need, before) : collectMinor(p, need))) {
    sayOutOfMemory(before + need);
    return false;
  }
  failed = false;
  moved = p.hp - p.heap + (p.oldHp - p.oldHeap) - (full ? 0 : oldBefore);
  const interval = sinceLast(p);
  adjustYoung(p, need, asked ? u64.MAX_VALUE : interval);
  if (isStress()) verify(p);
  noteStressWork((p.hp - p.heap + (p.oldHp - p.oldHeap) + (p.stackEnd - p.sp)) >> 3);
  collections += 1;
  reclaimedWords += <f64>((before - (p.hp - p.heap) - (p.oldHp - p.oldHeap) - adoptedBytes(p)) >> 3);
  return true;
}

/** In stress mode: trap on the first word that the collection should not have left. */
function verify(p: Process): void {
  if (verifyHeap(changetype<usize>(p)) != 0) unreachable();
  if (verifyWords(registers, registers + (registerCount << 3)) != 0) unreachable();
  if (exceptionCells && verifyWords(EXC_CLASS, EXC_CLASS + 32) != 0) unreachable();
}

/** Has more piled up outside the heap than its size justifies? */
function isCrowded(p: Process): bool {
  return p.virtualBinary > p.virtualLimit || (p.collectFlags & COLLECT_FULL) != 0 ||
    adoptedBytes(p) > ADOPTED_LIMIT + (p.oldHp - p.oldHeap) || isStressDue();
}
/** Is a collection of `process` due at the end of its turn, even if its heap has room? */
export function needsCollection(process: usize): bool {
  const p = changetype<Process>(process);
  return p.fragments != 0 || isCrowded(p);
}
/**
 * Is one due before `process` goes to sleep? It may live on messages and never come to the end of a
 * turn; but a fragment for now and then one costs less than a collection each time.
 */
export function needsCollectionToSleep(process: usize): bool {
  const p = changetype<Process>(process);
  return <usize>p.fragmentWords << 3 > p.stackEnd - p.heap || isCrowded(p);
}
/**
 * Collect the process that is swapped in and make room for `needWords` words. Roots: its stack,
 * X[0..LIVE), the EXC cells, and what its struct holds. False: it may not go on, having reached its
 * max_heap_size or the node's memory; the caller kills it.
 */
export function collect(process: usize, needWords: i32): bool {
  const p = changetype<Process>(process);
  p.hp = hp();
  p.sp = sp();
  registers = X;
  registerCount = <usize>load<i32>(LIVE);
  exceptionCells = load<i32>(STATUS) == STATUS_EXCEPTION;
  const done = collectProcess(p, needWords);
  setHp(p.hp);
  setSp(p.sp);
  if (done) bumpReductions(<i32>((moved >> 3) / WORDS_PER_REDUCTION));
  return done && withinLimit(p);
}
/** The same for a process that is not running: its registers and exception are in the struct. */
export function collectSwappedOut(process: usize, needWords: i32): bool {
  const p = changetype<Process>(process);
  registers = p.savedBlock != 0 ? p.savedBlock : process + offsetof<Process>("saved0");
  registerCount = <usize>p.live;
  exceptionCells = false;
  return collectProcess(p, needWords) && withinLimit(p);
}
/** Make the next collection of `process` a full one that leaves it as little memory as it needs (hibernate). */
export function requestSmallestHeap(process: usize): void {
  changetype<Process>(process).collectFlags |= COLLECT_FULL | COLLECT_SHRINK;
}
/** Make the next collection of `process` a full one (garbage_collect/1 without `{type, minor}`). */
export function requestFullCollection(process: usize): void {
  changetype<Process>(process).collectFlags |= COLLECT_FULL;
}
function withinLimit(p: Process): bool {
  if (p.maxHeapWords == 0) return true;
  return <u64>((p.stackEnd - p.heap + (p.oldEnd - p.oldHeap) + adoptedBytes(p)) >> 3) <= p.maxHeapWords;
}
