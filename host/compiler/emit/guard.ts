/** Guard BIFs: the frequent ones inline, the others by a call. */
import type { Operand } from "../../beam/index.js";
import {
  FALSE, HEAD, HEADER, HEADER_ARITY_SHIFT, IMM1_SMALL, PROC, PROCESS_PID, SUB_FLATMAP, SUB_MASK, TAG_LIST, TAG_MASK, TAIL,
  TRUE, word,
} from "../layout.js";
import { Label } from "../wasm/code.js";
import { I64 } from "../wasm/instruction.js";
import { emitArithmetic } from "./arith.js";
import { emitGuardCall } from "./bif.js";
import { requireRelation, type Relation } from "./compare.js";
import type { Emitter } from "./emitter.js";
import { requireBoxed, requireTuple, typeTests, type Fail } from "./test.js";

const RELATIONS: Readonly<Record<string, readonly [Relation, boolean]>> = {
  "<": ["<", false], ">=": [">=", false], ">": ["<", true], "=<": [">=", true], "==": ["==", false], "/=": ["/=", false],
  "=:=": ["=:=", false], "=/=": ["=/=", false],
};

export function emitGuard(e: Emitter): void {
  const { c } = e, { callee, args } = e.ins;
  const sources = args.slice(1, -1), to = args[args.length - 1]!;
  if (callee!.module === "erlang" && emitWithoutFailure(e, callee!.name, sources, to)) return;
  const result = c.temp(I64);
  const slow = (): void => emitGuardCall(e, sources, result);
  if (callee!.module !== "erlang" || !emitFast(e, callee!.name, sources, result, slow)) slow();
  e.store(to, () => c.get(result));
  c.release(result);
}

/** Store true where `test` goes on and false where it fails. */
function storeBoolean(e: Emitter, to: Operand, test: (fail: Fail) => void): void {
  const { c } = e, fails = new Label(), done = new Label();
  e.store(to, () => {
    c.block(done, I64).block(fails);
    test(() => c.brIf(fails));
    c.i64(TRUE).br(done).end().i64(FALSE).end();
  });
}

/** BIFs that cannot fail, straight into the destination. */
function emitWithoutFailure(e: Emitter, name: string, sources: readonly Operand[], to: Operand): boolean {
  const { c } = e;
  const relation = RELATIONS[name];
  if (relation !== undefined && sources.length === 2) {
    const [kind, swapped] = relation;
    const [a, b] = swapped ? [sources[1]!, sources[0]!] : [sources[0]!, sources[1]!];
    storeBoolean(e, to, (fail) => requireRelation(e, kind, a, b, fail));
    return true;
  }
  const test = sources.length === 1 ? typeTests[name] : undefined;
  if (test !== undefined) {
    const t = e.local(sources[0]!);
    storeBoolean(e, to, (fail) => test(c, t, fail));
    e.done(sources[0]!, t);
    return true;
  }
  if (name === "self" && sources.length === 0) {
    e.store(to, () => c.i32(0).i32Load(PROC).i64Load(PROCESS_PID));
    return true;
  }
  return false;
}

/** BIFs whose usual case is short. */
function emitFast(e: Emitter, name: string, sources: readonly Operand[], result: number, slow: () => void): boolean {
  if (emitArithmetic(e, name, sources, result, slow)) return true;
  const emit = FAST[`${name}/${sources.length}`];
  if (emit === undefined) return false;
  const { c } = e, locals = sources.map((o) => e.local(o));
  const slowLabel = new Label(), done = new Label();
  c.block(done).block(slowLabel);
  emit(e, locals, sources, () => c.brIf(slowLabel));
  c.set(result).br(done).end();
  slow();
  c.end();
  sources.forEach((o, i) => { e.done(o, locals[i]!); });
  return true;
}

/** Push the value, or go the slow way. */
type Fast = (e: Emitter, locals: readonly number[], sources: readonly Operand[], slow: () => void) => void;

