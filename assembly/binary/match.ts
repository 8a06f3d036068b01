/**
 * Match contexts: what the bit syntax reads from. A context names its bytes by address and moves
 * its position; all offsets are in bits from the first byte of the original binary.
 *
 *     | hdr 4 | end | position | original binary | bytes:u32 |
 *
 * Each function returns 0 and leaves the position where it was when the value does not match.
 */
import { BIG_MAX_LIMBS } from "../term/big";
import {
  Term, NONE, isBoxed, isSmall, smallValue, makeSmall, makeBoxed, makeHeader, boxedPtr, SUB_MATCH, SUB_HEAP_BINARY,
  SUB_REFC_BINARY, SUB_SUB_BINARY, SUB_MASK,
} from "../term/tag";
import {
  HEAP_BINARY_BYTES, HEAP_BINARY_SIZE, MATCH_BYTES, MATCH_END, MATCH_ORIGINAL, MATCH_POSITION, MATCH_WORDS, REFC_BYTES,
  REFC_SIZE, SUB_BITS, SUB_OFFSET, SUB_ORIGINAL, wholeBinaryBytes,
} from "../term/boxed";
import { halloc, makeFloat } from "../memory/alloc";
import { partOf } from "../memory/binary";
import { compareBits, readBits } from "./bits";
import { FLAG_SIGNED, extractInteger, isLittle } from "./integer";
import { extractFloat, isFloatSize } from "./float";
import { decodeUtf16, decodeUtf32, decodeUtf8, utfTaken } from "./utf";

// @ts-ignore: decorator
@inline function position(c: usize): i64 { return load<i64>(c, MATCH_POSITION); }
// @ts-ignore: decorator
@inline function setPosition(c: usize, p: i64): void { store<i64>(c, p, MATCH_POSITION); }
// @ts-ignore: decorator
@inline function end(c: usize): i64 { return load<i64>(c, MATCH_END); }
// @ts-ignore: decorator
@inline function bytes(c: usize): usize { return <usize>load<u32>(c, MATCH_BYTES); }
// @ts-ignore: decorator
@inline function left(c: usize): i64 { return end(c) - position(c); }

/** A match context over `t`, which goes on where it was when it is one already; 0 when `t` is no bitstring. */
export function rt_bs_start_match(t: Term): Term {
  if (!isBoxed(t)) return NONE;
  const b = boxedPtr(t);
  const sub = load<i64>(b) & SUB_MASK;
  let from: i64 = 0, to: i64, original = t, at: usize;
  if (sub == SUB_HEAP_BINARY) {
    to = load<i64>(b, HEAP_BINARY_SIZE) << 3;
    at = b + HEAP_BINARY_BYTES;
  } else if (sub == SUB_SUB_BINARY) {
    from = load<i64>(b, SUB_OFFSET);
    to = from + load<i64>(b, SUB_BITS);
    original = load<i64>(b, SUB_ORIGINAL);
    at = wholeBinaryBytes(original);
  } else if (sub == SUB_REFC_BINARY) {
    to = load<i64>(b, REFC_SIZE) << 3;
    at = <usize>load<u32>(b, REFC_BYTES);
  } else {
    return sub == SUB_MATCH ? t : NONE;
  }
  const c = halloc(MATCH_WORDS + 1);
  store<i64>(c, makeHeader(MATCH_WORDS, SUB_MATCH));
  store<i64>(c, to, MATCH_END);
  store<i64>(c, from, MATCH_POSITION);
  store<i64>(c, original, MATCH_ORIGINAL);
  store<i64>(c, <i64>at, MATCH_BYTES);
  return makeBoxed(c);
}

/** The next `bits` bits as an integer, or 0. */
export function rt_bs_get_integer(ctx: Term, bits: i64, flags: i32): Term {
  const c = boxedPtr(ctx);
  if (<u64>bits > <u64>left(c) || bits > <i64>BIG_MAX_LIMBS << 6) return NONE;
  const at = position(c);
  setPosition(c, at + bits);
  if (bits == 8 && (at & 7) == 0 && (flags & FLAG_SIGNED) == 0) {
    return makeSmall(<i64>load<u8>(bytes(c) + <usize>(at >> 3)));
  }
  if (bits < 60 && (flags & FLAG_SIGNED) == 0 && !isLittle(flags)) {
    return makeSmall(<i64>readBits(bytes(c), at, <i32>bits));
  }
  return extractInteger(bytes(c), at, bits, flags);
}

