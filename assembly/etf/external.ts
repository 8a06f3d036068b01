/** External terms as a whole: version byte, compression, and where the decoded words go. */
import { halloc, rawAlloc, rawFree, roomFor } from "../memory/alloc";
import { binaryFromMemory, chargeVirtualBinary, newBinary, ownOffHeap } from "../memory/binary";
import { bumpReductions } from "../memory/cells";
import { NONE, Term } from "../term/tag";
import { HEAP_BINARY_LIMIT, bitSize, wholeBinaryBytes } from "../term/boxed";
import { hallocShrink } from "../term/big";
import { hostDeflate, hostInflate } from "../host";
import { decodeTerm, decodedAreaEnd } from "./decode";
import { measureTerm, measuredEnd } from "./measure";
import { get32, get8 } from "./reader";
import { COMPRESSED, VERSION } from "./tags";
import { put8, putTag32, startGrowing } from "./writer";

/** zlib cannot make more out of a byte than this. */
const MAX_INFLATION: i64 = 1032;
/** Version, tag and size before compressed data. */
export const COMPRESSED_HEAD: i32 = 6;
/** Bytes decoded for one reduction. */
const BYTES_A_REDUCTION: i32 = 64;

/**
 * Heap words of the external term in `bytes` bytes at `p`, version byte first; -1 when it is damaged,
 * longer than that, or compressed (decodeOnHeap does those).
 */
export function decodedWords(p: usize, bytes: i32): i32 {
  return bytes < 2 || get8(p) != VERSION ? -1 : measureTerm(p + 1, bytes - 1);
}
/**
 * Decodes what decodedWords measured into `at`.
 * @param offHeap address of the u32 that heads the owner's list of off-heap binaries
 * @returns the term; NONE as for decodeTerm, and then the list may hold binaries that the caller releases
 */
export function decodeTo(p: usize, bytes: i32, at: usize, offHeap: usize): Term {
  return bytes < 2 ? NONE : decodeTerm(p + 1, at, offHeap);
}

/** Bytes that the last decodeOnHeap read. */
export let decodedBytes: i32 = 0;
/** The external term at `p` on the running process's heap, at once; NONE when it is damaged. */
export function decodeOnHeap(p: usize, bytes: i32): Term {
  if (bytes < 2 || get8(p) != VERSION) return NONE;
  bumpReductions(bytes / BYTES_A_REDUCTION);
  if (get8(p + 1) != COMPRESSED) {
    const t = decodeBare(p + 1, bytes - 1);
    decodedBytes = <i32>(measuredEnd - p);
    return t;
  }
  const inflated = inflate(p, bytes);
  if (inflated == NONE) return NONE;
  const t = decodeBare(wholeBinaryBytes(inflated), <i32>(bitSize(inflated) >> 3));
  decodedBytes = inflatedFrom;
  return t;
}
/** Bytes of input that the last inflate took, those before the data included. */
let inflatedFrom: i32 = 0;
/** What the compressed external term at `p` says is its size; 0 for one that is not compressed. */
export function inflatedSize(p: usize, bytes: i32): u32 {
  return bytes >= COMPRESSED_HEAD && get8(p) == VERSION && get8(p + 1) == COMPRESSED ? get32(p + 2) : 0;
}
/** A binary for what the compressed external term at `p` holds, without version byte; NONE when it must be damaged. */
export function roomToInflate(p: usize, bytes: i32): Term {
  if (bytes < COMPRESSED_HEAD) return NONE;
  const size = get32(p + 2), data = bytes - COMPRESSED_HEAD;
  return <i64>size > <i64>data * MAX_INFLATION || size > 0x7fffffff || !roomFor(size) ? NONE : newBinary(<i32>size);
}
/** What the compressed external term at `p` holds, as a binary without version byte; NONE when it is damaged. */
function inflate(p: usize, bytes: i32): Term {
  const binary = roomToInflate(p, bytes);
  if (binary == NONE) return NONE;
  const size = bitSize(binary) >> 3, data = bytes - COMPRESSED_HEAD, used = hostInflate(p + COMPRESSED_HEAD, data, wholeBinaryBytes(binary), <i32>size);
  inflatedFrom = COMPRESSED_HEAD + used;
  return used < 0 ? NONE : binary;
}
function decodeBare(p: usize, bytes: i32): Term {
  const words = measureTerm(p, bytes);
  if (words < 0 || !roomFor(<i64>words << 3)) return NONE;
  const area = halloc(words);
  const t = decodeTerm(p, area, ownOffHeap());
  // A failed decode may have hung binaries on the process that lie in the area: it stays as garbage.
  if (t != NONE) hallocShrink(area, words, <i32>((decodedAreaEnd() - area) >> 3));
  if (bytes > HEAP_BINARY_LIMIT) chargeVirtualBinary(bytes);
  return t;
}

/** Starts growing output with what stands before compressed data, of an external term of `bytes` bytes. */
export function beginCompressed(bytes: i32): void {
  startGrowing();
  put8(VERSION);
  putTag32(COMPRESSED, <u32>bytes - 1);
}
/**
 * The external term in the first `bytes` bytes at `p`, compressed when that is shorter.
 * @param level 0 … 9, -1 (zlib's default)
 */
export function compressed(p: usize, bytes: i32, level: i32): Term {
  const packed = rawAlloc(<usize>bytes), room = bytes - COMPRESSED_HEAD;
  const n = room <= 0 ? -1 : hostDeflate(p + 1, bytes - 1, level, packed + COMPRESSED_HEAD, room);
  if (n >= 0) {
    store<u8>(packed, VERSION);
    store<u8>(packed, COMPRESSED, 1);
    store<u32>(packed, bswap<u32>(<u32>bytes - 1), 2);
  }
  const binary = n < 0 ? binaryFromMemory(p, bytes) : binaryFromMemory(packed, COMPRESSED_HEAD + n);
  rawFree(packed);
  return binary;
}
