/**
 * Instances: one per loaded version of a module's code.
 *
 *     0            8       12           16         20      24       28          32      36
 *     | module:i64 | files | file count | literals | first | points | functions | count | next |
 *
 * `literals`: the literal area that the instance owns (memory/literal.ts), 0 when it has none.
 * `next`: the current versions hang on one list, those replaced or deleted and not purged yet on another.
 * `first`, `points`: its points are first … first + points - 1, so that a CP word tells whose code it is.
 */
import { accountMemory, MEMORY_CODE } from "../memory/account";
import { rawAlloc, rawFree } from "../memory/alloc";
import { Term, NONE, makeAtom } from "../term/tag";
import { FUNCTION_BREAK, FUNCTION_INFO_SIZE } from "./point";

export const INSTANCE_MODULE: usize = 0;
export const INSTANCE_FILES: usize = 8;
export const INSTANCE_FILE_COUNT: usize = 12;
export const INSTANCE_LITERALS: usize = 16;
export const INSTANCE_FIRST_POINT: usize = 20;
export const INSTANCE_POINTS: usize = 24;
export const INSTANCE_FUNCTIONS: usize = 28;
export const INSTANCE_FUNCTION_COUNT: usize = 32;
export const INSTANCE_NEXT: usize = 36;
export const INSTANCE_SIZE: usize = 40;

/** A new instance of module atom `m` with room for `files` file names (array of terms at INSTANCE_FILES). */
export function newInstance(m: i32, files: i32): usize {
  const at = rawAlloc(INSTANCE_SIZE);
  memory.fill(at, 0, INSTANCE_SIZE);
  store<i64>(at, makeAtom(m), INSTANCE_MODULE);
  const names = rawAlloc(<usize>max(files, 1) << 3);
  memory.fill(names, 0, <usize>max(files, 1) << 3);
  store<u32>(at, <u32>names, INSTANCE_FILES);
  store<i32>(at, files, INSTANCE_FILE_COUNT);
  return at;
}

let oldInstances: usize = 0;
/** The current versions hang on a list of their own, linked through the same field. */
let currentInstances: usize = 0;

let publishSlot: i32 = 0;
/** Table slot `slot`, (instance: usize) => void, is told of instances that become current. */
export function onPublish(slot: i32): void { publishSlot = slot; }

/** The instance becomes the current version of its module; its functions are published. */
export function publishInstance(at: usize): void {
  store<u32>(at, <u32>currentInstances, INSTANCE_NEXT);
  currentInstances = at;
  if (publishSlot != 0) call_indirect<void>(publishSlot, at);
}
/** A walk over the current versions: the one after `at`, the first for 0. */
export function nextInstance(at: usize): usize { return at == 0 ? currentInstances : <usize>load<u32>(at, INSTANCE_NEXT); }

/** The instance is no longer the current version of its module. */
export function retireInstance(at: usize): void {
  if (currentInstances == at) currentInstances = <usize>load<u32>(at, INSTANCE_NEXT);
  else {
    let before = currentInstances;
    while (before != 0 && <usize>load<u32>(before, INSTANCE_NEXT) != at) before = <usize>load<u32>(before, INSTANCE_NEXT);
    if (before != 0) store<u32>(before, load<u32>(at, INSTANCE_NEXT), INSTANCE_NEXT);
  }
  store<u32>(at, <u32>oldInstances, INSTANCE_NEXT);
  oldInstances = at;
}
/** The old version of module `m`, 0 when it has none. */
export function oldInstance(m: Term): usize {
  let at = oldInstances;
  while (at != 0 && load<i64>(at, INSTANCE_MODULE) != m) at = <usize>load<u32>(at, INSTANCE_NEXT);
  return at;
}
function unlinkOld(at: usize): void {
  if (oldInstances == at) {
    oldInstances = <usize>load<u32>(at, INSTANCE_NEXT);
    return;
  }
  for (let i = oldInstances; i != 0; i = <usize>load<u32>(i, INSTANCE_NEXT))
    if (<usize>load<u32>(i, INSTANCE_NEXT) == at) store<u32>(i, load<u32>(at, INSTANCE_NEXT), INSTANCE_NEXT);
}

function infoBytes(count: i32): usize { return <usize>max(count, 1) * FUNCTION_INFO_SIZE; }
/** `count` FunctionInfos in a row, not yet described; they live as long as their module's code. */
export function newFunctionInfos(count: i32): usize {
  accountMemory(MEMORY_CODE, <f64>infoBytes(count));
  return rawAlloc(infoBytes(count));
}
function freeFunctionInfos(at: usize, count: i32): void {
  accountMemory(MEMORY_CODE, -<f64>infoBytes(count));
  rawFree(at);
}
let freeSlot: i32 = 0;
/** Table slot `slot`, (function: usize) => void, is told of FunctionInfos that are about to be freed. */
export function onFunctionFreed(slot: i32): void { freeSlot = slot; }

/** Frees an instance, old or never current; its points, literals and strings are its loader's to free. */
export function freeInstance(at: usize): void {
  unlinkOld(at);
  const functions = <usize>load<u32>(at, INSTANCE_FUNCTIONS);
  for (let i = 0; i < load<i32>(at, INSTANCE_FUNCTION_COUNT); i++) {
    const fn = functions + <usize>i * FUNCTION_INFO_SIZE;
    if (load<u32>(fn, FUNCTION_BREAK) != 0) call_indirect<void>(freeSlot, fn);
  }
  rawFree(<usize>load<u32>(at, INSTANCE_FILES));
  if (load<u32>(at, INSTANCE_FUNCTIONS) != 0) freeFunctionInfos(<usize>load<u32>(at, INSTANCE_FUNCTIONS), load<i32>(at, INSTANCE_FUNCTION_COUNT));
  rawFree(at);
}

/** File name `i` of an instance, 0 when it has none. */
export function instanceFile(at: usize, i: i32): Term {
  if (i >= load<i32>(at, INSTANCE_FILE_COUNT)) return NONE;
  return load<i64>(<usize>load<u32>(at, INSTANCE_FILES) + (<usize>i << 3));
}

/** Whether `point` belongs to the code of the instance. */
export function instanceHasPoint(at: usize, point: i32): bool {
  const first = load<i32>(at, INSTANCE_FIRST_POINT);
  return point >= first && point < first + load<i32>(at, INSTANCE_POINTS);
}
