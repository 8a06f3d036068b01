/** Moves, tuples, lists, funs, maps. */
import { OP, type Operand } from "../../beam/index.js";
import { NO_FRAME } from "../instruction.js";
import {
  ARGS, ARGS_COUNT, BOXED_BIAS, FUN_CREATOR, FUN_ENTRY_SLOT, FUN_ENV, FUN_FIXED_WORDS, FUN_SLOT, FUN_ARITY, FUN_FREE, HEAD,
  LIST_BIAS, NIL, PROC, PROCESS_PID, SUB_FUN, SUB_TUPLE, TAIL, header, word,
} from "../layout.js";
import { filledBy, reservedBy } from "../heap.js";
import { I64 } from "../wasm/instruction.js";
import type { Emitter } from "./emitter.js";
import { failOf } from "./test.js";

export function emitMove(e: Emitter): void { e.store(e.arg(1), () => e.push(e.arg(0))); }

export function emitSwap(e: Emitter): void {
  const { c } = e, t = c.temp(I64);
  e.push(e.arg(0));
  c.set(t);
  e.store(e.arg(0), () => e.push(e.arg(1)));
  e.store(e.arg(1), () => c.get(t));
  c.release(t);
}

// --- stack and heap
export function emitTestHeap(e: Emitter): void { e.checkHeap(reservedBy(e.ins)!); }

export function emitAllocate(e: Emitter): void {
  const words = reservedBy(e.ins);
  if (words !== undefined) e.checkHeap(words);
  else if (!e.room) e.checkHeap(0);
  e.room = true;
  if (e.ins.op !== OP.allocate_zero && e.ins.op !== OP.allocate_heap_zero) return;
  e.frame = e.number(0);
  for (let y = 0; y < e.number(0); y++) e.store({ kind: "y", value: y, type: -1 }, () => e.c.i64(NIL));
  e.frame = NO_FRAME;
}

export function emitInit(e: Emitter): void {
  const all = e.ins.op === OP.init ? [e.arg(0)] : e.list(0);
  for (const y of all) e.store(y, () => e.c.i64(NIL));
}

// --- tuples and lists
const pushField = (e: Emitter, local: number, offset: number): void => { e.c.get(local).op("i32_wrap_i64").i64Load(offset); };

export function emitGetList(e: Emitter): void {
  const { c } = e, t = c.temp(I64);
  e.push(e.arg(0));
  c.set(t);
  e.store(e.arg(1), () => pushField(e, t, HEAD));
  e.store(e.arg(2), () => pushField(e, t, TAIL));
  c.release(t);
}

/** get_hd, get_tl, get_tuple_element: one load. */
function emitLoad(e: Emitter, to: Operand, offset: number): void {
  e.store(to, () => {
    e.push(e.arg(0));
    e.c.op("i32_wrap_i64").i64Load(offset);
  });
}
export function emitGetHd(e: Emitter): void { emitLoad(e, e.arg(1), HEAD); }
export function emitGetTl(e: Emitter): void { emitLoad(e, e.arg(1), TAIL); }
export function emitGetTupleElement(e: Emitter): void { emitLoad(e, e.arg(2), word(e.number(1) + 1)); }

export function emitSetTupleElement(e: Emitter): void {
  e.push(e.arg(1));
  e.c.op("i32_wrap_i64");
  e.push(e.arg(0));
  e.c.i64Store(word(e.number(2) + 1));
}

export function emitPutList(e: Emitter): void {
  const { c } = e, offset = e.fill(filledBy(e.ins));
  c.get(e.heap);
  e.push(e.arg(0));
  c.i64Store(offset);
  c.get(e.heap);
  e.push(e.arg(1));
  c.i64Store(offset + 8);
  e.store(e.arg(2), () => e.pushPointer(offset, LIST_BIAS));
}

export function emitPutTuple(e: Emitter): void {
  const { c } = e, elements = e.list(1), offset = e.fill(filledBy(e.ins));
  c.get(e.heap).i64(header(elements.length, SUB_TUPLE)).i64Store(offset);
  elements.forEach((o, i) => {
    c.get(e.heap);
    e.push(o);
    c.i64Store(offset + 8 * (i + 1));
  });
  e.store(e.arg(0), () => e.pushPointer(offset, BOXED_BIAS));
}

