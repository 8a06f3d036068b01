/**
 * Resume entries that the core itself defines: functions (x0: i64, sp: i32) -> i64 of core.wasm's
 * table, with points of their own, so that CP words can name them like generated code.
 */
import { newPoints, setPoint } from "../code/registry";
import { makeCp } from "../code/point";
import { hostNewSlot } from "../host";
import { NONE } from "../term/tag";
import { STATUS_EXIT, setLive, setStatus } from "../memory/cells";

let bottom: i64 = 0;

/** What a process's first function returns to: the process is done. */
function processBottom(x0: i64, sp: i32): i64 {
  setLive(0);
  setStatus(STATUS_EXIT);
  return NONE;
}

/** CP word of the bottom frame of every process. */
export function bottomCp(): i64 {
  if (bottom == 0) bottom = coreEntry(processBottom.index, 1);
  return bottom;
}

/** A CP word for table slot `slot`, whose frame at [SP] takes `words` words, CP included. */
export function coreEntry(slot: i32, words: i32): i64 {
  const point = newPoints(1);
  setPoint(point, slot, words, 0, 0, 0, 0);
  return makeCp(point, slot);
}

/** Kind of slot for hostNewSlot: the `call_fun_n` stub (beside registry.ts: SLOT_*). */
const SLOT_CALL_FUN: i32 = 3;
const MAX_ARITY: i32 = 255;
/** CP word by number of arguments, 0 until it is first needed. */
const funCps: usize = memory.data(8 * 256, 8);

/**
 * CP word of the entry that calls fun X[n] with X[0..n) (STATUS_CALL_FUN). Wasm has no call with a number of arguments
 * known only at run time: there is a stub for each (host/compiler/stubs.ts).
 */
export function funCp(n: i32): i64 {
  const at = funCps + (<usize>(n & MAX_ARITY) << 3);
  if (load<i64>(at) == 0) store<i64>(at, coreEntry(hostNewSlot(SLOT_CALL_FUN, n), 1));
  return load<i64>(at);
}
