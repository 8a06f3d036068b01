/** The BIFs of tracing: erlang:trace/3, trace_pattern/2,3, trace_info/2, trace_delivered/1. */
import { cons, halloc, tuple2 } from "../memory/alloc";
import { REDS, currentProcess } from "../memory/cells";
import { copyTerm, termWords } from "../memory/copy";
import { ownOffHeap, releaseBlock } from "../memory/binary";
import {
  am_all, am_badopt, am_call_count, am_call_time, am_existing, am_existing_ports, am_existing_processes, am_false, am_flags, am_global,
  am_local, am_match_spec, am_meta, am_meta_match_spec, am_new, am_new_ports, am_new_processes, am_none, am_on_load, am_pause, am_ports,
  am_processes, am_receive, am_restart, am_send, am_trace_delivered, am_traced, am_tracer, am_true, am_undefined, am_underscore,
} from "../term/am";
import { makeInteger } from "../term/big";
import {
  NIL, NONE, Term, element, head, isAtom, isCons, isLocalPid, isLocalPort, isSmall, isTuple, smallValue, tail, tupleArity,
  makeSmall,
} from "../term/tag";
import { PROCESS_EXITING } from "../scheduler/state";
import { logTwoTracers } from "../process/exit_log";
import { sendTuple } from "../process/mailbox";
import { Process } from "../process/process";
import { newReference } from "../process/reference";
import { liveProcess, processAt, processLimit } from "../process/table";
import { nextPort, findPort, portTracer, portTraceFlags, setPortTracee } from "../port/port";
import {
  BREAK_COUNT, BREAK_DEBUG, BREAK_GLOBAL, BREAK_LOCAL, BREAK_META, BREAK_TIME, RECORD_COUNT, RECORD_META_PROGRAM, RECORD_META_TRACER,
  RECORD_PROGRAM, kindsOf,
} from "../trace/breakpoint";
import { RECEIVE_PATTERN, SEND_PATTERN, eventProgram, isEventOn, setEventPattern } from "../trace/events";
import {
  MODIFIERS, PORT_FLAGS_TRACED, PROCESS_FLAGS_TRACED, flagList, parseFlags, parsedCpu, parsedFlags, parsedTracer, tracerOf,
} from "../trace/flags";
import { compileTrace, traceSpec } from "../trace/match";
import {
  PATTERN_OFF, PATTERN_ON, PATTERN_PAUSE, PATTERN_RESTART, changeOnLoad, changePattern, findBreak, onLoadKinds, onLoadMetaProgram,
  onLoadMetaTracer, onLoadProgram,
} from "../trace/pattern";
import { stopIfStepped } from "../trace/step";
import { timeList } from "../trace/time";
import {
  isTraced, newPortFlags, newPortTracer, newProcessFlags, newProcessTracer, setNewPorts, setNewProcesses, setTracee,
} from "../trace/tracee";
import { badarg, badargBecause } from "./raise";

// @ts-ignore: decorator
@inline function self(): Process { return changetype<Process>(currentProcess()); }