/** A copy of a tuple with some elements replaced. */
export function emitUpdateRecord(e: Emitter): void {
  const { c } = e, size = e.number(1), updates = e.list(4), offset = e.fill(filledBy(e.ins)), from = e.local(e.arg(2));
  const replaced = new Map<number, Operand>();
  for (let i = 0; i < updates.length; i += 2) replaced.set((updates[i] as { value: number }).value, updates[i + 1]!);
  c.get(e.heap).i64(header(size, SUB_TUPLE)).i64Store(offset);
  for (let i = 1; i <= size; i++) {
    c.get(e.heap);
    const value = replaced.get(i);
    if (value === undefined) pushField(e, from, word(i));
    else e.push(value);
    c.i64Store(offset + 8 * i);
  }
  e.done(e.arg(2), from);
  e.store(e.arg(3), () => e.pushPointer(offset, BOXED_BIAS));
}

// --- funs
export function emitMakeFun(e: Emitter): void {
  const { c, linkage, context } = e, position = e.number(0), free = e.list(2), offset = e.fill(filledBy(e.ins));
  const lambda = context.module.lambdas[position]!;
  c.get(e.heap).i64(header(FUN_FIXED_WORDS + free.length, SUB_FUN)).i64Store(offset);
  c.get(e.heap);
  linkage.funEntry(c, context.moduleIndex, position);
  c.i32Store(offset + 8);
  c.get(e.heap);
  linkage.funEntry(c, context.moduleIndex, position);
  c.i32Load(FUN_ENTRY_SLOT).i32Store(offset + FUN_SLOT);
  c.get(e.heap).i32(lambda.bodyArity - lambda.free).i32Store(offset + FUN_ARITY);
  c.get(e.heap).i32(lambda.free).i32Store(offset + FUN_FREE);
  c.get(e.heap).i32(0).i32Load(PROC).i64Load(PROCESS_PID).i64Store(offset + FUN_CREATOR);
  free.forEach((o, i) => {
    c.get(e.heap);
    e.push(o);
    c.i64Store(offset + FUN_ENV + 8 * i);
  });
  e.store(e.arg(1), () => e.pushPointer(offset, BOXED_BIAS));
}

// --- maps
/** More pairs than the argument list holds are put in several steps. */
const MAP_CHUNK = ARGS_COUNT;

export function emitPutMap(e: Emitter): void {
  const { c } = e, items = e.list(4), fail = e.target(e.arg(0));
  const name = e.ins.op === OP.put_map_exact ? "rt_map_put_exact" : "rt_map_put_assoc";
  const map = c.temp(I64);
  e.push(e.arg(1));
  c.set(map);
  e.storeFloor();
  for (let from = 0; from === 0 || from < items.length; from += MAP_CHUNK) {
    const chunk = items.slice(from, from + MAP_CHUNK);
    chunk.forEach((o, i) => {
      c.i32(0);
      e.push(o);
      c.i64Store(ARGS + 8 * i);
    });
    c.get(map).i32(chunk.length);
    e.runtime(name);
    c.tee(map).op("i64_eqz");
    if (fail !== undefined) e.branchIf(fail);
    else {
      c.if();
      e.raise();
      c.end();
    }
  }
  e.store(e.arg(2), () => c.get(map));
  c.release(map);
}

export function emitHasMapFields(e: Emitter): void {
  const fail = failOf(e), map = e.local(e.arg(1));
  for (const key of e.list(2)) {
    e.c.get(map);
    e.push(key);
    e.runtime("rt_map_get");
    e.c.op("i64_eqz");
    fail();
  }
  e.done(e.arg(1), map);
}

export function emitGetMapElements(e: Emitter): void {
  const { c } = e, fail = failOf(e), items = e.list(2);
  // A destination may be the register of the map.
  const map = c.temp(I64), value = c.temp(I64);
  e.push(e.arg(1));
  c.set(map);
  for (let i = 0; i < items.length; i += 2) {
    c.get(map);
    e.push(items[i]!);
    e.runtime("rt_map_get");
    c.tee(value).op("i64_eqz");
    fail();
    e.store(items[i + 1]!, () => c.get(value));
  }
  c.release(map, value);
}

