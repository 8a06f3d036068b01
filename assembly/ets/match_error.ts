/**
 * What is wrong with a match specification, as the texts that match_spec_test/3 and ets:test_ms/2 show. Most
 * callers want to know only whether there was an error; then no text is made.
 *
 * In a template, % stands for the term that the error is about: for a call, name/arity; for a variable, its name;
 * else the term as it is written.
 */
import {
  Term, NIL, element, head, isAtom, isCons, isNil, isSmall, isTuple, makeSmall, smallValue, tail, tupleArity,
} from "../term/tag";
import { cons, rawAlloc, rawFree, tuple2 } from "../memory/alloc";
import { atomBytes, atomText } from "../term/atom";
import { pop, push, stackDepth } from "../term/work_stack";
import { am_error } from "../term/am";

export const BAD_LIST: i32 = 0;
export const IMPROPER_LIST: i32 = 1;
export const BAD_CLAUSE: i32 = 2;
export const NO_EXPRESSIONS: i32 = 3;
export const IMPROPER_EXPRESSIONS: i32 = 4;
export const EMPTY_BODY: i32 = 5;
export const VARIABLE_KEY: i32 = 6;
export const UNDERSCORE_KEY: i32 = 7;
export const UNBOUND: i32 = 8;
export const NO_CALL: i32 = 9;
export const UNKNOWN_FUNCTION: i32 = 10;
export const NO_CONTEXT: i32 = 11;
export const NO_ARGUMENTS: i32 = 12;
export const CONST_ARGUMENTS: i32 = 13;
export const SELF_ARGUMENTS: i32 = 14;
export const WRONG_DIALECT: i32 = 15;
export const SPECIAL_ARGUMENTS: i32 = 16;
export const BAD_HEAD: i32 = 17;
export const IMPROPER_HEAD: i32 = 18;

/** The static text of `error`, a string of UTF-16 units. */
function template(error: i32): usize {
  switch (error) {
    case BAD_LIST: return changetype<usize>("Match programs are not in a list.");
    case IMPROPER_LIST: return changetype<usize>("Match programs are not in a proper list.");
    case BAD_CLAUSE: return changetype<usize>("Match program part is not a tuple of arity 3.");
    case NO_EXPRESSIONS: return changetype<usize>("Match expression is not a list.");
    case IMPROPER_EXPRESSIONS: return changetype<usize>("Match expression is not a proper list.");
    case EMPTY_BODY: return changetype<usize>("Body clause does not return anything.");
    case VARIABLE_KEY: return changetype<usize>("Variable found in map key.");
    case UNDERSCORE_KEY: return changetype<usize>("Underscore found in map key.");
    case UNBOUND: return changetype<usize>("Variable % is unbound.");
    case NO_CALL: return changetype<usize>("% is neither a function call, nor a tuple (tuples are written {{ ... }}).");
    case UNKNOWN_FUNCTION: return changetype<usize>("Function % does_not_exist.");
    case NO_CONTEXT: return changetype<usize>("Function % cannot be called in this context.");
    case NO_ARGUMENTS: return changetype<usize>("Special form '^' called without arguments in %.");
    case CONST_ARGUMENTS: return changetype<usize>("Special form 'const' called with more than one argument in %.");
    case SELF_ARGUMENTS: return changetype<usize>("Special form 'self' called with arguments in %.");
    case BAD_HEAD: return changetype<usize>("Match head is invalid in this context.");
    case IMPROPER_HEAD: return changetype<usize>("Match expression part % is not a proper list.");
    case SPECIAL_ARGUMENTS: return changetype<usize>("Special form '^' called with arguments in %.");
    default: return changetype<usize>("Special form '%' used in wrong dialect.");
  }
}
/** Bytes of the header that says how long a static string is. */
const STRING_SIZE: usize = 4;

export let errorCount: i32 = 0;
let collecting: bool = false;
let errors: Term = NIL;

/** Make texts of the errors of the next compilation. */
export function collectErrors(on: bool): void { collecting = on; }
/** A compilation begins. */
export function startErrors(): void {
  errorCount = 0;
  errors = NIL;
}
/** The errors of the last compilation: [{error, Text}], the last one first. */
export function specErrors(): Term { return errors; }

/** Error `error` about `subject`. */
export function specError(error: i32, subject: Term): void {
  errorCount++;
  if (collecting) errors = cons(tuple2(am_error, textOf(error, subject)), errors);
}

// The text being made, as bytes of UTF-8.
let text: usize = 0;
let room: i32 = 0;
let length: i32 = 0;

