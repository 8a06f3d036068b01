/** Comparison operators, min and max, and what generated code calls for comparisons. */
import { Term, makeSmall } from "../term/tag";
import { compareTerms } from "../term/compare";
import { equalTerms } from "../term/equal";
import { am_false, am_true } from "../term/am";

// @ts-ignore: decorator
@inline function truth(b: bool): Term { return b ? am_true : am_false; }

/** `a == b` */
export function rt_equal(a: Term, b: Term): i32 { return i32(equalTerms(a, b, false)); }
/** `a =:= b` */
export function rt_exact_equal(a: Term, b: Term): i32 { return i32(equalTerms(a, b, true)); }
/** The arithmetic order of two terms: negative, 0 or positive. */
export function rt_compare(a: Term, b: Term): i32 { return compareTerms(a, b, false); }

export function erlang_exact_eq_2(a: Term, b: Term): Term { return truth(equalTerms(a, b, true)); }
export function erlang_exact_ne_2(a: Term, b: Term): Term { return truth(!equalTerms(a, b, true)); }
export function erlang_eq_2(a: Term, b: Term): Term { return truth(equalTerms(a, b, false)); }
export function erlang_ne_2(a: Term, b: Term): Term { return truth(!equalTerms(a, b, false)); }
export function erlang_lt_2(a: Term, b: Term): Term { return truth(compareTerms(a, b, false) < 0); }
export function erlang_le_2(a: Term, b: Term): Term { return truth(compareTerms(a, b, false) <= 0); }
export function erlang_gt_2(a: Term, b: Term): Term { return truth(compareTerms(a, b, false) > 0); }
export function erlang_ge_2(a: Term, b: Term): Term { return truth(compareTerms(a, b, false) >= 0); }
/** Equal terms: the first one. */
export function erlang_min_2(a: Term, b: Term): Term { return compareTerms(a, b, false) > 0 ? b : a; }
export function erlang_max_2(a: Term, b: Term): Term { return compareTerms(a, b, false) < 0 ? b : a; }
/** The exact order as -1, 0 or 1. */
export function erts_internal_cmp_term_2(a: Term, b: Term): Term {
  const order = compareTerms(a, b, true);
  return makeSmall(i64(order > 0) - i64(order < 0));
}
