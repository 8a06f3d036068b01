/**
 * The tables of code: exports, fun entries, function infos and points. Entries are made by the
 * loader (host/code) and by BIFs that name functions (apply, make_fun, binary_to_term); they
 * never move, except the point table, which is reached through the POINTS cell.
 */
import { POINTS } from "../memory/cells";
import { rawAlloc, rawFree } from "../memory/alloc";
import { Term, NONE, makeAtom } from "../term/tag";
import { accountMemory, MEMORY_CODE } from "../memory/account";
import { hostFreeSlot, hostNewSlot } from "../host";
import {
  EXPORT_ARITY, EXPORT_BIF, EXPORT_FUNCTION, EXPORT_MODULE, EXPORT_NEXT, EXPORT_NUMBER, EXPORT_SIZE, EXPORT_SLOT, EXPORT_STATE,
  STATE_UNDEFINED,
} from "./export";
import {
  FUN_ENTRY_ARITY, FUN_ENTRY_FREE, FUN_ENTRY_FUNCTION, FUN_ENTRY_INDEX, FUN_ENTRY_MODULE, FUN_ENTRY_NEXT,
  FUN_ENTRY_OLD_UNIQ, FUN_ENTRY_SIZE, FUN_ENTRY_SLOT, FUN_ENTRY_STATE, FUN_ENTRY_UNIQ,
} from "./fun_entry";
import {
  FUNCTION_INSTANCE, POINT_CALLEE,
  POINT_FUNCTION, POINT_LINE, POINT_LIVE, POINT_SIZE, POINT_SLOT, POINT_WORDS, pointAddress,
} from "./point";
import { instanceFile } from "./instance";

/** What a fresh slot holds until code is published there (host/code/slots.ts). */
export const SLOT_UNDEFINED: i32 = 0;
export const SLOT_UNLOADED_FUN: i32 = 1;

const POINTS_AT_FIRST: i32 = 65536;
let pointCapacity: i32 = 0;
let pointCount: i32 = 0;

/** Reserve `count` consecutive points; returns the number of the first. Number 0 is never used. */
export function newPoints(count: i32): i32 {
  if (pointCount == 0) pointCount = 1;
  if (pointCount + count > pointCapacity) {
    let capacity = max(pointCapacity, POINTS_AT_FIRST);
    while (capacity < pointCount + count) capacity += capacity >> 1;
    const table = rawAlloc(<usize>capacity * POINT_SIZE);
    memory.fill(table, 0, <usize>capacity * POINT_SIZE);
    const old = <usize>load<u32>(POINTS);
    if (old != 0) {
      memory.copy(table, old, <usize>pointCount * POINT_SIZE);
      rawFree(old);
    }
    store<u32>(POINTS, <u32>table);
    accountMemory(MEMORY_CODE, <f64>(<usize>(capacity - pointCapacity) * POINT_SIZE));
    pointCapacity = capacity;
  }
  const first = pointCount;
  pointCount += count;
  return first;
}

/** Describe a point (code/point.ts). `line`: file index in bits 20-31, line below. */
export function setPoint(point: i32, slot: i32, words: i32, live: i32, fn: usize, line: u32, callee: usize): void {
  const p = pointAddress(point);
  store<i32>(p, slot, POINT_SLOT);
  store<u16>(p, <u16>words, POINT_WORDS);
  store<u16>(p, <u16>live, POINT_LIVE);
  store<u32>(p, <u32>fn, POINT_FUNCTION);
  store<u32>(p, line, POINT_LINE);
  store<u32>(p, <u32>callee, POINT_CALLEE);
}

/** The source file of a point as a string literal, 0 when the code has no line information. */
export function pointFile(point: i32): Term {
  const p = pointAddress(point);
  const fn = <usize>load<u32>(p, POINT_FUNCTION);
  const line = load<u32>(p, POINT_LINE);
  if (fn == 0 || line == 0) return NONE;
  const instance = <usize>load<u32>(fn, FUNCTION_INSTANCE);
  return instance == 0 ? NONE : instanceFile(instance, <i32>(line >> 20));
}
/** The source line of a point, 0 when unknown. */
export function pointLine(point: i32): i32 { return <i32>(load<u32>(pointAddress(point), POINT_LINE) & 0xfffff); }

// A table of entries chained through a `next` field, doubled when it is as full as it is wide.
let exportBuckets: usize = 0;
let exportMask: u32 = 0;
let exportCount: u32 = 0;
let funBuckets: usize = 0;
let funMask: u32 = 0;
let funCount: u32 = 0;
const FIRST_BUCKETS: u32 = 4096;

