/**
 * Breakpoints: what is traced of one function. A record hangs on the function's FunctionInfo (code/point.ts), that of a BIF
 * on its Export. Records stay once they were made, since frames may name them (time.ts); a cleared one has no kinds.
 *
 *     0      4        8         12            16                24         32           40      44      48
 *     | kinds | export | program | meta program | meta tracer:i64 | module:i64 | name:i64 | arity | times | count:f64 |
 *
 * `export`: the function's Export when it is exported, which a call from outside goes through; 0 otherwise.
 * `program`, `meta program`: blocks of compiled match specifications, 0 for none. `times`: see time.ts.
 */
import { EXPORT_ARITY, EXPORT_BREAK, EXPORT_FUNCTION, EXPORT_MODULE, EXPORT_STATE, EXPORT_STUB_POINT, STATE_CODE } from "../code/export";
import { FUNCTION_ARITY, FUNCTION_BREAK, FUNCTION_ENTRY, FUNCTION_MODULE, FUNCTION_NAME } from "../code/point";
import { findExport } from "../code/registry";
import { rawAllocZero } from "../memory/alloc";
import { releaseBlock, retainBlock } from "../memory/binary";
import { NONE, Term } from "../term/tag";

export const BREAK_GLOBAL: u32 = 1;
export const BREAK_LOCAL: u32 = 2;
export const BREAK_META: u32 = 4;
export const BREAK_COUNT: u32 = 8;
export const BREAK_TIME: u32 = 16;
/** The counter, the clock runs. */
export const BREAK_COUNTS: u32 = 32;
export const BREAK_TIMES: u32 = 64;
/** The debugger's: calls go to the process's error handler, which interprets them. */
export const BREAK_DEBUG: u32 = 128;
/** What concerns only processes that have the flag `call`. */
const OF_TRACEES: u32 = BREAK_GLOBAL | BREAK_LOCAL | BREAK_TIMES;
/** What concerns all processes. */
const OF_ALL: u32 = BREAK_META | BREAK_COUNTS | BREAK_DEBUG;

export const RECORD_KINDS: usize = 0;
export const RECORD_EXPORT: usize = 4;
export const RECORD_PROGRAM: usize = 8;
export const RECORD_META_PROGRAM: usize = 12;
export const RECORD_META_TRACER: usize = 16;
export const RECORD_MODULE: usize = 24;
export const RECORD_NAME: usize = 32;
export const RECORD_ARITY: usize = 40;
export const RECORD_TIMES: usize = 44;
export const RECORD_COUNT: usize = 48;
const RECORD_SIZE: usize = 56;

let ofTracees: i32 = 0;
let ofAll: i32 = 0;
/** Functions with a breakpoint for tracees, and functions with one that concerns all processes. */
// @ts-ignore: decorator
@inline export function breakpointsOfTracees(): i32 { return ofTracees; }
// @ts-ignore: decorator
@inline export function breakpointsOfAll(): i32 { return ofAll; }

// @ts-ignore: decorator
@inline export function kindsOf(record: usize): u32 { return record == 0 ? 0 : load<u32>(record, RECORD_KINDS); }
export function setKinds(record: usize, kinds: u32): void {
  const before = load<u32>(record, RECORD_KINDS);
  ofTracees += <i32>((kinds & OF_TRACEES) != 0) - <i32>((before & OF_TRACEES) != 0);
  ofAll += <i32>((kinds & OF_ALL) != 0) - <i32>((before & OF_ALL) != 0);
  store<u32>(record, kinds, RECORD_KINDS);
}

/** Put program block `program` (0: none) into field `at` of a record, which takes a reference to it. */
export function setProgram(record: usize, at: usize, program: usize): void {
  if (program != 0) retainBlock(program);
  const before = <usize>load<u32>(record + at);
  if (before != 0) releaseBlock(before);
  store<u32>(record + at, <u32>program);
}
/** Clear the kinds in `mask`, with what belongs to them. */
export function clearKinds(record: usize, mask: u32): void {
  setKinds(record, load<u32>(record, RECORD_KINDS) & ~mask);
  if (mask & (BREAK_GLOBAL | BREAK_LOCAL)) setProgram(record, RECORD_PROGRAM, 0);
  if (mask & BREAK_META) {
    setProgram(record, RECORD_META_PROGRAM, 0);
    store<i64>(record, NONE, RECORD_META_TRACER);
  }
}

function newRecord(m: Term, f: Term, arity: i32, exported: usize): usize {
  const record = rawAllocZero(RECORD_SIZE);
  store<i64>(record, m, RECORD_MODULE);
  store<i64>(record, f, RECORD_NAME);
  store<i32>(record, arity, RECORD_ARITY);
  store<u32>(record, <u32>exported, RECORD_EXPORT);
  return record;
}
/** The Export that leads to function `fn`, 0 when it is not exported. */
export function exportOf(fn: usize): usize {
  const e = findExport(load<i64>(fn, FUNCTION_MODULE), load<i64>(fn, FUNCTION_NAME), load<i32>(fn, FUNCTION_ARITY));
  return e != 0 && load<i32>(e, EXPORT_STATE) == STATE_CODE && load<u32>(e, EXPORT_STUB_POINT) == load<u32>(fn, FUNCTION_ENTRY) ? e : 0;
}
// @ts-ignore: decorator
@inline export function functionBreak(fn: usize): usize { return <usize>load<u32>(fn, FUNCTION_BREAK); }
// @ts-ignore: decorator
@inline export function bifBreak(e: usize): usize { return <usize>load<u32>(e, EXPORT_BREAK); }
/** The record of function `fn`, made when there is none. */
export function recordOfFunction(fn: usize): usize {
  let record = functionBreak(fn);
  if (record == 0) {
    record = newRecord(load<i64>(fn, FUNCTION_MODULE), load<i64>(fn, FUNCTION_NAME), load<i32>(fn, FUNCTION_ARITY), exportOf(fn));
    store<u32>(fn, <u32>record, FUNCTION_BREAK);
  }
  return record;
}
/** The record of the BIF with Export `e`, made when there is none. */
export function recordOfBif(e: usize): usize {
  let record = bifBreak(e);
  if (record == 0) {
    record = newRecord(load<i64>(e, EXPORT_MODULE), load<i64>(e, EXPORT_FUNCTION), load<i32>(e, EXPORT_ARITY), e);
    store<u32>(e, <u32>record, EXPORT_BREAK);
  }
  return record;
}

// Exports of the BIFs, by their row in the BIF table.
let bifs: usize = 0;
let bifRoom: i32 = 0;
let bifCount: i32 = 0;
/** Row `index` of the BIF table is called through Export `e`. */
export function noteBif(index: i32, e: usize): void {
  if (index >= bifRoom) {
    const room = max(bifRoom * 2, max(index + 1, 1024));
    const table = rawAllocZero(<usize>room << 2);
    memory.copy(table, bifs, <usize>bifRoom << 2);
    bifs = table;
    bifRoom = room;
  }
  store<u32>(bifs + (<usize>index << 2), <u32>e);
  bifCount = max(bifCount, index + 1);
}
export function bifRows(): i32 { return bifCount; }
// @ts-ignore: decorator
@inline export function bifExport(index: i32): usize { return index < bifCount ? <usize>load<u32>(bifs + (<usize>index << 2)) : 0; }
