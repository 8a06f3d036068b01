/**
 * Scans: going through a table with the loaded match program and doing something with each object that matches.
 *
 * A scan works as long as the turn lasts. Its state then is `position` and `result`, terms that the BIF hands to
 * itself (bif_select.ts):
 *
 *     hash table    position: the next bucket, END when there is none
 *     ordered set   position: [Key] with the last key looked at, [Key | true] with the next one, [] at the start, END
 *
 * A hash table is fixed while a scan of it is suspended, so that buckets stay where they are. An ordered set is
 * searched for the last key again.
 */
import {
  Term, NIL, NONE, IMM1_SMALL, element, head, isCons, isNil, isTuple, makeSmall, smallValue, tail, tupleArity,
} from "../term/tag";
import { cons } from "../memory/alloc";
import { REDS, bumpReductions, currentProcess } from "../memory/cells";
import { exactEqual } from "../term/equal";
import { am_true } from "../term/am";
import { KEYS_LISTED, KEYS_PREFIX, comparePrefix, keyList } from "./key_analysis";
import { runProgram } from "./match_run";
import { onlyScanned } from "./fixation";
import { bucketCell, hashReplace, hashShrink, hashUnlink } from "./hash_index";
import {
  copyOut, freeObject, isDeleted, newObject, objectElement, objectTuple, OBJECT_NEXT,
} from "./object";
import { findObject, hideOrUnlink, linkOf, nextOfKey } from "./store";
import { Table, ORDERED_SET } from "./table";
import { keyOf, treeRemove, treeUpdate } from "./tree_index";
import { walkAll, walkFrom, walkFromPrefix, walkNext, walkPeek } from "./tree_walk";

/** What is done with matches: their values are listed; they are counted, deleted, replaced when it is `true`. */
export const COLLECT: i32 = 0;
export const COUNT: i32 = 1;
export const DELETE: i32 = 2;
export const REPLACE: i32 = 3;

/** Position of a scan that has seen everything. */
export const END: Term = (-1 << 4) | IMM1_SMALL;

/** Objects looked at for one reduction, and the fewest that one turn looks at. */
const OBJECTS_PER_REDUCTION: i32 = 2;
const MIN_OBJECTS: i32 = 64;

// The scan that is going on.
export let position: Term = NIL;
/** Values listed, the last one first. */
export let values: Term = NIL;
/** Matches so far. */
export let matches: i64 = 0;
let action: i32 = COLLECT;
let limit: i64 = 0;
let backwards: bool = false;
let failed: bool = false;

/** Did a replacement have another key? Then the scan has to fail with badarg. */
export function scanFailed(): bool { return failed; }

/** Prepare a scan; `most` > 0: stop after the bucket or object with match number `most`. */
export function startScan(what: i32, from: Term, list: Term, found: i64, most: i64, reverse: bool): void {
  action = what;
  position = from;
  values = list;
  matches = found;
  limit = most;
  backwards = reverse;
  failed = false;
}

// @ts-ignore: decorator
@inline function isFull(): bool { return limit > 0 && matches >= limit; }

/** Objects that this turn may look at. */
function budgetOfTurn(): i32 { return max(load<i32>(REDS) * OBJECTS_PER_REDUCTION, MIN_OBJECTS); }
/** The turn is over: the budget is spent, or the heap was full and a fragment was taken. */
// @ts-ignore: decorator
@inline function isOver(seen: i32, budget: i32): bool {
  return seen >= budget || (load<i32>(REDS) <= 0 && seen >= MIN_OBJECTS);
}
function charge(seen: i32): void { bumpReductions(seen / OBJECTS_PER_REDUCTION); }

/** A replacement of `object` by `value`, made; 0 when the key would change. */
function replacement(t: Table, object: usize, value: Term): usize {
  if (!isTuple(value) || tupleArity(value) < t.keyPosition
    || !exactEqual(element(value, t.keyPosition), objectElement(object, t.keyPosition))) {
    failed = true;
    return 0;
  }
  return newObject(value);
}

/** Look at the visible object that `link` holds; returns the link to go on from. */
function visit(t: Table, link: usize): usize {
  const object = <usize>load<u32>(link);
  const value = runProgram(objectTuple(object));
  if (value == NONE) return object + OBJECT_NEXT;
  if (action == COLLECT) {
    values = cons(value, values);
    matches++;
  } else if (action == REPLACE) {
    const fresh = replacement(t, object, value);
    if (fresh == 0) return object + OBJECT_NEXT;
    hashReplace(t, link, fresh);
    matches++;
    return fresh + OBJECT_NEXT;
  } else if (value == am_true) {
    matches++;
    if (action == DELETE) {
      if (!onlyScanned(t, currentProcess())) return hideOrUnlink(t, link);
      hashUnlink(t, link);
      return link;
    }
  }
  return object + OBJECT_NEXT;
}

