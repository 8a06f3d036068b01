/** Sizes, parts and bytes of bitstrings. */
import {
  NIL, SUB_MATCH, Term, boxedPtr, boxedSub, element, isBitstring, isBoxed, isInteger, isSmall, isTuple, makeList, makeSmall,
  smallValue, tupleArity,
} from "../term/tag";
import {
  MATCH_END, MATCH_POSITION, binaryBase, bitOffset, bitSize, originalBinary, wholeBinaryBytes,
} from "../term/boxed";
import { bumpReductions, setX } from "../memory/cells";
import { cons, halloc, tuple2, roomFor } from "../memory/alloc";
import { newBinary, newSubBinary } from "../memory/binary";
import { MAX_BINARY } from "../binary/append";
import { copyBits, readBits } from "../binary/bits";
import { FLAG_LITTLE, extractInteger, insertInteger } from "../binary/integer";
import { bigLength, bigLimbs, fitsI64, isNegativeInteger } from "../term/big";
import { limb } from "../term/limbs";
import { am_big, am_binary_to_list_continue, am_little } from "../term/am";
import { badarg, systemLimit } from "./raise";
import { BYTES_A_REDUCTION } from "./iolist";
import { CELLS_A_REDUCTION } from "./list";
import { affordable, goOnInternally } from "./suspend";

// @ts-ignore: decorator
@inline export function isBinary(t: Term): bool { return isBitstring(t) && (bitSize(t) & 7) == 0; }
/** Byte `i` of a bitstring. */
// @ts-ignore: decorator
@inline function byteAt(base: usize, offset: i64, i: i64): i64 {
  return (offset & 7) == 0 ? <i64>load<u8>(base + <usize>((offset >> 3) + i)) : <i64>readBits(base, offset + (i << 3), 8);
}

/** Size of a bitstring in bits; -1 for other terms. Compilers since OTP 26 ask for what a match context has left, too. */
// @ts-ignore: decorator
@inline function measuredBits(t: Term): i64 {
  if (isBitstring(t)) return bitSize(t);
  return isBoxed(t) && boxedSub(t) == SUB_MATCH ? load<i64>(boxedPtr(t), MATCH_END) - load<i64>(boxedPtr(t), MATCH_POSITION) : -1;
}
export function erlang_bit_size_1(t: Term): Term {
  const bits = measuredBits(t);
  return bits >= 0 ? makeSmall(bits) : badarg();
}
/** Bytes of a bitstring, a last part of one included. */
export function erlang_byte_size_1(t: Term): Term {
  const bits = measuredBits(t);
  return bits >= 0 ? makeSmall((bits + 7) >> 3) : badarg();
}

/** `length` bytes from `start` on; a negative length counts backwards from there. */
export function erlang_binary_part_3(t: Term, start: Term, length: Term): Term {
  if (!isBitstring(t) || !isSmall(start) || !isSmall(length)) return badarg();
  const size = bitSize(t);
  let from = smallValue(start), n = smallValue(length);
  if (n < 0) {
    from += n;
    n = 0 - n;
  }
  if (from < 0 || n < 0 || from > size >> 3 || n > (size >> 3) - from) return badarg();
  return newSubBinary(t, from << 3, n << 3);
}
export function erlang_binary_part_2(t: Term, part: Term): Term {
  return isTuple(part) && tupleArity(part) == 2 ? erlang_binary_part_3(t, element(part, 1), element(part, 2)) : badarg();
}
export function erlang_split_binary_2(t: Term, position: Term): Term {
  if (!isBitstring(t) || !isSmall(position)) return badarg();
  const size = bitSize(t), at = smallValue(position) << 3;
  if (smallValue(position) < 0 || smallValue(position) > size >> 3) return badarg();
  return tuple2(newSubBinary(t, 0, at), newSubBinary(t, at, size - at));
}

