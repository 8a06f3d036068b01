/**
 * Run queues: one list per priority, linked through the processes themselves, so that nothing is
 * allocated. max goes before high before all others; of normal and low, low gets one turn in eight.
 *
 *     QUEUES + 8 * priority  →  | first:u32 | last:u32 |
 */
import { Process } from "../process/process";
import { FLAG_QUEUED, PRIORITY_LOW, PRIORITY_NORMAL, PROCESS_RUNNABLE, PROCESS_RUNNING } from "./state";

const QUEUES: usize = memory.data(32, 8);
/** OTP lets a low process run once for every eight turns of normal ones. */
const LOW_EVERY: i32 = 8;

let length: i32 = 0;
let normalTurns: i32 = 0;

// @ts-ignore: decorator
@inline function queueOf(priority: u32): usize { return QUEUES + (<usize>priority << 3); }

/** How many processes wait for a turn. */
export function runQueueLength(): i32 { return length; }

let runnableSlot: i32 = 0;
/** Have table slot `slot`, (process) => void, called when a process becomes runnable that was not; 0: none. */
export function onRunnable(slot: i32): void { runnableSlot = slot; }

/** Make `p` runnable and hang it on the end of its queue; while it is suspended it only becomes runnable. */
export function enqueue(p: Process): void {
  if (runnableSlot != 0 && p.status != PROCESS_RUNNABLE && p.status != PROCESS_RUNNING) {
    call_indirect<void>(runnableSlot, changetype<usize>(p));
  }
  p.status = PROCESS_RUNNABLE;
  if (p.suspendCount != 0 || (p.flags & FLAG_QUEUED) != 0) return;
  const q = queueOf(p.priority);
  const last = <usize>load<u32>(q, 4);
  const at = changetype<usize>(p);
  p.next = 0;
  p.previous = last;
  if (last == 0) store<u32>(q, <u32>at); else changetype<Process>(last).next = at;
  store<u32>(q, <u32>at, 4);
  p.flags |= FLAG_QUEUED;
  length++;
}

/** Take `p` out of its queue, if it is in one. Its priority must be the one it was queued with. */
export function unqueue(p: Process): void {
  if ((p.flags & FLAG_QUEUED) == 0) return;
  const q = queueOf(p.priority);
  if (p.previous == 0) store<u32>(q, <u32>p.next); else changetype<Process>(p.previous).next = p.next;
  if (p.next == 0) store<u32>(q, <u32>p.previous, 4); else changetype<Process>(p.next).previous = p.previous;
  p.flags &= ~FLAG_QUEUED;
  length--;
}

/** The process whose turn is next, taken out of its queue; null when none is runnable. */
export function dequeue(): Process | null {
  if (length == 0) return null;
  let priority: u32 = 0;
  while (load<u32>(queueOf(priority)) == 0) priority++;
  if (priority == PRIORITY_NORMAL) {
    if (normalTurns >= LOW_EVERY && load<u32>(queueOf(PRIORITY_LOW)) != 0) {
      priority = PRIORITY_LOW;
      normalTurns = 0;
    } else normalTurns++;
  }
  const q = queueOf(priority), p = changetype<Process>(<usize>load<u32>(q)), next = p.next;
  store<u32>(q, <u32>next);
  if (next == 0) store<u32>(q, 0, 4); else changetype<Process>(next).previous = 0;
  p.flags &= ~FLAG_QUEUED;
  length--;
  return p;
}
