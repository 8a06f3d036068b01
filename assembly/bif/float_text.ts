/** BIFs between floats and their text; the host writes and reads the decimals. */
import { makeFloat, tuple2 } from "../memory/alloc";
import { badarg } from "./raise";
import { NIL, Term, element, floatValue, head, isCons, isFloat, isList, isSmall, isTuple, smallValue, tail, tupleArity } from "../term/tag";
import { isFinite64 } from "../term/float";
import { hostFormatFloat, hostFormatFloatDigits, hostParseFloat } from "../host";
import {
  binaryOfText, closeText, listOfText, listOfTextBefore, openText, textAt, textBytes, textOfBinary, textOfList, textRest,
} from "./byte_text";
import { am_compact, am_decimals, am_error, am_no_float, am_not_a_list, am_scientific, am_short } from "../term/am";

const FORM_DECIMALS: i32 = 0;
const FORM_SCIENTIFIC: i32 = 1;
const FORM_SHORT: i32 = 2;
const DEFAULT_DIGITS: i32 = 20;
/** What C's printf takes a negative precision for. */
const PRINTF_DIGITS: i32 = 6;
const MAX_DECIMALS: i64 = 253;
const MAX_SCIENTIFIC: i64 = 249;
/** OTP leaves floats above this to printf: 2^53. */
const PRINTF_FLOAT: f64 = 9007199254740992.0;
/** OTP's buffer has 256 bytes, the end mark included. */
const MAX_TEXT: i32 = 255;
/** Text of the largest float with the most decimals. */
const ROOM: i32 = 1024;

let form: i32 = 0;
let digits: i32 = 0;
let compact: bool = false;

function readOptions(opts: Term): bool {
  form = FORM_SCIENTIFIC;
  digits = DEFAULT_DIGITS;
  compact = false;
  for (; isCons(opts); opts = tail(opts)) {
    const o = head(opts);
    if (o == am_short) form = FORM_SHORT;
    else if (o == am_compact) compact = true;
    else if (!isTuple(o) || tupleArity(o) != 2 || !readDigits(element(o, 1), element(o, 2))) return false;
  }
  return opts == NIL;
}
function readDigits(name: Term, value: Term): bool {
  if (!isSmall(value) || (name != am_decimals && name != am_scientific)) return false;
  form = name == am_decimals ? FORM_DECIMALS : FORM_SCIENTIFIC;
  const n = smallValue(value);
  digits = <i32>n;
  if (form == FORM_DECIMALS) return n >= 0 && n <= MAX_DECIMALS;
  if (n < 0) digits = PRINTF_DIGITS;
  return n <= MAX_SCIENTIFIC;
}

export function erlang_float_to_list_1(t: Term): Term { return erlang_float_to_list_2(t, NIL); }
export function erlang_float_to_list_2(t: Term, opts: Term): Term {
  const n = write(t, opts);
  return n == 0 ? badarg() : listOfText(textAt, n);
}
export function erlang_float_to_binary_1(t: Term): Term { return erlang_float_to_binary_2(t, NIL); }
export function erlang_float_to_binary_2(t: Term, opts: Term): Term {
  const n = write(t, opts);
  return n == 0 ? badarg() : binaryOfText(textAt, n);
}
/** Writes the text of a float; returns its bytes, 0 when the arguments are bad. */
function write(t: Term, opts: Term): i32 {
  if (!isFloat(t) || !readOptions(opts)) return 0;
  const p = openText(ROOM);
  if (form == FORM_SHORT) return hostFormatFloat(floatValue(t), p);
  let n = hostFormatFloatDigits(floatValue(t), digits, form, p);
  if (n > MAX_TEXT) return 0;
  // `compact` drops zeros at the end, but for the one behind the point. OTP 25 drops those of large
  // floats without decimals too, and so changes their value.
  if (compact && form == FORM_DECIMALS && (digits > 0 || abs(floatValue(t)) > PRINTF_FLOAT))
    while (load<u8>(p + <usize>n - 1) == 48 && load<u8>(p + <usize>n - 2) != 46) n--;
  return n;
}

export function erlang_list_to_float_1(t: Term): Term {
  if (!isList(t)) return badarg();
  textOfList(t);
  return textRest == NIL ? parse() : badarg();
}
export function erlang_binary_to_float_1(t: Term): Term { return textOfBinary(t) ? parse() : badarg(); }
function parse(): Term {
  const n = floatRun(textAt, textBytes), v = n == textBytes && n > 0 ? hostParseFloat(textAt, n) : NaN;
  closeText();
  return isFinite64(v) ? makeFloat(v) : badarg();
}
/** The float that a list starts with and the rest of the list, or {error, no_float}. */
export function string_list_to_float_1(t: Term): Term {
  if (!isList(t)) return tuple2(am_error, am_not_a_list);
  textOfList(t);
  const n = floatRun(textAt, textBytes), v = n > 0 ? hostParseFloat(textAt, n) : NaN;
  if (!isFinite64(v)) return tuple2(am_error, am_no_float);
  const rest = listOfTextBefore(textAt + <usize>n, textBytes - n, textRest);
  closeText();
  return tuple2(makeFloat(v), rest);
}

// @ts-ignore: decorator
@inline function byteAt(p: usize, i: i32, n: i32): u32 { return i < n ? load<u8>(p + <usize>i) : 0; }
function skipSign(p: usize, i: i32, n: i32): i32 {
  const c = byteAt(p, i, n);
  return c == 43 || c == 45 ? i + 1 : i;
}
function skipDigits(p: usize, i: i32, n: i32): i32 {
  while (i < n && <u32>load<u8>(p + <usize>i) - 48 < 10) i++;
  return i;
}
/**
 * Bytes of the float that the text starts with: sign, digits, point, digits, exponent if it is whole; 0
 * when there is none. A comma counts as a point, as OTP's does, and is made one.
 */
function floatRun(p: usize, n: i32): i32 {
  const start = skipSign(p, 0, n), whole = skipDigits(p, start, n), point = byteAt(p, whole, n);
  if (whole == start || (point != 46 && point != 44)) return 0;
  const end = skipDigits(p, whole + 1, n);
  if (end == whole + 1) return 0;
  store<u8>(p + <usize>whole, 46);
  if ((byteAt(p, end, n) | 32) != 101) return end;
  const exponent = skipSign(p, end + 1, n), last = skipDigits(p, exponent, n);
  return last == exponent ? end : last;
}
