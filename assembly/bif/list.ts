/** Lists: length/1, hd/1, tl/1, ++, --, lists:reverse/2, member/2, keyfind/3, keymember/3, keysearch/3. */
import {
  NIL, NONE, Term, element, head, isCons, isFloat, isImmediate, isSmall,
  isTuple, makeList, makeSmall, smallValue, tail, tupleArity,
} from "../term/tag";
import { bumpReductions, setX } from "../memory/cells";
import { halloc, tuple2 } from "../memory/alloc";
import {
  am_append_continue, am_erlang, am_false, am_keyfind, am_keymember, am_keysearch, am_lists, am_member, am_op_append, am_reverse,
  am_true, am_value,
} from "../term/am";
import { equalTerms, exactEqual } from "../term/equal";
import { badarg } from "./raise";
import { emptyMap } from "../map/map";
import { erts_internal_subtract_continue_6, subtractLists } from "./list_subtract";
import { affordable, badargFor, goOn, goOnInternally } from "./suspend";

/** Cells walked or built for one reduction. */
export const CELLS_A_REDUCTION: i32 = 16;

/** Elements of a proper list; -1 when `t` is none. */
export function listLength(t: Term): i32 {
  let n = 0;
  while (isCons(t)) {
    n++;
    t = tail(t);
  }
  return t == NIL ? n : -1;
}

export function erlang_length_1(list: Term): Term {
  const n = listLength(list);
  if (n < 0) return badarg();
  bumpReductions(n / CELLS_A_REDUCTION);
  return makeSmall(n);
}
export function erlang_hd_1(list: Term): Term { return isCons(list) ? head(list) : badarg(); }
export function erlang_tl_1(list: Term): Term { return isCons(list) ? tail(list) : badarg(); }

/** Elements of a proper list, or -1; `limit` when it has that many or more. */
export function boundedLength(t: Term, limit: i32): i32 {
  let n = 0;
  while (isCons(t)) {
    if (++n == limit) return n;
    t = tail(t);
  }
  return t == NIL ? n : -1;
}

/** `a` copied in front of `b`, which may be any term. */
export function erlang_append_2(a: Term, b: Term): Term {
  if (a == NIL) return b;
  const limit = affordable(CELLS_A_REDUCTION);
  const n = boundedLength(a, limit);
  if (n < 0) return badarg();
  if (n == limit) return erts_internal_append_continue_4(a, NIL, b, a);
  bumpReductions(n / CELLS_A_REDUCTION);
  const first = halloc(2 * n);
  const last = first + (<usize>(n - 1) << 4);
  for (let p = first; p <= last; p += 16) {
    store<i64>(p, head(a));
    store<i64>(p, makeList(p + 16), 8);
    a = tail(a);
  }
  store<i64>(last, b, 8);
  return makeList(first);
}
/** A long left side, `whole`, is reversed in steps, and then once more onto the right side. */
export function erts_internal_append_continue_4(a: Term, reversed: Term, b: Term, whole: Term): Term {
  const left = reverseStep(a, reversed);
  if (left == NONE) {
    setX(0, whole);
    setX(1, b);
    return badargFor(am_erlang, am_op_append, 2);
  }
  setX(0, left);
  setX(1, stepResult);
  setX(2, b);
  setX(3, whole);
  if (left != NIL) return goOnInternally(am_append_continue, 4);
  setX(0, stepResult);
  setX(1, b);
  return goOn(am_lists, am_reverse, 2);
}

/** `a` without the first occurrence of each element of `b`. */
export function erlang_subtract_2(a: Term, b: Term): Term {
  const limit = affordable(CELLS_A_REDUCTION) >> 2;
  const n = boundedLength(a, limit), m = boundedLength(b, limit);
  if (n < 0 || m < 0) return badarg();
  if (n == limit || m == limit) return erts_internal_subtract_continue_6(a, b, emptyMap(), NIL, a, b);
  bumpReductions((n + m) / CELLS_A_REDUCTION);
  return n == 0 || m == 0 ? a : subtractLists(a, b, m);
}

