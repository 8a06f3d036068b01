/**
 * Contents of deleted tables, freed bit by bit: deleting a table of millions of objects takes no longer than
 * deleting an empty one. Whoever makes objects frees a few old ones first, so that the backlog shrinks at
 * least as fast as tables grow; `ets:delete/1` and `ets:delete_all_objects/1` work on it while they may. All of it is
 * freed before the node is out of memory.
 *
 *     0      4      8            12       16
 *     | next | root | directory | active | bucket |
 *
 * `root`: what is left of an ordered set. `directory`, `active`, `bucket`: a hash index, empty below `bucket`.
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { setRelief } from "../memory/blocks";
import { Table, ORDERED_SET } from "./table";
import { detachedCell, hashFreeIndex } from "./hash_index";
import { freeObject, nextObject, OBJECT_LEFT, OBJECT_RIGHT } from "./object";

const DOOMED_NEXT: usize = 0;
const DOOMED_ROOT: usize = 4;
const DOOMED_DIRECTORY: usize = 8;
const DOOMED_ACTIVE: usize = 12;
const DOOMED_BUCKET: usize = 16;
const DOOMED_SIZE: usize = 20;

let first: usize = 0;

/** Is there anything left to free? */
export function doomedLeft(): bool { return first != 0; }

/** Take all objects out of `t`, for freeDoomed() to free. Its index has to be made anew, or the table freed. */
export function doomContents(t: Table): void {
  setRelief(freeAllDoomed);
  const d = rawAlloc(DOOMED_SIZE);
  store<u32>(d, <u32>first, DOOMED_NEXT);
  store<u32>(d, <u32>t.root, DOOMED_ROOT);
  store<u32>(d, t.kind == ORDERED_SET ? 0 : <u32>t.directory, DOOMED_DIRECTORY);
  store<i32>(d, t.kind == ORDERED_SET ? 0 : t.active, DOOMED_ACTIVE);
  store<i32>(d, 0, DOOMED_BUCKET);
  t.root = 0;
  t.directory = 0;
  t.active = 0;
  t.count = 0;
  t.words = 0;
  t.version++;
  first = d;
}

/** Free about `budget` objects or buckets; returns what is left of the budget. */
export function freeDoomed(budget: i32): i32 {
  while (first != 0 && budget > 0) {
    const d = first;
    budget = load<u32>(d, DOOMED_DIRECTORY) != 0 ? freeBuckets(d, budget) : freeTree(d, budget);
    if (budget <= 0) break;
    const directory = <usize>load<u32>(d, DOOMED_DIRECTORY);
    if (directory != 0) hashFreeIndex(directory, load<i32>(d, DOOMED_ACTIVE));
    first = <usize>load<u32>(d, DOOMED_NEXT);
    rawFree(d);
  }
  return budget;
}

/** Free everything; was there anything? */
function freeAllDoomed(): bool {
  if (first == 0) return false;
  while (first != 0) freeDoomed(i32.MAX_VALUE);
  return true;
}

function freeBuckets(d: usize, budget: i32): i32 {
  const directory = <usize>load<u32>(d, DOOMED_DIRECTORY);
  const active = load<i32>(d, DOOMED_ACTIVE);
  let bucket = load<i32>(d, DOOMED_BUCKET);
  for (; bucket < active && budget > 0; bucket++, budget--) {
    const cell = detachedCell(directory, bucket);
    let object = <usize>load<u32>(cell);
    while (object != 0 && budget > 0) {
      const next = nextObject(object);
      freeObject(object);
      object = next;
      budget--;
    }
    store<u32>(cell, <u32>object);
    if (object != 0) break;
  }
  store<i32>(d, bucket, DOOMED_BUCKET);
  return budget;
}

/** A tree needs no stack to be freed: rotate left children up until there is none, free the top, go right. */
function freeTree(d: usize, budget: i32): i32 {
  let node = <usize>load<u32>(d, DOOMED_ROOT);
  while (node != 0 && budget > 0) {
    const left = <usize>load<u32>(node, OBJECT_LEFT);
    if (left != 0) {
      store<u32>(node, load<u32>(left, OBJECT_RIGHT), OBJECT_LEFT);
      store<u32>(left, <u32>node, OBJECT_RIGHT);
      node = left;
      continue;
    }
    const right = <usize>load<u32>(node, OBJECT_RIGHT);
    freeObject(node);
    node = right;
    budget--;
  }
  store<u32>(d, <u32>node, DOOMED_ROOT);
  return budget;
}
