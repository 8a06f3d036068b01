/**
 * Fixed tables. While a process has fixed a hash table, `next` from any key it has seen works and each object
 * is met at most once: deleted objects stay linked, marked OBJECT_DELETED, and buckets are neither split nor
 * merged. When the last fixation ends, the marked objects go. An ordered set needs none of it, but counts
 * fixations for `ets:info/2` as OTP does.
 *
 *     Fixation  0           4                 8       12        16     20          24
 *               | next of t | next of process | table | process | count | scans    |  pid:i64 |
 *
 * `count` are safe_fixtable calls in force, `scans` the BIFs of the process that are suspended in mid-scan.
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { Process } from "../process/process";
import { monotonicNanoseconds } from "../process/clock";
import { Table, asTable, tableAddress, ORDERED_SET } from "./table";
import { bucketCell, bucketOf, hashShrink, hashUnlink } from "./hash_index";
import { isDeleted, objectHash, OBJECT_NEXT } from "./object";

export const FIXATION_NEXT: usize = 0;
const FIXATION_NEXT_OF_PROCESS: usize = 4;
const FIXATION_TABLE: usize = 8;
const FIXATION_PROCESS: usize = 12;
export const FIXATION_COUNT: usize = 16;
const FIXATION_SCANS: usize = 20;
export const FIXATION_PID: usize = 24;
const FIXATION_SIZE: usize = 32;

// A bucket with deleted objects in a fixed table:  | next | bucket |
const PENDING_NEXT: usize = 0;
const PENDING_BUCKET: usize = 4;
const PENDING_SIZE: usize = 8;

function findFixation(t: Table, process: usize): usize {
  let f = t.fixations;
  while (f != 0 && <usize>load<u32>(f, FIXATION_PROCESS) != process) f = <usize>load<u32>(f, FIXATION_NEXT);
  return f;
}

function fixationOf(t: Table, process: usize): usize {
  const known = findFixation(t, process);
  if (known != 0) return known;
  if (t.fixations == 0) {
    t.fixedAt = monotonicNanoseconds();
  }
  const p = changetype<Process>(process);
  const f = rawAlloc(FIXATION_SIZE);
  store<u32>(f, <u32>t.fixations, FIXATION_NEXT);
  store<u32>(f, <u32>p.etsFixations, FIXATION_NEXT_OF_PROCESS);
  store<u32>(f, <u32>tableAddress(t), FIXATION_TABLE);
  store<u32>(f, <u32>process, FIXATION_PROCESS);
  store<i32>(f, 0, FIXATION_COUNT);
  store<i32>(f, 0, FIXATION_SCANS);
  store<i64>(f, p.pid, FIXATION_PID);
  t.fixations = f;
  p.etsFixations = f;
  return f;
}

/** Count one more safe_fixtable of `process`. */
export function fixTable(t: Table, process: usize): void {
  const f = fixationOf(t, process);
  store<i32>(f, load<i32>(f, FIXATION_COUNT) + 1, FIXATION_COUNT);
}
/** Take one safe_fixtable of `process` back; nothing happens when there is none. */
export function unfixTable(t: Table, process: usize): void {
  const f = findFixation(t, process);
  if (f == 0 || load<i32>(f, FIXATION_COUNT) == 0) return;
  store<i32>(f, load<i32>(f, FIXATION_COUNT) - 1, FIXATION_COUNT);
  dropIfUnused(t, f);
}
/** A BIF of `process` is about to be suspended in mid-scan. */
export function beginScan(t: Table, process: usize): void {
  const f = fixationOf(t, process);
  store<i32>(f, load<i32>(f, FIXATION_SCANS) + 1, FIXATION_SCANS);
}
/** That BIF is done with its scan. */
export function endScan(t: Table, process: usize): void {
  const f = findFixation(t, process);
  if (f == 0 || load<i32>(f, FIXATION_SCANS) == 0) return;
  store<i32>(f, load<i32>(f, FIXATION_SCANS) - 1, FIXATION_SCANS);
  dropIfUnused(t, f);
}

