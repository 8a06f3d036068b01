/**
 * Layouts of boxed objects. Every object starts with a header (tag.ts) whose arity is the
 * number of words that follow. "raw" words are not terms; the collector skips them.
 *
 *   tuple        | hdr n | e1 … en |
 *   float        | hdr 1 | f64 |
 *   big          | hdr n | n limbs of 64 bits, least significant first (magnitude; sign is the subtag) |
 *   ref          | hdr 2 | n0:u32 n1:u32 | n2:u32 0 |                             raw; #Ref<0.n2.n1.n0>
 *   magic ref    | hdr 3 | n0:u32 n1:u32 | n2:u32 block:u32 | next:u32 0 |        raw; also holds an off-heap block
 *   fun          | hdr 3+f | entry:u32 slot:u32 | arity:u32 f:u32 | creator pid | env1 … envf |
 *   export fun   | hdr 2 | export:u32 slot:u32 | arity:u32 0 |                    raw
 *   heap binary  | hdr 1+w | size in bytes | bytes, padded to w words |           raw
 *   refc binary  | hdr 3 | size in bytes | binary:u32 flags:u32 | next:u32 bytes:u32 |  raw
 *   sub binary   | hdr 3 | size in bits | offset in bits | original binary term |
 *   match ctx    | hdr 4 | end in bits | position in bits | original binary term | bytes:u32 |
 *   flatmap      | hdr 1+n | tuple of n sorted keys | v1 … vn |                    n <= 32
 *   hashmap      | hdr … | all words are terms (map/hashmap.ts) |
 *   external pid/port  | hdr 3 | node atom | creation:u32 0 | id:u32 serial:u32 |  raw
 *   external ref | hdr 4 | node atom | creation:u32 0 | n0:u32 n1:u32 | n2:u32 count:u32 | raw; hdr 5 with n3, n4 (identity.ts)
 *
 * `slot` in funs is the table index that call_fun calls with (args…, fun, sp); it is in the same
 * place in both kinds of fun. `next` links the off-heap binaries of one process (memory/binary.ts).
 * Positions and offsets in bits count from the first byte of the original binary.
 */
import {
  Term, boxedHeader, boxedSub, headerArity, SUB_FLATMAP, SUB_FUN, SUB_HASHMAP, SUB_HEAP_BINARY, SUB_MASK, SUB_REFC_BINARY, SUB_TUPLE,
} from "./tag";

export const WORD: i32 = 8;

// raw field offsets from the header's address
export const FUN_ENTRY: usize = 8;
export const FUN_SLOT: usize = 12;
export const FUN_ARITY: usize = 16;
export const FUN_FREE: usize = 20;
export const FUN_CREATOR: usize = 24;
export const FUN_ENV: usize = 32;
export const FUN_FIXED_WORDS: i32 = 3;
export const EXPORT_FUN_WORDS: i32 = 2;

export const HEAP_BINARY_SIZE: usize = 8;
export const HEAP_BINARY_BYTES: usize = 16;
/** Binaries up to this many bytes live on the process heap. */
export const HEAP_BINARY_LIMIT: i32 = 64;

export const REFC_SIZE: usize = 8;
export const REFC_BINARY: usize = 16;
export const REFC_FLAGS: usize = 20;
export const REFC_NEXT: usize = 24;
export const REFC_BYTES: usize = 28;
export const REFC_WORDS: i32 = 3;
/** This refc binary term may be appended to in place (binary/append.ts). */
export const REFC_FLAG_WRITABLE: i32 = 1;

export const SUB_BITS: usize = 8;
export const SUB_OFFSET: usize = 16;
export const SUB_ORIGINAL: usize = 24;
export const SUB_WORDS: i32 = 3;

export const MATCH_END: usize = 8;
export const MATCH_POSITION: usize = 16;
export const MATCH_ORIGINAL: usize = 24;
export const MATCH_BYTES: usize = 32;
export const MATCH_WORDS: i32 = 4;

export const FLATMAP_KEYS: usize = 8;
export const FLATMAP_VALUES: usize = 16;
export const FLATMAP_LIMIT: i32 = 32;

export const REF_WORDS: i32 = 2;
/** `next` of a magic ref is at REFC_NEXT: both kinds of holder hang on one list (memory/binary.ts). */
export const MAGIC_REF_WORDS: i32 = 3;
export const MAGIC_BLOCK: usize = 20;
export const EXTERNAL_NODE: usize = 8;
export const EXTERNAL_CREATION: usize = 16;
export const EXTERNAL_DATA: usize = 24;
export const EXTERNAL_PID_WORDS: i32 = 3;
export const EXTERNAL_REF_WORDS: i32 = 4;

/** Number of pairs in a flatmap. */
// @ts-ignore: decorator
@inline export function flatmapSize(t: Term): i32 { return headerArity(boxedHeader(t)) - 1; }

/** Address of the first byte of a heap or refc binary. */
// @ts-ignore: decorator
@inline export function wholeBinaryBytes(t: Term): usize {
  const p = <usize><u32>t + 6;
  return boxedSub(t) == SUB_HEAP_BINARY ? p + HEAP_BINARY_BYTES : <usize>load<u32>(p, REFC_BYTES);
}
/** Size of a bitstring in bits. */
export function bitSize(t: Term): i64 {
  const p = <usize><u32>t + 6;
  const s = boxedSub(t);
  return s == SUB_HEAP_BINARY || s == SUB_REFC_BINARY ? load<i64>(p, 8) << 3 : load<i64>(p, SUB_BITS);
}
/** Offset in bits of a bitstring inside the bytes at binaryBase(t). */
export function bitOffset(t: Term): i64 {
  const s = boxedSub(t);
  return s == SUB_HEAP_BINARY || s == SUB_REFC_BINARY ? 0 : load<i64>(<usize><u32>t + 6, SUB_OFFSET);
}
/** Address that bitOffset(t) counts from. */
export function binaryBase(t: Term): usize {
  const s = boxedSub(t);
  if (s == SUB_HEAP_BINARY || s == SUB_REFC_BINARY) return wholeBinaryBytes(t);
  return wholeBinaryBytes(load<i64>(<usize><u32>t + 6, SUB_ORIGINAL));
}
/** The heap or refc binary that a bitstring's bytes are in. */
export function originalBinary(t: Term): Term {
  const s = boxedSub(t);
  return s == SUB_HEAP_BINARY || s == SUB_REFC_BINARY ? t : load<i64>(<usize><u32>t + 6, SUB_ORIGINAL);
}

/** Bytes from the header of a copied object to what may be a pointer next: its first term, or the object behind it. */
// @ts-ignore: decorator
@inline export function bytesToTerms(header: i64): usize {
  const sub = header & SUB_MASK;
  if (sub == SUB_TUPLE || sub == SUB_FLATMAP || sub == SUB_HASHMAP) return 8;
  if (sub == SUB_FUN) return FUN_CREATOR;
  return <usize>(headerArity(header) + 1) << 3;
}
