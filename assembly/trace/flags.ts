/**
 * Trace flags of processes and ports. The bits are those that process_info(Pid, trace) shows on OTP 25
 * (F_TRACE_* of erl_process.h), so that the number means the same here.
 */
import { cons } from "../memory/alloc";
import {
  am_all, am_arity, am_call, am_cpu_timestamp, am_erl_tracer, am_exiting, am_garbage_collection, am_monotonic_timestamp, am_ports,
  am_procs, am_receive, am_return_to, am_running, am_running_ports, am_running_procs, am_scheduler_id, am_send, am_set_on_first_link,
  am_set_on_first_spawn, am_set_on_link, am_set_on_spawn, am_silent, am_strict_monotonic_timestamp, am_timestamp, am_tracer,
} from "../term/am";
import { NIL, NONE, Term, element, head, isCons, isLocalPid, isLocalPort, isTuple, tail, tupleArity } from "../term/tag";

export const TRACE_TIMESTAMP: u32 = 1 << 0;
export const TRACE_STRICT_MONOTONIC: u32 = 1 << 1;
export const TRACE_MONOTONIC: u32 = 1 << 2;
export const TRACE_SEND: u32 = 1 << 4;
export const TRACE_RECEIVE: u32 = 1 << 5;
export const TRACE_ON_SPAWN: u32 = 1 << 6;
export const TRACE_ON_FIRST_SPAWN: u32 = 1 << 7;
export const TRACE_ON_LINK: u32 = 1 << 8;
export const TRACE_ON_FIRST_LINK: u32 = 1 << 9;
export const TRACE_CALL: u32 = 1 << 10;
export const TRACE_PROCS: u32 = 1 << 11;
export const TRACE_RUNNING: u32 = 1 << 13;
export const TRACE_COLLECTION: u32 = 1 << 14;
export const TRACE_ARITY: u32 = 1 << 15;
export const TRACE_RETURN_TO: u32 = 1 << 16;
export const TRACE_SILENT: u32 = 1 << 17;
export const TRACE_RUNNING_PORTS: u32 = 1 << 20;
export const TRACE_RUNNING_PROCS: u32 = 1 << 21;
export const TRACE_PORTS: u32 = 1 << 22;
export const TRACE_SCHEDULER_ID: u32 = 1 << 23;
export const TRACE_EXITING: u32 = 1 << 24;

/** Flags that only change how an event is told; they make nobody traced for what has none of its own. */
export const MODIFIERS: u32 = TRACE_TIMESTAMP | TRACE_STRICT_MONOTONIC | TRACE_MONOTONIC | TRACE_SILENT | TRACE_SCHEDULER_ID;
export const PORT_FLAGS_TRACED: u32 = MODIFIERS | TRACE_SEND | TRACE_RECEIVE | TRACE_PORTS | TRACE_RUNNING_PORTS;
export const PROCESS_FLAGS_TRACED: u32 = (1 << 4 | 1 << 5 | 0x3c0 | TRACE_CALL | TRACE_PROCS | TRACE_RUNNING | TRACE_COLLECTION |
  TRACE_ARITY | TRACE_RETURN_TO | TRACE_RUNNING_PROCS | TRACE_EXITING) | MODIFIERS;
export const ALL_TRACE_FLAGS: u32 = PROCESS_FLAGS_TRACED | PORT_FLAGS_TRACED;

