/** Monitors and aliases. */
import { currentProcess } from "../memory/cells";
import {
  am_badopt, am_badtype, am_clock_service, am_explicit_unalias, am_false, am_flush, am_info, am_noconnection, am_noproc, am_port, am_process, am_reply,
  am_time_offset, am_true,
} from "../term/am";
import { thisNode } from "../term/identity";
import { tuple2 } from "../memory/alloc";
import { exactEqual } from "../term/equal";
import { MESSAGE_NEXT, messageTerm } from "../process/message";
import {
  NIL, NONE, Term, element, head, isAtom, isCons, isLocalPid, isLocalPort, isPid, isPort, isRef, isTuple, tail, tupleArity,
} from "../term/tag";
import { dropMessage, firstLink } from "../process/mailbox";
import {
  ALIAS, ALIAS_REPLY, MONITORS, endAlias, endMonitor, failMonitor, findMonitor, monitorFlags, monitorOrigin,
  newMonitor,
} from "../process/monitor";
import { MONITOR_OPTIONS_BAD, monitorOptionTag, monitorOptions } from "../process/monitor_options";
import { registeredAs } from "../process/name";
import { isOpenPort } from "../process/port_relation";
import { Process } from "../process/process";
import { newReference, recordReference } from "../process/reference";
import { liveProcess } from "../process/table";
import { badarg, badargBecause } from "./raise";

// @ts-ignore: decorator
@inline function self(): Process { return changetype<Process>(currentProcess()); }

/** Watch `what`, a pid, port, name or {name, node()}; `type` is am_process or am_port. */
function watch(type: Term, what: Term, flags: u32, tag: Term): Term {
  const p = self();
  let name: Term = NONE;
  let target = what;
  if (isTuple(what)) {
    if (tupleArity(what) != 2 || !isAtom(element(what, 1)) || element(what, 2) != thisNode) return badarg();
    name = element(what, 1);
  } else if (isAtom(what)) name = what;
  if (name != NONE) target = registeredAs(name);
  let found = false;
  if (type == am_process) {
    if (name == NONE && !isPid(what)) return badarg();
    found = isLocalPid(target) && liveProcess(target) != null;
  } else {
    if (name == NONE && !isPort(what)) return badarg();
    found = isLocalPort(target) && isOpenPort(target);
  }
  // A process never hears of its own end: there is only the reference, and the alias if it is one.
  if (target == p.pid) return flags == 0 ? newReference() : recordReference(newMonitor(p, NONE, NONE, flags, NONE));
  const record = newMonitor(p, found ? target : NONE, name, MONITORS | flags, tag);
  const ref = recordReference(record);
  if (!found) {
    const remote = name == NONE && !isLocalPid(what) && !isLocalPort(what);
    failMonitor(record, p, type, name != NONE ? tuple2(name, thisNode) : what, remote ? am_noconnection : am_noproc);
  }
  return ref;
}
function monitor(type: Term, what: Term, flags: u32, tag: Term): Term {
  if (type == am_process || type == am_port) return watch(type, what, flags, tag);
  if (type != am_time_offset) return badargBecause(am_badtype);
  if (what != am_clock_service) return badarg();
  // The offset never changes on this node (no time warp).
  return recordReference(newMonitor(self(), NONE, NONE, MONITORS | flags, tag));
}
export function erlang_monitor_2(type: Term, what: Term): Term { return monitor(type, what, 0, NONE); }
export function erlang_monitor_3(type: Term, what: Term, options: Term): Term {
  const flags = monitorOptions(options);
  return flags == MONITOR_OPTIONS_BAD ? badargBecause(am_badopt) : monitor(type, what, flags, monitorOptionTag);
}

/** Drop the first message {_, ref, _, _, _}; false when there is none. */
function flushMessage(p: Process, ref: Term): bool {
  for (let link = firstLink(p); load<u32>(link, MESSAGE_NEXT) != 0; link = <usize>load<u32>(link, MESSAGE_NEXT)) {
    const t = messageTerm(<usize>load<u32>(link, MESSAGE_NEXT));
    if (!isTuple(t) || tupleArity(t) != 5 || !isRef(element(t, 2)) || !exactEqual(element(t, 2), ref)) continue;
    dropMessage(p, link);
    return true;
  }
  return false;
}
function demonitor(ref: Term, flush: bool, info: bool): Term {
  if (!isRef(ref)) return badarg();
  const p = self();
  const record = findMonitor(ref);
  let removed = false;
  if (record != 0 && (monitorFlags(record) & MONITORS) != 0) {
    if (monitorOrigin(record) != p.pid) return badarg();
    endMonitor(record);
    removed = true;
  } else if (flush) flushMessage(p, ref);
  return !info || removed ? am_true : am_false;
}
export function erlang_demonitor_1(ref: Term): Term { return demonitor(ref, false, false); }
export function erlang_demonitor_2(ref: Term, options: Term): Term {
  let flush = false, info = false;
  for (; isCons(options); options = tail(options)) {
    if (head(options) == am_flush) flush = true;
    else if (head(options) == am_info) info = true;
    else return badarg();
  }
  return options == NIL ? demonitor(ref, flush, info) : badarg();
}

export function erlang_alias_1(options: Term): Term {
  let flags = ALIAS;
  for (; isCons(options); options = tail(options)) {
    if (head(options) == am_reply) flags = ALIAS | ALIAS_REPLY;
    else if (head(options) == am_explicit_unalias) flags = ALIAS;
    else return badarg();
  }
  return options == NIL ? recordReference(newMonitor(self(), NONE, NONE, flags, NONE)) : badarg();
}
export function erlang_unalias_1(ref: Term): Term {
  if (!isRef(ref)) return badarg();
  const record = findMonitor(ref);
  if (record == 0 || (monitorFlags(record) & ALIAS) == 0 || monitorOrigin(record) != self().pid) return am_false;
  endAlias(record);
  return am_true;
}
