/**
 * Integers of any size in and out of bits.
 *
 * Flags are the BEAM's: 2 little-endian, 4 signed, 16 native (little-endian, as WebAssembly is).
 * Numbers above 64 bits go limb by limb straight between the bits and the big integer's words.
 */
import { Term, isSmall, smallValue, makeSmall } from "../term/tag";
import { bigLength, bigLimbs, finishAnyBig, isNegativeInteger, makeInteger, makeUnsigned, startBig } from "../term/big";
import { limb, setLimb } from "../term/limbs";
import { readBits, writeBits, fromLittle, toLittle } from "./bits";

export const FLAG_LITTLE: i32 = 2;
export const FLAG_SIGNED: i32 = 4;
export const FLAG_NATIVE: i32 = 16;

// @ts-ignore: decorator
@inline export function isLittle(flags: i32): bool { return (flags & (FLAG_LITTLE | FLAG_NATIVE)) != 0; }

/** The integer in `n` bits at `offset`; the caller has checked that they are there. */
export function extractInteger(base: usize, offset: i64, n: i64, flags: i32): Term {
  if (n > 64) return extractBig(base, offset, n, flags);
  const bits = <i32>n;
  if (bits == 0) return makeSmall(0);
  let w = readBits(base, offset, bits);
  if (isLittle(flags)) w = fromLittle(w, bits);
  if ((flags & FLAG_SIGNED) == 0) return makeUnsigned(w);
  const shift = 64 - bits;
  return makeInteger((<i64>(w << shift)) >> shift);
}

function extractBig(base: usize, offset: i64, n: i64, flags: i32): Term {
  const limbs = <i32>((n + 63) >> 6);
  const top = <i32>(n - (<i64>(limbs - 1) << 6));
  const p = startBig(limbs);
  const at = p + 8;
  const little = isLittle(flags);
  for (let j = 0; j < limbs - 1; j++) {
    setLimb(at, j, little
      ? bswap<u64>(readBits(base, offset + (<i64>j << 6), 64))
      : readBits(base, offset + n - (<i64>(j + 1) << 6), 64));
  }
  let last = little
    ? fromLittle(readBits(base, offset + (<i64>(limbs - 1) << 6), top), top)
    : readBits(base, offset, top);
  const negative = (flags & FLAG_SIGNED) != 0 && ((last >> (top - 1)) & 1) != 0;
  // a negative number's sign is extended to whole limbs, whose two's complement is the magnitude
  if (negative && top < 64) last |= ~<u64>0 << top;
  setLimb(at, limbs - 1, last);
  if (negative) {
    let carry: u64 = 1;
    for (let j = 0; j < limbs; j++) {
      const v = ~limb(at, j) + carry;
      if (v != 0) carry = 0;
      setLimb(at, j, v);
    }
  }
  return finishAnyBig(p, limbs, negative);
}

/** Write integer `v` (small or big) into `n` bits, cut or sign-extended to them. */
export function insertInteger(base: usize, offset: i64, v: Term, n: i64, flags: i32): void {
  const small = isSmall(v);
  const little = isLittle(flags);
  if (small && n <= 64) {
    const bits = <i32>n;
    let w = <u64>smallValue(v);
    if (little) w = toLittle(w, bits);
    writeBits(base, offset, w, bits);
    return;
  }
  const negative = isNegativeInteger(v);
  const sign: u64 = negative ? ~<u64>0 : 0;
  const limbs = small ? 1 : bigLength(v);
  let carry: u64 = 1;
  let done: i64 = 0;
  for (let j = 0; done < n; j++) {
    let w = sign;
    if (j < limbs) {
      if (small) w = <u64>smallValue(v);
      else {
        w = limb(bigLimbs(v), j);
        if (negative) {
          w = ~w + carry;
          if (w != 0) carry = 0;
        }
      }
    }
    const bits = <i32>min<i64>(64, n - done);
    if (little) writeBits(base, offset + done, toLittle(w, bits), bits);
    else writeBits(base, offset + n - done - bits, w, bits);
    done += bits;
  }
}
