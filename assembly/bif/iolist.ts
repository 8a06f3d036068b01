/** iolist_size/1, iolist_to_binary/1, iolist_to_iovec/1, list_to_binary/1, list_to_bitstring/1. */
import {
  NIL, Term, head, isBitstring, isCons, isList, isSmall, makeList, makeSmall, smallValue, tail,
} from "../term/tag";
import { binaryBase, bitOffset, bitSize, wholeBinaryBytes } from "../term/boxed";
import { bumpReductions } from "../memory/cells";
import { cons, halloc, roomFor } from "../memory/alloc";
import { binaryFromMemory, newBinary, newSubBinary } from "../memory/binary";
import { pop, push, stackDepth } from "../term/work_stack";
import { copyBits } from "../binary/bits";
import { flatBytes } from "../binary/flat";
import { ANY_BITS, LONG_IOLIST, NO_IOLIST, WHOLE_BYTES, iolistBits, writeIolist } from "../binary/iolist";
import { am_binary, am_bitstring, am_list, am_size } from "../term/am";
import { beginWriting, measureLong } from "./iolist_long";
import { CELLS_A_REDUCTION } from "./list";
import { badarg, systemLimit } from "./raise";
import { affordable } from "./suspend";

/** Bytes copied for one reduction. */
export const BYTES_A_REDUCTION: i64 = 256;

function isBinary(t: Term): bool { return isBitstring(t) && (bitSize(t) & 7) == 0; }

export function erlang_iolist_size_1(t: Term): Term {
  const bits = isBinary(t) || isList(t) ? iolistBits(t, WHOLE_BYTES, affordable(CELLS_A_REDUCTION)) : NO_IOLIST;
  if (bits == LONG_IOLIST) return measureLong(t, am_size);
  return bits < 0 ? badarg() : makeSmall(bits >> 3);
}

/** The bitstring of list `t`; `kind` says for which BIF (iolist_long.ts). */
function flatten(t: Term, wholeBytes: bool, kind: Term): Term {
  const bits = iolistBits(t, wholeBytes, affordable(CELLS_A_REDUCTION));
  if (bits == LONG_IOLIST) return measureLong(t, kind);
  if (bits < 0) return badarg();
  if (!roomFor(bits >> 3)) return systemLimit();
  if ((bits >> 3) > <i64>affordable(<i32>BYTES_A_REDUCTION)) return beginWriting(t, bits);
  bumpReductions(<i32>((bits >> 3) / BYTES_A_REDUCTION));
  const b = newBinary(<i32>((bits + 7) >> 3));
  writeIolist(t, wholeBinaryBytes(b), 0);
  return (bits & 7) == 0 ? b : newSubBinary(b, 0, bits);
}
export function erlang_list_to_binary_1(t: Term): Term { return isList(t) ? flatten(t, WHOLE_BYTES, am_list) : badarg(); }
export function erlang_iolist_to_binary_1(t: Term): Term {
  return isBinary(t) ? t : isList(t) ? flatten(t, WHOLE_BYTES, am_binary) : badarg();
}
export function erlang_list_to_bitstring_1(t: Term): Term { return isList(t) ? flatten(t, ANY_BITS, am_bitstring) : badarg(); }

/** Binaries above this many bytes become elements of an io vector as they are; what is between them is gathered. */
const SHARED_BYTES: i64 = 64;

// The gathering binary of iolist_to_iovec: bytes since the last shared one.
let gatheredBytes: i32 = 0;
let lastCell: usize = 0;
let vector: Term = NIL;

function addElement(t: Term): void {
  const p = halloc(2);
  store<i64>(p, t);
  store<i64>(p, NIL, 8);
  if (lastCell == 0) vector = makeList(p);
  else store<i64>(lastCell, makeList(p), 8);
  lastCell = p;
}
/** Bytes that are gathered before an element is made of them. */
const GATHER_LIMIT: i32 = 8192;
const gather: usize = memory.data(8192);
function flushGathered(): void {
  if (gatheredBytes == 0) return;
  const b = newBinary(gatheredBytes);
  memory.copy(wholeBinaryBytes(b), gather, <usize>gatheredBytes);
  gatheredBytes = 0;
  addElement(b);
}
/** `t`, copied if its bytes do not begin at a whole byte: who writes the vector wants addresses. */
function wholeBytes(t: Term): Term {
  return (bitOffset(t) & 7) == 0 ? t : binaryFromMemory(flatBytes(t), <i32>(bitSize(t) >> 3));
}
function addBinary(t: Term): void {
  const bytes = bitSize(t) >> 3;
  if (bytes > SHARED_BYTES) {
    flushGathered();
    addElement(wholeBytes(t));
    return;
  }
  if (gatheredBytes + <i32>bytes > GATHER_LIMIT) flushGathered();
  copyBits(binaryBase(t), bitOffset(t), gather + <usize>gatheredBytes, 0, bytes << 3);
  gatheredBytes += <i32>bytes;
}

/** A list of binaries with the bytes of `t`; large binaries are in it unchanged. */
export function erlang_iolist_to_iovec_1(t: Term): Term {
  if (isBinary(t)) return bitSize(t) == 0 ? NIL : cons(wholeBytes(t), NIL);
  const bits = isList(t) ? iolistBits(t, WHOLE_BYTES) : NO_IOLIST;
  if (bits < 0) return badarg();
  bumpReductions(<i32>((bits >> 3) / BYTES_A_REDUCTION));
  gatheredBytes = 0;
  lastCell = 0;
  vector = NIL;
  const bottom = stackDepth();
  push(t);
  while (stackDepth() != bottom) {
    t = pop();
    while (isCons(t)) {
      const h = head(t);
      if (isSmall(h)) {
        if (gatheredBytes == GATHER_LIMIT) flushGathered();
        store<u8>(gather + <usize>gatheredBytes, <u8>smallValue(h));
        gatheredBytes++;
      } else if (isCons(h)) {
        push(tail(t));
        t = h;
        continue;
      } else if (h != NIL) {
        addBinary(h);
      }
      t = tail(t);
    }
    if (t != NIL) addBinary(t);
  }
  flushGathered();
  return vector;
}
