/** Integer arithmetic on small integers inline; the guard BIF does the rest: big integers, floats, errors. */
import type { Operand } from "../../beam/index.js";
import { IMM1_MASK, IMM1_SMALL } from "../layout.js";
import { Label, type Code } from "../wasm/code.js";
import { pushAreSmall } from "./compare.js";
import { small, type Emitter } from "./emitter.js";

const TAG_BITS = 4;
/** Shifts by more bits than a small integer has go the slow way to the left, and give the sign to the right. */
const WORD_BITS = 63;

interface Operation {
  readonly e: Emitter;
  readonly c: Code;
  readonly a: Operand;
  readonly b: Operand;
  /** Locals of the operands. */
  readonly la: number;
  readonly lb: number;
  /** Local of the result. */
  readonly result: number;
  readonly slow: Label;
}

/** Constant operand as a number, when it is a small integer. */
const constant = (o: Operand): bigint | undefined => o.kind === "integer" ? o.value : undefined;

function pushUntagged({ c }: Operation, local: number): Code { return c.get(local).i64(TAG_BITS).op("i64_shr_s"); }

/** After `set result`: leave when the sign shows that 64 bits were too few. */
function plus(o: Operation): void {
  const { c, la, lb, result, slow } = o, k = constant(o.b);
  if (k !== undefined) {
    c.get(la).i64(k << 4n).op("i64_add").tee(result).get(la).op(k < 0n ? "i64_gt_s" : "i64_lt_s").brIf(slow);
    return;
  }
  c.get(la).get(lb).i64(~IMM1_SMALL).op("i64_and").op("i64_add").set(result);
  c.get(la).get(result).op("i64_xor").get(lb).get(result).op("i64_xor").op("i64_and").i64(0).op("i64_lt_s").brIf(slow);
}

function minus(o: Operation): void {
  const { c, la, lb, result, slow } = o, k = constant(o.b);
  if (k !== undefined) {
    c.get(la).i64(k << 4n).op("i64_sub").tee(result).get(la).op(k < 0n ? "i64_lt_s" : "i64_gt_s").brIf(slow);
    return;
  }
  c.get(la).get(lb).i64(~IMM1_SMALL).op("i64_and").op("i64_sub").set(result);
  c.get(la).get(lb).op("i64_xor").get(la).get(result).op("i64_xor").op("i64_and").i64(0).op("i64_lt_s").brIf(slow);
}

/** Leave when a number is not that of a small integer; tag it otherwise. */
function tagResult({ c, result, slow }: Operation): void {
  c.get(result).i64(TAG_BITS).op("i64_shl").i64(TAG_BITS).op("i64_shr_s").get(result).op("i64_ne").brIf(slow);
  c.get(result).i64(TAG_BITS).op("i64_shl").i64(IMM1_SMALL).op("i64_or").set(result);
}

function times(o: Operation): void {
  const { la, lb, result, slow } = o;
  // Two factors of 32 bits have a product of 63: bigger ones go the slow way.
  for (const [operand, local] of [[o.a, la], [o.b, lb]] as const) {
    if (operand.kind === "integer" && BigInt.asIntN(32, operand.value) === operand.value) continue;
    pushUntagged(o, local).op("i64_extend32_s");
    pushUntagged(o, local).op("i64_ne").brIf(slow);
  }
  pushUntagged(o, la);
  pushUntagged(o, lb).op("i64_mul").set(result);
  tagResult(o);
}

const divide = (name: "i64_div_s" | "i64_rem_s") => (o: Operation): void => {
  const { c, la, lb, result, slow } = o, k = constant(o.b);
  // 0 is an error, and -1 gives a big integer for the least small one.
  if (k === undefined) {
    pushUntagged(o, lb).i64(1).op("i64_add").i64(1).op("i64_le_u").brIf(slow);
  } else if (k === 0n || k === -1n) c.i32(1).brIf(slow);
  pushUntagged(o, la);
  pushUntagged(o, lb).op(name).i64(TAG_BITS).op("i64_shl").i64(IMM1_SMALL).op("i64_or").set(result);
};