/** The flag of atom `t`, 0 when it names none. */
export function traceFlag(t: Term): u32 {
  if (t == am_call) return TRACE_CALL;
  if (t == am_return_to) return TRACE_RETURN_TO;
  if (t == am_send) return TRACE_SEND;
  if (t == am_receive) return TRACE_RECEIVE;
  if (t == am_procs) return TRACE_PROCS;
  if (t == am_ports) return TRACE_PORTS;
  if (t == am_running) return TRACE_RUNNING;
  if (t == am_running_procs) return TRACE_RUNNING_PROCS;
  if (t == am_running_ports) return TRACE_RUNNING_PORTS;
  if (t == am_exiting) return TRACE_EXITING;
  if (t == am_garbage_collection) return TRACE_COLLECTION;
  if (t == am_timestamp) return TRACE_TIMESTAMP;
  if (t == am_monotonic_timestamp) return TRACE_MONOTONIC;
  if (t == am_strict_monotonic_timestamp) return TRACE_STRICT_MONOTONIC;
  if (t == am_arity) return TRACE_ARITY;
  if (t == am_silent) return TRACE_SILENT;
  if (t == am_set_on_spawn) return TRACE_ON_SPAWN;
  if (t == am_set_on_first_spawn) return TRACE_ON_FIRST_SPAWN;
  if (t == am_set_on_link) return TRACE_ON_LINK;
  if (t == am_set_on_first_link) return TRACE_ON_FIRST_LINK;
  if (t == am_scheduler_id) return TRACE_SCHEDULER_ID;
  return t == am_all ? ALL_TRACE_FLAGS : 0;
}

// What the last parseFlags() read.
export let parsedFlags: u32 = 0;
/** Pid or port of {tracer, _}, NONE when the list has none. */
export let parsedTracer: Term = NONE;
export let parsedCpu: bool = false;

/** The tracer that {tracer, T} or {tracer, Module, State} means: a local pid or port; NONE when it is none that this node can have. */
export function tracerOf(t: Term): Term {
  let who: Term = NONE;
  if (tupleArity(t) == 2) who = element(t, 2);
  else if (tupleArity(t) == 3 && element(t, 2) == am_erl_tracer) who = element(t, 3);
  return isLocalPid(who) || isLocalPort(who) ? who : NONE;
}

/** Read the list of flags of trace/3; false when it is wrong. */
export function parseFlags(list: Term): bool {
  parsedFlags = 0;
  parsedTracer = NONE;
  parsedCpu = false;
  for (; isCons(list); list = tail(list)) {
    const item = head(list);
    const flag = traceFlag(item);
    if (flag != 0) parsedFlags |= flag;
    else if (item == am_cpu_timestamp) parsedCpu = true;
    else if (isTuple(item) && tupleArity(item) > 0 && element(item, 1) == am_tracer) {
      parsedTracer = tracerOf(item);
      if (parsedTracer == NONE) return false;
    } else return false;
  }
  return list == NIL;
}

let listed: Term = NIL;
function list(flags: u32, flag: u32, name: Term): void { if (flags & flag) listed = cons(name, listed); }
/** The names of `flags` in the order of trace_info(_, flags). */
export function flagList(flags: u32): Term {
  listed = NIL;
  list(flags, TRACE_TIMESTAMP, am_timestamp);
  list(flags, TRACE_STRICT_MONOTONIC, am_strict_monotonic_timestamp);
  list(flags, TRACE_MONOTONIC, am_monotonic_timestamp);
  list(flags, TRACE_SEND, am_send);
  list(flags, TRACE_RECEIVE, am_receive);
  list(flags, TRACE_ON_SPAWN, am_set_on_spawn);
  list(flags, TRACE_CALL, am_call);
  list(flags, TRACE_PROCS, am_procs);
  list(flags, TRACE_ON_FIRST_SPAWN, am_set_on_first_spawn);
  list(flags, TRACE_ON_LINK, am_set_on_link);
  list(flags, TRACE_ON_FIRST_LINK, am_set_on_first_link);
  list(flags, TRACE_RUNNING, am_running);
  list(flags, TRACE_EXITING, am_exiting);
  list(flags, TRACE_COLLECTION, am_garbage_collection);
  list(flags, TRACE_ARITY, am_arity);
  list(flags, TRACE_RETURN_TO, am_return_to);
  list(flags, TRACE_SILENT, am_silent);
  list(flags, TRACE_SCHEDULER_ID, am_scheduler_id);
  list(flags, TRACE_PORTS, am_ports);
  list(flags, TRACE_RUNNING_PORTS, am_running_ports);
  list(flags, TRACE_RUNNING_PROCS, am_running_procs);
  return listed;
}
