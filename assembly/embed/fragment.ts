/** Terms from the host that no process owns yet: decoded into a fragment for the time of one call. */
import { FRAGMENT_OFF_HEAP, FRAGMENT_TERMS, freeFragment, newMessageFragment } from "../memory/fragment";
import { roomFor } from "../memory/alloc";
import { decodeTerm } from "../etf/decode";
import { measureTerm } from "../etf/measure";
import { setBlocksAllowed } from "../etf/reader";
import { NONE, Term } from "../term/tag";

let fragment: usize = 0;

/** The term whose external form stands at `ptr`; NONE when it is damaged, or the memory left is too small. Good until `dropBorrowed`. */
export function borrowTerm(ptr: usize, bytes: i32): Term {
  setBlocksAllowed(true);
  const words = measureTerm(ptr, bytes);
  setBlocksAllowed(false);
  if (words < 0 || !roomFor((<i64>words << 3) + bytes)) return NONE;
  fragment = newMessageFragment(words);
  return decodeTerm(ptr, fragment + FRAGMENT_TERMS, fragment + FRAGMENT_OFF_HEAP);
}
export function dropBorrowed(): void {
  if (fragment != 0) freeFragment(fragment);
  fragment = 0;
}
