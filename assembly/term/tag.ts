/**
 * Terms: one 64-bit word with the BEAM's tags.
 *
 *     63                              6 5 4 3 2 1 0
 *     |           arity / size         | subtag |00|  header of a boxed object (tag.ts: SUB_*)
 *     |            address - 8 + 1              |01|  list: points to [head, tail]
 *     |            address - 8 + 2              |10|  boxed: points to a header word
 *     |            number (local)         | 00 | 11|  pid
 *     |            number (local)         | 01 | 11|  port
 *     |        60-bit signed integer      | 11 | 11|  small
 *     |           atom index          |0 0|1 0 | 11|  atom
 *     |           point number        |0 1|1 0 | 11|  catch (only in Y registers)
 *     |                0              |1 1|1 0 | 11|  nil
 *
 * Pointers are 32-bit addresses of 8-byte aligned objects, biased by -8 so that untagging
 * folds into the offset of the load: head at +7, tail at +15, header at +6, word i at +6+8i.
 * 0 is no term: a function that returns 0 was suspended. The two low bits 00 also mark words
 * on the stack that are not terms (CP words).
 */
export type Term = i64;

export const NONE: i64 = 0;
export const NIL: i64 = 0x3b;

export const TAG_MASK: i64 = 3;
export const TAG_HEADER: i64 = 0;
export const TAG_LIST: i64 = 1;
export const TAG_BOXED: i64 = 2;
export const TAG_IMMEDIATE: i64 = 3;

export const IMM1_MASK: i64 = 0xf;
export const IMM1_PID: i64 = 0x3;
export const IMM1_PORT: i64 = 0x7;
export const IMM1_SMALL: i64 = 0xf;
export const IMM2_MASK: i64 = 0x3f;
export const IMM2_ATOM: i64 = 0x0b;
export const IMM2_CATCH: i64 = 0x1b;

export const SMALL_MAX: i64 = (1 << 59) - 1;
export const SMALL_MIN: i64 = -(1 << 59);

/** Subtags sit in bits 2-5 of a header; the arity (words after the header) above them. */
export const SUB_TUPLE: i64 = 0x0 << 2;
/** Match context. */
export const SUB_MATCH: i64 = 0x1 << 2;
export const SUB_POS_BIG: i64 = 0x2 << 2;
export const SUB_NEG_BIG: i64 = 0x3 << 2;
export const SUB_REF: i64 = 0x4 << 2;
export const SUB_FUN: i64 = 0x5 << 2;
export const SUB_FLOAT: i64 = 0x6 << 2;
/** `fun M:F/A`. */
export const SUB_EXPORT: i64 = 0x7 << 2;
export const SUB_REFC_BINARY: i64 = 0x8 << 2;
export const SUB_HEAP_BINARY: i64 = 0x9 << 2;
export const SUB_SUB_BINARY: i64 = 0xa << 2;
export const SUB_FLATMAP: i64 = 0xb << 2;
export const SUB_EXTERNAL_PID: i64 = 0xc << 2;
export const SUB_EXTERNAL_PORT: i64 = 0xd << 2;
export const SUB_EXTERNAL_REF: i64 = 0xe << 2;
/** Root or inner node of a map with more than 32 keys. */
export const SUB_HASHMAP: i64 = 0xf << 2;
export const SUB_MASK: i64 = 0x3c;
export const HEADER_ARITY_SHIFT: i64 = 6;

// @ts-ignore: decorator
@inline export function makeSmall(n: i64): Term { return (n << 4) | IMM1_SMALL; }
// @ts-ignore: decorator
@inline export function smallValue(t: Term): i64 { return t >> 4; }
// @ts-ignore: decorator
@inline export function isSmall(t: Term): bool { return (t & IMM1_MASK) == IMM1_SMALL; }
// @ts-ignore: decorator
@inline export function areSmall(a: Term, b: Term): bool { return (a & b & IMM1_MASK) == IMM1_SMALL; }
// @ts-ignore: decorator
@inline export function fitsSmall(n: i64): bool { return ((n << 4) >> 4) == n; }

// @ts-ignore: decorator
@inline export function makeAtom(index: i32): Term { return (<i64>index << 6) | IMM2_ATOM; }
// @ts-ignore: decorator
@inline export function atomIndex(t: Term): i32 { return <i32>(t >> 6); }
// @ts-ignore: decorator
@inline export function isAtom(t: Term): bool { return (t & IMM2_MASK) == IMM2_ATOM; }

// @ts-ignore: decorator
@inline export function makePid(n: i64): Term { return (n << 4) | IMM1_PID; }
// @ts-ignore: decorator
@inline export function pidNumber(t: Term): i64 { return t >>> 4; }
// @ts-ignore: decorator
@inline export function isLocalPid(t: Term): bool { return (t & IMM1_MASK) == IMM1_PID; }
// @ts-ignore: decorator
@inline export function makePort(n: i64): Term { return (n << 4) | IMM1_PORT; }
// @ts-ignore: decorator
@inline export function portNumber(t: Term): i64 { return t >>> 4; }
// @ts-ignore: decorator
@inline export function isLocalPort(t: Term): bool { return (t & IMM1_MASK) == IMM1_PORT; }

// @ts-ignore: decorator
@inline export function isCatch(t: Term): bool { return (t & IMM2_MASK) == IMM2_CATCH; }
// @ts-ignore: decorator
@inline export function makeCatch(point: i32): Term { return (<i64>point << 6) | IMM2_CATCH; }
// @ts-ignore: decorator
@inline export function catchPoint(t: Term): i32 { return <i32>(t >> 6); }

