/**
 * BIFs of ports. Those of erts_internal answer with an atom where they fail: OTP's own code (erlang:port_command/3 …)
 * makes an exception of it.
 */
import { hostPortQueue } from "../host";
import { cons, tuple2 } from "../memory/alloc";
import { copyTerm, copyWhole, termWords, wholeWords } from "../memory/copy";
import { FRAGMENT_OFF_HEAP, FRAGMENT_TERMS, freeFragment, newMessageFragment } from "../memory/fragment";
import { halloc } from "../memory/alloc";
import { ownOffHeap } from "../memory/binary";
import {
  NIL, NONE, Term, head, isAtom, isCons, isImmediate, isLocalPid, makeSmall, portNumber, tail,
} from "../term/tag";
import {
  am_badarg, am_close, am_connect, am_connected, am_false, am_force, am_id, am_input, am_links, am_locking, am_memory, am_monitors, am_monitored_by,
  am_name, am_normal, am_nosuspend, am_notsup, am_os_pid, am_output, am_parallelism, am_port_level, am_queue_size,
  am_registered_name, am_true, am_undefined,
} from "../term/am";
import { badarg } from "./raise";
import { addLink, firstHalf, isLinked, nextHalf, otherSide } from "../process/link";
import { monitorOrigin, nextOn, oldestOn } from "../process/monitor";
import { nameOf, registeredAs } from "../process/name";
import { portLinkHead, portMonitoredHead } from "../process/port_relation";
import { liveProcess } from "../process/table";
import { closePort } from "../port/lifecycle";
import { currentProcess } from "../memory/cells";
import { Process } from "../process/process";
import { tracePortReceives, tracePortTells } from "../trace/ports";
import { valueWhenReady, writeToPort } from "../port/output";
import {
  PORT_BUSY, PORT_CONNECTED, PORT_DATA, PORT_DATA_FRAGMENT, PORT_INPUT, PORT_NAME, PORT_NAME_BYTES, PORT_OS_PID, PORT_OUTPUT,
  connected, findPort, nextPort, portIs, portTerm,
} from "../port/port";

/** port_info's id is the number with room for the flags that OTP keeps below it. */
const ID_SHIFT: i64 = 3;
/** What port_info(Port, memory) says of a port: bytes of its block. */
const PORT_MEMORY: i64 = 80;

/** The open port that a port term or a registered name stands for, 0 when there is none. */
function portOf(t: Term): usize { return findPort(isAtom(t) ? registeredAs(t) : t); }

export function erts_internal_port_command_3(name: Term, data: Term, options: Term): Term {
  const p = portOf(name);
  if (p == 0) return am_badarg;
  let nosuspend = false, force = false;
  let list = options;
  for (; isCons(list); list = tail(list)) {
    if (head(list) == am_nosuspend) nosuspend = true;
    else if (head(list) == am_force) force = true;
    else return am_badarg;
  }
  if (list != NIL) return am_badarg;
  // Only a driver that asks for it can be written to while it is busy; none of these does.
  if (force) return am_notsup;
  if (nosuspend && portIs(p, PORT_BUSY)) return am_false;
  const port = portTerm(p);
  if (!writeToPort(p, data)) return am_badarg;
  return nosuspend ? am_true : valueWhenReady(port, am_true);
}

export function erts_internal_port_close_1(name: Term): Term {
  const p = portOf(name);
  if (p == 0) return am_badarg;
  tracePortReceives(p, changetype<Process>(currentProcess()).pid, am_close, NONE);
  closePort(p, am_normal);
  return am_true;
}

export function erts_internal_port_connect_2(name: Term, pid: Term): Term {
  const p = portOf(name);
  if (p == 0 || !isLocalPid(pid) || liveProcess(pid) == null) return am_badarg;
  if (!isLinked(pid, portTerm(p))) addLink(pid, portTerm(p));
  const by = changetype<Process>(currentProcess()).pid;
  tracePortReceives(p, by, am_connect, pid);
  store<i64>(p, pid, PORT_CONNECTED);
  tracePortTells(p, am_connected, by);
  return am_true;
}

export function erlang_port_set_data_2(name: Term, data: Term): Term {
  const p = portOf(name);
  if (p == 0) return badarg();
  const old = <usize>load<u32>(p, PORT_DATA_FRAGMENT);
  let fragment: usize = 0;
  if (!isImmediate(data)) {
    fragment = newMessageFragment(wholeWords(data));
    data = copyWhole(data, fragment + FRAGMENT_TERMS, fragment + FRAGMENT_OFF_HEAP);
  }
  store<i64>(p, data, PORT_DATA);
  store<u32>(p, <u32>fragment, PORT_DATA_FRAGMENT);
  if (old != 0) freeFragment(old);
  return am_true;
}

