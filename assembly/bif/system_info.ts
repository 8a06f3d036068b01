/**
 * erlang:system_info/1 and erlang:system_flag/2. The items that the core knows, and those asked for all the time
 * (the operating system's type, by every function that touches a file name), are answered here; for the rest
 * the host has a row of its own, erts_internal:system_info_host/1.
 */
import { tableCount } from "../ets/registry";
import { hostBif } from "../host";
import { cons, rawAlloc, rawFree, tuple2 } from "../memory/alloc";
import { MIN_VIRTUAL_BINARY } from "../memory/binary";
import { defaultMinBinary, nextHeapSize, setDefaultMinBinary } from "../memory/heap";
import { setX, x } from "../memory/cells";
import { mapFromPairs } from "../map/build";
import { portCount, portLimit } from "../port/port";
import { startTime } from "../process/clock";
import { defaultFullsweep, defaultMaxHeap, defaultMaxHeapFlags, defaultMinHeap, setDefaultFullsweep, setDefaultMaxHeap, setDefaultMinHeap } from "../process/create";
import { setSystemLogger, systemLogger } from "../process/exit_log";
import { maxHeapFlags, maxHeapWords, parseMaxHeap } from "../process/spawn_options";
import { resetTokens, setSystemTracer, systemTracer } from "../process/seq_trace";
import { liveProcess, processCount, processLimit } from "../process/table";
import { accounting, resetAccounting, startWallTime, switchAccounting } from "../scheduler/accounting";
import { MAX_HEAP_KILL, MAX_HEAP_LOG } from "../scheduler/state";
import { backtraceDepth, setBacktraceDepth } from "../scheduler/stack_trace";
import { atomCount, atomLimit } from "../term/atom";
import {
  am_atom_count, am_atom_limit, am_backtrace_depth, am_badopt, am_blocked, am_block, am_block_normal, am_cpu_topology, am_darwin, am_dirty_cpu_schedulers_online,
  am_enabled, am_end_time, am_erl_tracer, am_error_logger, am_ets_count, am_external, am_false, am_final, am_finalize, am_fullsweep_after,
  am_garbage_collection, am_internal, am_kill, am_linux, am_logger, am_max_heap_size, am_message_queue_data, am_microstate_accounting,
  am_min_bin_vheap_size, am_min_heap_size, am_multi_scheduling, am_on_heap, am_os_type, am_outstanding_system_requests_limit, am_port_count,
  am_port_limit, am_process_count, am_process_limit, am_reset, am_reset_seq_trace, am_scheduler_bind_type, am_scheduler_id, am_scheduler_wall_time, am_schedulers,
  am_schedulers_online, am_sequential_tracer, am_size, am_start_time, am_system_logger, am_time_offset, am_trace_control_word, am_true,
  am_unbound, am_unblock, am_unblock_normal, am_undefined, am_unix, am_wordsize,
} from "../term/am";
import { NIL, NONE, Term, element, isLocalPid, isSmall, isTuple, makeSmall, smallValue, tupleArity } from "../term/tag";
import { makeInteger } from "../term/big";
import { badarg, badargBecause } from "./raise";

const WORD_BYTES: i64 = 8;
/** A time that erlang:monotonic_time/0 will not pass. */
const END_TIME: i64 = 8646911283 * 1_000_000_000;
const LONGEST_BACKTRACE: i64 = 64;

let hostRow: i32 = -1;
/** Host: the row of the BIF table that answers what this does not. */
export function systemInfoHostRow(index: i32): void { hostRow = index; }
let osType: Term = am_linux;
/** Host: the operating system is macOS (1) or Linux (0). */
export function systemInfoDarwin(darwin: i32): void { osType = darwin != 0 ? am_darwin : am_linux; }

