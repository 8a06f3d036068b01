/** Registered names. */
import { am_none, am_notalive, am_register, am_true, am_undefined, am_unregister } from "../term/am";
import { NONE, Term, isAtom, isLocalPid, isLocalPort } from "../term/tag";
import { enterName, leaveName, nameOf, registeredAs, registeredNames } from "../process/name";
import { isOpenPort } from "../process/port_relation";
import { findProcess, liveProcess } from "../process/table";
import { traceProcess } from "../trace/events";
import { traceRelation } from "../trace/ports";
import { badarg, badargBecause } from "./raise";

export function erlang_register_2(name: Term, to: Term): Term {
  if (!isAtom(name) || name == am_undefined || registeredAs(name) != NONE) return badargBecause(am_none);
  if (isLocalPid(to)) {
    const p = liveProcess(to);
    if (p == null) return badargBecause(am_notalive);
    if (p.registeredName != NONE) return badargBecause(am_none);
  } else if (!isLocalPort(to) || !isOpenPort(to) || nameOf(to) != NONE) return badargBecause(am_none);
  enterName(name, to);
  traceName(am_register, name, to);
  return am_true;
}
function traceName(tag: Term, name: Term, owner: Term): void {
  const p = findProcess(owner);
  if (p != null && p.traced != 0) traceProcess(p, tag, name);
  else if (isLocalPort(owner)) traceRelation(owner, tag, name);
}
export function erlang_unregister_1(name: Term): Term {
  if (!isAtom(name)) return badarg();
  const owner = registeredAs(name);
  if (!leaveName(name)) return badarg();
  traceName(am_unregister, name, owner);
  return am_true;
}
export function erlang_whereis_1(name: Term): Term {
  if (!isAtom(name)) return badarg();
  const to = registeredAs(name);
  return to == NONE ? am_undefined : to;
}
export function erlang_registered_0(): Term { return registeredNames(); }