/** erts_internal:trace/3, which erlang:trace/3 calls. */
export function erts_internal_trace_3(spec: Term, how: Term, list: Term): Term {
  if (!parseFlags(list)) return badargBecause(am_badopt);
  if (how != am_true && how != am_false) return badarg();
  const on = how == am_true, mask = parsedFlags, cpu = parsedCpu;
  const tracer = parsedTracer == NONE ? self().pid : parsedTracer;
  if (cpu && spec != am_all) return badarg();
  let matches = 0;
  if (isLocalPid(spec)) {
    const p = liveProcess(spec);
    if (p == null) return badarg();
    if (!setTracee(p, tracer, on, mask)) return twoTracers();
    matches = 1;
  } else if (isLocalPort(spec)) {
    const port = findPort(spec);
    if (port == 0) return badarg();
    if (!setPortTracee(port, tracer, on, mask)) return twoTracers();
    matches = 1;
  } else {
    const onlyPorts = spec == am_ports || spec == am_existing_ports || spec == am_new_ports;
    const onlyProcesses = spec == am_processes || spec == am_existing_processes || spec == am_new_processes;
    const existing = spec == am_all || spec == am_existing || spec == am_ports || spec == am_processes || spec == am_existing_ports ||
      spec == am_existing_processes;
    const fresh = spec == am_all || spec == am_new || spec == am_ports || spec == am_processes || spec == am_new_ports || spec == am_new_processes;
    if (!existing && !fresh) return badarg();
    const modifies = (mask & MODIFIERS) != 0;
    if (existing && !onlyPorts && (modifies || (mask & PROCESS_FLAGS_TRACED & ~MODIFIERS) != 0)) {
      for (let i = 0; i < processLimit(); i++) {
        const p = processAt(i);
        if (p != null && p.status != PROCESS_EXITING && setTracee(p, tracer, on, mask)) matches++;
      }
    }
    if (existing && !onlyProcesses && (modifies || (mask & PORT_FLAGS_TRACED & ~MODIFIERS) != 0)) {
      for (let port = nextPort(0); port != 0; port = nextPort(port)) if (setPortTracee(port, tracer, on, mask)) matches++;
    }
    if (fresh) {
      if (!onlyPorts && (mask & PROCESS_FLAGS_TRACED) != 0) setNewProcesses(tracer, on, mask & PROCESS_FLAGS_TRACED);
      if (!onlyProcesses && (mask & PORT_FLAGS_TRACED) != 0) setNewPorts(tracer, on, mask & PORT_FLAGS_TRACED);
    }
  }
  stopIfStepped(self());
  return makeSmall(<i64>matches);
}
function twoTracers(): Term {
  logTwoTracers(self());
  return badarg();
}

// What the flags of trace_pattern/3 say.
let kinds: u32 = 0;
let metaTracer: Term = NONE;
/** Read the list of flags of trace_pattern/3; false when it is wrong. */
function parsePatternFlags(list: Term): bool {
  let global = false;
  kinds = 0;
  metaTracer = NONE;
  for (; isCons(list); list = tail(list)) {
    const item = head(list);
    if (item == am_global) {
      if (kinds != 0) return false;
      global = true;
      continue;
    }
    if (global) return false;
    if (isTuple(item) && tupleArity(item) > 1 && element(item, 1) == am_meta) {
      kinds |= BREAK_META;
      metaTracer = tracerOf(item);
      if (metaTracer == NONE) return false;
    } else if (item == am_local) kinds |= BREAK_LOCAL;
    else if (item == am_meta) {
      kinds |= BREAK_META;
      if (metaTracer == NONE) metaTracer = self().pid;
    } else if (item == am_call_count) kinds |= BREAK_COUNT;
    else if (item == am_call_time) kinds |= BREAK_TIME;
    else return false;
  }
  return list == NIL;
}

