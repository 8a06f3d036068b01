/**
 * Integer terms of any size: smalls and bigs seen as sign and magnitude (term/limbs.ts), and back.
 *
 *     big  | hdr n, SUB_POS_BIG or SUB_NEG_BIG | limb 0 | … | limb n-1 |      limb n-1 is not 0
 *
 * An integer that fits in 60 bits is always a small: equal integers have one form only.
 */
import { halloc, roomFor } from "../memory/alloc";
import { hp, setHp } from "../memory/cells";
import { systemLimit } from "../bif/raise";
import {
  NIL, SMALL_MAX, SUB_NEG_BIG, SUB_POS_BIG, Term, boxedHeader, boxedPtr, boxedSub, fitsSmall, headerArity, isSmall,
  makeBoxed, makeHeader, makeSmall, smallValue,
} from "./tag";
import { addLimbs, compareLimbs, limb, normalLength, setLimb, subLimbs } from "./limbs";
import { multiplyLimbs } from "./multiply";
import { divideLimbs } from "./divide";

/** Most limbs a big may have, as in OTP: arithmetic with a larger result raises system_limit. */
export const BIG_MAX_LIMBS: i32 = (1 << 19) - 1;

/** Where the limb of a small operand lies while it is looked at as a magnitude. */
const scratchA: usize = memory.data(8);
const scratchB: usize = memory.data(8);

/**
 * Whether a result of `limbs` limbs is too large: for a big, or for the memory that there is. The last limb may turn out to
 * be zero, so there may be one too many; finishBig knows.
 */
export function tooManyLimbs(limbs: i32): bool { return limbs > BIG_MAX_LIMBS + 1 || !roomFor(<i64>limbs << 3); }

// @ts-ignore: decorator
@inline export function bigLength(t: Term): i32 { return headerArity(boxedHeader(t)); }
// @ts-ignore: decorator
@inline export function bigLimbs(t: Term): usize { return boxedPtr(t) + 8; }
// @ts-ignore: decorator
@inline export function isNegativeInteger(t: Term): bool { return isSmall(t) ? t < 0 : boxedSub(t) == SUB_NEG_BIG; }
/** Limbs in the magnitude of an integer; 0 for zero. */
// @ts-ignore: decorator
@inline export function magnitudeLength(t: Term): i32 { return isSmall(t) ? i32(smallValue(t) != 0) : bigLength(t); }
/** Address of an integer's magnitude; a small's limb is put at `scratch`. */
export function magnitude(t: Term, scratch: usize): usize {
  if (!isSmall(t)) return bigLimbs(t);
  const v = smallValue(t);
  store<u64>(scratch, v < 0 ? -v : v);
  return scratch;
}

/** The integer `v`. */
export function makeInteger(v: i64): Term {
  if (fitsSmall(v)) return makeSmall(v);
  return oneLimb(v < 0 ? -v : v, v < 0);
}
/** The integer `v`, taken as unsigned. */
export function makeUnsigned(v: u64): Term {
  return v <= <u64>SMALL_MAX ? makeSmall(v) : oneLimb(v, false);
}
function oneLimb(v: u64, negative: bool): Term {
  const p = halloc(2);
  store<i64>(p, makeHeader(1, negative ? SUB_NEG_BIG : SUB_POS_BIG));
  store<u64>(p, v, 8);
  return makeBoxed(p);
}

/**
 * Gives back the end of what halloc(allotted) returned: the heap's next free byte moves back when
 * nothing else was allocated since; otherwise the rest is filled with terms that any scan may read.
 */
export function hallocShrink(p: usize, allotted: i32, kept: i32): void {
  const end = p + (<usize>allotted << 3), at = p + (<usize>kept << 3);
  if (hp() == end) { setHp(at); return; }
  for (let q = at; q < end; q += 8) store<i64>(q, NIL);
}
/** Room for a big of up to `limbs` limbs, to be written at the result + 8, then finishBig. */
export function startBig(limbs: i32): usize { return halloc(limbs + 1); }
/** The integer whose magnitude was written into startBig(limbs), zeros at its end allowed; raises system_limit when it is too large. */
export function finishBig(p: usize, limbs: i32, negative: bool): Term {
  if (normalLength(p + 8, limbs) > BIG_MAX_LIMBS) {
    hallocShrink(p, limbs + 1, 0);
    return systemLimit();
  }
  return finishAnyBig(p, limbs, negative);
}
/** finishBig for integers that OTP makes of any size: those that it reads from binaries. */
export function finishAnyBig(p: usize, limbs: i32, negative: bool): Term {
  const n = normalLength(p + 8, limbs);
  if (n <= 1) {
    const v = n == 0 ? 0 : load<u64>(p, 8);
    // -2^59 is a small, 2^59 is not
    if (v <= <u64>SMALL_MAX || (negative && v == <u64>SMALL_MAX + 1)) {
      hallocShrink(p, limbs + 1, 0);
      return makeSmall(negative ? -v : v);
    }
  }
  store<i64>(p, makeHeader(n, negative ? SUB_NEG_BIG : SUB_POS_BIG));
  if (n != limbs) hallocShrink(p, limbs + 1, n + 1);
  return makeBoxed(p);
}

