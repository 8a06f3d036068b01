/**
 * The bytes of a binary at one address: in place when they begin at a whole byte, else copied to a
 * block that the next call overwrites.
 */
import { Term } from "../term/tag";
import { binaryBase, bitOffset, bitSize } from "../term/boxed";
import { rawAlloc, rawFree } from "../memory/alloc";
import { copyBits } from "./bits";

let block: usize = 0;
let blockBytes: usize = 0;

/** Address of the whole bytes of bitstring `t`; bits after the last whole byte are left out. */
export function flatBytes(t: Term): usize { return flatRange(t, 0, <i32>(bitSize(t) >> 3)); }

/** Where byte 0 of `t` would be, for who reads the bytes [from, to) only: no others may be there. */
export function flatRange(t: Term, from: i32, to: i32): usize {
  const offset = bitOffset(t);
  const base = binaryBase(t);
  if ((offset & 7) == 0) return base + <usize>(offset >> 3);
  const bytes = <usize>(to - from);
  if (blockBytes < bytes) {
    if (block != 0) rawFree(block);
    block = rawAlloc(bytes);
    blockBytes = bytes;
  }
  copyBits(base, offset + (<i64>from << 3), block, 0, <i64>bytes << 3);
  return block - <usize>from;
}

/** Bytes of a binary; -1 when `t` is none (a bitstring with a part of a byte is none). */
// @ts-ignore: decorator
@inline export function binaryBytes(t: Term): i32 {
  const bits = bitSize(t);
  return (bits & 7) != 0 ? -1 : <i32>(bits >> 3);
}
