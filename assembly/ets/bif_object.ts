/**
 * BIFs that put, read and delete objects by key.
 */
import {
  Term, NIL, element, head, isCons, isList, isNil, isSmall, isTuple, makeList, smallValue, tail, tupleArity,
} from "../term/tag";
import { cons, halloc, rawAlloc, rawFree } from "../memory/alloc";
import { bumpReductions, currentProcess } from "../memory/cells";
import { badarg, badargBecause } from "../bif/raise";
import { am_badkey, am_false, am_true } from "../term/am";
import { failAccess, lookUp, openFor, READ, WRITE } from "./access";
import { continueInsert, dropCopied, insertList, insertNewList } from "./insert_list";
import { copyObjectTo, copyOut, newObject, objectArity, objectElement, objectWords } from "./object";
import { deleteEqual, deleteKey, findObject, nextOfKey, putObject } from "./store";
import { Table, asTable, isBagLike, BAG } from "./table";

/** Objects put or copied for one reduction. */
const OBJECTS_PER_REDUCTION: i32 = 2;
/** Elements of a list checked for one reduction. */
const ELEMENTS_PER_REDUCTION: i32 = 32;
/** Lists up to this length are inserted at once. */
const SHORT_LIST: i32 = 1000;

/** Can `t` be an object of the table? */
// @ts-ignore: decorator
@inline export function fits(t: Table, tuple: Term): bool { return isTuple(tuple) && tupleArity(tuple) >= t.keyPosition; }

/** Length of a proper list whose elements all fit; -1 otherwise. */
function countFitting(t: Table, list: Term): i32 {
  let n = 0;
  for (; isCons(list); list = tail(list), n++) if (!fits(t, head(list))) return -1;
  return isNil(list) ? n : -1;
}

/** Put the objects of a short list. */
function putList(t: Table, list: Term, n: i32): void {
  bumpReductions(n / OBJECTS_PER_REDUCTION);
  if (t.kind != BAG) {
    for (; isCons(list); list = tail(list)) putObject(t, newObject(head(list)));
    return;
  }
  // From the last to the first (insert_list.ts).
  const objects = rawAlloc(<usize>n << 2);
  for (let i = 0; i < n; i++, list = tail(list)) store<u32>(objects + (<usize>i << 2), <u32>newObject(head(list)));
  for (let i = n - 1; i >= 0; i--) putObject(t, <usize>load<u32>(objects + (<usize>i << 2)));
  rawFree(objects);
}

/** `ets:insert(Table, ObjectOrObjects)`. */
export function ets_insert_2(id: Term, objects: Term): Term {
  const at = openFor(id, WRITE);
  if (at == 0) return failAccess();
  const t = asTable(at);
  if (isList(objects)) {
    const n = countFitting(t, objects);
    if (n < 0) return badarg();
    if (n > SHORT_LIST) {
      bumpReductions(n / ELEMENTS_PER_REDUCTION);
      return insertList(t, objects);
    }
    putList(t, objects, n);
    return am_true;
  }
  if (!fits(t, objects)) return badarg();
  putObject(t, newObject(objects));
  return am_true;
}
/** Continuation of the insertion of a long list, called by nobody else. */
export function ets_internal_insert_3(id: Term, stage: Term, list: Term): Term {
  const at = lookUp(id);
  if (at == 0) {
    dropCopied(currentProcess());
    return failAccess();
  }
  return isSmall(stage) ? continueInsert(asTable(at), stage, list) : badarg();
}

/** `ets:insert_new(Table, ObjectOrObjects)`: all or, when one of the keys is there, none. */
export function ets_insert_new_2(id: Term, objects: Term): Term {
  const at = openFor(id, WRITE);
  if (at == 0) return failAccess();
  const t = asTable(at);
  if (isList(objects)) {
    const n = countFitting(t, objects);
    if (n < 0) return badarg();
    if (n > SHORT_LIST) {
      bumpReductions(n / ELEMENTS_PER_REDUCTION);
      return insertNewList(t, objects);
    }
    for (let l = objects; isCons(l); l = tail(l)) {
      if (findObject(t, element(head(l), t.keyPosition)) != 0) {
        bumpReductions(n / OBJECTS_PER_REDUCTION);
        return am_false;
      }
    }
    putList(t, objects, n);
    return am_true;
  }
  if (!fits(t, objects)) return badarg();
  if (findObject(t, element(objects, t.keyPosition)) != 0) return am_false;
  putObject(t, newObject(objects));
  return am_true;
}