/** a + b, or a - b when `subtract`. */
export function addIntegers(a: Term, b: Term, subtract: bool): Term {
  const an = magnitudeLength(a), bn = magnitudeLength(b);
  const ap = magnitude(a, scratchA), bp = magnitude(b, scratchB);
  const aNegative = isNegativeInteger(a), bNegative = isNegativeInteger(b) != subtract;
  if (aNegative == bNegative) {
    const n = max(an, bn) + 1;
    if (tooManyLimbs(n)) return systemLimit();
    const p = startBig(n);
    const carry = an >= bn ? addLimbs(p + 8, ap, an, bp, bn) : addLimbs(p + 8, bp, bn, ap, an);
    setLimb(p + 8, n - 1, carry);
    return finishBig(p, n, aNegative);
  }
  const order = compareLimbs(ap, an, bp, bn);
  if (order == 0) return makeSmall(0);
  const n = max(an, bn), p = startBig(n);
  if (order > 0) subLimbs(p + 8, ap, an, bp, bn);
  else subLimbs(p + 8, bp, bn, ap, an);
  return finishBig(p, n, order > 0 ? aNegative : bNegative);
}
export function multiplyIntegers(a: Term, b: Term): Term {
  const an = magnitudeLength(a), bn = magnitudeLength(b), n = an + bn;
  if (an == 0 || bn == 0) return makeSmall(0);
  if (tooManyLimbs(n)) return systemLimit();
  const p = startBig(n);
  multiplyLimbs(p + 8, magnitude(a, scratchA), an, magnitude(b, scratchB), bn);
  return finishBig(p, n, isNegativeInteger(a) != isNegativeInteger(b));
}
/** a div b (towards zero), b not 0. */
export function divideIntegers(a: Term, b: Term): Term {
  const an = magnitudeLength(a), bn = magnitudeLength(b);
  const ap = magnitude(a, scratchA), bp = magnitude(b, scratchB);
  if (compareLimbs(ap, an, bp, bn) < 0) return makeSmall(0);
  const n = an - bn + 1, p = startBig(n);
  divideLimbs(p + 8, 0, ap, an, bp, bn);
  return finishBig(p, n, isNegativeInteger(a) != isNegativeInteger(b));
}
/** a rem b (sign of a), b not 0. */
export function remainderOfIntegers(a: Term, b: Term): Term {
  const an = magnitudeLength(a), bn = magnitudeLength(b);
  const ap = magnitude(a, scratchA), bp = magnitude(b, scratchB);
  if (compareLimbs(ap, an, bp, bn) < 0) return a;
  const p = startBig(bn);
  divideLimbs(0, p + 8, ap, an, bp, bn);
  return finishBig(p, bn, isNegativeInteger(a));
}
export function negateInteger(t: Term): Term {
  if (isSmall(t)) return makeInteger(-smallValue(t));
  const n = bigLength(t), p = startBig(n);
  memory.copy(p + 8, bigLimbs(t), <usize>n << 3);
  return finishBig(p, n, !isNegativeInteger(t));
}
/** Order of two integers: -1, 0 or 1. */
export function compareIntegers(a: Term, b: Term): i32 {
  if (isSmall(a) && isSmall(b)) return i32(a > b) - i32(a < b);
  const negative = isNegativeInteger(a);
  if (negative != isNegativeInteger(b)) return negative ? -1 : 1;
  const order = compareLimbs(magnitude(a, scratchA), magnitudeLength(a), magnitude(b, scratchB), magnitudeLength(b));
  return negative ? -order : order;
}
/** Whether the integer fits in 64 signed bits. */
export function fitsI64(t: Term): bool {
  if (isSmall(t)) return true;
  if (bigLength(t) != 1) return false;
  const v = limb(bigLimbs(t), 0);
  return v < 0x8000000000000000 || (v == 0x8000000000000000 && isNegativeInteger(t));
}
/** Its lowest 64 bits in two's complement: its value when fitsI64. */
export function integerLow64(t: Term): i64 {
  if (isSmall(t)) return smallValue(t);
  const v = <i64>limb(bigLimbs(t), 0);
  return isNegativeInteger(t) ? -v : v;
}
