/**
 * The process table: process number modulo the table's size → Process, 0 where there is none.
 * Numbers count up (term/identity.ts draws their bits) and a number whose place is taken is skipped, so that a pid never comes back.
 */
import { rawAlloc } from "../memory/alloc";
import { Term, isLocalPid, makePid, pidNumber } from "../term/tag";
import { PROCESS_EXITING } from "../scheduler/state";
import { Process } from "./process";

/** OTP's default process limit. */
const DEFAULT_LIMIT: i32 = 262144;

let table: usize = 0;
let mask: i64 = 0;
let nextNumber: i64 = 0;
let count: i32 = 0;

/** Make the table with room for `limit` processes, rounded up to a power of two as OTP does. Once, before the first process. */
export function initProcessTable(limit: i32): void {
  let size: i32 = 1024;
  while (size < limit && size < 1 << 27) size <<= 1;
  table = rawAlloc(<usize>size << 2);
  memory.fill(table, 0, <usize>size << 2);
  mask = <i64>(size - 1);
}
/** Most processes that may exist at once. */
export function processLimit(): i32 { return table == 0 ? DEFAULT_LIMIT : <i32>mask + 1; }
/** Processes that exist, exiting ones included. */
export function processCount(): i32 { return count; }

// @ts-ignore: decorator
@inline function place(number: i64): usize { return table + (<usize>(number & mask) << 2); }

/** Give `p` a pid and a place; false when the table is full. */
export function enterProcess(p: Process): bool {
  if (table == 0) initProcessTable(DEFAULT_LIMIT);
  if (count > <i32>mask) return false;
  while (load<u32>(place(nextNumber)) != 0) nextNumber++;
  store<u32>(place(nextNumber), <u32>changetype<usize>(p));
  p.pid = makePid(nextNumber);
  nextNumber++;
  count++;
  return true;
}
/** The number that the next pid is tried with. */
export function nextPidNumber(): i64 { return nextNumber; }
export function leaveProcess(p: Process): void {
  store<u32>(place(pidNumber(p.pid)), 0);
  count--;
}

/** The process of local pid `pid`, exiting or not; null when there is none. */
export function findProcess(pid: Term): Process | null {
  if (table == 0 || !isLocalPid(pid)) return null;
  const at = <usize>load<u32>(place(pidNumber(pid)));
  if (at == 0) return null;
  const p = changetype<Process>(at);
  return p.pid == pid ? p : null;
}
/** The process of local pid `pid` when it is alive. */
export function liveProcess(pid: Term): Process | null {
  const p = findProcess(pid);
  return p != null && p.status != PROCESS_EXITING ? p : null;
}
/** The process in place `i` of the table, 0 ≤ i < processLimit(); null when there is none. A walk over all processes. */
export function processAt(i: i32): Process | null {
  return table == 0 ? null : changetype<Process | null>(<usize>load<u32>(table + (<usize>i << 2)));
}
