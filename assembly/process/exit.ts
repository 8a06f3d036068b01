/**
 * The end of processes. A process that is to die is dead to all others at once (its status says
 * so, its name is free); taking apart what it leaves behind is done between two turns, so that a
 * chain of linked processes of any length needs no stack and no BIF waits for it; a lot of it takes several goes, and
 * others run in between.
 *
 * What it leaves: its timers, ETS tables, links (exit signals), monitors on it (DOWN messages),
 * monitors it made, its heap and its place in the process table, in this order as in OTP.
 */
import { etsOwnerExits } from "../ets/owner";
import { rawFree } from "../memory/alloc";
import { REDS } from "../memory/cells";
import { abandonCollection, settleCollection } from "../memory/collect";
import { copyTerm, termWords } from "../memory/copy";
import { FRAGMENT_OFF_HEAP, FRAGMENT_TERMS, freeFragment, newMessageFragment } from "../memory/fragment";
import { freeHeap } from "../memory/heap";
import { freeDictionary } from "./dictionary";
import { setSavedCalls } from "./saved_calls";
import { freeProcess } from "./create";
import { am_EXIT, am_getting_unlinked, am_kill, am_killed, am_normal, am_unregister } from "../term/am";
import { NONE, Term, element, isImmediate, isLocalPid, isLocalPort, pidNumber } from "../term/tag";
import { unqueue } from "../scheduler/run_queue";
import {
  FLAG_EXIT_PENDING, FLAG_LOG_EXIT, FLAG_SYSTEM, FLAG_TOLD, FLAG_TRAP_EXIT, FLAG_WATCHED, PROCESS_EXITING, TURN,
} from "../scheduler/state";
import { encodeToBuffer } from "../embed/bridge";
import { hostProcessExited } from "../host";
import { logExit } from "./exit_log";
import { firstLinked, removeLink } from "./link";
import { dropMessage, firstLink, freeMailbox, isRunning, sendTuple } from "./mailbox";
import { MESSAGE_NEXT, messageTerm } from "./message";
import { dropMade, fireMonitors, onHead } from "./monitor";
import { leaveName } from "./name";
import { signalPort } from "./port_relation";
import { Process } from "./process";
import { exitTraced, hasToken } from "./seq_trace";
import { dropSuspensions } from "./suspend";
import { leaveProcess, liveProcess } from "./table";
import { cancelTimeout } from "./timeout";
import { cancelTimersOf } from "./timer";
import { traceExit, traceProcess } from "../trace/events";

/** Reductions that the scheduler charges for taking a process apart. */
const EXIT_COST: i32 = 50;

let dying: usize = 0;
let dyingLast: usize = 0;

// @ts-ignore: decorator
@inline export function hasDying(): bool { return dying != 0; }

/** `p`, which is not running, ends with its exitReason. */
export function beginExit(p: Process): void {
  if (p.status == PROCESS_EXITING) return;
  unqueue(p);
  p.status = PROCESS_EXITING;
  if (p.traced != 0) traceExit(p, p.exitReason);
  if (p.timer != 0) cancelTimeout(p);
  if (p.registeredName != NONE) {
    if (p.traced != 0) traceProcess(p, am_unregister, p.registeredName);
    leaveName(p.registeredName);
  }
  p.nextDying = 0;
  if (dyingLast == 0) dying = changetype<usize>(p);
  else changetype<Process>(dyingLast).nextDying = changetype<usize>(p);
  dyingLast = changetype<usize>(p);
}

/** Kill `p` with `reason`, which is copied. The running process goes at its next check. */
export function kill(p: Process, reason: Term): void {
  if (p.status == PROCESS_EXITING || (p.flags & FLAG_EXIT_PENDING) != 0) return;
  if (!isImmediate(reason)) {
    const words = termWords(reason);
    if (words != 0) {
      const fragment = newMessageFragment(words);
      reason = copyTerm(reason, fragment + FRAGMENT_TERMS, fragment + FRAGMENT_OFF_HEAP);
      p.exitFragment = fragment;
    }
  }
  p.exitReason = reason;
  if (isRunning(p)) {
    p.flags |= FLAG_EXIT_PENDING;
    store<i32>(REDS, 0);
  } else beginExit(p);
}

