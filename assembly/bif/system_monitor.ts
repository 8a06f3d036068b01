/** erlang:system_monitor/0,1,2 and erlang:system_profile/0,2. */
import { cons, tuple2 } from "../memory/alloc";
import {
  am_busy_dist_port, am_busy_port, am_exclusive, am_large_heap, am_long_gc, am_long_schedule, am_monotonic_timestamp, am_runnable_ports,
  am_runnable_procs, am_scheduler, am_strict_monotonic_timestamp, am_timestamp, am_undefined,
} from "../term/am";
import { fitsI64, integerLow64, isNegativeInteger, makeInteger } from "../term/big";
import { NIL, NONE, Term, element, head, isCons, isInteger, isSmall, isTuple, smallValue, tail, tupleArity } from "../term/tag";
import {
  PROFILE_EXCLUSIVE, PROFILE_MONOTONIC, PROFILE_PORTS, PROFILE_PROCESSES, PROFILE_SCHEDULER, PROFILE_STRICT, profiled,
  setSystemProfiler, systemProfiler,
} from "../process/profile";
import { busyDistributionPorts, busyPorts, largeHeap, longCollection, longTurn, setSystemMonitor, systemMonitor } from "../process/system_monitor";
import { liveProcess } from "../process/table";
import { badarg } from "./raise";

/** Smallest large_heap in words: a heap of that size is nothing unusual. */
const LEAST_LARGE_HEAP: i64 = 16384;

function limit(name: Term, value: i64, rest: Term): Term { return value == 0 ? rest : cons(tuple2(name, makeInteger(value)), rest); }
export function erlang_system_monitor_0(): Term {
  const pid = systemMonitor();
  if (pid == NONE) return am_undefined;
  let list = limit(am_large_heap, largeHeap, limit(am_long_schedule, longTurn, limit(am_long_gc, longCollection, NIL)));
  if (busyPorts) list = cons(am_busy_port, list);
  if (busyDistributionPorts) list = cons(am_busy_dist_port, list);
  return tuple2(pid, list);
}
export function erlang_system_monitor_2(pid: Term, options: Term): Term {
  let collection: i64 = 0, turn: i64 = 0, heap: i64 = 0, ports = false, distribution = false;
  const old = erlang_system_monitor_0();
  if (pid == am_undefined || options == NIL) {
    if (options != NIL && !isCons(options)) return badarg();
    setSystemMonitor(NONE, 0, 0, 0, false, false);
    return old;
  }
  for (; isCons(options); options = tail(options)) {
    const o = head(options);
    if (o == am_busy_port) ports = true;
    else if (o == am_busy_dist_port) distribution = true;
    else {
      if (!isTuple(o) || tupleArity(o) != 2 || !isInteger(element(o, 2)) || isNegativeInteger(element(o, 2)) || !fitsI64(element(o, 2))) return badarg();
      const value = max<i64>(isSmall(element(o, 2)) ? smallValue(element(o, 2)) : integerLow64(element(o, 2)), 1);
      if (element(o, 1) == am_long_gc) collection = value;
      else if (element(o, 1) == am_long_schedule) turn = value;
      else if (element(o, 1) == am_large_heap) heap = max(value, LEAST_LARGE_HEAP);
      else return badarg();
    }
  }
  if (options != NIL || liveProcess(pid) == null) return badarg();
  setSystemMonitor(pid, collection, turn, heap, ports, distribution);
  return old;
}
export function erlang_system_monitor_1(setting: Term): Term {
  if (setting == am_undefined) return erlang_system_monitor_2(am_undefined, NIL);
  return isTuple(setting) && tupleArity(setting) == 2 ? erlang_system_monitor_2(element(setting, 1), element(setting, 2)) : badarg();
}

function flag(name: Term, bit: u32, rest: Term): Term { return (profiled & bit) == 0 ? rest : cons(name, rest); }
export function erlang_system_profile_0(): Term {
  const pid = systemProfiler();
  if (pid == NONE) return am_undefined;
  const runnable = flag(am_runnable_procs, PROFILE_PROCESSES, flag(am_runnable_ports, PROFILE_PORTS, NIL));
  return tuple2(pid, flag(am_exclusive, PROFILE_EXCLUSIVE, flag(am_scheduler, PROFILE_SCHEDULER, runnable)));
}
/** PROFILE_* that an option stands for. */
function profileOption(o: Term): i32 {
  if (o == am_runnable_procs) return PROFILE_PROCESSES;
  if (o == am_runnable_ports) return PROFILE_PORTS;
  if (o == am_scheduler) return PROFILE_SCHEDULER;
  if (o == am_exclusive) return PROFILE_EXCLUSIVE;
  if (o == am_timestamp) return 0;
  if (o == am_monotonic_timestamp) return PROFILE_MONOTONIC;
  return o == am_strict_monotonic_timestamp ? PROFILE_STRICT : -1;
}
/** A port as profiler would need a driver that takes terms: it is refused. */
export function erlang_system_profile_2(pid: Term, options: Term): Term {
  const old = erlang_system_profile_0();
  if (pid == am_undefined || options == NIL) {
    if (options != NIL && !isCons(options)) return badarg();
    setSystemProfiler(NONE, 0);
    return old;
  }
  let what: u32 = 0;
  for (; isCons(options); options = tail(options)) {
    const bits = profileOption(head(options));
    if (bits < 0) return badarg();
    // The last timestamp wins.
    if (head(options) == am_timestamp || bits == PROFILE_MONOTONIC || bits == PROFILE_STRICT) what &= ~(PROFILE_MONOTONIC | PROFILE_STRICT);
    what |= <u32>bits;
  }
  if (options != NIL || liveProcess(pid) == null) return badarg();
  setSystemProfiler(pid, what);
  return old;
}
