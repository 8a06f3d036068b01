/**
 * unicode:characters_to_list/2, characters_to_binary/2, bin_is_7bit/1.
 *
 * Character data is a binary, or a nested list of code points and binaries whose tails may be
 * binaries. A character of a UTF-8 binary may go on in the next binary; its first bytes then wait
 * in `pending`. What could not be converted is given back as it was: the current list from the
 * offending element on, inside what is left of each list around it.
 */
import {
  NIL, Term, head, isBig, isBitstring, isCons, isSmall, makeList, makeSmall, smallValue, tail,
} from "../term/tag";
import { bitSize } from "../term/boxed";
import { bumpReductions, setX } from "../memory/cells";
import { cons, halloc, rawAlloc, rawFree, tuple3 } from "../memory/alloc";
import { binaryFromMemory, newSubBinary } from "../memory/binary";
import {
  am_characters_to_binary_int, am_characters_to_list_int, am_error, am_false, am_incomplete, am_latin1, am_true,
  am_unicode, am_utf8, am_utf8_to_list_continue,
} from "../term/am";
import { internExport } from "../code/registry";
import { pop, push, stackCut, stackDepth } from "../term/work_stack";
import { flatBytes } from "../binary/flat";
import { decodeUtf8, isCodePoint, putUtf8, utfTaken } from "../binary/utf";
import { badarg, trap } from "./raise";
import { erlang_binary_to_list_1, isBinary } from "./binary";
import { BYTES_A_REDUCTION } from "./iolist";
import { CELLS_A_REDUCTION } from "./list";
import { affordable, goOnInternally } from "./suspend";

// How a conversion ends.
const DONE: i32 = 0;
const FAILED: i32 = 1;
const INCOMPLETE: i32 = 2;

let latin1: bool = false;
/** What could not be converted, when a conversion does not end in DONE. */
let rest: Term = NIL;

// Output: bytes at [out, outEnd) when toBytes, else list cells hung on lastCell.
let toBytes: bool = false;
let out: usize = 0;
let result: Term = NIL;
let lastCell: usize = 0;

/** First bytes of a character that ends in another binary. */
const pending: usize = memory.data(4);
let pendingBytes: i32 = 0;

/** Bytes of the character that starts with `first`, judged by its length mark alone; 0 for none. */
// @ts-ignore: decorator
@inline function lengthMark(first: u32): i32 {
  return first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0;
}
/** Whether the `n` bytes at `p` begin like a character that needs more of them. */
function isBeginning(p: usize, n: i32): bool {
  if (lengthMark(load<u8>(p)) <= n) return false;
  for (let i = 1; i < n; i++) if ((<u32>load<u8>(p + <usize>i) & 0xc0) != 0x80) return false;
  return true;
}

function emit(c: i32): void {
  if (toBytes) {
    out += putUtf8(out, c);
    return;
  }
  const p = halloc(2);
  store<i64>(p, makeSmall(c));
  store<i64>(p, NIL, 8);
  if (lastCell == 0) result = makeList(p);
  else store<i64>(lastCell, makeList(p), 8);
  lastCell = p;
}

/** Upper bound of the bytes of `data` in UTF-8; -1 when it is no character data. */
function measure(data: Term): i64 {
  const bottom = stackDepth();
  let bytes: i64 = 0;
  push(data);
  while (stackDepth() != bottom) {
    let t = pop();
    while (isCons(t)) {
      const h = head(t);
      if (isSmall(h) || isBig(h)) bytes += 4;
      else if (isCons(h)) push(h);
      else if (h != NIL) {
        if (!isBinary(h)) { stackCut(bottom); return -1; }
        bytes += bitSize(h) >> 2; // two bytes for each byte
      }
      t = tail(t);
    }
    if (t == NIL) continue;
    if (!isBinary(t)) { stackCut(bottom); return -1; }
    bytes += bitSize(t) >> 2;
  }
  return bytes;
}

