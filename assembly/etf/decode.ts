/**
 * The second pass over external format: writes the terms that measureTerm found sound into an area
 * of that many words, in one sweep. What is still to be filled is on the work stack:
 *
 *     | address:u32 count:u32 | RUN, stride 8 or 16 |                  count terms go to address, address + stride …
 *     | where the map goes | pairs:u32 count:u32 | MAP_END |           its pairs have been read into raw memory
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { BLOCK_BYTES, newBlock, retainBlock, writeHeapBinary, writeMagicRef, writeRefc } from "../memory/binary";
import { referenceNumber, resourceBlock } from "../process/resource";
import {
  NIL, NONE, SUB_FLOAT, SUB_FUN, SUB_NEG_BIG, SUB_POS_BIG, SUB_SUB_BINARY, SUB_TUPLE, SMALL_MAX, Term, makeBoxed,
  makeHeader, makeList, makeSmall, smallValue,
} from "../term/tag";
import {
  EXPORT_FUN_WORDS, FUN_ARITY, FUN_CREATOR, FUN_ENTRY, FUN_ENV, FUN_FIXED_WORDS, FUN_FREE, FUN_SLOT,
  HEAP_BINARY_LIMIT, MAGIC_REF_WORDS, REFC_WORDS, SUB_BITS, SUB_OFFSET, SUB_ORIGINAL, SUB_WORDS,
} from "../term/boxed";
import { FUN_ENTRY_SLOT } from "../code/fun_entry";
import { declareExport, internFunEntry } from "../code/registry";
import { writeExportFun } from "../code/export_fun";
import { buildMap } from "../map/build";
import { normalLength } from "../term/limbs";
import { pop, push, stackDepth } from "../term/work_stack";
import { textFloat } from "./measure";
import {
  atomEnd, get16, get32, get64, get8, identityEnd, identityWords, readAtom, readIdentity,
} from "./reader";
import {
  ATOM_EXT, ATOM_UTF8_EXT, BINARY_EXT, BIT_BINARY_EXT, BLOCK_EXT, EXPORT_EXT, FLOAT_EXT, FLOAT_TEXT_BYTES, INTEGER_EXT,
  LARGE_BIG_EXT, LARGE_TUPLE_EXT, LIST_EXT, MAP_EXT, NEW_FLOAT_EXT, NEW_FUN_EXT, NIL_EXT, SMALL_ATOM_EXT,
  SMALL_ATOM_UTF8_EXT, SMALL_BIG_EXT, SMALL_INTEGER_EXT, SMALL_TUPLE_EXT, STRING_EXT,
} from "./tags";

const RUN_8: i64 = 8;
const RUN_16: i64 = 16;
const MAP_END: i64 = 4;

/** Next byte to read. */
let at: usize = 0;
/** Next free byte of the area. */
let area: usize = 0;
let offHeapList: usize = 0;
let failed: bool = false;

/** Where the last decoded term's words ended. */
export function decodedAreaEnd(): usize { return area; }

/**
 * Decodes the term at `p` (no version byte), which measureTerm found sound.
 * @param words its words go here
 * @param offHeap address of the u32 that heads the list of off-heap binaries of the words' owner
 * @returns NONE when two keys of a map are equal, a local pid, port or reference is impossible, or the
 *   atom table is full
 */
export function decodeTerm(p: usize, words: usize, offHeap: usize): Term {
  const bottom = stackDepth();
  at = p;
  area = words;
  offHeapList = offHeap;
  failed = false;
  decodedBlockBytes = 0;
  pushRun(root, 1, RUN_8);
  while (stackDepth() != bottom) {
    const kind = pop(), run = pop(), count = <i32>(run >>> 32);
    const dest = <usize><u32>run;
    if (kind == MAP_END) endMap(dest, count, <usize>pop());
    else if (!failed) fill(dest, count, kind);
  }
  return failed ? NONE : load<i64>(root);
}
const root: usize = memory.data(8);

