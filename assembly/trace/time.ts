/**
 * call_time: how long functions run by themselves, process by process. At any time the clock of one breakpoint at
 * most runs for a process (Process.timed); a call of another one stops it and puts a `time` frame on the stack, so that it
 * goes on when that returns. A process that does not run has no clock running.
 *
 *     an entry of a record's list of times
 *     0      4   8         16          24
 *     | next | 0 | pid:i64 | count:f64 | microseconds:f64 |
 */
import { hostMonotonicMs } from "../host";
import { cons, rawAllocZero, rawFree, tuple4 } from "../memory/alloc";
import { makeInteger } from "../term/big";
import { NIL, Term, makeSmall } from "../term/tag";
import { Process } from "../process/process";
import { BREAK_TIMES, RECORD_TIMES, kindsOf } from "./breakpoint";

const PID: usize = 8;
const COUNT: usize = 16;
const MICROSECONDS: usize = 24;
const SIZE: usize = 32;
const MICROSECONDS_PER_SECOND: i64 = 1_000_000;

// @ts-ignore: decorator
@inline function now(): f64 { return hostMonotonicMs() * 1000; }

/** The entry of `p` in a record's list, moved to the front, made when there is none. */
function entryOf(record: usize, p: Process): usize {
  const head = record + RECORD_TIMES;
  let link = head;
  for (let e = <usize>load<u32>(link); e != 0; e = <usize>load<u32>(link)) {
    if (load<i64>(e, PID) == p.pid) {
      if (link != head) {
        store<u32>(link, load<u32>(e));
        store<u32>(e, load<u32>(head));
        store<u32>(head, <u32>e);
      }
      return e;
    }
    link = e;
  }
  const e = rawAllocZero(SIZE);
  store<i64>(e, p.pid, PID);
  store<u32>(e, load<u32>(head));
  store<u32>(head, <u32>e);
  return e;
}
function addTime(p: Process, at: f64): void {
  if (p.timed != 0 && (kindsOf(p.timed) & BREAK_TIMES) != 0) {
    const e = entryOf(p.timed, p);
    store<f64>(e, load<f64>(e, MICROSECONDS) + at - p.timedSince, MICROSECONDS);
  }
  p.timedSince = at;
}

/** `p` calls the function of `record`; the record whose clock ran until now, 0 when none did. */
export function timeCall(p: Process, record: usize): usize {
  addTime(p, now());
  const before = p.timed;
  const e = entryOf(record, p);
  store<f64>(e, load<f64>(e, COUNT) + 1, COUNT);
  p.timed = record;
  return before;
}
/** The call returns: the clock of `record` goes on. */
export function timeReturn(p: Process, record: usize): void {
  addTime(p, now());
  p.timed = record;
}
/** `p`, whose clock runs, stops running, or runs again. */
export function timeOut(p: Process): void { addTime(p, now()); }
export function timeIn(p: Process): void { p.timedSince = now(); }

/** Start again from nothing. */
export function clearTimes(record: usize): void {
  let e = <usize>load<u32>(record, RECORD_TIMES);
  while (e != 0) {
    const next = <usize>load<u32>(e);
    rawFree(e);
    e = next;
  }
  store<u32>(record, 0, RECORD_TIMES);
}
/** [{Pid, Count, Seconds, Microseconds}]. */
export function timeList(record: usize): Term {
  let list: Term = NIL;
  for (let e = <usize>load<u32>(record, RECORD_TIMES); e != 0; e = <usize>load<u32>(e)) {
    const us = <i64>load<f64>(e, MICROSECONDS);
    list = cons(tuple4(load<i64>(e, PID), makeInteger(<i64>load<f64>(e, COUNT)), makeSmall(us / MICROSECONDS_PER_SECOND),
      makeSmall(us % MICROSECONDS_PER_SECOND)), list);
  }
  return list;
}
