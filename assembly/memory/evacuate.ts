/**
 * The copying itself (Cheney): live objects move out of the spaces that are collected, each leaves
 * its new address behind, and the new spaces are scanned until nothing more comes.
 *
 *     moved object   | new boxed pointer | …           (a header never has the tag of a pointer)
 *     moved cons     | 0 | new list pointer |          (0 is no term)
 *
 * One code path serves both kinds of collection; what they leave alone and where things go are
 * four ranges: a minor collection leaves the old generation and sends there what lies below the
 * high water mark; in a full one both ranges are empty.
 */
import { pageKind } from "./page";
import { MATCH_BYTES, MATCH_ORIGINAL, wholeBinaryBytes } from "../term/boxed";
import {
  SUB_FLATMAP, SUB_FUN, SUB_HASHMAP, SUB_MASK, SUB_MATCH, SUB_SUB_BINARY, SUB_TUPLE, TAG_BOXED, TAG_HEADER, TAG_IMMEDIATE,
  TAG_LIST, TAG_MASK, headerArity, makeBoxed, makeList,
} from "../term/tag";

/** Pages of this kind and above stay where they are. */
let stayKind: i32 = 0;
/** The old generation, when it stays. */
let oldStart: usize = 0;
let oldBytes: usize = 0;
/** What goes to the old generation. */
let matureStart: usize = 0;
let matureBytes: usize = 0;
/** A literal area that is given up: its terms move like any other (memory/evict.ts). */
let doomedStart: usize = 0;
let doomedBytes: usize = 0;
/** Next free bytes of the two new spaces, and how far they were scanned. */
let youngFree: usize = 0;
let youngScan: usize = 0;
let oldFree: usize = 0;
let oldScan: usize = 0;

/** Begin: survivors go to `young`; [mature, +matureSize) to `old`; [stay, +staySize) and pages from `kind` on stay. */
export function beginEvacuation(
  young: usize, old: usize, mature: usize, matureSize: usize, stay: usize, staySize: usize, kind: i32,
): void {
  youngFree = youngScan = young;
  oldFree = oldScan = old;
  matureStart = mature;
  matureBytes = matureSize;
  oldStart = stay;
  oldBytes = staySize;
  stayKind = kind;
}
/** Bytes of what saveEvacuation keeps. */
export const EVACUATION_STATE: usize = 36;
/** Keep at `at` how far the copying has come, while other heaps are collected. */
export function saveEvacuation(at: usize): void {
  store<u32>(at, <u32>youngFree);
  store<u32>(at, <u32>youngScan, 4);
  store<u32>(at, <u32>oldFree, 8);
  store<u32>(at, <u32>oldScan, 12);
  store<u32>(at, <u32>matureStart, 16);
  store<u32>(at, <u32>matureBytes, 20);
  store<u32>(at, <u32>oldStart, 24);
  store<u32>(at, <u32>oldBytes, 28);
  store<i32>(at, stayKind, 32);
}
/** Go on where saveEvacuation was called. */
export function restoreEvacuation(at: usize): void {
  youngFree = load<u32>(at);
  youngScan = load<u32>(at, 4);
  oldFree = load<u32>(at, 8);
  oldScan = load<u32>(at, 12);
  matureStart = load<u32>(at, 16);
  matureBytes = load<u32>(at, 20);
  oldStart = load<u32>(at, 24);
  oldBytes = load<u32>(at, 28);
  stayKind = load<i32>(at, 32);
}
export function evacuatedYoung(): usize { return youngFree; }
export function evacuatedOld(): usize { return oldFree; }

// @ts-ignore: decorator
@inline function take(p: usize, bytes: usize): usize {
  if (p - matureStart < matureBytes) {
    const to = oldFree;
    oldFree = to + bytes;
    return to;
  }
  const to = youngFree;
  youngFree = to + bytes;
  return to;
}
// @ts-ignore: decorator
@inline function stays(p: usize): bool {
  return pageKind(p) >= stayKind ? p - doomedStart >= doomedBytes : p - oldStart < oldBytes;
}
/** The terms of [start, start + bytes), literals, move in the next full collections; 0, 0: no more. */
export function doomLiterals(start: usize, bytes: usize): void {
  doomedStart = start;
  doomedBytes = bytes;
}
/** Bytes of the literals that may have to move. */
export function doomedLiterals(): usize { return doomedBytes; }

