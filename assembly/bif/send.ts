/** Sending messages. */
import { internExport } from "../code/registry";
import { am_badopt, am_erlang, am_noconnect, am_nosuspend, am_ok, am_send } from "../term/am";
import { nodeOf, thisNode } from "../term/identity";
import {
  NIL, NONE, Term, element, head, isAtom, isBoxedOf, isCons, isLocalPid, isLocalPort, isPid, isPort, isRef, isTuple, tail,
  tupleArity, SUB_REF,
} from "../term/tag";
import { currentProcess } from "../memory/cells";
import { sendTo } from "../process/mailbox";
import { aliasedProcess } from "../process/monitor";
import { registeredAs } from "../process/name";
import { sendToPort } from "../process/port_relation";
import { Process } from "../process/process";
import { sendQuickly } from "../process/quick_message";
import { SAVED_SEND, saveCall } from "../process/saved_calls";
import { hasToken, sendTraced, sentToPort } from "../process/seq_trace";
import { liveProcess } from "../process/table";
import { traceSend } from "../trace/events";
import { badarg, badargBecause } from "./raise";

/** The running process sends `message` to `p`, which it called `receiver`. */
// @ts-ignore: decorator
@inline function sendFrom(p: Process, receiver: Term, message: Term): void {
  const sender = changetype<Process>(currentProcess());
  if (hasToken(sender)) sendTraced(sender, p, receiver, message);
  else if (!sendQuickly(p, message)) sendTo(p, message);
}

/** `p` saves its calls: `!` is a call of send/2, as in OTP. */
function saveSend(p: Process, arity: i32): void {
  saveCall(p, internExport(am_erlang, am_send, arity));
  saveCall(p, SAVED_SEND);
}

/**
 * Send to any destination; `done` is the BIF's value. What is gone or on a node that cannot be
 * reached is passed over in silence, as in OTP. `arity`: of the send/2 or send/3 that was called.
 */
function send(to: Term, message: Term, done: Term, arity: i32): Term {
  const sender = changetype<Process>(currentProcess());
  if (sender.savedCalls != 0) saveSend(sender, arity);
  if (sender.traced != 0) traceSend(sender, isAtom(to) && isPort(registeredAs(to)) ? registeredAs(to) : to, message);
  return sendOn(to, message, done);
}
function sendOn(to: Term, message: Term, done: Term): Term {
  if (isAtom(to)) {
    to = registeredAs(to);
    if (to == NONE) return badarg();
  }
  if (isLocalPid(to)) {
    const p = liveProcess(to);
    if (p != null) sendFrom(p, to, message);
    return done;
  }
  if (isLocalPort(to)) {
    const sender = changetype<Process>(currentProcess());
    if (hasToken(sender)) sentToPort(sender, to, message);
    return sendToPort(to, message, done);
  }
  if (isTuple(to)) {
    if (tupleArity(to) != 2 || !isAtom(element(to, 1)) || !isAtom(element(to, 2))) return badarg();
    if (element(to, 2) != thisNode) return done;
    const named = registeredAs(element(to, 1));
    return named == NONE ? done : sendOn(named, message, done);
  }
  if (isBoxedOf(to, SUB_REF)) {
    const p = aliasedProcess(to);
    if (p != null) sendFrom(p, to, message);
    return done;
  }
  return isPid(to) || isPort(to) || isRef(to) ? done : badarg();
}

/** Is `to`, a valid destination, on another node? */
function isElsewhere(to: Term): bool {
  if (isTuple(to)) return element(to, 2) != thisNode;
  return (isPid(to) || isPort(to) || isRef(to)) && nodeOf(to) != thisNode;
}

export function erlang_send_2(to: Term, message: Term): Term {
  if (isLocalPid(to) && changetype<Process>(currentProcess()).unusual == 0) {
    const p = liveProcess(to);
    if (p == null || sendQuickly(p, message)) return message;
  }
  return send(to, message, message, 2);
}

export function erlang_send_3(to: Term, message: Term, options: Term): Term {
  let connect = true;
  for (; isCons(options); options = tail(options)) {
    const o = head(options);
    if (o == am_noconnect) connect = false;
    else if (o != am_nosuspend) return badargBecause(am_badopt);
  }
  if (options != NIL) return badargBecause(am_badopt);
  const done = send(to, message, am_ok, 3);
  return done == am_ok && !connect && isElsewhere(to) ? am_noconnect : done;
}