const requireCons = ({ c }: Emitter, t: number, slow: () => void): void => {
  c.get(t).op("i32_wrap_i64").i32(TAG_MASK).op("i32_and").i32(TAG_LIST).op("i32_ne");
  slow();
};

/** Both operands are true or false: they differ from FALSE in no bit but one. */
const requireBooleans = ({ c }: Emitter, locals: readonly number[], slow: () => void): void => {
  for (const t of locals) {
    c.get(t).i64(~(TRUE - FALSE)).op("i64_and").i64(FALSE).op("i64_ne");
    slow();
  }
};

const FAST: Readonly<Record<string, Fast>> = {
  "hd/1": (e, [t], _, slow) => {
    requireCons(e, t!, slow);
    e.c.get(t!).op("i32_wrap_i64").i64Load(HEAD);
  },
  "tl/1": (e, [t], _, slow) => {
    requireCons(e, t!, slow);
    e.c.get(t!).op("i32_wrap_i64").i64Load(TAIL);
  },
  "tuple_size/1": (e, [t], _, slow) => {
    requireTuple(e.c, t!, slow);
    // The header of a tuple is its arity above six bits of zeros; a small integer has it above four.
    e.c.get(t!).op("i32_wrap_i64").i64Load(HEADER).i64(HEADER_ARITY_SHIFT - 4).op("i64_shr_u").i64(IMM1_SMALL).op("i64_or");
  },
  "map_size/1": (e, [t], _, slow) => {
    requireBoxed(e.c, t!, slow);
    const { c } = e;
    c.get(t!).op("i32_wrap_i64").i32Load(HEADER).i32(SUB_MASK).op("i32_and").i32(SUB_FLATMAP).op("i32_ne");
    slow();
    // A flatmap's arity counts its keys, too.
    c.get(t!).op("i32_wrap_i64").i64Load(HEADER).i64(HEADER_ARITY_SHIFT).op("i64_shr_u").i64(1).op("i64_sub");
    c.i64(4).op("i64_shl").i64(IMM1_SMALL).op("i64_or");
  },
  "element/2": (e, [i, t], [index], slow) => {
    const { c } = e;
    requireTuple(c, t!, slow);
    if (index!.kind === "integer") {
      const n = index!.value;
      if (n < 1n || n >= 1n << 24n) c.i32(1);
      else c.get(t!).op("i32_wrap_i64").i32Load(HEADER).i32(Number(n) << HEADER_ARITY_SHIFT).op("i32_lt_u");
      slow();
      c.get(t!).op("i32_wrap_i64").i64Load(word(n < 1n || n >= 1n << 24n ? 1 : Number(n)));
      return;
    }
    // The index is a small integer; as an unsigned number less one it is below the arity.
    c.get(i!).op("i32_wrap_i64").i32(IMM1_SMALL).op("i32_and").i32(IMM1_SMALL).op("i32_ne");
    slow();
    c.get(i!).i64(4).op("i64_shr_s").i64(1).op("i64_sub");
    c.get(t!).op("i32_wrap_i64").i64Load(HEADER).i64(HEADER_ARITY_SHIFT).op("i64_shr_u").op("i64_ge_u");
    slow();
    c.get(t!).op("i32_wrap_i64").get(i!).i64(4).op("i64_shr_s").op("i32_wrap_i64").i32(3).op("i32_shl").op("i32_add").i64Load(HEADER);
  },
  "not/1": (e, locals, _, slow) => {
    requireBooleans(e, locals, slow);
    e.c.get(locals[0]!).i64(TRUE - FALSE).op("i64_xor");
  },
  "and/2": (e, locals, _, slow) => {
    requireBooleans(e, locals, slow);
    e.c.get(locals[0]!).get(locals[1]!).op("i64_and");
  },
  "or/2": (e, locals, _, slow) => {
    requireBooleans(e, locals, slow);
    e.c.get(locals[0]!).get(locals[1]!).op("i64_or");
  },
};

