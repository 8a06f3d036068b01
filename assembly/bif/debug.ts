/**
 * erts_debug:flat_size/1, size_shared/1, same/2. Sizes are OTP's words, not ours: programs compare
 * them with limits of their own.
 */
import { bumpReductions } from "../memory/cells";
import { rawAllocZero, rawFree } from "../memory/alloc";
import { SUB_BITS, SUB_OFFSET, SUB_ORIGINAL } from "../term/boxed";
import { am_false, am_true } from "../term/am";
import {
  NIL, SUB_EXPORT, SUB_FLATMAP, SUB_FUN, SUB_HASHMAP, SUB_MASK, SUB_REFC_BINARY, SUB_REF, SUB_SUB_BINARY,
  SUB_TUPLE, Term, boxedHeader, boxedPtr, head, headerArity, isCons, isImmediate, makeSmall, tail,
} from "../term/tag";
import { pop, push, stackDepth } from "../term/work_stack";

// Words of OTP 25's objects where they differ from ours, headers included.
const OTP_REFC_WORDS: i32 = 6;
const OTP_SUB_WORDS: i32 = 5;
const OTP_FUN_WORDS: i32 = 5;
const OTP_FLATMAP_WORDS: i32 = 3;
const OTP_REF_WORDS: i32 = 3;
/** Words looked at for one reduction. */
const WORDS_PER_REDUCTION: i32 = 16;

/** Addresses of the objects seen, open addressing, 0 when free; only for size_shared. */
let seen: usize = 0;
let seenMask: u32 = 0;
let seenCount: u32 = 0;
const FIRST_SEEN: u32 = 1024;

function slotFor(p: u32): usize {
  let i = (p * 0x9e3779b1 >>> 7) & seenMask;
  for (;;) {
    const slot = seen + (<usize>i << 2);
    const q = load<u32>(slot);
    if (q == 0 || q == p) return slot;
    i = (i + 1) & seenMask;
  }
  return 0;
}
function growSeen(): void {
  const old = seen, oldSize = seenMask + 1;
  seenMask = oldSize * 2 - 1;
  seen = rawAllocZero(<usize>(seenMask + 1) << 2);
  for (let i: u32 = 0; i < oldSize; i++) {
    const p = load<u32>(old + (<usize>i << 2));
    if (p != 0) store<u32>(slotFor(p), p);
  }
  rawFree(old);
}
/** Was the object of `t` seen before? From now on it was. */
function sawBefore(t: Term): bool {
  const slot = slotFor(<u32>t);
  if (load<u32>(slot) != 0) return true;
  store<u32>(slot, <u32>t);
  if (++seenCount > seenMask >> 1) growSeen();
  return false;
}

/** Words of a sub binary and of what it refers to. */
function subBinaryWords(p: usize): i32 {
  const bits = load<i64>(p, SUB_BITS), offset = load<i64>(p, SUB_OFFSET);
  const aligned = ((bits | offset) & 7) == 0;
  const inner = (boxedHeader(load<i64>(p, SUB_ORIGINAL)) & SUB_MASK) == SUB_REFC_BINARY ? OTP_REFC_WORDS
    : 2 + <i32>((((offset & 7) + bits + 7) >> 3) + 7 >> 3);
  return aligned ? inner : inner + OTP_SUB_WORDS;
}
/** OTP's words of `t`; with `shared`, each object counts once. */
function otpWords(t: Term, shared: bool): i64 {
  const mark = stackDepth();
  let words: i64 = 0;
  push(t);
  while (stackDepth() > mark) {
    let u = pop();
    while (isCons(u)) {
      if (shared && sawBefore(u)) { u = NIL; break; }
      words += 2;
      const h = head(u);
      if (!isImmediate(h)) push(h);
      u = tail(u);
    }
    if (isImmediate(u) || (shared && sawBefore(u))) continue;
    const p = boxedPtr(u);
    const header = load<i64>(p);
    const sub = header & SUB_MASK;
    const arity = headerArity(header);
    let at = p + 8;
    switch (<i32>sub) {
      case <i32>SUB_TUPLE: { words += arity == 0 ? 0 : arity + 1; break; }
      case <i32>SUB_FLATMAP: { words += OTP_FLATMAP_WORDS + arity - 1; break; }
      case <i32>SUB_HASHMAP: { words += arity + 1; break; }
      case <i32>SUB_FUN: { words += OTP_FUN_WORDS + arity - 3; at = p + 24; break; }
      case <i32>SUB_EXPORT: { words += OTP_FUN_WORDS; continue; }
      case <i32>SUB_REFC_BINARY: { words += OTP_REFC_WORDS; continue; }
      case <i32>SUB_SUB_BINARY: { words += subBinaryWords(p); continue; }
      case <i32>SUB_REF: { words += OTP_REF_WORDS; continue; }
      default: { words += arity + 1; continue; }
    }
    for (const end = p + 8 + (<usize>arity << 3); at < end; at += 8) {
      const e = load<i64>(at);
      if (!isImmediate(e)) push(e);
    }
  }
  bumpReductions(<i32>min<i64>(words / WORDS_PER_REDUCTION, 0x1000000));
  return words;
}

export function erts_debug_flat_size_1(t: Term): Term { return makeSmall(otpWords(t, false)); }
export function erts_debug_size_shared_1(t: Term): Term {
  seen = rawAllocZero(<usize>FIRST_SEEN << 2);
  seenMask = FIRST_SEEN - 1;
  seenCount = 0;
  const words = otpWords(t, true);
  rawFree(seen);
  return makeSmall(words);
}
/** Are both the same word: the same immediate, or the same object in memory? */
export function erts_debug_same_2(a: Term, b: Term): Term { return a == b ? am_true : am_false; }
