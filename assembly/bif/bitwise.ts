/** Operators on the bits of integers. */
import { badarith } from "./raise";
import { Term, areSmall, isInteger, isSmall, makeSmall, smallValue } from "../term/tag";
import { addIntegers, isNegativeInteger, negateInteger } from "../term/big";
import { OP_AND, OP_OR, OP_XOR, bitwiseIntegers, shiftLeft, shiftRight } from "../term/bitwise";

/** Stands for a shift by a big number: larger than any integer has bits. */
const ENDLESS: i64 = 0x3fffffffffffffff;

export function erlang_band_2(a: Term, b: Term): Term {
  if (areSmall(a, b)) return a & b;
  return isInteger(a) && isInteger(b) ? bitwiseIntegers(OP_AND, a, b) : badarith();
}
export function erlang_bor_2(a: Term, b: Term): Term {
  if (areSmall(a, b)) return a | b;
  return isInteger(a) && isInteger(b) ? bitwiseIntegers(OP_OR, a, b) : badarith();
}
export function erlang_bxor_2(a: Term, b: Term): Term {
  if (areSmall(a, b)) return makeSmall(smallValue(a) ^ smallValue(b));
  return isInteger(a) && isInteger(b) ? bitwiseIntegers(OP_XOR, a, b) : badarith();
}
export function erlang_bnot_1(a: Term): Term {
  if (isSmall(a)) return makeSmall(~smallValue(a));
  if (!isInteger(a)) return badarith();
  const next = addIntegers(a, makeSmall(1), false);
  return next == 0 ? 0 : negateInteger(next); // 0: too large, raised
}
export function erlang_bsl_2(a: Term, b: Term): Term { return shift(a, b, true); }
export function erlang_bsr_2(a: Term, b: Term): Term { return shift(a, b, false); }

function shift(a: Term, b: Term, left: bool): Term {
  if (!isInteger(a) || !isInteger(b)) return badarith();
  if (isNegativeInteger(b)) left = !left;
  const bits = isSmall(b) ? abs(smallValue(b)) : ENDLESS;
  return left ? shiftLeft(a, bits) : shiftRight(a, bits);
}
