/** Raising and catching. A catch is a word in a Y register that names the point of its handler. */
import { OP } from "../../beam/index.js";
import { NIL } from "../layout.js";
import { I64 } from "../wasm/instruction.js";
import type { Emitter } from "./emitter.js";
import type { RuntimeName } from "../runtime.js";

const RAISES: ReadonlyMap<number, RuntimeName> = new Map<number, RuntimeName>([
  [OP.badmatch, "rt_badmatch"], [OP.case_end, "rt_case_clause"], [OP.if_end, "rt_if_clause"],
  [OP.try_case_end, "rt_try_clause"], [OP.badrecord, "rt_badrecord"],
]);
export const raiseOps: readonly number[] = [...RAISES.keys()];

export function emitRaise(e: Emitter): void {
  e.storeSp();
  for (const o of e.ins.args) e.push(o);
  e.runtime(RAISES.get(e.ins.op)!);
  e.c.op("drop");
  e.raise();
}

/** No clause matches: the trace holds the arguments, which stand in the X cells without a callee at the point. */
export function emitFunctionClause(e: Emitter): void {
  e.storeSp();
  e.runtime("rt_function_clause");
  e.c.op("drop");
  e.raise(Array.from({ length: e.number(2) }, (_, i) => () => { e.c.get(e.x(i)); }));
}

/** raise Trace, Value */
export function emitReraise(e: Emitter): void {
  e.storeSp();
  e.push(e.arg(0));
  e.push(e.arg(1));
  e.runtime("rt_raise");
  e.c.op("drop");
  e.raise();
}

export function emitRawRaise(e: Emitter): void {
  const { c } = e, result = c.temp(I64);
  e.storeSp();
  for (let i = 0; i < 3; i++) c.get(e.x(i));
  e.runtime("rt_raw_raise");
  c.tee(result).op("i64_eqz").if();
  e.raise();
  c.end();
  c.get(result).set(e.x(0));
  c.release(result);
}

export function emitBuildStacktrace(e: Emitter): void {
  e.storeFloor();
  e.c.get(e.x(0));
  e.runtime("rt_build_stacktrace");
  e.c.set(e.x(0));
}

export function emitTry(e: Emitter): void {
  const handler = e.target(e.arg(1))!;
  const point = e.context.handlerPoint(handler, e.ins.op === OP.catch ? "caught" : "exception", e.ins.line);
  e.store(e.arg(0), () => e.linkage.catchWord(e.c, point));
}

/** The catch word goes: at the end of a protected part, and where its handler begins. */
export function emitTryEnd(e: Emitter): void {
  e.store(e.arg(0), () => e.c.i64(NIL));
}

