/**
 * The collector: when to collect, what, and whether at once. The two kinds of collection are in generations.ts, the
 * copying is in evacuate.ts.
 *
 * A small heap is copied whole into one new block. A large one has two generations: what survived
 * one collection (it lies below the high water mark) goes to the old generation at the next one, and
 * only when that is full, or fullsweep_after says so, everything is copied. Nothing in the old generation points at
 * younger terms: terms are never changed after they were built, and what a BIF builds in steps it finishes before it
 * suspends.
 *
 * What may move a lot is collected in steps, so that the others get their turns: the process is frozen meanwhile, its
 * roots are brought up to date in the first step, and its turns go on with the copying. Between two steps
 *
 *     Process.collection → | Collection | state of the copying (evacuate.ts) |
 *
 * keeps where it stands. Messages that come go to fragments. Who wants to look into the process, or at its stack,
 * calls settleCollection first.
 */
import {
  EXC_CLASS, LIVE, STATUS, STATUS_EXCEPTION, REDS, X, bumpReductions, currentProcess, hp, setHp, setSp, sp,
} from "./cells";
import { rawAlloc, rawFree } from "./alloc";
import { LARGEST, sayOutOfMemory } from "./blocks";
import {
  EVACUATION_STATE, doomedLiterals, evacuate, evacuateRange, evacuateReachable, restoreEvacuation, saveEvacuation,
} from "./evacuate";
import {
  COLLECT_DUE, COLLECT_FULL, COLLECT_GROW, COLLECT_SHRINK, Collection, MAX_NURSERY, ONE_GENERATION_BYTES, beginFull, beginMinor,
  dropCollection, finishFull, finishMinor, sizeFor,
} from "./generations";
import { SPARE_WORDS, newHeapBlock, trimHeapBlock } from "./heap";
import { isStress, isStressDue, isTight, noteStressWork } from "./stress";
import { verifyHeap, verifyWords } from "./verify";
import { hostMonotonicMs } from "../host";
import { MESSAGE_NEXT, MESSAGE_TERM, isRoot } from "../process/message";
import { largeHeap, longCollection, noteCollection } from "../process/system_monitor";
import { Process } from "../process/process";
import { accounting, chargeCollector } from "../scheduler/accounting";
import { COLLECTING, TURN } from "../scheduler/state";
import { am_gc_major_end, am_gc_major_start, am_gc_minor_end, am_gc_minor_start } from "../term/am";
import { traceCollection } from "../trace/events";

/** What a collection came to. */
export const COLLECT_FAILED: i32 = 0;
export const COLLECT_DONE: i32 = 1;
/** It goes on in the process's next turns. */
export const COLLECT_LATER: i32 = 2;

/** Bytes of adopted fragments, beyond as much as the old generation's own, that make a full collection due. */
const ADOPTED_LIMIT: usize = 1 << 25;

/** What may move more bytes than this is collected in steps, each of which looks at about so many. */
const STEPPED_BYTES: usize = 1 << 21;
const STEP_BYTES: usize = 1 << 19;
/** The same under stress, so that small tests have steps as well. */
const STRESS_STEPPED_BYTES: usize = 1 << 14;
const STRESS_STEP_BYTES: usize = 1 << 11;

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
  evacuate(base + offsetof<Process>("tokenLabel"));
  evacuate(base + offsetof<Process>("traceSender"));
  const dictionary = p.dictionary;
  if (dictionary != 0) evacuateRange(dictionary + 8, dictionary + 8 + (<usize>load<u32>(dictionary) << 3));
  for (let m: usize = p.inbox, left = p.inboxRoots; left != 0; m = load<u32>(m, MESSAGE_NEXT)) {
    if (!isRoot(m)) continue;
    evacuate(m + MESSAGE_TERM);
    left--;
  }
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
  // Under stress a process is stopped between a heap check and what it asked the room for: it mostly keeps the room.
  if (isStress() && isTight()) {
    trimYoung(p, wanted);
    return;
  }
  if (wanted * 4 > size * 3 || (interval < BUSY_REDUCTIONS && size < BUSY_BYTES)) {
    p.collectFlags |= COLLECT_GROW;
    return;
  }
  p.collectFlags &= ~COLLECT_GROW;
  // A large old generation keeps a young one of some size, or the collections would come too often.
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

/** The collection that is done at once, or has not come to its first step's end. */
const current = changetype<Collection>(memory.data(offsetof<Collection>(), 8));
/** A process whose collection goes on in steps; the others hang on it. */
let stepped: usize = 0;

