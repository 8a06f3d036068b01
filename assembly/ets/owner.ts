/**
 * Whose a table is: it dies with its owner unless an heir takes it, and it can be given away. Also the making
 * and the end of tables.
 *
 * A table's id is a magic reference (memory/binary.ts) to a block of one word, the table's address, 0 when the
 * table is gone. The table holds one reference to the block, every copy of the id another one.
 */
import { Term, makeBoxed, makeHeader, SUB_REF, SUB_TUPLE } from "../term/tag";
import { MAGIC_BLOCK, MAGIC_REF_WORDS, REFC_NEXT } from "../term/boxed";
import { BLOCK_BYTES, BLOCK_KIND, BLOCK_TABLE, magicRef, newBlock, releaseBlock, retainBlock } from "../memory/binary";
import { Process } from "../process/process";
import { am_ETS_TRANSFER, am_none } from "../term/am";
import { newReferenceNumber, referenceWord } from "../process/reference";
import { aliveProcess, tellProcess } from "./border";
import { doomContents, freeDoomed } from "./doomed";
import { endFixationsOf, forgetFixations } from "./fixation";
import { dropArriving, dropCopied } from "./insert_list";
import { freeObject, newObject, objectElement } from "./object";
import { registerTable, unregisterTable } from "./registry";
import { Table, asTable, tableAddress, freeTableStruct, TABLE_NAMED } from "./table";

/** Objects of a dead owner's tables that are freed at once; the rest waits (doomed.ts). */
const EXIT_BUDGET: i32 = 1000;

/** Give `t` an id and an owner, and make it known. */
export function openTable(t: Table, process: usize): void {
  newReferenceNumber();
  t.ref0 = referenceWord(0);
  t.ref1 = referenceWord(1);
  t.ref2 = referenceWord(2);
  t.handle = newBlock(4);
  store<u32>(t.handle, BLOCK_TABLE, BLOCK_KIND);
  store<u32>(t.handle, <u32>tableAddress(t), BLOCK_BYTES);
  registerTable(t);
  own(t, process);
}

/** The reference that is `t`'s id, for the running process. */
export function tableReference(t: Table): Term {
  retainBlock(t.handle);
  return magicRef(t.ref0, t.ref1, t.ref2, t.handle);
}
/** What users call `t`: its name when it is a named table, its reference otherwise. */
export function tableId(t: Table): Term { return t.flags & TABLE_NAMED ? t.name : tableReference(t); }

function own(t: Table, process: usize): void {
  const p = changetype<Process>(process);
  t.owner = p.pid;
  t.ownerProcess = process;
  t.previousOwned = 0;
  t.nextOwned = p.etsTables;
  if (p.etsTables != 0) asTable(p.etsTables).previousOwned = tableAddress(t);
  p.etsTables = tableAddress(t);
}
function disown(t: Table): void {
  if (t.previousOwned != 0) asTable(t.previousOwned).nextOwned = t.nextOwned;
  else changetype<Process>(t.ownerProcess).etsTables = t.nextOwned;
  if (t.nextOwned != 0) asTable(t.nextOwned).previousOwned = t.previousOwned;
}

/** `heir` gets the table with `data` when the owner dies; am_none: nobody. */
export function setHeir(t: Table, heir: Term, data: Term): void {
  if (t.heirData != 0) freeObject(t.heirData);
  t.heir = heir;
  t.heirData = 0;
  if (heir != am_none) t.heirData = newHeirData(data);
}
const HEIR_SCRATCH: usize = memory.data(16, 8);
/** An object {Data}. */
function newHeirData(data: Term): usize {
  const shallow = HEIR_SCRATCH;
  store<i64>(shallow, makeHeader(1, SUB_TUPLE));
  store<i64>(shallow, data, 8);
  return newObject(makeBoxed(shallow));
}

// {'ETS-TRANSFER', Tab, FromPid, GiftData} and Tab's reference, outside all heaps: it is sent when no process
// runs. The reference is on no list of holders, so it holds nothing; its copy in the message does.
//
//     | tuple 4 | 'ETS-TRANSFER' | tab | from | gift | magic ref | n0 n1 | n2 block | 0 |
const TRANSFER: usize = memory.data(72, 8);
const TRANSFER_REFERENCE: usize = 40;

/** Hand `t` to `process` and tell it. */
export function transferTable(t: Table, process: usize, gift: Term): void {
  const reference = TRANSFER + TRANSFER_REFERENCE;
  store<i64>(reference, makeHeader(MAGIC_REF_WORDS, SUB_REF));
  store<u32>(reference, t.ref0, 8);
  store<u32>(reference, t.ref1, 12);
  store<u32>(reference, t.ref2, 16);
  store<u32>(reference, <u32>t.handle, MAGIC_BLOCK);
  store<u64>(reference, 0, REFC_NEXT);
  store<i64>(TRANSFER, makeHeader(4, SUB_TUPLE));
  store<i64>(TRANSFER, am_ETS_TRANSFER, 8);
  store<i64>(TRANSFER, t.flags & TABLE_NAMED ? t.name : makeBoxed(reference), 16);
  store<i64>(TRANSFER, t.owner, 24);
  store<i64>(TRANSFER, gift, 32);
  disown(t);
  own(t, process);
  tellProcess(process, makeBoxed(TRANSFER));
}

/** Nothing leads to `t` any more; its contents are left to freeDoomed(). */
export function closeTable(t: Table): void {
  disown(t);
  unregisterTable(t);
  forgetFixations(t);
  store<u32>(t.handle, 0, BLOCK_BYTES);
  releaseBlock(t.handle);
  if (t.heirData != 0) freeObject(t.heirData);
  dropArriving(t);
  doomContents(t);
  freeTableStruct(t);
}

/** `process` is about to end: its tables go to their heirs or with it, its fixations end. */
export function etsOwnerExits(process: usize): void {
  const p = changetype<Process>(process);
  endFixationsOf(process);
  dropCopied(process);
  while (p.etsTables != 0) {
    const t = asTable(p.etsTables);
    const heir: usize = t.heir == am_none ? 0 : aliveProcess(t.heir);
    if (heir != 0 && heir != process) transferTable(t, heir, objectElement(t.heirData, 1));
    else closeTable(t);
  }
  freeDoomed(EXIT_BUDGET);
}
