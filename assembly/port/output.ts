/** What goes to drivers: port_command, and messages sent to a port. */
import { hostPortOutput } from "../host";
import { rawAlloc, rawFree } from "../memory/alloc";
import { bumpReductions, currentProcess, setLive, setStatus, setX, STATUS_SUSPENDED } from "../memory/cells";
import { iolistBits, writeIolist, WHOLE_BYTES } from "../binary/iolist";
import { binaryFromMemory } from "../memory/binary";
import { binaryBase, bitOffset } from "../term/boxed";
import { NONE, Term, element, isBitstring, isLocalPid, isTuple, portNumber, tupleArity } from "../term/tag";
import { am_badsig, am_close, am_closed, am_command, am_connect, am_connected, am_normal } from "../term/am";
import { exitSignal } from "../process/exit";
import { sendTuple } from "../process/mailbox";
import { Process } from "../process/process";
import { profilePort, profiled } from "../process/profile";
import { onPortSend } from "../process/port_relation";
import { liveProcess } from "../process/table";
import { TRACE_RECEIVE } from "../trace/flags";
import { tracePortLeaves, tracePortReceives, tracePortTells } from "../trace/ports";
import { awaitPort, closePort } from "./lifecycle";
import { portTraceFlags, portTracer, PORT_BUSY, PORT_CONNECTED, connected, countOutput, findPort, portIs, portTerm } from "./port";

/** Bytes handed to a driver per reduction. */
const BYTES_PER_REDUCTION: i32 = 256;
/** Blocks up to this size are kept for the next call. */
const KEPT_BYTES: usize = 65536;
let buffer: usize = 0;

/** Hand the iolist `data` to the driver of port `p`; false when it is no iolist. */
export function writeToPort(p: usize, data: Term): bool {
  if (isBitstring(data) && (bitOffset(data) & 7) == 0) {
    const bits = iolistBits(data, WHOLE_BYTES);
    if (bits < 0) return false;
    put(p, binaryBase(data) + <usize>(bitOffset(data) >> 3), <i32>(bits >> 3));
    return true;
  }
  const bits = iolistBits(data, WHOLE_BYTES);
  if (bits < 0) return false;
  const bytes = <usize>(bits >> 3);
  if (bytes <= KEPT_BYTES) {
    if (buffer == 0) buffer = rawAlloc(KEPT_BYTES);
    writeIolist(data, buffer, 0);
    put(p, buffer, <i32>bytes);
    return true;
  }
  const block = rawAlloc(bytes);
  writeIolist(data, block, 0);
  put(p, block, <i32>bytes);
  rawFree(block);
  return true;
}
function put(p: usize, ptr: usize, bytes: i32): void {
  if (portTraceFlags(p) & TRACE_RECEIVE) tracePortReceives(p, changetype<Process>(currentProcess()).pid, am_command, binaryFromMemory(ptr, bytes));
  countOutput(p, bytes);
  bumpReductions(bytes / BYTES_PER_REDUCTION);
  const port = portTerm(p);
  if (profiled != 0) profilePort(changetype<Process>(currentProcess()), port, true);
  hostPortOutput(<i32>portNumber(port), ptr, bytes);
  if (profiled != 0) profilePort(changetype<Process>(currentProcess()), port, false);
}

/**
 * `value`, at once; or, when `port` has become busy, once it no longer is. What was written is queued
 * then, so a process can be ahead of its port by one write.
 */
export function valueWhenReady(port: Term, value: Term): Term {
  const p = findPort(port);
  if (p == 0 || !portIs(p, PORT_BUSY)) return value;
  awaitPort(p);
  setX(0, value);
  setLive(1);
  setStatus(STATUS_SUSPENDED);
  return NONE;
}

/**
 * `Port ! Message`: {Owner, {command, Data}}, {Owner, close} or {Owner, {connect, Pid}}. Anything else, or another
 * owner, is answered with the exit signal badsig to the sender. Returns the message, or 0 when the sender is suspended.
 */
export function portSend(port: Term, message: Term): Term {
  const p = findPort(port);
  if (p == 0) return message;
  if (!obey(p, message)) {
    const sender = changetype<Process>(currentProcess());
    exitSignal(sender, port, am_badsig);
    return message;
  }
  return valueWhenReady(port, message);
}

function obey(p: usize, message: Term): bool {
  if (!isTuple(message) || tupleArity(message) != 2 || element(message, 1) != connected(p)) return false;
  const order = element(message, 2), port = portTerm(p);
  const owner = liveProcess(connected(p));
  if (order == am_close) {
    const by = connected(p), tracer = portTracer(p), flags = portTraceFlags(p);
    tracePortReceives(p, by, am_close, NONE);
    closePort(p, am_normal);
    tracePortLeaves(port, by, tracer, flags);
    if (owner != null) sendTuple(owner, 2, port, am_closed, NONE, NONE, NONE);
    return true;
  }
  if (!isTuple(order) || tupleArity(order) != 2) return false;
  const what = element(order, 1), value = element(order, 2);
  if (what == am_command) return writeToPort(p, value);
  if (what == am_connect && isLocalPid(value) && liveProcess(value) != null) {
    tracePortReceives(p, connected(p), am_connect, value);
    store<i64>(p, value, PORT_CONNECTED);
    if (owner != null) tracePortTells(p, am_connected, owner.pid);
    if (owner != null) sendTuple(owner, 2, port, am_connected, NONE, NONE, NONE);
    return true;
  }
  return false;
}
onPortSend(portSend.index);
