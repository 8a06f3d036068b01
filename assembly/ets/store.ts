/**
 * What tables do with objects, whatever their kind: put, find, delete.
 */
import { Term } from "../term/tag";
import { internalHash } from "../term/hash";
import { exactEqual } from "../term/equal";
import { freeDoomed, doomedLeft, doomContents } from "./doomed";
import { bucketOfObject, forgetPending, isFixed, rememberPending } from "./fixation";
import {
  bucketCell, bucketOf, countIn, countOut, hashFind, hashFindLink, hashInit, hashInsertNew, hashLink, hashReplace,
  hashShrink, hashUnlink, hashGrow, sameRun,
} from "./hash_index";
import {
  freeObject, isDeleted, nextObject, objectElement, objectHash, objectTuple, setDeleted, OBJECT_NEXT,
} from "./object";
import { Table, DUPLICATE_BAG, ORDERED_SET, SET } from "./table";
import { treeFind, treeInsert, treeRemove, treeUpdate } from "./tree_index";

/** Objects freed of deleted tables for each object made. */
const DOOMED_PER_OBJECT: i32 = 4;

/** Put `object`, a block of its own, into the table: its owner from here on. */
export function putObject(t: Table, object: usize): void {
  if (doomedLeft()) freeDoomed(DOOMED_PER_OBJECT);
  if (t.kind == ORDERED_SET) {
    treeInsert(t, object, true);
    return;
  }
  const key = objectElement(object, t.keyPosition);
  const hash = internalHash(key);
  const link = hashFindLink(t, key, hash);
  if (link == 0) hashInsertNew(t, object, hash);
  else if (t.kind == SET) hashReplace(t, link, object);
  else if (t.kind == DUPLICATE_BAG || !revive(t, link, object)) {
    hashLink(t, link, object, hash);
    hashGrow(t);
  }
}

/** Is an equal object in the run at `link` already? Then `object` is not needed, and freed. */
function revive(t: Table, link: usize, object: usize): bool {
  const first = <usize>load<u32>(link);
  const tuple = objectTuple(object);
  for (let p = first; p != 0 && sameRun(t, p, first); p = nextObject(p)) {
    if (!exactEqual(objectTuple(p), tuple)) continue;
    if (isDeleted(p)) {
      setDeleted(p, false);
      countIn(t, p);
    }
    freeObject(object);
    return true;
  }
  return false;
}

/** First visible object with `key`, or 0. In bags the others follow it: nextOfKey(). */
// @ts-ignore: decorator
@inline export function findObject(t: Table, key: Term): usize {
  return t.kind == ORDERED_SET ? treeFind(t, key) : hashFind(t, key);
}
/** The next visible object with the key of `object` in a hash table, or 0. */
export function nextOfKey(t: Table, object: usize): usize {
  if (t.kind == SET) return 0;
  let p = nextObject(object);
  while (p != 0 && sameRun(t, p, object)) {
    if (!isDeleted(p)) return p;
    p = nextObject(p);
  }
  return 0;
}

/** Replace visible `old` of a set or ordered set by `object`, which has an equal key; frees `old`. */
export function replaceObject(t: Table, old: usize, object: usize): void {
  if (t.kind == ORDERED_SET) treeUpdate(t, object);
  else hashReplace(t, linkOf(t, old), object);
}

/** The link that holds `object` in its bucket. */
export function linkOf(t: Table, object: usize): usize {
  let link = bucketCell(t, bucketOf(t, objectHash(object)));
  while (<usize>load<u32>(link) != object) link = <usize>load<u32>(link) + OBJECT_NEXT;
  return link;
}

/** Make the visible object that `link` holds invisible. Returns the link to go on from. */
export function hideOrUnlink(t: Table, link: usize): usize {
  const object = <usize>load<u32>(link);
  if (isFixed(t)) {
    countOut(t, object);
    setDeleted(object, true);
    rememberPending(t, bucketOfObject(t, object));
    return object + OBJECT_NEXT;
  }
  hashUnlink(t, link);
  return link;
}

/** Delete all objects with `key`; returns how many there were. */
export function deleteKey(t: Table, key: Term): i32 {
  if (t.kind == ORDERED_SET) {
    const node = treeRemove(t, key);
    if (node == 0) return 0;
    freeObject(node);
    return 1;
  }
  const hash = internalHash(key);
  let link = hashFindLink(t, key, hash);
  let n = 0;
  while (link != 0) {
    const object = <usize>load<u32>(link);
    if (isDeleted(object)) link = object + OBJECT_NEXT;
    else { link = hideOrUnlink(t, link); n++; }
    const next = <usize>load<u32>(link);
    if (next == 0 || t.kind == SET || objectHash(next) != hash
      || !exactEqual(objectElement(next, t.keyPosition), key)) break;
  }
  hashShrink(t);
  return n;
}

/** Delete all objects that equal `tuple` (several only in a duplicate bag); returns how many there were. */
export function deleteEqual(t: Table, tuple: Term, key: Term): i32 {
  if (t.kind == ORDERED_SET) {
    const node = treeFind(t, key);
    return node != 0 && exactEqual(objectTuple(node), tuple) ? deleteKey(t, key) : 0;
  }
  const hash = internalHash(key);
  let link = hashFindLink(t, key, hash);
  let n = 0;
  while (link != 0) {
    const object = <usize>load<u32>(link);
    if (object == 0 || objectHash(object) != hash || !exactEqual(objectElement(object, t.keyPosition), key)) break;
    if (!isDeleted(object) && exactEqual(objectTuple(object), tuple)) {
      link = hideOrUnlink(t, link);
      n++;
    } else {
      link = object + OBJECT_NEXT;
    }
  }
  hashShrink(t);
  return n;
}

/** Delete all objects; returns how many there were. */
export function deleteAll(t: Table): i32 {
  const n = t.count;
  if (t.kind == ORDERED_SET) {
    doomContents(t);
  } else if (!isFixed(t)) {
    forgetPending(t);
    doomContents(t);
    hashInit(t);
  } else {
    for (let i = 0; i < t.active; i++) {
      let link = bucketCell(t, i);
      while (load<u32>(link) != 0) {
        const object = <usize>load<u32>(link);
        link = isDeleted(object) ? object + OBJECT_NEXT : hideOrUnlink(t, link);
      }
    }
  }
  return n;
}

