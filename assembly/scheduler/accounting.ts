/**
 * What the scheduler's time went into: statistics(microstate_accounting) and statistics(scheduler_wall_time), each while it
 * is switched on. There is one thread: its emulator runs processes or collects them, or it sleeps.
 */
import { hostMonotonicMs } from "../host";
import { ranSoFar } from "./schedule";

/** Whether microstate_accounting is on: the collector asks. */
export let accounting: bool = false;
// Sums of the time that it was on, in milliseconds, and the readings when that last began.
let total: f64 = 0, ran: f64 = 0, collected: f64 = 0;
let beganMs: f64 = 0, beganRan: f64 = 0;

function sumUp(): void {
  if (!accounting) return;
  const now = hostMonotonicMs(), running = ranSoFar();
  total += now - beganMs;
  ran += running - beganRan;
  beganMs = now;
  beganRan = running;
}
export function switchAccounting(on: bool): void {
  sumUp();
  accounting = on;
  beganMs = hostMonotonicMs();
  beganRan = ranSoFar();
}
export function resetAccounting(): void {
  sumUp();
  total = ran = collected = 0;
}
/** The collector worked for `ms` milliseconds. */
export function chargeCollector(ms: f64): void { if (accounting) collected += ms; }

const NANOSECONDS: f64 = 1_000_000;
// @ts-ignore: decorator
@inline function nanoseconds(ms: f64): i64 { return <i64>(max(0, ms) * NANOSECONDS); }
/** Nanoseconds that processes ran, were collected, and that nothing was to do. */
export function emulatorTime(): i64 {
  sumUp();
  return nanoseconds(ran - collected);
}
export function collectorTime(): i64 { return nanoseconds(collected); }
export function sleepTime(): i64 {
  sumUp();
  return nanoseconds(total - ran);
}

/** When scheduler_wall_time was switched on, and what the scheduler had run by then. */
let wallBegan: f64 = 0, wallRan: f64 = 0;
export function startWallTime(): void {
  wallBegan = hostMonotonicMs();
  wallRan = ranSoFar();
}
/** Nanoseconds that the scheduler was busy since then, and all that passed. */
export function busyTime(): i64 { return nanoseconds(ranSoFar() - wallRan); }
export function wallTime(): i64 { return nanoseconds(hostMonotonicMs() - wallBegan); }
