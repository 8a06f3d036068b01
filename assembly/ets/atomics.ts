/**
 * atomics and counters: arrays of 64-bit cells that processes share. The reference is a magic one
 * (memory/binary.ts): it holds the block, which goes when nobody holds it any more.
 *
 *     BLOCK_BYTES  0          8
 *                  | signed   | cell 1 | cell 2 | …             i64 each
 *
 * Processes take turns, so plain loads and stores are as atomic as the interface asks for. Counters made with
 * `write_concurrency` are the same array under another kind, for the functions of one must refuse the other.
 */
import {
  Term, boxedHeader, boxedPtr, fitsSmall, headerArity, isBoxedOf, isInteger, isSmall, makeSmall, smallValue, SUB_NEG_BIG,
  SUB_POS_BIG, SUB_REF,
} from "../term/tag";
import { MAGIC_BLOCK, MAGIC_REF_WORDS } from "../term/boxed";
import { bigLength, fitsI64, integerLow64, makeInteger, makeUnsigned } from "../term/big";
import {
  BLOCK_ATOMICS, BLOCK_BYTES, BLOCK_COUNTERS, BLOCK_KIND, BLOCK_SIZE, blockReference, chargeVirtualBinary, newNumberedBlock,
} from "../memory/binary";
import { badarg, systemLimit } from "../bif/raise";
import { mapFromPairs } from "../map/build";
import { am_max, am_memory, am_min, am_ok, am_size } from "../term/am";

const CELLS_SIGNED: usize = BLOCK_BYTES;
const CELLS_FIRST: usize = BLOCK_BYTES + 8;
/** Option bit of erts_internal:atomics_new/2. */
const OPTION_SIGNED: i64 = 1;
/** Words in OTP's struct besides the cells, so that `memory` in info/1 says the same. */
const OTP_FIXED_BYTES: i64 = 40;
/** OTP gives each counter a cache line per scheduler; with one scheduler it is as large as this. */
const OTP_COUNTER_BYTES: i64 = 64;
const OTP_COUNTERS_FIXED_BYTES: i64 = 32;

function newCells(arity: Term, kind: u32, signed: bool): Term {
  if (!isInteger(arity)) return badarg();
  if (!isSmall(arity)) return isBoxedOf(arity, SUB_NEG_BIG) ? badarg() : systemLimit();
  const n = smallValue(arity);
  if (n <= 0) return badarg();
  if (n > 0x0fffffff) return systemLimit();
  const bytes = <i32>((n + 1) << 3);
  const block = newNumberedBlock(bytes, kind);
  memory.fill(block + BLOCK_BYTES, 0, <usize>bytes);
  store<i64>(block, signed ? 1 : 0, CELLS_SIGNED);
  chargeVirtualBinary(bytes);
  return blockReference(block);
}

/** The block that magic reference `t` of the given kind holds, or 0. */
function blockOf(t: Term, kind: u32): usize {
  if (!isBoxedOf(t, SUB_REF) || headerArity(boxedHeader(t)) != MAGIC_REF_WORDS) return 0;
  const block = <usize>load<u32>(boxedPtr(t), MAGIC_BLOCK);
  return load<u32>(block, BLOCK_KIND) == kind ? block : 0;
}
/** Number of cells. */
// @ts-ignore: decorator
@inline function arityOf(block: usize): i64 { return <i64>(load<u32>(block, BLOCK_SIZE) >> 3) - 1; }

let block: usize = 0;
/** Address of cell `index`; 0 when the reference or the index is bad. `block` is its block. */
function cellOf(t: Term, index: Term, kind: u32): usize {
  block = blockOf(t, kind);
  if (block == 0 || !isSmall(index)) return 0;
  const i = smallValue(index);
  if (i < 1 || i > arityOf(block)) return 0;
  return block + CELLS_FIRST + (<usize>(i - 1) << 3);
}
// @ts-ignore: decorator
@inline function isSigned(b: usize): bool { return load<i64>(b, CELLS_SIGNED) != 0; }
function fitsU64(t: Term): bool {
  return isSmall(t) ? smallValue(t) >= 0 : isBoxedOf(t, SUB_POS_BIG) && bigLength(t) == 1;
}
/** May `t` be stored as a value? */
function isValue(t: Term, signed: bool): bool { return isInteger(t) && (signed ? fitsI64(t) : fitsU64(t)); }
/** May `t` be added? Either reading of 64 bits will do, whatever the array's is. */
function isIncrement(t: Term): bool { return isInteger(t) && (fitsI64(t) || fitsU64(t)); }
function valueTerm(bits: i64, signed: bool): Term {
  if (bits >= 0 && fitsSmall(bits)) return makeSmall(bits);
  return signed ? makeInteger(bits) : makeUnsigned(<u64>bits);
}

