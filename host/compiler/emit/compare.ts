/** Comparisons: small integers and immediates inline, everything else by the core. */
import { OP, type Operand } from "../../beam/index.js";
import { IMM1_MASK, IMM1_SMALL, TAG_IMMEDIATE, TAG_MASK } from "../layout.js";
import { Label } from "../wasm/code.js";
import type { WasmName } from "../wasm/instruction.js";
import type { Emitter } from "./emitter.js";
import { failOf, type Fail } from "./test.js";

export type Relation = "<" | ">=" | "==" | "/=" | "=:=" | "=/=";

/** Push whether both operands are small integers, or whether they are not (the known ones are not looked at). */
export function pushAreSmall(e: Emitter, a: Operand, la: number, b: Operand, lb: number, not = false): void {
  const { c } = e;
  if (e.isSmall(a)) c.get(lb);
  else if (e.isSmall(b)) c.get(la);
  else c.get(la).get(lb).op("i64_and");
  c.op("i32_wrap_i64").i32(IMM1_MASK).op("i32_and").i32(IMM1_SMALL).op(not ? "i32_ne" : "i32_eq");
}

/** A local or a constant: constants are pushed where they are used. */
interface Value { readonly local: number; push(): void; done(): void }
function value(e: Emitter, o: Operand): Value {
  if (e.immediate(o) !== undefined) return { local: -1, push: () => e.push(o), done: () => undefined };
  const local = e.local(o);
  return { local, push: () => e.c.get(local), done: () => e.done(o, local) };
}

/** Go on where the relation holds, fail where it does not. */
export function requireRelation(e: Emitter, relation: Relation, a: Operand, b: Operand, fail: Fail): void {
  switch (relation) {
    case "<": order(e, "i64_ge_s", "i32_ge_s", a, b, fail); break;
    case ">=": order(e, "i64_lt_s", "i32_lt_s", a, b, fail); break;
    case "=:=": equal(e, a, b, true, fail); break;
    case "==": equal(e, a, b, false, fail); break;
    case "=/=": different(e, a, b, true, fail); break;
    case "/=": different(e, a, b, false, fail); break;
  }
}

/** `fast`, `slow`: what fails, of the terms when both are small integers, and of rt_compare's answer and 0. */
function order(e: Emitter, fast: WasmName, slow: WasmName, a: Operand, b: Operand, fail: Fail): void {
  const { c } = e, va = value(e, a), vb = value(e, b);
  const inline = (): void => {
    va.push();
    vb.push();
    c.op(fast);
    fail();
  };
  const call = (): void => {
    va.push();
    vb.push();
    e.runtime("rt_compare");
    c.i32(0).op(slow);
    fail();
  };
  const constant = va.local < 0 ? a : vb.local < 0 ? b : undefined;
  if (e.isSmall(a) && e.isSmall(b)) inline();
  else if (constant !== undefined && (constant.kind !== "integer" || (va.local < 0 && vb.local < 0))) call();
  else {
    if (constant === undefined) pushAreSmall(e, a, va.local, b, vb.local);
    else c.get(va.local < 0 ? vb.local : va.local).op("i32_wrap_i64").i32(IMM1_MASK).op("i32_and").i32(IMM1_SMALL).op("i32_eq");
    c.if();
    inline();
    c.else();
    call();
    c.end();
  }
  va.done();
  vb.done();
}

/** Equality of a constant that is one word is equality of the words; a small integer may be == to a float. */
const isOneWord = (o: Operand, exact: boolean): boolean =>
  o.kind === "atom" || o.kind === "nil" || (o.kind === "integer" && exact);

/** Push whether two terms that are not the same word cannot be equal either. */
function pushCannotBeEqual(e: Emitter, va: Value, vb: Value, exact: boolean): void {
  const { c } = e;
  va.push();
  vb.push();
  // Exactly: only two boxed terms or two conses may be; other pairs of tags add up to all ones.
  if (exact) c.op("i64_or").op("i32_wrap_i64").i32(TAG_MASK).op("i32_and").i32(TAG_IMMEDIATE).op("i32_eq");
  // Two small integers that differ; anything else may be a float, or hold one.
  else c.op("i64_and").op("i32_wrap_i64").i32(IMM1_MASK).op("i32_and").i32(IMM1_SMALL).op("i32_eq");
}

function equal(e: Emitter, a: Operand, b: Operand, exact: boolean, fail: Fail): void {
  const { c } = e, va = value(e, a), vb = value(e, b), same = new Label();
  const words = (name: WasmName): void => {
    va.push();
    vb.push();
    c.op(name);
  };
  if (isOneWord(a, exact) || isOneWord(b, exact)) {
    words("i64_ne");
    fail();
  } else {
    c.block(same);
    words("i64_eq");
    c.brIf(same);
    pushCannotBeEqual(e, va, vb, exact);
    fail();
    va.push();
    vb.push();
    e.runtime(exact ? "rt_exact_equal" : "rt_equal");
    c.op("i32_eqz");
    fail();
    c.end();
  }
  va.done();
  vb.done();
}

function different(e: Emitter, a: Operand, b: Operand, exact: boolean, fail: Fail): void {
  const { c } = e, va = value(e, a), vb = value(e, b), differ = new Label();
  va.push();
  vb.push();
  c.op("i64_eq");
  fail();
  if (!isOneWord(a, exact) && !isOneWord(b, exact)) {
    c.block(differ);
    pushCannotBeEqual(e, va, vb, exact);
    c.brIf(differ);
    va.push();
    vb.push();
    e.runtime(exact ? "rt_exact_equal" : "rt_equal");
    fail();
    c.end();
  }
  va.done();
  vb.done();
}

const RELATIONS: ReadonlyMap<number, Relation> = new Map<number, Relation>([
  [OP.is_lt, "<"], [OP.is_ge, ">="], [OP.is_eq, "=="], [OP.is_ne, "/="], [OP.is_eq_exact, "=:="], [OP.is_ne_exact, "=/="],
]);
export const comparisonOps: readonly number[] = [...RELATIONS.keys()];

export function emitComparison(e: Emitter): void {
  requireRelation(e, RELATIONS.get(e.ins.op)!, e.arg(1), e.arg(2), failOf(e));
}
