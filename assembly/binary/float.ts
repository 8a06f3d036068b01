/**
 * Floats of 16, 32 and 64 bits in and out of bits. A size of 0 bits reads as 0.0, as in OTP.
 */
import { readBits, writeBits, fromLittle, toLittle } from "./bits";
import { isLittle } from "./integer";

const HALF_EXPONENT_BIAS: i32 = 15;
const HALF_FRACTION_BITS: i32 = 10;

/** The value of a binary16. */
export function halfToDouble(h: u32): f64 {
  const exponent = <i32>((h >> HALF_FRACTION_BITS) & 0x1f);
  const fraction = <i32>(h & 0x3ff);
  let v: f64;
  if (exponent == 0x1f) v = fraction == 0 ? Infinity : NaN;
  else if (exponent == 0) v = <f64>fraction * 5.9604644775390625e-8; // 2^-24
  else {
    const bits = (<u64>(exponent - HALF_EXPONENT_BIAS + 1023) << 52) | (<u64>fraction << (52 - HALF_FRACTION_BITS));
    v = reinterpret<f64>(bits);
  }
  return (h & 0x8000) != 0 ? -v : v;
}

/** The binary16 nearest to `v`, ties to even; too large a value becomes an infinity, as in OTP. */
export function doubleToHalf(v: f64): u32 {
  // by way of binary32, whose rounding OTP's conversion includes
  const bits = reinterpret<u32>(<f32>v);
  const sign = (bits >> 16) & 0x8000;
  const exponent = <i32>((bits >> 23) & 0xff) - 127;
  let fraction = bits & 0x7fffff;
  if (exponent > 15) return sign | 0x7c00 | (exponent == 128 && fraction != 0 ? 0x200 : 0);
  if (exponent < -25) return sign;
  let half: u32, shift: i32;
  if (exponent >= -14) {
    half = (<u32>(exponent + HALF_EXPONENT_BIAS) << HALF_FRACTION_BITS) | (fraction >> 13);
    shift = 13;
  } else {
    // subnormal: the leading one becomes explicit
    fraction |= 0x800000;
    shift = -1 - exponent;
    half = fraction >> shift;
  }
  const lost = fraction & ((1 << shift) - 1);
  const middle = <u32>1 << (shift - 1);
  if (lost > middle || (lost == middle && (half & 1) != 0)) half++;
  return sign | half;
}

// @ts-ignore: decorator
@inline export function isFloatSize(bits: i64): bool { return bits == 64 || bits == 32 || bits == 16; }

/** The float in `bits` (0, 16, 32, 64) bits at `offset`; NaN or an infinity when it is no Erlang float. */
export function extractFloat(base: usize, offset: i64, bits: i32, flags: i32): f64 {
  if (bits == 0) return 0;
  let w = readBits(base, offset, bits);
  if (isLittle(flags)) w = fromLittle(w, bits);
  if (bits == 64) return reinterpret<f64>(w);
  if (bits == 32) return <f64>reinterpret<f32>(<u32>w);
  return halfToDouble(<u32>w);
}

/** Write `v` into `bits` (16, 32, 64) bits. */
export function insertFloat(base: usize, offset: i64, v: f64, bits: i32, flags: i32): void {
  let w: u64;
  if (bits == 64) w = reinterpret<u64>(v);
  else if (bits == 32) w = <u64>reinterpret<u32>(<f32>v);
  else w = <u64>doubleToHalf(v);
  if (isLittle(flags)) w = toLittle(w, bits);
  writeBits(base, offset, w, bits);
}
