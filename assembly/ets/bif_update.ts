/**
 * BIFs that change elements of an object in a set: update_counter, update_element.
 *
 * A change works on a *draft*: a tuple on the process's heap whose elements still are those of the object in the
 * table. Only when every part of the operation has succeeded does the draft become the new object. Where
 * small integers and atoms replace others, the object is changed in place instead.
 */
import {
  Term, NIL, NONE, areSmall, boxedPtr, element, fitsSmall, head, isCons, isImmediate, isInteger, isNil, isSmall,
  isTuple, makeSmall, smallValue, tail, tupleArity,
} from "../term/tag";
import { allocTuple, cons } from "../memory/alloc";
import { badarg, badargBecause } from "../bif/raise";
import { erlang_plus_2 } from "../bif/arith";
import { compareTerms } from "../term/compare";
import { am_badkey, am_false, am_keypos, am_position, am_table_type, am_true } from "../term/am";
import { failAccess, openFor, WRITE } from "./access";
import { fits, isPosition } from "./bif_object";
import { newObject, objectArity, objectElement, OBJECT_TERMS } from "./object";
import { findObject, putObject, replaceObject } from "./store";
import { Table, asTable, isBagLike } from "./table";

function draftOf(object: usize): Term {
  const arity = objectArity(object);
  const draft = allocTuple(arity);
  memory.copy(boxedPtr(draft) + 8, object + OBJECT_TERMS + 8, <usize>arity << 3);
  return draft;
}
// @ts-ignore: decorator
@inline function setElement(tuple: Term, i: i32, value: Term): void { store<i64>(boxedPtr(tuple) + (<usize>i << 3), value); }
// @ts-ignore: decorator
@inline function setInPlace(object: usize, i: i32, value: Term): void {
  store<i64>(object + OBJECT_TERMS + (<usize>i << 3), value);
}

/** Is `p` a position that may be changed in tuples of `arity`? Otherwise fails as update_counter does. */
function checkPosition(t: Table, p: Term, arity: i32): bool {
  if (!isPosition(p)) { badarg(); return false; }
  if (<i32>smallValue(p) == t.keyPosition) { badargBecause(am_keypos); return false; }
  if (<i32>smallValue(p) > arity) { badargBecause(am_position); return false; }
  return true;
}

/**
 * Apply one update operation {Pos, Incr} or {Pos, Incr, Threshold, SetValue} to `draft`: the new value, or 0 when
 * it raised.
 */
function applyCounter(t: Table, draft: Term, operation: Term): Term {
  if (!isTuple(operation)) return badarg();
  const arity = tupleArity(operation);
  if (arity != 2 && arity != 4) return badarg();
  if (!checkPosition(t, element(operation, 1), tupleArity(draft))) return NONE;
  const position = <i32>smallValue(element(operation, 1));
  const step = element(operation, 2);
  const old = element(draft, position);
  if (!isInteger(step) || !isInteger(old)) return badarg();
  let value = erlang_plus_2(old, step);
  if (arity == 4) {
    const threshold = element(operation, 3), reset = element(operation, 4);
    if (!isInteger(threshold) || !isInteger(reset)) return badarg();
    const beyond = compareTerms(value, threshold, false);
    if (compareTerms(step, makeSmall(0), false) < 0 ? beyond < 0 : beyond > 0) value = reset;
  }
  setElement(draft, position, value);
  return value;
}

/** The common case, {Pos, Incr} on small integers: changed in place. 0 when it is another case. */
function countInPlace(t: Table, object: usize, position: Term, step: Term): Term {
  if (!isPosition(position) || !isSmall(step)) return NONE;
  const p = <i32>smallValue(position);
  if (p == t.keyPosition || p > objectArity(object)) return NONE;
  const old = objectElement(object, p);
  if (!areSmall(old, step)) return NONE;
  const sum = smallValue(old) + smallValue(step);
  if (!fitsSmall(sum)) return NONE;
  setInPlace(object, p, makeSmall(sum));
  return makeSmall(sum);
}