function put(byte: i32): void {
  if (length == room) {
    const larger = max(room * 2, 256);
    const p = rawAlloc(<usize>larger);
    memory.copy(p, text, <usize>length);
    if (text != 0) rawFree(text);
    text = p;
    room = larger;
  }
  store<u8>(text + <usize>length, <u8>byte);
  length++;
}
function putAtom(a: Term): void {
  const from = atomText(a), n = atomBytes(a);
  for (let i = 0; i < n; i++) put(<i32>load<u8>(from + <usize>i));
}
/** Is it lower case letters, digits and _ alone? Otherwise it is written in quotes. */
function isPlain(a: Term): bool {
  const from = atomText(a), n = atomBytes(a);
  for (let i = 0; i < n; i++) {
    const c = <i32>load<u8>(from + <usize>i);
    const lower = c >= 0x61 && c <= 0x7a;
    const inner = lower || c == 0x5f || c == 0x40 || (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a);
    if (i == 0 ? !lower : !inner) return false;
  }
  return n > 0;
}
/** Write an atom, in quotes where it needs them. */
function putName(a: Term): void {
  const plain = isPlain(a);
  if (!plain) put(0x27);
  putAtom(a);
  if (!plain) put(0x27);
}
function putNumber(n: i64): void {
  if (n < 0) put(0x2d);
  let divisor: u64 = 1;
  const value = n < 0 ? <u64>-n : <u64>n;
  while (value / divisor >= 10) divisor *= 10;
  for (; divisor > 0; divisor /= 10) put(<i32>((value / divisor) % 10) + 0x30);
}
function isString(t: Term): bool {
  for (; isCons(t); t = tail(t)) {
    const c = head(t);
    if (!isSmall(c) || smallValue(c) < 0x20 || smallValue(c) > 0x7e) return false;
  }
  return isNil(t);
}
/** On the stack of walks, a byte to be written: low bits 00. */
// @ts-ignore: decorator
@inline function pushByte(byte: i64): void { push(byte << 2); }

/** Write `t` as %T of OTP does; of kinds that no call can be confused with, only that there is something. */
function putTerm(t: Term): void {
  const bottom = stackDepth();
  push(t);
  while (stackDepth() > bottom) {
    const u = pop();
    if ((u & 3) == 0) put(<i32>(u >> 2));
    else if (isSmall(u)) putNumber(smallValue(u));
    else if (isAtom(u)) putName(u);
    else if (isNil(u)) { put(0x5b); put(0x5d); }
    else if (isCons(u) && isString(u)) {
      put(0x22);
      for (let l = u; isCons(l); l = tail(l)) put(<i32>smallValue(head(l)));
      put(0x22);
    } else if (isTuple(u)) {
      put(0x7b);
      pushByte(0x7d);
      for (let i = tupleArity(u); i > 0; i--) {
        push(element(u, i));
        if (i > 1) pushByte(0x2c);
      }
    } else if (isCons(u)) {
      put(0x5b);
      pushList(u);
    } else {
      put(0x2e); put(0x2e); put(0x2e);
    }
  }
}
/** Push the elements of a list, the first on top. */
function pushList(list: Term): void {
  let n = 0;
  let l = list;
  for (; isCons(l); l = tail(l)) n++;
  pushByte(0x5d);
  if (!isNil(l)) { push(l); pushByte(0x7c); }
  const items = rawAlloc(<usize>n << 3);
  l = list;
  for (let i = 0; i < n; i++, l = tail(l)) store<i64>(items + (<usize>i << 3), head(l));
  for (let i = n - 1; i >= 0; i--) {
    push(load<i64>(items + (<usize>i << 3)));
    if (i > 0) pushByte(0x2c);
  }
  rawFree(items);
}

function putSubject(error: i32, subject: Term): void {
  if (error == UNKNOWN_FUNCTION || error == NO_CONTEXT) {
    putName(element(subject, 1));
    put(0x2f);
    putNumber(<i64>(tupleArity(subject) - 1));
  } else if (error == UNBOUND || error == WRONG_DIALECT) {
    putAtom(subject);
  } else {
    putTerm(subject);
  }
}

function textOf(error: i32, subject: Term): Term {
  const from = template(error);
  const units = <i32>(load<u32>(from - STRING_SIZE) >> 1);
  length = 0;
  for (let i = 0; i < units; i++) {
    const unit = <i32>load<u16>(from + (<usize>i << 1));
    if (unit == 0x25) putSubject(error, subject);
    else if (unit == 0x5e) putAtom(element(subject, 1));
    else put(unit);
  }
  let list: Term = NIL;
  let end = length;
  while (end > 0) {
    // One character of UTF-8, from its end.
    let from8 = end - 1;
    while (from8 > 0 && (load<u8>(text + <usize>from8) & 0xc0) == 0x80) from8--;
    list = cons(makeSmall(<i64>characterAt(from8, end - from8)), list);
    end = from8;
  }
  return list;
}
function characterAt(at: i32, bytes: i32): i32 {
  const p = text + <usize>at;
  let c = <i32>load<u8>(p);
  if (bytes > 1) c &= 0x7f >> bytes;
  for (let i = 1; i < bytes; i++) c = (c << 6) | (<i32>load<u8>(p + <usize>i) & 0x3f);
  return c;
}
