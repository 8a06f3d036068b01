/** Events of ports: the flag ports, and what a port receives from processes and sends to them. */
import { am_closed, am_open, am_receive, am_send } from "../term/am";
import { atomFromUtf8 } from "../term/atom";
import { NONE, Term } from "../term/tag";
import { heldRoom, holdRoom } from "../process/mailbox";
import { PORT_NAME, PORT_NAME_BYTES, findPort, portTerm, portTraceFlags, portTracer, setPortTracee } from "../port/port";
import { TRACE_PORTS, TRACE_RECEIVE, TRACE_SEND } from "./flags";
import { reportTerm, reportTuple, sendReport, startReport } from "./report";
import { isTracer, newPortFlags, newPortTracer } from "./tracee";

/** Begin a report of port `p` if it has `flag`; false when it has not. */
function begin(p: usize, flag: u32, tag: Term): bool {
  if ((portTraceFlags(p) & flag) == 0) return false;
  startReport(portTerm(p), tag);
  return true;
}
// @ts-ignore: decorator
@inline function finish(p: usize): void { sendReport(portTracer(p), portTraceFlags(p)); }

/** Port `p` was opened by `owner`. */
export function tracePortOpened(p: usize, owner: Term): void {
  if (newPortFlags != 0 && isTracer(newPortTracer)) setPortTracee(p, newPortTracer, true, newPortFlags);
  if (!begin(p, TRACE_PORTS, am_open)) return;
  reportTerm(owner);
  const name = atomFromUtf8(<usize>load<u32>(p, PORT_NAME), load<i32>(p, PORT_NAME_BYTES));
  reportTerm(name);
  finish(p);
}
export function tracePortClosed(p: usize, reason: Term): void { tracePortRelation(p, am_closed, reason); }
/** An event with one term: getting_linked, getting_unlinked, register, unregister, closed. */
export function tracePortRelation(p: usize, tag: Term, what: Term): void {
  if (p == 0 || !begin(p, TRACE_PORTS, tag)) return;
  reportTerm(what);
  finish(p);
}
/** The same of a port's term, which may be none. */
export function traceRelation(port: Term, tag: Term, what: Term): void { tracePortRelation(findPort(port), tag, what); }

/** Port `p` gets {From, Order}, or {From, {Order, Value}} when `value` is not NONE. */
export function tracePortReceives(p: usize, from: Term, order: Term, value: Term): void {
  if (!begin(p, TRACE_RECEIVE, am_receive)) return;
  reportTuple(2);
  reportTerm(from);
  if (value != NONE) reportTuple(2);
  reportTerm(order);
  if (value != NONE) reportTerm(value);
  finish(p);
}
/** Port `p` is about to send `message`, for which messageRoom() made room, to `to`. */
export function tracePortSends(p: usize, message: Term, to: Term): void {
  const room = heldRoom();
  if (begin(p, TRACE_SEND, am_send)) {
    reportTerm(message);
    reportTerm(to);
    finish(p);
  }
  holdRoom(room);
}
/** The same for the message {Port, What}. */
export function tracePortTells(p: usize, what: Term, to: Term): void {
  if (!begin(p, TRACE_SEND, am_send)) return;
  reportTuple(2);
  reportTerm(portTerm(p));
  reportTerm(what);
  reportTerm(to);
  finish(p);
}
/** Port `port`, which is closed and had `tracer` and `flags`, answers the order to close. */
export function tracePortLeaves(port: Term, to: Term, tracer: Term, flags: u32): void {
  if ((flags & TRACE_SEND) == 0) return;
  startReport(port, am_send);
  reportTerm(am_closed);
  reportTerm(to);
  sendReport(tracer, flags);
}