const bitwise = (name: "i64_and" | "i64_or" | "i64_xor") => ({ c, la, lb, result }: Operation): void => {
  c.get(la).get(lb).op(name);
  if (name === "i64_xor") c.i64(IMM1_SMALL).op("i64_or");
  c.set(result);
};

function shiftLeft(o: Operation): void {
  const { c, la, lb, result, slow } = o;
  pushUntagged(o, lb).i64(WORD_BITS - TAG_BITS).op("i64_gt_u").brIf(slow);
  // What comes back shifted the other way is what was there, or bits were lost.
  c.get(la).i64(IMM1_SMALL).op("i64_xor");
  pushUntagged(o, lb).op("i64_shl").tee(result);
  pushUntagged(o, lb).op("i64_shr_s").get(la).i64(IMM1_SMALL).op("i64_xor").op("i64_ne").brIf(slow);
  c.get(result).i64(IMM1_SMALL).op("i64_or").set(result);
}

function shiftRight(o: Operation): void {
  const { c, la, lb, result, slow } = o;
  pushUntagged(o, lb).i64(WORD_BITS).op("i64_gt_u").brIf(slow);
  c.get(la);
  pushUntagged(o, lb).op("i64_shr_s").i64(IMM1_SMALL).op("i64_or").set(result);
}

const BINARY: Readonly<Record<string, (o: Operation) => void>> = {
  "+": plus, "-": minus, "*": times, div: divide("i64_div_s"), rem: divide("i64_rem_s"), band: bitwise("i64_and"),
  bor: bitwise("i64_or"), bxor: bitwise("i64_xor"), bsl: shiftLeft, bsr: shiftRight,
};

/** Operators whose result has the tag that its operands have. */
const KEEPS_TAGS: ReadonlySet<string> = new Set(["+", "-", "band", "bor"]);
const trusted = (e: Emitter, o: Operand): boolean => o.kind !== "integer" && e.isSmall(o);

/**
 * Emit an operator on small integers, leaving the result in `result`; `slow` emits the call of the guard BIF that
 * leaves it there as well. False: the operator is not one of these.
 */
export function emitArithmetic(e: Emitter, name: string, args: readonly Operand[], result: number, slow: () => void): boolean {
  const { c } = e;
  if (args.length === 1) return emitUnary(e, name, args[0]!, result, slow);
  const operate = BINARY[name];
  if (operate === undefined || args.length !== 2) return false;
  let [a, b] = args as [Operand, Operand];
  // Constants of commutative operators come second, where they are folded in.
  if (a.kind === "integer" && (name === "+" || name === "*")) [a, b] = [b, a];
  const la = e.local(a), lb = e.local(b);
  const slowLabel = new Label(), done = new Label();
  c.block(done).block(slowLabel);
  if (!(e.isSmall(a) && e.isSmall(b))) {
    pushAreSmall(e, a, la, b, lb, true);
    c.brIf(slowLabel);
  }
  operate({ e, c, a, b, la, lb, result, slow: slowLabel });
  // A type that lies makes a wrong number, and never a pointer.
  if (KEEPS_TAGS.has(name) && (trusted(e, a) || trusted(e, b))) c.get(result).i64(IMM1_SMALL).op("i64_or").set(result);
  c.br(done).end();
  slow();
  c.end();
  e.done(a, la);
  e.done(b, lb);
  return true;
}

function emitUnary(e: Emitter, name: string, a: Operand, result: number, slow: () => void): boolean {
  if (name !== "-" && name !== "bnot") return false;
  const { c } = e, la = e.local(a);
  const slowLabel = new Label(), done = new Label();
  c.block(done).block(slowLabel);
  c.get(la).op("i32_wrap_i64").i32(IMM1_MASK).op("i32_and").i32(IMM1_SMALL).op("i32_ne").brIf(slowLabel);
  if (name === "bnot") c.get(la).i64(~IMM1_SMALL).op("i64_xor").set(result);
  else {
    c.get(la).i64(small(-(1n << 59n))).op("i64_eq").brIf(slowLabel);
    c.i64(2 * IMM1_SMALL).get(la).op("i64_sub").set(result);
  }
  c.br(done).end();
  slow();
  c.end();
  e.done(a, la);
  return true;
}