/** Bytes that the next collection of `p` may have to move. */
function mayMove(p: Process): usize {
  return p.hp - p.heap + (p.oldHp - p.oldHeap) + (<usize>p.fragmentWords << 3) + adoptedBytes(p);
}
/** Find room for the collection `c`: in need of memory, those that go on in steps are brought to their end first. */
function begin(p: Process, c: Collection): bool {
  if (c.full != 0 ? beginFull(p, c) : beginMinor(p, c)) return true;
  if (stepped == 0) return false;
  while (stepped != 0) settleCollection(stepped);
  return c.full != 0 ? beginFull(p, c) : beginMinor(p, c);
}
/** COLLECT_FAILED: there is no memory for it, and nothing has changed. */
function collectProcess(p: Process, needWords: i32, inSteps: bool): i32 {
  failed = true;
  const need = <usize>(needWords + SPARE_WORDS) << 3;
  const before = mayMove(p) + doomedLiterals();
  // All that there is may have to move: sums beyond this have no room beside it, and could overflow.
  if (<usize>needWords > LARGEST >> 4 || before > LARGEST >> 1) {
    sayOutOfMemory(need);
    return COLLECT_FAILED;
  }
  const asked = (p.collectFlags & COLLECT_FULL) != 0;
  const full = before <= ONE_GENERATION_BYTES || asked ||
    p.minorSince >= p.fullsweepAfter || p.oldBinary > p.oldBinaryLimit ||
    adoptedBytes(p) > ADOPTED_LIMIT + (p.oldHp - p.oldHeap) || !oldHasRoom(p, p.highWater - p.heap);
  const c = current;
  c.full = u32(full);
  c.asked = u32(asked);
  c.need = need;
  c.before = before;
  c.oldBefore = p.oldHp - p.oldHeap;
  c.spentMs = 0;
  startWatch();
  if (p.traced != 0) traceCollection(p, full ? am_gc_major_start : am_gc_minor_start, <i64>needWords);
  if (!begin(p, c)) {
    sayOutOfMemory(before + need);
    return COLLECT_FAILED;
  }
  evacuateRoots(p);
  const young = before - c.oldBefore - adoptedBytes(p);
  if (inSteps && (full ? before : young) > (isStress() ? STRESS_STEPPED_BYTES : STEPPED_BYTES)) {
    putOff(p);
    return COLLECT_LATER;
  }
  evacuateReachable(usize.MAX_VALUE);
  finish(p, c);
  return COLLECT_DONE;
}
/** When the present step began, if system_monitor asks for it. */
let stepBegan: f64 = 0;
function startWatch(): void { if (longCollection != 0 || accounting) stepBegan = hostMonotonicMs(); }
function stopWatch(c: Collection): void {
  if (longCollection == 0 && !accounting) return;
  const spent = hostMonotonicMs() - stepBegan;
  c.spentMs += spent;
  chargeCollector(spent);
}
function finish(p: Process, c: Collection): void {
  if (c.full != 0) finishFull(p, c);
  else finishMinor(p, c);
  p.collectFlags &= ~COLLECT_DUE;
  failed = false;
  moved = p.hp - p.heap + (p.oldHp - p.oldHeap) - (c.full != 0 ? 0 : c.oldBefore);
  const interval = sinceLast(p);
  adjustYoung(p, c.need, c.asked != 0 ? u64.MAX_VALUE : interval);
  if (isStress()) verify(p);
  noteStressWork(((p.hp - p.heap + (p.oldHp - p.oldHeap) + (p.stackEnd - p.sp)) >> 3) + p.inboxLength);
  collections += 1;
  const reclaimed = (c.before - (p.hp - p.heap) - (p.oldHp - p.oldHeap) - adoptedBytes(p)) >> 3;
  reclaimedWords += <f64>reclaimed;
  if (p.traced != 0) traceCollection(p, c.full != 0 ? am_gc_major_end : am_gc_minor_end, <i64>reclaimed);
  stopWatch(c);
  if (longCollection != 0 || largeHeap != 0) noteCollection(p, c.spentMs);
}

/** The current collection goes on in the next turns of `p`. */
function putOff(p: Process): void {
  const size = offsetof<Collection>();
  stopWatch(current);
  const block = rawAlloc(size + EVACUATION_STATE);
  memory.copy(block, changetype<usize>(current), size);
  saveEvacuation(block + size);
  p.collection = block;
  p.collecting = COLLECTING;
  p.nextCollecting = stepped;
  stepped = changetype<usize>(p);
}
/** The collection of `p` is over: forget what was kept for it. */
function forget(p: Process): void {
  rawFree(p.collection);
  p.collection = 0;
  let link = changetype<usize>(p);
  if (stepped == link) stepped = p.nextCollecting;
  else {
    let before = changetype<Process>(stepped);
    while (before.nextCollecting != link) before = changetype<Process>(before.nextCollecting);
    before.nextCollecting = p.nextCollecting;
  }
}
/** Go on with the collection of `p`, looking at no more than about `bytes` bytes; returns how many it looked at. */
function step(p: Process, bytes: usize): usize {
  const c = changetype<Collection>(p.collection), state = p.collection + offsetof<Collection>();
  restoreEvacuation(state);
  startWatch();
  const left = evacuateReachable(bytes);
  if (left == 0) {
    stopWatch(c);
    saveEvacuation(state);
    return bytes;
  }
  useSaved(p);
  finish(p, c);
  forget(p);
  return bytes - left;
}
/** One step of the collection of `process`, which does not run; returns reductions to charge. Process.collection is 0 when it was the last one. */
export function continueCollection(process: usize): i32 {
  const p = changetype<Process>(process);
  // Somebody else may have brought it to its end meanwhile.
  if (p.collection == 0) return 0;
  return <i32>((step(p, isStress() ? STRESS_STEP_BYTES : STEP_BYTES) >> 3) / WORDS_PER_REDUCTION);
}
/** If a collection of `process` is going on in steps: do the rest of it now. Whoever looks into a heap that is not its own calls this first. */
export function settleCollection(process: usize): void {
  const p = changetype<Process>(process);
  if (p.collection == 0) return;
  const words = registers, count = registerCount, cells = exceptionCells;
  step(p, usize.MAX_VALUE);
  registers = words;
  registerCount = count;
  exceptionCells = cells;
}
/** `process` is dead: what was moved of it is freed, what it had stays to be freed. */
export function abandonCollection(process: usize): void {
  const p = changetype<Process>(process);
  if (p.collection == 0) return;
  dropCollection(p, changetype<Collection>(p.collection));
  forget(p);
}
/** Would the next collection of `process` go on in steps? */
export function collectsInSteps(process: usize): bool {
  return mayMove(changetype<Process>(process)) > (isStress() ? STRESS_STEPPED_BYTES : STEPPED_BYTES);
}

