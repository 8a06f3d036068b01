/** Type tests. Each checks a local and fails by a branch; two-step tests look at the tag first, then at the header. */
import { OP } from "../../beam/index.js";
import {
  FALSE, HEADER, IMM1_MASK, IMM1_PID, IMM1_PORT, IMM1_SMALL, IMM2_ATOM, IMM2_MASK, NIL, SUB_BITS, SUB_EXTERNAL_PID,
  SUB_EXTERNAL_PORT, SUB_EXTERNAL_REF, SUB_FLATMAP, SUB_FLOAT, SUB_FUN, SUB_MASK, SUB_POS_BIG,
  SUB_REF, SUB_REFC_BINARY, SUB_SUB_BINARY, SUB_TUPLE, TAG_BOXED, TAG_LIST, TAG_MASK, TRUE, header, word,
} from "../layout.js";
import { Label, type Code } from "../wasm/code.js";
import { I32 } from "../wasm/instruction.js";
import type { Emitter } from "./emitter.js";

/** Branch to where the test fails when the i32 on the stack is not 0. */
export type Fail = () => void;

/** Masks that join the subtags which differ in the bits left out. */
const BIG_MASK = 0x38, FUN_MASK = 0x34, MAP_MASK = 0x2c;

const low = (c: Code, t: number): Code => c.get(t).op("i32_wrap_i64");
const tagIsNot = (c: Code, t: number, mask: number, tag: number): Code => low(c, t).i32(mask).op("i32_and").i32(tag).op("i32_ne");
const pushHeader = (c: Code, t: number): Code => low(c, t).i32Load(HEADER);

export function requireBoxed(c: Code, t: number, fail: Fail): void {
  tagIsNot(c, t, TAG_MASK, TAG_BOXED);
  fail();
}
function requireSub(c: Code, t: number, mask: number, sub: number, fail: Fail): void {
  requireBoxed(c, t, fail);
  pushHeader(c, t).i32(mask).op("i32_and").i32(sub).op("i32_ne");
  fail();
}
/** Passes by `br` to `ok` when the term has an immediate tag. */
function passImmediate(c: Code, t: number, mask: number, tag: number, ok: Label): void {
  low(c, t).i32(mask).op("i32_and").i32(tag).op("i32_eq").brIf(ok);
}
function either(c: Code, first: (ok: Label) => void, second: () => void): void {
  const ok = new Label();
  c.block(ok);
  first(ok);
  second();
  c.end();
}

function requireBitstring(c: Code, t: number, fail: Fail): void {
  requireBoxed(c, t, fail);
  // The three kinds of bitstrings are neighbours.
  pushHeader(c, t).i32(SUB_MASK).op("i32_and").i32(SUB_REFC_BINARY).op("i32_sub").i32(SUB_SUB_BINARY - SUB_REFC_BINARY).op("i32_gt_u");
  fail();
}
function requireBinary(c: Code, t: number, fail: Fail): void {
  requireBitstring(c, t, fail);
  pushHeader(c, t).i32(SUB_MASK).op("i32_and").i32(SUB_SUB_BINARY).op("i32_eq");
  // Only the size of a sub binary is in bits.
  c.if(I32);
  low(c, t).i32Load(HEADER + SUB_BITS).i32(7).op("i32_and");
  c.else().i32(0).end();
  fail();
}
export function requireTuple(c: Code, t: number, fail: Fail): void { requireSub(c, t, SUB_MASK, SUB_TUPLE, fail); }
function requireMap(c: Code, t: number, fail: Fail): void { requireSub(c, t, MAP_MASK, SUB_FLATMAP, fail); }

