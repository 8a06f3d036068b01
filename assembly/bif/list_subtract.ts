/**
 * `--` in time proportional to both lists. What is to be taken away is counted in a hash table with
 * linear probing in raw memory:
 *
 *     | term:i64 | hash:u32 | how many are left:u32 |        a term of 0 is a free place
 *
 * The first list is then walked once. When nothing is left to take away, its rest is shared.
 *
 * For long lists a map counts instead, which a suspended BIF can keep.
 */
import { NIL, NONE, Term, head, isCons, makeList, makeSmall, smallValue, tail } from "../term/tag";
import { cons, halloc, rawAlloc, rawFree } from "../memory/alloc";
import { setX } from "../memory/cells";
import { am_erlang, am_lists, am_op_subtract, am_reverse, am_subtract_continue } from "../term/am";
import { internalHash } from "../term/hash";
import { mapGet, mapPut, mapRemove } from "../map/map";
import { sameKey } from "../map/node";
import { affordable, badargFor, goOn, goOnInternally } from "./suspend";

const ENTRY_HASH: usize = 8;
const ENTRY_LEFT: usize = 12;
const ENTRY_BITS: usize = 4;

let table: usize = 0;
let mask: u32 = 0;

/** Address of the entry of `t`, or of the free place where it belongs. */
function entryOf(t: Term, hash: u32): usize {
  let i = hash & mask;
  while (true) {
    const e = table + (<usize>i << ENTRY_BITS);
    const other = load<i64>(e);
    if (other == 0 || (load<u32>(e, ENTRY_HASH) == hash && sameKey(other, t))) return e;
    i = (i + 1) & mask;
  }
}

/** `a` without the first occurrence of each of the `m` elements of `b`; both proper and not empty. */
export function subtractLists(a: Term, b: Term, m: i32): Term {
  let places: u32 = 8;
  while (places < <u32>m * 2) places <<= 1;
  mask = places - 1;
  table = rawAlloc(<usize>places << ENTRY_BITS);
  memory.fill(table, 0, <usize>places << ENTRY_BITS);
  while (isCons(b)) {
    const t = head(b);
    const hash = internalHash(t);
    const e = entryOf(t, hash);
    store<i64>(e, t);
    store<u32>(e, hash, ENTRY_HASH);
    store<u32>(e, load<u32>(e, ENTRY_LEFT) + 1, ENTRY_LEFT);
    b = tail(b);
  }

  let result = NIL;
  let last: usize = 0; // cell whose tail is to be set
  let toRemove = m;
  while (isCons(a) && toRemove > 0) {
    const t = head(a);
    const e = entryOf(t, internalHash(t));
    const left = load<i64>(e) == 0 ? 0 : load<u32>(e, ENTRY_LEFT);
    if (left > 0) {
      store<u32>(e, left - 1, ENTRY_LEFT);
      toRemove--;
    } else {
      const p = halloc(2);
      store<i64>(p, t);
      if (last == 0) result = makeList(p);
      else store<i64>(last, makeList(p), 8);
      last = p;
    }
    a = tail(a);
  }
  if (last == 0) result = a;
  else store<i64>(last, a, 8);
  rawFree(table);
  return result;
}

/** Elements for which one reduction pays while a map counts. */
const COUNTED_A_REDUCTION: i32 = 2;

/**
 * `whole` -- `less` in steps: first the elements of `b`, what is left of `less`, are counted in `counts`,
 * then those of `a`, what is left of `whole`, that it has none of are put in front of `kept`.
 */
export function erts_internal_subtract_continue_6(a: Term, b: Term, counts: Term, kept: Term, whole: Term, less: Term): Term {
  let left = affordable(COUNTED_A_REDUCTION);
  for (; isCons(b) && left > 0; left--, b = tail(b)) {
    const n = mapGet(counts, head(b));
    counts = mapPut(counts, head(b), n == NONE ? makeSmall(1) : makeSmall(smallValue(n) + 1));
  }
  if (!isCons(b) && b != NIL) return noLists(whole, less);
  if (b == NIL) {
    for (; isCons(a) && left > 0; left--, a = tail(a)) {
      const n = mapGet(counts, head(a));
      if (n == NONE) kept = cons(head(a), kept);
      else if (n == makeSmall(1)) counts = mapRemove(counts, head(a));
      else counts = mapPut(counts, head(a), makeSmall(smallValue(n) - 1));
    }
    if (!isCons(a) && a != NIL) return noLists(whole, less);
    if (a == NIL) {
      setX(0, kept);
      setX(1, NIL);
      return goOn(am_lists, am_reverse, 2);
    }
  }
  setX(0, a);
  setX(1, b);
  setX(2, counts);
  setX(3, kept);
  setX(4, whole);
  setX(5, less);
  return goOnInternally(am_subtract_continue, 6);
}
function noLists(a: Term, b: Term): Term {
  setX(0, a);
  setX(1, b);
  return badargFor(am_erlang, am_op_subtract, 2);
}
