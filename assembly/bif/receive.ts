/** What generated code calls for receive (docs/abi.md, receive). */
import { STATUS_WAIT, currentProcess, setStatus } from "../memory/cells";
import { FLAG_TIMED_OUT } from "../scheduler/state";
import { am_infinity, am_timeout_value } from "../term/am";
import { NONE, Term, isSmall, smallValue } from "../term/tag";
import { dropMessage, endReceive, hasUnseenMessage, passMessage, peekMessage } from "../process/mailbox";
import { bindMark, clearMark, reserveMark, useMark } from "../process/marker";
import { MESSAGE_NEXT, MESSAGE_TERM, MESSAGE_TOKEN, messageFlags } from "../process/message";
import { Process } from "../process/process";
import { peeksQuickly, removeQuickly } from "../process/quick_message";
import { SAVED_RECEIVE, SAVED_TIMEOUT, saveCall } from "../process/saved_calls";
import { hasToken, receiveToken } from "../process/seq_trace";
import { startTimeout } from "../process/timeout";
import { traceReceived, traceTimeout } from "../trace/events";
import { error } from "./raise";

/** Longest timeout in milliseconds, as in OTP. */
const MAX_TIMEOUT: i64 = 0xffffffff;

const SLEEP: i32 = 0;
const LOOK_AGAIN: i32 = 1;
const TIMED_OUT: i32 = 2;
const RAISED: i32 = 3;

// @ts-ignore: decorator
@inline function self(): Process { return changetype<Process>(currentProcess()); }

export function rt_receive_peek(): Term {
  const p = self(), m = <usize>load<u32>(p.inboxScan, MESSAGE_NEXT);
  if (peeksQuickly(p, m)) return m == 0 ? NONE : load<i64>(m, MESSAGE_TERM);
  return peek(p);
}
function peek(p: Process): Term {
  if (p.untraced != 0) traceReceived(p);
  return peekMessage(p);
}
// Damaged code may pass or take a message that it never looked at, or that is not there.
export function rt_receive_next(): void { if (hasUnseenMessage(self())) passMessage(self()); }
export function rt_receive_remove(): void {
  const p = self();
  if (!removeQuickly(p)) remove(p);
}
function remove(p: Process): void {
  const m = <usize>load<u32>(p.inboxScan, MESSAGE_NEXT);
  if (m != 0) {
    if (hasToken(p) || messageFlags(m) == MESSAGE_TOKEN) receiveToken(p, m);
    if (p.savedCalls != 0) saveCall(p, SAVED_RECEIVE);
    dropMessage(p, p.inboxScan);
  }
  endReceive(p);
}
export function rt_receive_timeout(): void {
  const p = self();
  if (p.traced != 0) traceTimeout(p);
  if (p.savedCalls != 0) saveCall(p, SAVED_TIMEOUT);
  endReceive(p);
}

/** `t`: the timeout, or 0 when the process was resumed. */
export function rt_receive_wait(t: Term): i32 {
  const p = self();
  if (p.flags & FLAG_TIMED_OUT) return TIMED_OUT;
  if (t != NONE && p.timer == 0 && t != am_infinity) {
    if (!isSmall(t) || smallValue(t) < 0 || smallValue(t) > MAX_TIMEOUT) {
      error(am_timeout_value);
      return RAISED;
    }
    if (smallValue(t) == 0) return TIMED_OUT;
    startTimeout(p, <u64>smallValue(t));
  }
  if (hasUnseenMessage(p)) return LOOK_AGAIN;
  setStatus(STATUS_WAIT);
  return SLEEP;
}

export function rt_receive_marker_reserve(): Term { return reserveMark(self()); }
export function rt_receive_marker_bind(marker: Term, ref: Term): void { bindMark(self(), marker, ref); }
export function rt_receive_marker_clear(ref: Term): void { clearMark(self(), ref); }
export function rt_receive_marker_use(ref: Term): void { useMark(self(), ref); }
