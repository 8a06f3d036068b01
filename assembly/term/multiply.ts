/**
 * Products of magnitudes: schoolbook for short operands, Karatsuba's three half-size products
 * above KARATSUBA_LIMBS. Its recursion halves the operand, so it is at most log2(n) deep.
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { hostMultiply } from "./host_big";
import { addLimbs, compareLimbs, multiplySchoolbook, normalLength, subLimbs } from "./limbs";

/** Below this many limbs the additions of Karatsuba's method cost more than they save (measured). */
const KARATSUBA_LIMBS: i32 = 32;

/** r = a · b: an + bn limbs. r overlaps neither. */
export function multiplyLimbs(r: usize, a: usize, an: i32, b: usize, bn: i32): void {
  if (an < bn) {
    const p = a, n = an;
    a = b; an = bn;
    b = p; bn = n;
  }
  if (bn < KARATSUBA_LIMBS) { multiplySchoolbook(r, a, an, b, bn); return; }
  if (hostMultiply(r, a, an, b, bn)) return;
  // 4n limbs for the level, 2n and so on below it
  const scratch = rawAlloc(<usize>(bn * 8 + 512) << 3);
  if (an == bn) karatsuba(r, a, b, an, scratch);
  else multiplyUneven(r, a, an, b, bn, scratch);
  rawFree(scratch);
}

/** Cuts the longer operand into pieces as long as the shorter one. */
function multiplyUneven(r: usize, a: usize, an: i32, b: usize, bn: i32, scratch: usize): void {
  memory.fill(r, 0, <usize>(an + bn) << 3);
  const part = rawAlloc(<usize>(bn * 2) << 3);
  for (let at = 0; at < an; at += bn) {
    const n = min(bn, an - at), piece = a + (<usize>at << 3), out = r + (<usize>at << 3);
    if (n == bn) karatsuba(part, piece, b, bn, scratch);
    else multiplyLimbs(part, b, bn, piece, n);
    addLimbs(out, out, an + bn - at, part, n + bn);
  }
  rawFree(part);
}

/**
 * r = a · b, n limbs each. With B = 2^(64 h):
 * (a1 B + a0)(b1 B + b0) = a1 b1 B² + (a0 b0 + a1 b1 - (a1 - a0)(b1 - b0)) B + a0 b0.
 */
function karatsuba(r: usize, a: usize, b: usize, n: i32, scratch: usize): void {
  if (n < KARATSUBA_LIMBS) { multiplySchoolbook(r, a, n, b, n); return; }
  const h = (n + 1) >> 1, g = n - h, half = <usize>h << 3;
  const a1 = a + half, b1 = b + half, high = r + half * 2;
  const da = r, db = r + half; // r is free until the outer products are written
  const product = scratch, below = scratch + half * 4;
  const negative = difference(da, a, h, a1, g) != difference(db, b, h, b1, g);
  karatsuba(product, da, db, h, below);
  karatsuba(r, a, b, h, below);
  karatsuba(high, a1, b1, g, below);
  // middle = a0 b0 + a1 b1 ∓ product, 2h limbs and a carry
  const middle = scratch + half * 2;
  let carry: u64 = addLimbs(middle, r, h * 2, high, g * 2);
  if (negative) carry += addLimbs(middle, middle, h * 2, product, h * 2);
  else carry -= subLimbs(middle, middle, h * 2, product, h * 2);
  // n >= KARATSUBA_LIMBS, so 2h limbs and a carry fit above `at`
  const at = r + half;
  addLimbs(at, at, n * 2 - h, middle, h * 2);
  for (let p = at + half * 2; carry != 0; p += 8) {
    const sum = load<u64>(p) + carry;
    carry = u64(sum < carry);
    store<u64>(p, sum);
  }
}

/** r = |x - y| over xn limbs (yn <= xn); whether x < y. */
function difference(r: usize, x: usize, xn: i32, y: usize, yn: i32): bool {
  const xs = normalLength(x, xn), ys = normalLength(y, yn);
  const less = compareLimbs(x, xs, y, ys) < 0;
  memory.fill(r, 0, <usize>xn << 3);
  if (less) subLimbs(r, y, ys, x, xs);
  else subLimbs(r, x, xs, y, ys);
  return less;
}
