/**
 * A table: a fixed struct beside its index of objects, and the options `ets:new/2` gave it.
 */
import { Term } from "../term/tag";
import { rawAlloc, rawFree } from "../memory/alloc";

export const SET: u32 = 0;
export const BAG: u32 = 1;
export const DUPLICATE_BAG: u32 = 2;
export const ORDERED_SET: u32 = 3;

export const TABLE_NAMED: u32 = 1;
export const TABLE_COMPRESSED: u32 = 2;
export const TABLE_READ_CONCURRENCY: u32 = 4;
export const TABLE_WRITE_CONCURRENCY: u32 = 8;
export const TABLE_WRITE_AUTO: u32 = 16;
export const TABLE_DECENTRALIZED: u32 = 32;

/** Words of the struct itself, as `ets:info(_, memory)` counts them. */
export const TABLE_WORDS: i32 = 24;

@unmanaged
export class Table {
  name: Term;
  /** The id: numbers of the reference that names the table. */
  ref0: u32;
  ref1: u32;
  ref2: u32;
  handle: usize;        // the block that the id holds (owner.ts)
  kind: u32;
  /** am_public, am_protected or am_private. */
  protection: Term;
  keyPosition: i32;
  flags: u32;
  owner: Term;          // pid
  ownerProcess: usize;  // its Process
  heir: Term;           // pid, or am_none
  heirData: usize;      // object {Data}, 0 without heir
  count: i32;           // objects seen by users
  words: i64;           // of their terms and headers
  arriving: usize;      // objects of a long list, part of the table but not yet in its index (insert_list.ts)
  // --- hash index (hash_index.ts)
  directory: usize;     // segments of bucket heads
  directorySize: i32;   // room in it, in segments
  active: i32;          // buckets in use
  // --- tree index (tree_index.ts)
  root: usize;
  version: u32;         // changes when a node is linked or unlinked
  slotVersion: u32;     // the version that slotIndex and slotNode belong to
  slotIndex: i32;       // last position that ets:slot/2 asked for
  slotNode: usize;
  // --- fixation (fixation.ts)
  fixations: usize;     // list of Fixation
  fixedAt: i64;         // monotonic time in ns of the first fixation
  pending: usize;       // buckets with objects that are deleted but still linked
  // --- membership in lists
  nextById: usize;
  nextByName: usize;
  nextOwned: usize;     // other tables of the owner
  previousOwned: usize;
  next: usize;          // all tables
  previous: usize;
}

// @ts-ignore: decorator
@inline export function asTable(p: usize): Table { return changetype<Table>(p); }
// @ts-ignore: decorator
@inline export function tableAddress(t: Table): usize { return changetype<usize>(t); }
// @ts-ignore: decorator
@inline export function isBagLike(t: Table): bool { return t.kind == BAG || t.kind == DUPLICATE_BAG; }

/** A zeroed struct. */
export function allocTable(): Table {
  const p = rawAlloc(offsetof<Table>());
  memory.fill(p, 0, offsetof<Table>());
  return asTable(p);
}
export function freeTableStruct(t: Table): void { rawFree(tableAddress(t)); }
