/** erlang:seq_trace/2, seq_trace_info/1, seq_trace_print/1,2: what the module seq_trace calls. */
import { tuple2 } from "../memory/alloc";
import { currentProcess } from "../memory/cells";
import {
  am_false, am_label, am_monotonic_timestamp, am_print, am_receive, am_send, am_sequential_trace_token, am_serial, am_spawn,
  am_strict_monotonic_timestamp, am_timestamp, am_true,
} from "../term/am";
import { exactEqual } from "../term/equal";
import { NIL, Term, element, isSmall, isTuple, smallValue, tupleArity } from "../term/tag";
import { Process } from "../process/process";
import {
  TRACE_MONOTONIC, TRACE_NOW, TRACE_PRINT, TRACE_RECEIVE, TRACE_SEND, TRACE_STRICT, countEvent, dropToken, ensureToken, hasToken,
  report, serialPair, tokenTerm,
} from "../process/seq_trace";
import { badarg } from "./raise";

/** TRACE_* of a flag's name, 0 when it is none. */
function flagOf(name: Term): u32 {
  if (name == am_send) return TRACE_SEND;
  if (name == am_receive) return TRACE_RECEIVE;
  if (name == am_print) return TRACE_PRINT;
  if (name == am_timestamp) return TRACE_NOW;
  if (name == am_strict_monotonic_timestamp) return TRACE_STRICT;
  return name == am_monotonic_timestamp ? TRACE_MONOTONIC : 0;
}
// @ts-ignore: decorator
@inline function self(): Process { return changetype<Process>(currentProcess()); }
// @ts-ignore: decorator
@inline function bool_(b: bool): Term { return b ? am_true : am_false; }

export function erlang_seq_trace_2(item: Term, value: Term): Term {
  const p = self();
  const flag = flagOf(item);
  if (flag != 0) {
    if (value != am_true && value != am_false) return badarg();
    ensureToken(p);
    const old = (p.traceFlags & flag) != 0;
    p.traceFlags = value == am_true ? p.traceFlags | flag : p.traceFlags & ~flag;
    return bool_(old);
  }
  if (item == am_label) {
    ensureToken(p);
    const old = p.traceLabel;
    p.traceLabel = value;
    return old;
  }
  if (item == am_serial) {
    if (!isTuple(value) || tupleArity(value) != 2 || !isSmall(element(value, 1)) || !isSmall(element(value, 2))) return badarg();
    ensureToken(p);
    const old = serialPair(p);
    p.traceLast = p.traceLastCount = smallValue(element(value, 1));
    p.traceSerial = p.traceClock = smallValue(element(value, 2));
    return old;
  }
  if (item != am_sequential_trace_token || value != NIL) return badarg();
  const old = tokenTerm(p, false);
  dropToken(p);
  return old;
}

export function erlang_seq_trace_info_1(item: Term): Term {
  const p = self();
  const flag = flagOf(item);
  if (flag != 0) return tuple2(item, bool_(hasToken(p) && (p.traceFlags & flag) != 0));
  if (!hasToken(p)) {
    if (item == am_spawn) return tuple2(item, am_false);
    return item == am_label || item == am_serial ? NIL : badarg();
  }
  if (item == am_label) return tuple2(item, p.traceLabel);
  return item == am_serial ? tuple2(item, serialPair(p)) : badarg();
}

function print(p: Process, message: Term): Term {
  countEvent(p);
  report(p, TRACE_PRINT, NIL, message, p);
  return am_true;
}
export function erlang_seq_trace_print_1(message: Term): Term { return hasToken(self()) ? print(self(), message) : am_false; }
export function erlang_seq_trace_print_2(label: Term, message: Term): Term {
  const p = self();
  return hasToken(p) && exactEqual(label, p.traceLabel) ? print(p, message) : am_false;
}
