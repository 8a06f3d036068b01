/**
 * The index of sets and bags: linear hashing, so that a table grows and shrinks by one bucket at a time and
 * no operation ever pays for a rehash.
 *
 *     directory | segment 0 | segment 1 | …          segment | bucket × SEGMENT_BUCKETS |
 *     bucket → object → object → …                    (next, object.ts)
 *
 * With `active` buckets, let 2^k be the smallest power of two that is not below it. A hash goes to its low k
 * bits, or to its low k-1 bits when that bucket does not exist yet. The next bucket to exist takes its
 * objects from exactly one other.
 *
 * Objects with the same key stand side by side in their bucket, the newest first (a *run*): splitting and
 * merging keep their order, because they only ever move whole runs.
 *
 * Buckets are neither split nor merged while the table is fixed: whoever walks it finds each object once.
 */
import { Term } from "../term/tag";
import { rawAlloc, rawFree } from "../memory/alloc";
import { internalHash } from "../term/hash";
import { exactEqual } from "../term/equal";
import { Table } from "./table";
import {
  freeObject, isDeleted, nextObject, objectElement, objectHash, objectWords, OBJECT_HASH, OBJECT_NEXT,
  OBJECT_OVERHEAD_WORDS,
} from "./object";

const SEGMENT_SHIFT: i32 = 7;
const SEGMENT_BUCKETS: i32 = 1 << SEGMENT_SHIFT;
const FIRST_DIRECTORY: i32 = 4;

function allocSegment(): usize {
  const p = rawAlloc(SEGMENT_BUCKETS << 2);
  memory.fill(p, 0, SEGMENT_BUCKETS << 2);
  return p;
}

export function hashInit(t: Table): void {
  t.directorySize = FIRST_DIRECTORY;
  t.directory = rawAlloc(FIRST_DIRECTORY << 2);
  store<u32>(t.directory, <u32>allocSegment());
  t.active = SEGMENT_BUCKETS;
}

/** Address of the cell that holds bucket `i`'s first object. */
// @ts-ignore: decorator
@inline export function bucketCell(t: Table, i: i32): usize {
  const segment = <usize>load<u32>(t.directory + (<usize>(i >> SEGMENT_SHIFT) << 2));
  return segment + (<usize>(i & (SEGMENT_BUCKETS - 1)) << 2);
}
// @ts-ignore: decorator
@inline export function bucketHead(t: Table, i: i32): usize { return <usize>load<u32>(bucketCell(t, i)); }

/** The bucket that a hash belongs to. */
export function bucketOf(t: Table, hash: u32): i32 {
  const active = <u32>t.active;
  const mask = <u32>0xffffffff >>> <u32>clz(active - 1);
  const i = hash & mask;
  return <i32>(i < active ? i : hash & (mask >>> 1));
}

// @ts-ignore: decorator
@inline function sameKey(t: Table, object: usize, hash: u32, key: Term): bool {
  if (objectHash(object) != hash) return false;
  const k = objectElement(object, t.keyPosition);
  return k == key || exactEqual(k, key);
}

/** Link to the first object of `key`'s run, or 0. A link is the address of the cell that holds the object. */
export function hashFindLink(t: Table, key: Term, hash: u32): usize {
  let link = bucketCell(t, bucketOf(t, hash));
  let object = <usize>load<u32>(link);
  while (object != 0) {
    if (sameKey(t, object, hash, key)) return link;
    link = object + OBJECT_NEXT;
    object = <usize>load<u32>(link);
  }
  return 0;
}

/** First object of `key`'s run, deleted ones included, or 0. */
export function hashFindRun(t: Table, key: Term): usize {
  const link = hashFindLink(t, key, internalHash(key));
  return link == 0 ? 0 : <usize>load<u32>(link);
}

/** First object of `key` that is not deleted, or 0. */
export function hashFind(t: Table, key: Term): usize {
  let object = hashFindRun(t, key);
  if (object == 0 || !isDeleted(object)) return object;
  const hash = objectHash(object);
  do object = nextObject(object);
  while (object != 0 && (isDeleted(object) && sameKey(t, object, hash, key)));
  return object != 0 && sameKey(t, object, hash, key) ? object : 0;
}

/** Does `object` have the same key as `other`? Both are in `t`'s index. */
export function sameRun(t: Table, object: usize, other: usize): bool {
  return sameKey(t, object, objectHash(other), objectElement(other, t.keyPosition));
}

/** Account for an object that became visible. */
export function countIn(t: Table, object: usize): void {
  t.count++;
  t.words += objectWords(object) + OBJECT_OVERHEAD_WORDS;
}
/** Account for an object that is no longer visible. */
export function countOut(t: Table, object: usize): void {
  t.count--;
  t.words -= objectWords(object) + OBJECT_OVERHEAD_WORDS;
}

/** Put `object` in front of what `link` holds. */
export function hashLink(t: Table, link: usize, object: usize, hash: u32): void {
  store<u32>(object, hash, OBJECT_HASH);
  store<u32>(object, load<u32>(link), OBJECT_NEXT);
  store<u32>(link, <u32>object);
  countIn(t, object);
}

