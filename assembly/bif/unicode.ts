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
import { cons, halloc, tuple3 } from "../memory/alloc";
import { binaryFromMemory, newSubBinary } from "../memory/binary";
import {
  am_binary, am_characters_check_continue, am_characters_continue, am_characters_to_binary, am_characters_to_binary_int,
  am_characters_to_list, am_characters_to_list_int, am_error, am_false, am_incomplete, am_latin1, am_list, am_lists, am_reverse,
  am_true, am_unicode, am_utf8, am_utf8_to_list_continue,
} from "../term/am";
import { internExport } from "../code/registry";
import { keepStack, pop, push, restoreStack, stackCut, stackDepth } from "../term/work_stack";
import { flatBytes, flatRange } from "../binary/flat";
import { decodeUtf8, isCodePoint, putUtf8, utfTaken } from "../binary/utf";
import { MAX_BINARY, finishGrowing, putBytes, resumeGrowing, startGrowing, suspendGrowing, written } from "../etf/writer";
import { systemLimit, trap } from "./raise";
import { erlang_binary_to_list_1, isBinary } from "./binary";
import { BYTES_A_REDUCTION } from "./iolist";
import { CELLS_A_REDUCTION } from "./list";
import { affordable, badargFor, goOn, goOnInternally } from "./suspend";

// How a step of a conversion ends.
const DONE: i32 = 0;
const FAILED: i32 = 1;
const INCOMPLETE: i32 = 2;
/** There is more to convert than the turn pays for. */
const MORE: i32 = 3;

let latin1: bool = false;
/** What could not be converted, or is to be converted yet, when a step does not end in DONE. */
let rest: Term = NIL;
/** Characters and cells that the step may still convert. */
let left: i32 = 0;

