/**
 * Copying small terms in one go. copyTerm is told how many words there are, which takes a look at all of them first; here
 * the copy simply ends when the room does. Nobody has seen what was written by then, so nothing has to be undone.
 */
import { MAGIC_REF_WORDS, bytesToTerms } from "../term/boxed";
import {
  NONE, SUB_MASK, SUB_REF, SUB_REFC_BINARY, SUB_SUB_BINARY, TAG_HEADER, TAG_IMMEDIATE, TAG_MASK,
  Term, boxedPtr, headerArity, isCons, listPtr, makeBoxed, makeList,
} from "../term/tag";
import { isLiteral } from "./page";

/** Where the copy of the whole term is written to, while it is made. */
const ROOT: usize = memory.data(8, 8);

/** First free byte behind the last copy. */
export let copiedTo: usize = 0;

/** Does a copy of an object with `header` take more than its words: share bytes with others, count references? */
// @ts-ignore: decorator
@inline function isIntricate(header: i64): bool {
  const sub = header & SUB_MASK;
  return sub == SUB_REFC_BINARY || sub == SUB_SUB_BINARY || (sub == SUB_REF && headerArity(header) == MAGIC_REF_WORDS);
}

/**
 * Copy `t`, which is no immediate, to [at, end) by copyTerm's rules; copiedTo is then the end of the copy. NONE: it does
 * not fit, or holds objects that are copied in other ways.
 */
export function copySmall(t: Term, at: usize, end: usize): Term {
  let free = at, scan = at, link = ROOT;
  do {
    // `t` is a pointer, which the word at `link` is to hold when it is brought up to date.
    if (isLiteral(t)) {
      store<i64>(link, t);
    } else if (isCons(t)) {
      if (free + 16 > end) return NONE;
      const p = listPtr(t);
      // Word by word: a wider load would have to wait for narrower stores that have just been made.
      store<i64>(free, load<i64>(p));
      store<i64>(free, load<i64>(p, 8), 8);
      store<i64>(link, makeList(free));
      free += 16;
    } else {
      let p = boxedPtr(t);
      const header = load<i64>(p);
      const next = free + (<usize>(headerArity(header) + 1) << 3);
      if (next > end || isIntricate(header)) return NONE;
      store<i64>(link, makeBoxed(free));
      for (; free < next; free += 8, p += 8) store<i64>(free, load<i64>(p));
    }
    t = NONE;
    while (scan < free) {
      const w = load<i64>(scan), tag = w & TAG_MASK;
      if (tag == TAG_IMMEDIATE) {
        scan += 8;
      } else if (tag == TAG_HEADER) {
        scan += bytesToTerms(w);
      } else {
        t = w;
        link = scan;
        scan += 8;
        break;
      }
    }
  } while (t != NONE);
  copiedTo = free;
  return load<i64>(ROOT);
}
