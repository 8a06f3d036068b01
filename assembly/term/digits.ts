/**
 * Integers to text and back, in bases 2 to 36. Digits are taken and added in groups that fit in 32 bits, so
 * that a big is passed over once a group and not once a digit.
 */
import { rawAlloc, rawFree, roomFor } from "../memory/alloc";
import { NONE, Term, isSmall, makeSmall, smallValue } from "./tag";
import { hostFromText, hostToText } from "./host_big";
import { bigLength, bigLimbs, finishAnyBig, isNegativeInteger, startBig, tooManyLimbs } from "./big";
import { divideByDigit, multiplyAddDigit, normalLength, setLimb } from "./limbs";

/** 64 bits are at most that many decimal digits (textRoom has place for 21). */
const DECIMALS_A_LIMB: i32 = 20;
const SMALL_MAGNITUDE_BITS: i32 = 60;

/** Digits of the largest power of a base that is below 2^32, and that power. */
let groupDigits: i32 = 0;
let groupPower: u64 = 0;
function setGroup(base: u32): void {
  groupDigits = 0;
  groupPower = 1;
  for (; groupPower * base <= 0xffffffff; groupDigits++) groupPower *= base;
}

/** Bytes that the text of an integer may need, sign included: one a bit at worst. */
export function textRoom(t: Term, base: i32): i32 {
  if (isSmall(t)) return 64;
  const bits = bigLength(t) << 6;
  // floor(log2(base)) bits at least go into a digit
  return bits / (31 - <i32>clz<u32>(<u32>base)) + 2;
}
// @ts-ignore: decorator
@inline function digitChar(d: u32): u32 { return d < 10 ? d + 48 : d + 55; } // '0' …, 'A' …

/** Writes the text of an integer so that it ends at `end`; returns where it starts. */
export function writeDigits(t: Term, base: i32, end: usize): usize {
  const negative = isNegativeInteger(t);
  let p = end;
  if (isSmall(t)) {
    let v = <u64>abs(smallValue(t));
    do {
      const q = v / base;
      store<u8>(--p, digitChar(<u32>(v - q * base)));
      v = q;
    } while (v != 0);
  } else p = writeBigDigits(bigLimbs(t), bigLength(t), base, end);
  if (negative) store<u8>(--p, 45); // '-'
  return p;
}
function writeBigDigits(limbs: usize, n: i32, base: i32, end: usize): usize {
  const room = n * DECIMALS_A_LIMB, text = end - <usize>room;
  const length = hostToText(limbs, n, base, text, room);
  if (length != 0) {
    memory.copy(end - <usize>length, text, length);
    return end - <usize>length;
  }
  setGroup(base);
  const rest = rawAlloc(<usize>n << 3);
  memory.copy(rest, limbs, <usize>n << 3);
  let p = end;
  while (n > 0) {
    let group = <u32>divideByDigit(rest, rest, n, groupPower);
    n = normalLength(rest, n);
    for (let i = 0; i < groupDigits && (n > 0 || group != 0); i++, group /= base) store<u8>(--p, digitChar(group % base));
  }
  rawFree(rest);
  return p;
}

/** Value of a digit, 255 when the byte is none in any base. */
export function digitValue(c: u32): u32 {
  if (c - 48 < 10) return c - 48;
  const letter = (c | 32) - 97;
  return letter < 26 ? letter + 10 : 255;
}
/** How many digits of `base` are at p, before end. */
export function digitRun(p: usize, end: usize, base: i32): i32 {
  const start = p;
  while (p < end && digitValue(load<u8>(p)) < <u32>base) p++;
  return <i32>(p - start);
}
/** The integer of text with an optional sign; NONE when it is none or has anything else. */
export function parseInteger(p: usize, bytes: i32, base: i32): Term {
  const end = p + <usize>bytes;
  let negative = false;
  if (p < end && (load<u8>(p) == 45 || load<u8>(p) == 43)) negative = load<u8>(p++) == 45;
  const n = <i32>(end - p);
  if (n == 0 || digitRun(p, end, base) != n) return NONE;
  return integerOfDigits(p, n, base, negative);
}
/** The integer of `n` digits, already looked at; NONE when it is too large for a big. */
export function integerOfDigits(p: usize, n: i32, base: i32, negative: bool): Term {
  const digitBits = 32 - <i32>clz<u32>(<u32>base - 1);
  if (n < SMALL_MAGNITUDE_BITS && n * digitBits < SMALL_MAGNITUDE_BITS) {
    let v: i64 = 0;
    for (let i = 0; i < n; i++) v = v * base + digitValue(load<u8>(p + <usize>i));
    return makeSmall(negative ? -v : v);
  }
  const limbs = <i32>((<i64>n * digitBits) >> 6) + 1;
  // digits of a base that is no power of 2 are shorter than the room made for them
  const least = <i32>(<f64>(n - 1) * Math.log2(<f64>base) / 64);
  if (tooManyLimbs(least) || !roomFor(<i64>limbs << 3)) return NONE;
  const big = startBig(limbs);
  if (hostFromText(big + 8, limbs, p, n, base)) return finishAnyBig(big, limbs, negative);
  setGroup(base);
  memory.fill(big + 8, 0, <usize>limbs << 3);
  let used = 1;
  for (let i = 0; i < n;) {
    let value: u64 = 0, power: u64 = 1;
    for (const stop = min(i + groupDigits, n); i < stop; i++, power *= base) value = value * base + digitValue(load<u8>(p + <usize>i));
    const carry = multiplyAddDigit(big + 8, big + 8, used, power, value);
    if (carry != 0) setLimb(big + 8, used++, carry);
  }
  return finishAnyBig(big, limbs, negative);
}
