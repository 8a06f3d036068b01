/**
 * erlang:suspend_process: which process suspended which, and how often.
 *
 *     0      4       8              16
 *     | next | count | suspended:i64 |        on the suspending process's list
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { PROCESS_RUNNABLE } from "../scheduler/state";
import { enqueue, unqueue } from "../scheduler/run_queue";
import { Term } from "../term/tag";
import { Process } from "./process";
import { liveProcess } from "./table";

const COUNT: usize = 4;
const WHOM: usize = 8;
const SIZE: usize = 16;

function find(by: Process, pid: Term): usize {
  let e = by.suspending;
  while (e != 0 && load<i64>(e, WHOM) != pid) e = <usize>load<u32>(e);
  return e;
}
/** How often `by` suspended `pid`. */
export function suspensions(by: Process, pid: Term): i32 {
  const e = find(by, pid);
  return e == 0 ? 0 : load<i32>(e, COUNT);
}
/** `by` suspends `p`, another process, once more. */
export function suspend(by: Process, p: Process): void {
  let e = find(by, p.pid);
  if (e == 0) {
    e = rawAlloc(SIZE);
    store<u32>(e, <u32>by.suspending);
    store<i32>(e, 0, COUNT);
    store<i64>(e, p.pid, WHOM);
    by.suspending = e;
  }
  store<i32>(e, load<i32>(e, COUNT) + 1, COUNT);
  p.suspendCount++;
  unqueue(p);
}
function release(p: Process, times: u32): void {
  p.suspendCount -= times;
  if (p.suspendCount == 0 && p.status == PROCESS_RUNNABLE) enqueue(p);
}
/** `by` takes one suspension of `pid` back; false when it has none. */
export function resume(by: Process, pid: Term): bool {
  const e = find(by, pid);
  if (e == 0) return false;
  const count = load<i32>(e, COUNT) - 1;
  store<i32>(e, count, COUNT);
  if (count == 0) {
    let link = changetype<usize>(by) + offsetof<Process>("suspending");
    while (<usize>load<u32>(link) != e) link = <usize>load<u32>(link);
    store<u32>(link, load<u32>(e));
    rawFree(e);
  }
  const p = liveProcess(pid);
  if (p != null) release(p, 1);
  return true;
}
/** `by` is dead: all it suspended go on. */
export function dropSuspensions(by: Process): void {
  while (by.suspending != 0) {
    const e = by.suspending;
    by.suspending = <usize>load<u32>(e);
    const p = liveProcess(load<i64>(e, WHOM));
    if (p != null) release(p, load<u32>(e, COUNT));
    rawFree(e);
  }
}
/** A walk over what `by` suspended: entry after `e` (0: the first), its pid. */
export function nextSuspension(by: Process, e: usize): usize { return e == 0 ? by.suspending : <usize>load<u32>(e); }
export function suspensionPid(e: usize): Term { return load<i64>(e, WHOM); }
export function suspensionTimes(e: usize): i32 { return load<i32>(e, COUNT); }
