/** The BIFs of module math: the host computes, this side checks. */
import { makeFloat } from "../memory/alloc";
import { badarg, badarith } from "./raise";
import { Term, isNumber } from "../term/tag";
import { isFinite64, numberToFloat } from "../term/float";
import { hostMath } from "../host";

// Numbers of the functions in host/term/math.ts.
const SIN: i32 = 0;
const COS: i32 = 1;
const TAN: i32 = 2;
const ASIN: i32 = 3;
const ACOS: i32 = 4;
const ATAN: i32 = 5;
const SINH: i32 = 6;
const COSH: i32 = 7;
const TANH: i32 = 8;
const ASINH: i32 = 9;
const ACOSH: i32 = 10;
const ATANH: i32 = 11;
const ERF: i32 = 12;
const ERFC: i32 = 13;
const EXP: i32 = 14;
const LOG: i32 = 15;
const LOG2: i32 = 16;
const LOG10: i32 = 17;
const ATAN2: i32 = 18;
const POW: i32 = 19;
const FMOD: i32 = 20;

function result(v: f64): Term { return isFinite64(v) ? makeFloat(v) : badarith(); }
function one(operation: i32, x: Term): Term {
  if (!isNumber(x)) return badarg();
  const v = numberToFloat(x);
  return isFinite64(v) ? result(hostMath(operation, v, 0)) : badarith();
}
function two(operation: i32, x: Term, y: Term): Term {
  if (!isNumber(x) || !isNumber(y)) return badarg();
  const v = numberToFloat(x), w = numberToFloat(y);
  return isFinite64(v) && isFinite64(w) ? result(hostMath(operation, v, w)) : badarith();
}

export function math_sin_1(x: Term): Term { return one(SIN, x); }
export function math_cos_1(x: Term): Term { return one(COS, x); }
export function math_tan_1(x: Term): Term { return one(TAN, x); }
export function math_asin_1(x: Term): Term { return one(ASIN, x); }
export function math_acos_1(x: Term): Term { return one(ACOS, x); }
export function math_atan_1(x: Term): Term { return one(ATAN, x); }
export function math_sinh_1(x: Term): Term { return one(SINH, x); }
export function math_cosh_1(x: Term): Term { return one(COSH, x); }
export function math_tanh_1(x: Term): Term { return one(TANH, x); }
export function math_asinh_1(x: Term): Term { return one(ASINH, x); }
export function math_acosh_1(x: Term): Term { return one(ACOSH, x); }
export function math_atanh_1(x: Term): Term { return one(ATANH, x); }
export function math_erf_1(x: Term): Term { return one(ERF, x); }
export function math_erfc_1(x: Term): Term { return one(ERFC, x); }
export function math_exp_1(x: Term): Term { return one(EXP, x); }
export function math_log_1(x: Term): Term { return one(LOG, x); }
export function math_log2_1(x: Term): Term { return one(LOG2, x); }
export function math_log10_1(x: Term): Term { return one(LOG10, x); }
export function math_atan2_2(x: Term, y: Term): Term { return two(ATAN2, x, y); }
export function math_pow_2(x: Term, y: Term): Term { return two(POW, x, y); }
export function math_fmod_2(x: Term, y: Term): Term { return two(FMOD, x, y); }
// What Wasm has instructions for stays here.
export function math_sqrt_1(x: Term): Term { return isNumber(x) ? result(sqrt(numberToFloat(x))) : badarg(); }
export function math_floor_1(x: Term): Term { return isNumber(x) ? result(floor(numberToFloat(x))) : badarg(); }
export function math_ceil_1(x: Term): Term { return isNumber(x) ? result(ceil(numberToFloat(x))) : badarg(); }