/** The next `bits` (0, 16, 32, 64) bits as a float, or 0: another size, an infinity or not a number. */
export function rt_bs_get_float(ctx: Term, bits: i64, flags: i32): Term {
  const c = boxedPtr(ctx);
  if (<u64>bits > <u64>left(c) || !(bits == 0 || isFloatSize(bits))) return NONE;
  const v = extractFloat(bytes(c), position(c), <i32>bits, flags);
  if (!isFinite(v)) return NONE;
  setPosition(c, position(c) + bits);
  return makeFloat(v);
}

/** The bits [from, from + n) of a context's original as a bitstring of its own. */
// @ts-ignore: decorator
@inline function slice(c: usize, from: i64, n: i64): Term { return partOf(load<i64>(c, MATCH_ORIGINAL), bytes(c), from, n); }

/** The next `bits` bits as a bitstring, or 0. */
export function rt_bs_get_binary(ctx: Term, bits: i64, flags: i32): Term {
  const c = boxedPtr(ctx);
  if (<u64>bits > <u64>left(c)) return NONE;
  const at = position(c);
  setPosition(c, at + bits);
  return slice(c, at, bits);
}

/** All bits that are left, which must be a multiple of `unit`, as a bitstring, or 0. */
export function rt_bs_get_binary_all(ctx: Term, unit: i32): Term {
  const c = boxedPtr(ctx);
  const n = left(c);
  if (!isMultiple(n, unit)) return NONE;
  const at = position(c);
  setPosition(c, at + n);
  return slice(c, at, n);
}

/** All bits that are left; the position stays. */
export function rt_bs_get_tail(ctx: Term): Term {
  const c = boxedPtr(ctx);
  return slice(c, position(c), left(c));
}

// @ts-ignore: decorator
@inline export function isMultiple(n: i64, unit: i32): bool {
  return unit == 8 ? (n & 7) == 0 : unit <= 1 || n % <i64>unit == 0;
}

/** Move past `bits` bits: 1, or 0 when there are fewer. */
export function rt_bs_skip(ctx: Term, bits: i64): i32 {
  const c = boxedPtr(ctx);
  if (<u64>bits > <u64>left(c)) return 0;
  setPosition(c, position(c) + bits);
  return 1;
}

/** 1 when the bits that are left are a multiple of `unit`. */
export function rt_bs_test_unit(ctx: Term, unit: i32): i32 { return isMultiple(left(boxedPtr(ctx)), unit) ? 1 : 0; }

/** Move past the `bits` bits at `ptr` when they come next: 1, else 0. */
export function rt_bs_match_string(ctx: Term, ptr: i32, bits: i32): i32 {
  const c = boxedPtr(ctx);
  if (<i64>bits > left(c)) return 0;
  if (compareBits(bytes(c), position(c), <usize>ptr, 0, <i64>bits) != 0) return 0;
  setPosition(c, position(c) + <i64>bits);
  return 1;
}

/** The next code point in UTF-8, or 0. */
export function rt_bs_get_utf8(ctx: Term): Term {
  const c = boxedPtr(ctx);
  const code = decodeUtf8(bytes(c), position(c), left(c));
  if (code < 0) return NONE;
  setPosition(c, position(c) + <i64>utfTaken);
  return makeSmall(<i64>code);
}

/** The next code point in UTF-16, or 0. */
export function rt_bs_get_utf16(ctx: Term, flags: i32): Term {
  const c = boxedPtr(ctx);
  const code = decodeUtf16(bytes(c), position(c), left(c), flags);
  if (code < 0) return NONE;
  setPosition(c, position(c) + <i64>utfTaken);
  return makeSmall(<i64>code);
}

/** The next code point in UTF-32, or 0. */
export function rt_bs_get_utf32(ctx: Term, flags: i32): Term {
  const c = boxedPtr(ctx);
  const code = decodeUtf32(bytes(c), position(c), left(c), flags);
  if (code < 0) return NONE;
  setPosition(c, position(c) + <i64>utfTaken);
  return makeSmall(<i64>code);
}

/** The position as a term for rt_bs_set_position: opaque to programs, so it counts from the original's first byte. */
export function rt_bs_get_position(ctx: Term): Term { return makeSmall(position(boxedPtr(ctx))); }
export function rt_bs_set_position(ctx: Term, pos: Term): void { setPosition(boxedPtr(ctx), smallValue(pos)); }

/** More bits than any binary can hold; still far from overflow when a few of them are added. */
export const ABSURD_BITS: i64 = (<i64>1) << 50;

/** A size operand `t` in units as bits; -1 when it is negative, no integer, or beyond any binary. */
export function rt_bs_size(t: Term, unit: i32): i64 {
  if (!isSmall(t)) return -1;
  const n = smallValue(t);
  if (<u64>n > <u64>ABSURD_BITS) return -1;
  const bits = n * <i64>unit;
  return bits > ABSURD_BITS ? -1 : bits;
}
