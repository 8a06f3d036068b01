/**
 * The scheduler: gives runnable processes their turns and acts on why each of them stopped. All
 * code of a process runs below `runTurn`; when it stops, every function on the native stack has
 * returned 0 and the process is whole in memory (docs/scheduler.md).
 */
import { cpSlot } from "../code/point";
import {
  CALLEE, EXC_CLASS, HP, LIVE, NEED, RED_ZONE, REDS, SP, STATUS, STATUS_BAD_FUN, STATUS_CALL_FUN, STATUS_CHECK, STATUS_DEFERRED, STATUS_EXCEPTION,
  STATUS_EXIT, STATUS_HALT, STATUS_SUSPENDED, STATUS_TRACED_BIF, STATUS_TRAP, STATUS_UNDEFINED, STATUS_WAIT, STATUS_YIELD, setLive, setX, sp, x,
} from "../memory/cells";
import { hostMonotonicMs } from "../host";
import {
  COLLECT_DONE, COLLECT_FAILED, COLLECT_LATER, collectInSteps, collectionFailed, collectsInSteps, continueCollection, isTidy, needsCollection,
  needsCollectionToSleep,   withinLimit,
} from "../memory/collect";
import { isStress } from "../memory/stress";
import { sweepFunEntries } from "../code/fun_sweep";
import { releaseOneRetired, releaseSomeRetired } from "../memory/evict";
import { am_exit, am_in, am_killed, am_normal, am_out } from "../term/am";
import { NONE } from "../term/tag";
import { beginExit, exitDying, hasDying } from "../process/exit";
import { logHeapLimit } from "../process/exit_log";
import { hasUnseenMessage } from "../process/mailbox";
import { PROFILE_PROCESSES, ceasedRunnable, profileScheduler, profiled } from "../process/profile";
import { Process } from "../process/process";
import { longTurn, noteTurn, noteTurnEnd } from "../process/system_monitor";
import { findProcess } from "../process/table";
import { prepareTracedBif } from "../trace/bif";
import { breakpointsOfAll } from "../trace/breakpoint";
import { traceTurn } from "../trace/events";
import { beginStep, endStep, isStepped } from "../trace/step";
import { timeIn, timeOut } from "../trace/time";
import { enterBadFun, enterExport, enterFun, enterTracedBif, enterUndefined } from "./call";
import { raiseInFlight, uncaughtReason } from "./exception";
import { isHalted, noteHalt } from "./halt";
import { swapIn, swapOut, swapOutBare } from "./registers";
import { dequeue, enqueue, runQueueLength } from "./run_queue";
import {
  COLLECTING_TO_WAIT, FLAG_EXIT_PENDING, FLAG_LOG_EXIT, FLAG_TIMED_OUT, MAX_HEAP_KILL, PROCESS_SLEEPING, PROCESS_WAITING, TURN,
} from "./state";
import { fireTimers } from "./wheel";

/** What schedule() answers. */
export const SCHEDULE_IDLE: i32 = 0;
export const SCHEDULE_MORE: i32 = 1;
export const SCHEDULE_HALTED: i32 = 2;

/** Charged for a turn beside its reductions, so that a slice of many short turns ends as well. */
const TURN_COST: i32 = 20;
/** Reading the clock calls the host: at most once in so many reductions. */
const CLOCK_EVERY: i32 = 2000;

/** Literals that were given up are looked for in all heaps once in so many reductions. */
const SWEEP_EVERY: i32 = 200_000;
let untilSweep: i32 = 0;

/** What the running process does next. */
const GO_ON: i32 = 0;
const STOP: i32 = 1;

/**
 * Run processes until none is runnable, `budget` reductions are spent or `milliseconds` are over (NaN: however long it
 * takes). The clock is read between turns, so one turn may run beyond. Call it from a task of the host's event
 * loop only. Returns SCHEDULE_IDLE, SCHEDULE_MORE or SCHEDULE_HALTED.
 */
