/**
 * What a match specification says about keys, so that a scan need not look at the whole table: nothing, a few
 * keys, or (in an ordered set) the beginning of a key.
 */
import { Term, NIL, NONE, element, head, isAtom, isCons, isTuple, tail, tupleArity } from "../term/tag";
import { cons } from "../memory/alloc";
import { compareTerms } from "../term/compare";
import { exactEqual } from "../term/equal";
import { pop, push, stackCut, stackDepth } from "../term/work_stack";
import { am_underscore } from "../term/am";
import { variableNumber } from "./match_compile";
import { Table, ORDERED_SET } from "./table";

/** Every object has to be looked at. */
export const KEYS_ANY: i32 = 0;
/** Only objects with the keys in keyList() can match. */
export const KEYS_LISTED: i32 = 1;
/** Only objects whose key begins as keyPrefix() does can match. */
export const KEYS_PREFIX: i32 = 2;

let keys: Term = NIL;
let prefix: Term = NONE;
/** Different keys, the last one of the specification first. */
export function keyList(): Term { return keys; }
export function keyPrefix(): Term { return prefix; }

// @ts-ignore: decorator
@inline function isWild(t: Term): bool { return isAtom(t) && (t == am_underscore || variableNumber(t) >= 0); }

/** Is there a variable or '_' in `t`? Those in maps do not count: a key that is a map is looked up as it is. */
function isOpen(t: Term): bool {
  const bottom = stackDepth();
  push(t);
  while (stackDepth() > bottom) {
    const u = pop();
    if (isWild(u)) {
      stackCut(bottom);
      return true;
    }
    if (isCons(u)) {
      push(tail(u));
      push(head(u));
    } else if (isTuple(u)) {
      for (let i = tupleArity(u); i > 0; i--) push(element(u, i));
    }
  }
  return false;
}

function addKey(t: Table, key: Term): void {
  for (let l = keys; isCons(l); l = tail(l)) {
    if (t.kind == ORDERED_SET ? compareTerms(head(l), key, false) == 0 : exactEqual(head(l), key)) return;
  }
  keys = cons(key, keys);
}

/** Most keys that are looked up one by one. */
const MAX_KEYS: i32 = 64;

/** Analyse `spec`, which has been compiled without errors, for table `t`: KEYS_*. */
export function analyseKeys(t: Table, spec: Term): i32 {
  keys = NIL;
  prefix = NONE;
  let clauses = 0;
  for (let l = spec; isCons(l); l = tail(l)) {
    const pattern = element(head(l), 1);
    if (isWild(pattern)) return KEYS_ANY;
    // Patterns that no object can match say nothing about keys.
    if (!isTuple(pattern) || tupleArity(pattern) < t.keyPosition) continue;
    if (++clauses > MAX_KEYS) return KEYS_ANY;
    const key = element(pattern, t.keyPosition);
    if (!isOpen(key)) addKey(t, key);
    else if (t.kind == ORDERED_SET && !isWild(key)) prefix = key;
    else return KEYS_ANY;
  }
  if (prefix != NONE) return clauses == 1 ? KEYS_PREFIX : KEYS_ANY;
  // The results of an ordered set have to come in order.
  if (t.kind == ORDERED_SET && isCons(keys) && isCons(tail(keys))) return KEYS_ANY;
  return KEYS_LISTED;
}

/**
 * Order of `key` against `pattern` as far as the pattern says: 0 when the two agree up to its first variable.
 */
export function comparePrefix(key: Term, pattern: Term): i32 {
  const bottom = stackDepth();
  push(key);
  push(pattern);
  let order = 0;
  while (order == 0 && stackDepth() > bottom) {
    const p = pop();
    const k = pop();
    if (isWild(p)) break;
    if (isCons(p) && isCons(k)) {
      push(tail(k));
      push(tail(p));
      push(head(k));
      push(head(p));
    } else if (isTuple(p) && isTuple(k)) {
      const arity = tupleArity(p);
      order = tupleArity(k) - arity;
      if (order != 0) break;
      for (let i = arity; i > 0; i--) {
        push(element(k, i));
        push(element(p, i));
      }
    } else {
      order = compareTerms(k, p, false);
    }
  }
  stackCut(bottom);
  return order;
}