/** `erts_internal:atomics_new(Arity, EncodedOptions)`. */
export function erts_internal_atomics_new_2(arity: Term, options: Term): Term {
  if (!isSmall(options)) return badarg();
  return newCells(arity, BLOCK_ATOMICS, (smallValue(options) & OPTION_SIGNED) != 0);
}
/** `atomics:put(Ref, Ix, Value)`. */
export function atomics_put_3(t: Term, index: Term, value: Term): Term {
  const cell = cellOf(t, index, BLOCK_ATOMICS);
  if (cell == 0 || !isValue(value, isSigned(block))) return badarg();
  store<i64>(cell, integerLow64(value));
  return am_ok;
}
/** `atomics:get(Ref, Ix)`. */
export function atomics_get_2(t: Term, index: Term): Term {
  const cell = cellOf(t, index, BLOCK_ATOMICS);
  return cell == 0 ? badarg() : valueTerm(load<i64>(cell), isSigned(block));
}
/** `atomics:add(Ref, Ix, Incr)`: wraps around at 64 bits. */
export function atomics_add_3(t: Term, index: Term, step: Term): Term {
  const cell = cellOf(t, index, BLOCK_ATOMICS);
  if (cell == 0 || !isIncrement(step)) return badarg();
  store<i64>(cell, load<i64>(cell) + integerLow64(step));
  return am_ok;
}
/** `atomics:add_get(Ref, Ix, Incr)`. */
export function atomics_add_get_3(t: Term, index: Term, step: Term): Term {
  const cell = cellOf(t, index, BLOCK_ATOMICS);
  if (cell == 0 || !isIncrement(step)) return badarg();
  const sum = load<i64>(cell) + integerLow64(step);
  store<i64>(cell, sum);
  return valueTerm(sum, isSigned(block));
}
/** `atomics:exchange(Ref, Ix, Desired)`: the old value. */
export function atomics_exchange_3(t: Term, index: Term, value: Term): Term {
  const cell = cellOf(t, index, BLOCK_ATOMICS);
  if (cell == 0 || !isValue(value, isSigned(block))) return badarg();
  const old = load<i64>(cell);
  store<i64>(cell, integerLow64(value));
  return valueTerm(old, isSigned(block));
}
/** `atomics:compare_exchange(Ref, Ix, Expected, Desired)`: ok, or the value that was there instead. */
export function atomics_compare_exchange_4(t: Term, index: Term, expected: Term, desired: Term): Term {
  const cell = cellOf(t, index, BLOCK_ATOMICS);
  if (cell == 0 || !isValue(expected, isSigned(block)) || !isValue(desired, isSigned(block))) return badarg();
  const old = load<i64>(cell);
  if (old != integerLow64(expected)) return valueTerm(old, isSigned(block));
  store<i64>(cell, integerLow64(desired));
  return am_ok;
}

const PAIRS: usize = memory.data(64, 8);
// @ts-ignore: decorator
@inline function setPair(i: i32, key: Term, value: Term): void {
  store<i64>(PAIRS + (<usize>i << 4), key);
  store<i64>(PAIRS + (<usize>i << 4), value, 8);
}
/** `atomics:info(Ref)`. */
export function atomics_info_1(t: Term): Term {
  const b = blockOf(t, BLOCK_ATOMICS);
  if (b == 0) return badarg();
  const signed = isSigned(b);
  setPair(0, am_size, makeSmall(arityOf(b)));
  setPair(1, am_max, signed ? makeInteger(i64.MAX_VALUE) : makeUnsigned(u64.MAX_VALUE));
  setPair(2, am_min, signed ? makeInteger(i64.MIN_VALUE) : makeSmall(0));
  setPair(3, am_memory, makeSmall(OTP_FIXED_BYTES + (arityOf(b) << 3)));
  return mapFromPairs(PAIRS, 4);
}

/** `erts_internal:counters_new(Size)`. */
export function erts_internal_counters_new_1(size: Term): Term { return newCells(size, BLOCK_COUNTERS, true); }
/** `erts_internal:counters_get(Ref, Ix)`. */
export function erts_internal_counters_get_2(t: Term, index: Term): Term {
  const cell = cellOf(t, index, BLOCK_COUNTERS);
  return cell == 0 ? badarg() : valueTerm(load<i64>(cell), true);
}
/** `erts_internal:counters_add(Ref, Ix, Incr)`. */
export function erts_internal_counters_add_3(t: Term, index: Term, step: Term): Term {
  const cell = cellOf(t, index, BLOCK_COUNTERS);
  if (cell == 0 || !isIncrement(step)) return badarg();
  store<i64>(cell, load<i64>(cell) + integerLow64(step));
  return am_ok;
}
/** `erts_internal:counters_put(Ref, Ix, Value)`. */
export function erts_internal_counters_put_3(t: Term, index: Term, value: Term): Term {
  const cell = cellOf(t, index, BLOCK_COUNTERS);
  if (cell == 0 || !isValue(value, true)) return badarg();
  store<i64>(cell, integerLow64(value));
  return am_ok;
}
/** `erts_internal:counters_info(Ref)`. */
export function erts_internal_counters_info_1(t: Term): Term {
  const b = blockOf(t, BLOCK_COUNTERS);
  if (b == 0) return badarg();
  setPair(0, am_size, makeSmall(arityOf(b)));
  setPair(1, am_memory, makeSmall(OTP_COUNTERS_FIXED_BYTES + arityOf(b) * OTP_COUNTER_BYTES));
  return mapFromPairs(PAIRS, 2);
}