/** The bytes [from, from + n) of `t` in front of `rest`. Many are done in steps, the last ones first. */
function bytesToList(t: Term, from: i64, n: i32, rest: Term): Term {
  const most = affordable(CELLS_A_REDUCTION);
  if (n > most) {
    const left = from + <i64>(n - most);
    setX(0, t);
    setX(1, makeSmall(from));
    setX(2, makeSmall(left - from));
    setX(3, listOfBytes(t, left, most, rest));
    return goOnInternally(am_binary_to_list_continue, 4);
  }
  return listOfBytes(t, from, n, rest);
}
export function erts_internal_binary_to_list_continue_4(t: Term, from: Term, n: Term, rest: Term): Term {
  return bytesToList(t, smallValue(from), <i32>smallValue(n), rest);
}
function listOfBytes(t: Term, from: i64, n: i32, rest: Term): Term {
  if (n == 0) return rest;
  bumpReductions(n / CELLS_A_REDUCTION);
  const base = binaryBase(t), offset = bitOffset(t) + (from << 3);
  const first = halloc(2 * n);
  for (let i = 0; i < n; i++) {
    const p = first + (<usize>i << 4);
    store<i64>(p, makeSmall(byteAt(base, offset, i)));
    store<i64>(p, makeList(p + 16), 8);
  }
  store<i64>(first + (<usize>(n - 1) << 4), rest, 8);
  return makeList(first);
}
export function erlang_binary_to_list_1(t: Term): Term {
  return isBinary(t) ? bytesToList(t, 0, <i32>(bitSize(t) >> 3), NIL) : badarg();
}
/** Bytes `start` to `stop`, both counted from 1. */
export function erlang_binary_to_list_3(t: Term, start: Term, stop: Term): Term {
  if (!isBitstring(t) || !isSmall(start) || !isSmall(stop)) return badarg();
  const from = smallValue(start), to = smallValue(stop);
  if (from < 1 || to < from || to > bitSize(t) >> 3) return badarg();
  return bytesToList(t, from - 1, <i32>(to - from + 1), NIL);
}
export function erlang_bitstring_to_list_1(t: Term): Term {
  if (!isBitstring(t)) return badarg();
  const bits = bitSize(t), part = bits & 7;
  const rest = part == 0 ? NIL : cons(newSubBinary(t, bits - part, part), NIL);
  return bytesToList(t, 0, <i32>(bits >> 3), rest);
}

export function binary_at_2(t: Term, position: Term): Term {
  if (!isBinary(t) || !isSmall(position)) return badarg();
  const i = smallValue(position);
  if (<u64>i >= <u64>(bitSize(t) >> 3)) return badarg();
  return makeSmall(byteAt(binaryBase(t), bitOffset(t), i));
}
export function binary_first_1(t: Term): Term {
  if (!isBinary(t) || bitSize(t) == 0) return badarg();
  return makeSmall(byteAt(binaryBase(t), bitOffset(t), 0));
}
export function binary_last_1(t: Term): Term {
  if (!isBinary(t) || bitSize(t) == 0) return badarg();
  return makeSmall(byteAt(binaryBase(t), bitOffset(t), (bitSize(t) >> 3) - 1));
}

/** A binary of its own, however large the one that `t` is a part of. */
export function binary_copy_1(t: Term): Term { return binary_copy_2(t, makeSmall(1)); }
export function binary_copy_2(t: Term, times: Term): Term {
  if (!isBitstring(t) || !isInteger(times) || isNegativeInteger(times)) return badarg();
  if (!isSmall(times)) return (bitSize(t) & 7) != 0 || !fitsI64(times) ? badarg() : bitSize(t) == 0 ? newBinary(0) : systemLimit();
  const size = bitSize(t) >> 3, n = smallValue(times);
  if (n == 0) return newBinary(0);
  if ((bitSize(t) & 7) != 0) return badarg();
  if (size == 0) return newBinary(0);
  if (n > MAX_BINARY / size || !roomFor(size * n)) return systemLimit();
  bumpReductions(<i32>(size * n / BYTES_A_REDUCTION));
  const b = newBinary(<i32>(size * n));
  const to = wholeBinaryBytes(b);
  copyBits(binaryBase(t), bitOffset(t), to, 0, size << 3);
  // what is there already is doubled, as far as there is room
  for (let done = size; done < size * n; done += done) {
    memory.copy(to + <usize>done, to, <usize>min<i64>(done, size * n - done));
  }
  return b;
}
/** Bytes of what `t` keeps alive: the whole off-heap binary that it is a part of. */
export function binary_referenced_byte_size_1(t: Term): Term {
  if (!isBitstring(t)) return badarg();
  return makeSmall(bitSize(originalBinary(t)) >> 3);
}

/** Whether `t` names an order of bytes; little-endian is then left in `littleEndian`. */
function isEndianness(t: Term): bool {
  littleEndian = t == am_little;
  return littleEndian || t == am_big;
}
let littleEndian: bool = false;

export function binary_decode_unsigned_2(t: Term, order: Term): Term {
  if (!isBinary(t) || !isEndianness(order)) return badarg();
  return extractInteger(binaryBase(t), bitOffset(t), bitSize(t), littleEndian ? FLAG_LITTLE : 0);
}
export function binary_decode_unsigned_1(t: Term): Term { return binary_decode_unsigned_2(t, am_big); }
export function binary_encode_unsigned_2(n: Term, order: Term): Term {
  if (!isInteger(n) || isNegativeInteger(n) || !isEndianness(order)) return badarg();
  const limbs = isSmall(n) ? 1 : bigLength(n);
  const top = isSmall(n) ? <u64>smallValue(n) : limb(bigLimbs(n), limbs - 1);
  const bytes = limbs * 8 - min(<i32>clz<u64>(top) >> 3, 7);
  const b = newBinary(bytes);
  insertInteger(wholeBinaryBytes(b), 0, n, <i64>bytes << 3, littleEndian ? FLAG_LITTLE : 0);
  return b;
}
export function binary_encode_unsigned_1(n: Term): Term { return binary_encode_unsigned_2(n, am_big); }