// @ts-ignore: decorator
@inline function exportHash(m: Term, f: Term, arity: i32): u32 {
  const h = (<u64>m >> 6) * 0x9e3779b97f4a7c15 + (<u64>f >> 6) * 0xc2b2ae3d27d4eb4f + <u64>arity * 0x165667b19e3779f9;
  return <u32>(h >> 32);
}

function grow(buckets: usize, mask: u32, nextOffset: usize, isExport: bool): usize {
  const wide = mask == 0 ? FIRST_BUCKETS : (mask + 1) * 2;
  const table = rawAlloc(<usize>wide * 4);
  memory.fill(table, 0, <usize>wide * 4);
  if (buckets != 0) {
    for (let i: u32 = 0; i <= mask; i++) {
      let e = <usize>load<u32>(buckets + (<usize>i << 2));
      while (e != 0) {
        const next = <usize>load<u32>(e + nextOffset);
        const h = isExport
          ? exportHash(load<i64>(e, EXPORT_MODULE), load<i64>(e, EXPORT_FUNCTION), load<i32>(e, EXPORT_ARITY))
          : funHash(load<i64>(e, FUN_ENTRY_MODULE), load<i32>(e, FUN_ENTRY_INDEX), e + FUN_ENTRY_UNIQ);
        const at = table + (<usize>(h & (wide - 1)) << 2);
        store<u32>(e + nextOffset, load<u32>(at));
        store<u32>(at, <u32>e);
        e = next;
      }
    }
    rawFree(buckets);
  }
  return table;
}

/** Address of the Export of m:f/arity, 0 when nothing ever referred to it. */
export function findExport(m: Term, f: Term, arity: i32): usize {
  if (exportBuckets == 0) return 0;
  let e = <usize>load<u32>(exportBuckets + (<usize>(exportHash(m, f, arity) & exportMask) << 2));
  while (e != 0) {
    if (load<i64>(e, EXPORT_MODULE) == m && load<i64>(e, EXPORT_FUNCTION) == f && load<i32>(e, EXPORT_ARITY) == arity) return e;
    e = <usize>load<u32>(e, EXPORT_NEXT);
  }
  return 0;
}

/** The Export of m:f/arity, made (undefined, with a slot of its own) when it is new. */
export function internExport(m: Term, f: Term, arity: i32): usize {
  const found = findExport(m, f, arity);
  if (found != 0) return found;
  if (exportCount > exportMask || exportBuckets == 0) {
    exportBuckets = grow(exportBuckets, exportMask, EXPORT_NEXT, true);
    exportMask = exportMask == 0 ? FIRST_BUCKETS - 1 : exportMask * 2 + 1;
  }
  const e = rawAlloc(EXPORT_SIZE);
  memory.fill(e, 0, EXPORT_SIZE);
  store<i64>(e, m, EXPORT_MODULE);
  store<i64>(e, f, EXPORT_FUNCTION);
  store<i32>(e, arity, EXPORT_ARITY);
  store<i32>(e, hostNewSlot(SLOT_UNDEFINED, arity), EXPORT_SLOT);
  store<i32>(e, STATE_UNDEFINED, EXPORT_STATE);
  store<i32>(e, -1, EXPORT_BIF);
  const at = exportBuckets + (<usize>(exportHash(m, f, arity) & exportMask) << 2);
  store<u32>(e, load<u32>(at), EXPORT_NEXT);
  store<u32>(at, <u32>e);
  exportCount++;
  accountMemory(MEMORY_CODE, <f64>EXPORT_SIZE);
  return e;
}

let exportNumber: u32 = 0;
/** internExport for code and funs that name the function: OTP then has an entry for it. Calls by name make none there. */
export function declareExport(m: Term, f: Term, arity: i32): usize {
  const e = internExport(m, f, arity);
  if (load<u32>(e, EXPORT_NUMBER) == 0) store<u32>(e, ++exportNumber, EXPORT_NUMBER);
  return e;
}
/** The same for the host, which passes atoms by index: an i64 would cross as a BigInt. */
export function internExportAt(m: i32, f: i32, arity: i32): usize { return declareExport(makeAtom(m), makeAtom(f), arity); }

/** Whether m:f/arity can be called: loaded code or a BIF. */
// @ts-ignore: decorator
@inline export function isExported(e: usize): bool { return e != 0 && load<i32>(e, EXPORT_STATE) != STATE_UNDEFINED; }

function funHash(m: Term, index: i32, uniq: usize): u32 {
  return <u32>((<u64>m >> 6) * 0x9e3779b1) ^ (<u32>index * 0x85ebca6b) ^ load<u32>(uniq);
}

