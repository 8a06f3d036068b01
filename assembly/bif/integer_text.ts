/** BIFs between integers and their text. */
import { bumpReductions } from "../memory/cells";
import { tuple2 } from "../memory/alloc";
import { badarg } from "./raise";
import { NIL, NONE, Term, isInteger, isList, isSmall, smallValue } from "../term/tag";
import { digitRun, integerOfDigits, parseInteger, textRoom, writeDigits } from "../term/digits";
import {
  binaryOfText, closeText, listOfText, listOfTextBefore, openText, textAt, textBytes, textOfBinary, textOfList, textRest,
} from "./byte_text";
import { am_error, am_no_integer, am_not_a_list } from "../term/am";

const DECIMAL: Term = (10 << 4) | 0xf;
/** Characters read or written for one reduction; the work on a big grows with its square. */
const CHARS_A_REDUCTION: i32 = 16;

/** A base as a number, 0 when it is none. */
function baseOf(base: Term): i32 {
  if (!isSmall(base)) return 0;
  const b = smallValue(base);
  return b >= 2 && b <= 36 ? <i32>b : 0;
}

export function erlang_integer_to_list_1(t: Term): Term { return erlang_integer_to_list_2(t, DECIMAL); }
export function erlang_integer_to_list_2(t: Term, base: Term): Term { return write(t, baseOf(base), false); }
export function erlang_integer_to_binary_1(t: Term): Term { return erlang_integer_to_binary_2(t, DECIMAL); }
export function erlang_integer_to_binary_2(t: Term, base: Term): Term { return write(t, baseOf(base), true); }
function write(t: Term, base: i32, binary: bool): Term {
  if (!isInteger(t) || base == 0) return badarg();
  const room = textRoom(t, base), end = openText(room) + <usize>room;
  const p = writeDigits(t, base, end), bytes = <i32>(end - p);
  const text = binary ? binaryOfText(p, bytes) : listOfText(p, bytes);
  bumpReductions(bytes / CHARS_A_REDUCTION);
  closeText();
  return text;
}

export function erlang_list_to_integer_1(t: Term): Term { return erlang_list_to_integer_2(t, DECIMAL); }
export function erlang_list_to_integer_2(t: Term, base: Term): Term {
  const b = baseOf(base);
  if (b == 0 || !isList(t)) return badarg();
  textOfList(t);
  return textRest == NIL ? parse(b) : badarg();
}
export function erlang_binary_to_integer_1(t: Term): Term { return erlang_binary_to_integer_2(t, DECIMAL); }
export function erlang_binary_to_integer_2(t: Term, base: Term): Term {
  const b = baseOf(base);
  return b != 0 && textOfBinary(t) ? parse(b) : badarg();
}
function parse(base: i32): Term {
  const t = parseInteger(textAt, textBytes, base);
  bumpReductions(textBytes / CHARS_A_REDUCTION);
  closeText();
  return t == NONE ? badarg() : t;
}

/** The integer that a list starts with and the rest of the list, or {error, no_integer | not_a_list}. */
export function string_list_to_integer_1(t: Term): Term {
  if (!isList(t)) return tuple2(am_error, am_not_a_list);
  textOfList(t);
  let p = textAt;
  const end = p + <usize>textBytes, signed = p < end && (load<u8>(p) == 45 || load<u8>(p) == 43);
  const negative = signed && load<u8>(p) == 45;
  if (signed) p++;
  const digits = digitRun(p, end, 10);
  if (digits == 0) return tuple2(am_error, am_no_integer);
  const value = integerOfDigits(p, digits, 10, negative);
  if (value == NONE) return tuple2(am_error, am_no_integer);
  p += <usize>digits;
  const rest = listOfTextBefore(p, <i32>(end - p), textRest);
  closeText();
  return tuple2(value, rest);
}
