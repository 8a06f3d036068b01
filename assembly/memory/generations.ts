/**
 * The two kinds of collection, each in two halves: `begin` finds room and says what moves where, `finish` hands the
 * new spaces to the process. What lives is moved in between, at once or in steps (collect.ts).
 *
 *     before   heap … highWater … hp   | stack         oldHeap … oldHp
 *     minor          └ to old ┘ └ to a new block ┘      stays, grows
 *     full           └──────────── all to a new block (large: a new old generation) ────────────┘
 *
 * The stack goes to its new block at the beginning, for its words are roots.
 */
import { BLOCK_CAPACITY, holderBlock, releaseBlock } from "./binary";
import { LARGEST } from "./blocks";
import { beginEvacuation, evacuatedOld, evacuatedYoung } from "./evacuate";
import { freeFragments, freeHeapBlock, newHeapBlock, nextHeapSize, trimHeapBlock } from "./heap";
import { PAGE_ADOPTED, PAGE_LITERAL } from "./page";
import { REFC_NEXT } from "../term/boxed";
import { TAG_BOXED, TAG_MASK, boxedPtr } from "../term/tag";
import { Process } from "../process/process";

/** Process.collectFlags: more than three quarters were in use after the last collection: take the next size. */
export const COLLECT_GROW: u32 = 1;
/** The next collection is a full one. */
export const COLLECT_FULL: u32 = 2;
/** It leaves no more room than the process needs to go on. */
export const COLLECT_SHRINK: u32 = 4;
/** A collection was asked for. */
export const COLLECT_DUE: u32 = 8;

/** Bytes of a heap up to which every collection copies all of it: cheaper than keeping two generations. */
export const ONE_GENERATION_BYTES: usize = 65536;
/** Bounds in bytes of the young generation that a large heap gets after a full collection. */
const MIN_NURSERY: usize = 1 << 18;
export const MAX_NURSERY: usize = 1 << 22;

/** What is known of a collection while it goes on. */
@unmanaged
export class Collection {
  full: u32;
  /** COLLECT_FULL was set. */
  asked: u32;
  /** Milliseconds that the steps took so far, when system_monitor asks for them. */
  spentMs: f64;
  /** Bytes that must be free afterwards. */
  need: usize;
  /** Bytes of all terms before, and of those in the old generation. */
  before: usize;
  oldBefore: usize;
  /** The block that is left. */
  block: usize;
  blockEnd: usize;
  /** The block that replaces it, and, in a full collection, the new old generation (0: there is none). */
  fresh: usize;
  target: usize;
  targetBytes: usize;
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
/** All holders on `list`, of which some may have moved, give their block back. */
function releaseHolders(list: usize): void {
  while (list != 0) {
    const next = load<u32>(list, REFC_NEXT);
    const header = load<i64>(list);
    releaseBlock(holderBlock((header & TAG_MASK) == TAG_BOXED ? boxedPtr(header) : list));
    list = next;
  }
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
export function sizeFor(bytes: usize): usize {
  const size = nextHeapSize(<i64>((bytes + 7) >> 3)) << 3;
  return size > <i64>LARGEST ? bytes : <usize>size;
}

/** Begin to collect the young generation; what was there at the last collection goes to the old one, which has room. */
export function beginMinor(p: Process, c: Collection): bool {
  const bound = p.hp - p.highWater + (<usize>p.fragmentWords << 3);
  const size = youngSize(p, bound + (p.stackEnd - p.sp) + c.need);
  const fresh = newHeapBlock(size);
  if (fresh == 0) return false;
  c.block = p.heap;
  c.blockEnd = p.stackEnd;
  c.fresh = fresh;
  c.target = c.targetBytes = 0;
  moveStack(p, fresh, size);
  beginEvacuation(fresh, p.oldHp, c.block, p.highWater - c.block, p.oldHeap, p.oldEnd - p.oldHeap, PAGE_ADOPTED);
  return true;
}
export function finishMinor(p: Process, c: Collection): void {
  p.heap = c.fresh;
  p.hp = p.highWater = evacuatedYoung();
  p.oldHp = evacuatedOld();
  const list = p.offHeap;
  p.offHeap = 0;
  setVirtualLimits(p, sweepOffHeap(p, list), false);
  freeFragments(p.fragments);
  p.fragments = 0;
  p.fragmentWords = 0;
  freeHeapBlock(c.block, c.blockEnd - c.block);
  p.minorSince++;
  p.minorCount++;
}

/** Begin to collect everything into one block, or, when it may be more than one generation's worth, into a new old generation. */
export function beginFull(p: Process, c: Collection): bool {
  const bound = c.before, need = c.need, stack = p.stackEnd - p.sp;
  const oneGeneration = bound <= ONE_GENERATION_BYTES;
  const size = oneGeneration ? youngSize(p, bound + stack + need)
    : sizeFor(max(stack + need, MIN_NURSERY) + min(bound >> 2, MAX_NURSERY));
  const fresh = newHeapBlock(size);
  if (fresh == 0) return false;
  let target: usize = 0, targetBytes: usize = 0;
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
  c.block = p.heap;
  c.blockEnd = p.stackEnd;
  c.fresh = fresh;
  c.target = target;
  c.targetBytes = targetBytes;
  moveStack(p, fresh, size);
  beginEvacuation(oneGeneration ? fresh : target, 0, 0, 0, 0, 0, PAGE_LITERAL);
  return true;
}
export function finishFull(p: Process, c: Collection): void {
  const old = p.oldHeap, oldEnd = p.oldEnd;
  const end = evacuatedYoung();
  const target = c.target;
  p.heap = c.fresh;
  if (target == 0) {
    p.hp = end;
    p.oldHeap = p.oldHp = p.oldEnd = 0;
  } else {
    p.hp = c.fresh;
    const live = end - target;
    const room = p.collectFlags & COLLECT_SHRINK ? live : sizeFor(live * 2);
    let targetBytes = c.targetBytes;
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
  freeHeapBlock(c.block, c.blockEnd - c.block);
  freeHeapBlock(old, oldEnd - old);
  p.minorSince = 0;
  p.majorCount++;
  p.collectFlags &= ~COLLECT_FULL;
}

/** Give up a collection of a dead process: it keeps the spaces it had, in which nothing may be looked at any more. */
export function dropCollection(p: Process, c: Collection): void {
  releaseHolders(p.offHeap);
  releaseHolders(p.oldOffHeap);
  p.offHeap = p.oldOffHeap = 0;
  freeHeapBlock(c.fresh, p.stackEnd - c.fresh);
  freeHeapBlock(c.target, c.targetBytes);
  p.stackEnd = p.sp = c.blockEnd;
}

/** After a sweep that left the young generation `young` bytes of binaries: how many more before the next collection. */
function setVirtualLimits(p: Process, young: u64, full: bool): void {
  p.virtualBinary = 0;
  p.virtualLimit = max(<u64>p.minBinaryWords << 3, young + p.oldBinary);
  if (full) p.oldBinaryLimit = max(<u64>p.minBinaryWords << 3, p.oldBinary * 2);
}
