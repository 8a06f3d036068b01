/**
 * The largest integers are multiplied, divided and turned into decimal text by the host, whose BigInt has algorithms
 * that are faster than quadratic. The limits are where it took over on Node 20, conversions included (measured).
 */
import { hostBig } from "../host";

const BIG_MULTIPLY: i32 = 0;
const BIG_DIVIDE: i32 = 1;
const BIG_REMAINDER: i32 = 2;
const BIG_TO_TEXT: i32 = 3;
const BIG_FROM_TEXT: i32 = 4;

const MULTIPLY_LIMBS: i32 = 1024;
const DIVIDE_LIMBS: i32 = 256;
const TEXT_LIMBS: i32 = 256;
const TEXT_DIGITS: i32 = 5000;

/** r = a · b in an + bn limbs; false when that is better done here. */
export function hostMultiply(r: usize, a: usize, an: i32, b: usize, bn: i32): bool {
  return min(an, bn) >= MULTIPLY_LIMBS && hostBig(BIG_MULTIPLY, a, an, b, bn, r, an + bn) != 0;
}
/** As divideLimbs (term/divide.ts); false when that is better done here. */
export function hostDivide(q: usize, r: usize, a: usize, an: i32, b: usize, bn: i32): bool {
  if (bn < DIVIDE_LIMBS || an - bn < DIVIDE_LIMBS) return false;
  return (q == 0 || hostBig(BIG_DIVIDE, a, an, b, bn, q, an - bn + 1) != 0) &&
    (r == 0 || hostBig(BIG_REMAINDER, a, an, b, bn, r, bn) != 0);
}
/** Decimal text of a magnitude at `out`, which has room for `room` bytes; its length, 0 when that is better done here. */
export function hostToText(a: usize, an: i32, base: i32, out: usize, room: i32): i32 {
  return an >= TEXT_LIMBS && base == 10 ? hostBig(BIG_TO_TEXT, a, an, 0, 0, out, room) : 0;
}
/** r = the magnitude of `digits` decimal digits at p, in `room` limbs; false when that is better done here. */
export function hostFromText(r: usize, room: i32, p: usize, digits: i32, base: i32): bool {
  return digits >= TEXT_DIGITS && base == 10 && hostBig(BIG_FROM_TEXT, p, digits, 0, 0, r, room) != 0;
}
