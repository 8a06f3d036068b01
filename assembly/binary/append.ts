/**
 * Building by appending: `Acc1 = <<Acc/binary, X>>` in a loop costs O(1) a step because the bytes
 * are put behind those of Acc in the same off-heap block. Such a block is larger than what it holds:
 *
 *                 REFC_SIZE, minus the unused bits of its last byte
 *     | bytes in use → used | spare capacity … |
 *       |←- sub binary Acc -→|
 *       |←---- sub binary Acc1 ----→|
 *
 * What an append returns is a sub binary; the refc binary behind it is marked writable and its size
 * says how far the block is in use. A bitstring may be appended to in place when it ends exactly
 * there and nobody else holds the block: any other view of the block ends at or before that point
 * and never sees what is written behind it. A block that is too small is left to its holders and
 * its bytes move to one of twice the size; so no address in a match context ever goes stale.
 */
import {
  NONE, Term, areSmall, boxedPtr, isBoxedOf, makeBoxed, makeHeader, smallValue, SUB_MASK, SUB_REFC_BINARY, SUB_SUB_BINARY,
} from "../term/tag";
import {
  HEAP_BINARY_LIMIT, REFC_BINARY, REFC_BYTES, REFC_FLAGS, REFC_FLAG_WRITABLE, REFC_SIZE, SUB_BITS, SUB_OFFSET,
  SUB_ORIGINAL, SUB_WORDS, binaryBase, bitOffset, bitSize, wholeBinaryBytes,
} from "../term/boxed";
import { systemLimit } from "../bif/raise";
import { halloc, roomFor } from "../memory/alloc";
import { RED_ZONE, arg, hp, setHp, sp } from "../memory/cells";
import { BLOCK_CAPACITY, BLOCK_REFERENCES, newBinary, newBlock, refcBinary } from "../memory/binary";
import { copyBits } from "./bits";
import { startBuilder } from "./builder";
import { SEGMENT_INTEGER, flagsOf, typeOf, unitOf } from "./segment";

/** Bits 1-3 of REFC_FLAGS of a writable binary: unused bits of its last byte. */
const UNUSED_BITS_SHIFT: i32 = 1;
/** Least capacity of a block that is appended to. */
const MIN_CAPACITY: i32 = 256;

// @ts-ignore: decorator
@inline function usedBits(refc: usize): i64 {
  return (load<i64>(refc, REFC_SIZE) << 3) - <i64>((load<i32>(refc, REFC_FLAGS) >> UNUSED_BITS_SHIFT) & 7);
}
function setUsedBits(refc: usize, bits: i64): void {
  const size = (bits + 7) >> 3;
  store<i64>(refc, size, REFC_SIZE);
  const unused = <i32>((size << 3) - bits);
  store<i32>(refc, REFC_FLAG_WRITABLE | (unused << UNUSED_BITS_SHIFT), REFC_FLAGS);
}

function subBinary(original: Term, offset: i64, bits: i64): Term {
  const p = halloc(SUB_WORDS + 1);
  store<i64>(p, makeHeader(SUB_WORDS, SUB_SUB_BINARY));
  store<i64>(p, bits, SUB_BITS);
  store<i64>(p, offset, SUB_OFFSET);
  store<i64>(p, original, SUB_ORIGINAL);
  return makeBoxed(p);
}

/** A writable refc binary with room for `capacity` bytes, nothing of it in use. */
function newWritable(capacity: i32): Term {
  const t = refcBinary(newBlock(capacity), 0);
  setUsedBits(boxedPtr(t), 0);
  return t;
}

/** An empty bitstring with room for `capacity` bytes behind it. */
export function emptyWritable(capacity: i32): Term { return subBinary(newWritable(capacity), 0, 0); }

/**
 * Bitstring `t` with room for `bits` more bits, which the builder is set to write. The caller has
 * checked that the sum is no more than a binary can hold. Raises system_limit when there is no memory.
 */
