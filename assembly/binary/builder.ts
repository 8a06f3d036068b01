/**
 * The builder: where the segments of a bitstring under construction go. One is enough, since
 * nothing else runs between the first and the last segment.
 *
 * The put functions return 1, or 0 when the value is no argument for its segment.
 */
import { Term, isBitstring, isInteger, isNumber, isSmall, makeSmall, smallValue } from "../term/tag";
import { binaryBase, bitOffset, bitSize, wholeBinaryBytes } from "../term/boxed";
import { numberToFloat } from "../term/float";
import { newBinary, newSubBinary } from "../memory/binary";
import { copyBits } from "./bits";
import { insertFloat, isFloatSize } from "./float";
import { insertInteger, isLittle } from "./integer";
import { isMultiple } from "./match";
import { insertUtf16, insertUtf32, insertUtf8, isCodePointTerm, utf8Length } from "./utf";

let base: usize = 0;
let offset: i64 = 0;
/** Bits up to which may be written. */
let end: i64 = 0;

/** Build the bits from `at` up to `last` of the bytes at `bytes`. */
export function startBuilder(bytes: usize, at: i64, last: i64): void {
  base = bytes;
  offset = at;
  end = last;
}
/** Code that was damaged may write more than it asked for. */
// @ts-ignore: decorator
@inline function fits(bits: i64): bool { return <u64>bits <= <u64>(end - offset); }

/** A new bitstring of `bits` bits that the builder writes. */
export function newBitstring(bits: i64): Term {
  const whole = newBinary(<i32>((bits + 7) >> 3));
  startBuilder(wholeBinaryBytes(whole), 0, bits);
  return (bits & 7) == 0 ? whole : newSubBinary(whole, 0, bits);
}

/** Write `v` into `bits` bits. */
export function putSmall(v: i64, bits: i64, flags: i32): void {
  if (((bits | offset) & 7) == 0 && !isLittle(flags)) {
    const p = base + <usize>(offset >> 3);
    if (bits == 8) { store<u8>(p, <u8>v); offset += 8; return; }
    if (bits == 16) { store<u16>(p, bswap<u16>(<u16>v)); offset += 16; return; }
    if (bits == 32) { store<u32>(p, bswap<u32>(<u32>v)); offset += 32; return; }
  }
  insertInteger(base, offset, makeSmall(v), bits, flags);
  offset += bits;
}
export function rt_bs_put_integer(v: Term, bits: i64, flags: i32): i32 {
  if (!isInteger(v) || !fits(bits)) return 0;
  if (isSmall(v)) { putSmall(smallValue(v), bits, flags); return 1; }
  insertInteger(base, offset, v, bits, flags);
  offset += bits;
  return 1;
}

export function rt_bs_put_float(v: Term, bits: i64, flags: i32): i32 {
  if (!isFloatSize(bits) || !fits(bits)) return 0;
  if (!isNumber(v)) return 0;
  const d = numberToFloat(v);
  if (isNaN(d)) return 0;
  insertFloat(base, offset, d, <i32>bits, flags);
  offset += bits;
  return 1;
}

/** The first `bits` bits of bitstring `v`. */
export function rt_bs_put_binary(v: Term, bits: i64, flags: i32): i32 {
  if (!isBitstring(v) || bitSize(v) < bits || !fits(bits)) return 0;
  copyBits(binaryBase(v), bitOffset(v), base, offset, bits);
  offset += bits;
  return 1;
}

/** All of bitstring `v`, whose size must be a multiple of `unit`. */
export function rt_bs_put_binary_all(v: Term, unit: i32): i32 {
  if (!isBitstring(v)) return 0;
  const n = bitSize(v);
  if (!isMultiple(n, unit) || !fits(n)) return 0;
  copyBits(binaryBase(v), bitOffset(v), base, offset, n);
  offset += n;
  return 1;
}

/** The `bytes` bytes at `ptr`. */
export function rt_bs_put_string(ptr: i32, bytes: i32): void {
  if (!fits(<i64>bytes << 3)) return;
  copyBits(<usize>ptr, 0, base, offset, <i64>bytes << 3);
  offset += <i64>bytes << 3;
}

export function rt_bs_put_utf8(v: Term): i32 {
  if (!isCodePointTerm(v) || !fits(<i64>utf8Length(<i32>smallValue(v)) << 3)) return 0;
  offset += <i64>insertUtf8(base, offset, <i32>smallValue(v));
  return 1;
}
export function rt_bs_put_utf16(v: Term, flags: i32): i32 {
  if (!isCodePointTerm(v) || !fits(smallValue(v) >= 0x10000 ? 32 : 16)) return 0;
  offset += <i64>insertUtf16(base, offset, <i32>smallValue(v), flags);
  return 1;
}
export function rt_bs_put_utf32(v: Term, flags: i32): i32 {
  if (!isCodePointTerm(v) || !fits(32)) return 0;
  offset += <i64>insertUtf32(base, offset, <i32>smallValue(v), flags);
  return 1;
}
