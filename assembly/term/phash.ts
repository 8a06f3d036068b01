/**
 * phash: the hash before phash2, kept for programs that stored by it. Everything is hashed byte by byte
 * as h · prime + byte, with a prime for each kind of term.
 */
import { bumpReductions } from "../memory/cells";
import {
  SUB_EXPORT, SUB_EXTERNAL_PID, SUB_EXTERNAL_PORT, SUB_EXTERNAL_REF, SUB_FLATMAP, SUB_FLOAT, SUB_FUN, SUB_HASHMAP,
  SUB_NEG_BIG, SUB_POS_BIG, SUB_REF, SUB_TUPLE, Term, boxedHeader, boxedPtr, floatValue, head, headerArity, headerSub,
  isAtom, isBoxed, isCons, isLocalPid, isNil, isSmall, smallValue, tail,
} from "./tag";
import { FUN_ENTRY, FUN_ENV, FUN_FREE, binaryBase, bitOffset, bitSize } from "./boxed";
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { FUN_ENTRY_INDEX, FUN_ENTRY_MODULE, FUN_ENTRY_OLD_UNIQ } from "../code/fun_entry";
import { pidId, portId, refWord } from "./identity";
import { freeLined, linedUp } from "./mix";
import { atomHash, portableHash } from "./phash2";
import { pop, push, pushRoomy, stackDepth, stackReserve } from "./work_stack";

// Primes just above 2^28; OTP's choice for each kind of term.
const PRIME_ATOM: u32 = 268440163;
const PRIME_INTEGER: u32 = 268439161;
const PRIME_POSITIVE: u32 = 268435459;
const PRIME_NEGATIVE: u32 = 268436141;
const PRIME_PID: u32 = 268438633;
const PRIME_FLOAT: u32 = 268437017;
const PRIME_LIST_END: u32 = 268437511;
const PRIME_TUPLE: u32 = 268439627;
const PRIME_FUN: u32 = 268440479;
const PRIME_EXPORT: u32 = 268440577;
const PRIME_LAST_BITS: u32 = 268440581;
const PRIME_MAP: u32 = 268440593;
const ADD_MAP: u32 = 268440611;

/** Marks on the stack. Below a list's is what to go on with; a tuple's carries its arity. */
const LIST_REST: i64 = 4;
const LIST_END: i64 = 8;
const TUPLE_END: i64 = 12;
/** Words hashed for one reduction. */
const WORDS_A_REDUCTION: i32 = 16;

let hash: u32 = 0;

function addWord(v: u32, prime: u32): void {
  for (let i = 0; i < 4; i++, v >>>= 8) hash = hash * prime + (v & 0xff);
}
// @ts-ignore: decorator
@inline function addAtom(t: Term): void { hash = hash * PRIME_ATOM + atomHash(t); }