/** Apply a list of operations: the list of new values, or 0. */
function applyCounters(t: Table, draft: Term, operations: Term): Term {
  let first: Term = NIL, last: Term = NIL;
  for (; isCons(operations); operations = tail(operations)) {
    const value = applyCounter(t, draft, head(operations));
    if (value == NONE) return NONE;
    const cell = cons(value, NIL);
    if (last == NIL) first = cell; else store<i64>(<usize><u32>last + 15, cell);
    last = cell;
  }
  return isNil(operations) ? first : badarg();
}

function updateCounter(t: Table, key: Term, operation: Term, otherwise: Term): Term {
  if (isBagLike(t)) return badargBecause(am_table_type);
  const single = isInteger(operation);
  const object = findObject(t, key);
  if (object != 0 && (single || isTuple(operation))) {
    const done = single ? countInPlace(t, object, makeSmall(<i64>t.keyPosition + 1), operation)
      : tupleArity(operation) == 2 ? countInPlace(t, object, element(operation, 1), element(operation, 2)) : NONE;
    if (done != NONE) return done;
  }
  let draft: Term;
  if (object != 0) {
    draft = draftOf(object);
  } else {
    if (otherwise == NONE) return badargBecause(am_badkey);
    if (!fits(t, otherwise)) return badarg();
    draft = allocTuple(tupleArity(otherwise));
    memory.copy(boxedPtr(draft) + 8, boxedPtr(otherwise) + 8, <usize>tupleArity(otherwise) << 3);
    setElement(draft, t.keyPosition, key);
  }
  let value: Term;
  if (single) {
    const whole = allocTuple(2);
    setElement(whole, 1, makeSmall(<i64>t.keyPosition + 1));
    setElement(whole, 2, operation);
    value = applyCounter(t, draft, whole);
  } else if (isTuple(operation)) {
    value = applyCounter(t, draft, operation);
  } else {
    value = applyCounters(t, draft, operation);
  }
  if (value == NONE) return NONE;
  if (object != 0) replaceObject(t, object, newObject(draft));
  else putObject(t, newObject(draft));
  return value;
}

/** `ets:update_counter(Table, Key, UpdateOp)`. */
export function ets_update_counter_3(id: Term, key: Term, operation: Term): Term {
  const at = openFor(id, WRITE);
  return at == 0 ? failAccess() : updateCounter(asTable(at), key, operation, NONE);
}
/** `ets:update_counter(Table, Key, UpdateOp, Default)`. */
export function ets_update_counter_4(id: Term, key: Term, operation: Term, otherwise: Term): Term {
  const at = openFor(id, WRITE);
  return at == 0 ? failAccess() : updateCounter(asTable(at), key, operation, otherwise);
}

/** `ets:update_element(Table, Key, {Pos, Value} | [{Pos, Value}])`. */
export function ets_update_element_3(id: Term, key: Term, changes: Term): Term {
  const at = openFor(id, WRITE);
  if (at == 0) return failAccess();
  const t = asTable(at);
  if (isBagLike(t)) return badarg();
  const object = findObject(t, key);
  if (object == 0) return am_false;
  const arity = objectArity(object);
  const list = isTuple(changes) ? cons(changes, NIL) : changes;
  let inPlace = true;
  let l = list;
  for (; isCons(l); l = tail(l)) {
    const change = head(l);
    if (!isTuple(change) || tupleArity(change) != 2) return badarg();
    const position = element(change, 1);
    if (!isPosition(position) || <i32>smallValue(position) > arity) return badarg();
    if (<i32>smallValue(position) == t.keyPosition) return badargBecause(am_keypos);
    if (!isImmediate(element(change, 2)) || !isImmediate(objectElement(object, <i32>smallValue(position)))) inPlace = false;
  }
  if (!isNil(l)) return badarg();
  const draft = inPlace ? NONE : draftOf(object);
  for (l = list; isCons(l); l = tail(l)) {
    const position = <i32>smallValue(element(head(l), 1)), value = element(head(l), 2);
    if (inPlace) setInPlace(object, position, value); else setElement(draft, position, value);
  }
  if (!inPlace) replaceObject(t, object, newObject(draft));
  return am_true;
}
