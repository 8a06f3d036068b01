/**
 * Checks a heap right after its collection (stress mode): every pointer leads to the process's own
 * generations, to an adopted fragment or to a literal, and none from the old generation to the young.
 */
import { PAGE_PLAIN, pageKind } from "./page";
import { Process } from "../process/process";
import {
  SUB_FLATMAP, SUB_FUN, SUB_HASHMAP, SUB_MASK, SUB_MATCH, SUB_SUB_BINARY, SUB_TUPLE, TAG_BOXED, TAG_HEADER, TAG_LIST, TAG_MASK,
  headerArity,
} from "../term/tag";
import { MATCH_ORIGINAL } from "../term/boxed";

let youngStart: usize = 0;
let youngBytes: usize = 0;
let oldStart: usize = 0;
let oldBytes: usize = 0;

/** Is the word at `at` no pointer, or a good one? */
function good(at: usize, fromOld: bool): bool {
  const w = load<i64>(at);
  const tag = w & TAG_MASK;
  if (tag != TAG_LIST && tag != TAG_BOXED) return true;
  if (<u64>w >>> 32 != 0) return false;
  const p = tag == TAG_LIST ? <usize><u32>w + 7 : <usize><u32>w + 6;
  if ((p & 7) != 0) return false;
  if (pageKind(p) == PAGE_PLAIN && p - oldStart >= oldBytes && (fromOld || p - youngStart >= youngBytes)) return false;
  return tag == TAG_LIST || (load<i64>(p) & TAG_MASK) == TAG_HEADER;
}
/** Address of the first bad word in [from, to), 0 when all are good. */
export function verifyWords(from: usize, to: usize): usize {
  for (; from < to; from += 8) if (!good(from, false)) return from;
  return 0;
}
function verifyObjects(from: usize, to: usize, fromOld: bool): usize {
  while (from < to) {
    const w = load<i64>(from);
    if ((w & TAG_MASK) != TAG_HEADER) {
      if (!good(from, fromOld)) return from;
      from += 8;
      continue;
    }
    const sub = w & SUB_MASK;
    if (sub == SUB_TUPLE || sub == SUB_FLATMAP || sub == SUB_HASHMAP) from += 8;
    else if (sub == SUB_FUN || sub == SUB_SUB_BINARY) from += 24;
    else {
      if (sub == SUB_MATCH && !good(from + MATCH_ORIGINAL, fromOld)) return from + MATCH_ORIGINAL;
      from += <usize>(headerArity(w) + 1) << 3;
    }
  }
  return from == to ? 0 : from;
}
/** Address of the first bad word of a process's heap and stack, 0 when all are good. */
export function verifyHeap(process: usize): usize {
  const p = changetype<Process>(process);
  youngStart = p.heap;
  youngBytes = p.hp - p.heap;
  oldStart = p.oldHeap;
  oldBytes = p.oldHp - p.oldHeap;
  const young = verifyObjects(p.heap, p.hp, false);
  if (young != 0) return young;
  const old = verifyObjects(p.oldHeap, p.oldHp, true);
  if (old != 0) return old;
  return verifyWords(p.sp, p.stackEnd);
}
