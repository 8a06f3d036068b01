/**
 * The timer wheel: all timeouts of the node, in ticks of one millisecond of the monotonic clock.
 * Level l has 64 slots of 64^l ticks; a timer hangs in the level of the highest bit in which its
 * tick differs from the present one, and comes down a level when its slot's time has come.
 *
 *     level 0   | 1 ms × 64 |            level 1   | 64 ms × 64 |        … level 7
 *     slot: | first:u32 | last:u32 |     occupied slots of a level: 64 bits
 *
 *     node   0      4          8         16     20
 *            | next | previous | due:u64 | kind | owner | … |
 *
 * Nodes of one slot keep the order in which they were made, so timers that are due in the same
 * millisecond fire in that order.
 */
import { hostMonotonicMs } from "../host";

const NODE_NEXT: usize = 0;
const NODE_PREVIOUS: usize = 4;
export const NODE_DUE: usize = 8;
export const NODE_KIND: usize = 16;
/** Process of a receive timeout; own use of a BIF timer. */
export const NODE_OWNER: usize = 20;
export const NODE_SIZE: usize = 24;

/** Timeout of a receive (process/timeout.ts). */
export const NODE_RECEIVE: u32 = 0;
/** start_timer, send_after (process/timer.ts). */
export const NODE_MESSAGE: u32 = 1;

const LEVELS: i32 = 8;
const SLOT_BITS: u64 = 6;
const SLOTS: u64 = 64;
const slots: usize = memory.data(4096, 8);
const occupied: usize = memory.data(64, 8);

/** Ticks up to which everything has fired. */
let elapsed: u64 = 0;
let count: i32 = 0;
/** Table slot of (node: usize) => void, by kind. */
const fire: usize = memory.data(8, 4);

/** Nodes of `kind` are given to table slot `slot`, a function (node: usize) => void, when they are due. */
export function onTimer(kind: u32, slot: i32): void { store<i32>(fire + (<usize>kind << 2), slot); }
/** Timers that wait. */
export function timerCount(): i32 { return count; }

/** The tick at which a timeout of `ms` milliseconds that starts now is over: never early. */
export function dueIn(ms: u64): u64 { return <u64>Math.ceil(hostMonotonicMs()) + ms; }

// @ts-ignore: decorator
@inline function levelOf(due: u64): i32 { return <i32>((63 - clz<u64>((elapsed ^ due) | (SLOTS - 1))) / SLOT_BITS); }
// @ts-ignore: decorator
@inline function slotOf(due: u64, level: i32): u64 { return (due >> (<u64>level * SLOT_BITS)) & (SLOTS - 1); }
// @ts-ignore: decorator
@inline function slotAt(level: i32, slot: u64): usize { return slots + (<usize>((<u64>level << SLOT_BITS) + slot) << 3); }
// @ts-ignore: decorator
@inline function bitsOf(level: i32): usize { return occupied + (<usize>level << 3); }

function hang(node: usize): void {
  const due = load<u64>(node, NODE_DUE);
  const level = levelOf(due);
  const slot = slotOf(due, level);
  const at = slotAt(level, slot);
  const last = load<u32>(at, 4);
  store<u32>(node, 0, NODE_NEXT);
  store<u32>(node, last, NODE_PREVIOUS);
  if (last == 0) store<u32>(at, <u32>node); else store<u32>(<usize>last, <u32>node, NODE_NEXT);
  store<u32>(at, <u32>node, 4);
  store<u64>(bitsOf(level), load<u64>(bitsOf(level)) | (<u64>1 << slot));
}

/** Let `node`, its kind and owner set, fire at tick `due`. */
export function startNode(node: usize, due: u64): void {
  if (count == 0) {
    // Nothing waits: the wheel may be brought to the present without a walk.
    const now = <u64>hostMonotonicMs();
    if (now > elapsed) elapsed = now;
  }
  store<u64>(node, max(due, elapsed + 1), NODE_DUE);
  hang(node);
  count++;
}
/** Take `node`, which has not fired, off the wheel. */
export function stopNode(node: usize): void {
  const next = load<u32>(node, NODE_NEXT);
  const previous = load<u32>(node, NODE_PREVIOUS);
  const due = load<u64>(node, NODE_DUE);
  const level = levelOf(due);
  const slot = slotOf(due, level);
  const at = slotAt(level, slot);
  if (previous == 0) store<u32>(at, next); else store<u32>(<usize>previous, next, NODE_NEXT);
  if (next == 0) store<u32>(at, previous, 4); else store<u32>(<usize>next, previous, NODE_PREVIOUS);
  if (load<u32>(at) == 0) store<u64>(bitsOf(level), load<u64>(bitsOf(level)) & ~(<u64>1 << slot));
  count--;
}

let foundLevel: i32 = 0;
let foundSlot: u64 = 0;
/** Tick at which the first occupied slot must be looked at; all bits set when nothing waits. */
function nextTick(): u64 {
  if (count == 0) return u64.MAX_VALUE;
  for (let level = 0; level < LEVELS; level++) {
    const bits = load<u64>(bitsOf(level));
    if (bits == 0) continue;
    const shift = <u64>level * SLOT_BITS;
    const now = slotOf(elapsed, level);
    const slot = (now + ctz<u64>(rotr<u64>(bits, now))) & (SLOTS - 1);
    const range = (elapsed >> (shift + SLOT_BITS)) << (shift + SLOT_BITS);
    foundLevel = level;
    foundSlot = slot;
    return range + (slot << shift);
  }
  return u64.MAX_VALUE;
}

/** Fire everything that is due at tick `now`. */
export function advanceTo(now: u64): void {
  for (let tick = nextTick(); tick <= now; tick = nextTick()) {
    const level = foundLevel;
    const at = slotAt(level, foundSlot);
    let node = <usize>load<u32>(at);
    store<u64>(at, 0);
    store<u64>(bitsOf(level), load<u64>(bitsOf(level)) & ~(<u64>1 << foundSlot));
    elapsed = max(tick, elapsed);
    // First all that wait longer, then those that fire: firing may start and stop timers.
    let due: usize = 0, dueLast: usize = 0;
    while (node != 0) {
      const next = <usize>load<u32>(node, NODE_NEXT);
      if (load<u64>(node, NODE_DUE) > elapsed) {
        hang(node);
      } else {
        store<u32>(node, 0, NODE_NEXT);
        if (dueLast == 0) due = node; else store<u32>(dueLast, <u32>node, NODE_NEXT);
        dueLast = node;
        count--;
      }
      node = next;
    }
    while (due != 0) {
      const next = <usize>load<u32>(due, NODE_NEXT);
      call_indirect<void>(load<i32>(fire + (<usize>load<u32>(due, NODE_KIND) << 2)), due);
      due = next;
    }
  }
  if (now > elapsed) elapsed = now;
}

/** Fire all timers whose time has come. */
export function fireTimers(): void {
  if (count != 0) advanceTo(<u64>hostMonotonicMs());
}
/** Milliseconds until the host must call schedule() for the next timer; -1 when none waits. */
export function nextTimerMs(): f64 {
  const tick = nextTick();
  return tick == u64.MAX_VALUE ? -1 : max(0, <f64>tick - hostMonotonicMs());
}