/**
 * The fun entry of lambda `index` of the module version whose MD5 is at `uniq`, made (unloaded) when it is new. An external fun may lie about
 * the rest: it then has an entry of its own, which no code ever stands behind.
 */
export function internFunEntry(m: Term, index: i32, uniq: usize, oldUniq: i32, arity: i32, free: i32): usize {
  if (funBuckets != 0) {
    let e = <usize>load<u32>(funBuckets + (<usize>(funHash(m, index, uniq) & funMask) << 2));
    while (e != 0) {
      if (load<i64>(e, FUN_ENTRY_MODULE) == m && load<i32>(e, FUN_ENTRY_INDEX) == index &&
          load<i32>(e, FUN_ENTRY_ARITY) == arity && load<i32>(e, FUN_ENTRY_FREE) == free && load<i32>(e, FUN_ENTRY_OLD_UNIQ) == oldUniq &&
          load<i64>(e, FUN_ENTRY_UNIQ) == load<i64>(uniq) && load<i64>(e, FUN_ENTRY_UNIQ + 8) == load<i64>(uniq, 8)) return e;
      e = <usize>load<u32>(e, FUN_ENTRY_NEXT);
    }
  }
  if (funCount > funMask || funBuckets == 0) {
    funBuckets = grow(funBuckets, funMask, FUN_ENTRY_NEXT, false);
    funMask = funMask == 0 ? FIRST_BUCKETS - 1 : funMask * 2 + 1;
  }
  const e = rawAlloc(FUN_ENTRY_SIZE);
  memory.fill(e, 0, FUN_ENTRY_SIZE);
  store<i64>(e, m, FUN_ENTRY_MODULE);
  store<i32>(e, index, FUN_ENTRY_INDEX);
  store<i32>(e, oldUniq, FUN_ENTRY_OLD_UNIQ);
  store<i32>(e, arity, FUN_ENTRY_ARITY);
  store<i32>(e, free, FUN_ENTRY_FREE);
  store<i32>(e, hostNewSlot(SLOT_UNLOADED_FUN, arity), FUN_ENTRY_SLOT);
  store<i32>(e, STATE_UNDEFINED, FUN_ENTRY_STATE);
  store<u32>(e, 0, FUN_ENTRY_FUNCTION);
  store<i64>(e, load<i64>(uniq), FUN_ENTRY_UNIQ);
  store<i64>(e, load<i64>(uniq, 8), FUN_ENTRY_UNIQ + 8);
  const at = funBuckets + (<usize>(funHash(m, index, uniq) & funMask) << 2);
  store<u32>(e, load<u32>(at), FUN_ENTRY_NEXT);
  store<u32>(at, <u32>e);
  funCount++;
  accountMemory(MEMORY_CODE, <f64>FUN_ENTRY_SIZE);
  return e;
}
export function internFunEntryAt(m: i32, index: i32, uniq: usize, oldUniq: i32, arity: i32, free: i32): usize {
  return internFunEntry(makeAtom(m), index, uniq, oldUniq, arity, free);
}

/** How many exports there are. */
export function exportEntries(): i32 { return <i32>exportCount; }
/** How many fun entries there are. */
export function funEntryCount(): i32 { return <i32>funCount; }
/** Calls `visit` with the address of each fun entry that no code stands behind. */
export function eachUnloadedFunEntry(visit: (entry: usize) => void): void {
  for (let i: u32 = 0; funBuckets != 0 && i <= funMask; i++) {
    let e = <usize>load<u32>(funBuckets + (<usize>i << 2));
    for (; e != 0; e = <usize>load<u32>(e, FUN_ENTRY_NEXT)) if (load<i32>(e, FUN_ENTRY_STATE) == STATE_UNDEFINED) visit(e);
  }
}
/** Frees the unloaded fun entries that `isFree` names, and their slots: no fun may point at one. */
export function freeFunEntries(isFree: (entry: usize) => bool): void {
  for (let i: u32 = 0; funBuckets != 0 && i <= funMask; i++) {
    let link = funBuckets + (<usize>i << 2);
    for (let e = <usize>load<u32>(link); e != 0; e = <usize>load<u32>(link)) {
      if (load<i32>(e, FUN_ENTRY_STATE) != STATE_UNDEFINED || !isFree(e)) {
        link = e + FUN_ENTRY_NEXT;
        continue;
      }
      store<u32>(link, load<u32>(e, FUN_ENTRY_NEXT));
      hostFreeSlot(load<i32>(e, FUN_ENTRY_SLOT));
      rawFree(e);
      funCount--;
      accountMemory(MEMORY_CODE, -<f64>FUN_ENTRY_SIZE);
    }
  }
}
