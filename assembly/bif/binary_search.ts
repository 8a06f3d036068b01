/** binary:compile_pattern/1, match/2,3, matches/2,3, split/2,3, longest_common_prefix/1, longest_common_suffix/1. */
import {
  NIL, Term, boxedHeader, boxedPtr, element, head, headerArity, isBoxedOf, isCons, isSmall, isTuple, makeSmall,
  smallValue, tail, tupleArity, SUB_REF,
} from "../term/tag";
import { MAGIC_BLOCK, MAGIC_REF_WORDS, binaryBase, bitOffset, bitSize } from "../term/boxed";
import { bumpReductions, setX } from "../memory/cells";
import { cons, rawRealloc, tuple2 } from "../memory/alloc";
import { BLOCK_KIND, BLOCK_PATTERN, blockReference, newSubBinary, releaseBlock } from "../memory/binary";
import {
  am_ac, am_binary_parts_continue, am_binary_search_continue, am_bm, am_global, am_lists, am_nomatch, am_reverse, am_scope, am_trim,
  am_trim_all,
} from "../term/am";
import { readBits } from "../binary/bits";
import { flatRange } from "../binary/flat";
import { findPattern, foundLength, isSingle, longestString, newPattern } from "../binary/search";
import { badarg } from "./raise";
import { isBinary } from "./binary";
import { BYTES_A_REDUCTION } from "./iolist";
import { affordable, goOn, goOnInternally } from "./suspend";

/** The compiled pattern that holds `block`, whose reference it takes over. */
function compiledPattern(block: usize): Term {
  const ref = blockReference(block);
  return tuple2(isSingle(block) ? am_bm : am_ac, ref);
}
export function binary_compile_pattern_1(t: Term): Term {
  const block = newPattern(t);
  return block == 0 ? badarg() : compiledPattern(block);
}

// The pattern of the call: of a compiled one, or made for this call and then released.
let pattern: usize = 0;
let ownPattern: bool = false;
/** Set `pattern` from an argument; false when it is none. */
function takePattern(t: Term): bool {
  ownPattern = !isTuple(t);
  if (ownPattern) {
    pattern = newPattern(t);
    return pattern != 0;
  }
  if (tupleArity(t) != 2 || (element(t, 1) != am_bm && element(t, 1) != am_ac)) return false;
  const ref = element(t, 2);
  if (!isBoxedOf(ref, SUB_REF) || headerArity(boxedHeader(ref)) != MAGIC_REF_WORDS) return false;
  pattern = <usize>load<u32>(boxedPtr(ref), MAGIC_BLOCK);
  return load<u32>(pattern, BLOCK_KIND) == BLOCK_PATTERN;
}

// The part of the subject to search, in bytes.
let scopeFrom: i32 = 0;
let scopeTo: i32 = 0;
/** Set the scope from {Start, Length}, which may count backwards; false when it leaves the `size` bytes. */
function setScope(t: Term, size: i64): bool {
  if (!isTuple(t) || tupleArity(t) != 2 || !isSmall(element(t, 1)) || !isSmall(element(t, 2))) return false;
  let start = smallValue(element(t, 1)), length = smallValue(element(t, 2));
  if (length < 0) {
    start += length;
    length = 0 - length;
  }
  if (start < 0 || length < 0 || start > size || length > size - start) return false;
  scopeFrom = <i32>start;
  scopeTo = <i32>(start + length);
  return true;
}

/** What the options want besides what the function does: WANT_* bits. */
let optionWants: i32 = 0;
/** Read the options: {scope, Part}, and for split/3 global, trim and trim_all. */
function readOptions(options: Term, size: i64, forSplit: bool): bool {
  scopeFrom = 0;
  scopeTo = <i32>size;
  optionWants = 0;
  if (options != NIL && !isCons(options)) return false;
  while (isCons(options)) {
    const o = head(options);
    if (isTuple(o) && tupleArity(o) == 2 && element(o, 1) == am_scope) {
      if (!setScope(element(o, 2), size)) return false;
    } else if (forSplit && o == am_global) optionWants |= WANT_ALL;
    else if (forSplit && o == am_trim) optionWants |= WANT_TRIM;
    else if (forSplit && o == am_trim_all) optionWants |= WANT_TRIM_ALL;
    else return false;
    options = tail(options);
  }
  return true;
}

// @ts-ignore: decorator
@inline function part(start: i32, length: i32): Term { return tuple2(makeSmall(start), makeSmall(length)); }

// What is wanted of a search, as a term's small: the first occurrence or all, as positions or as the parts between.
const WANT_ALL: i32 = 1;
const WANT_PARTS: i32 = 2;
const WANT_TRIM: i32 = 4;
const WANT_TRIM_ALL: i32 = 8;

