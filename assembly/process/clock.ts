/**
 * The node's clocks in native time units, nanoseconds. As OTP's, monotonic time starts at the
 * least small integer, and system time is monotonic time plus an offset fixed when the node
 * starts (no time warp).
 */
import { hostMonotonicMs, hostSystemMs } from "../host";

/** erlang:system_info(start_time) on a fresh OTP: the whole second after the least small. */
const MONOTONIC_BEGIN: i64 = -576460752 * 1_000_000_000;

let known: bool = false;
let startMs: f64 = 0;
let offset: i64 = 0;

function begin(): void {
  known = true;
  startMs = hostMonotonicMs();
  // Milliseconds since 1970 exceed an f64's precision in nanoseconds: scale the whole part alone.
  const system = hostSystemMs();
  const whole = Math.floor(system);
  offset = <i64>whole * 1_000_000 + <i64>((system - whole) * 1_000_000) - MONOTONIC_BEGIN;
}
/** Nanoseconds of erlang:monotonic_time(). */
export function monotonicNanoseconds(): i64 {
  if (!known) begin();
  return MONOTONIC_BEGIN + <i64>((hostMonotonicMs() - startMs) * 1_000_000);
}
/** Nanoseconds to add to monotonic time for system time. */
export function timeOffset(): i64 {
  if (!known) begin();
  return offset;
}
let lastNow: i64 = 0;
/** Microseconds of system time, never the same twice: erlang:now(). */
export function nextNow(): i64 {
  lastNow = max(lastNow + 1, systemNanoseconds() / 1000);
  return lastNow;
}
let monotonic: i64 = 0;
/** Counts up: strictly monotonic unique integers, from 1. */
export function nextMonotonic(): i64 { return ++monotonic; }
/** Nanoseconds of erlang:system_time(). */
export function systemNanoseconds(): i64 { return monotonicNanoseconds() + timeOffset(); }
/** The host's monotonic clock when the node started, in milliseconds. */
export function nodeStartMs(): f64 {
  if (!known) begin();
  return startMs;
}
/** Monotonic time at which the node started. */
export function startTime(): i64 { return MONOTONIC_BEGIN; }
/** The host's clock in milliseconds at an instant of monotonic time in milliseconds. */
export function hostMsOf(monotonicMs: f64): f64 {
  if (!known) begin();
  return monotonicMs - <f64>(MONOTONIC_BEGIN / 1_000_000) + startMs;
}
