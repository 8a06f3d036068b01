/** Atoms and literals of a module in one call each: the loader crosses the border once per chunk. */
import { atomFromUtf8 } from "../term/atom";
import { atomIndex, NONE } from "../term/tag";
import { decodedAreaEnd, decodeTerm } from "../etf/decode";
import { measureTerm } from "../etf/measure";
import { AREA_OFF_HEAP, AREA_TERMS, newLiteralArea } from "../memory/literal";

/**
 * Interns `count` atoms. At `ptr` stand u16 lengths, each followed by its UTF-8 bytes; the indices
 * are written to `out` as u32. Returns how many were interned: fewer than `count` when one is too long
 * or the table is full.
 */
export function internAtoms(ptr: usize, count: i32, out: usize): i32 {
  for (let i = 0; i < count; i++) {
    const bytes = <i32>load<u16>(ptr);
    const t = atomFromUtf8(ptr + 2, bytes);
    if (t == NONE) return i;
    store<i32>(out + (<usize>i << 2), atomIndex(t));
    ptr += 2 + bytes;
  }
  return count;
}

/**
 * Decodes `count` literals into a literal area of their own. At `ptr` stand u32 lengths, each followed by an
 * external term without its version byte; the terms are written to `out` as i64.
 * Returns the area; 0 when a literal is damaged.
 */
export function decodeLiterals(ptr: usize, count: i32, out: usize): usize {
  let words = 0;
  let at = ptr;
  for (let i = 0; i < count; i++) {
    const bytes = load<i32>(at);
    const w = measureTerm(at + 4, bytes);
    if (w < 0) return 0;
    words += w;
    at += 4 + bytes;
  }
  const area = newLiteralArea(words);
  let to = area + AREA_TERMS;
  at = ptr;
  for (let i = 0; i < count; i++) {
    const bytes = load<i32>(at);
    store<i64>(out + (<usize>i << 3), decodeTerm(at + 4, to, area + AREA_OFF_HEAP));
    to = decodedAreaEnd();
    at += 4 + bytes;
  }
  return area;
}
