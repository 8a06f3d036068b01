/**
 * New processes. A process is born with its first function's arguments as saved registers and
 * STATUS_TRAP as what it was suspended with: its first turn calls that function, and whatever
 * that returns goes to the bottom frame, which ends the process.
 */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { internExport } from "../code/registry";
import { MEMORY_PROCESSES, accountMemory } from "../memory/account";
import { rawAlloc, rawFree } from "../memory/alloc";
import { STATUS_TRAP } from "../memory/cells";
import { copyTerm, termWords } from "../memory/copy";
import { copiedTo, copySmall } from "../memory/copy_small";
import { MIN_HEAP_WORDS, SPARE_WORDS, freeHeap, initHeap, nextHeapSize } from "../memory/heap";
import { clearWords } from "../memory/words";
import { am_error_handler } from "../term/am";
import { NONE, Term, head, isCons, isImmediate, tail } from "../term/tag";
import { bottomCp } from "../scheduler/entries";
import { enqueue } from "../scheduler/run_queue";
import { PRIORITY_NORMAL } from "../scheduler/state";
import { initMailbox, offHeapHead } from "./mailbox";
import { Process } from "./process";
import { enterProcess, leaveProcess } from "./table";

/** OTP's default of fullsweep_after. */
const FULLSWEEP_AFTER: u32 = 65535;
const SIZE: usize = offsetof<Process>();
const INLINE_REGISTERS: i32 = 6;

// Defaults that system_flag sets.
export let defaultMinHeap: i32 = MIN_HEAP_WORDS;
export let defaultFullsweep: u32 = FULLSWEEP_AFTER;
export let defaultMaxHeap: u64 = 0;
/** kill and error_logger are both true. */
export let defaultMaxHeapFlags: u32 = 3;
export function setDefaultMinHeap(words: i32): void { defaultMinHeap = words; }
export function setDefaultFullsweep(collections: u32): void { defaultFullsweep = collections; }
export function setDefaultMaxHeap(words: u64, flags: u32): void {
  defaultMaxHeap = words;
  defaultMaxHeapFlags = flags;
}

/**
 * Copy the elements of `args` to the heap of `p`, as long as they stay below `end`, and the copies into the registers at `register`.
 * False: they are too large, or not of the kind that copySmall copies.
 */
function placeSmall(p: Process, args: Term, register: usize, end: usize): bool {
  for (; isCons(args); args = tail(args), register += 8) {
    let t = head(args);
    if (!isImmediate(t)) {
      t = copySmall(t, p.hp, end);
      if (t == NONE) return false;
      p.hp = copiedTo;
    }
    store<i64>(register, t);
  }
  return true;
}
/** Copy `t` to the heap of `p`, which has the room. */
function place(p: Process, t: Term): Term {
  if (isImmediate(t)) return t;
  const copy = copyTerm(t, p.hp, offHeapHead(p));
  p.hp += <usize>termWords(t) << 3;
  return copy;
}
/** The same as placeSmall for what is large, and a first heap that is large enough for it. False: there is no memory. */
function placeLarge(p: Process, args: Term, register: usize, minHeap: i32, leader: Term): bool {
  let words = termWords(leader);
  for (let l = args; isCons(l); l = tail(l)) words += termWords(head(l));
  freeHeap(changetype<usize>(p));
  if (!initHeap(changetype<usize>(p), max(minHeap, words + SPARE_WORDS + 1))) return false;
  for (let l = args; isCons(l); l = tail(l), register += 8) store<i64>(register, place(p, head(l)));
  return true;
}
function giveUp(p: Process): Process | null {
  leaveProcess(p);
  if (p.savedBlock != 0) rawFree(p.savedBlock);
  rawFree(changetype<usize>(p));
  return null;
}

/**
 * A process that will call `callee` with the elements of the proper list `args`, which are copied; not yet
 * runnable (start it with `enqueue`). `parent` is null for the node's first processes. Null: the table is full,
 * or there is no memory for the heap.
 */
export function createProcess(parent: Process | null, callee: usize, args: Term, minHeap: i32): Process | null {
  const p = changetype<Process>(rawAlloc(SIZE)), leader = parent == null ? NONE : parent.groupLeader;
  clearWords(changetype<usize>(p), SIZE);
  if (!enterProcess(p)) {
    rawFree(changetype<usize>(p));
    return null;
  }
  if (!initHeap(changetype<usize>(p), minHeap)) return giveUp(p);
  const arity = load<i32>(callee, EXPORT_ARITY);
  p.live = arity;
  let register = changetype<usize>(p) + offsetof<Process>("saved0");
  if (arity > INLINE_REGISTERS) register = p.savedBlock = rawAlloc(<usize>arity << 3);
  const leaderWords = isImmediate(leader) ? 0 : termWords(leader);
  const end = p.stackEnd - (<usize>(leaderWords + SPARE_WORDS + 1) << 3);
  if (!placeSmall(p, args, register, end) && !placeLarge(p, args, register, minHeap, leader)) return giveUp(p);
  accountMemory(MEMORY_PROCESSES, <f64>SIZE);
  p.minHeapWords = <u32>nextHeapSize(minHeap);
  p.fullsweepAfter = defaultFullsweep;
  p.maxHeapWords = defaultMaxHeap;
  p.maxHeapFlags = defaultMaxHeapFlags;
  initMailbox(p);
  p.sp -= 8;
  store<i64>(p.sp, bottomCp());
  p.heldStatus = STATUS_TRAP;
  p.heldCallee = callee;
  p.priority = PRIORITY_NORMAL;
  p.errorHandler = am_error_handler;
  p.initialModule = load<i64>(callee, EXPORT_MODULE);
  p.initialFunction = load<i64>(callee, EXPORT_FUNCTION);
  p.initialArity = arity;
  if (parent != null) {
    p.parent = parent.pid;
    p.groupLeader = place(p, leader);
  } else {
    p.groupLeader = p.pid;
  }
  return p;
}

/** Free the struct of a dead process, which is in no table any more. */
export function freeProcess(p: Process): void {
  accountMemory(MEMORY_PROCESSES, -<f64>SIZE);
  rawFree(changetype<usize>(p));
}

/** The node's first process, and others that nobody spawns: m:f(args …), runnable at once. NONE: the table is full. */
export function spawnRoot(m: Term, f: Term, args: Term, arity: i32): Term {
  const p = createProcess(null, internExport(m, f, arity), args, defaultMinHeap);
  if (p == null) return NONE;
  enqueue(p);
  return p.pid;
}
