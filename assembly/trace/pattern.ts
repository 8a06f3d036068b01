/**
 * Setting and clearing breakpoints by a pattern {Module, Function, Arity}, now and for code that is loaded later (on_load).
 * What a pattern does to which kind of breakpoint follows erlang:trace_pattern/3.
 */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import {
  INSTANCE_FUNCTIONS, INSTANCE_FUNCTION_COUNT, INSTANCE_MODULE, nextInstance, onFunctionFreed, onPublish,
} from "../code/instance";
import { FUNCTION_ARITY, FUNCTION_INFO_SIZE, FUNCTION_MODULE, FUNCTION_NAME } from "../code/point";
import { releaseBlock, retainBlock } from "../memory/binary";
import { am_underscore } from "../term/am";
import { NONE, Term } from "../term/tag";
import {
  BREAK_COUNT, BREAK_COUNTS, BREAK_DEBUG, BREAK_GLOBAL, BREAK_LOCAL, BREAK_META, BREAK_TIME, BREAK_TIMES, RECORD_COUNT, RECORD_META_PROGRAM,
  RECORD_META_TRACER, RECORD_PROGRAM, bifBreak, bifExport, bifRows, clearKinds, exportOf, functionBreak, kindsOf, recordOfBif, recordOfFunction,
  setKinds, setProgram,
} from "./breakpoint";
import { clearTimes } from "./time";

/** What is to become of the breakpoints that a pattern meets. */
export const PATTERN_OFF: i32 = 0;
export const PATTERN_ON: i32 = 1;
export const PATTERN_RESTART: i32 = 2;
export const PATTERN_PAUSE: i32 = 3;

// The pattern in force: BREAK_* kinds, their specification (a block or 0), and the tracer of a meta trace.
let kinds: u32 = 0;
let program: usize = 0;
let tracer: Term = NONE;
let what: i32 = 0;

function changeCount(record: usize): void {
  const now = kindsOf(record);
  switch (what) {
    case PATTERN_OFF: setKinds(record, now & ~(BREAK_COUNT | BREAK_COUNTS)); break;
    case PATTERN_PAUSE: setKinds(record, now & ~BREAK_COUNTS); break;
    default:
      if (what == PATTERN_RESTART && (now & BREAK_COUNT) == 0) return;
      store<f64>(record, 0, RECORD_COUNT);
      setKinds(record, now | BREAK_COUNT | BREAK_COUNTS);
  }
}
function changeTime(record: usize): void {
  const now = kindsOf(record);
  switch (what) {
    case PATTERN_OFF: setKinds(record, now & ~(BREAK_TIME | BREAK_TIMES)); clearTimes(record); break;
    case PATTERN_PAUSE: setKinds(record, now & ~BREAK_TIMES); break;
    default:
      if (what == PATTERN_RESTART && (now & BREAK_TIME) == 0) return;
      clearTimes(record);
      setKinds(record, now | BREAK_TIME | BREAK_TIMES);
  }
}
function change(record: usize): void {
  if (kinds == BREAK_DEBUG) {
    setKinds(record, what == PATTERN_OFF ? kindsOf(record) & ~BREAK_DEBUG : kindsOf(record) | BREAK_DEBUG);
    return;
  }
  if (what == PATTERN_OFF) clearKinds(record, kinds & (BREAK_GLOBAL | BREAK_LOCAL | BREAK_META));
  else if (kinds == BREAK_GLOBAL) {
    clearKinds(record, kindsOf(record) & ~BREAK_DEBUG);
    clearTimes(record);
    setProgram(record, RECORD_PROGRAM, program);
    setKinds(record, kindsOf(record) | BREAK_GLOBAL);
    return;
  } else {
    if (kindsOf(record) & BREAK_GLOBAL) clearKinds(record, BREAK_GLOBAL);
    if (kinds & BREAK_LOCAL) setProgram(record, RECORD_PROGRAM, program);
    if (kinds & BREAK_META) {
      setProgram(record, RECORD_META_PROGRAM, program);
      store<i64>(record, tracer, RECORD_META_TRACER);
    }
    setKinds(record, kindsOf(record) | (kinds & (BREAK_LOCAL | BREAK_META)));
  }
  if (kinds & BREAK_COUNT) changeCount(record);
  if (kinds & BREAK_TIME) changeTime(record);
}
function changeFunction(fn: usize): bool {
  if (kinds == BREAK_GLOBAL && exportOf(fn) == 0) return false;
  if (what == PATTERN_ON || functionBreak(fn) != 0) change(recordOfFunction(fn));
  return true;
}
/** The debugger counts BIFs as OTP does, and interprets none. */
function changeBif(e: usize): void { if (kinds != BREAK_DEBUG && (what == PATTERN_ON || bifBreak(e) != 0)) change(recordOfBif(e)); }

/** Does `wanted`, which may be '_', mean `t`? `small`: an arity, -1 for any. */
// @ts-ignore: decorator
@inline function fits(wanted: Term, t: Term): bool { return wanted == am_underscore || wanted == t; }

/** FunctionInfo `i` of an instance. */
// @ts-ignore: decorator
@inline function functionAt(instance: usize, i: i32): usize { return <usize>load<u32>(instance, INSTANCE_FUNCTIONS) + <usize>i * FUNCTION_INFO_SIZE; }

