/**
 * May a match specification be used by select_replace/2? Each body has to make an object whose key is, plainly
 * from its text, the one that was matched. OTP accepts exactly these forms.
 */
import { Term, element, head, isAtom, isCons, isImmediate, isNil, isTuple, tail, tupleArity } from "../term/tag";
import { exactEqual } from "../term/equal";
import { am_const, am_dollar_underscore } from "../term/am";
import { variableNumber } from "./match_compile";

/** Does expression `e` have the value that key pattern `key` matched? */
function isSameKey(key: Term, e: Term): bool {
  if (isAtom(key) && variableNumber(key) >= 0) return e == key;
  if (isTuple(e)) {
    if (tupleArity(e) == 2 && element(e, 1) == am_const) return exactEqual(element(e, 2), key);
    return tupleArity(e) == 1 && isTuple(element(e, 1)) && isPlain(key) && exactEqual(element(e, 1), key);
  }
  return isImmediate(e) && e == key;
}
/** A tuple that means itself as an expression {{…}}: without tuples inside. */
function isPlain(key: Term): bool {
  if (!isTuple(key)) return false;
  for (let i = tupleArity(key); i > 0; i--) if (isTuple(element(key, i))) return false;
  return true;
}

function clauseKeepsKey(clause: Term, position: i32): bool {
  if (!isTuple(clause) || tupleArity(clause) != 3) return true;
  const pattern = element(clause, 1), body = element(clause, 3);
  if (!isCons(body) || !isNil(tail(body))) return false;
  const value = head(body);
  if (value == am_dollar_underscore) return true;
  if (!isTuple(pattern) || tupleArity(pattern) < position) return false;
  if (!isTuple(value) || tupleArity(value) != 1 || !isTuple(element(value, 1))) return false;
  const made = element(value, 1);
  return tupleArity(made) >= position && isSameKey(element(pattern, position), element(made, position));
}

/** Does each clause of `spec` keep the key at `position`? Clauses that are none are the compiler's to refuse. */
export function keepsKeys(spec: Term, position: i32): bool {
  for (let l = spec; isCons(l); l = tail(l)) if (!clauseKeepsKey(head(l), position)) return false;
  return true;
}
