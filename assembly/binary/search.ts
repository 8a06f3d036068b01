/**
 * Search for one or several byte strings. They are kept in an off-heap block, which a compiled
 * pattern (binary:compile_pattern/1) holds by a magic reference; the addresses are offsets from the
 * first byte of the block:
 *
 *     0       4          8         12                    268              268 + 8n
 *     | count | shortest | longest | 256 marks of 1 byte | offset, length … | bytes … |
 *
 * A mark is 1 when a string begins with that byte. Single strings look for their first byte sixteen
 * bytes at a time.
 */
import { NIL, Term, head, isBitstring, isCons, tail } from "../term/tag";
import { binaryBase, bitOffset, bitSize } from "../term/boxed";
import { BLOCK_BYTES, BLOCK_PATTERN, newNumberedBlock } from "../memory/binary";
import { copyBits } from "./bits";
import { roomFor } from "../memory/alloc";

const PATTERN_COUNT: usize = 0;
const PATTERN_SHORTEST: usize = 4;
const PATTERN_LONGEST: usize = 8;
const PATTERN_MARKS: usize = 12;
const PATTERN_STRINGS: usize = 268;

// @ts-ignore: decorator
@inline function isPatternString(t: Term): bool { return isBitstring(t) && bitSize(t) > 0 && (bitSize(t) & 7) == 0; }

/** A block with the strings of `t`, a binary or a list of binaries, none of them empty; 0 when `t` is neither. */
export function newPattern(t: Term): usize {
  let count = 0;
  let bytes: i64 = 0;
  if (isPatternString(t)) {
    count = 1;
    bytes = bitSize(t) >> 3;
  } else {
    let list = t;
    while (isCons(list)) {
      if (!isPatternString(head(list))) return 0;
      bytes += bitSize(head(list)) >> 3;
      count++;
      list = tail(list);
    }
    if (list != NIL || count == 0) return 0;
  }
  const strings = PATTERN_STRINGS + (<usize>count << 3);
  if (!roomFor(<i64>strings + bytes)) return 0;
  const block = newNumberedBlock(<i32>strings + <i32>bytes, BLOCK_PATTERN);
  const p = block + BLOCK_BYTES;
  store<i32>(p, count, PATTERN_COUNT);
  store<i32>(p, i32.MAX_VALUE, PATTERN_SHORTEST);
  store<i32>(p, 0, PATTERN_LONGEST);
  memory.fill(p + PATTERN_MARKS, 0, 256);
  let at = strings;
  if (isBitstring(t)) {
    addString(p, 0, at, t);
    return block;
  }
  for (let i = 0; i < count; i++) {
    at += addString(p, i, at, head(t));
    t = tail(t);
  }
  return block;
}
function addString(p: usize, i: i32, at: usize, t: Term): usize {
  const length = <usize>(bitSize(t) >> 3);
  const entry = p + PATTERN_STRINGS + (<usize>i << 3);
  store<u32>(entry, <u32>at);
  store<u32>(entry, <u32>length, 4);
  copyBits(binaryBase(t), bitOffset(t), p + at, 0, <i64>length << 3);
  store<u8>(p + PATTERN_MARKS + <usize>load<u8>(p + at), 1);
  store<i32>(p, min(load<i32>(p, PATTERN_SHORTEST), <i32>length), PATTERN_SHORTEST);
  store<i32>(p, max(load<i32>(p, PATTERN_LONGEST), <i32>length), PATTERN_LONGEST);
  return length;
}

/** Whether a pattern block holds one string only. */
export function isSingle(block: usize): bool { return load<i32>(block + BLOCK_BYTES, PATTERN_COUNT) == 1; }

/** Bytes of the longest string of a pattern block. */
export function longestString(block: usize): i32 { return load<i32>(block + BLOCK_BYTES, PATTERN_LONGEST); }

/** Length of what findPattern found. */
export let foundLength: i32 = 0;

/**
 * Where the first of the strings of `block` stands in the bytes [from, to) of `subject`; -1 when none
 * does. Of several at one place the longest counts.
 */
export function findPattern(block: usize, subject: usize, from: i32, to: i32): i32 {
  const p = block + BLOCK_BYTES;
  const last = to - load<i32>(p, PATTERN_SHORTEST);
  if (isSingle(block)) {
    const string = p + <usize>load<u32>(p, PATTERN_STRINGS);
    const length = load<u32>(p, PATTERN_STRINGS + 4);
    foundLength = <i32>length;
    const first = load<u8>(string);
    for (let i = from; i <= last; i++) {
      i = findByte(subject, i, last + 1, first);
      if (i < 0) return -1;
      if (memory.compare(subject + <usize>i, string, <usize>length) == 0) return i;
    }
    return -1;
  }
  const marks = p + PATTERN_MARKS;
  for (let i = from; i <= last; i++) {
    if (load<u8>(marks + <usize>load<u8>(subject + <usize>i)) == 0) continue;
    foundLength = longestAt(p, subject + <usize>i, to - i);
    if (foundLength > 0) return i;
  }
  return -1;
}
/** Length of the longest string that stands at `at`, where `left` bytes are; 0 when none does. */
function longestAt(p: usize, at: usize, left: i32): i32 {
  const count = load<i32>(p, PATTERN_COUNT);
  let longest = 0;
  for (let i = 0; i < count; i++) {
    const entry = p + PATTERN_STRINGS + (<usize>i << 3);
    const length = load<i32>(entry, 4);
    if (length <= longest || length > left) continue;
    if (memory.compare(at, p + <usize>load<u32>(entry), <usize>length) == 0) longest = length;
  }
  return longest;
}
/** Place of the first `byte` in [from, to), -1 when there is none. */
function findByte(subject: usize, from: i32, to: i32, byte: u8): i32 {
  const sample = i8x16.splat(byte);
  let i = from;
  for (; to - i >= 16; i += 16) {
    const equal = i8x16.bitmask(i8x16.eq(v128.load(subject + <usize>i), sample));
    if (equal != 0) return i + <i32>ctz<i32>(equal);
  }
  for (; i < to; i++) if (load<u8>(subject + <usize>i) == byte) return i;
  return -1;
}
