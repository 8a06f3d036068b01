/** Quotient and remainder of magnitudes: Knuth's algorithm D on 32-bit digits. */
import { rawAlloc, rawFree } from "../memory/alloc";
import { hostDivide } from "./host_big";
import { digit, divideByDigit, limb, normalLength, setDigit, setLimb, shiftLeftBits, shiftRightBits } from "./limbs";

const DIGIT_MASK: u64 = 0xffffffff;
const BASE: u64 = 0x100000000;

/**
 * Divides a by b (both normalised, b not 0, an >= bn).
 * @param q where the quotient's an - bn + 1 limbs go, or 0 when nobody wants them
 * @param r where the remainder's bn limbs go, or 0
 */
export function divideLimbs(q: usize, r: usize, a: usize, an: i32, b: usize, bn: i32): void {
  if (bn == 1 && limb(b, 0) <= DIGIT_MASK) {
    const quotient = q != 0 ? q : rawAlloc(<usize>an << 3);
    const rest = divideByDigit(quotient, a, an, limb(b, 0));
    if (r != 0) setLimb(r, 0, rest);
    if (q == 0) rawFree(quotient);
    return;
  }
  if (hostDivide(q, r, a, an, b, bn)) return;
  // Shift so that the divisor's highest digit has its highest bit set.
  const shift = <i32>clz(limb(b, bn - 1));
  const bits = shift & 31;
  const v = rawAlloc(<usize>(bn + 1 + an + 2) << 3);
  const u = v + (<usize>(bn + 1) << 3);
  shiftLeftBits(v, b, bn, bits);
  shiftLeftBits(u, a, an, bits);
  const vDigits = (bn << 1) - (shift >= 32 ? 1 : 0);
  const uDigits = (an << 1) + 1; // the shift may have filled one more
  if (q != 0) memory.fill(q, 0, <usize>(an - bn + 1) << 3);
  const top = digit(v, vDigits - 1), second = digit(v, vDigits - 2);
  for (let j = uDigits - vDigits - 1; j >= 0; j--) {
    const guess = quotientDigit(u, v, j, vDigits, top, second);
    if (q != 0 && guess != 0) setDigit(q, j, guess);
  }
  if (r != 0) {
    const rest = normalLength(u, bn);
    memory.fill(r, 0, <usize>bn << 3);
    shiftRightBits(r, u, rest, bits);
  }
  rawFree(v);
}

/** One digit of the quotient: subtracts digit · v from u at digit j and returns the digit. */
function quotientDigit(u: usize, v: usize, j: i32, n: i32, top: u64, second: u64): u64 {
  const high = (digit(u, j + n) << 32) | digit(u, j + n - 1);
  let guess = high / top, rest = high - guess * top;
  while (guess >= BASE || guess * second > ((rest << 32) | digit(u, j + n - 2))) {
    guess--;
    rest += top;
    if (rest >= BASE) break;
  }
  if (guess == 0) return 0;
  let borrow: i64 = 0, carry: u64 = 0;
  for (let i = 0; i < n; i++) {
    const product = guess * digit(v, i) + carry;
    carry = product >> 32;
    const t = <i64>digit(u, i + j) - borrow - <i64>(product & DIGIT_MASK);
    setDigit(u, i + j, <u64>t);
    borrow = t < 0 ? 1 : 0;
  }
  const t = <i64>digit(u, j + n) - borrow - <i64>carry;
  setDigit(u, j + n, <u64>t);
  if (t >= 0) return guess;
  // The guess was one too large (about 2 in 2^32): add the divisor back.
  let sum: u64 = 0;
  for (let i = 0; i < n; i++) {
    sum = digit(u, i + j) + digit(v, i) + (sum >> 32);
    setDigit(u, i + j, sum);
  }
  setDigit(u, j + n, digit(u, j + n) + (sum >> 32));
  return guess - 1;
}
