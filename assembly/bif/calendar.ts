/**
 * Dates and times of the wall clock. The arithmetic of the Gregorian calendar is done here; only the time zone
 * is the host's (`shift_time`). A boot asks for some hundred of these: file times are turned into dates.
 */
import { hostShiftTime, hostSystemMs } from "../host";
import { tuple2, tuple3 } from "../memory/alloc";
import { Term, element, fitsSmall, isSmall, isTuple, makeSmall, smallValue, tupleArity } from "../term/tag";
import { am_false, am_true, am_undefined } from "../term/am";
import { badarg } from "./raise";

const DAY: i64 = 86400;
/** Days from 0000-03-01 to 1970-01-01, in the proleptic Gregorian calendar. */
const EPOCH_DAYS: i64 = 719468;
/** Days of 400 years. */
const ERA: i64 = 146097;
/** The first year of a universal time, and of one that is turned into local time (a 32-bit time_t reaches back to 1901). */
const FIRST_YEAR: i64 = 1600;
const FIRST_LOCAL_YEAR: i64 = 1902;
/** Years of a date are C ints. */
const LAST_YEAR: i64 = 0x7ffffffe;

// modes of hostShiftTime
const TO_LOCAL: i32 = 0;
const TO_UNIVERSAL: i32 = 1;
const TO_UNIVERSAL_STANDARD: i32 = 2;
const TO_UNIVERSAL_DAYLIGHT: i32 = 3;

function floorDiv(a: i64, b: i64): i64 {
  const q = a / b;
  return q * b > a ? q - 1 : q;
}

/** `{{Year, Month, Day}, {Hour, Minute, Second}}` of seconds since 1970, or one half of it. */
function dateOf(seconds: i64): Term {
  // Years begin in March here, so that the leap day is the last of its year.
  const days = floorDiv(seconds, DAY) + EPOCH_DAYS;
  const era = floorDiv(days, ERA);
  const day = days - era * ERA;
  const year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  const ofYear = day - (365 * year + year / 4 - year / 100);
  const march = (5 * ofYear + 2) / 153;
  const month = march < 10 ? march + 3 : march - 9;
  return tuple3(makeSmall(year + era * 400 + <i64>(month <= 2)), makeSmall(month), makeSmall(ofYear - (153 * march + 2) / 5 + 1));
}
function timeOf(seconds: i64): Term {
  const s = seconds - floorDiv(seconds, DAY) * DAY;
  return tuple3(makeSmall(s / 3600), makeSmall(s / 60 % 60), makeSmall(s % 60));
}
function dateTimeOf(seconds: i64): Term { return tuple2(dateOf(seconds), timeOf(seconds)); }

function daysOf(year: i64, month: i64, day: i64): i64 {
  const y = month <= 2 ? year - 1 : year;
  const era = floorDiv(y, 400);
  const march = month > 2 ? month - 3 : month + 9;
  const inEra = y - era * 400;
  return era * ERA + inEra * 365 + inEra / 4 - inEra / 100 + (153 * march + 2) / 5 + day - 1 - EPOCH_DAYS;
}

function daysInMonth(year: i64, month: i64): i64 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

const NO_TIME: i64 = i64.MIN_VALUE;

/** Seconds since 1970 of a date and time; NO_TIME when it is none, or before `first`. */
function secondsOf(t: Term, first: i64): i64 {
  if (!isTuple(t) || tupleArity(t) != 2) return NO_TIME;
  const date = element(t, 1), time = element(t, 2);
  if (!isTuple(date) || tupleArity(date) != 3 || !isTuple(time) || tupleArity(time) != 3) return NO_TIME;
  for (let i = 1; i <= 3; i++) if (!isSmall(element(date, i)) || !isSmall(element(time, i))) return NO_TIME;
  const year = smallValue(element(date, 1)), month = smallValue(element(date, 2)), day = smallValue(element(date, 3));
  const hour = smallValue(element(time, 1)), minute = smallValue(element(time, 2)), second = smallValue(element(time, 3));
  if (year < first || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return NO_TIME;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NO_TIME;
  return daysOf(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
}

function now(): i64 { return <i64>Math.floor(hostSystemMs() / 1000); }
function shift(seconds: i64, mode: i32): i64 { return <i64>hostShiftTime(<f64>seconds, mode); }

export function erlang_posixtime_to_universaltime_1(seconds: Term): Term {
  if (!isSmall(seconds)) return badarg();
  return dateTimeOf(smallValue(seconds));
}

export function erlang_universaltime_to_posixtime_1(time: Term): Term {
  const seconds = secondsOf(time, FIRST_YEAR);
  return seconds == NO_TIME || !fitsSmall(seconds) ? badarg() : makeSmall(seconds);
}

export function erlang_universaltime_to_localtime_1(time: Term): Term {
  const seconds = secondsOf(time, FIRST_LOCAL_YEAR);
  return seconds == NO_TIME ? badarg() : dateTimeOf(shift(seconds, TO_LOCAL));
}

export function erlang_localtime_to_universaltime_2(time: Term, daylight: Term): Term {
  const seconds = secondsOf(time, FIRST_LOCAL_YEAR);
  if (seconds == NO_TIME) return badarg();
  if (daylight == am_undefined) return dateTimeOf(shift(seconds, TO_UNIVERSAL));
  if (daylight == am_true) return dateTimeOf(shift(seconds, TO_UNIVERSAL_DAYLIGHT));
  if (daylight == am_false) return dateTimeOf(shift(seconds, TO_UNIVERSAL_STANDARD));
  return badarg();
}

export function erlang_universaltime_0(): Term { return dateTimeOf(now()); }
export function erlang_localtime_0(): Term { return dateTimeOf(shift(now(), TO_LOCAL)); }
export function erlang_date_0(): Term { return dateOf(shift(now(), TO_LOCAL)); }
export function erlang_time_0(): Term { return timeOf(shift(now(), TO_LOCAL)); }
