/** Floats in registers of their own. A result that is infinite or no number is badarith, as in the BEAM. */
import { OP } from "../../beam/index.js";
import { BOXED_BIAS, FLOAT_WORDS, IMM1_MASK, IMM1_SMALL, SUB_FLOAT, header, word } from "../layout.js";
import { F64 } from "../wasm/instruction.js";
import type { WasmName } from "../wasm/instruction.js";
import type { Emitter } from "./emitter.js";

/** Between a float register and a boxed float that is known to be one. */
export function emitFmove(e: Emitter): void {
  const { c } = e, from = e.arg(0), to = e.arg(1);
  if (from.kind === "float") {
    const offset = e.fill(FLOAT_WORDS);
    c.get(e.heap).i64(header(1, SUB_FLOAT)).i64Store(offset);
    c.get(e.heap).get(e.float(from)).f64Store(offset + 8);
    e.store(to, () => e.pushPointer(offset, BOXED_BIAS));
  } else {
    e.push(from);
    c.op("i32_wrap_i64").f64Load(word(1)).set(e.float(to));
  }
}

export function emitFconv(e: Emitter): void {
  const { c } = e, source = e.arg(0), t = e.local(source), to = e.float(e.arg(1));
  c.get(t).op("i32_wrap_i64").i32(IMM1_MASK).op("i32_and").i32(IMM1_SMALL).op("i32_eq").if();
  c.get(t).i64(4).op("i64_shr_s").op("f64_convert_i64_s").set(to);
  c.else().get(t);
  e.runtime("rt_to_float");
  // Not a number: the source is none.
  c.tee(to).get(to).op("f64_ne").if();
  badarith(e);
  c.end().end();
  e.done(source, t);
}

function badarith(e: Emitter): void {
  e.storeSp();
  e.runtime("rt_badarith");
  e.c.op("drop");
  e.raise();
}

const OPERATORS: ReadonlyMap<number, WasmName> = new Map<number, WasmName>([
  [OP.fadd, "f64_add"], [OP.fsub, "f64_sub"], [OP.fmul, "f64_mul"], [OP.fdiv, "f64_div"],
]);
export const floatOps: readonly number[] = [...OPERATORS.keys()];

export function emitFloatOperator(e: Emitter): void {
  const { c } = e, result = c.temp(F64);
  c.get(e.float(e.arg(1))).get(e.float(e.arg(2))).op(OPERATORS.get(e.ins.op)!);
  // Only a finite number is 0 when it is taken from itself.
  c.tee(result).get(result).op("f64_sub").f64(0).op("f64_ne");
  const fail = e.target(e.arg(0));
  if (fail !== undefined) e.branchIf(fail);
  else {
    c.if();
    badarith(e);
    c.end();
  }
  c.get(result).set(e.float(e.arg(3)));
  c.release(result);
}

/** 0.0 - X, as OTP has this instruction: of 0.0 it makes 0.0, unlike the BIF. */
export function emitFnegate(e: Emitter): void {
  e.c.f64(0).get(e.float(e.arg(1))).op("f64_sub").set(e.float(e.arg(2)));
}
