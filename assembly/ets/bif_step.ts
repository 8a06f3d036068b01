/**
 * BIFs that go through a table step by step: first, next, last, prev, slot.
 */
import { Term, NIL, isSmall, smallValue } from "../term/tag";
import { cons } from "../memory/alloc";
import { badarg } from "../bif/raise";
import { am_end_of_table } from "../term/am";
import { failAccess, openFor, READ } from "./access";
import { bucketHead, firstFromBucket, hashFindRun, hashNextRun } from "./hash_index";
import { copyObject, copyOut, isDeleted, nextObject, objectElement } from "./object";
import { Table, asTable, ORDERED_SET } from "./table";
import { keyOf, treeFirst, treeLast, treeNext, treePrevious } from "./tree_index";
import { walkAll, walkFrom, walkNext } from "./tree_walk";

function keyOrEnd(t: Table, object: usize): Term {
  return object == 0 ? am_end_of_table : copyOut(objectElement(object, t.keyPosition));
}

/** `ets:first(Table)`. */
export function ets_first_1(id: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  const t = asTable(at);
  return keyOrEnd(t, t.kind == ORDERED_SET ? treeFirst(t) : firstFromBucket(t, 0));
}
/** `ets:last(Table)`; of a hash table it is the first one too. */
export function ets_last_1(id: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  const t = asTable(at);
  return keyOrEnd(t, t.kind == ORDERED_SET ? treeLast(t) : firstFromBucket(t, 0));
}
function nextInBuckets(t: Table, key: Term): Term {
  const object = hashFindRun(t, key);
  return object == 0 ? badarg() : keyOrEnd(t, hashNextRun(t, object));
}
/** `ets:next(Table, Key)`. In a hash table the key must be there, or have been since the table was fixed. */
export function ets_next_2(id: Term, key: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  const t = asTable(at);
  return t.kind == ORDERED_SET ? keyOrEnd(t, treeNext(t, key)) : nextInBuckets(t, key);
}
/** `ets:prev(Table, Key)`; in a hash table the same as next. */
export function ets_prev_2(id: Term, key: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  const t = asTable(at);
  return t.kind == ORDERED_SET ? keyOrEnd(t, treePrevious(t, key)) : nextInBuckets(t, key);
}

/** The node at position `i` of an ordered set, counted from 0. Going on from the last one asked for is quick. */
function nodeAt(t: Table, i: i32): usize {
  let at = 0;
  if (t.slotNode != 0 && t.slotVersion == t.version && t.slotIndex <= i) {
    walkFrom(t, keyOf(t, t.slotNode), false, true);
    at = t.slotIndex;
  } else {
    walkAll(t, false);
  }
  let node = walkNext();
  for (; at < i; at++) node = walkNext();
  t.slotNode = node;
  t.slotIndex = i;
  t.slotVersion = t.version;
  return node;
}

/** `ets:slot(Table, I)`: the objects of bucket I, or the object at position I of an ordered set. */
export function ets_slot_2(id: Term, slot: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  const t = asTable(at);
  const end = <i64>(t.kind == ORDERED_SET ? t.count : t.active);
  if (!isSmall(slot) || smallValue(slot) < 0 || smallValue(slot) > end) return badarg();
  if (smallValue(slot) == end) return am_end_of_table;
  const i = <i32>smallValue(slot);
  if (t.kind == ORDERED_SET) return cons(copyObject(nodeAt(t, i)), NIL);
  let list: Term = NIL;
  for (let p = bucketHead(t, i); p != 0; p = nextObject(p)) if (!isDeleted(p)) list = cons(copyObject(p), list);
  return list;
}