// @ts-ignore: decorator
@inline function pushRun(dest: usize, count: i32, stride: i64): void {
  push((<i64>count << 32) | <i64>dest);
  push(stride);
}
/** Fills a run until a term with parts comes: these are filled before the rest of it. */
function fill(dest: usize, count: i32, stride: i64): void {
  while (count > 0) {
    const tag = <u8>get8(at);
    if (hasParts(tag)) {
      if (count > 1) pushRun(dest + <usize>stride, count - 1, stride);
      openParts(tag, dest);
      return;
    }
    const t = leaf(tag);
    if (t == NONE) { failed = true; return; }
    store<i64>(dest, t);
    dest += <usize>stride;
    count--;
  }
}
function hasParts(tag: u8): bool {
  return tag == SMALL_TUPLE_EXT || tag == LARGE_TUPLE_EXT || tag == LIST_EXT || tag == MAP_EXT || tag == NEW_FUN_EXT;
}
function openParts(tag: u8, dest: usize): void {
  if (tag == SMALL_TUPLE_EXT) openTuple(get8(at + 1), 2, dest);
  else if (tag == LARGE_TUPLE_EXT) openTuple(get32(at + 1), 5, dest);
  else if (tag == LIST_EXT) openList(get32(at + 1), dest);
  else if (tag == MAP_EXT) openMap(get32(at + 1), dest);
  else openFun(dest);
}

function leaf(tag: u8): Term {
  switch (tag) {
    case SMALL_INTEGER_EXT:
      at += 2;
      return makeSmall(get8(at - 1));
    case INTEGER_EXT:
      at += 5;
      return makeSmall(<i32>get32(at - 4));
    case NIL_EXT:
      at += 1;
      return NIL;
    case ATOM_EXT:
    case ATOM_UTF8_EXT:
    case SMALL_ATOM_EXT:
    case SMALL_ATOM_UTF8_EXT: {
      const t = readAtom(at);
      at = atomEnd;
      return t;
    }
    case NEW_FLOAT_EXT:
      at += 9;
      return float(reinterpret<f64>(get64(at - 8)));
    case FLOAT_EXT: {
      const v = textFloat(at + 1);
      at += FLOAT_TEXT_BYTES + 1;
      return float(v);
    }
    case STRING_EXT: return string();
    case BINARY_EXT: {
      const n = <i32>get32(at + 1);
      at += 5;
      return binary(n);
    }
    case BIT_BINARY_EXT: return bits();
    case BLOCK_EXT: {
      const n = <i32>get32(at + 1), block = <usize>get32(at + 5);
      at += 9;
      retainBlock(block);
      return largeBinary(block, n);
    }
    case SMALL_BIG_EXT: {
      const n = get8(at + 1), negative = get8(at + 2) != 0;
      at += 3;
      return big(n, negative);
    }
    case LARGE_BIG_EXT: {
      const n = get32(at + 1), negative = get8(at + 5) != 0;
      at += 6;
      return big(n, negative);
    }
    case EXPORT_EXT: return exportFun();
    default: {
      const t = readIdentity(at, area);
      at = identityEnd;
      const block: usize = t == NONE ? 0 : resourceBlock(t);
      if (block != 0) return resource(t, block);
      area += <usize>identityWords << 3;
      return t;
    }
  }
}

/** The reference `t`, just read, again as a holder of the resource that it stands for. */
function resource(t: Term, block: usize): Term {
  retainBlock(block);
  const n0 = referenceNumber(t, 0), n1 = referenceNumber(t, 1), n2 = referenceNumber(t, 2);
  return writeMagicRef(areaWords(MAGIC_REF_WORDS + 1), n0, n1, n2, block, offHeapList);
}