/** erts_internal:trace_pattern/3. */
export function erts_internal_trace_pattern_3(mfa: Term, pattern: Term, list: Term): Term {
  if (!parsePatternFlags(list)) return badargBecause(am_badopt);
  let what = PATTERN_ON;
  let program: usize = 0;
  if (pattern == am_false) what = PATTERN_OFF;
  else if (pattern == am_restart) what = PATTERN_RESTART;
  else if (pattern == am_pause) what = PATTERN_PAUSE;
  else if (pattern != am_true && pattern != NIL) {
    program = compileTrace(pattern);
    if (program == 0) return badargBecause(am_match_spec);
    if (kinds != 0 && (kinds & (BREAK_LOCAL | BREAK_META)) == 0) {
      releaseBlock(program);
      return badargBecause(am_call_count);
    }
  }
  const answer = applyPattern(mfa, what, program);
  if (program != 0) releaseBlock(program);
  if (answer == NONE) return badargBecause(am_none);
  stopIfStepped(self());
  return answer;
}
function applyPattern(mfa: Term, what: i32, program: usize): Term {
  if (mfa == am_on_load) {
    changeOnLoad(what, kinds == 0 ? BREAK_GLOBAL : kinds, program, metaTracer);
    return makeSmall(0);
  }
  if (mfa == am_send || mfa == am_receive) {
    if (kinds != 0 || what > PATTERN_ON) return NONE;
    setEventPattern(mfa == am_send ? SEND_PATTERN : RECEIVE_PATTERN, what == PATTERN_ON, program);
    return makeSmall(1);
  }
  return applyToFunctions(mfa, what, kinds == 0 ? BREAK_GLOBAL : kinds, program, metaTracer);
}
/** How many functions {Module, Function, Arity} means, whose breakpoints are changed; NONE when it is no such pattern. */
function applyToFunctions(mfa: Term, what: i32, kinds_: u32, program: usize, tracer: Term): Term {
  if (!isTuple(mfa) || tupleArity(mfa) != 3) return NONE;
  const m = element(mfa, 1), f = element(mfa, 2), a = element(mfa, 3);
  if (!isAtom(m) || !isAtom(f) || (!isSmall(a) && a != am_underscore)) return NONE;
  // Only from the right may a pattern be left open.
  if ((m == am_underscore && f != am_underscore) || (f == am_underscore && a != am_underscore)) return NONE;
  // A negative arity is that of no function; -1 alone would mean any.
  const arity = a == am_underscore ? -1 : smallValue(a) < 0 ? i32.MAX_VALUE : <i32>smallValue(a);
  return makeSmall(<i64>changePattern(m, f, arity, what, kinds_, program, tracer));
}
/** erts_debug:breakpoint/2, by which the debugger makes calls of functions go to error_handler:breakpoint/3. */
export function erts_debug_breakpoint_2(mfa: Term, flag: Term): Term {
  if (flag != am_true && flag != am_false) return badarg();
  const answer = applyToFunctions(mfa, flag == am_true ? PATTERN_ON : PATTERN_OFF, BREAK_DEBUG, 0, NONE);
  if (answer == NONE) return badarg();
  stopIfStepped(self());
  return answer;
}

/** The specification of a program as a term of the running process; [] for none. */
function specOf(program: usize): Term {
  if (program == 0) return NIL;
  const spec = traceSpec(program);
  return copyTerm(spec, halloc(termWords(spec)), ownOffHeap());
}
function functionItem(record: usize, key: Term): Term {
  const now = kindsOf(record);
  if (key == am_traced) return now & BREAK_GLOBAL ? am_global : now & BREAK_LOCAL ? am_local : am_false;
  if (key == am_match_spec) return now & (BREAK_GLOBAL | BREAK_LOCAL) ? specOf(<usize>load<u32>(record, RECORD_PROGRAM)) : am_false;
  if (key == am_meta) return now & BREAK_META ? load<i64>(record, RECORD_META_TRACER) : am_false;
  if (key == am_meta_match_spec) return now & BREAK_META ? specOf(<usize>load<u32>(record, RECORD_META_PROGRAM)) : am_false;
  if (key == am_call_count) return now & BREAK_COUNT ? makeInteger(<i64>load<f64>(record, RECORD_COUNT)) : am_false;
  if (key == am_call_time) return now & BREAK_TIME ? timeList(record) : am_false;
  return NONE;
}
function onLoadItem(key: Term): Term {
  const now = onLoadKinds;
  if (key == am_traced) return now & BREAK_GLOBAL ? am_global : now & BREAK_LOCAL ? am_local : am_false;
  if (key == am_match_spec) return now & (BREAK_GLOBAL | BREAK_LOCAL) ? specOf(onLoadProgram) : am_false;
  if (key == am_meta) return now & BREAK_META ? onLoadMetaTracer : am_false;
  if (key == am_meta_match_spec) return now & BREAK_META ? specOf(onLoadMetaProgram) : am_false;
  if (key == am_call_count) return now & BREAK_COUNT ? am_true : am_false;
  if (key == am_call_time) return now & BREAK_TIME ? am_true : am_false;
  return NONE;
}
function add(list: Term, key: Term, value: Term): Term { return cons(tuple2(key, value), list); }
/** [{Key, Value}] of all items. */
function allItems(record: usize, onLoad: bool): Term {
  let list: Term = NIL;
  list = add(list, am_call_count, onLoad ? onLoadItem(am_call_count) : functionItem(record, am_call_count));
  if (!onLoad) list = add(list, am_call_time, functionItem(record, am_call_time));
  list = add(list, am_meta_match_spec, onLoad ? onLoadItem(am_meta_match_spec) : functionItem(record, am_meta_match_spec));
  list = add(list, am_meta, onLoad ? onLoadItem(am_meta) : functionItem(record, am_meta));
  list = add(list, am_match_spec, onLoad ? onLoadItem(am_match_spec) : functionItem(record, am_match_spec));
  return add(list, am_traced, onLoad ? onLoadItem(am_traced) : functionItem(record, am_traced));
}