/** Go on in a hash table, bucket by bucket. */
function scanBuckets(t: Table): void {
  const budget = budgetOfTurn();
  const before = matches;
  let bucket = isNil(position) ? 0 : <i32>smallValue(position);
  let seen = 0;
  while (bucket < t.active && !failed && !isFull() && !isOver(seen, budget)) {
    let link = bucketCell(t, bucket);
    while (load<u32>(link) != 0) {
      const object = <usize>load<u32>(link);
      link = isDeleted(object) ? object + OBJECT_NEXT : visit(t, link);
      seen++;
    }
    bucket++;
    // An empty bucket is quick to look at, but not free.
    if ((bucket & 3) == 0) seen++;
  }
  position = bucket < t.active ? makeSmall(<i64>bucket) : END;
  charge(seen);
  if (action == DELETE && position == END) for (let n = matches - before; n > 0; n--) hashShrink(t);
}

/** Look at the node; the walk stays valid. */
function visitNode(t: Table, node: usize): void {
  const value = runProgram(objectTuple(node));
  if (value == NONE) return;
  if (action == COLLECT) {
    values = cons(value, values);
    matches++;
  } else if (action == REPLACE) {
    const fresh = replacement(t, node, value);
    if (fresh == 0) return;
    treeUpdate(t, fresh);
    walkFrom(t, keyOf(t, fresh), backwards, false);
    matches++;
  } else if (value == am_true) {
    matches++;
    if (action != DELETE) return;
    const next = walkPeek();
    freeObject(treeRemove(t, keyOf(t, node)));
    if (next != 0) walkFrom(t, keyOf(t, next), backwards, true);
  }
}

/** Go on in an ordered set; `prefix`: what keys begin with, or NONE. */
function scanTree(t: Table, prefix: Term): void {
  const budget = budgetOfTurn();
  if (isCons(position)) walkFrom(t, head(position), backwards, tail(position) == am_true);
  else if (prefix != NONE) walkFromPrefix(t, prefix, backwards);
  else walkAll(t, backwards);
  let seen = 0;
  let last: usize = 0;
  let more = true;
  while (more && !failed && !isFull() && !isOver(seen, budget)) {
    const node = walkNext();
    more = node != 0 && (prefix == NONE || comparePrefix(keyOf(t, node), prefix) == 0);
    if (!more) break;
    last = node;
    seen++;
    visitNode(t, node);
  }
  charge(seen);
  position = more ? treePosition(t, last) : END;
}

/** Where to go on: behind `last`, unless it may be gone; then at the next node, which stays until others run. */
function treePosition(t: Table, last: usize): Term {
  if (action == COLLECT || action == COUNT) return last == 0 ? position : cons(copyOut(keyOf(t, last)), NIL);
  const next = walkPeek();
  return next == 0 ? END : cons(copyOut(keyOf(t, next)), am_true);
}

/** Look at the objects with the listed keys. */
function scanKeys(t: Table): void {
  let seen = 0;
  for (let l = keyList(); isCons(l) && !failed; l = tail(l)) {
    let object = findObject(t, head(l));
    if (object == 0) continue;
    if (t.kind == ORDERED_SET) {
      visitNode(t, object);
      continue;
    }
    let link = linkOf(t, object);
    while (object != 0) {
      // The next one is found before this one may be freed.
      const next = nextOfKey(t, object);
      while (<usize>load<u32>(link) != object) link = <usize>load<u32>(link) + OBJECT_NEXT;
      link = visit(t, link);
      object = next;
      seen++;
    }
  }
  charge(seen);
  position = END;
}

/** Go on with the scan for the rest of the turn. It is done when `position` is END or enough was found. */
export function scan(t: Table, keys: i32, prefix: Term): void {
  if (keys == KEYS_LISTED) scanKeys(t);
  else if (t.kind == ORDERED_SET) scanTree(t, keys == KEYS_PREFIX ? prefix : NONE);
  else scanBuckets(t);
}
/** Is there nothing left to look for? */
export function scanDone(): bool { return failed || position == END || isFull(); }