/** The tests that look at one term, by the name of their guard BIF. */
export const typeTests: Readonly<Record<string, (c: Code, t: number, fail: Fail) => void>> = {
  is_integer: (c, t, fail) => either(c, (ok) => passImmediate(c, t, IMM1_MASK, IMM1_SMALL, ok),
    () => requireSub(c, t, BIG_MASK, SUB_POS_BIG, fail)),
  is_float: (c, t, fail) => requireSub(c, t, SUB_MASK, SUB_FLOAT, fail),
  is_number: (c, t, fail) => either(c, (ok) => passImmediate(c, t, IMM1_MASK, IMM1_SMALL, ok), () => {
    requireBoxed(c, t, fail);
    pushHeader(c, t).i32(BIG_MASK).op("i32_and").i32(SUB_POS_BIG).op("i32_ne");
    pushHeader(c, t).i32(SUB_MASK).op("i32_and").i32(SUB_FLOAT).op("i32_ne").op("i32_and");
    fail();
  }),
  is_atom: (c, t, fail) => { tagIsNot(c, t, IMM2_MASK, IMM2_ATOM); fail(); },
  is_boolean: (c, t, fail) => {
    // true and false differ in one bit.
    c.get(t).i64(~(TRUE - FALSE)).op("i64_and").i64(FALSE).op("i64_ne");
    fail();
  },
  is_pid: (c, t, fail) => either(c, (ok) => passImmediate(c, t, IMM1_MASK, IMM1_PID, ok),
    () => requireSub(c, t, SUB_MASK, SUB_EXTERNAL_PID, fail)),
  is_port: (c, t, fail) => either(c, (ok) => passImmediate(c, t, IMM1_MASK, IMM1_PORT, ok),
    () => requireSub(c, t, SUB_MASK, SUB_EXTERNAL_PORT, fail)),
  is_reference: (c, t, fail) => {
    requireBoxed(c, t, fail);
    pushHeader(c, t).i32(SUB_MASK).op("i32_and").i32(SUB_REF).op("i32_ne");
    pushHeader(c, t).i32(SUB_MASK).op("i32_and").i32(SUB_EXTERNAL_REF).op("i32_ne").op("i32_and");
    fail();
  },
  is_nil: (c, t, fail) => { c.get(t).i64(NIL).op("i64_ne"); fail(); },
  is_list: (c, t, fail) => either(c, (ok) => c.get(t).i64(NIL).op("i64_eq").brIf(ok),
    () => { tagIsNot(c, t, TAG_MASK, TAG_LIST); fail(); }),
  is_nonempty_list: (c, t, fail) => { tagIsNot(c, t, TAG_MASK, TAG_LIST); fail(); },
  is_tuple: requireTuple,
  is_binary: requireBinary,
  is_bitstring: requireBitstring,
  is_map: requireMap,
  is_function: (c, t, fail) => requireSub(c, t, FUN_MASK, SUB_FUN, fail),
};

const BY_OP: ReadonlyMap<number, keyof typeof typeTests> = new Map<number, keyof typeof typeTests>([
  [OP.is_integer, "is_integer"], [OP.is_float, "is_float"], [OP.is_number, "is_number"], [OP.is_atom, "is_atom"],
  [OP.is_boolean, "is_boolean"], [OP.is_pid, "is_pid"], [OP.is_port, "is_port"], [OP.is_reference, "is_reference"],
  [OP.is_nil, "is_nil"], [OP.is_list, "is_list"], [OP.is_nonempty_list, "is_nonempty_list"], [OP.is_tuple, "is_tuple"],
  [OP.is_binary, "is_binary"], [OP.is_bitstr, "is_bitstring"], [OP.is_map, "is_map"], [OP.is_function, "is_function"],
]);
export const typeTestOps: readonly number[] = [...BY_OP.keys()];

/** Where a test instruction goes when it fails; label 0 in a body cannot come from a compiler. */
export function failOf(e: Emitter): Fail {
  const to = e.target(e.arg(0)) ?? e.bad("a test without a label");
  return () => e.branchIf(to);
}

export function emitTypeTest(e: Emitter): void {
  const fail = failOf(e), source = e.arg(1), t = e.local(source);
  typeTests[BY_OP.get(e.ins.op)!]!(e.c, t, fail);
  e.done(source, t);
}

export function emitTestArity(e: Emitter): void {
  const fail = failOf(e), source = e.arg(1), t = e.local(source);
  pushHeader(e.c, t).i32(header(e.number(2), SUB_TUPLE)).op("i32_ne");
  fail();
  e.done(source, t);
}

export function emitIsTaggedTuple(e: Emitter): void {
  const { c } = e, fail = failOf(e), source = e.arg(1), t = e.local(source);
  requireBoxed(c, t, fail);
  pushHeader(c, t).i32(header(e.number(2), SUB_TUPLE)).op("i32_ne");
  fail();
  low(c, t).i64Load(word(1));
  e.push(e.arg(3));
  c.op("i64_ne");
  fail();
  e.done(source, t);
}

export function emitIsFunction2(e: Emitter): void {
  const fail = failOf(e);
  e.push(e.arg(1));
  e.push(e.arg(2));
  e.runtime("rt_is_function2");
  e.c.op("i32_eqz");
  fail();
}
