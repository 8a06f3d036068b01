/**
 * Where external format is written to. Three ways of one pass:
 *
 *     counting    nothing is written; `written` says how many bytes it would be
 *     placed      to an address with room enough, as a pass that counted found
 *     growing     to scratch memory, and from SCRATCH_BYTES on to an off-heap binary that grows; its holder on
 *                 the process's heap keeps it between two turns
 */
import { copyBits } from "../binary/bits";
import {
  BLOCK_BYTES, BLOCK_SIZE, binaryFromMemory, holderBlock, newBlock, refcBinary, resizeBlock,
} from "../memory/binary";
import { NONE, Term, boxedPtr } from "../term/tag";
import { REFC_BINARY, REFC_BYTES, REFC_SIZE } from "../term/boxed";

const SCRATCH_BYTES: usize = 4096;
/** Largest size of a binary here. */
export const MAX_BINARY: usize = 0x7fffffff;
const scratch: usize = memory.data(4096);

let writing: bool = false;
/** Next byte, and the end of the room when it grows (else never reached). */
let at: usize = 0;
let end: usize = 0;
let base: usize = 0;
let counted: i64 = 0;
let holder: Term = NONE;

export function startCounting(): void { resumeCounting(0); }
/** Goes on where `bytes` were counted. */
export function resumeCounting(bytes: i64): void {
  writing = false;
  counted = bytes;
}
export function startPlaced(p: usize): void {
  writing = true;
  holder = NONE;
  base = at = p;
  end = usize.MAX_VALUE;
}
export function startGrowing(): void {
  startPlaced(scratch);
  end = scratch + SCRATCH_BYTES;
}
/** Goes on with what suspendGrowing left: `used` bytes in the binary that `held` holds. */
export function resumeGrowing(held: Term, used: i32): void {
  writing = true;
  holder = held;
  const block = holderBlock(boxedPtr(held));
  base = block + BLOCK_BYTES;
  at = base + <usize>used;
  end = base + <usize>load<u32>(block, BLOCK_SIZE);
}
/** Bytes so far. */
export function written(): i64 { return writing ? <i64>(at - base) : counted; }
/** The term that holds the bytes between two turns. */
export function suspendGrowing(): Term {
  if (holder == NONE) grow(0);
  return holder;
}
/** The bytes as a binary. */
export function finishGrowing(): Term {
  const bytes = <i32>(at - base);
  if (holder == NONE) return binaryFromMemory(base, bytes);
  setCapacity(bytes);
  return holder;
}
/** Where the bytes of growing output begin: valid until the next byte. */
export function growingBytes(): usize { return base; }

/** Makes room for `n` more bytes. Rounded up by halves, so that each byte is moved but a few times. */
function grow(n: usize): void {
  const used = at - base, size = used + n;
  if (size > MAX_BINARY) {
    // The rest is only counted: the caller sees that it is too much.
    writing = false;
    counted = used;
    return;
  }
  const capacity = <i32>min(max(size + (size >> 1), SCRATCH_BYTES * 4), MAX_BINARY);
  if (holder != NONE) { setCapacity(capacity); return; }
  const block = newBlock(capacity);
  memory.copy(block + BLOCK_BYTES, base, used);
  holder = refcBinary(block, capacity);
  base = block + BLOCK_BYTES;
  at = base + used;
  end = base + <usize>capacity;
}
function setCapacity(capacity: i32): void {
  const p = boxedPtr(holder), used = at - base, block = resizeBlock(holderBlock(p), capacity);
  store<i32>(block, capacity, BLOCK_SIZE);
  store<u32>(p, <u32>block, REFC_BINARY);
  store<u32>(p, <u32>(block + BLOCK_BYTES), REFC_BYTES);
  store<i64>(p, <i64>capacity, REFC_SIZE);
  base = block + BLOCK_BYTES;
  at = base + used;
  end = base + <usize>capacity;
}
/** Room for `n` bytes; their address, or 0 while counting. */
// @ts-ignore: decorator
@inline function take(n: usize): usize {
  if (!writing) { counted += n; return 0; }
  if (end - at < n) {
    grow(n);
    if (!writing) { counted += n; return 0; }
  }
  const p = at;
  at += n;
  return p;
}

export function put8(v: u32): void {
  const p = take(1);
  if (p != 0) store<u8>(p, <u8>v);
}
export function put32(v: u32): void {
  const p = take(4);
  if (p != 0) store<u32>(p, bswap<u32>(v));
}
export function put64(v: u64): void {
  const p = take(8);
  if (p != 0) store<u64>(p, bswap<u64>(v));
}
/** A tag and a number of 8, 16, 32 or 64 bits behind it. */
export function putTag8(tag: u32, v: u32): void {
  const p = take(2);
  if (p != 0) store<u16>(p, <u16>(tag | (v << 8)));
}
export function putTag16(tag: u32, v: u32): void {
  const p = take(3);
  if (p == 0) return;
  store<u8>(p, <u8>tag);
  store<u16>(p, bswap<u16>(<u16>v), 1);
}
export function putTag32(tag: u32, v: u32): void {
  const p = take(5);
  if (p == 0) return;
  store<u8>(p, <u8>tag);
  store<u32>(p, bswap<u32>(v), 1);
}
export function putTag64(tag: u32, v: u64): void {
  const p = take(9);
  if (p == 0) return;
  store<u8>(p, <u8>tag);
  store<u64>(p, bswap<u64>(v), 1);
}
export function putBytes(from: usize, bytes: usize): void {
  const p = take(bytes);
  if (p != 0) memory.copy(p, from, bytes);
}
/** A run of bits as whole bytes, the last one filled up with 0. */
export function putBitRun(from: usize, offset: i64, bits: i64): void {
  const bytes = <usize>((bits + 7) >> 3), p = take(bytes);
  if (p == 0) return;
  if ((bits & 7) != 0) store<u8>(p + bytes - 1, 0);
  copyBits(from, offset, p, 0, bits);
}
/** Room that the caller fills: its address, 0 while counting. */
export function putRoom(bytes: usize): usize { return take(bytes); }
/** The last `bytes` bytes of the room were not needed. */
export function takeBack(bytes: i32): void { at -= <usize>bytes; }
/** Writes `v` over the four bytes at `offset` from the start. */
export function patch32(offset: i64, v: u32): void {
  if (writing) store<u32>(base + <usize>offset, bswap<u32>(v));
}