// What a search found: | start:u32 length:u32 | …, a block that grows.
let matches: usize = 0;
let matchRoom: i32 = 0;
let matchCount: i32 = 0;
const FIRST_ROOM: i32 = 64;

function addMatch(start: i32, length: i32): void {
  if (matchCount == matchRoom) {
    matchRoom = max(matchRoom * 2, FIRST_ROOM);
    matches = rawRealloc(matches, <usize>matchRoom << 3);
  }
  const p = matches + (<usize>matchCount << 3);
  matchCount++;
  store<i32>(p, start);
  store<i32>(p, length, 4);
}
// @ts-ignore: decorator
@inline function matchStart(i: i32): i32 { return load<i32>(matches + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline function matchLength(i: i32): i32 { return load<i32>(matches + (<usize>i << 3), 4); }

/** Matches of one step, or parts made of them, for which one reduction pays. */
const MATCHES_A_REDUCTION: i32 = 4;

/** Check the arguments, search, and give what is wanted. A long search goes on in steps, and so does one that finds much. */
function search(subject: Term, patternTerm: Term, options: Term, want: i32): Term {
  if (!isBinary(subject) || !readOptions(options, bitSize(subject) >> 3, (want & WANT_PARTS) != 0)) return badarg();
  want |= optionWants;
  if (!takePattern(patternTerm)) {
    // a scope that ends at 0 holds nothing, whatever the pattern: OTP does not look at it
    if (scopeTo != 0) return badarg();
    matchCount = 0;
    return finish(subject, want);
  }
  const end = searchStep(subject, scopeFrom, scopeTo, want);
  if (searchIsOver) {
    if (ownPattern) releaseBlock(pattern);
    return finish(subject, want);
  }
  return searchOn(subject, ownPattern ? compiledPattern(pattern) : patternTerm, end, makeSmall(scopeTo), foundBefore(NIL), makeSmall(want));
}

/** Whether the search came to an end with what is wanted. */
let searchIsOver: bool = false;
/** Search what the turn can pay for of the bytes [from, to); returns where to go on. */
function searchStep(subject: Term, from: i32, to: i32, want: i32): i32 {
  matchCount = 0;
  const most = affordable(MATCHES_A_REDUCTION);
  const end = <i32>min<i64>(to, <i64>from + max(affordable(<i32>BYTES_A_REDUCTION), longestString(pattern)));
  const next = searchWindow(subject, from, end, to, want, most);
  bumpReductions(<i32>(<i64>(next - from) / BYTES_A_REDUCTION) + matchCount / MATCHES_A_REDUCTION);
  return next;
}
/**
 * Add what is found in the bytes [from, end) of the scope, which ends at `to`, but `most` at most; returns where to go
 * on. An occurrence so near to the end that a longer one might begin there is left to the next window.
 */
function searchWindow(subject: Term, from: i32, end: i32, to: i32, want: i32, most: i32): i32 {
  const p = flatRange(subject, from, end);
  const longest = longestString(pattern);
  searchIsOver = false;
  while (from < end && matchCount < most) {
    const at = findPattern(pattern, p, from, end);
    if (end != to && (at < 0 || at + longest > end)) return at < 0 ? max(from, end - longest + 1) : at;
    if (at >= 0) addMatch(at, foundLength);
    searchIsOver = at < 0 || (want & WANT_ALL) == 0;
    from = at < 0 ? to : at + foundLength;
    if (searchIsOver) return from;
  }
  searchIsOver = from == to;
  return from;
}
/** The matches as a list of parts in front of `found`, the last first. */
function foundBefore(found: Term): Term {
  for (let i = 0; i < matchCount; i++) found = cons(part(matchStart(i), matchLength(i)), found);
  return found;
}
function searchOn(subject: Term, patternTerm: Term, from: i32, to: Term, found: Term, want: Term): Term {
  setX(0, subject);
  setX(1, patternTerm);
  setX(2, makeSmall(from));
  setX(3, to);
  setX(4, found);
  setX(5, want);
  return goOnInternally(am_binary_search_continue, 6);
}

/** Search the bytes [from, to) of `subject`; `found` holds the parts found before, the last first. */
export function erts_internal_binary_search_continue_6(
  subject: Term, patternTerm: Term, from: Term, to: Term, found: Term, want: Term,
): Term {
  takePattern(patternTerm);
  const wanted = <i32>smallValue(want);
  const next = searchStep(subject, <i32>smallValue(from), <i32>smallValue(to), wanted);
  found = foundBefore(found);
  if (!searchIsOver) return searchOn(subject, patternTerm, next, to, found, want);
  if ((wanted & WANT_PARTS) != 0) return partsOn(subject, found, bitSize(subject) >> 3, NIL, want);
  if ((wanted & WANT_ALL) == 0) return found == NIL ? am_nomatch : head(found);
  setX(0, found);
  setX(1, NIL);
  return goOn(am_lists, am_reverse, 2);
}

/** The wanted form of what one step found. */
function finish(subject: Term, want: i32): Term {
  if ((want & WANT_PARTS) != 0) {
    parts = NIL;
    let end = <i32>(bitSize(subject) >> 3);
    for (let i = matchCount - 1; i >= 0; i--) {
      addPart(subject, matchStart(i) + matchLength(i), end, want);
      end = matchStart(i);
    }
    addPart(subject, 0, end, want);
    return parts;
  }
  if ((want & WANT_ALL) == 0) return matchCount == 0 ? am_nomatch : part(matchStart(0), matchLength(0));
  let list = NIL;
  for (let i = matchCount - 1; i >= 0; i--) list = cons(part(matchStart(i), matchLength(i)), list);
  return list;
}

// Parts are made from the end: what trim leaves out are the empty ones before the first that is not.
let parts: Term = NIL;
/** Put the bytes [start, end) in front of the parts. */
function addPart(subject: Term, start: i32, end: i32, want: i32): void {
  const dropped = (want & WANT_TRIM_ALL) != 0 || ((want & WANT_TRIM) != 0 && parts == NIL);
  if (end > start || !dropped) parts = cons(newSubBinary(subject, <i64>start << 3, <i64>(end - start) << 3), parts);
}
function partsOn(subject: Term, found: Term, end: i64, behind: Term, want: Term): Term {
  setX(0, subject);
  setX(1, found);
  setX(2, makeSmall(end));
  setX(3, behind);
  setX(4, want);
  return goOnInternally(am_binary_parts_continue, 5);
}
/** The parts of the bytes before `to` of `subject` in front of `behind`: between those of `found`, the last first. */
export function erts_internal_binary_parts_continue_5(subject: Term, found: Term, to: Term, behind: Term, want: Term): Term {
  const wanted = <i32>smallValue(want);
  let end = <i32>smallValue(to), left = affordable(MATCHES_A_REDUCTION);
  parts = behind;
  for (; isCons(found) && left > 0; left--, found = tail(found)) {
    const start = <i32>smallValue(element(head(found), 1)), length = <i32>smallValue(element(head(found), 2));
    addPart(subject, start + length, end, wanted);
    end = start;
  }
  if (isCons(found)) return partsOn(subject, found, end, parts, want);
  addPart(subject, 0, end, wanted);
  return parts;
}

export function binary_match_3(subject: Term, patternTerm: Term, options: Term): Term {
  return search(subject, patternTerm, options, 0);
}
export function binary_match_2(subject: Term, patternTerm: Term): Term { return search(subject, patternTerm, NIL, 0); }
export function binary_matches_3(subject: Term, patternTerm: Term, options: Term): Term {
  return search(subject, patternTerm, options, WANT_ALL);
}
export function binary_matches_2(subject: Term, patternTerm: Term): Term { return search(subject, patternTerm, NIL, WANT_ALL); }
export function binary_split_3(subject: Term, patternTerm: Term, options: Term): Term {
  return search(subject, patternTerm, options, WANT_PARTS);
}
export function binary_split_2(subject: Term, patternTerm: Term): Term { return search(subject, patternTerm, NIL, WANT_PARTS); }

/** `n` bytes of `t` behind its first `i`, or before its last `i` when `fromEnd`. */
// @ts-ignore: decorator
@inline function bytesOf(t: Term, i: i64, n: i32, fromEnd: bool): u64 {
  const bits = fromEnd ? bitSize(t) - ((i + n) << 3) : i << 3;
  return readBits(binaryBase(t), bitOffset(t) + bits, n << 3);
}
function commonBytes(list: Term, fromEnd: bool): Term {
  if (!isCons(list)) return badarg();
  const first = head(list);
  let common: i64 = i64.MAX_VALUE;
  let t = list;
  for (; isCons(t); t = tail(t)) {
    if (!isBinary(head(t))) return badarg();
    common = min(common, bitSize(head(t)) >> 3);
  }
  if (t != NIL) return badarg();
  for (t = tail(list); isCons(t); t = tail(t)) {
    let i: i64 = 0;
    while (i + 8 <= common && bytesOf(first, i, 8, fromEnd) == bytesOf(head(t), i, 8, fromEnd)) i += 8;
    while (i < common && bytesOf(first, i, 1, fromEnd) == bytesOf(head(t), i, 1, fromEnd)) i++;
    common = i;
  }
  return makeSmall(common);
}
export function binary_longest_common_prefix_1(list: Term): Term { return commonBytes(list, false); }
export function binary_longest_common_suffix_1(list: Term): Term { return commonBytes(list, true); }
