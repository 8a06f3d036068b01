/** Times, and integers and references that are never given twice. */
import { tuple3 } from "../memory/alloc";
import {
  am_microsecond, am_micro_seconds, am_millisecond, am_milli_seconds, am_monotonic, am_nano_seconds, am_nanosecond, am_native,
  am_perf_counter, am_positive, am_second, am_seconds,
} from "../term/am";
import { makeInteger } from "../term/big";
import { NIL, SMALL_MIN, Term, head, isCons, isSmall, makeSmall, smallValue, tail } from "../term/tag";
import { monotonicNanoseconds, nextMonotonic, nextNow, systemNanoseconds, timeOffset } from "../process/clock";
import { newReference } from "../process/reference";
import { badarg } from "./raise";

const NANOSECONDS: i64 = 1_000_000_000;

/** Parts of a second that a time unit counts, 0 when it is none. */
function partsPerSecond(unit: Term): i64 {
  if (unit == am_native || unit == am_nanosecond || unit == am_nano_seconds || unit == am_perf_counter) return NANOSECONDS;
  if (unit == am_microsecond || unit == am_micro_seconds) return 1_000_000;
  if (unit == am_millisecond || unit == am_milli_seconds) return 1000;
  if (unit == am_second || unit == am_seconds) return 1;
  return isSmall(unit) && smallValue(unit) > 0 ? smallValue(unit) : 0;
}
/** Nanoseconds in another unit, rounded down. */
function convert(ns: i64, unit: Term): Term {
  const parts = partsPerSecond(unit);
  if (parts == 0) return badarg();
  if (parts == NANOSECONDS) return makeInteger(ns);
  let seconds = ns / NANOSECONDS, rest = ns % NANOSECONDS;
  if (rest < 0) {
    seconds--;
    rest += NANOSECONDS;
  }
  return makeInteger(seconds * parts + rest * parts / NANOSECONDS);
}

export function erlang_monotonic_time_0(): Term { return makeInteger(monotonicNanoseconds()); }
export function erlang_monotonic_time_1(unit: Term): Term { return convert(monotonicNanoseconds(), unit); }
export function erlang_system_time_0(): Term { return makeInteger(systemNanoseconds()); }
export function erlang_system_time_1(unit: Term): Term { return convert(systemNanoseconds(), unit); }
export function erlang_time_offset_0(): Term { return makeInteger(timeOffset()); }
export function erlang_time_offset_1(unit: Term): Term { return convert(timeOffset(), unit); }
export function erts_internal_time_unit_0(): Term { return makeSmall(NANOSECONDS); }
export function erts_internal_perf_counter_unit_0(): Term { return makeSmall(NANOSECONDS); }

/** {MegaSeconds, Seconds, MicroSeconds}. */
function timestamp(us: i64): Term {
  const seconds = us / 1_000_000;
  return tuple3(makeSmall(seconds / 1_000_000), makeSmall(seconds % 1_000_000), makeSmall(us % 1_000_000));
}
export function erlang_timestamp_0(): Term { return timestamp(systemNanoseconds() / 1000); }
/** As timestamp/0, but never the same twice. */
export function erlang_now_0(): Term { return timestamp(nextNow()); }

let unique: i64 = 0;
export function erlang_unique_integer_0(): Term { return makeInteger(SMALL_MIN + ++unique); }
export function erlang_unique_integer_1(modifiers: Term): Term {
  let positive = false, ordered = false;
  for (; isCons(modifiers); modifiers = tail(modifiers)) {
    if (head(modifiers) == am_positive) positive = true;
    else if (head(modifiers) == am_monotonic) ordered = true;
    else return badarg();
  }
  if (modifiers != NIL) return badarg();
  const n = ordered ? nextMonotonic() : ++unique;
  return makeInteger(positive ? n : SMALL_MIN + n);
}
export function erlang_make_ref_0(): Term { return newReference(); }