/** Put an object with a new key into its bucket, which may make the table one bucket larger. */
export function hashInsertNew(t: Table, object: usize, hash: u32): void {
  hashLink(t, bucketCell(t, bucketOf(t, hash)), object, hash);
  hashGrow(t);
}

/** Take the object out that `link` holds, and free it. */
export function hashUnlink(t: Table, link: usize): void {
  const object = <usize>load<u32>(link);
  store<u32>(link, load<u32>(object, OBJECT_NEXT));
  if (!isDeleted(object)) countOut(t, object);
  freeObject(object);
}

/** Replace the visible object that `link` holds by `object`, which has the same key. */
export function hashReplace(t: Table, link: usize, object: usize): void {
  const old = <usize>load<u32>(link);
  store<u32>(object, load<u32>(old, OBJECT_HASH), OBJECT_HASH);
  store<u32>(object, load<u32>(old, OBJECT_NEXT), OBJECT_NEXT);
  store<u32>(link, <u32>object);
  if (!isDeleted(old)) countOut(t, old);
  countIn(t, object);
  freeObject(old);
}

/** Split the next bucket when there are more objects than buckets. */
export function hashGrow(t: Table): void {
  if (t.count <= t.active || t.fixations != 0) return;
  const fresh = t.active;
  const segment = fresh >> SEGMENT_SHIFT;
  if ((fresh & (SEGMENT_BUCKETS - 1)) == 0) {
    if (segment == t.directorySize) growDirectory(t);
    store<u32>(t.directory + (<usize>segment << 2), <u32>allocSegment());
  }
  const mask = <u32>0xffffffff >>> <u32>clz(<u32>fresh);
  t.active = fresh + 1;
  let from = bucketCell(t, <i32>(<u32>fresh & (mask >>> 1)));
  let to = bucketCell(t, fresh);
  let object = <usize>load<u32>(from);
  while (object != 0) {
    if ((objectHash(object) & mask) == <u32>fresh) {
      store<u32>(to, <u32>object);
      to = object + OBJECT_NEXT;
    } else {
      store<u32>(from, <u32>object);
      from = object + OBJECT_NEXT;
    }
    object = nextObject(object);
  }
  store<u32>(from, 0);
  store<u32>(to, 0);
}

function growDirectory(t: Table): void {
  const size = t.directorySize;
  const larger = rawAlloc(<usize>size << 3);
  memory.copy(larger, t.directory, <usize>size << 2);
  rawFree(t.directory);
  t.directory = larger;
  t.directorySize = size * 2;
}

/** Merge the last bucket into the one it came from when most buckets are empty. */
export function hashShrink(t: Table): void {
  if (t.active <= SEGMENT_BUCKETS || t.count >= t.active >> 1 || t.fixations != 0) return;
  const last = t.active - 1;
  const mask = <u32>0xffffffff >>> <u32>clz(<u32>last);
  let end = bucketCell(t, <i32>(<u32>last & (mask >>> 1)));
  while (load<u32>(end) != 0) end = <usize>load<u32>(end) + OBJECT_NEXT;
  store<u32>(end, <u32>bucketHead(t, last));
  store<u32>(bucketCell(t, last), 0);
  t.active = last;
  if ((last & (SEGMENT_BUCKETS - 1)) == 0) rawFree(<usize>load<u32>(t.directory + (<usize>(last >> SEGMENT_SHIFT) << 2)));
}

/** First visible object at or after `object` in its bucket, or 0. */
// @ts-ignore: decorator
@inline export function skipDeleted(object: usize): usize {
  while (object != 0 && isDeleted(object)) object = nextObject(object);
  return object;
}

/** First visible object in bucket `i` or a later one, or 0. */
export function firstFromBucket(t: Table, i: i32): usize {
  for (const n = t.active; i < n; i++) {
    const object = skipDeleted(bucketHead(t, i));
    if (object != 0) return object;
  }
  return 0;
}

/** First visible object behind the run that `object` stands in, or 0. */
export function hashNextRun(t: Table, object: usize): usize {
  const bucket = bucketOf(t, objectHash(object));
  let p = nextObject(object);
  while (p != 0 && (isDeleted(p) || sameRun(t, p, object))) p = nextObject(p);
  return p != 0 ? p : firstFromBucket(t, bucket + 1);
}

/** Words that directory and segments take. */
export function hashIndexWords(t: Table): i32 {
  const segments = (t.active + SEGMENT_BUCKETS - 1) >> SEGMENT_SHIFT;
  return (t.directorySize + segments * SEGMENT_BUCKETS) >> 1;
}

/** Free directory and segments; the buckets must be empty. */
export function hashFreeIndex(directory: usize, active: i32): void {
  const segments = (active + SEGMENT_BUCKETS - 1) >> SEGMENT_SHIFT;
  for (let i = 0; i < segments; i++) rawFree(<usize>load<u32>(directory + (<usize>i << 2)));
  rawFree(directory);
}
/** The address of bucket `i`'s cell in a directory that no longer belongs to a table. */
export function detachedCell(directory: usize, i: i32): usize {
  return <usize>load<u32>(directory + (<usize>(i >> SEGMENT_SHIFT) << 2)) + (<usize>(i & (SEGMENT_BUCKETS - 1)) << 2);
}