// Flags that are kept and shown, but have nothing to steer on one scheduler.
export let traceControlWord: i64 = 0;
export function setTraceControlWord(word: i64): void { traceControlWord = word; }
let requestsLimit: i64 = 2;
let wallTime: Term = am_false;
/** Whether scheduler_wall_time is on. */
export function measuresWallTime(): bool { return wallTime == am_true; }
let blocked: bool = false;
/** What `system_logger` was set to when it was no pid: NONE is `logger`. */
let loggerName: Term = NONE;

function maxHeapMap(words: u64, flags: u32): Term {
  const pairs = rawAlloc(48);
  store<i64>(pairs, am_error_logger);
  store<i64>(pairs, (flags & MAX_HEAP_LOG) != 0 ? am_true : am_false, 8);
  store<i64>(pairs, am_kill, 16);
  store<i64>(pairs, (flags & MAX_HEAP_KILL) != 0 ? am_true : am_false, 24);
  store<i64>(pairs, am_size, 32);
  store<i64>(pairs, makeSmall(<i64>words), 40);
  const map = mapFromPairs(pairs, 3);
  rawFree(pairs);
  return map;
}

function loggerTerm(): Term {
  const pid = systemLogger();
  if (pid != NONE && liveProcess(pid) != null) return pid;
  return loggerName == NONE ? am_logger : loggerName;
}

function garbageCollection(): Term {
  let list = cons(tuple2(am_fullsweep_after, makeSmall(<i64>defaultFullsweep)), NIL);
  list = cons(tuple2(am_min_heap_size, makeSmall(<i64>defaultMinHeap)), list);
  list = cons(tuple2(am_min_bin_vheap_size, makeSmall(<i64>defaultMinBinary)), list);
  return cons(tuple2(am_max_heap_size, makeSmall(<i64>defaultMaxHeap)), list);
}

export function erlang_system_info_1(item: Term): Term {
  switch (item) {
    case am_os_type: return tuple2(am_unix, osType);
    case am_wordsize: return makeSmall(WORD_BYTES);
    case am_schedulers: case am_schedulers_online: case am_scheduler_id: return makeSmall(1);
    case am_process_count: return makeSmall(<i64>processCount());
    case am_process_limit: return makeSmall(<i64>processLimit());
    case am_port_count: return makeSmall(<i64>portCount());
    case am_port_limit: return makeSmall(<i64>portLimit());
    case am_atom_count: return makeSmall(<i64>atomCount());
    case am_atom_limit: return makeSmall(<i64>atomLimit());
    case am_ets_count: return makeSmall(<i64>tableCount());
    case am_start_time: return makeInteger(startTime());
    case am_end_time: return makeInteger(END_TIME);
    case am_min_heap_size: return tuple2(item, makeSmall(<i64>defaultMinHeap));
    case am_min_bin_vheap_size: return tuple2(item, makeSmall(<i64>defaultMinBinary));
    case am_fullsweep_after: return tuple2(item, makeSmall(<i64>defaultFullsweep));
    case am_max_heap_size: return maxHeapMap(defaultMaxHeap, defaultMaxHeapFlags);
    case am_message_queue_data: return am_on_heap;
    case am_garbage_collection: return garbageCollection();
    case am_system_logger: return loggerTerm();
    case am_trace_control_word: return makeSmall(traceControlWord);
    case am_sequential_tracer: return tuple2(item, sequentialTracer());
  }
  if (isTuple(item) && tupleArity(item) == 2 && element(item, 1) == am_wordsize &&
      (element(item, 2) == am_internal || element(item, 2) == am_external)) return makeSmall(WORD_BYTES);
  if (hostRow < 0) return badarg();
  setX(0, item);
  return hostBif(hostRow) != 0 ? x(0) : NONE;
}

function setLogger(value: Term): Term {
  if (isLocalPid(value)) {
    if (liveProcess(value) == null) return badarg();
    const old = loggerTerm();
    setSystemLogger(value);
    return old;
  }
  if (value != am_logger && value != am_undefined) return badarg();
  const old = loggerTerm();
  setSystemLogger(NONE);
  loggerName = value;
  return old;
}