/** Does a module that is loaded now have this name? BIFs belong to a module, and are there when it is. */
function isLoaded(m: Term): bool {
  for (let i = nextInstance(0); i != 0; i = nextInstance(i)) if (load<i64>(i, INSTANCE_MODULE) == m) return true;
  return false;
}

/**
 * Change the breakpoints of all functions that m:f/arity means ('_' and -1: any). `kinds_`: BREAK_GLOBAL or BREAK_DEBUG alone, or others.
 * Returns how many functions there are, traced or not.
 */
export function changePattern(m: Term, f: Term, arity: i32, what_: i32, kinds_: u32, program_: usize, tracer_: Term): i32 {
  what = what_;
  kinds = kinds_;
  program = program_;
  tracer = tracer_;
  let found = 0;
  for (let instance = nextInstance(0); instance != 0; instance = nextInstance(instance)) {
    if (!fits(m, load<i64>(instance, INSTANCE_MODULE))) continue;
    for (let i = 0; i < load<i32>(instance, INSTANCE_FUNCTION_COUNT); i++) {
      const fn = functionAt(instance, i);
      if (fits(f, load<i64>(fn, FUNCTION_NAME)) && (arity < 0 || arity == load<i32>(fn, FUNCTION_ARITY)) && changeFunction(fn)) found++;
    }
  }
  for (let i = 0; i < bifRows(); i++) {
    const e = bifExport(i);
    if (e == 0) continue;
    if (!fits(m, load<i64>(e, EXPORT_MODULE)) || !fits(f, load<i64>(e, EXPORT_FUNCTION)) || (arity >= 0 && arity != load<i32>(e, EXPORT_ARITY))) continue;
    if (!isLoaded(load<i64>(e, EXPORT_MODULE))) continue;
    changeBif(e);
    found++;
  }
  return found;
}

/** What is traced of m:f/arity: the record, 0 when nothing ever was; -1 when there is no such function. */
export function findBreak(m: Term, f: Term, arity: i32): i32 {
  for (let instance = nextInstance(0); instance != 0; instance = nextInstance(instance)) {
    if (load<i64>(instance, INSTANCE_MODULE) != m) continue;
    for (let i = 0; i < load<i32>(instance, INSTANCE_FUNCTION_COUNT); i++) {
      const fn = functionAt(instance, i);
      if (load<i64>(fn, FUNCTION_NAME) == f && load<i32>(fn, FUNCTION_ARITY) == arity) return <i32>functionBreak(fn);
    }
  }
  for (let i = 0; i < bifRows(); i++) {
    const e = bifExport(i);
    if (e == 0) continue;
    if (load<i64>(e, EXPORT_MODULE) == m && load<i64>(e, EXPORT_FUNCTION) == f && load<i32>(e, EXPORT_ARITY) == arity) return <i32>bifBreak(e);
  }
  return -1;
}

// What code gets that is loaded later.
export let onLoadKinds: u32 = 0;
export let onLoadProgram: usize = 0;
export let onLoadMetaProgram: usize = 0;
export let onLoadMetaTracer: Term = NONE;

// @ts-ignore: decorator
@inline function held(before: usize, program: usize): usize {
  if (program != 0) retainBlock(program);
  if (before != 0) releaseBlock(before);
  return program;
}
/** Change the pattern on_load as changePattern() changes functions. */
export function changeOnLoad(what_: i32, kinds_: u32, program_: usize, tracer_: Term): void {
  if (kinds_ & (BREAK_GLOBAL | BREAK_LOCAL)) onLoadProgram = held(onLoadProgram, program_);
  if (kinds_ & BREAK_META) {
    onLoadMetaProgram = held(onLoadMetaProgram, program_);
    onLoadMetaTracer = tracer_;
  }
  if (what_ == PATTERN_OFF) onLoadKinds &= kinds_ == BREAK_GLOBAL ? ~BREAK_GLOBAL : ~kinds_;
  else if (kinds_ == BREAK_GLOBAL) onLoadKinds = BREAK_GLOBAL;
  else onLoadKinds = (onLoadKinds & ~BREAK_GLOBAL) | (what_ == PATTERN_ON ? kinds_ : kinds_ & (BREAK_LOCAL | BREAK_META));
}
/** An instance was published. */
function applyOnLoad(instance: usize): void {
  if (onLoadKinds == 0) return;
  for (let i = 0; i < load<i32>(instance, INSTANCE_FUNCTION_COUNT); i++) {
    const fn = functionAt(instance, i);
    what = PATTERN_ON;
    if (onLoadKinds & (BREAK_GLOBAL | BREAK_LOCAL)) apply(fn, onLoadKinds & (BREAK_GLOBAL | BREAK_LOCAL), onLoadProgram);
    if (onLoadKinds & BREAK_META) apply(fn, BREAK_META, onLoadMetaProgram);
    if (onLoadKinds & (BREAK_COUNT | BREAK_TIME)) apply(fn, onLoadKinds & (BREAK_COUNT | BREAK_TIME), 0);
  }
}
function apply(fn: usize, kinds_: u32, program_: usize): void {
  kinds = kinds_;
  program = program_;
  tracer = onLoadMetaTracer;
  changeFunction(fn);
}
onPublish(applyOnLoad.index);

/** A function's code is freed: its record stays, as a frame may name it, and holds nothing any more. */
function forgetFunction(fn: usize): void {
  const record = functionBreak(fn);
  clearKinds(record, kindsOf(record));
  clearTimes(record);
}
onFunctionFreed(forgetFunction.index);