/** The exit signal of exit/2 from `from` reaches `p`. */
export function exitSignal(p: Process, from: Term, reason: Term): void {
  if (reason == am_kill) {
    if ((p.flags & FLAG_SYSTEM) == 0) kill(p, am_killed);
  } else if ((p.flags & FLAG_TRAP_EXIT) != 0) sendTuple(p, 3, am_EXIT, from, reason, NONE, NONE, 0);
  else if ((p.flags & FLAG_SYSTEM) == 0 && (reason != am_normal || from == p.pid)) kill(p, reason);
}
/** The exit signal of a broken link to `from` reaches `p`; here `kill` is a reason like others. */
export function linkSignal(p: Process, from: Term, reason: Term): void {
  if ((p.flags & FLAG_TRAP_EXIT) != 0) sendTuple(p, 3, am_EXIT, from, reason, NONE, NONE, 0);
  else if (reason != am_normal && (p.flags & FLAG_SYSTEM) == 0) kill(p, reason);
}
/** `p`, which runs, gives itself the exit signal `reason` of exit/2. */
export function exitSelf(p: Process, reason: Term): void {
  exitSignal(p, p.pid, reason);
  if (reason != am_kill && (p.flags & FLAG_TRAP_EXIT) != 0) p.ownExit = p.inboxLast;
}
/**
 * `p` stops trapping exits. OTP handles a signal to oneself only when the process next looks at its
 * signals: one that it gave itself and has not seen yet now kills it.
 */
export function stopTrapping(p: Process): void {
  p.flags &= ~FLAG_TRAP_EXIT;
  if (p.ownExit == 0) return;
  let link = firstLink(p);
  while (<usize>load<u32>(link, MESSAGE_NEXT) != p.ownExit) link = <usize>load<u32>(link, MESSAGE_NEXT);
  kill(p, element(messageTerm(p.ownExit), 3));
  dropMessage(p, link);
  p.ownExit = 0;
}

/**
 * Break links of the list at `head`, which belongs to `id`, at most `most`; each other side gets an exit signal. Returns how many.
 * A dying process `by` that has a token hands it on.
 */
export function breakLinks(head: usize, id: Term, reason: Term, most: i32, by: Process | null = null): i32 {
  let n = 0;
  for (let other = firstLinked(head); other != NONE && n < most; other = firstLinked(head), n++) {
    removeLink(id, other);
    if (isLocalPid(other)) {
      const q = liveProcess(other);
      if (q == null) continue;
      if (q.traced != 0) traceProcess(q, am_getting_unlinked, id);
      const traced = by != null && hasToken(by), traps = (q.flags & FLAG_TRAP_EXIT) != 0;
      if (traced) exitTraced(by!, q, reason, traps);
      if (!traced || !traps) linkSignal(q, id, reason);
    } else if (isLocalPort(other)) signalPort(other, id, reason);
  }
  return n;
}

/**
 * Take dying processes apart, for about as long as a turn takes; returns reductions to charge. What one leaves behind may take
 * more than that: it is gone on with by the next call.
 */
export function exitDying(): i32 {
  let cost = 0;
  while (dying != 0 && cost < TURN) {
    const p = changetype<Process>(dying);
    const left = settleAffairs(p, (TURN - cost) * AFFAIRS_A_REDUCTION);
    if (left <= 0) return TURN;
    cost = TURN - left / AFFAIRS_A_REDUCTION + EXIT_COST;
    dying = p.nextDying;
    if (dying == 0) dyingLast = 0;
    release(p);
  }
  return cost;
}

/** Links, monitors, timers and messages dealt with for one reduction. */
const AFFAIRS_A_REDUCTION: i32 = 2;
/** Tell whom the end of `p` concerns, `most` of all that at most. Returns what is left of `most`; 0: there is more to do. */
function settleAffairs(p: Process, most: i32): i32 {
  const reason = p.exitReason;
  if ((p.flags & FLAG_TOLD) == 0) {
    p.flags |= FLAG_TOLD;
    // Its label is copied to those that are linked.
    if (hasToken(p)) settleCollection(changetype<usize>(p));
    if ((p.flags & FLAG_LOG_EXIT) != 0) logExit(p, reason);
    if ((p.flags & FLAG_WATCHED) != 0) hostProcessExited(<i32>pidNumber(p.pid), encodeToBuffer(reason));
    if ((p.etsTables | p.etsFixations | p.etsCopied) != 0) etsOwnerExits(changetype<usize>(p));
    dropSuspensions(p);
  }
  let left = most;
  if ((p.timers | p.links | p.monitored | p.monitors) != 0) {
    left -= cancelTimersOf(p, left);
    left -= breakLinks(changetype<usize>(p) + offsetof<Process>("links"), p.pid, reason, left, p);
    left -= fireMonitors(onHead(p), reason, left);
    left -= dropMade(p, left);
  }
  return left - freeMailbox(p, left);
}

function release(p: Process): void {
  leaveProcess(p);
  if (p.exitFragment != 0) freeFragment(p.exitFragment);
  freeDictionary(p);
  setSavedCalls(p, 0);
  if (p.savedBlock != 0) rawFree(p.savedBlock);
  abandonCollection(changetype<usize>(p));
  freeHeap(changetype<usize>(p));
  freeProcess(p);
}