function functionInfo(mfa: Term, key: Term): Term {
  if (tupleArity(mfa) != 3 || !isAtom(element(mfa, 1)) || !isAtom(element(mfa, 2)) || !isSmall(element(mfa, 3))) return badarg();
  const found = findBreak(element(mfa, 1), element(mfa, 2), <i32>smallValue(element(mfa, 3)));
  if (found == -1) return tuple2(key, am_undefined);
  if ((kindsOf(<usize>found) & ~BREAK_DEBUG) == 0) return tuple2(key, am_false);
  if (key == am_all) return tuple2(key, allItems(<usize>found, false));
  const value = functionItem(<usize>found, key);
  return value == NONE ? badarg() : tuple2(key, value);
}

/** trace_info/2. */
export function erlang_trace_info_2(subject: Term, key: Term): Term {
  if (subject == am_on_load) {
    if (onLoadKinds == 0) return tuple2(key, am_false);
    if (key == am_all) return tuple2(key, allItems(0, true));
    const value = onLoadItem(key);
    return value == NONE ? badarg() : tuple2(key, value);
  }
  if (subject == am_send || subject == am_receive) {
    if (key != am_match_spec) return badarg();
    const pattern = subject == am_send ? SEND_PATTERN : RECEIVE_PATTERN, program = eventProgram(pattern);
    return tuple2(key, !isEventOn(pattern) ? am_false : program == 0 ? am_true : specOf(program));
  }
  if (isTuple(subject)) return functionInfo(subject, key);
  let flags: u32 = 0;
  let tracer: Term = NONE;
  if (subject == am_new || subject == am_new_processes) {
    flags = newProcessFlags;
    tracer = newProcessTracer;
  } else if (subject == am_new_ports) {
    flags = newPortFlags;
    tracer = newPortTracer;
  } else if (isLocalPort(subject)) {
    const port = findPort(subject);
    if (port == 0) return am_undefined;
    flags = portTraceFlags(port);
    tracer = portTracer(port);
  } else if (isLocalPid(subject)) {
    if (key != am_flags && key != am_tracer) return badarg();
    const p = liveProcess(subject);
    if (p == null) return am_undefined;
    if (isTraced(p)) {
      flags = p.traced;
      tracer = p.tracer;
    }
  } else return badargBecause(am_badopt);
  if (key == am_flags) return tuple2(key, flagList(flags));
  return key == am_tracer ? tuple2(key, tracer == NONE ? NIL : tracer) : badarg();
}

/** Trace messages are delivered at once: the answer follows all that were sent. */
export function erlang_trace_delivered_1(tracee: Term): Term {
  if (tracee != am_all && !isLocalPid(tracee)) return badarg();
  const ref = newReference();
  sendTuple(self(), 3, am_trace_delivered, tracee, ref, NONE, NONE);
  return ref;
}
