/** statistics/1, but for what the host knows (runtime). */
import { cons, tuple2, tuple3 } from "../memory/alloc";
import { REDS } from "../memory/cells";
import { collectionCount, wordsReclaimed } from "../memory/collect";
import { hostMonotonicMs } from "../host";
import {
  am_active_tasks, am_active_tasks_all, am_context_switches, am_exact_reductions, am_garbage_collection, am_input, am_io, am_output, am_reductions,
  am_run_queue, am_run_queue_lengths, am_run_queue_lengths_all, am_runtime, am_scheduler_wall_time, am_scheduler_wall_time_all,
  am_total_active_tasks, am_total_active_tasks_all, am_total_run_queue_lengths, am_total_run_queue_lengths_all, am_undefined,
  am_wall_clock,
} from "../term/am";
import { makeInteger } from "../term/big";
import { NIL, Term, makeSmall } from "../term/tag";
import { runQueueLength } from "../scheduler/run_queue";
import { reductionsSpent, runMilliseconds, turnsGiven } from "../scheduler/schedule";
import { TURN } from "../scheduler/state";
import { nodeStartMs } from "../process/clock";
import { portInput, portOutput } from "../port/port";
import { badarg } from "./raise";

let lastReductions: i64 = 0;
let lastExact: i64 = 0;
let lastRuntime: i64 = 0;
let lastWall: i64 = 0;

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
  if (item == am_run_queue_lengths || item == am_run_queue_lengths_all) return cons(makeSmall(waiting), NIL);
  if (item == am_active_tasks || item == am_active_tasks_all) return cons(makeSmall(waiting + 1), NIL);
  if (item == am_io) {
    const input = tuple2(am_input, makeInteger(portInput()));
    return tuple2(input, tuple2(am_output, makeInteger(portOutput())));
  }
  return item == am_scheduler_wall_time || item == am_scheduler_wall_time_all ? am_undefined : badarg();
}
