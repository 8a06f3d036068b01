/**
 * system_profile: one process is told when processes and ports become runnable and cease to be, and when the
 * scheduler goes to sleep and wakes:
 *
 *     {profile, PidOrPort, active | inactive, {M, F, A} | 0, Timestamp}
 *     {profile, scheduler, Id, active | inactive, Schedulers, Timestamp}
 */
import { onRunnable } from "../scheduler/run_queue";
import { am_active, am_inactive, am_profile, am_scheduler } from "../term/am";
import { NONE, SMALL_MIN, SUB_TUPLE, Term, makeBoxed, makeHeader, makeSmall } from "../term/tag";
import { monotonicNanoseconds, nextMonotonic, nextNow } from "./clock";
import { currentArity, currentModule, currentName, noteCurrent } from "./current";
import { deliver, messageRoom } from "./mailbox";
import { Process } from "./process";
import { liveProcess } from "./table";

export const PROFILE_PROCESSES: u32 = 1;
export const PROFILE_PORTS: u32 = 2;
export const PROFILE_SCHEDULER: u32 = 4;
/** A process that waits for a port to do something is not runnable meanwhile. */
export const PROFILE_EXCLUSIVE: u32 = 8;
/** Kinds of timestamps; without one of these, erlang:now/0's. */
export const PROFILE_MONOTONIC: u32 = 16;
export const PROFILE_STRICT: u32 = 32;

let profiler: Term = NONE;
/** PROFILE_* in force. */
export let profiled: u32 = 0;

/** Who is told, NONE when nobody is: a profiler that is dead has stopped everything. */
export function systemProfiler(): Term {
  if (profiler != NONE && liveProcess(profiler) == null) setSystemProfiler(NONE, 0);
  return profiler;
}
export function setSystemProfiler(pid: Term, what: u32): void {
  profiler = pid;
  profiled = what;
  onRunnable((what & PROFILE_PROCESSES) != 0 ? becameRunnable.index : 0);
}

const FRAME_WORDS: i32 = 7;
const MFA_WORDS: i32 = 4;
const STAMP_WORDS: i32 = 4;

let at: usize = 0;
function begin(about: Term, words: i32): Process | null {
  const pid = systemProfiler();
  if (pid == NONE || pid == about) return null;
  const to = liveProcess(pid)!;
  const stamp = (profiled & PROFILE_MONOTONIC) != 0 ? 0 : (profiled & PROFILE_STRICT) != 0 ? STAMP_WORDS - 1 : STAMP_WORDS;
  at = messageRoom(to, words + stamp);
  return to;
}
function timestamp(): Term {
  if ((profiled & (PROFILE_MONOTONIC | PROFILE_STRICT)) == 0) {
    const us = nextNow();
    const now = at;
    at += <usize>STAMP_WORDS << 3;
    store<i64>(now, makeHeader(3, SUB_TUPLE));
    store<i64>(now, makeSmall(us / 1_000_000_000_000), 8);
    store<i64>(now, makeSmall(us / 1_000_000 % 1_000_000), 16);
    store<i64>(now, makeSmall(us % 1_000_000), 24);
    return makeBoxed(now);
  }
  const time = makeSmall(monotonicNanoseconds());
  if ((profiled & PROFILE_MONOTONIC) != 0) return time;
  const pair = at;
  at += 24;
  store<i64>(pair, makeHeader(2, SUB_TUPLE));
  store<i64>(pair, time, 8);
  store<i64>(pair, makeSmall(SMALL_MIN + nextMonotonic()), 16);
  return makeBoxed(pair);
}

function tellFunction(about: Term, active: bool, known: bool): void {
  const to = begin(about, FRAME_WORDS - 1 + (known ? MFA_WORDS : 0));
  if (to == null) return;
  let where = makeSmall(0);
  if (known) {
    where = makeBoxed(at);
    store<i64>(at, makeHeader(3, SUB_TUPLE));
    store<i64>(at, currentModule, 8);
    store<i64>(at, currentName, 16);
    store<i64>(at, makeSmall(<i64>currentArity), 24);
    at += <usize>MFA_WORDS << 3;
  }
  const stamp = timestamp(), frame = at;
  store<i64>(frame, makeHeader(5, SUB_TUPLE));
  store<i64>(frame, am_profile, 8);
  store<i64>(frame, about, 16);
  store<i64>(frame, active ? am_active : am_inactive, 24);
  store<i64>(frame, where, 32);
  store<i64>(frame, stamp, 40);
  deliver(to, makeBoxed(frame));
}
function becameRunnable(process: usize): void {
  const p = changetype<Process>(process);
  tellFunction(p.pid, true, noteCurrent(p));
}
/** `p` waits or sleeps from now on; `ended`: for ever. Only when processes are profiled. */
export function ceasedRunnable(p: Process, ended: bool): void { tellFunction(p.pid, false, !ended && noteCurrent(p)); }

/** The running process `p` has `port` do something: before (`on`) and after it. Only when ports are profiled, or exclusively. */
export function profilePort(p: Process | null, port: Term, on: bool): void {
  const exclusive = p != null && (profiled & PROFILE_EXCLUSIVE) != 0 && (profiled & PROFILE_PROCESSES) != 0;
  if (exclusive && on) ceasedRunnable(p!, false);
  if ((profiled & PROFILE_PORTS) != 0) tellFunction(port, on, false);
  if (exclusive && !on) becameRunnable(changetype<usize>(p));
}

/** The scheduler finds nothing to do, or something again. */
export function profileScheduler(active: bool): void {
  if ((profiled & PROFILE_SCHEDULER) == 0) return;
  const to = begin(NONE, FRAME_WORDS);
  if (to == null) return;
  const stamp = timestamp(), frame = at;
  store<i64>(frame, makeHeader(6, SUB_TUPLE));
  store<i64>(frame, am_profile, 8);
  store<i64>(frame, am_scheduler, 16);
  store<i64>(frame, makeSmall(1), 24);
  store<i64>(frame, active ? am_active : am_inactive, 32);
  store<i64>(frame, makeSmall(active ? 1 : 0), 40);
  store<i64>(frame, stamp, 48);
  deliver(to, makeBoxed(frame));
}