export function schedule(budget: i32, milliseconds: f64): i32 {
  const started = sliceBegan = hostMonotonicMs();
  wakesUp();
  const answer = runSlice(budget, started + milliseconds);
  ranMs += hostMonotonicMs() - started;
  sliceBegan = 0;
  return answer;
}
let ranMs: f64 = 0;
/** When the present slice began, 0 between two. */
let sliceBegan: f64 = 0;
/** Milliseconds spent in slices, the present one included. */
export function ranSoFar(): f64 { return sliceBegan == 0 ? ranMs : ranMs + hostMonotonicMs() - sliceBegan; }
let spent: i64 = 0;
let turns: i64 = 0;
/** Milliseconds spent in slices, reductions spent in finished turns, and turns: statistics/1. */
export function runMilliseconds(): f64 { return ranMs; }
export function reductionsSpent(): i64 { return spent; }
export function turnsGiven(): i64 { return turns; }

function runSlice(budget: i32, until: f64): i32 {
  let left = budget;
  let clock = 0;
  while (!isHalted()) {
    if (hasDying()) {
      const used = exitDying();
      left -= used;
      clock -= used;
    }
    if (clock <= 0) {
      fireTimers();
      clock = CLOCK_EVERY;
      if (hostMonotonicMs() >= until) return SCHEDULE_MORE;
    }
    if (left <= 0) return SCHEDULE_MORE;
    const p = dequeue();
    if (p == null) {
      if (hasDying()) continue;
      sweepFunEntries();
      while (releaseOneRetired()) if (hostMonotonicMs() >= until) return SCHEDULE_MORE;
      if (profiled == 0 || !fallsAsleep()) return SCHEDULE_IDLE;
      continue;
    }
    const reductions = runTurn(p);
    const used = reductions + TURN_COST;
    spent += reductions;
    turns++;
    left -= used;
    clock -= used;
    untilSweep -= used;
    if (untilSweep <= 0) {
      releaseSomeRetired();
      sweepFunEntries();
      untilSweep = SWEEP_EVERY;
    }
  }
  return SCHEDULE_HALTED;
}

let asleep: bool = false;
/** Tell a profiler that the scheduler goes to sleep; true when that gives it something to do first. */
function fallsAsleep(): bool {
  if (asleep) return false;
  asleep = true;
  profileScheduler(false);
  return runQueueLength() != 0;
}
function wakesUp(): void {
  if (!asleep) return;
  asleep = false;
  profileScheduler(true);
}

/** One turn of `p`; returns the reductions it used. */
function runTurn(p: Process): i32 {
  return p.unusual == 0 && longTurn == 0 && breakpointsOfAll() == 0 ? takeTurn(p) : watchedTurn(p);
}
/** A turn of a process about which something is unusual, or that somebody watches. */
function watchedTurn(p: Process): i32 {
  if (p.collecting != 0) return collectOn(p);
  const pid = p.pid, timed = longTurn != 0, began: f64 = timed ? hostMonotonicMs() : 0;
  if (timed) noteTurn(p);
  if (p.traced != 0) traceTurn(p, am_in);
  if (p.timed != 0) timeIn(p);
  if (!isStepped(p)) p.traceEntered = 0;
  p.ownExit = 0;
  const used = takeTurn(p);
  if (timed) noteTurnEnd(pid, findProcess(pid), hostMonotonicMs() - began);
  return used;
}
function takeTurn(p: Process): i32 {
  swapIn(p);
  const before = p.reductions;
  if (p.heldStatus == STATUS_CHECK || enterHeld(p)) {
    do {
      store<i32>(STATUS, STATUS_CHECK);
      store<i32>(NEED, 0);
      const stepped = isStepped(p);
      if (stepped) beginStep(p);
      const at = <usize>load<u32>(SP);
      // A process only ends by its bottom frame's entry: whatever a first-form function returns goes to a CP.
      p.resumptions++;
      call_indirect<i64>(cpSlot(load<i64>(at)), x(0), <i32>at);
      if (stepped) endStep(p);
      if (rests(p)) break;
    } while (outcome(p) == GO_ON);
  }
  return <i32>(p.reductions - before);
}
/** Go on as the status says that `p` was stopped with. False: it failed, and nobody caught that. */
function enterHeld(p: Process): bool {
  const held = p.heldStatus;
  p.heldStatus = STATUS_CHECK;
  let entered = true;
  if (held == STATUS_TRAP) {
    entered = enterExport(p, p.heldCallee);
  } else if (held == STATUS_CALL_FUN) {
    entered = enterFun(p);
  } else if (held == STATUS_EXCEPTION) {
    restoreException(p);
    entered = raiseInFlight(p);
  }
  if (!entered) uncaught(p);
  return entered;
}
/** What most turns end with: `p` has come to wait for a message, and nothing else is to be done about it. */
// @ts-ignore: decorator
@inline function rests(p: Process): bool {
  if (load<i32>(STATUS) != STATUS_WAIT || load<i32>(LIVE) != 0) return false;
  if ((p.flags & FLAG_EXIT_PENDING) != 0 || (p.unusual | profiled) != 0 || !isTidy(p)) return false;
  swapOutBare(p);
  p.status = PROCESS_WAITING;
  return true;
}

