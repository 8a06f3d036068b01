/** Timers that send messages. */
import { currentProcess } from "../memory/cells";
import {
  am_abs, am_async, am_badopt, am_cancel_timer, am_false, am_info, am_ok, am_read_timer, am_time, am_true,
} from "../term/am";
import { hostMonotonicMs } from "../host";
import { dueIn } from "../scheduler/wheel";
import {
  NIL, NONE, Term, element, head, isAtom, isCons, isLocalPid, isRef, isSmall, isTuple, makeSmall, smallValue, tail, tupleArity,
} from "../term/tag";
import { hostMsOf } from "../process/clock";
import { sendTuple } from "../process/mailbox";
import { Process } from "../process/process";
import { newReference, recordReference } from "../process/reference";
import { liveProcess } from "../process/table";
import { TIMER_TUPLE, cancelTimer, findTimer, startTimer, timerDue } from "../process/timer";
import { badarg, badargBecause } from "./raise";

/** What the timer wheel can hold, in milliseconds: 48 bits. */
const MAX_TIME: i64 = (1 << 47) - 1;

function start(time: Term, to: Term, message: Term, absolute: bool, flags: u32): Term {
  if (!isLocalPid(to) && !isAtom(to)) return badarg();
  if (!isSmall(time) || smallValue(time) > MAX_TIME || (!absolute && smallValue(time) < 0)) return badargBecause(am_time);
  // Nothing will be sent to a pid that is dead; a name may be somebody's by then.
  if (isLocalPid(to) && liveProcess(to) == null) return newReference();
  const due = absolute
    ? <u64>max(0, Math.ceil(hostMsOf(<f64>smallValue(time)))) : dueIn(<u64>smallValue(time));
  return recordReference(startTimer(due, to, message, flags));
}
let optionAbsolute: bool = false;
function parseStart(options: Term): bool {
  optionAbsolute = false;
  for (; isCons(options); options = tail(options)) {
    const o = head(options);
    if (!isTuple(o) || tupleArity(o) != 2 || element(o, 1) != am_abs) return false;
    if (element(o, 2) != am_true && element(o, 2) != am_false) return false;
    optionAbsolute = element(o, 2) == am_true;
  }
  return options == NIL;
}
export function erlang_send_after_3(time: Term, to: Term, message: Term): Term { return start(time, to, message, false, 0); }
export function erlang_start_timer_3(time: Term, to: Term, message: Term): Term { return start(time, to, message, false, TIMER_TUPLE); }
export function erlang_send_after_4(time: Term, to: Term, message: Term, options: Term): Term {
  return parseStart(options) ? start(time, to, message, optionAbsolute, 0) : badargBecause(am_badopt);
}
export function erlang_start_timer_4(time: Term, to: Term, message: Term, options: Term): Term {
  return parseStart(options) ? start(time, to, message, optionAbsolute, TIMER_TUPLE) : badargBecause(am_badopt);
}

/** Milliseconds that are left, false when the timer is no more. */
function timeLeft(record: usize): Term {
  if (record == 0) return am_false;
  return makeSmall(<i64>max(0, Math.floor(<f64>timerDue(record) - hostMonotonicMs())));
}
let optionAsync: bool = false;
let optionInfo: bool = true;
function parseAsk(options: Term, info: bool): bool {
  optionAsync = false;
  optionInfo = true;
  for (; isCons(options); options = tail(options)) {
    const o = head(options);
    if (!isTuple(o) || tupleArity(o) != 2) return false;
    const value = element(o, 2);
    if (value != am_true && value != am_false) return false;
    if (element(o, 1) == am_async) optionAsync = value == am_true;
    else if (info && element(o, 1) == am_info) optionInfo = value == am_true;
    else return false;
  }
  return options == NIL;
}
/** By the options: the value itself, or ok and a message {Tag, Ref, Value}. */
function answer(tag: Term, ref: Term, value: Term): Term {
  if (!optionAsync) return optionInfo ? value : am_ok;
  if (optionInfo) sendTuple(changetype<Process>(currentProcess()), 3, tag, ref, value, NONE, NONE);
  return am_ok;
}
function cancel(ref: Term): Term {
  if (!isRef(ref)) return badarg();
  const record = findTimer(ref);
  const left = timeLeft(record);
  if (record != 0) cancelTimer(record);
  return answer(am_cancel_timer, ref, left);
}
export function erlang_cancel_timer_1(ref: Term): Term {
  parseAsk(NIL, true);
  return cancel(ref);
}
export function erlang_cancel_timer_2(ref: Term, options: Term): Term { return parseAsk(options, true) ? cancel(ref) : badarg(); }
export function erlang_read_timer_1(ref: Term): Term { return isRef(ref) ? timeLeft(findTimer(ref)) : badarg(); }
export function erlang_read_timer_2(ref: Term, options: Term): Term {
  if (!isRef(ref) || !parseAsk(options, false)) return badarg();
  return answer(am_read_timer, ref, timeLeft(findTimer(ref)));
}