/** What reverseStep made: the elements it took in front of what it was given. */
let stepResult: Term = NIL;
/** Reverse what the turn can pay for of `list` onto `rest`; returns what is left, or NONE when `list` is improper. */
function reverseStep(list: Term, rest: Term): Term {
  const limit = affordable(CELLS_A_REDUCTION);
  let n = 0;
  let left = list;
  while (isCons(left) && n < limit) {
    n++;
    left = tail(left);
  }
  if (!isCons(left) && left != NIL) return NONE;
  if (n > 0) {
    bumpReductions(n / CELLS_A_REDUCTION);
    const start = halloc(2 * n);
    const end = start + (<usize>n << 4);
    for (let p = start; p < end; p += 16) {
      store<i64>(p, head(list));
      store<i64>(p, rest, 8);
      rest = makeList(p);
      list = tail(list);
    }
  }
  stepResult = rest;
  return left;
}

export function lists_reverse_2(list: Term, rest: Term): Term {
  const left = reverseStep(list, rest);
  if (left == NONE) return badarg();
  if (left == NIL) return stepResult;
  setX(0, left);
  setX(1, stepResult);
  return goOn(am_lists, am_reverse, 2);
}

export function lists_member_2(x: Term, list: Term): Term {
  const limit = affordable(CELLS_A_REDUCTION);
  let n = 0;
  const immediate = isImmediate(x);
  while (isCons(list)) {
    if (n++ == limit) {
      setX(0, x);
      setX(1, list);
      return goOn(am_lists, am_member, 2);
    }
    const h = head(list);
    if (h == x || (!immediate && !isImmediate(h) && exactEqual(h, x))) {
      bumpReductions(n / CELLS_A_REDUCTION);
      return am_true;
    }
    list = tail(list);
  }
  bumpReductions(n / CELLS_A_REDUCTION);
  return list == NIL ? am_false : badarg();
}

/** Where a search by key stopped because the turn was over; NONE when it did not. */
let keyRest: Term = NONE;
/** The first tuple in `list` whose element `position` compares equal (`==`) to `key`; am_false, or NONE: badarg. */
function findByKey(key: Term, position: Term, list: Term): Term {
  keyRest = NONE;
  if (!isSmall(position) || smallValue(position) < 1) return NONE;
  const limit = affordable(CELLS_A_REDUCTION);
  const at = smallValue(position);
  // only numbers are equal (`==`) without being the same immediate or both boxed
  const simple = isImmediate(key) && !isSmall(key);
  let n = 0, found = am_false;
  while (isCons(list)) {
    if (n++ == limit) {
      keyRest = list;
      return am_false;
    }
    const t = head(list);
    if (isTuple(t) && at <= <i64>tupleArity(t)) {
      const e = element(t, <i32>at);
      if (e == key || (!simple && mayEqual(e, key) && equalTerms(e, key, false))) { found = t; break; }
    }
    list = tail(list);
  }
  bumpReductions(n / CELLS_A_REDUCTION);
  return found != am_false || list == NIL ? found : NONE;
}
/** Go on searching with lists:name/3. */
function searchOn(name: Term, key: Term, position: Term): Term {
  setX(0, key);
  setX(1, position);
  setX(2, keyRest);
  return goOn(am_lists, name, 3);
}
/** Whether two different words can be `==`: at most one of them is an immediate, and that one a number. */
// @ts-ignore: decorator
@inline function mayEqual(a: Term, b: Term): bool {
  if (isImmediate(a)) return isSmall(a) && isFloat(b);
  return !isImmediate(b) || (isSmall(b) && isFloat(a));
}

export function lists_keyfind_3(key: Term, position: Term, list: Term): Term {
  const t = findByKey(key, position, list);
  if (keyRest != NONE) return searchOn(am_keyfind, key, position);
  return t == NONE ? badarg() : t;
}
export function lists_keymember_3(key: Term, position: Term, list: Term): Term {
  const t = findByKey(key, position, list);
  if (keyRest != NONE) return searchOn(am_keymember, key, position);
  return t == NONE ? badarg() : t == am_false ? am_false : am_true;
}
export function lists_keysearch_3(key: Term, position: Term, list: Term): Term {
  const t = findByKey(key, position, list);
  if (keyRest != NONE) return searchOn(am_keysearch, key, position);
  return t == NONE ? badarg() : t == am_false ? am_false : tuple2(am_value, t);
}