/** Bring the term at address `at` up to date, moving what it points to. Words that are no terms are left alone. */
export function evacuate(at: usize): void {
  const w = load<i64>(at);
  const tag = w & TAG_MASK;
  if (tag == TAG_LIST) {
    const p = <usize><u32>w + 7;
    if (stays(p)) return;
    const h = load<i64>(p);
    if (h == 0) {
      store<i64>(at, load<i64>(p, 8));
      return;
    }
    const to = take(p, 16);
    store<i64>(to, h);
    store<i64>(to, load<i64>(p, 8), 8);
    const moved = makeList(to);
    store<i64>(p, 0);
    store<i64>(p, moved, 8);
    store<i64>(at, moved);
  } else if (tag == TAG_BOXED) {
    const p = <usize><u32>w + 6;
    if (stays(p)) return;
    const header = load<i64>(p);
    if ((header & TAG_MASK) == TAG_BOXED) {
      store<i64>(at, header);
      return;
    }
    const bytes = <usize>(headerArity(header) + 1) << 3;
    const to = take(p, bytes);
    if (bytes <= 64) {
      for (let i: usize = 0; i < bytes; i += 8) store<i64>(to + i, load<i64>(p + i));
    } else {
      memory.copy(to, p, bytes);
    }
    const moved = makeBoxed(to);
    store<i64>(p, moved);
    store<i64>(at, moved);
  }
}
/** Bring the words of [from, to), terms and CP words, up to date. */
export function evacuateRange(from: usize, to: usize): void {
  for (; from < to; from += 8) if ((load<i64>(from) & TAG_MASK) != TAG_IMMEDIATE) evacuate(from);
}

/** Scan objects from `scan` on, one at a time; returns where the next one begins. */
// @ts-ignore: decorator
@inline function scanObject(scan: usize): usize {
  const w = load<i64>(scan);
  const tag = w & TAG_MASK;
  if (tag == TAG_IMMEDIATE) return scan + 8;
  if (tag != TAG_HEADER) {
    evacuate(scan);
    return scan + 8;
  }
  const sub = w & SUB_MASK;
  if (sub == SUB_TUPLE || sub == SUB_FLATMAP || sub == SUB_HASHMAP) return scan + 8;
  // Two raw words each; what follows are terms, which the next steps scan.
  if (sub == SUB_FUN || sub == SUB_SUB_BINARY) return scan + 24;
  if (sub == SUB_MATCH) {
    evacuate(scan + MATCH_ORIGINAL);
    store<u32>(scan, <u32>wholeBinaryBytes(load<i64>(scan, MATCH_ORIGINAL)), MATCH_BYTES);
  }
  return scan + (<usize>(headerArity(w) + 1) << 3);
}
/**
 * Scan what was moved until nothing is left to move, or about `bytes` bytes were scanned. Returns what is left of
 * `bytes`; 0: there is more to do.
 */
export function evacuateReachable(bytes: usize): usize {
  let left = bytes;
  while (youngScan < youngFree || oldScan < oldFree) {
    let from = youngScan;
    while (youngScan < youngFree && youngScan - from < left) youngScan = scanObject(youngScan);
    const young = youngScan - from;
    if (young >= left) return 0;
    left -= young;
    from = oldScan;
    while (oldScan < oldFree && oldScan - from < left) oldScan = scanObject(oldScan);
    const old = oldScan - from;
    if (old >= left) return 0;
    left -= old;
  }
  return left;
}
/** Scan objects that stay but may point at what moves: [from, to). */
export function evacuateFrom(from: usize, to: usize): void {
  while (from < to) from = scanObject(from);
}
