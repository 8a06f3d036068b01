/**
 * band, bor, bxor, bsl and bsr on integers of any size, as if in two's complement with endless
 * sign bits. Operands stay sign and magnitude: -m is read limb by limb as ~m + 1.
 */
import { systemLimit } from "../bif/raise";
import { Term, fitsSmall, isSmall, makeSmall, smallValue } from "./tag";
import {
  BIG_MAX_LIMBS, bigLength, finishBig, isNegativeInteger, magnitude, magnitudeLength, startBig, tooManyLimbs,
} from "./big";
import { limb, setLimb, shiftLeftBits, shiftRightBits } from "./limbs";

export const OP_AND: i32 = 0;
export const OP_OR: i32 = 1;
export const OP_XOR: i32 = 2;

const scratchA: usize = memory.data(8);
const scratchB: usize = memory.data(8);

// @ts-ignore: decorator
@inline function apply(op: i32, x: u64, y: u64): u64 {
  return op == OP_AND ? x & y : op == OP_OR ? x | y : x ^ y;
}

/** a op b, both integers. */
export function bitwiseIntegers(op: i32, a: Term, b: Term): Term {
  const an = magnitudeLength(a), bn = magnitudeLength(b), n = max(an, bn) + 1;
  const ap = magnitude(a, scratchA), bp = magnitude(b, scratchB);
  const aSign: u64 = isNegativeInteger(a) ? -1 : 0, bSign: u64 = isNegativeInteger(b) ? -1 : 0;
  const rSign: u64 = apply(op, aSign, bSign);
  const p = startBig(n);
  // two's complement of m is (m ^ sign) + carry, with carry 1 for negative numbers
  let aCarry: u64 = aSign & 1, bCarry: u64 = bSign & 1, rCarry: u64 = rSign & 1;
  for (let i = 0; i < n; i++) {
    const x = ((i < an ? limb(ap, i) : 0) ^ aSign) + aCarry;
    aCarry &= u64(x == 0);
    const y = ((i < bn ? limb(bp, i) : 0) ^ bSign) + bCarry;
    bCarry &= u64(y == 0);
    const z = (apply(op, x, y) ^ rSign) + rCarry;
    rCarry &= u64(z == 0);
    setLimb(p + 8, i, z);
  }
  return finishBig(p, n, rSign != 0);
}

/** a · 2^bits; system_limit when the result would be absurdly large. */
export function shiftLeft(a: Term, bits: i64): Term {
  if (isSmall(a) && bits < 60) {
    const v = smallValue(a), r = v << bits;
    if (r >> bits == v && fitsSmall(r)) return makeSmall(r);
  }
  const an = magnitudeLength(a);
  if (an == 0) return makeSmall(0);
  if (bits >= (<i64>BIG_MAX_LIMBS << 6)) return systemLimit();
  const zeros = <i32>(bits >> 6), n = an + zeros + 1;
  if (tooManyLimbs(n)) return systemLimit();
  const p = startBig(n);
  memory.fill(p + 8, 0, <usize>zeros << 3);
  shiftLeftBits(p + 8 + (<usize>zeros << 3), magnitude(a, scratchA), an, <i32>bits & 63);
  return finishBig(p, n, isNegativeInteger(a));
}

/** a / 2^bits, rounded down. */
export function shiftRight(a: Term, bits: i64): Term {
  if (isSmall(a)) return makeSmall(smallValue(a) >> min(bits, 63));
  const an = bigLength(a), negative = isNegativeInteger(a);
  if (bits >= <i64>an << 6) return makeSmall(negative ? -1 : 0);
  const skipped = <i32>(bits >> 6), part = <i32>bits & 63, n = an - skipped;
  const ap = magnitude(a, scratchA), p = startBig(n + 1);
  shiftRightBits(p + 8, ap + (<usize>skipped << 3), n, part);
  setLimb(p + 8, n, 0);
  if (negative && lostBits(ap, skipped, part)) increment(p + 8); // -m rounds away from zero
  return finishBig(p, n + 1, negative);
}
/** Whether any of the lowest limbs · 64 + bits bits is set. */
function lostBits(p: usize, limbs: i32, bits: i32): bool {
  for (let i = 0; i < limbs; i++) if (limb(p, i) != 0) return true;
  return (limb(p, limbs) & ((<u64>1 << bits) - 1)) != 0;
}
function increment(p: usize): void {
  for (;; p += 8) {
    const v = load<u64>(p) + 1;
    store<u64>(p, v);
    if (v != 0) return;
  }
}
