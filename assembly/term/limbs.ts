/**
 * Magnitudes: whole numbers as `n` limbs of 64 bits at an address, least significant first.
 *
 *     | limb 0 | limb 1 | … | limb n-1 |        value = Σ limb i · 2^(64 i)
 *
 * "Normalised" means that the last limb is not 0; zero is n = 0. Products and quotients work on
 * 32-bit halves (digits), since Wasm has no 64 × 64 → 128 multiplication; memory is little-endian,
 * so 2n digits lie in the same bytes in the same order. Results never overlap operands unless
 * a function says that they may.
 */
const DIGIT_MASK: u64 = 0xffffffff;

// @ts-ignore: decorator
@inline export function limb(p: usize, i: i32): u64 { return load<u64>(p + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline export function setLimb(p: usize, i: i32, v: u64): void { store<u64>(p + (<usize>i << 3), v); }
// @ts-ignore: decorator
@inline export function digit(p: usize, i: i32): u64 { return <u64>load<u32>(p + (<usize>i << 2)); }
// @ts-ignore: decorator
@inline export function setDigit(p: usize, i: i32, v: u64): void { store<u32>(p + (<usize>i << 2), <u32>v); }

/** Number of limbs without leading zeros. */
export function normalLength(p: usize, n: i32): i32 {
  while (n > 0 && limb(p, n - 1) == 0) n--;
  return n;
}
/** -1, 0 or 1; both normalised. */
export function compareLimbs(a: usize, an: i32, b: usize, bn: i32): i32 {
  if (an != bn) return an < bn ? -1 : 1;
  for (let i = an - 1; i >= 0; i--) {
    const x = limb(a, i), y = limb(b, i);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}
/** r = a + b with an >= bn: an limbs, and the carry as result. r may be a or b. */
export function addLimbs(r: usize, a: usize, an: i32, b: usize, bn: i32): u64 {
  let carry: u64 = 0;
  let i = 0;
  for (; i < bn; i++) {
    const x = limb(a, i), s = x + limb(b, i), t = s + carry;
    carry = u64(s < x) | u64(t < s);
    setLimb(r, i, t);
  }
  for (; i < an; i++) {
    const t = limb(a, i) + carry;
    carry = u64(t < carry);
    setLimb(r, i, t);
  }
  return carry;
}
/** r = a - b with an >= bn: an limbs, and the borrow as result (0 when a >= b). r may be a or b. */
export function subLimbs(r: usize, a: usize, an: i32, b: usize, bn: i32): u64 {
  let borrow: u64 = 0;
  let i = 0;
  for (; i < bn; i++) {
    const x = limb(a, i), d = x - limb(b, i), t = d - borrow;
    borrow = u64(d > x) | u64(t > d);
    setLimb(r, i, t);
  }
  for (; i < an; i++) {
    const x = limb(a, i), t = x - borrow;
    borrow = u64(t > x);
    setLimb(r, i, t);
  }
  return borrow;
}
/** r = a · 2^bits with 0 <= bits < 64: an + 1 limbs. r may be a. */
export function shiftLeftBits(r: usize, a: usize, an: i32, bits: i32): void {
  let low: u64 = 0;
  for (let i = 0; i < an; i++) {
    const x = limb(a, i);
    setLimb(r, i, (x << bits) | low);
    low = bits == 0 ? 0 : x >> (64 - bits);
  }
  setLimb(r, an, low);
}
/** r = a / 2^bits (floor) with 0 <= bits < 64: an limbs. r may be a. */
export function shiftRightBits(r: usize, a: usize, an: i32, bits: i32): void {
  for (let i = 0; i < an; i++) {
    const high = i + 1 < an && bits != 0 ? limb(a, i + 1) << (64 - bits) : 0;
    setLimb(r, i, (limb(a, i) >> bits) | high);
  }
}
/** r = a · b, an + bn limbs, schoolbook: one digit of b at a time over two digits of a. */
export function multiplySchoolbook(r: usize, a: usize, an: i32, b: usize, bn: i32): void {
  memory.fill(r, 0, <usize>(an + bn) << 3);
  for (let i = 0; i < bn << 1; i++) {
    const d = digit(b, i);
    if (d == 0) continue;
    let out = r + (<usize>i << 2), carry: u64 = 0;
    for (let p = a, end = a + (<usize>an << 3); p < end; p += 8, out += 8) {
      const x = load<u64>(p), y = load<u64>(out);
      const low = (x & DIGIT_MASK) * d + (y & DIGIT_MASK) + carry;
      const high = (x >> 32) * d + (y >> 32) + (low >> 32);
      store<u64>(out, (low & DIGIT_MASK) | (high << 32));
      carry = high >> 32;
    }
    store<u32>(out, <u32>carry);
  }
}
/** r = a · m + c over n limbs with m and c below 2^32; the carry beyond them is the result. r may be a. */
export function multiplyAddDigit(r: usize, a: usize, n: i32, m: u64, c: u64): u64 {
  for (let i = 0; i < n; i++) {
    const x = limb(a, i);
    const low = (x & DIGIT_MASK) * m + c;
    const high = (x >> 32) * m + (low >> 32);
    setLimb(r, i, (low & DIGIT_MASK) | (high << 32));
    c = high >> 32;
  }
  return c;
}
/** q = a / d over n limbs with 0 < d < 2^32; the remainder is the result. q may be a. */
export function divideByDigit(q: usize, a: usize, n: i32, d: u64): u64 {
  let rest: u64 = 0;
  for (let i = n - 1; i >= 0; i--) {
    const x = limb(a, i);
    const high = (rest << 32) | (x >> 32);
    const qh = high / d;
    const low = ((high - qh * d) << 32) | (x & DIGIT_MASK);
    const ql = low / d;
    rest = low - ql * d;
    setLimb(q, i, (qh << 32) | ql);
  }
  return rest;
}
