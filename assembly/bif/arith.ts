/** Arithmetic operators and the BIFs that turn one kind of number into another. */
import { makeFloat } from "../memory/alloc";
import { badarg, badarith } from "./raise";
import {
  Term, areSmall, floatValue, isFloat, isInteger, isNumber, makeSmall, smallValue,
} from "../term/tag";
import {
  addIntegers, divideIntegers, isNegativeInteger, makeInteger, multiplyIntegers, negateInteger, remainderOfIntegers,
} from "../term/big";
import { floatToInteger, integerToFloat, isFinite64, numberToFloat } from "../term/float";

/** The float `v`, or badarith when it is infinite or NaN: no such float exists in Erlang. */
function floatResult(v: f64): Term { return isFinite64(v) ? makeFloat(v) : badarith(); }

export function erlang_plus_2(a: Term, b: Term): Term {
  if (areSmall(a, b)) return makeInteger(smallValue(a) + smallValue(b));
  if (isInteger(a) && isInteger(b)) return addIntegers(a, b, false);
  if (!isNumber(a) || !isNumber(b)) return badarith();
  return floatResult(numberToFloat(a) + numberToFloat(b));
}
export function erlang_minus_2(a: Term, b: Term): Term {
  if (areSmall(a, b)) return makeInteger(smallValue(a) - smallValue(b));
  if (isInteger(a) && isInteger(b)) return addIntegers(a, b, true);
  if (!isNumber(a) || !isNumber(b)) return badarith();
  return floatResult(numberToFloat(a) - numberToFloat(b));
}
export function erlang_times_2(a: Term, b: Term): Term {
  if (areSmall(a, b)) {
    const x = smallValue(a), y = smallValue(b);
    if (x == <i64><i32>x && y == <i64><i32>y) return makeInteger(x * y);
    return multiplyIntegers(a, b);
  }
  if (isInteger(a) && isInteger(b)) return multiplyIntegers(a, b);
  if (!isNumber(a) || !isNumber(b)) return badarith();
  return floatResult(numberToFloat(a) * numberToFloat(b));
}
export function erlang_slash_2(a: Term, b: Term): Term {
  if (!isNumber(a) || !isNumber(b)) return badarith();
  return floatResult(numberToFloat(a) / numberToFloat(b));
}
export function erlang_div_2(a: Term, b: Term): Term {
  if (b == makeSmall(0)) return badarith();
  if (areSmall(a, b)) return makeInteger(smallValue(a) / smallValue(b));
  if (!isInteger(a) || !isInteger(b)) return badarith();
  return divideIntegers(a, b);
}
export function erlang_rem_2(a: Term, b: Term): Term {
  if (b == makeSmall(0)) return badarith();
  if (areSmall(a, b)) return makeSmall(smallValue(a) % smallValue(b));
  if (!isInteger(a) || !isInteger(b)) return badarith();
  return remainderOfIntegers(a, b);
}
export function erlang_plus_1(a: Term): Term { return isNumber(a) ? a : badarith(); }
export function erlang_minus_1(a: Term): Term {
  if (isInteger(a)) return negateInteger(a);
  return isFloat(a) ? makeFloat(-floatValue(a)) : badarith();
}
export function erlang_abs_1(a: Term): Term {
  if (isInteger(a)) return isNegativeInteger(a) ? negateInteger(a) : a;
  if (!isFloat(a)) return badarg();
  return floatValue(a) < 0 ? makeFloat(-floatValue(a)) : a; // -0.0 stays: it is not less than 0
}

export function erlang_float_1(a: Term): Term {
  if (isFloat(a)) return a;
  if (!isInteger(a)) return badarg();
  const v = integerToFloat(a);
  return isFinite64(v) ? makeFloat(v) : badarg();
}
export function erlang_trunc_1(a: Term): Term {
  if (isInteger(a)) return a;
  return isFloat(a) ? floatToInteger(trunc(floatValue(a))) : badarg();
}
export function erlang_floor_1(a: Term): Term {
  if (isInteger(a)) return a;
  return isFloat(a) ? floatToInteger(floor(floatValue(a))) : badarg();
}
export function erlang_ceil_1(a: Term): Term {
  if (isInteger(a)) return a;
  return isFloat(a) ? floatToInteger(ceil(floatValue(a))) : badarg();
}
/** Halves are rounded away from zero. */
export function erlang_round_1(a: Term): Term {
  if (isInteger(a)) return a;
  if (!isFloat(a)) return badarg();
  const v = floatValue(a), whole = trunc(v);
  return floatToInteger(abs(v - whole) >= 0.5 ? whole + (v < 0 ? -1 : 1) : whole);
}

/** The float of a number for generated code; NaN when there is none (badarith). */
export function rt_to_float(a: Term): f64 { return isNumber(a) ? numberToFloat(a) : NaN; }