/** How many bytes from `from` on are converted; the first that is not is offending or begins a character. */
function convertBytes(p: usize, from: i32, n: i32): i32 {
  let i = from;
  while (i < n) {
    const b = <i32>load<u8>(p + <usize>i);
    if (b < 0x80 || latin1) {
      emit(b);
      i++;
      continue;
    }
    const c = decodeUtf8(p, <i64>i << 3, <i64>(n - i) << 3);
    if (c < 0) break;
    emit(c);
    i += utfTaken >> 3;
  }
  return i;
}

/**
 * Convert binary `b`. FAILED: what follows `convertedBytes` of it is wrong. INCOMPLETE: its end is
 * in `pending`, with what was there before. With a character pending, FAILED means that the
 * character did not go on as it should; then `pendingFailed` is set.
 */
let convertedBytes: i32 = 0;
let pendingFailed: bool = false;
function convertBinary(b: Term): i32 {
  const n = <i32>(bitSize(b) >> 3);
  const p = flatBytes(b);
  let from = 0;
  if (pendingBytes > 0) {
    const needed = lengthMark(load<u8>(pending));
    const taken = min(needed - pendingBytes, n);
    memory.copy(pending + <usize>pendingBytes, p, <usize>taken);
    if (pendingBytes + taken < needed) {
      pendingBytes += taken;
      return INCOMPLETE;
    }
    const c = decodeUtf8(pending, 0, <i64>needed << 3);
    if (c < 0) {
      pendingFailed = true;
      return FAILED;
    }
    emit(c);
    pendingBytes = 0;
    from = taken;
  }
  convertedBytes = convertBytes(p, from, n);
  const left = n - convertedBytes;
  if (left == 0) return DONE;
  const at = p + <usize>convertedBytes;
  if (left > 3 || !isBeginning(at, left)) return FAILED;
  memory.copy(pending, at, <usize>left);
  pendingBytes = left;
  return INCOMPLETE;
}

function restOf(b: Term): Term { return newSubBinary(b, <i64>convertedBytes << 3, bitSize(b) - (<i64>convertedBytes << 3)); }
function pendingBinary(): Term { return binaryFromMemory(pending, pendingBytes); }

/** `left`, what is left of the innermost list, inside the rests of the lists around it. */
function failWith(left: Term, bottom: usize): i32 {
  while (stackDepth() != bottom) left = cons(left, pop());
  rest = pendingBytes > 0 ? cons(pendingBinary(), cons(left, NIL)) : left;
  return FAILED;
}

/** Convert checked character data; sets `rest` unless it ends in DONE. */
function convert(data: Term): i32 {
  const bottom = stackDepth();
  pendingBytes = 0;
  pendingFailed = false;
  let t = data;
  while (true) {
    while (isCons(t)) {
      const h = head(t);
      if (isCons(h)) {
        push(tail(t));
        t = h;
        continue;
      }
      if (h == NIL) {
        t = tail(t);
        continue;
      }
      if (isBitstring(h)) {
        if (convertBinary(h) == FAILED) return failWith(pendingFailed ? t : cons(restOf(h), tail(t)), bottom);
      } else {
        const c = isSmall(h) ? smallValue(h) : -1;
        if (pendingBytes > 0 || !isCodePoint(c) || (latin1 && c > 255)) return failWith(t, bottom);
        emit(<i32>c);
      }
      t = tail(t);
    }
    if (t != NIL && convertBinary(t) == FAILED) return failWith(pendingFailed ? t : restOf(t), bottom);
    if (stackDepth() == bottom) break;
    t = pop();
  }
  if (pendingBytes == 0) return DONE;
  rest = pendingBinary();
  return isBeginning(pending, pendingBytes) ? INCOMPLETE : FAILED;
}

/** Set `latin1` from the name of an encoding; false when the core does not know it. */
function setEncoding(encoding: Term): bool {
  latin1 = encoding == am_latin1;
  return latin1 || encoding == am_unicode || encoding == am_utf8;
}
/** UTF-16 and UTF-32 are left to the module unicode itself. */
function leaveTo(name: Term, data: Term, encoding: Term): Term {
  setX(0, data);
  setX(1, encoding);
  return trap(internExport(am_unicode, name, 2), 2);
}
function ended(how: i32, value: Term): Term {
  return how == DONE ? value : tuple3(how == FAILED ? am_error : am_incomplete, value, rest);
}

