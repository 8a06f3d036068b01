/** link/1 and unlink/1. */
import { currentProcess } from "../memory/cells";
import { FLAG_TRAP_EXIT } from "../scheduler/state";
import { am_EXIT, am_getting_linked, am_getting_unlinked, am_link, am_noconnection, am_noproc, am_true, am_unlink } from "../term/am";
import { NONE, Term, isLocalPid, isLocalPort, isPid, isPort } from "../term/tag";
import { linkSignal } from "../process/exit";
import { addLink, removeLink } from "../process/link";
import { sendTuple } from "../process/mailbox";
import { isOpenPort } from "../process/port_relation";
import { Process } from "../process/process";
import { findProcess, liveProcess } from "../process/table";
import { traceProcess } from "../trace/events";
import { traceRelation } from "../trace/ports";
import { badarg, error } from "./raise";

export function erlang_link_1(to: Term): Term {
  const p = changetype<Process>(currentProcess());
  if (p.traced != 0) traceProcess(p, am_link, to);
  if (to == p.pid) return am_true;
  if (isLocalPid(to) ? liveProcess(to) != null : isOpenPort(to)) {
    if (addLink(p.pid, to)) traceOther(to, am_getting_linked, p.pid);
    return am_true;
  }
  if (!isPid(to) && !isPort(to)) return badarg();
  if (!isLocalPid(to) && !isLocalPort(to)) {
    linkSignal(p, to, am_noconnection);
    return am_true;
  }
  // By tradition a link to what is known to be gone raises, unless the caller would see the signal.
  if ((p.flags & FLAG_TRAP_EXIT) == 0) return error(am_noproc);
  // OTP makes this message itself: it leaves a token of sequential tracing alone.
  sendTuple(p, 3, am_EXIT, to, am_noproc, NONE, NONE);
  return am_true;
}
/** The other side of a link is told, too, if it is traced. */
function traceOther(to: Term, tag: Term, by: Term): void {
  const q = findProcess(to);
  if (q != null && q.traced != 0) traceProcess(q, tag, by);
  else if (isLocalPort(to)) traceRelation(to, tag, by);
}
export function erlang_unlink_1(to: Term): Term {
  if (!isPid(to) && !isPort(to)) return badarg();
  const p = changetype<Process>(currentProcess());
  if (p.traced != 0) traceProcess(p, am_unlink, to);
  if ((isLocalPid(to) || isLocalPort(to)) && removeLink(p.pid, to)) traceOther(to, am_getting_unlinked, p.pid);
  return am_true;
}
