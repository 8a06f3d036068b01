/**
 * Links. A link is two halves, one on the list of each side; both are made and removed together.
 * A hash table finds the half of (self, other), so that a supervisor with a hundred thousand
 * children unlinks one as fast as with one.
 *
 *     0           4      8          12     16         24          32
 *     | hash next | next | previous | 0    | self:i64 | other:i64 |
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { Term, isLocalPid } from "../term/tag";
import { portLinkHead } from "./port_relation";
import { findProcess } from "./table";
import { Process } from "./process";

const NEXT: usize = 4;
const PREVIOUS: usize = 8;
const SELF: usize = 16;
const OTHER: usize = 24;
const SIZE: usize = 32;

let buckets: usize = 0;
let mask: u32 = 0;
let count: u32 = 0;
const FIRST_BUCKETS: u32 = 1024;

// @ts-ignore: decorator
@inline function hash(self: Term, other: Term): u32 {
  return <u32>(((<u64>self * 0x9e3779b97f4a7c15) ^ (<u64>other * 0xc2b2ae3d27d4eb4f)) >> 32);
}
// @ts-ignore: decorator
@inline function bucketOf(self: Term, other: Term): usize { return buckets + (<usize>(hash(self, other) & mask) << 2); }

function grow(): void {
  const old = buckets, wide = old == 0 ? FIRST_BUCKETS : (mask + 1) << 1;
  const oldWide: u32 = old == 0 ? 0 : mask + 1;
  buckets = rawAlloc(<usize>wide << 2);
  memory.fill(buckets, 0, <usize>wide << 2);
  mask = wide - 1;
  for (let i: u32 = 0; i < oldWide; i++) {
    let h = <usize>load<u32>(old + (<usize>i << 2));
    while (h != 0) {
      const next = <usize>load<u32>(h);
      const at = bucketOf(load<i64>(h, SELF), load<i64>(h, OTHER));
      store<u32>(h, load<u32>(at));
      store<u32>(at, <u32>h);
      h = next;
    }
  }
  if (old != 0) rawFree(old);
}

/** Address of the list head of a local pid or port; 0 when it is gone. */
function headOf(id: Term): usize {
  if (!isLocalPid(id)) return portLinkHead(id);
  const p = findProcess(id);
  return p == null ? 0 : changetype<usize>(p) + offsetof<Process>("links");
}
function find(self: Term, other: Term): usize {
  if (buckets == 0) return 0;
  let h = <usize>load<u32>(bucketOf(self, other));
  while (h != 0 && (load<i64>(h, SELF) != self || load<i64>(h, OTHER) != other)) h = <usize>load<u32>(h);
  return h;
}
function addHalf(head: usize, self: Term, other: Term): void {
  if (buckets == 0 || count > mask) grow();
  const h = rawAlloc(SIZE);
  const at = bucketOf(self, other);
  const first = load<u32>(head);
  store<u32>(h, load<u32>(at));
  store<u32>(h, first, NEXT);
  store<u32>(h, 0, PREVIOUS);
  store<i64>(h, self, SELF);
  store<i64>(h, other, OTHER);
  store<u32>(at, <u32>h);
  store<u32>(head, <u32>h);
  if (first != 0) store<u32>(<usize>first, <u32>h, PREVIOUS);
  count++;
}
function removeHalf(h: usize): void {
  const self = load<i64>(h, SELF);
  const next = load<u32>(h, NEXT), previous = load<u32>(h, PREVIOUS);
  if (previous != 0) store<u32>(<usize>previous, next, NEXT);
  else {
    const head = headOf(self);
    if (head != 0) store<u32>(head, next);
  }
  if (next != 0) store<u32>(<usize>next, previous, PREVIOUS);
  let link = bucketOf(self, load<i64>(h, OTHER));
  while (<usize>load<u32>(link) != h) link = <usize>load<u32>(link);
  store<u32>(link, load<u32>(h));
  rawFree(h);
  count--;
}

export function isLinked(a: Term, b: Term): bool { return find(a, b) != 0; }
/** Link `a` and `b`, local pids or ports that exist; false when they were linked already. */
export function addLink(a: Term, b: Term): bool {
  if (find(a, b) != 0) return false;
  addHalf(headOf(a), a, b);
  addHalf(headOf(b), b, a);
  return true;
}
/** Undo the link of `a` and `b`; false when there was none. */
export function removeLink(a: Term, b: Term): bool {
  const h = find(a, b);
  if (h == 0) return false;
  removeHalf(h);
  const other = find(b, a);
  if (other != 0) removeHalf(other);
  return true;
}
/** The latest link of the list at `head`: who is on its other side, 0 when the list is empty. */
export function firstLinked(head: usize): Term {
  const h = <usize>load<u32>(head);
  return h == 0 ? 0 : load<i64>(h, OTHER);
}
/** A walk over a list of links: the first half, the half after `h`, and who is on its other side. */
export function firstHalf(head: usize): usize { return <usize>load<u32>(head); }
export function nextHalf(h: usize): usize { return <usize>load<u32>(h, NEXT); }
export function otherSide(h: usize): Term { return load<i64>(h, OTHER); }