export function oldPortableHash(t: Term): u32 {
  const bottom = stackDepth();
  let work = 0;
  hash = 0;
  push(t);
  while (stackDepth() != bottom) {
    t = pop();
    work++;
    if (t == LIST_END) hash *= PRIME_LIST_END;
    else if (t == TUPLE_END) hash = hash * PRIME_TUPLE + <u32>pop();
    else if (t == LIST_REST) addRest(pop());
    else if (isCons(t)) addRest(t);
    else if (isBoxed(t)) addObject(t);
    else addImmediate(t);
  }
  bumpReductions(work / WORDS_A_REDUCTION);
  return hash;
}
/** What is left of a list: bytes at once, then one element and the rest, or the tail. */
function addRest(t: Term): void {
  while (isCons(t)) {
    const x = head(t);
    t = tail(t);
    if (!isSmall(x) || <u64>smallValue(x) > 255) {
      push(t);
      push(LIST_REST);
      push(x);
      return;
    }
    hash = hash * PRIME_INTEGER + <u32>smallValue(x);
  }
  push(LIST_END);
  push(t);
}
function addImmediate(t: Term): void {
  if (isSmall(t)) {
    const v = smallValue(t), m = abs(v);
    addWord(<u32>m, PRIME_INTEGER);
    if (m >>> 32 != 0) addWord(<u32>(m >>> 32), PRIME_INTEGER);
    hash *= v < 0 ? PRIME_NEGATIVE : PRIME_POSITIVE;
  } else if (isAtom(t)) addAtom(t);
  else if (isNil(t)) hash = hash * PRIME_POSITIVE + 1;
  else if (isLocalPid(t)) addPid(t);
  else addPort(t);
}
function addPid(t: Term): void {
  addWord(pidId(t), PRIME_PID);
  hash *= PRIME_FLOAT;
}
function addPort(t: Term): void {
  const id = portId(t);
  if (id >> 32 != 0) addWord(<u32>(id >> 32), PRIME_EXPORT);
  addWord(<u32>id, PRIME_TUPLE);
  hash *= PRIME_FUN;
}
function addObject(t: Term): void {
  const header = boxedHeader(t), p = boxedPtr(t), n = headerArity(header), sub = headerSub(header);
  switch (<i32>(sub >> 2)) {
    case <i32>(SUB_TUPLE >> 2):
      push(n);
      push(TUPLE_END);
      pushWords(p + 8, n);
      break;
    case <i32>(SUB_POS_BIG >> 2):
    case <i32>(SUB_NEG_BIG >> 2):
      for (let i: usize = 8; i <= <usize>n << 3; i += 8) {
        addWord(load<u32>(p + i), PRIME_INTEGER);
        if (load<u32>(p + i, 4) != 0 || i < <usize>n << 3) addWord(load<u32>(p + i, 4), PRIME_INTEGER);
      }
      hash *= sub == SUB_NEG_BIG ? PRIME_NEGATIVE : PRIME_POSITIVE;
      break;
    case <i32>(SUB_FLOAT >> 2): {
      const v = floatValue(t), bits = v == 0 ? 0 : reinterpret<u64>(v);
      hash = hash * PRIME_FLOAT + (<u32>bits ^ <u32>(bits >> 32));
      break;
    }
    case <i32>(SUB_FLATMAP >> 2):
    case <i32>(SUB_HASHMAP >> 2):
      hash = hash * PRIME_MAP + ADD_MAP + portableHash(t);
      break;
    case <i32>(SUB_FUN >> 2): addFun(p); break;
    case <i32>(SUB_EXPORT >> 2): {
      const entry = <usize>load<u32>(p, FUN_ENTRY);
      hash = hash * PRIME_EXPORT + load<u32>(entry, EXPORT_ARITY);
      addAtom(load<i64>(entry, EXPORT_MODULE));
      addAtom(load<i64>(entry, EXPORT_FUNCTION));
      break;
    }
    case <i32>(SUB_EXTERNAL_PID >> 2): addPid(t); break;
    case <i32>(SUB_EXTERNAL_PORT >> 2): addPort(t); break;
    case <i32>(SUB_REF >> 2):
    case <i32>(SUB_EXTERNAL_REF >> 2):
      addWord(refWord(t, 0), PRIME_TUPLE);
      hash *= PRIME_FUN;
      break;
    default: addBits(t);
  }
}
function addFun(p: usize): void {
  const entry = <usize>load<u32>(p, FUN_ENTRY), free = load<i32>(p, FUN_FREE);
  hash = hash * PRIME_FUN + free;
  addAtom(load<i64>(entry, FUN_ENTRY_MODULE));
  hash = hash * PRIME_INTEGER + load<u32>(entry, FUN_ENTRY_INDEX);
  hash = hash * PRIME_INTEGER + load<u32>(entry, FUN_ENTRY_OLD_UNIQ);
  pushWords(p + FUN_ENV, free);
}
function addBits(t: Term): void {
  const bits = bitSize(t), rest = <u32>bits & 7, bytes = <usize>(bits >> 3);
  const p = linedUp(binaryBase(t), bitOffset(t), bits);
  for (let i: usize = 0; i < bytes; i++) hash = hash * PRIME_ATOM + load<u8>(p + i);
  if (rest != 0) hash = (hash * PRIME_ATOM + (load<u8>(p + bytes) >>> (8 - rest))) * PRIME_LAST_BITS + rest;
  freeLined();
  hash = hash * PRIME_NEGATIVE + <u32>bytes;
}
function pushWords(p: usize, n: i32): void {
  stackReserve(n);
  for (let i = n - 1; i >= 0; i--) pushRoomy(load<i64>(p + (<usize>i << 3)));
}