// @ts-ignore: decorator
@inline export function isImmediate(t: Term): bool { return (t & TAG_MASK) == TAG_IMMEDIATE; }
// @ts-ignore: decorator
@inline export function isNil(t: Term): bool { return t == NIL; }
// @ts-ignore: decorator
@inline export function isCons(t: Term): bool { return (t & TAG_MASK) == TAG_LIST; }
// @ts-ignore: decorator
@inline export function isList(t: Term): bool { return t == NIL || (t & TAG_MASK) == TAG_LIST; }
// @ts-ignore: decorator
@inline export function isBoxed(t: Term): bool { return (t & TAG_MASK) == TAG_BOXED; }
// @ts-ignore: decorator
@inline export function isHeader(t: Term): bool { return (t & TAG_MASK) == TAG_HEADER; }

/** Tagged list pointer to the cons cell at address `p`. */
// @ts-ignore: decorator
@inline export function makeList(p: usize): Term { return <i64>(<u64>(p - 7)); }
/** Tagged boxed pointer to the object at address `p`. */
// @ts-ignore: decorator
@inline export function makeBoxed(p: usize): Term { return <i64>(<u64>(p - 6)); }
/** Address of a cons cell. */
// @ts-ignore: decorator
@inline export function listPtr(t: Term): usize { return <usize><u32>t + 7; }
/** Address of a boxed object's header. */
// @ts-ignore: decorator
@inline export function boxedPtr(t: Term): usize { return <usize><u32>t + 6; }
// @ts-ignore: decorator
@inline export function head(t: Term): Term { return load<i64>(<usize><u32>t, 7); }
// @ts-ignore: decorator
@inline export function tail(t: Term): Term { return load<i64>(<usize><u32>t, 15); }
// @ts-ignore: decorator
@inline export function boxedHeader(t: Term): i64 { return load<i64>(<usize><u32>t, 6); }
/** Word `i` of a boxed object; word 0 is its header. */
// @ts-ignore: decorator
@inline export function boxedWord(t: Term, i: i32): i64 { return load<i64>(<usize><u32>t + (<usize>i << 3), 6); }

// @ts-ignore: decorator
@inline export function makeHeader(arity: i64, sub: i64): i64 { return (arity << HEADER_ARITY_SHIFT) | sub; }
// @ts-ignore: decorator
@inline export function headerArity(h: i64): i32 { return <i32>(h >>> HEADER_ARITY_SHIFT); }
// @ts-ignore: decorator
@inline export function headerSub(h: i64): i64 { return h & SUB_MASK; }
/** Subtag of a boxed term. */
// @ts-ignore: decorator
@inline export function boxedSub(t: Term): i64 { return boxedHeader(t) & SUB_MASK; }
// @ts-ignore: decorator
@inline export function isBoxedOf(t: Term, sub: i64): bool { return isBoxed(t) && boxedSub(t) == sub; }

// @ts-ignore: decorator
@inline export function isTuple(t: Term): bool { return isBoxedOf(t, SUB_TUPLE); }
// @ts-ignore: decorator
@inline export function tupleArity(t: Term): i32 { return headerArity(boxedHeader(t)); }
/** Element `i` of a tuple, counted from 1. */
// @ts-ignore: decorator
@inline export function element(t: Term, i: i32): Term { return boxedWord(t, i); }
// @ts-ignore: decorator
@inline export function isFloat(t: Term): bool { return isBoxedOf(t, SUB_FLOAT); }
// @ts-ignore: decorator
@inline export function floatValue(t: Term): f64 { return load<f64>(<usize><u32>t, 14); }
// @ts-ignore: decorator
@inline export function isBig(t: Term): bool { return isBoxed(t) && (boxedHeader(t) & 0x38) == SUB_POS_BIG; }
// @ts-ignore: decorator
@inline export function isInteger(t: Term): bool { return isSmall(t) || isBig(t); }
// @ts-ignore: decorator
@inline export function isNumber(t: Term): bool { return isSmall(t) || isBig(t) || isFloat(t); }
// @ts-ignore: decorator
@inline export function isMap(t: Term): bool {
  if (!isBoxed(t)) return false;
  const s = boxedSub(t);
  return s == SUB_FLATMAP || s == SUB_HASHMAP;
}
// @ts-ignore: decorator
@inline export function isFun(t: Term): bool {
  if (!isBoxed(t)) return false;
  const s = boxedSub(t);
  return s == SUB_FUN || s == SUB_EXPORT;
}
// @ts-ignore: decorator
@inline export function isPid(t: Term): bool { return isLocalPid(t) || isBoxedOf(t, SUB_EXTERNAL_PID); }
// @ts-ignore: decorator
@inline export function isPort(t: Term): bool { return isLocalPort(t) || isBoxedOf(t, SUB_EXTERNAL_PORT); }
// @ts-ignore: decorator
@inline export function isRef(t: Term): bool {
  if (!isBoxed(t)) return false;
  const s = boxedSub(t);
  return s == SUB_REF || s == SUB_EXTERNAL_REF;
}
/** Any bitstring (heap, refc or sub binary). */
// @ts-ignore: decorator
@inline export function isBitstring(t: Term): bool {
  if (!isBoxed(t)) return false;
  const s = boxedSub(t);
  return s == SUB_HEAP_BINARY || s == SUB_REFC_BINARY || s == SUB_SUB_BINARY;
}