export function appendTo(t: Term, bits: i64): Term {
  const p = boxedPtr(t);
  if ((load<i64>(p) & SUB_MASK) == SUB_SUB_BINARY) {
    const original = load<i64>(p, SUB_ORIGINAL), offset = load<i64>(p, SUB_OFFSET);
    const refc = boxedPtr(original);
    const end = offset + load<i64>(p, SUB_BITS);
    if ((load<i64>(refc) & SUB_MASK) == SUB_REFC_BINARY && (load<i32>(refc, REFC_FLAGS) & REFC_FLAG_WRITABLE) != 0 &&
        end == usedBits(refc)) {
      const block = <usize>load<u32>(refc, REFC_BINARY);
      if (load<u32>(block, BLOCK_REFERENCES) == 1 && (end + bits + 7) >> 3 <= <i64>load<u32>(block, BLOCK_CAPACITY)) {
        setUsedBits(refc, end + bits);
        startBuilder(<usize>load<u32>(refc, REFC_BYTES), end, end + bits);
        return subBinary(original, offset, end + bits - offset);
      }
    }
  }
  const size = bitSize(t), total = size + bits;
  if (total <= <i64>HEAP_BINARY_LIMIT << 3 && (total & 7) == 0) {
    // too little to be worth a block; the first append beyond the limit makes one
    const b = newBinary(<i32>(total >> 3));
    const at = wholeBinaryBytes(b);
    copyBits(binaryBase(t), bitOffset(t), at, 0, size);
    startBuilder(at, size, total);
    return b;
  }
  const needed = (total + 7) >> 3;
  let capacity = max<i64>(MIN_CAPACITY, min<i64>(needed << 1, MAX_BINARY));
  if (!roomFor(capacity)) {
    capacity = needed;
    if (!roomFor(capacity)) return systemLimit();
  }
  const writable = newWritable(<i32>capacity);
  const refc = boxedPtr(writable);
  const at = <usize>load<u32>(refc, REFC_BYTES);
  copyBits(binaryBase(t), bitOffset(t), at, 0, size);
  setUsedBits(refc, total);
  startBuilder(at, size, total);
  return subBinary(writable, 0, total);
}

/**
 * The short way of rt_bs_create_bin for its two segments in the ARGS cells: whole bytes behind what can be appended to in place, from one
 * small integer, its highest byte first. NONE: it is something else, and nothing was done.
 */
export function appendInteger(): Term {
  const t = arg(1), value = arg(4), size = arg(5);
  const header = arg(0), segment = arg(3);
  if ((unitOf(header) != 8 && unitOf(header) != 1) || <u64>smallValue(size) > 64 || typeOf(segment) != SEGMENT_INTEGER || flagsOf(segment) != 0 || !areSmall(value, size)) return NONE;
  if (!isBoxedOf(t, SUB_SUB_BINARY)) return NONE;
  const p = boxedPtr(t), original = load<i64>(p, SUB_ORIGINAL), refc = boxedPtr(original);
  const offset = load<i64>(p, SUB_OFFSET), end = offset + load<i64>(p, SUB_BITS);
  // The flag alone: no unused bits.
  if ((load<i64>(refc) & SUB_MASK) != SUB_REFC_BINARY || load<i32>(refc, REFC_FLAGS) != REFC_FLAG_WRITABLE) return NONE;
  if (end != load<i64>(refc, REFC_SIZE) << 3 || ((end - offset) & 7) != 0) return NONE;
  const block = <usize>load<u32>(refc, REFC_BINARY), next = end + smallValue(size) * <i64>unitOf(segment);
  const result = hp();
  if (load<u32>(block, BLOCK_REFERENCES) != 1 || next > <i64>load<u32>(block, BLOCK_CAPACITY) << 3 ||
      result + (<usize>(SUB_WORDS + 1) << 3) + RED_ZONE > sp()) return NONE;
  const at = <usize>load<u32>(refc, REFC_BYTES) + <usize>(end >> 3), v = smallValue(value);
  switch (<i32>(next - end)) {
    case 8: store<u8>(at, <u8>v); break;
    case 16: store<u16>(at, bswap<u16>(<u16>v)); break;
    case 32: store<u32>(at, bswap<u32>(<u32>v)); break;
    case 64: store<u64>(at, bswap<u64>(<u64>v)); break;
    default: return NONE;
  }
  store<i64>(refc, next >> 3, REFC_SIZE);
  setHp(result + (<usize>(SUB_WORDS + 1) << 3));
  store<i64>(result, makeHeader(SUB_WORDS, SUB_SUB_BINARY));
  store<i64>(result, next - offset, SUB_BITS);
  store<i64>(result, offset, SUB_OFFSET);
  store<i64>(result, original, SUB_ORIGINAL);
  return makeBoxed(result);
}

/** Bytes of the largest binary. */
export const MAX_BINARY: i64 = (1 << 30) - 64;