export function erlang_port_get_data_1(name: Term): Term {
  const p = portOf(name);
  if (p == 0) return badarg();
  const data = load<i64>(p, PORT_DATA);
  if (data == NONE) return am_undefined;
  if (isImmediate(data)) return data;
  const words = termWords(data);
  return words == 0 ? data : copyTerm(data, halloc(words), ownOffHeap());
}

export function erlang_ports_0(): Term {
  let list: Term = NIL;
  for (let p = nextPort(0); p != 0; p = nextPort(p)) list = cons(portTerm(p), list);
  return list;
}

/** Pids linked to port `p`. */
function linksOf(p: usize): Term {
  let list: Term = NIL;
  for (let h = firstHalf(portLinkHead(portTerm(p))); h != 0; h = nextHalf(h)) list = cons(otherSide(h), list);
  return list;
}
function monitoredBy(p: usize): Term {
  const first = oldestOn(portMonitoredHead(portTerm(p)));
  let list: Term = NIL;
  for (let m = first; m != 0; m = nextOn(m) == first ? 0 : nextOn(m)) list = cons(monitorOrigin(m), list);
  return list;
}
/** The name as a list of code points. */
function portName(p: usize): Term {
  const text = <usize>load<u32>(p, PORT_NAME);
  let list: Term = NIL;
  for (let i = load<i32>(p, PORT_NAME_BYTES) - 1; i >= 0; i--) {
    let point = <u32>load<u8>(text + <usize>i), shift: u32 = 0, tail: u32 = 0;
    while ((point & 0xc0) == 0x80) {
      tail |= (point & 0x3f) << shift;
      shift += 6;
      point = <u32>load<u8>(text + <usize>(--i));
    }
    if (shift != 0) point = ((point & (0x3f >> (shift / 6))) << shift) | tail;
    list = cons(makeSmall(<i64>point), list);
  }
  return list;
}

/** Value of an item, NONE when there is no such item. */
function infoItem(p: usize, item: Term): Term {
  switch (item) {
    case am_name: return portName(p);
    case am_links: return linksOf(p);
    case am_id: return makeSmall(portNumber(portTerm(p)) << ID_SHIFT);
    case am_connected: return connected(p);
    case am_input: return makeSmall(<i64>load<f64>(p, PORT_INPUT));
    case am_output: return makeSmall(<i64>load<f64>(p, PORT_OUTPUT));
    case am_os_pid: return load<f64>(p, PORT_OS_PID) == 0 ? am_undefined : makeSmall(<i64>load<f64>(p, PORT_OS_PID));
    case am_monitors: return NIL;
    case am_monitored_by: return monitoredBy(p);
    case am_locking: return am_port_level;
    case am_parallelism: return am_false;
    case am_memory: return makeSmall(PORT_MEMORY);
    case am_queue_size: return makeSmall(<i64>hostPortQueue(<i32>portNumber(portTerm(p))));
    default: return NONE;
  }
}

export function erts_internal_port_info_2(name: Term, item: Term): Term {
  const p = portOf(name);
  if (item == am_registered_name) {
    if (p == 0) return am_undefined;
    const registered = nameOf(portTerm(p));
    return registered == NONE ? NIL : tuple2(item, registered);
  }
  if (p == 0) return isInfoItem(item) ? am_undefined : am_badarg;
  const value = infoItem(p, item);
  return value == NONE ? am_badarg : tuple2(item, value);
}
function isInfoItem(item: Term): bool {
  return item == am_name || item == am_links || item == am_id || item == am_connected || item == am_input || item == am_output ||
    item == am_os_pid || item == am_monitors || item == am_monitored_by || item == am_locking || item == am_parallelism ||
    item == am_memory || item == am_queue_size;
}

export function erts_internal_port_info_1(name: Term): Term {
  const p = portOf(name);
  if (p == 0) return am_undefined;
  let list = cons(tuple2(am_os_pid, infoItem(p, am_os_pid)), NIL);
  list = cons(tuple2(am_output, infoItem(p, am_output)), list);
  list = cons(tuple2(am_input, infoItem(p, am_input)), list);
  list = cons(tuple2(am_connected, connected(p)), list);
  list = cons(tuple2(am_id, infoItem(p, am_id)), list);
  list = cons(tuple2(am_links, linksOf(p)), list);
  list = cons(tuple2(am_name, portName(p)), list);
  const registered = nameOf(portTerm(p));
  return registered == NONE ? list : cons(tuple2(am_registered_name, registered), list);
}
