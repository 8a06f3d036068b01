/**
 * Long iolists in steps: first measured, then written into a binary that the state keeps. What the
 * walk owes is an Erlang list of iolists.
 */
import {
  NIL, Term, head, isBitstring, isCons, isSmall, makeSmall, smallValue, tail,
} from "../term/tag";
import { binaryBase, bitOffset, bitSize, wholeBinaryBytes } from "../term/boxed";
import { setX } from "../memory/cells";
import { cons, roomFor } from "../memory/alloc";
import { newBinary, newSubBinary } from "../memory/binary";
import {
  am_binary, am_bitstring, am_erlang, am_iolist_measure_continue, am_iolist_size, am_iolist_to_binary, am_iolist_write_continue,
  am_list, am_list_to_binary, am_list_to_bitstring, am_size,
} from "../term/am";
import { copyBits, writeBits } from "../binary/bits";
import { CELLS_A_REDUCTION } from "./list";
import { systemLimit } from "./raise";
import { affordable, badargFor, goOnInternally } from "./suspend";

/**
 * Begin with iolist `t`; `kind` is what its bits are wanted for: am_size (iolist_size/1), am_binary
 * (iolist_to_binary/1), am_list (list_to_binary/1) or am_bitstring (list_to_bitstring/1).
 */
export function measureLong(t: Term, kind: Term): Term {
  return erts_internal_iolist_measure_continue_4(cons(t, NIL), makeSmall(0), kind, t);
}

/** badarg of the BIF that wanted `kind` of the iolist `whole`. */
function noIolist(kind: Term, whole: Term): Term {
  setX(0, whole);
  const name = kind == am_size ? am_iolist_size : kind == am_binary ? am_iolist_to_binary
    : kind == am_list ? am_list_to_binary : am_list_to_bitstring;
  return badargFor(am_erlang, name, 1);
}

/** Bits of an element that is no list; -1 when it must not be there. */
// @ts-ignore: decorator
@inline function elementBits(t: Term, anyBits: bool): i64 {
  if (!isBitstring(t)) return -1;
  const n = bitSize(t);
  return (n & 7) == 0 || anyBits ? n : -1;
}

/** Add up the bits of what is `owed`; `whole` is the iolist that it is a part of. */
export function erts_internal_iolist_measure_continue_4(owed: Term, sum: Term, kind: Term, whole: Term): Term {
  const anyBits = kind == am_bitstring;
  let left = affordable(CELLS_A_REDUCTION);
  let bits = smallValue(sum);
  while (owed != NIL && left > 0) {
    let t = head(owed);
    owed = tail(owed);
    for (; isCons(t); t = tail(t)) {
      if (left-- == 0) break;
      const h = head(t);
      if (isSmall(h) && <u64>smallValue(h) < 256) bits += 8;
      else if (isCons(h)) owed = cons(h, owed);
      else if (h != NIL) {
        const n = elementBits(h, anyBits);
        if (n < 0) return noIolist(kind, whole);
        bits += n;
      }
    }
    if (isCons(t)) {
      owed = cons(t, owed);
    } else if (t != NIL) {
      const n = elementBits(t, anyBits);
      if (n < 0) return noIolist(kind, whole);
      bits += n;
    }
  }
  if (owed != NIL) {
    setX(0, owed);
    setX(1, makeSmall(bits));
    setX(2, kind);
    setX(3, whole);
    return goOnInternally(am_iolist_measure_continue, 4);
  }
  if (kind == am_size) return makeSmall(bits >> 3);
  if (!roomFor(bits >> 3)) return systemLimit();
  return beginWriting(whole, bits);
}

/** Write iolist `t`, which has `bits` bits, in the turns to come. */
export function beginWriting(t: Term, bits: i64): Term {
  setX(0, cons(t, NIL));
  setX(1, makeSmall(0));
  setX(2, newBinary(<i32>((bits + 7) >> 3)));
  setX(3, makeSmall(bits));
  return goOnInternally(am_iolist_write_continue, 4);
}

/** Cells that the step may still write; bits of a binary for which one of them pays. */
let left: i32 = 0;
const BITS_A_CELL: i64 = 128;
/** A part of a binary is not shorter than what so many pay for. */
const LEAST_CELLS: i32 = 64;

/** Write what is `owed` into `binary`, from bit `from` on; it will hold `size` bits. */
export function erts_internal_iolist_write_continue_4(owed: Term, from: Term, binary: Term, size: Term): Term {
  const base = wholeBinaryBytes(binary);
  let offset = smallValue(from);
  left = affordable(CELLS_A_REDUCTION);
  while (owed != NIL && left > 0) {
    let t = head(owed);
    owed = tail(owed);
    while (isCons(t) && left-- > 0) {
      const h = head(t);
      if (isSmall(h)) {
        writeBits(base, offset, <u64>smallValue(h), 8);
        offset += 8;
      } else if (isCons(h)) {
        // its bytes come before those of this tail
        owed = cons(tail(t), owed);
        t = h;
        continue;
      } else if (h != NIL) {
        offset += putBits(h, base, offset);
        if (rest != NIL) {
          t = cons(rest, tail(t));
          break;
        }
      }
      t = tail(t);
    }
    if (isCons(t)) owed = cons(t, owed);
    else if (t != NIL) {
      offset += putBits(t, base, offset);
      if (rest != NIL) owed = cons(rest, owed);
    }
  }
  if (owed == NIL) {
    const bits = smallValue(size);
    return (bits & 7) == 0 ? binary : newSubBinary(binary, 0, bits);
  }
  setX(0, owed);
  setX(1, makeSmall(offset));
  setX(2, binary);
  setX(3, size);
  return goOnInternally(am_iolist_write_continue, 4);
}
/** What putBits left of a bitstring for another step; NIL when it is all written. */
let rest: Term = NIL;
/** Write what the step can pay for of `t`; returns how many bits. */
function putBits(t: Term, base: usize, offset: i64): i64 {
  const size = bitSize(t), n = min(size, <i64>max(left, LEAST_CELLS) * BITS_A_CELL);
  copyBits(binaryBase(t), bitOffset(t), base, offset, n);
  left -= <i32>(n / BITS_A_CELL);
  rest = n < size ? newSubBinary(t, n, size - n) : NIL;
  return n;
}
