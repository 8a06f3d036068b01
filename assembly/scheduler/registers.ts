/**
 * Handing the fixed cells from process to process. A suspended process keeps its X registers in
 * the six words of its struct, or in a block of their own when it has more:
 *
 *     Process.saved0 … saved5        live <= 6
 *     Process.savedBlock → | x0 … xn |    live > 6, freed when the process runs again
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { EXC_INFO, EXC_TRACE, EXC_VALUE, HP, LIVE, NEED, PROC, REDS, SP, STATUS, X, setLive } from "../memory/cells";
import { isStress } from "../memory/stress";
import { Process } from "../process/process";
import { PROCESS_RUNNING, TURN } from "./state";

const INLINE_REGISTERS: i32 = 6;

// @ts-ignore: decorator
@inline function copyWords(to: usize, from: usize, n: i32): void {
  for (let i: usize = 0, end = <usize>n << 3; i < end; i += 8) store<i64>(to + i, load<i64>(from + i));
}
// @ts-ignore: decorator
@inline function inlineRegisters(p: Process): usize { return changetype<usize>(p) + offsetof<Process>("saved0"); }

/** Under stress, a turn that is over at the second function that is entered. */
const STRESS_TURN: i32 = 2;
// @ts-ignore: decorator
@inline function turn(): i32 { return isStress() ? STRESS_TURN : TURN; }

/** `p` runs: its registers go into the cells, and it has a whole turn of reductions. */
export function swapIn(p: Process): void {
  store<u32>(PROC, <u32>changetype<usize>(p));
  store<u32>(HP, <u32>p.hp);
  store<u32>(SP, <u32>p.sp);
  store<i32>(REDS, turn());
  store<i32>(STATUS, 0);
  store<i32>(NEED, 0);
  // The collector takes these cells for roots: nothing of the last process may stay in them.
  store<i64>(EXC_VALUE, 0);
  store<i64>(EXC_TRACE, 0);
  store<i64>(EXC_INFO, 0);
  const live = p.live;
  setLive(live);
  if (live <= INLINE_REGISTERS) {
    copyWords(X, inlineRegisters(p), live);
  } else {
    copyWords(X, p.savedBlock, live);
    rawFree(p.savedBlock);
    p.savedBlock = 0;
  }
  p.live = 0;
  p.status = PROCESS_RUNNING;
}

/** Reductions that the running process has used in this turn. */
// @ts-ignore: decorator
@inline export function usedInTurn(): i32 { return turn() - load<i32>(REDS); }
/** `p`, which has no live registers, stops running. Its new status is the caller's to set. */
// @ts-ignore: decorator
@inline export function swapOutBare(p: Process): void {
  p.hp = <usize>load<u32>(HP);
  p.sp = <usize>load<u32>(SP);
  p.reductions += <u64>usedInTurn();
  store<u32>(PROC, 0);
}
/** `p` stops running: LIVE of its X registers are kept. Its new status is the caller's to set. */
export function swapOut(p: Process): void {
  swapOutBare(p);
  const live = load<i32>(LIVE);
  p.live = live;
  if (live <= INLINE_REGISTERS) {
    copyWords(inlineRegisters(p), X, live);
  } else {
    p.savedBlock = rawAlloc(<usize>live << 3);
    copyWords(p.savedBlock, X, live);
  }
}

/** Give a process that is swapped out `value` as its only live register. */
export function setSavedValue(p: Process, value: i64): void {
  if (p.savedBlock != 0) { rawFree(p.savedBlock); p.savedBlock = 0; }
  p.saved0 = value;
  p.live = 1;
}