// @ts-ignore: decorator
@inline function areaWords(n: i32): usize {
  const p = area;
  area += <usize>n << 3;
  return p;
}
function float(v: f64): Term {
  const p = areaWords(2);
  store<i64>(p, makeHeader(1, SUB_FLOAT));
  store<f64>(p, v, 8);
  return makeBoxed(p);
}
function string(): Term {
  const n = get16(at + 1);
  at += 3;
  if (n == 0) return NIL;
  const first = areaWords(<i32>n * 2);
  let cell = first;
  for (let i: u32 = 0; i < n; i++, cell += 16) {
    store<i64>(cell, makeSmall(get8(at++)));
    store<i64>(cell, makeList(cell + 16), 8);
  }
  store<i64>(cell - 8, NIL);
  return makeList(first);
}
function binary(n: i32): Term {
  const from = at;
  at += <usize>n;
  if (<u32>n <= <u32>HEAP_BINARY_LIMIT) {
    const t = writeHeapBinary(areaWords(2 + ((n + 7) >> 3)), n);
    memory.copy(area - (<usize>((n + 7) >> 3) << 3), from, <usize>n);
    return t;
  }
  const block = newBlock(n);
  memory.copy(block + BLOCK_BYTES, from, <usize>n);
  return largeBinary(block, n);
}
/** Bytes of off-heap binaries in the last term. */
export let decodedBlockBytes: i64 = 0;
function largeBinary(block: usize, n: i32): Term {
  decodedBlockBytes += n;
  return writeRefc(areaWords(REFC_WORDS + 1), block, block + BLOCK_BYTES, n, offHeapList);
}
function bits(): Term {
  const n = <i32>get32(at + 1), used = <i32>get8(at + 5);
  at += 6;
  const whole = binary(n);
  if (n == 0 || used == 8) return whole;
  const p = areaWords(SUB_WORDS + 1);
  store<i64>(p, makeHeader(SUB_WORDS, SUB_SUB_BINARY));
  store<i64>(p, (<i64>n << 3) - 8 + used, SUB_BITS);
  store<i64>(p, 0, SUB_OFFSET);
  store<i64>(p, whole, SUB_ORIGINAL);
  return makeBoxed(p);
}
function big(bytes: u32, negative: bool): Term {
  const p = area, n = <i32>((bytes + 7) >> 3);
  if (n > 0) store<u64>(p + (<usize>n << 3), 0);
  memory.copy(p + 8, at, bytes);
  at += bytes;
  const limbs = normalLength(p + 8, n);
  if (limbs == 0) return makeSmall(0);
  const v = load<u64>(p, 8);
  if (limbs == 1 && (v <= <u64>SMALL_MAX || (negative && v == <u64>SMALL_MAX + 1))) return makeSmall(negative ? -v : v);
  store<i64>(p, makeHeader(limbs, negative ? SUB_NEG_BIG : SUB_POS_BIG));
  area = p + (<usize>(limbs + 1) << 3);
  return makeBoxed(p);
}
function exportFun(): Term {
  const m = readAtom(at + 1), f = readAtom(atomEnd);
  at = atomEnd;
  const arity = <i32>smallValue(leaf(<u8>get8(at)));
  if (m == NONE || f == NONE) return NONE;
  return writeExportFun(areaWords(EXPORT_FUN_WORDS + 1), declareExport(m, f, arity));
}

function openTuple(n: u32, head: usize, dest: usize): void {
  at += head;
  const p = areaWords(<i32>n + 1);
  store<i64>(p, makeHeader(n, SUB_TUPLE));
  store<i64>(dest, makeBoxed(p));
  pushRun(p + 8, n, RUN_8);
}
/** The cells lie side by side, their tails written at once; the last tail is a run of its own. */
function openList(n: u32, dest: usize): void {
  at += 5;
  if (n == 0) { pushRun(dest, 1, RUN_8); return; }
  const first = areaWords(<i32>n * 2), last = first + (<usize>(n - 1) << 4);
  for (let cell = first; cell < last; cell += 16) store<i64>(cell, makeList(cell + 16), 8);
  store<i64>(dest, makeList(first));
  pushRun(last + 8, 1, RUN_8);
  pushRun(first, n, RUN_16);
}
function openMap(n: u32, dest: usize): void {
  at += 5;
  const pairs = rawAlloc(<usize>n << 4);
  push(<i64>dest);
  push((<i64>n << 32) | <i64>pairs);
  push(MAP_END);
  pushRun(pairs, n * 2, RUN_8);
}
function endMap(pairs: usize, n: i32, dest: usize): void {
  if (!failed) {
    const t = buildMap(pairs, n, false, areaWords);
    if (t == NONE) failed = true;
    else store<i64>(dest, t);
  }
  rawFree(pairs);
}
function openFun(dest: usize): void {
  const arity = <i32>get8(at + 5), uniq = at + 6, index = <i32>get32(at + 22), free = <i32>get32(at + 26);
  const m = readAtom(at + 30);
  at = atomEnd;
  leaf(<u8>get8(at)); // the index again, from the time when it was the only one
  const oldUniq = <i32>smallValue(leaf(<u8>get8(at)));
  const p = areaWords(FUN_FIXED_WORDS + 1 + free);
  const creator = readIdentity(at, area);
  at = identityEnd;
  area += <usize>identityWords << 3;
  if (m == NONE || creator == NONE) { failed = true; return; }
  const entry = internFunEntry(m, index, uniq, oldUniq, arity, free);
  store<i64>(p, makeHeader(FUN_FIXED_WORDS + free, SUB_FUN));
  store<u32>(p, <u32>entry, FUN_ENTRY);
  store<u32>(p, load<u32>(entry, FUN_ENTRY_SLOT), FUN_SLOT);
  store<i32>(p, arity, FUN_ARITY);
  store<i32>(p, free, FUN_FREE);
  store<i64>(p, creator, FUN_CREATOR);
  store<i64>(dest, makeBoxed(p));
  pushRun(p + FUN_ENV, free, RUN_8);
}
