/** Who is traced by whom: the flags and the tracer of a process, and those that new processes get. */
import { NONE, Term, isLocalPid } from "../term/tag";
import { isOpenPort } from "../process/port_relation";
import { Process } from "../process/process";
import { liveProcess } from "../process/table";
import {
  ALL_TRACE_FLAGS, TRACE_ON_FIRST_LINK, TRACE_ON_FIRST_SPAWN, TRACE_ON_LINK, TRACE_ON_SPAWN, PROCESS_FLAGS_TRACED,
} from "./flags";

/** Is `tracer` still there? */
export function isTracer(tracer: Term): bool {
  return tracer != NONE && (isLocalPid(tracer) ? liveProcess(tracer) != null : isOpenPort(tracer));
}
/** Forget a tracer that is gone. True: the process is traced. */
export function isTraced(p: Process): bool {
  if (p.traced == 0) return false;
  if (isTracer(p.tracer)) return true;
  p.traced = 0;
  p.tracer = NONE;
  return false;
}

/** Flags that `before` become when `mask` is set or taken away. */
// @ts-ignore: decorator
@inline export function changed(before: u32, on: bool, mask: u32): u32 { return on ? before | mask : before & ~mask; }

/** Set (`on`) or clear the flags `mask`; false: another tracer, which is alive, has the process. */
export function setTracee(p: Process, tracer: Term, on: bool, mask: u32): bool {
  if (on && p.traced != 0 && p.tracer != tracer && isTraced(p)) return false;
  p.traced = changed(p.traced, on, mask) & ALL_TRACE_FLAGS;
  if (p.traced == 0) p.tracer = NONE;
  else if (on) p.tracer = tracer;
  return true;
}

// What new processes, and new ports, are born with.
export let newProcessFlags: u32 = 0;
export let newProcessTracer: Term = NONE;
export let newPortFlags: u32 = 0;
export let newPortTracer: Term = NONE;
export function setNewProcesses(tracer: Term, on: bool, mask: u32): void {
  newProcessFlags = changed(newProcessFlags, on, mask);
  newProcessTracer = newProcessFlags == 0 ? NONE : on ? tracer : newProcessTracer;
}
export function setNewPorts(tracer: Term, on: bool, mask: u32): void {
  newPortFlags = changed(newPortFlags, on, mask);
  newPortTracer = newPortFlags == 0 ? NONE : on ? tracer : newPortTracer;
}

/** What `child`, spawned (and linked) by `parent`, has of its parent's tracing. */
export function inheritTracing(parent: Process, child: Process, linked: bool): void {
  if (newProcessFlags != 0 && isTracer(newProcessTracer)) setTracee(child, newProcessTracer, true, newProcessFlags);
  const flags = parent.traced;
  if (flags & (TRACE_ON_SPAWN | TRACE_ON_FIRST_SPAWN)) inherit(parent, child, TRACE_ON_FIRST_SPAWN, TRACE_ON_SPAWN);
  if (linked && (flags & (TRACE_ON_LINK | TRACE_ON_FIRST_LINK)) != 0) inherit(parent, child, TRACE_ON_FIRST_LINK, TRACE_ON_LINK);
}
function inherit(parent: Process, child: Process, first: u32, always: u32): void {
  if (!isTraced(parent)) return;
  child.traced |= parent.traced & PROCESS_FLAGS_TRACED;
  child.tracer = parent.tracer;
  if ((parent.traced & first) == 0) return;
  parent.traced &= ~(first | always);
  child.traced &= ~(first | always);
}
