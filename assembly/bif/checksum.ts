/**
 * BIFs of digests and checksums over iodata. They take bytes in as they come and need no copy of the whole; when the
 * turn is over they go on in the next one with what is left:
 *
 *     owed   list of the iolists and binaries that are still to be taken in
 *     state  the checksum so far, or a context of MD5 as a binary
 *     kind   name of the function, whose arguments `args` an exception shows
 */
import { badarg } from "./raise";
import { affordable, badargFor, goOnInternally } from "./suspend";
import { cons } from "../memory/alloc";
import { newBinary, newSubBinary } from "../memory/binary";
import { bumpReductions, setX } from "../memory/cells";
import {
  NIL, Term, head, isBitstring, isCons, isList, isSmall, makeSmall, smallValue, tail,
} from "../term/tag";
import { binaryBase, bitOffset, bitSize, wholeBinaryBytes } from "../term/boxed";
import { copyBits } from "../binary/bits";
import { freeLined, linedUp } from "../term/mix";
import { adler32, adler32Combine, crc32, crc32Combine } from "../term/checksum";
import { MD5_CONTEXT, MD5_DIGEST, md5Final, md5Init, md5Update } from "../term/md5";
import { am_adler32, am_checksum_continue, am_crc32, am_erlang, am_md5, am_md5_update } from "../term/am";

const BYTES_A_REDUCTION: i32 = 128;
const MAX_U32: i64 = 0xffffffff;
const CRC_START: Term = (0 << 4) | 0xf;
const ADLER_START: Term = (1 << 4) | 0xf;
const NO_NUMBER: i64 = -1;

/** What has been taken in: the checksum, or the context of MD5. */
let sum: u32 = 0;
const context: usize = memory.data(88, 8);
/** Bytes of a list on their way to the sum. */
const gathered: usize = memory.data(256);
const GATHERED_BYTES: i32 = 256;
let gatheredBytes: i32 = 0;

function takeIn(kind: Term, p: usize, bytes: i32): void {
  if (kind == am_crc32) sum = crc32(sum, p, bytes);
  else if (kind == am_adler32) sum = adler32(sum, p, bytes);
  else md5Update(context, p, bytes);
}
function flush(kind: Term): void {
  if (gatheredBytes > 0) takeIn(kind, gathered, gatheredBytes);
  gatheredBytes = 0;
}
/** Takes in at most `most` bytes of a binary; -1 when it is none of whole bytes, else the bytes that are left. */
function takeBinary(kind: Term, t: Term, most: i32): i32 {
  if (!isBitstring(t) || (bitSize(t) & 7) != 0) return -1;
  flush(kind);
  const bytes = <i32>(bitSize(t) >> 3), n = min(bytes, most);
  takeIn(kind, linedUp(binaryBase(t), bitOffset(t), <i64>n << 3), n);
  freeLined();
  return bytes - n;
}

