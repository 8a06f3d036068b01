/** Making processes. */
import { cons, tuple2, tuple3 } from "../memory/alloc";
import { currentProcess } from "../memory/cells";
import { enqueue } from "../scheduler/run_queue";
import { FLAG_OFF_HEAP_MESSAGES, FLAG_SYSTEM } from "../scheduler/state";
import { am_badarg, am_badopt, am_error, am_error_handler, am_erts_internal, am_false, am_link, am_ok, am_spawn_init, am_system_limit } from "../term/am";
import { NIL, NONE, Term, isAtom, isRef, makeSmall } from "../term/tag";
import { createProcess } from "../process/create";
import { logFullTable } from "../process/exit_log";
import { sendTuple } from "../process/mailbox";
import { addLink } from "../process/link";
import { MONITORS, newMonitor } from "../process/monitor";
import { Process } from "../process/process";
import { newReference, recordReference } from "../process/reference";
import { processCount, processLimit } from "../process/table";
import { hasToken, traceSpawn, traceSpawned } from "../process/seq_trace";
import {
  REPLY_ERROR, REPLY_SUCCESS, linkOption, optionReply, optionReplyTag, optionFullsweep, optionLink, optionMaxHeap, optionMaxHeapFlags, optionMinHeap, optionMonitor,
  optionMonitorFlags, optionMonitorTag, optionOffHeap, optionPriority, parseSpawnOptions,
} from "../process/spawn_options";
import { tellSpawn } from "../trace/events";
import { inheritTracing, newProcessFlags } from "../trace/tracee";
import { MAX_ARITY, appliedExport, argumentCount } from "./apply";
import { listLength } from "./list";
import { badarg, badargBecause, systemLimit } from "./raise";

/** A child of `parent` that begins with m:f(args …). */
function createChild(parent: Process, m: Term, f: Term, args: Term, arity: i32): Process | null {
  const first = appliedExport(am_error_handler, m, f, arity);
  if (arity <= MAX_ARITY) return createProcess(parent, first, args, optionMinHeap);
  const p = createProcess(parent, first, cons(m, cons(f, cons(args, NIL))), optionMinHeap);
  if (p == null) return null;
  p.initialModule = m;
  p.initialFunction = f;
  p.initialArity = arity;
  return p;
}

/** Reference of the monitor that spawnParsed made, NONE when none was asked for. */
export let spawnedMonitor: Term = NONE;

/** Spawn with the options last parsed; null when the process table is full or there is no memory. The arguments are checked. */
export function spawnParsed(m: Term, f: Term, args: Term, arity: i32): Process | null {
  const parent = changetype<Process>(currentProcess());
  const p = createChild(parent, m, f, args, arity);
  if (p == null) {
    if (processCount() >= processLimit()) logFullTable(parent);
    return null;
  }
  p.priority = optionPriority;
  p.fullsweepAfter = optionFullsweep;
  p.maxHeapWords = optionMaxHeap;
  p.maxHeapFlags = optionMaxHeapFlags;
  if (optionOffHeap) p.flags |= FLAG_OFF_HEAP_MESSAGES;
  if (optionLink) addLink(parent.pid, p.pid);
  spawnedMonitor = optionMonitor
    ? recordReference(newMonitor(parent, p.pid, NONE, MONITORS | optionMonitorFlags, optionMonitorTag)) : NONE;
  if (parent.traced != 0 || newProcessFlags != 0) {
    inheritTracing(parent, p, optionLink);
    tellSpawn(parent, p, m, f, args, optionLink);
  }
  enqueue(p);
  return p;
}
/** The same with `options`, and the parent, which may have a token of sequential tracing, goes on with the child's answer. */
function spawnAndWait(m: Term, f: Term, args: Term, arity: i32, options: Term): Process | null {
  const parent = changetype<Process>(currentProcess());
  const p = spawnParsed(m, f, args, arity);
  if (p == null || !hasToken(parent)) return p;
  const ref = spawnedMonitor == NONE ? newReference() : spawnedMonitor;
  traceSpawn(parent, p, ref, tuple3(m, f, makeSmall(<i64>arity)), args, options, optionReplyTag);
  traceSpawned(parent, p, ref, optionReplyTag, true);
  return p;
}
function spawnWith(m: Term, f: Term, args: Term, options: Term): Term {
  const arity = argumentCount(args);
  if (!isAtom(m) || !isAtom(f) || arity < 0) return badarg();
  if (!parseSpawnOptions(options)) return badargBecause(am_badopt);
  const p = spawnAndWait(m, f, args, arity, options);
  if (p == null) return systemLimit();
  return spawnedMonitor == NONE ? p.pid : tuple2(p.pid, spawnedMonitor);
}

export function erlang_spawn_3(m: Term, f: Term, args: Term): Term { return spawnWith(m, f, args, NIL); }
export function erlang_spawn_link_3(m: Term, f: Term, args: Term): Term {
  const arity = argumentCount(args);
  if (!isAtom(m) || !isAtom(f) || arity < 0) return badarg();
  linkOption();
  const p = spawnAndWait(m, f, args, arity, cons(am_link, NIL));
  return p == null ? systemLimit() : p.pid;
}
export function erlang_spawn_opt_4(m: Term, f: Term, args: Term, options: Term): Term { return spawnWith(m, f, args, options); }

/**
 * spawn_request: a reference, and by the options a message {Tag, Ref, ok, Pid} or {Tag, Ref, error, Reason}; badarg when
 * an argument is malformed. With a monitor the reference is the monitor's.
 */
export function erts_internal_spawn_request_4(m: Term, f: Term, args: Term, options: Term): Term {
  const arity = argumentCount(args);
  if (!isAtom(m) || !isAtom(f) || arity < 0 || listLength(options) < 0) return am_badarg;
  const parent = changetype<Process>(currentProcess());
  if (!parseSpawnOptions(options, true)) {
    const ref = newReference();
    if (optionReply & REPLY_ERROR) sendTuple(parent, 4, optionReplyTag, ref, am_error, am_badopt, NONE);
    return ref;
  }
  const tag = optionReplyTag, reply = optionReply;
  const p = spawnParsed(m, f, args, arity);
  const ref = p != null && spawnedMonitor != NONE ? spawnedMonitor : newReference();
  if (p != null && hasToken(parent)) {
    // OTP starts a process that nobody waits for by a function of its own.
    const start = tuple3(am_erts_internal, am_spawn_init, makeSmall(1));
    traceSpawn(parent, p, ref, start, cons(tuple3(m, f, args), NIL), options, tag);
    if (reply & REPLY_SUCCESS) traceSpawned(parent, p, ref, tag, false);
  } else if (p != null) {
    if (reply & REPLY_SUCCESS) sendTuple(parent, 4, tag, ref, am_ok, p.pid, NONE);
  } else if (reply & REPLY_ERROR) sendTuple(parent, 4, tag, ref, am_error, am_system_limit, NONE);
  return ref;
}
/** Requests on this node are answered before they could be abandoned. */
export function erlang_spawn_request_abandon_1(ref: Term): Term { return isRef(ref) ? am_false : badarg(); }

/** One of OTP's own processes: signals do not kill it, and it has no parent. */
export function erts_internal_spawn_system_process_3(m: Term, f: Term, args: Term): Term {
  const arity = argumentCount(args);
  if (!isAtom(m) || !isAtom(f) || arity < 0) return badarg();
  parseSpawnOptions(NIL);
  const p = spawnParsed(m, f, args, arity);
  if (p == null) return systemLimit();
  p.flags |= FLAG_SYSTEM;
  return p.pid;
}