/** Is `t` fixed by nothing but one scan of `process`? Then that scan may unlink what it has come to. */
export function onlyScanned(t: Table, process: usize): bool {
  const f = t.fixations;
  return f != 0 && load<u32>(f, FIXATION_NEXT) == 0 && <usize>load<u32>(f, FIXATION_PROCESS) == process &&
    load<i32>(f, FIXATION_COUNT) == 0 && load<i32>(f, FIXATION_SCANS) == 1;
}

function dropIfUnused(t: Table, f: usize): void {
  if (load<i32>(f, FIXATION_COUNT) != 0 || load<i32>(f, FIXATION_SCANS) != 0) return;
  unlinkFromProcess(f);
  dropFixation(t, f);
}
function unlinkFromProcess(f: usize): void {
  let link = <usize>load<u32>(f, FIXATION_PROCESS) + offsetof<Process>("etsFixations");
  while (<usize>load<u32>(link) != f) link = <usize>load<u32>(link) + FIXATION_NEXT_OF_PROCESS;
  store<u32>(link, load<u32>(f, FIXATION_NEXT_OF_PROCESS));
}
function dropFixation(t: Table, f: usize): void {
  let link = tableAddress(t) + offsetof<Table>("fixations");
  while (<usize>load<u32>(link) != f) link = <usize>load<u32>(link) + FIXATION_NEXT;
  store<u32>(link, load<u32>(f, FIXATION_NEXT));
  rawFree(f);
  if (t.fixations == 0) purgePending(t);
}

/** The process exits: all its fixations end. */
export function endFixationsOf(process: usize): void {
  const p = changetype<Process>(process);
  let f = p.etsFixations;
  p.etsFixations = 0;
  while (f != 0) {
    const next = <usize>load<u32>(f, FIXATION_NEXT_OF_PROCESS);
    dropFixation(asTable(<usize>load<u32>(f, FIXATION_TABLE)), f);
    f = next;
  }
}
/** The table goes: nobody has it fixed any more. Its contents are left alone. */
export function forgetFixations(t: Table): void {
  while (t.fixations != 0) {
    const f = t.fixations;
    unlinkFromProcess(f);
    t.fixations = <usize>load<u32>(f, FIXATION_NEXT);
    rawFree(f);
  }
  forgetPending(t);
}
/** Forget which buckets hold deleted objects (because they are about to hold none at all). */
export function forgetPending(t: Table): void {
  while (t.pending != 0) {
    const p = t.pending;
    t.pending = <usize>load<u32>(p, PENDING_NEXT);
    rawFree(p);
  }
}

// @ts-ignore: decorator
@inline export function isFixed(t: Table): bool { return t.fixations != 0; }

/** Bucket `i` of fixed table `t` now holds a deleted object. */
export function rememberPending(t: Table, bucket: i32): void {
  if (t.pending != 0 && load<i32>(t.pending, PENDING_BUCKET) == bucket) return;
  const p = rawAlloc(PENDING_SIZE);
  store<u32>(p, <u32>t.pending, PENDING_NEXT);
  store<i32>(p, bucket, PENDING_BUCKET);
  t.pending = p;
}

function purgePending(t: Table): void {
  if (t.kind == ORDERED_SET) return;
  while (t.pending != 0) {
    const p = t.pending;
    let link = bucketCell(t, load<i32>(p, PENDING_BUCKET));
    while (load<u32>(link) != 0) {
      const object = <usize>load<u32>(link);
      if (isDeleted(object)) hashUnlink(t, link);
      else link = object + OBJECT_NEXT;
    }
    t.pending = <usize>load<u32>(p, PENDING_NEXT);
    rawFree(p);
  }
  hashShrink(t);
}

/** The bucket that `object` is in. */
export function bucketOfObject(t: Table, object: usize): i32 { return bucketOf(t, objectHash(object)); }
