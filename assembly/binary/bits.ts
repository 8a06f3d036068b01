/**
 * Runs of bits. Bit 0 of a byte is its most significant one, as everywhere in Erlang's bit syntax:
 *
 *     byte      0                1
 *     bit       0 1 2 3 4 5 6 7  8 9 …
 *     offset 5            |←---- n ----→|
 *
 * A run is (base address, offset in bits, length in bits). Whole bytes at whole offsets take the
 * short way everywhere: nearly all binaries of real programs are made of bytes.
 */

/** The `n` (1 … 8) bits that start `s` (0 … 7) bits into the byte at `p`, right-aligned. */
function bitsOfByte(p: usize, s: i32, n: i32): u32 {
  const end = s + n;
  if (end <= 8) return (<u32>load<u8>(p) >> (8 - end)) & ((1 << n) - 1);
  const two = (<u32>load<u8>(p) << 8) | <u32>load<u8>(p, 1);
  return (two >> (16 - end)) & ((1 << n) - 1);
}

/** Put `n` bits at `d` bits into the byte at `p`; d + n <= 8. The byte's other bits stay. */
// @ts-ignore: decorator
@inline function mergeByte(p: usize, d: i32, n: i32, bits: u32): void {
  const shift = 8 - d - n;
  const mask = ((1 << n) - 1) << shift;
  store<u8>(p, (<u32>load<u8>(p) & ~mask) | (bits << shift));
}

/** Copy `n` bits; nothing outside of them changes. The runs must not overlap. */
export function copyBits(src: usize, srcOffset: i64, dst: usize, dstOffset: i64, n: i64): void {
  if (n <= 0) return;
  src += <usize>(srcOffset >> 3);
  dst += <usize>(dstOffset >> 3);
  let s = <i32>(srcOffset & 7);
  const d = <i32>(dstOffset & 7);
  if (d != 0) {
    // bring the destination to a byte boundary
    const k = <i32>min<i64>(8 - d, n);
    mergeByte(dst, d, k, bitsOfByte(src, s, k));
    s += k;
    src += <usize>(s >> 3);
    s &= 7;
    n -= k;
    if (n == 0) return;
    dst++;
  }
  const bytes = <usize>(n >> 3);
  if (s == 0) {
    memory.copy(dst, src, bytes);
    src += bytes;
    dst += bytes;
  } else {
    let left = bytes;
    while (left >= 8) {
      const w = bswap<u64>(load<u64>(src));
      store<u64>(dst, bswap<u64>((w << s) | (<u64>load<u8>(src, 8) >> (8 - s))));
      src += 8; dst += 8; left -= 8;
    }
    while (left > 0) {
      store<u8>(dst, (<u32>load<u8>(src) << s) | (<u32>load<u8>(src, 1) >> (8 - s)));
      src++; dst++; left--;
    }
  }
  const rest = <i32>(n & 7);
  if (rest != 0) mergeByte(dst, 0, rest, bitsOfByte(src, s, rest));
}

/** `n` (0 … 64) bits as an unsigned number, first bit most significant. */
export function readBits(base: usize, offset: i64, n: i32): u64 {
  if (n == 0) return 0;
  const p = base + <usize>(offset >> 3);
  const s = <i32>(offset & 7);
  if (s == 0) {
    if (n == 32) return <u64>bswap<u32>(load<u32>(p));
    if (n == 64) return bswap<u64>(load<u64>(p));
    if (n == 16) return <u64>bswap<u16>(load<u16>(p));
  }
  const bytes = (s + n + 7) >> 3;
  let w: u64 = <u64>(<u32>load<u8>(p) & (0xff >> s));
  if (bytes <= 8) {
    for (let i = 1; i < bytes; i++) w = (w << 8) | <u64>load<u8>(p + i);
    return w >> (bytes * 8 - s - n);
  }
  for (let i = 1; i < 8; i++) w = (w << 8) | <u64>load<u8>(p + i);
  const unused = 72 - s - n;
  return (w << (8 - unused)) | (<u64>load<u8>(p, 8) >> unused);
}

/** Eight bytes in which short writes are lined up before they are copied to their offset. */
const LINE: usize = memory.data(8);

/** Write the low `n` (0 … 64) bits of `value`, most significant first. */
export function writeBits(base: usize, offset: i64, value: u64, n: i32): void {
  if (n == 0) return;
  if (((offset & 7) | (n & 7)) == 0) {
    let p = base + <usize>(offset >> 3);
    if (n == 32) { store<u32>(p, bswap<u32>(<u32>value)); return; }
    if (n == 64) { store<u64>(p, bswap<u64>(value)); return; }
    for (let shift = n - 8; shift >= 0; shift -= 8) store<u8>(p++, <u8>(value >> shift));
    return;
  }
  store<u64>(LINE, bswap<u64>(value << (64 - n)));
  copyBits(LINE, 0, base, offset, n);
}

/**
 * The number whose little-endian form of `n` (1 … 64) bits reads as `w` when taken most significant
 * bit first. Whole bytes come least significant first; a last part of a byte holds the top bits.
 * The mapping of whole bytes is its own inverse; `toLittle` is the way back.
 */
export function fromLittle(w: u64, n: i32): u64 {
  const whole = n >> 3;
  let v: u64 = 0;
  let left = n;
  for (let i = 0; i < whole; i++) {
    left -= 8;
    v |= ((w >> left) & 0xff) << (i << 3);
  }
  if (left > 0) v |= (w & ((<u64>1 << left) - 1)) << (whole << 3);
  return v;
}

/** The bits, most significant first, of the little-endian form of the low `n` bits of `v`. */
export function toLittle(v: u64, n: i32): u64 {
  const whole = n >> 3;
  let w: u64 = 0;
  for (let i = 0; i < whole; i++) {
    w = (w << 8) | (v & 0xff);
    v >>= 8;
  }
  const rest = n & 7;
  return rest == 0 ? w : (w << rest) | (v & ((<u64>1 << rest) - 1));
}

/** Compare two runs of equal length as unsigned bytes and a last part: negative, 0 or positive. */
export function compareBits(a: usize, aOffset: i64, b: usize, bOffset: i64, n: i64): i32 {
  if (((aOffset | bOffset) & 7) == 0) {
    a += <usize>(aOffset >> 3);
    b += <usize>(bOffset >> 3);
    const r = memory.compare(a, b, <usize>(n >> 3));
    const rest = <i32>(n & 7);
    if (r != 0 || rest == 0) return r;
    a += <usize>(n >> 3);
    b += <usize>(n >> 3);
    return <i32>bitsOfByte(a, 0, rest) - <i32>bitsOfByte(b, 0, rest);
  }
  while (n > 0) {
    const k = <i32>min<i64>(n, 64);
    const x = readBits(a, aOffset, k);
    const y = readBits(b, bOffset, k);
    if (x != y) return x < y ? -1 : 1;
    aOffset += k; bOffset += k; n -= k;
  }
  return 0;
}
