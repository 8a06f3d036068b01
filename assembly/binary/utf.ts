/**
 * UTF-8, UTF-16 and UTF-32 of one code point at any bit offset. A code point is 0 … 10FFFF without
 * the surrogates D800 … DFFF; UTF-8 takes the shortest form only.
 */
import { Term, isSmall, smallValue } from "../term/tag";
import { readBits, writeBits, fromLittle, toLittle } from "./bits";
import { isLittle } from "./integer";

export const CODE_POINT_MAX: i32 = 0x10ffff;

/** Result of a decoder: no code point starts here. */
export const UTF_INVALID: i32 = -1;
/** Result of a decoder: what is there may begin a code point, but the bits end before it does. */
export const UTF_INCOMPLETE: i32 = -2;

/** Bits that the last successful decoder took. */
export let utfTaken: i32 = 0;

// @ts-ignore: decorator
@inline export function isCodePoint(c: i64): bool {
  return <u64>c <= <u64>CODE_POINT_MAX && (c < 0xd800 || c > 0xdfff);
}
// @ts-ignore: decorator
@inline export function isCodePointTerm(t: Term): bool { return isSmall(t) && isCodePoint(smallValue(t)); }

/** Bytes of a code point in UTF-8. */
// @ts-ignore: decorator
@inline export function utf8Length(c: i32): i32 { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

/** Write a code point in UTF-8 at a whole address; returns the number of bytes. */
export function putUtf8(p: usize, c: i32): i32 {
  if (c < 0x80) { store<u8>(p, c); return 1; }
  if (c < 0x800) {
    store<u8>(p, 0xc0 | (c >> 6));
    store<u8>(p, 0x80 | (c & 0x3f), 1);
    return 2;
  }
  if (c < 0x10000) {
    store<u8>(p, 0xe0 | (c >> 12));
    store<u8>(p, 0x80 | ((c >> 6) & 0x3f), 1);
    store<u8>(p, 0x80 | (c & 0x3f), 2);
    return 3;
  }
  store<u8>(p, 0xf0 | (c >> 18));
  store<u8>(p, 0x80 | ((c >> 12) & 0x3f), 1);
  store<u8>(p, 0x80 | ((c >> 6) & 0x3f), 2);
  store<u8>(p, 0x80 | (c & 0x3f), 3);
  return 4;
}

/** The code point in UTF-8 at `offset` with `left` bits there, or UTF_INVALID or UTF_INCOMPLETE. */
export function decodeUtf8(base: usize, offset: i64, left: i64): i32 {
  if (left < 8) return UTF_INCOMPLETE;
  const first = <i32>readBits(base, offset, 8);
  if (first < 0x80) { utfTaken = 8; return first; }
  let count: i32, c: i32, least: i32;
  if (first < 0xc2) return UTF_INVALID;
  if (first < 0xe0) { count = 1; c = first & 0x1f; least = 0x80; }
  else if (first < 0xf0) { count = 2; c = first & 0x0f; least = 0x800; }
  else if (first < 0xf5) { count = 3; c = first & 0x07; least = 0x10000; }
  else return UTF_INVALID;
  for (let i = 1; i <= count; i++) {
    if (left < <i64>(i + 1) << 3) return UTF_INCOMPLETE;
    const b = <i32>readBits(base, offset + (<i64>i << 3), 8);
    if ((b & 0xc0) != 0x80) return UTF_INVALID;
    c = (c << 6) | (b & 0x3f);
    // the second byte already tells overlong forms, surrogates and what is above 10FFFF
    if (i == 1 && count > 1) {
      const rest = 6 * (count - 1);
      if ((c << rest) + ((1 << rest) - 1) < least || (c << rest) > CODE_POINT_MAX) return UTF_INVALID;
      if (count == 2 && (c >> 5) == 0x1b) return UTF_INVALID;
    }
  }
  utfTaken = (count + 1) << 3;
  return c;
}

/** The code point in UTF-16 at `offset` with `left` bits there, or UTF_INVALID or UTF_INCOMPLETE. */
export function decodeUtf16(base: usize, offset: i64, left: i64, flags: i32): i32 {
  if (left < 16) return UTF_INCOMPLETE;
  const little = isLittle(flags);
  let first = readBits(base, offset, 16);
  if (little) first = fromLittle(first, 16);
  if (first < 0xd800 || first > 0xdfff) { utfTaken = 16; return <i32>first; }
  if (first > 0xdbff) return UTF_INVALID;
  if (left < 32) return UTF_INCOMPLETE;
  let second = readBits(base, offset + 16, 16);
  if (little) second = fromLittle(second, 16);
  if (second < 0xdc00 || second > 0xdfff) return UTF_INVALID;
  utfTaken = 32;
  return <i32>(((first & 0x3ff) << 10) | (second & 0x3ff)) + 0x10000;
}

/** The code point in UTF-32 at `offset` with `left` bits there, or UTF_INVALID or UTF_INCOMPLETE. */
export function decodeUtf32(base: usize, offset: i64, left: i64, flags: i32): i32 {
  if (left < 32) return UTF_INCOMPLETE;
  let c = readBits(base, offset, 32);
  if (isLittle(flags)) c = fromLittle(c, 32);
  if (!isCodePoint(<i64>c)) return UTF_INVALID;
  utfTaken = 32;
  return <i32>c;
}

/** Write a code point in UTF-8 at a bit offset; returns the number of bits. */
export function insertUtf8(base: usize, offset: i64, c: i32): i32 {
  if ((offset & 7) == 0) return putUtf8(base + <usize>(offset >> 3), c) << 3;
  const bytes = putUtf8(ENCODED, c);
  for (let i = 0; i < bytes; i++) writeBits(base, offset + (<i64>i << 3), <u64>load<u8>(ENCODED + i), 8);
  return bytes << 3;
}
const ENCODED: usize = memory.data(8);

/** Write a code point in UTF-16; returns the number of bits. */
export function insertUtf16(base: usize, offset: i64, c: i32, flags: i32): i32 {
  const little = isLittle(flags);
  if (c < 0x10000) {
    writeBits(base, offset, little ? toLittle(<u64>c, 16) : <u64>c, 16);
    return 16;
  }
  const high = <u64>(0xd800 | ((c - 0x10000) >> 10));
  const low = <u64>(0xdc00 | (c & 0x3ff));
  writeBits(base, offset, little ? toLittle(high, 16) : high, 16);
  writeBits(base, offset + 16, little ? toLittle(low, 16) : low, 16);
  return 32;
}

/** Write a code point in UTF-32; returns the number of bits. */
export function insertUtf32(base: usize, offset: i64, c: i32, flags: i32): i32 {
  writeBits(base, offset, isLittle(flags) ? toLittle(<u64>c, 32) : <u64>c, 32);
  return 32;
}
