/** Calls of functions and funs, and returning. The first form: store a CP word, then tail-call. */
import { OP, type Operand } from "../../beam/index.js";
import { IR, NO_FRAME } from "../instruction.js";
import { CALLEE, EXPORT_SLOT, FUN_ARITY, FUN_SLOT, HEADER, SUB_FUN } from "../layout.js";
import { Label } from "../wasm/code.js";
import { I32 } from "../wasm/instruction.js";
import { emitCallSlot, emitReturn as emitReturnValue } from "./bif.js";
import type { Emitter } from "./emitter.js";
import { requireBoxed } from "./test.js";

/** Subtags of funs and export funs differ in one bit. */
const FUN_MASK = 0x34;

/** Write the CP word that the callee returns to: the point after the call. */
function storeReturn(e: Emitter): void {
  const after = e.node.after;
  e.pushCpAddress();
  e.pushCp(after === undefined ? e.makePoint("site", 1) : e.context.afterPoint(after));
  e.c.i64Store(0);
}

/** Push x0 …, and the sp for a callee: the address of the CP word. */
function pushArguments(e: Emitter, n: number, last: boolean): void {
  for (let i = 0; i < n; i++) e.c.get(e.x(i));
  if (last) e.pushSp(NO_FRAME);
  else e.pushCpAddress();
}

export function emitReturn(e: Emitter): void {
  e.c.get(e.x(0));
  emitReturnValue(e);
}

export function emitLocalCall(e: Emitter): void {
  const { context, c } = e, label = e.number(1);
  const to = context.lowering.function(label), index = context.direct(to)!;
  const last = e.ins.op === OP.call_only || e.ins.op === OP.call_last;
  if (last && to === context.f && e.region.callsItself) {
    for (let i = 0; i < to.arity; i++) if (e.x(i) !== i) c.get(e.x(i)).set(i);
    c.br(e.headLabel);
    return;
  }
  if (!last) storeReturn(e);
  pushArguments(e, to.arity, last);
  c.returnCall(index);
}

export function emitRemoteCall(e: Emitter): void {
  const { c } = e, last = e.ins.op === OP.call_ext_only || e.ins.op === OP.call_ext_last, callee = e.ins.callee!;
  if (!last) storeReturn(e);
  c.i32(0);
  e.linkage.exportAddress(c, callee);
  c.i32Store(CALLEE);
  pushArguments(e, e.ins.arity, last);
  e.linkage.exportSlot(c, callee);
  emitCallSlot(e, e.ins.arity);
}

export function emitCallFun(e: Emitter): void {
  const { c } = e, n = e.ins.arity, last = e.ins.op === IR.call_fun_last;
  const source: Operand = e.ins.args.length > 1 ? e.arg(2) : { kind: "x", value: n, type: -1 };
  const fun = e.local(source), bad = new Label();
  c.block(bad);
  requireBoxed(c, fun, () => c.brIf(bad));
  c.get(fun).op("i32_wrap_i64").i32Load(HEADER).i32(FUN_MASK).op("i32_and").i32(SUB_FUN).op("i32_ne").brIf(bad);
  c.get(fun).op("i32_wrap_i64").i32Load(HEADER + FUN_ARITY).i32(n).op("i32_ne").brIf(bad);
  if (!last) storeReturn(e);
  for (let i = 0; i < n; i++) c.get(e.x(i));
  c.get(fun);
  if (last) e.pushSp(NO_FRAME);
  else e.pushCpAddress();
  c.get(fun).op("i32_wrap_i64").i32Load(HEADER + FUN_SLOT);
  emitCallSlot(e, n + 1);
  c.end();
  for (let i = 0; i < n; i++) c.get(e.x(i));
  c.get(fun);
  if (last) e.frame = NO_FRAME;
  e.pushCpAddress();
  e.pushCp(e.makePoint("site", n));
  c.returnCall(e.unit.helper("bad_fun", n + 1));
  e.done(source, fun);
}

export function emitApply(e: Emitter): void {
  const { c } = e, n = e.ins.arity, last = e.ins.op === OP.apply_last;
  const callee = c.temp(I32);
  e.storeSp();
  c.get(e.x(n)).get(e.x(n + 1)).i32(n);
  if (last && n > 0) {
    c.get(e.x(0));
    e.runtime("rt_apply_last");
  } else e.runtime("rt_apply");
  c.tee(callee).op("i32_eqz").if();
  // The trace shows apply(M, F, Args), so the arguments must be in X.
  e.raise(Array.from({ length: n }, (_, i) => () => { c.get(e.x(i)); }));
  c.end();
  if (!last) storeReturn(e);
  c.i32(0).get(callee).i32Store(CALLEE);
  pushArguments(e, n, last);
  c.get(callee).i32Load(EXPORT_SLOT);
  emitCallSlot(e, n);
  c.release(callee);
}
