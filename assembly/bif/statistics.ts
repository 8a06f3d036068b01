/** statistics/1, but for what the host knows (runtime). */
import { cons, rawAlloc, rawFree, tuple2, tuple3 } from "../memory/alloc";
import { mapFromPairs } from "../map/build";
import { REDS } from "../memory/cells";
import { collectionCount, wordsReclaimed } from "../memory/collect";
import { hostMonotonicMs } from "../host";
import {
  am_active_tasks, am_active_tasks_all, am_aux, am_check_io, am_context_switches, am_counters, am_emulator, am_gc, am_id,
  am_microstate_accounting, am_other, am_port, am_scheduler, am_sleep, am_type, am_exact_reductions, am_garbage_collection, am_input, am_io, am_output, am_reductions,
  am_run_queue, am_run_queue_lengths, am_run_queue_lengths_all, am_runtime, am_scheduler_wall_time, am_scheduler_wall_time_all,
  am_total_active_tasks, am_total_active_tasks_all, am_total_run_queue_lengths, am_total_run_queue_lengths_all, am_undefined,
  am_wall_clock,
} from "../term/am";
import { makeInteger } from "../term/big";
import { NIL, Term, makeSmall } from "../term/tag";
import { runQueueLength } from "../scheduler/run_queue";
import { reductionsSpent, runMilliseconds, turnsGiven } from "../scheduler/schedule";
import { busyTime, collectorTime, emulatorTime, sleepTime, wallTime } from "../scheduler/accounting";
import { TURN } from "../scheduler/state";
import { nodeStartMs } from "../process/clock";
import { portInput, portOutput } from "../port/port";
import { measuresWallTime } from "./system_info";
import { badarg } from "./raise";

let lastReductions: i64 = 0;
let lastExact: i64 = 0;
let lastRuntime: i64 = 0;
let lastWall: i64 = 0;

/** Dirty schedulers that system_info names, as OTP has them beside one scheduler; they never have anything to do. */
const DIRTY_CPU: i32 = 1;
const DIRTY_IO: i32 = 10;

let pairs: usize = 0;
let pairCount: i32 = 0;
function pair(key: Term, value: Term): void {
  store<i64>(pairs + (<usize>pairCount << 4), key);
  store<i64>(pairs + (<usize>pairCount << 4), value, 8);
  pairCount++;
}
const STATES: i32 = 7;
/** What the one thread did, as OTP tells it of each of its threads; it has no state of its own for ports and polling. */
function microstates(): Term {
  pairs = rawAlloc(<usize>STATES << 4);
  pairCount = 0;
  pair(am_aux, makeSmall(0));
  pair(am_check_io, makeSmall(0));
  pair(am_emulator, makeInteger(emulatorTime()));
  pair(am_gc, makeInteger(collectorTime()));
  pair(am_other, makeSmall(0));
  pair(am_port, makeSmall(0));
  pair(am_sleep, makeInteger(sleepTime()));
  const counters = mapFromPairs(pairs, pairCount);
  pairCount = 0;
  pair(am_counters, counters);
  pair(am_id, makeSmall(1));
  pair(am_type, am_scheduler);
  const map = mapFromPairs(pairs, pairCount);
  rawFree(pairs);
  return map;
}

/** The run queue's number and those of `dirty` queues, in which nothing ever is. */
function queues(n: i64, dirty: i32): Term {
  let list: Term = NIL;
  for (; dirty > 0; dirty--) list = cons(makeSmall(0), list);
  return cons(makeSmall(n), list);
}

/** {Total, SinceLastCall}. */
function since(total: i64, last: i64): Term { return tuple2(makeInteger(total), makeInteger(total - last)); }

export function erlang_statistics_1(item: Term): Term {
  if (item == am_reductions || item == am_exact_reductions) {
    const now = reductionsSpent() + <i64>(TURN - load<i32>(REDS));
    const exact = item == am_exact_reductions;
    const t = since(now, exact ? lastExact : lastReductions);
    if (exact) lastExact = now; else lastReductions = now;
    return t;
  }
  if (item == am_runtime) {
    const now = <i64>runMilliseconds();
    const t = since(now, lastRuntime);
    lastRuntime = now;
    return t;
  }
  if (item == am_wall_clock) {
    const now = <i64>(hostMonotonicMs() - nodeStartMs());
    const t = since(now, lastWall);
    lastWall = now;
    return t;
  }
  if (item == am_garbage_collection) {
    return tuple3(makeInteger(<i64>collectionCount()), makeInteger(<i64>wordsReclaimed()), makeSmall(0));
  }
  if (item == am_context_switches) return tuple2(makeInteger(turnsGiven()), makeSmall(0));
  const waiting = <i64>runQueueLength();
  // The process that asks is active, too.
  if (item == am_run_queue || item == am_total_run_queue_lengths || item == am_total_run_queue_lengths_all) return makeSmall(waiting);
  if (item == am_total_active_tasks || item == am_total_active_tasks_all) return makeSmall(waiting + 1);
  if (item == am_run_queue_lengths) return queues(waiting, 1);
  if (item == am_run_queue_lengths_all) return queues(waiting, 2);
  if (item == am_active_tasks) return queues(waiting + 1, 1);
  if (item == am_active_tasks_all) return queues(waiting + 1, 2);
  if (item == am_io) {
    const input = tuple2(am_input, makeInteger(portInput()));
    return tuple2(input, tuple2(am_output, makeInteger(portOutput())));
  }
  if (item == am_scheduler_wall_time || item == am_scheduler_wall_time_all) {
    if (!measuresWallTime()) return am_undefined;
    const wall = wallTime();
    let list: Term = NIL;
    for (let id = item == am_scheduler_wall_time ? DIRTY_CPU : DIRTY_CPU + DIRTY_IO; id > 0; id--) {
      list = cons(tuple3(makeSmall(<i64>(id + 1)), makeSmall(0), makeInteger(wall)), list);
    }
    return cons(tuple3(makeSmall(1), makeInteger(busyTime()), makeInteger(wall)), list);
  }
  return item == am_microstate_accounting ? cons(microstates(), NIL) : badarg();
}