/** In stress mode: trap on the first word that the collection should not have left. */
function verify(p: Process): void {
  if (verifyHeap(changetype<usize>(p)) != 0) unreachable();
  if (verifyWords(registers, registers + (registerCount << 3)) != 0) unreachable();
  if (exceptionCells && verifyWords(EXC_CLASS, EXC_CLASS + 32) != 0) unreachable();
}

/** Has more piled up outside the heap than its size justifies? */
function isCrowded(p: Process): bool {
  return p.virtualBinary > p.virtualLimit || (p.collectFlags & (COLLECT_FULL | COLLECT_DUE)) != 0 ||
    adoptedBytes(p) > ADOPTED_LIMIT + (p.oldHp - p.oldHeap) || isStressDue();
}
/** Whether nothing at all speaks for a collection of `p` that goes to sleep: the usual case of needsCollectionToSleep. */
// @ts-ignore: decorator
@inline export function isTidy(p: Process): bool {
  return (p.fragmentWords | p.adoptedWords | (p.collectFlags & (COLLECT_FULL | COLLECT_DUE)) | u32(isStress())) == 0 && p.virtualBinary <= p.virtualLimit;
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
  return collectRunning(changetype<Process>(process), needWords, false) == COLLECT_DONE;
}
/** The same, but what may move a lot goes on in steps: COLLECT_LATER, and the process is swapped out for them. */
export function collectInSteps(process: usize, needWords: i32): i32 {
  return collectRunning(changetype<Process>(process), needWords, true);
}
function collectRunning(p: Process, needWords: i32, inSteps: bool): i32 {
  p.hp = hp();
  p.sp = sp();
  registers = X;
  registerCount = <usize>load<i32>(LIVE);
  exceptionCells = load<i32>(STATUS) == STATUS_EXCEPTION;
  const done = collectProcess(p, needWords, inSteps && !exceptionCells);
  setHp(p.hp);
  setSp(p.sp);
  if (done != COLLECT_DONE) return done;
  bumpReductions(<i32>((moved >> 3) / WORDS_PER_REDUCTION));
  return withinLimit(p) ? COLLECT_DONE : COLLECT_FAILED;
}
/** The same as collect for a process that is not running: its registers and exception are in the struct. */
export function collectSwappedOut(process: usize, needWords: i32): bool {
  const p = changetype<Process>(process);
  settleCollection(process);
  useSaved(p);
  return collectProcess(p, needWords, false) == COLLECT_DONE && withinLimit(p);
}
/** The registers of `p`, which is swapped out, are roots. */
function useSaved(p: Process): void {
  registers = p.savedBlock != 0 ? p.savedBlock : changetype<usize>(p) + offsetof<Process>("saved0");
  registerCount = <usize>p.live;
  exceptionCells = false;
}
/** Make the next collection of `process` a full one that leaves it as little memory as it needs (hibernate). */
export function requestSmallestHeap(process: usize): void {
  changetype<Process>(process).collectFlags |= COLLECT_FULL | COLLECT_SHRINK;
}
/** Make the next collection of `process` a full one (garbage_collect/1 without `{type, minor}`). */
export function requestFullCollection(process: usize): void {
  changetype<Process>(process).collectFlags |= COLLECT_FULL;
}
/** Collect `process` at the end of its turn, whatever it holds. */
export function requestCollection(process: usize): void {
  changetype<Process>(process).collectFlags |= COLLECT_DUE;
}
/** Is `p`, just collected, within its max_heap_size? */
export function withinLimit(p: Process): bool {
  if (p.maxHeapWords == 0) return true;
  return <u64>((p.stackEnd - p.heap + (p.oldEnd - p.oldHeap) + adoptedBytes(p)) >> 3) <= p.maxHeapWords;
}
