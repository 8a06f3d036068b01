/**
 * Terms across the host's border, as external terms (host/term has the other side). The host
 * reads and writes bytes; it never holds the address of a term, so that the collector stays free.
 */
import { EXC_INFO, setX, x } from "../memory/cells";
import { halloc, rawAlloc, rawFree, roomFor } from "../memory/alloc";
import { blockOf, chargeVirtualBinary, newBinary, ownOffHeap } from "../memory/binary";
import { binaryBase, bitOffset, bitSize, wholeBinaryBytes } from "../term/boxed";
import { ENCODE_BLOCKS, encodeBare, encodedBytesBare } from "../etf/encode";
import { decodeTerm, decodedBlockBytes } from "../etf/decode";
import { measureTerm } from "../etf/measure";
import { setBlocksAllowed } from "../etf/reader";
import { atomBytes, atomText } from "../term/atom";
import { raise } from "../bif/raise";
import { am_error, am_exit, am_throw } from "../term/am";
import { REFERENCE_WORDS, newReferenceNumber, referenceWord, writeReference } from "../process/reference";
import { NONE, Term, isBitstring, makeAtom } from "../term/tag";

let buffer: usize = 0;
let capacity: usize = 0;
const BUFFER_AT_FIRST: usize = 65536;

/** The bridge's buffer, at least `bytes` long. What is in it is good until the next call of the bridge. */
export function bridgeBuffer(bytes: usize): usize {
  if (bytes > capacity) {
    if (buffer != 0) rawFree(buffer);
    capacity = max(bytes, max(BUFFER_AT_FIRST, capacity + (capacity >> 1)));
    buffer = rawAlloc(capacity);
  }
  return buffer;
}

/** Encodes `t` into the buffer (no version byte), large binaries by address; returns how many bytes. */
export function encodeToBuffer(t: Term): i32 {
  const bytes = encodedBytesBare(t, ENCODE_BLOCKS);
  bridgeBuffer(<usize>bytes);
  encodeBare(t, buffer, ENCODE_BLOCKS);
  return <i32>bytes;
}

/** Encodes X[i] into the buffer; returns how many bytes. */
export function bridgeEncode(i: i32): i32 { return encodeToBuffer(x(i)); }

let binarySize: i32 = 0;
/** Where the bytes of the binary X[i] are: `bridgeBinaryBytes()` of them. 0 when it is none, or does not start at a whole byte. */
export function bridgeBinary(i: i32): usize {
  const t = x(i);
  if (!isBitstring(t)) return 0;
  const offset = bitOffset(t), size = bitSize(t);
  if (((offset | size) & 7) != 0) return 0;
  binarySize = <i32>(size >> 3);
  return binaryBase(t) + <usize>(offset >> 3);
}
export function bridgeBinaryBytes(): i32 { return binarySize; }
/** The block that the bytes of the binary X[i] are in, 0 for none. */
export function bridgeBinaryBlock(i: i32): usize { return blockOf(x(i)); }

/** Puts a binary of `bytes` bytes into X[i] of the running process; the host writes them where this says; 0: no memory. */
export function bridgeNewBinary(i: i32, bytes: i32): usize {
  if (!roomFor(bytes)) return 0;
  const t = newBinary(bytes);
  setX(i, t);
  return wholeBinaryBytes(t);
}

/** Decodes `bytes` at `ptr` into X[i], on the running process; 0 when they are no external term. */
export function bridgeDecode(i: i32, ptr: usize, bytes: i32): i32 {
  setBlocksAllowed(true);
  const words = measureTerm(ptr, bytes);
  setBlocksAllowed(false);
  if (words < 0) return 0;
  const t = decodeTerm(ptr, halloc(words), ownOffHeap());
  if (t == NONE) return 0;
  if (decodedBlockBytes != 0) chargeVirtualBinary(decodedBlockBytes);
  setX(i, t);
  return 1;
}

/** UTF-8 of atom number `index`: its address, and its length. */
export function atomTextAt(index: i32): usize { return atomText(makeAtom(index)); }
export function atomBytesAt(index: i32): i32 { return atomBytes(makeAtom(index)); }

export const RAISE_ERROR: i32 = 0;
export const RAISE_EXIT: i32 = 1;
export const RAISE_THROW: i32 = 2;

/** A host BIF raises: the reason is in X[i], the class is one of RAISE_*. The arguments stay in X for the stack trace. */
export function bridgeRaise(class_: i32, i: i32, hasCause: i32): void {
  const cause = hasCause ? x(i - 1) : NONE;
  raise(class_ == RAISE_ERROR ? am_error : class_ == RAISE_EXIT ? am_exit : am_throw, x(i));
  store<i64>(EXC_INFO, cause);
}

/** Encodes a new reference; returns how many bytes. It is made without a process: nobody needs to run. */
export function embedReference(): i32 {
  newReferenceNumber();
  const p = rawAlloc(<usize>REFERENCE_WORDS << 3);
  const bytes = encodeToBuffer(writeReference(p, <u64>referenceWord(0) | (<u64>referenceWord(1) << 32), referenceWord(2)));
  rawFree(p);
  return bytes;
}