/** Takes in what is owed as far as the turn goes. `args`: the list of the BIF's arguments. */
export function erts_internal_checksum_continue_4(owed: Term, state: Term, kind: Term, args: Term): Term {
  if (isSmall(state)) sum = <u32>smallValue(state);
  else readContext(state);
  const most = affordable(BYTES_A_REDUCTION);
  let left = most;
  while (owed != NIL && left > 0) {
    let t = head(owed);
    owed = tail(owed);
    while (isCons(t) && left > 0) {
      const h = head(t);
      left--;
      if (isSmall(h) && <u64>smallValue(h) < 256) {
        if (gatheredBytes == GATHERED_BYTES) flush(kind);
        store<u8>(gathered + <usize>gatheredBytes, <u8>smallValue(h));
        gatheredBytes++;
        t = tail(t);
      } else if (isList(h)) {
        owed = cons(tail(t), owed);
        t = h;
      } else {
        owed = cons(tail(t), owed);
        t = h;
        break;
      }
    }
    if (isCons(t)) owed = cons(t, owed);
    else if (t != NIL) {
      const bytes = isBitstring(t) ? <i32>(bitSize(t) >> 3) : 0, rest = takeBinary(kind, t, left);
      if (rest < 0) return noIodata(kind, args);
      left -= bytes - rest;
      if (rest > 0) owed = cons(newSubBinary(t, <i64>(bytes - rest) << 3, <i64>rest << 3), owed);
    }
  }
  flush(kind);
  bumpReductions((most - left) / BYTES_A_REDUCTION);
  if (owed == NIL) return kind == am_md5 ? digest() : stateTerm(kind);
  setX(0, owed);
  setX(1, stateTerm(kind));
  setX(2, kind);
  setX(3, args);
  return goOnInternally(am_checksum_continue, 4);
}
function stateTerm(kind: Term): Term { return kind == am_crc32 || kind == am_adler32 ? makeSmall(sum) : contextBinary(); }
function noIodata(kind: Term, args: Term): Term {
  gatheredBytes = 0;
  let n = 0;
  for (; isCons(args); args = tail(args)) setX(n++, head(args));
  return badargFor(am_erlang, kind, n);
}
/** Begins with `data` for `kind`, called with `args`. */
function begin(kind: Term, state: Term, data: Term, args: Term): Term {
  if (!isList(data) && !isBitstring(data)) return badarg();
  return erts_internal_checksum_continue_4(cons(data, NIL), state, kind, args);
}
/** A number of 32 bits, or NO_NUMBER. */
function word(t: Term): i64 {
  if (!isSmall(t)) return NO_NUMBER;
  const v = smallValue(t);
  return v < 0 || v > MAX_U32 ? NO_NUMBER : v;
}

export function erlang_crc32_1(data: Term): Term { return begin(am_crc32, CRC_START, data, cons(data, NIL)); }
export function erlang_crc32_2(old: Term, data: Term): Term {
  return word(old) < 0 ? badarg() : begin(am_crc32, old, data, cons(old, cons(data, NIL)));
}
export function erlang_crc32_combine_3(first: Term, second: Term, size: Term): Term {
  const a = word(first), b = word(second), n = word(size);
  return a < 0 || b < 0 || n < 0 ? badarg() : makeSmall(crc32Combine(<u32>a, <u32>b, <u32>n));
}
export function erlang_adler32_1(data: Term): Term { return begin(am_adler32, ADLER_START, data, cons(data, NIL)); }
export function erlang_adler32_2(old: Term, data: Term): Term {
  return word(old) < 0 ? badarg() : begin(am_adler32, old, data, cons(old, cons(data, NIL)));
}
export function erlang_adler32_combine_3(first: Term, second: Term, size: Term): Term {
  const a = word(first), b = word(second), n = word(size);
  return a < 0 || b < 0 || n < 0 ? badarg() : makeSmall(adler32Combine(<u32>a, <u32>b, <u32>n));
}

export function erlang_md5_1(data: Term): Term {
  md5Init(context);
  return begin(am_md5, contextBinary(), data, cons(data, NIL));
}
export function erlang_md5_init_0(): Term {
  md5Init(context);
  return contextBinary();
}
export function erlang_md5_update_2(old: Term, data: Term): Term {
  return readContext(old) ? begin(am_md5_update, old, data, cons(old, cons(data, NIL))) : badarg();
}
export function erlang_md5_final_1(old: Term): Term { return readContext(old) ? digest() : badarg(); }

function digest(): Term {
  const t = newBinary(MD5_DIGEST);
  md5Final(context, wholeBinaryBytes(t));
  return t;
}
function readContext(t: Term): bool {
  if (!isBitstring(t) || bitSize(t) != MD5_CONTEXT << 3) return false;
  copyBits(binaryBase(t), bitOffset(t), context, 0, MD5_CONTEXT << 3);
  return true;
}
function contextBinary(): Term {
  const t = newBinary(MD5_CONTEXT);
  memory.copy(wholeBinaryBytes(t), context, MD5_CONTEXT);
  return t;
}
