/**
 * References, and the table of those that stand for something: a monitor, an alias, a timer.
 * A reference's number counts up; n2 is drawn when the node starts, so that references of an
 * earlier run are not taken for new ones.
 *
 *     n0: 18 bits of the count | n1: the 32 bits above | n2: random        (#Ref<0.n2.n1.n0>)
 *
 * A record of the table begins with
 *
 *     0           4      8     12    16    20
 *     | hash next | kind | n0  | n1  | n2  | … (monitor.ts, timer.ts, resource.ts)
 */
import { hostRandom32 } from "../host";
import { halloc, rawAlloc, rawFree } from "../memory/alloc";
import { REF_WORDS } from "../term/boxed";
import { SUB_REF, Term, boxedPtr, isBoxedOf, makeBoxed, makeHeader } from "../term/tag";

const RECORD_KIND: usize = 4;
export const RECORD_N01: usize = 8;
export const RECORD_N2: usize = 16;

/** A monitor, an alias, or both (process/monitor.ts). */
export const KIND_MONITOR: u32 = 1;
/** A timer of start_timer or send_after (process/timer.ts). */
export const KIND_TIMER: u32 = 2;
/** A thing that the host holds (process/resource.ts). */
export const KIND_RESOURCE: u32 = 3;
/** A block that magic references hold: atomics, counters, compiled match specifications and patterns. */
export const KIND_BLOCK: u32 = 4;

const N0_BITS: u64 = 18;
let counter: u64 = 0;
let n2: u32 = 0;

/** Count a reference; its words are referenceWord(0 … 2) until the next one. */
export function newReferenceNumber(): void {
  if (counter == 0) n2 = <u32>hostRandom32();
  counter++;
}
export function referenceWord(i: i32): u32 {
  if (i == 0) return <u32>(counter & ((1 << N0_BITS) - 1));
  return i == 1 ? <u32>(counter >> N0_BITS) : n2;
}
// @ts-ignore: decorator
@inline function words01(): u64 { return <u64>referenceWord(0) | (<u64>referenceWord(1) << 32); }

/** Words that a reference term takes. */
export const REFERENCE_WORDS: i32 = REF_WORDS + 1;

/** Write the reference with these words at `p` (REFERENCE_WORDS words). */
export function writeReference(p: usize, n01: u64, third: u32): Term {
  store<i64>(p, makeHeader(REF_WORDS, SUB_REF));
  store<u64>(p, n01, 8);
  store<u64>(p, <u64>third, 16);
  return makeBoxed(p);
}
/** A new reference on the running process's heap. */
export function newReference(): Term {
  newReferenceNumber();
  return writeReference(halloc(REFERENCE_WORDS), words01(), n2);
}
/** The reference of a record, on the running process's heap. */
export function recordReference(record: usize): Term {
  return writeReference(halloc(REFERENCE_WORDS), load<u64>(record, RECORD_N01), load<u32>(record, RECORD_N2));
}

let buckets: usize = 0;
let mask: u32 = 0;
let count: u32 = 0;
const FIRST_BUCKETS: u32 = 1024;

// @ts-ignore: decorator
@inline function bucketOf(n01: u64): usize { return buckets + (<usize>(<u32>((n01 * 0x9e3779b97f4a7c15) >> 32) & mask) << 2); }

function grow(): void {
  const old = buckets;
  const oldWide: u32 = old == 0 ? 0 : mask + 1;
  const wide: u32 = old == 0 ? FIRST_BUCKETS : oldWide << 1;
  buckets = rawAlloc(<usize>wide << 2);
  memory.fill(buckets, 0, <usize>wide << 2);
  mask = wide - 1;
  for (let i: u32 = 0; i < oldWide; i++) {
    let r = <usize>load<u32>(old + (<usize>i << 2));
    while (r != 0) {
      const next = <usize>load<u32>(r);
      const at = bucketOf(load<u64>(r, RECORD_N01));
      store<u32>(r, load<u32>(at));
      store<u32>(at, <u32>r);
      r = next;
    }
  }
  if (old != 0) rawFree(old);
}

/** A record of `bytes` bytes, zero but for its kind and number, entered under a new reference number. */
export function newRecord(kind: u32, bytes: usize): usize {
  newReferenceNumber();
  if (buckets == 0 || count > mask) grow();
  const r = rawAlloc(bytes);
  memory.fill(r, 0, bytes);
  store<u32>(r, kind, RECORD_KIND);
  store<u64>(r, words01(), RECORD_N01);
  store<u32>(r, n2, RECORD_N2);
  const at = bucketOf(words01());
  store<u32>(r, load<u32>(at));
  store<u32>(at, <u32>r);
  count++;
  return r;
}
/** Address of the numbers n0, n1, n2 of a record. */
export function recordNumbers(record: usize): usize { return record + RECORD_N01; }
/** Free a record; its reference stands for nothing any more. */
export function freeRecord(record: usize): void {
  let link = bucketOf(load<u64>(record, RECORD_N01));
  while (<usize>load<u32>(link) != record) link = <usize>load<u32>(link);
  store<u32>(link, load<u32>(record));
  rawFree(record);
  count--;
}
/** The first record of `kind` on the chain at `r`, 0 for none. */
function firstOfKind(r: usize, kind: u32): usize {
  while (r != 0 && load<u32>(r, RECORD_KIND) != kind) r = <usize>load<u32>(r);
  return r;
}
/** A walk over all records of `kind`: the one behind `r`, the first for 0; 0 at the end. */
export function nextRecord(r: usize, kind: u32): usize {
  if (buckets == 0) return 0;
  let bucket: u32 = 0, found: usize = 0;
  if (r != 0) {
    bucket = <u32>((bucketOf(load<u64>(r, RECORD_N01)) - buckets) >> 2) + 1;
    found = firstOfKind(<usize>load<u32>(r), kind);
  }
  for (; found == 0 && bucket <= mask; bucket++) found = firstOfKind(<usize>load<u32>(buckets + (<usize>bucket << 2)), kind);
  return found;
}
/** The record of `kind` that reference `ref` stands for, 0 when there is none. */
export function findRecord(ref: Term, kind: u32): usize {
  if (buckets == 0 || !isBoxedOf(ref, SUB_REF)) return 0;
  const n01 = load<u64>(boxedPtr(ref), 8);
  const third = load<u32>(boxedPtr(ref), 16);
  for (let r = <usize>load<u32>(bucketOf(n01)); r != 0; r = <usize>load<u32>(r)) {
    if (load<u64>(r, RECORD_N01) == n01 && load<u32>(r, RECORD_N2) == third) return load<u32>(r, RECORD_KIND) == kind ? r : 0;
  }
  return 0;
}