export function unicode_characters_to_list_2(data: Term, encoding: Term): Term {
  if (!setEncoding(encoding)) return leaveTo(am_characters_to_list_int, data, encoding);
  const bytes = measure(data);
  if (bytes < 0) return badarg();
  if (isBitstring(data)) {
    // the usual case, which needs no reversing and can stop anywhere once the binary is known to be right
    if (latin1) return erlang_binary_to_list_1(data);
    if (isValid(data)) return erts_internal_utf8_to_list_continue_3(data, makeSmall(bitSize(data) >> 3), NIL);
  }
  bumpReductions(<i32>(bytes / BYTES_A_REDUCTION));
  toBytes = false;
  result = NIL;
  lastCell = 0;
  const how = convert(data);
  return ended(how, result);
}

/** The code points of the first `left` bytes of `b`, which is UTF-8, in front of `list`: in steps, the last first. */
export function erts_internal_utf8_to_list_continue_3(b: Term, left: Term, list: Term): Term {
  const p = flatBytes(b);
  const most = affordable(CELLS_A_REDUCTION);
  let at = <i32>smallValue(left);
  let n = 0;
  for (; at > 0 && n < most; n++) {
    let c = <i32>load<u8>(p + <usize>(--at));
    if (c >= 0x80) {
      const end = at + 1;
      while ((<u32>load<u8>(p + <usize>at) & 0xc0) == 0x80) at--;
      c = decodeUtf8(p, <i64>at << 3, <i64>(end - at) << 3);
    }
    list = cons(makeSmall(c), list);
  }
  bumpReductions(n / CELLS_A_REDUCTION);
  if (at == 0) return list;
  setX(0, b);
  setX(1, makeSmall(at));
  setX(2, list);
  return goOnInternally(am_utf8_to_list_continue, 3);
}

export function unicode_characters_to_binary_2(data: Term, encoding: Term): Term {
  if (!setEncoding(encoding)) return leaveTo(am_characters_to_binary_int, data, encoding);
  // a list of one binary is that binary
  if (isCons(data) && tail(data) == NIL && isBitstring(head(data))) data = head(data);
  const bytes = measure(data);
  if (bytes < 0) return badarg();
  bumpReductions(<i32>(bytes / BYTES_A_REDUCTION));
  if (isBitstring(data) && isValid(data)) return data;
  toBytes = true;
  const buffer = rawAlloc(<usize>bytes + 1);
  out = buffer;
  const how = convert(data);
  const value = binaryFromMemory(buffer, <i32>(out - buffer));
  rawFree(buffer);
  return ended(how, value);
}

/** Whether binary `b` is in UTF-8 as it stands. */
function isValid(b: Term): bool {
  const n = <i32>(bitSize(b) >> 3);
  const p = flatBytes(b);
  let i = asciiBytes(p, n);
  if (latin1) return i == n;
  while (i < n) {
    if (decodeUtf8(p, <i64>i << 3, <i64>(n - i) << 3) < 0) return false;
    i += utfTaken >> 3;
    i += asciiBytes(p + <usize>i, n - i);
  }
  return true;
}
/** How many bytes from `p` on are below 128. */
function asciiBytes(p: usize, n: i32): i32 {
  let i = 0;
  while (n - i >= 8 && (load<u64>(p + <usize>i) & 0x8080808080808080) == 0) i += 8;
  while (i < n && load<u8>(p + <usize>i) < 0x80) i++;
  return i;
}

export function unicode_bin_is_7bit_1(b: Term): Term {
  if (!isBitstring(b) || (bitSize(b) & 7) != 0) return am_false;
  const n = <i32>(bitSize(b) >> 3);
  return asciiBytes(flatBytes(b), n) == n ? am_true : am_false;
}
