/**
 * Iolists: nested lists of bytes and binaries, whose tails may be binaries. Two walks, one that
 * measures and checks and one that writes; both keep the tails they owe on the work stack.
 */
import { NIL, Term, head, isBitstring, isCons, isSmall, smallValue, tail } from "../term/tag";
import { binaryBase, bitOffset, bitSize } from "../term/boxed";
import { pop, push, stackCut, stackDepth } from "../term/work_stack";
import { copyBits, writeBits } from "./bits";

/** Whether an iolist may hold bitstrings that are no binaries (list_to_bitstring/1). */
export const WHOLE_BYTES: bool = true;
export const ANY_BITS: bool = false;

/** Results of iolistBits: `t` is no iolist; it has more than `limit` cells. */
export const NO_IOLIST: i64 = -1;
export const LONG_IOLIST: i64 = -2;

/** Bits of the iolist `t`, or NO_IOLIST or LONG_IOLIST. */
export function iolistBits(t: Term, wholeBytes: bool, limit: i32 = i32.MAX_VALUE): i64 {
  const bottom = stackDepth();
  let bits: i64 = 0;
  push(t);
  while (stackDepth() != bottom) {
    t = pop();
    while (isCons(t)) {
      if (limit-- == 0) { stackCut(bottom); return LONG_IOLIST; }
      const h = head(t);
      if (isSmall(h) && <u64>smallValue(h) < 256) bits += 8;
      else if (isCons(h)) push(h);
      else if (isBitstring(h)) {
        const n = bitSize(h);
        if (wholeBytes && (n & 7) != 0) break;
        bits += n;
      } else if (h != NIL) break;
      t = tail(t);
    }
    if (t == NIL) continue;
    if (isCons(t) || !isBitstring(t)) { stackCut(bottom); return NO_IOLIST; }
    const n = bitSize(t);
    if (wholeBytes && (n & 7) != 0) { stackCut(bottom); return NO_IOLIST; }
    bits += n;
  }
  return bits;
}

/** Write the iolist `t`, which iolistBits has measured, at bit `offset` of `base`. */
export function writeIolist(t: Term, base: usize, offset: i64): void {
  const bottom = stackDepth();
  push(t);
  while (stackDepth() != bottom) {
    t = pop();
    while (isCons(t)) {
      const h = head(t);
      if (isSmall(h)) {
        if ((offset & 7) == 0) store<u8>(base + <usize>(offset >> 3), <u8>smallValue(h));
        else writeBits(base, offset, <u64>smallValue(h), 8);
        offset += 8;
      } else if (isCons(h)) {
        // its bytes come before those of this tail
        push(tail(t));
        t = h;
        continue;
      } else if (h != NIL) {
        offset += putBits(h, base, offset);
      }
      t = tail(t);
    }
    if (t != NIL) offset += putBits(t, base, offset);
  }
}
function putBits(t: Term, base: usize, offset: i64): i64 {
  const n = bitSize(t);
  copyBits(binaryBase(t), bitOffset(t), base, offset, n);
  return n;
}