function sequentialTracer(): Term {
  const pid = systemTracer();
  return pid == NONE ? am_false : pid;
}
/** A pid, as it is or as the state of OTP's own tracer module; false for none. Other modules would be NIFs, which cannot be loaded. */
function setSequentialTracer(value: Term): Term {
  if (isTuple(value) && tupleArity(value) == 2 && element(value, 1) == am_erl_tracer) value = element(value, 2);
  if (value != am_false && liveProcess(value) == null) return badarg();
  const old = sequentialTracer();
  setSystemTracer(value == am_false ? NONE : value);
  return old;
}

function isBoolean(value: Term): bool { return value == am_true || value == am_false; }

/** system_flag(scheduler_wall_time, _) of erlang calls this. */
export function erts_internal_scheduler_wall_time_1(on: Term): Term {
  if (!isBoolean(on)) return badarg();
  const old = wallTime;
  wallTime = on;
  if (on == am_true && old == am_false) startWallTime();
  return old;
}

export function erlang_system_flag_2(flag: Term, value: Term): Term {
  const n = isSmall(value) ? smallValue(value) : -1;
  switch (flag) {
    case am_system_logger: return setLogger(value);
    case am_sequential_tracer: return setSequentialTracer(value);
    case am_reset_seq_trace: {
      // Whatever the value.
      resetTokens();
      return am_true;
    }
    case am_backtrace_depth: {
      if (n < 0) return badarg();
      const old = backtraceDepth();
      setBacktraceDepth(<i32>min(n, LONGEST_BACKTRACE));
      return makeSmall(<i64>old);
    }
    case am_min_heap_size: {
      if (n < 0) return badarg();
      const old = defaultMinHeap;
      setDefaultMinHeap(<i32>min(nextHeapSize(n), <i64>i32.MAX_VALUE));
      return makeSmall(<i64>old);
    }
    case am_min_bin_vheap_size: {
      if (n < 0) return badarg();
      const old = defaultMinBinary;
      setDefaultMinBinary(<u32>max(<i64>(MIN_VIRTUAL_BINARY >> 3), min(nextHeapSize(n), <i64>i32.MAX_VALUE)));
      return makeSmall(<i64>old);
    }
    case am_fullsweep_after: {
      if (n < 0) return badarg();
      const old = defaultFullsweep;
      setDefaultFullsweep(<u32>min(n, 65535));
      return makeSmall(<i64>old);
    }
    case am_max_heap_size: {
      const words = defaultMaxHeap, flags = defaultMaxHeapFlags;
      if (!parseMaxHeap(value)) return badarg();
      setDefaultMaxHeap(maxHeapWords, maxHeapFlags);
      return maxHeapMap(words, flags);
    }
    case am_trace_control_word: {
      if (n < 0 || n > 0xffffffff) return badarg();
      const old = traceControlWord;
      traceControlWord = n;
      return makeSmall(old);
    }
    case am_outstanding_system_requests_limit: {
      if (n < 1) return badarg();
      const old = requestsLimit;
      requestsLimit = n;
      return makeSmall(old);
    }
    case am_schedulers_online: case am_dirty_cpu_schedulers_online: return n == 1 ? makeSmall(1) : badarg();
    case am_time_offset: return value == am_finalize ? am_final : badarg();
    case am_scheduler_bind_type: return value == am_unbound ? am_unbound : badarg();
    case am_cpu_topology: return value == am_undefined ? am_undefined : badarg();
    case am_scheduler_wall_time: {
      return erts_internal_scheduler_wall_time_1(value);
    }
    case am_microstate_accounting: {
      const old = accounting ? am_true : am_false;
      if (value == am_reset) resetAccounting();
      else if (isBoolean(value)) switchAccounting(value == am_true);
      else return badarg();
      return old;
    }
    case am_multi_scheduling: {
      if (value == am_block || value == am_block_normal) blocked = true;
      else if (value == am_unblock || value == am_unblock_normal) blocked = false;
      else return badarg();
      return blocked ? am_blocked : am_enabled;
    }
    default: return badargBecause(am_badopt);
  }
}