/** The process stopped: do what its status asks for. */
function outcome(p: Process): i32 {
  const status = load<i32>(STATUS);
  if ((p.flags & FLAG_EXIT_PENDING) != 0 && status != STATUS_HALT) return end(p);
  switch (status) {
    case STATUS_CHECK: return check(p);
    case STATUS_WAIT: return stop(p, PROCESS_WAITING);
    case STATUS_EXCEPTION: return raiseInFlight(p) ? GO_ON : uncaught(p);
    case STATUS_TRAP: {
      if (load<i32>(REDS) > 0) return enterExport(p, <usize>load<u32>(CALLEE)) ? GO_ON : uncaught(p);
      p.heldStatus = STATUS_TRAP;
      p.heldCallee = <usize>load<u32>(CALLEE);
      return makeRoom(p, 0);
    }
    case STATUS_UNDEFINED: return enterUndefined(p, <usize>load<u32>(CALLEE)) ? GO_ON : uncaught(p);
    case STATUS_YIELD: return makeRoom(p, 0);
    case STATUS_SUSPENDED: return stop(p, PROCESS_SLEEPING);
    case STATUS_BAD_FUN: return enterBadFun(p) ? GO_ON : uncaught(p);
    case STATUS_CALL_FUN: {
      if (load<i32>(REDS) > 0) return enterFun(p) ? GO_ON : uncaught(p);
      p.heldStatus = STATUS_CALL_FUN;
      return makeRoom(p, 0);
    }
    case STATUS_DEFERRED: return deferred(p);
    case STATUS_TRACED_BIF: {
      enterTracedBif(prepareTracedBif());
      return GO_ON;
    }
    case STATUS_EXIT: {
      p.exitReason = am_normal;
      return end(p);
    }
    case STATUS_HALT: {
      noteHalt();
      swapOut(p);
      enqueue(p);
      return STOP;
    }
  }
  return unreachable();
}

/** A check failed: reductions used up, or NEED words do not fit. */
function check(p: Process): i32 {
  const need = load<i32>(NEED);
  if (load<i32>(REDS) > 0) {
    if (need == 0) return GO_ON;
    // Only a heap check stops with reductions left; collect and go on with the same turn.
    const collected = collectFor(p, need);
    if (collected == COLLECT_LATER) return later(p);
    return collected == COLLECT_DONE || survivesLimit(p) ? GO_ON : end(p);
  }
  return makeRoom(p, need);
}

/** End of a turn: collect if that is due, and wait for the next one. */
function makeRoom(p: Process, need: i32): i32 {
  const collected = collectFor(p, need);
  return collected != COLLECT_FAILED || survivesLimit(p) ? later(p) : end(p);
}
/** `p` goes on in another turn. */
function later(p: Process): i32 {
  leave(p);
  enqueue(p);
  return STOP;
}
/** The turn of `p` is over. */
function leave(p: Process): void {
  swapOut(p);
  if (p.unusual == 0) return;
  if (p.timed != 0) timeOut(p);
  if (p.traced != 0) traceTurn(p, am_out);
}

/** A turn of a process that is being collected: one step of that. Returns the reductions that it used. */
function collectOn(p: Process): i32 {
  const used = continueCollection(changetype<usize>(p));
  if (p.collection != 0) {
    enqueue(p);
    return used;
  }
  const waits = p.collecting == COLLECTING_TO_WAIT;
  p.collecting = 0;
  if (!withinLimit(p) && !survivesLimit(p)) {
    p.live = 0;
    beginExit(p);
  } else if (waits && !hasUnseenMessage(p) && (p.flags & FLAG_TIMED_OUT) == 0) p.status = PROCESS_WAITING;
  else enqueue(p);
  return used;
}