/** All objects with the key of `object`, itself and what follows it, as a list in order of insertion. */
function copyRun(t: Table, object: usize): Term {
  let words = 0, n = 0;
  for (let p = object; p != 0; p = nextOfKey(t, p), n++) words += objectWords(p) + 2;
  if (n > OBJECTS_PER_REDUCTION) bumpReductions(n / OBJECTS_PER_REDUCTION);
  let free = halloc(words);
  let list: Term = NIL;
  // The newest stands first in its bucket, so consing from there gives the order of insertion.
  for (let p = object; p != 0; p = nextOfKey(t, p)) {
    const copy = copyObjectTo(p, free + 16);
    store<i64>(free, copy);
    store<i64>(free, list, 8);
    list = makeList(free);
    free += <usize>(objectWords(p) + 2) << 3;
  }
  return list;
}

/** `ets:lookup(Table, Key)`. */
export function ets_lookup_2(id: Term, key: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  const t = asTable(at);
  const object = findObject(t, key);
  return object == 0 ? NIL : copyRun(t, object);
}

/** `ets:member(Table, Key)`. */
export function ets_member_2(id: Term, key: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  return findObject(asTable(at), key) != 0 ? am_true : am_false;
}

/** Element `position` of the objects with the key of `object`: a list in bags. badarg when one is too small. */
function copyElements(t: Table, object: usize, position: i32): Term {
  if (!isBagLike(t)) {
    return position <= objectArity(object) ? copyOut(objectElement(object, position)) : badarg();
  }
  let list: Term = NIL;
  for (let p = object; p != 0; p = nextOfKey(t, p)) {
    if (position > objectArity(p)) return badarg();
    list = cons(copyOut(objectElement(p, position)), list);
  }
  return list;
}

/** `ets:lookup_element(Table, Key, Pos)`. */
export function ets_lookup_element_3(id: Term, key: Term, position: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  if (!isPosition(position)) return badarg();
  const object = findObject(asTable(at), key);
  return object == 0 ? badargBecause(am_badkey) : copyElements(asTable(at), object, <i32>smallValue(position));
}
/** `ets:lookup_element(Table, Key, Pos, Default)`, of OTP 26. */
export function ets_lookup_element_4(id: Term, key: Term, position: Term, otherwise: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  if (!isPosition(position)) return badarg();
  const object = findObject(asTable(at), key);
  return object == 0 ? otherwise : copyElements(asTable(at), object, <i32>smallValue(position));
}

/** A small integer above 0 that a tuple's position can be. */
export function isPosition(t: Term): bool {
  return isSmall(t) && smallValue(t) > 0 && smallValue(t) <= <i64>i32.MAX_VALUE;
}

/** `ets:take(Table, Key)`. */
export function ets_take_2(id: Term, key: Term): Term {
  const at = openFor(id, WRITE);
  if (at == 0) return failAccess();
  const t = asTable(at);
  const object = findObject(t, key);
  if (object == 0) return NIL;
  const list = copyRun(t, object);
  deleteKey(t, key);
  return list;
}

/** `ets:delete(Table, Key)`. */
export function ets_delete_2(id: Term, key: Term): Term {
  const at = openFor(id, WRITE);
  if (at == 0) return failAccess();
  const n = deleteKey(asTable(at), key);
  if (n > OBJECTS_PER_REDUCTION) bumpReductions(n / OBJECTS_PER_REDUCTION);
  return am_true;
}

/** `ets:delete_object(Table, Object)`. */
export function ets_delete_object_2(id: Term, object: Term): Term {
  const at = openFor(id, WRITE);
  if (at == 0) return failAccess();
  const t = asTable(at);
  if (!fits(t, object)) return badarg();
  deleteEqual(t, object, element(object, t.keyPosition));
  return am_true;
}
