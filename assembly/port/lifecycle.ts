/** Opening and closing ports. */
import { hostPortClose } from "../host";
import { rawAlloc } from "../memory/alloc";
import { currentProcess } from "../memory/cells";
import { atomFromUtf8 } from "../term/atom";
import { tracePortClosed, tracePortOpened, tracePortReceives, tracePortRelation } from "../trace/ports";
import { am_close, am_getting_linked, am_kill, am_killed } from "../term/am";
import { NONE, Term, portNumber } from "../term/tag";
import { addLink } from "../process/link";
import { breakLinks } from "../process/exit";
import { fireMonitors } from "../process/monitor";
import { leaveName, nameOf } from "../process/name";
import { forgetPort, onPortExit, openPortRelations, portLinkHead, portMonitoredHead } from "../process/port_relation";
import { Process } from "../process/process";
import { noteBusyPort } from "../process/system_monitor";
import { findProcess } from "../process/table";
import { enqueue } from "../scheduler/run_queue";
import { PROCESS_SLEEPING } from "../scheduler/state";
import {
  PORT_BINARY, PORT_BUSY, PORT_CONNECTED, PORT_NAME, PORT_NAME_BYTES, PORT_OS_PID, addWaiting, findPort, newPort,
  portAt, portTerm, removePort, setPortFlag, takeWaiting,
} from "./port";

/**
 * Host: open a port for the running process, linked to it, called `bytes` bytes of UTF-8 at `name`. Returns its number,
 * or 0 when there are too many ports.
 */
export function portOpen(name: usize, bytes: i32, binary: i32): i32 {
  const p = newPort();
  if (p == 0) return 0;
  const owner = changetype<Process>(currentProcess()).pid;
  const port = portTerm(p);
  const text = rawAlloc(max(bytes, 1));
  memory.copy(text, name, bytes);
  store<u32>(p, <u32>text, PORT_NAME);
  store<i32>(p, bytes, PORT_NAME_BYTES);
  store<i64>(p, owner, PORT_CONNECTED);
  if (binary != 0) setPortFlag(p, PORT_BINARY, true);
  openPortRelations(port);
  tracePortOpened(p, owner);
  addLink(owner, port);
  tracePortRelation(p, am_getting_linked, owner);
  return <i32>portNumber(port);
}
/** Host: the operating system's process behind a port. */
export function portSetOsPid(number: i32, pid: f64): void {
  const p = portAt(number);
  if (p != 0) store<f64>(p, pid, PORT_OS_PID);
}

/** Close port `p`: its links get an exit signal with `reason`, its monitors a DOWN message, its driver is let go. `told`: what a tracer is told of the reason, NONE for just that. */
export function closePort(p: usize, reason: Term, told: Term = NONE): void {
  const port = portTerm(p);
  tracePortClosed(p, told == NONE ? reason : told);
  const name = nameOf(port);
  if (name != NONE) leaveName(name);
  wakeWaiting(p);
  removePort(p);
  breakLinks(portLinkHead(port), port, reason, i32.MAX_VALUE);
  fireMonitors(portMonitoredHead(port), reason, i32.MAX_VALUE);
  forgetPort(port);
  hostPortClose(<i32>portNumber(port));
}

/** Host: the driver closes its port; the reason is an atom of `bytes` bytes of UTF-8 at `text`. */
export function portTerminate(number: i32, text: usize, bytes: i32): void {
  const p = portAt(number);
  if (p != 0) closePort(p, atomFromUtf8(text, bytes));
}

/** Host: processes that write to a port are suspended while it is busy. */
export function portBusy(number: i32, on: i32): void {
  const p = portAt(number);
  if (p == 0) return;
  setPortFlag(p, PORT_BUSY, on != 0);
  if (on == 0) wakeWaiting(p);
}

function wakeWaiting(p: usize): void {
  for (let pid = takeWaiting(p); pid != NONE; pid = takeWaiting(p)) {
    const waiting = findProcess(pid);
    if (waiting != null && waiting.status == PROCESS_SLEEPING) enqueue(waiting);
  }
}
/** The running process is going to sleep until port `p` is no longer busy. */
export function awaitPort(p: usize): void {
  const running = changetype<Process>(currentProcess());
  addWaiting(p, running.pid);
  noteBusyPort(running, portTerm(p));
}

/** An exit signal reaches a port: unlike a process, it closes for any reason, `normal` included. */
function exitSignalToPort(port: Term, from: Term, reason: Term): void {
  const p = findPort(port);
  if (p == 0) return;
  tracePortReceives(p, from, am_close, NONE);
  closePort(p, reason == am_kill ? am_killed : reason, reason);
}
onPortExit(exitSignalToPort.index);