// Output: bytes, gathered here on their way to the growing binary, when toBytes; else list cells hung on lastCell.
let toBytes: bool = false;
const GATHERED: usize = 4096;
const LONGEST_CHARACTER: usize = 4;
const gathered: usize = memory.data(4096);
let out: usize = gathered;
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
  left--;
  if (toBytes) {
    if (out > gathered + GATHERED - LONGEST_CHARACTER) flush();
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

function flush(): void {
  putBytes(gathered, out - gathered);
  out = gathered;
}

/** Whether `data` is character data, right or wrong. */
function isCharacterData(data: Term): bool {
  const bottom = stackDepth();
  push(data);
  while (stackDepth() != bottom) {
    let t = pop();
    for (; isCons(t); t = tail(t)) {
      const h = head(t);
      if (isCons(h)) push(h);
      else if (!isCharacters(h)) { stackCut(bottom); return false; }
    }
    if (t != NIL && !isBinary(t)) { stackCut(bottom); return false; }
  }
  return true;
}
/** Whether an element that is no list may be there. */
function isCharacters(t: Term): bool { return isSmall(t) || t == NIL || isBig(t) || isBinary(t); }

/** How many bytes from `from` on are converted; the first that is not is offending, begins a character, or is left. */
function convertBytes(p: usize, from: i32, n: i32): i32 {
  let i = from;
  while (i < n && left > 0) {
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
 * Convert binary `b`. FAILED, MORE: what follows `convertedBytes` of it is wrong, or left. INCOMPLETE: its
 * end is in `pending`, with what was there before. With a character pending, FAILED means that the
 * character did not go on as it should; then `pendingFailed` is set.
 */
let convertedBytes: i32 = 0;
let pendingFailed: bool = false;
function convertBinary(b: Term): i32 {
  const n = <i32>(bitSize(b) >> 3);
  const p = flatRange(b, 0, <i32>min<i64>(n, <i64>max(left, 0) * LONGEST_CHARACTER + LONGEST_CHARACTER));
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
  const over = n - convertedBytes;
  if (over == 0) return DONE;
  if (left <= 0) return MORE;
  const at = p + <usize>convertedBytes;
  if (over > 3 || !isBeginning(at, over)) return FAILED;
  memory.copy(pending, at, <usize>over);
  pendingBytes = over;
  return INCOMPLETE;
}

function restOf(b: Term): Term { return newSubBinary(b, <i64>convertedBytes << 3, bitSize(b) - (<i64>convertedBytes << 3)); }
function pendingBinary(): Term { return binaryFromMemory(pending, pendingBytes); }

/** `behind`, what is left of the innermost list, inside the rests of the lists around it. */
function failWith(behind: Term, bottom: usize): i32 {
  while (stackDepth() != bottom) behind = cons(behind, pop());
  rest = pendingBytes > 0 ? cons(pendingBinary(), cons(behind, NIL)) : behind;
  return FAILED;
}
function leave(t: Term): i32 {
  rest = t;
  return MORE;
}

/** Set by convert() when it met what is no character data. */
let isBad: bool = false;
/**
 * Convert character data; sets `rest` unless it ends in DONE. The lists around `t` are on the stack, above `bottom`; they stay
 * there when it ends in MORE.
 */
function convert(t: Term, bottom: usize): i32 {
  pendingFailed = false;
  isBad = false;
  while (true) {
    while (isCons(t)) {
      if (left-- <= 0) return leave(t);
      const h = head(t);
      if (isCons(h)) {
        push(tail(t));
        t = h;
        continue;
      }
      if (!isCharacters(h)) {
        isBad = true;
        return failWith(t, bottom);
      }
      if (isBitstring(h)) {
        const how = convertBinary(h);
        if (how == MORE) return leave(cons(restOf(h), tail(t)));
        if (how == FAILED) return failWith(pendingFailed ? t : cons(restOf(h), tail(t)), bottom);
      } else if (h != NIL) {
        const c = isSmall(h) ? smallValue(h) : -1;
        if (pendingBytes > 0 || !isCodePoint(c) || (latin1 && c > 255)) return failWith(t, bottom);
        emit(<i32>c);
      }
      t = tail(t);
    }
    if (t != NIL) {
      if (!isBinary(t)) {
        isBad = true;
        return failWith(t, bottom);
      }
      const how = convertBinary(t);
      if (how == MORE) return leave(restOf(t));
      if (how == FAILED) return failWith(pendingFailed ? t : restOf(t), bottom);
    }
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
export function unicode_characters_to_list_2(data: Term, encoding: Term): Term {
  if (!setEncoding(encoding)) return leaveTo(am_characters_to_list_int, data, encoding);
  if (isBinary(data) && latin1) return erlang_binary_to_list_1(data);
  return begin(data, encoding, am_list);
}
export function unicode_characters_to_binary_2(data: Term, encoding: Term): Term {
  if (!setEncoding(encoding)) return leaveTo(am_characters_to_binary_int, data, encoding);
  // a list of one binary is that binary
  if (isCons(data) && tail(data) == NIL && isBinary(head(data))) data = head(data);
  return begin(data, encoding, am_binary);
}
/** Convert `data` to what `kind` says, am_list or am_binary. A binary is the usual case: it may be right as it stands. */
function begin(data: Term, encoding: Term, kind: Term): Term {
  return isBinary(data)
    ? erts_internal_characters_check_continue_4(data, makeSmall(0), encoding, kind)
    : erts_internal_characters_continue_8(data, NIL, NIL, NIL, makeSmall(0), kind, data, encoding);
}
/** Whether binary `b` is in UTF-8 as it stands: in steps; its bytes before `from` are. */
export function erts_internal_characters_check_continue_4(b: Term, from: Term, encoding: Term, kind: Term): Term {
  setEncoding(encoding);
  const n = <i32>(bitSize(b) >> 3), first = <i32>smallValue(from), most = affordable(<i32>BYTES_A_REDUCTION);
  const at = validBytes(b, first, n, most);
  bumpReductions(<i32>(<i64>(at - first) / BYTES_A_REDUCTION));
  if (isOver) {
    if (at != n) return erts_internal_characters_continue_8(b, NIL, NIL, NIL, makeSmall(0), kind, b, encoding);
    return kind == am_binary ? b : erts_internal_utf8_to_list_continue_3(b, makeSmall(n), NIL);
  }
  setX(0, b);
  setX(1, makeSmall(at));
  setX(2, encoding);
  setX(3, kind);
  return goOnInternally(am_characters_check_continue, 4);
}

/**
 * Convert `t`, what is left of `data`, in steps. `around` holds the rests of the lists around it (keepStack), `begun` the first
 * bytes of a character that `t` is to end. `made` is what there is of the result: the characters of a list, the last
 * first; or what holds the `used` bytes of a binary. All three are NIL at first.
 */
export function erts_internal_characters_continue_8(
  t: Term, around: Term, begun: Term, made: Term, used: Term, kind: Term, data: Term, encoding: Term,
): Term {
  setEncoding(encoding);
  toBytes = kind == am_binary;
  result = NIL;
  lastCell = 0;
  if (toBytes) {
    if (made == NIL) startGrowing();
    else resumeGrowing(made, <i32>smallValue(used));
  }
  pendingBytes = begun == NIL ? 0 : <i32>(bitSize(begun) >> 3);
  if (pendingBytes > 0) memory.copy(pending, flatBytes(begun), <usize>pendingBytes);
  const bottom = stackDepth(), most = affordable(CELLS_A_REDUCTION);
  if (around != NIL) restoreStack(around);
  left = most;
  const how = convert(t, bottom);
  bumpReductions((most - left) / CELLS_A_REDUCTION);
  if (toBytes) flush();
  if (toBytes && written() > <i64>MAX_BINARY) return systemLimit();
  // what is wrong anywhere counts more than what cannot be converted
  if (how == FAILED && (isBad || !isCharacterData(rest))) {
    setX(0, data);
    setX(1, encoding);
    return badargFor(am_unicode, toBytes ? am_characters_to_binary : am_characters_to_list, 2);
  }
  if (how == MORE) {
    setX(0, rest);
    setX(1, keepStack(bottom));
    setX(2, pendingBytes > 0 ? pendingBinary() : NIL);
    setX(3, toBytes ? suspendGrowing() : reversed(result, made));
    setX(4, toBytes ? makeSmall(written()) : makeSmall(0));
    setX(5, kind);
    setX(6, data);
    setX(7, encoding);
    return goOnInternally(am_characters_continue, 8);
  }
  if (how == DONE && !toBytes && made != NIL) {
    setX(0, reversed(result, made));
    setX(1, NIL);
    return goOn(am_lists, am_reverse, 2);
  }
  const value = toBytes ? finishGrowing() : made == NIL ? result : reversed(reversed(result, made), NIL);
  return how == DONE ? value : tuple3(how == FAILED ? am_error : am_incomplete, value, rest);
}
/** `list` reversed in front of `behind`. */
function reversed(list: Term, behind: Term): Term {
  for (; isCons(list); list = tail(list)) behind = cons(head(list), behind);
  return behind;
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

/** Whether validBytes stopped at the end, or at a byte that is wrong, and not for its limit. */
let isOver: bool = false;
/** Bytes that a character beyond ASCII counts for: it takes as long to look at. */
const BEYOND_ASCII: i32 = 32;
/** Where the bytes of binary `b` from `from` on, which end at `n`, cease to be right: looks at about `most`. */
function validBytes(b: Term, from: i32, n: i32, most: i32): i32 {
  // Characters beyond ASCII bring the limit nearer.
  let limit = <i64>from + most;
  const p = flatRange(b, from, <i32>min<i64>(n, limit + LONGEST_CHARACTER));
  let i = from + asciiBytes(p + <usize>from, <i32>min<i64>(n, limit) - from);
  isOver = true;
  while (i < n && <i64>i < limit) {
    if (latin1 || decodeUtf8(p, <i64>i << 3, <i64>(n - i) << 3) < 0) return i;
    i += utfTaken >> 3;
    limit -= BEYOND_ASCII;
    i += asciiBytes(p + <usize>i, <i32>min<i64>(n, limit) - i);
  }
  isOver = i == n;
  return i;
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
