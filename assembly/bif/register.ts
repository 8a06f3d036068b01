/** Registered names. */
import { am_none, am_true, am_undefined } from "../term/am";
import { NONE, Term, isAtom, isLocalPid, isLocalPort } from "../term/tag";
import { enterName, leaveName, nameOf, registeredAs, registeredNames } from "../process/name";
import { isOpenPort } from "../process/port_relation";
import { liveProcess } from "../process/table";
import { badarg, badargBecause } from "./raise";

export function erlang_register_2(name: Term, to: Term): Term {
  if (!isAtom(name) || name == am_undefined || registeredAs(name) != NONE) return badargBecause(am_none);
  if (isLocalPid(to)) {
    const p = liveProcess(to);
    if (p == null || p.registeredName != NONE) return badargBecause(am_none);
  } else if (!isLocalPort(to) || !isOpenPort(to) || nameOf(to) != NONE) return badargBecause(am_none);
  enterName(name, to);
  return am_true;
}
export function erlang_unregister_1(name: Term): Term { return isAtom(name) && leaveName(name) ? am_true : badarg(); }
export function erlang_whereis_1(name: Term): Term {
  if (!isAtom(name)) return badarg();
  const to = registeredAs(name);
  return to == NONE ? am_undefined : to;
}
export function erlang_registered_0(): Term { return registeredNames(); }
