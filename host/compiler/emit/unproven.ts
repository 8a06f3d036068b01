/**
 * Checks of operands that instructions trust, where the verifier could not prove them (verify_flow.ts). Code of a compiler always
 * passes; code that does not raises badarg, where the BEAM would take what is there for what it is not.
 */
import { OP } from "../../beam/index.js";
import { HEADER, HEADER_ARITY_SHIFT, MATCH_WORDS, SUB_MATCH, header } from "../layout.js";
import { Label } from "../wasm/code.js";
import type { Emitter } from "./emitter.js";
import { requireBoxed, requireTuple, typeTests, type Fail } from "./test.js";

type Check = (e: Emitter, local: number, fail: Fail) => void;

const cons: Check = ({ c }, t, fail) => typeTests["is_nonempty_list"]!(c, t, fail);
const map: Check = ({ c }, t, fail) => typeTests["is_map"]!(c, t, fail);
const float: Check = ({ c }, t, fail) => typeTests["is_float"]!(c, t, fail);
const context: Check = ({ c }, t, fail) => {
  requireBoxed(c, t, fail);
  c.get(t).op("i32_wrap_i64").i32Load(HEADER).i32(header(MATCH_WORDS, SUB_MATCH)).op("i32_ne");
  fail();
};
/** A tuple of at least as many elements as `least` says of the instruction. */
const tuple = (least: (e: Emitter) => number): Check => (e, t, fail) => {
  const { c } = e, arity = least(e);
  requireTuple(c, t, fail);
  if (arity === 0) return;
  c.get(t).op("i32_wrap_i64").i32Load(HEADER).i32(arity << HEADER_ARITY_SHIFT).op("i32_lt_u");
  fail();
};

/** By instruction: the operand, and what it must be. */
const CHECKS: ReadonlyMap<number, readonly [number, Check]> = new Map<number, readonly [number, Check]>([
  [OP.get_list, [0, cons]], [OP.get_hd, [0, cons]], [OP.get_tl, [0, cons]],
  [OP.get_tuple_element, [0, tuple((e) => e.number(1) + 1)]], [OP.set_tuple_element, [1, tuple((e) => e.number(2) + 1)]],
  [OP.update_record, [2, tuple((e) => e.number(1))]], [OP.test_arity, [1, tuple(() => 0)]],
  [OP.fmove, [0, float]],
  [OP.has_map_fields, [1, map]], [OP.get_map_elements, [1, map]],
  [OP.bs_get_tail, [0, context]], [OP.bs_get_position, [0, context]], [OP.bs_set_position, [0, context]],
  ...[
    OP.bs_get_integer2, OP.bs_get_float2, OP.bs_get_binary2, OP.bs_skip_bits2, OP.bs_test_tail2, OP.bs_test_unit, OP.bs_match_string,
    OP.bs_get_utf8, OP.bs_skip_utf8, OP.bs_get_utf16, OP.bs_skip_utf16, OP.bs_get_utf32, OP.bs_skip_utf32, OP.bs_match,
  ].map((op) => [op, [1, context]] as const),
]);

/** Before an instruction that is unproven. */
export function emitCheck(e: Emitter): void {
  const found = CHECKS.get(e.ins.op);
  if (found === undefined) return;
  const [at, check] = found, operand = e.arg(at);
  if (operand.kind === "float") return;
  const local = e.local(operand);
  orBadarg(e, (fail) => check(e, local, fail));
  e.done(operand, local);
}

/** Raise badarg where `test` fails. */
export function orBadarg(e: Emitter, test: (fail: Fail) => void): void {
  const { c } = e, passed = new Label(), failed = new Label();
  c.block(passed).block(failed);
  test(() => c.brIf(failed));
  c.br(passed).end();
  e.storeSp();
  e.runtime("rt_badarg");
  c.op("drop");
  e.raise();
  c.end();
}
