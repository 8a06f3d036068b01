/**
 * Inserting long lists. `ets:insert/2` promises that others see all objects of the list or none, and may not hold
 * up the node meanwhile. So it goes in two stages, each suspended by turns:
 *
 *   1. The objects are copied and hung on the process. Nobody else sees them; if the process dies, they are freed.
 *      `ets:insert_new/2` looks for their keys on the way, and once more when all are copied.
 *   2. The whole chain is handed to the table, which puts it into its index bit by bit. Whoever else opens the
 *      table in the meantime first does what is left.
 *
 * The chains are linked through OBJECT_NEXT. A bag's chain is in reverse order of the list: OTP puts the objects of
 * a list into a bag from the last to the first, which lookup/2 shows.
 */
import { Term, NIL, element, head, isCons, isNil, makeSmall, smallValue, tail } from "../term/tag";
import { REDS, bumpReductions, currentProcess, setX } from "../memory/cells";
import { trap } from "../bif/raise";
import { internExport } from "../code/registry";
import { Process } from "../process/process";
import { am_ets, am_false, am_internal_insert, am_true } from "../term/am";
import { freeObject, newObject, nextObject, objectElement, OBJECT_NEXT } from "./object";
import { findObject, putObject } from "./store";
import { tableReference } from "./owner";
import { Table, BAG } from "./table";

/** Objects copied or put for one reduction. */
const OBJECTS_PER_REDUCTION: i32 = 2;
/** Fewest objects of one turn. */
const MIN_OBJECTS: i32 = 64;

// Stages, as the argument of the continuation.
const COPYING: i64 = 1;
const PUTTING: i64 = 2;
/** Stage 1 of insert_new/2. */
const COPYING_NEW: i64 = 3;

// @ts-ignore: decorator
@inline function current(): Process { return changetype<Process>(currentProcess()); }

function freeChain(object: usize): void {
  while (object != 0) {
    const next = nextObject(object);
    freeObject(object);
    object = next;
  }
}
/** `process` ends in the middle of stage 1. */
export function dropCopied(process: usize): void {
  const p = changetype<Process>(process);
  freeChain(p.etsCopied);
  p.etsCopied = 0;
}
/** `t` ends in the middle of stage 2. */
export function dropArriving(t: Table): void {
  freeChain(t.arriving);
  t.arriving = 0;
}

/** Put up to `budget` of the arriving objects into the table; returns what is left of the budget. */
function putArriving(t: Table, budget: i32): i32 {
  for (; t.arriving != 0 && budget > 0; budget--) {
    const object = t.arriving;
    t.arriving = nextObject(object);
    putObject(t, object);
  }
  return budget;
}
/** Somebody else needs the table whole: put in all that is left. */
export function finishArriving(t: Table): void {
  while (t.arriving != 0) bumpReductions(MIN_OBJECTS - putArriving(t, MIN_OBJECTS));
}

/** Insert `list`, a proper list of fitting tuples. */
export function insertList(t: Table, list: Term): Term {
  current().etsCopiedEnd = 0;
  return copyObjects(t, list, COPYING);
}
/** The same unless an object with one of their keys is there: am_false then. */
export function insertNewList(t: Table, list: Term): Term {
  current().etsCopiedEnd = 0;
  return copyObjects(t, list, COPYING_NEW);
}

function budgetOfTurn(): i32 { return max(load<i32>(REDS) * OBJECTS_PER_REDUCTION, MIN_OBJECTS); }

/** Does `t` hold an object with the key of one in the chain? */
function holdsAny(t: Table, object: usize): bool {
  for (; object != 0; object = nextObject(object)) if (findObject(t, objectElement(object, t.keyPosition)) != 0) return true;
  return false;
}
/** Stage 1. */
function copyObjects(t: Table, list: Term, stage: i64): Term {
  const p = current();
  const budget = budgetOfTurn();
  let n = 0;
  for (; isCons(list) && n < budget; list = tail(list), n++) {
    // Most that are there are found here, the others below.
    if (stage == COPYING_NEW && findObject(t, element(head(list), t.keyPosition)) != 0) return refuse(p, n);
    const object = newObject(head(list));
    if (p.etsCopied == 0) p.etsCopiedEnd = object;
    if (t.kind == BAG || p.etsCopied == 0) {
      store<u32>(object, <u32>p.etsCopied, OBJECT_NEXT);
      p.etsCopied = object;
    } else {
      store<u32>(p.etsCopiedEnd, <u32>object, OBJECT_NEXT);
      store<u32>(object, 0, OBJECT_NEXT);
      p.etsCopiedEnd = object;
    }
  }
  bumpReductions(n / OBJECTS_PER_REDUCTION);
  if (!isNil(list)) return goOn(t, stage, list);
  finishArriving(t);
  if (stage == COPYING_NEW && holdsAny(t, p.etsCopied)) return refuse(p, n);
  t.arriving = p.etsCopied;
  p.etsCopied = 0;
  return putObjects(t);
}
function refuse(p: Process, looked: i32): Term {
  dropCopied(changetype<usize>(p));
  bumpReductions(looked / OBJECTS_PER_REDUCTION);
  return am_false;
}
/** Stage 2. */
function putObjects(t: Table): Term {
  const budget = budgetOfTurn();
  bumpReductions((budget - putArriving(t, budget)) / OBJECTS_PER_REDUCTION);
  return t.arriving == 0 ? am_true : goOn(t, PUTTING, NIL);
}
function goOn(t: Table, stage: i64, list: Term): Term {
  setX(0, tableReference(t));
  setX(1, makeSmall(stage));
  setX(2, list);
  return trap(internExport(am_ets, am_internal_insert, 3), 3);
}
/** The continuation; `t` was opened without finishing what arrives. */
export function continueInsert(t: Table, stage: Term, list: Term): Term {
  return smallValue(stage) == PUTTING ? putObjects(t) : copyObjects(t, list, smallValue(stage));
}
