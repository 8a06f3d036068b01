/** Tuples. */
import {
  NIL, NONE, Term, boxedPtr, element, head, isBitstring, isCons, isSmall, isTuple, makeBoxed, makeHeader, makeList, makeSmall,
  smallValue, tail, tupleArity, SUB_TUPLE,
} from "../term/tag";
import { bitSize } from "../term/boxed";
import { bumpReductions } from "../memory/cells";
import { allocTuple, halloc, roomFor } from "../memory/alloc";
import { copyWords } from "../memory/words";
import { badarg, systemLimit } from "./raise";
import { CELLS_A_REDUCTION, listLength } from "./list";

/** OTP's limit on the elements of a tuple. */
const MAX_TUPLE: i32 = 16_777_215;

/** `t` as a number of elements or a position in [least, most]; -1 otherwise. */
function position(t: Term, least: i32, most: i32): i32 {
  if (!isSmall(t)) return -1;
  const n = smallValue(t);
  return n >= <i64>least && n <= <i64>most ? <i32>n : -1;
}
/** Address of element 1. */
// @ts-ignore: decorator
@inline function elements(t: Term): usize { return boxedPtr(t) + 8; }

export function erlang_element_2(index: Term, tuple: Term): Term {
  if (!isTuple(tuple)) return badarg();
  const i = position(index, 1, tupleArity(tuple));
  return i < 0 ? badarg() : element(tuple, i);
}
export function erlang_tuple_size_1(t: Term): Term { return isTuple(t) ? makeSmall(tupleArity(t)) : badarg(); }
/** Elements of a tuple, or whole bytes of a bitstring. */
export function erlang_size_1(t: Term): Term {
  if (isTuple(t)) return makeSmall(tupleArity(t));
  return isBitstring(t) ? makeSmall(bitSize(t) >> 3) : badarg();
}

export function erlang_setelement_3(index: Term, tuple: Term, value: Term): Term {
  if (!isTuple(tuple)) return badarg();
  const n = tupleArity(tuple);
  const i = position(index, 1, n);
  if (i < 0) return badarg();
  const t = allocTuple(n);
  copyWords(elements(t), elements(tuple), <usize>n << 3);
  store<i64>(boxedPtr(t) + (<usize>i << 3), value);
  bumpReductions(n / CELLS_A_REDUCTION);
  return t;
}

function filledTuple(n: i32, value: Term): Term {
  if (!roomFor(<i64>(n + 1) << 3)) return systemLimit();
  const t = allocTuple(n);
  const end = elements(t) + (<usize>n << 3);
  for (let p = elements(t); p < end; p += 8) store<i64>(p, value);
  bumpReductions(n / CELLS_A_REDUCTION);
  return t;
}
export function erlang_make_tuple_2(arity: Term, value: Term): Term {
  const n = position(arity, 0, MAX_TUPLE);
  return n < 0 ? badarg() : filledTuple(n, value);
}
/** A tuple of `arity` times `value`, with `list`'s {Position, Value} set in turn. */
export function erlang_make_tuple_3(arity: Term, value: Term, list: Term): Term {
  const n = position(arity, 0, MAX_TUPLE);
  if (n < 0) return badarg();
  const t = filledTuple(n, value);
  if (t == NONE) return NONE;
  while (isCons(list)) {
    const pair = head(list);
    if (!isTuple(pair) || tupleArity(pair) != 2) return badarg();
    const i = position(element(pair, 1), 1, n);
    if (i < 0) return badarg();
    store<i64>(boxedPtr(t) + (<usize>i << 3), element(pair, 2));
    list = tail(list);
  }
  return list == NIL ? t : badarg();
}

export function erlang_append_element_2(tuple: Term, value: Term): Term {
  return isTuple(tuple) && tupleArity(tuple) < MAX_TUPLE ? insertElement(tuple, tupleArity(tuple) + 1, value) : badarg();
}
export function erlang_insert_element_3(index: Term, tuple: Term, value: Term): Term {
  if (!isTuple(tuple)) return badarg();
  const i = position(index, 1, tupleArity(tuple) + 1);
  return i < 0 ? badarg() : insertElement(tuple, i, value);
}
function insertElement(tuple: Term, i: i32, value: Term): Term {
  const n = tupleArity(tuple);
  // OTP has no limit here.
  const t = allocTuple(n + 1);
  const before = <usize>(i - 1) << 3;
  copyWords(elements(t), elements(tuple), before);
  store<i64>(elements(t) + before, value);
  copyWords(elements(t) + before + 8, elements(tuple) + before, (<usize>n << 3) - before);
  bumpReductions(n / CELLS_A_REDUCTION);
  return t;
}
export function erlang_delete_element_2(index: Term, tuple: Term): Term {
  if (!isTuple(tuple)) return badarg();
  const n = tupleArity(tuple);
  const i = position(index, 1, n);
  if (i < 0) return badarg();
  const t = allocTuple(n - 1);
  const before = <usize>(i - 1) << 3;
  copyWords(elements(t), elements(tuple), before);
  copyWords(elements(t) + before, elements(tuple) + before + 8, (<usize>(n - 1) << 3) - before);
  bumpReductions(n / CELLS_A_REDUCTION);
  return t;
}

export function erlang_tuple_to_list_1(tuple: Term): Term {
  if (!isTuple(tuple)) return badarg();
  const n = tupleArity(tuple);
  if (n == 0) return NIL;
  const first = halloc(2 * n);
  let list = NIL;
  for (let i = n; i > 0; i--) {
    const p = first + (<usize>(i - 1) << 4);
    store<i64>(p, element(tuple, i));
    store<i64>(p, list, 8);
    list = makeList(p);
  }
  bumpReductions(n / CELLS_A_REDUCTION);
  return list;
}
export function erlang_list_to_tuple_1(list: Term): Term {
  const n = listLength(list);
  if (n < 0 || n > MAX_TUPLE) return badarg();
  const p = halloc(n + 1);
  store<i64>(p, makeHeader(n, SUB_TUPLE));
  for (let i = 1; i <= n; i++) {
    store<i64>(p + (<usize>i << 3), head(list));
    list = tail(list);
  }
  bumpReductions(n / CELLS_A_REDUCTION);
  return makeBoxed(p);
}
