/**
 * Fun entries are shared: a module of changed code brings its own for each of its lambdas, and funs of the version before
 * point at theirs wherever they are: in heaps, messages, tables, literals. So an entry goes when its code is unloaded and
 * no fun points at it. Nobody counts funs, for making one must cost nothing; instead all memory is looked through for
 * words that look like a fun, when the entries have become so many more that it is worth it. What looks like one and
 * is none keeps an entry a little longer.
 *
 *     0       4
 *     | entry | found |                a place of the table of candidates: entry 0 is a free place
 */
import { rawAllocZero, rawFree } from "../memory/alloc";
import { allocatedBytes, blockBytes, nextUsedBlock } from "../memory/blocks";
import { FUN_ENTRY } from "../term/boxed";
import { SUB_FUN, SUB_MASK, TAG_HEADER, TAG_MASK } from "../term/tag";
import { FUN_ENTRY_SIZE } from "./fun_entry";
import { eachUnloadedFunEntry, freeFunEntries, funEntryCount } from "./registry";

/** Entries may become so many more before they are looked through: at least these, or what takes this part of the memory. */
const LEAST_GROWTH: i32 = 512;
const MEMORY_SHARE: f64 = 128;

/** How many entries the last sweep left; 0 before the first look. */
let left: i32 = 0;
function isDue(): bool {
  const grown = funEntryCount() - left;
  return grown >= LEAST_GROWTH && <f64>grown * <f64>FUN_ENTRY_SIZE >= allocatedBytes() / MEMORY_SHARE;
}

const PLACE: usize = 8;
const FOUND: usize = 4;
let places: usize = 0;
let placeMask: u32 = 0;

/** The place of `entry`, or the free one where it would go. */
function placeOf(entry: u32): usize {
  let i = (entry >> 3) * 0x9e3779b1;
  let at = places + <usize>(i & placeMask) * PLACE;
  while (load<u32>(at) != entry && load<u32>(at) != 0) at = places + <usize>(++i & placeMask) * PLACE;
  return at;
}
let candidates: u32 = 0;
function countCandidate(_entry: usize): void { candidates++; }
function addCandidate(entry: usize): void { store<u32>(placeOf(<u32>entry), <u32>entry); }
function isUnused(entry: usize): bool { return load<u32>(placeOf(<u32>entry), FOUND) == 0; }

function lookThrough(from: usize, to: usize): void {
  for (let at = from; at + FUN_ENTRY < to; at += 8) {
    if ((load<i64>(at) & (TAG_MASK | SUB_MASK)) != (TAG_HEADER | SUB_FUN)) continue;
    const entry = load<u32>(at, FUN_ENTRY);
    if (entry == 0) continue;
    const place = placeOf(entry);
    if (load<u32>(place) != 0) store<u32>(place, 1, FOUND);
  }
}

/** Frees the entries of unloaded code that no fun points at, when it is time to. No process may be running. */
export function sweepFunEntries(): void {
  if (left == 0) left = funEntryCount();
  if (!isDue()) return;
  candidates = 0;
  eachUnloadedFunEntry(countCandidate);
  // At most half full, so that each search ends.
  let wide: u32 = 64;
  while (wide < candidates * 2) wide *= 2;
  placeMask = wide - 1;
  places = rawAllocZero(<usize>wide * PLACE);
  eachUnloadedFunEntry(addCandidate);
  for (let p = nextUsedBlock(0); p != 0; p = nextUsedBlock(p)) lookThrough(p, p + blockBytes(p));
  freeFunEntries(isUnused);
  rawFree(places);
  left = funEntryCount();
}