/** Reductions that `p`, which runs, has used in all. */
// @ts-ignore: decorator
@inline function progress(p: Process): u64 { return p.reductions + <u64>(TURN - load<i32>(REDS)); }

/** Under stress, turns of one function come between two failures "at once". */
const STRESS_AT_ONCE: i32 = 4;
/**
 * Collect when `need` words do not fit, or garbage outside the heap has piled up. NEED only counts
 * what the stretch asked for up to its failing check; if the same point fails again at once, the
 * stretch wants more than it says, and is given twice as much each time. "At once" is one reduction
 * later, the entry's; or within a turn, when a fragment was taken meanwhile: that ends the turn, and
 * then nobody knows how many reductions were really used. Returns COLLECT_*.
 */
function collectFor(p: Process, need: i32): i32 {
  const fits = <usize>load<u32>(HP) + (<usize>need << 3) + RED_ZONE <= sp();
  if (fits && !needsCollection(changetype<usize>(p))) {
    p.needWords = 0;
    return COLLECT_DONE;
  }
  const point = <u32>load<i64>(sp());
  let words = need;
  if (!fits) {
    const since = progress(p) - p.needAt;
    // At once: it was resumed once since, and spent next to nothing (a fragment takes all reductions of a turn away).
    if (p.needPoint == point && p.needWords != 0 && p.resumptions == p.needResumption + 1 &&
        since <= <u64>(isStress() ? STRESS_AT_ONCE : p.fragments != 0 ? TURN : 1)) {
      words = max(need, <i32>p.needWords * 2);
    }
    p.needPoint = point;
    p.needWords = <u32>words;
  }
  const done = collectInSteps(changetype<usize>(p), words);
  if (!fits) {
    p.needAt = progress(p);
    p.needResumption = p.resumptions;
  }
  return done;
}

function stop(p: Process, status: u32): i32 {
  // One that sleeps must be found sleeping: what would take steps is put off to the end of its next turn.
  if (needsCollectionToSleep(changetype<usize>(p)) && (status == PROCESS_WAITING || !collectsInSteps(changetype<usize>(p)))) {
    const collected = collectInSteps(changetype<usize>(p), 0);
    if (collected == COLLECT_LATER) {
      p.collecting = COLLECTING_TO_WAIT;
      return later(p);
    }
    if (collected != COLLECT_DONE && !survivesLimit(p)) return end(p);
  }
  p.status = status;
  leave(p);
  if ((profiled & PROFILE_PROCESSES) != 0) ceasedRunnable(p, false);
  return STOP;
}

/** Run what a BIF left to be done with the whole process in memory; its value goes to [SP]. */
function deferred(p: Process): i32 {
  store<i32>(STATUS, STATUS_CHECK);
  const value = call_indirect<i64>(load<i32>(CALLEE), changetype<usize>(p));
  if (value == NONE) return outcome(p);
  setX(0, value);
  setLive(1);
  return load<i32>(REDS) > 0 ? GO_ON : makeRoom(p, 0);
}

function restoreException(p: Process): void {
  store<i64>(EXC_CLASS, p.excClass);
  store<i64>(EXC_CLASS + 8, p.excValue);
  store<i64>(EXC_CLASS + 16, p.excTrace);
  store<i64>(EXC_CLASS + 24, p.excInfo);
  p.excClass = p.excValue = p.excTrace = p.excInfo = NONE;
}

/** Nobody caught the exception in flight. */
function uncaught(p: Process): i32 {
  p.exitReason = uncaughtReason();
  if (load<i64>(EXC_CLASS) != am_exit) p.flags |= FLAG_LOG_EXIT;
  return end(p);
}

/** The running process has outgrown its max_heap_size, or the node its memory. */
function survivesLimit(p: Process): bool {
  if (!collectionFailed()) {
    logHeapLimit(p);
    if ((p.maxHeapFlags & MAX_HEAP_KILL) == 0) return true;
  }
  p.exitReason = am_killed;
  return false;
}

/** The running process ends with its exitReason. */
function end(p: Process): i32 {
  setLive(0);
  swapOut(p);
  if ((profiled & PROFILE_PROCESSES) != 0) ceasedRunnable(p, true);
  beginExit(p);
  return STOP;
}
