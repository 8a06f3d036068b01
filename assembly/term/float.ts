/** Floats and integers: conversions and comparisons without a rounding that OTP does not do. */
import { Term, boxedSub, floatValue, isFloat, isSmall, SUB_NEG_BIG, makeSmall, smallValue } from "./tag";
import { bigLength, bigLimbs, finishBig, isNegativeInteger, magnitudeLength, startBig } from "./big";
import { limb, setLimb } from "./limbs";

const TWO_64: f64 = 18446744073709551616.0;
const EXPONENT_BIAS: i32 = 1075; // of the mantissa taken as a whole number of 53 bits
const MANTISSA_BITS: i32 = 52;

// @ts-ignore: decorator
@inline export function isFinite64(v: f64): bool { return v - v == 0; }

/**
 * The float of an integer; infinite when it is too large. A big is summed up from its highest limb, each
 * step rounding as OTP's does: for three limbs and more this is not always the nearest float.
 */
export function integerToFloat(t: Term): f64 {
  if (isSmall(t)) return <f64>smallValue(t);
  const p = bigLimbs(t);
  let v: f64 = 0;
  for (let i = bigLength(t) - 1; i >= 0; i--) v = v * TWO_64 + <f64>limb(p, i);
  return boxedSub(t) == SUB_NEG_BIG ? -v : v;
}
/** The float of a number; NaN when it is no number or too large. */
export function numberToFloat(t: Term): f64 {
  if (isFloat(t)) return floatValue(t);
  const v = integerToFloat(t);
  return isFinite64(v) ? v : NaN;
}
/** The integer equal to `v`, which has no fraction. */
export function floatToInteger(v: f64): Term {
  if (abs(v) < 576460752303423488.0) return makeSmall(<i64>v); // 2^59
  const bits = reinterpret<u64>(v);
  const exponent = <i32>((bits >> MANTISSA_BITS) & 0x7ff) - EXPONENT_BIAS; // >= 7 here
  const mantissa = (bits & 0xfffffffffffff) | 0x10000000000000;
  const low = exponent >> 6, shift = exponent & 63, n = low + 2;
  const p = startBig(n);
  memory.fill(p + 8, 0, <usize>n << 3);
  setLimb(p + 8, low, mantissa << shift);
  setLimb(p + 8, low + 1, shift == 0 ? 0 : mantissa >> (64 - shift));
  return finishBig(p, n, v < 0);
}
/** Order of an integer and a float by value, exact at any size: -1, 0 or 1. */
export function compareIntegerFloat(t: Term, v: f64): i32 {
  const negative = isNegativeInteger(t);
  if (isSmall(t)) {
    if (v >= 576460752303423488.0) return -1;
    if (v < -576460752303423488.0) return 1;
    const n = smallValue(t), whole = <i64>v; // towards zero, exact below 2^59
    if (n != whole) return n < whole ? -1 : 1;
    const part = v - <f64>whole;
    return part > 0 ? -1 : part < 0 ? 1 : 0;
  }
  if (negative != (v < 0)) return negative ? -1 : 1;
  const order = compareMagnitudeFloat(bigLimbs(t), magnitudeLength(t), abs(v));
  return negative ? -order : order;
}
/** A magnitude of at least 2^59 against v >= 0. */
function compareMagnitudeFloat(p: usize, n: i32, v: f64): i32 {
  if (v < 576460752303423488.0) return 1;
  const bits = reinterpret<u64>(v);
  const exponent = <i32>((bits >> MANTISSA_BITS) & 0x7ff) - EXPONENT_BIAS;
  const mantissa = (bits & 0xfffffffffffff) | 0x10000000000000;
  const bitLength = (n << 6) - <i32>clz(limb(p, n - 1));
  if (bitLength != exponent + 53) return bitLength < exponent + 53 ? -1 : 1;
  const low = exponent >> 6, shift = exponent & 63;
  for (let i = n - 1; i >= 0; i--) {
    const m = i == low ? mantissa << shift : i == low + 1 && shift != 0 ? mantissa >> (64 - shift) : 0;
    const x = limb(p, i);
    if (x != m) return x < m ? -1 : 1;
  }
  return 0;
}
