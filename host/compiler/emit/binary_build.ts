/** Construction of binaries: bs_create_bin, and the instructions of compilers before OTP 25. */
import { OP, type Operand } from "../../beam/index.js";
import { ARGS, ARGS_COUNT } from "../layout.js";
import { reservedBy } from "../heap.js";
import { I64 } from "../wasm/instruction.js";
import { FLAGS, flagsOf } from "./binary_match.js";
import type { Emitter } from "./emitter.js";

/** Types of segments of rt_bs_create_bin (docs/abi.md). */
const SEGMENT_TYPES: Readonly<Record<string, number>> = {
  append: 1, private_append: 2, binary: 3, float: 4, integer: 5, string: 6, utf8: 7, utf16: 8, utf32: 9,
};
const SEGMENT_BINARY = 3, SEGMENT_STRING = 6, SEGMENT_UTF8 = 7;
/** The most that the bits of a segment descriptor hold. */
const MOST_UNIT = 256, MOST_NUMBER = 0xffff;
const SEGMENT_OPERANDS = 6;
/** Three words each; one segment of the list stands for what was built before. */
const MOST_SEGMENTS = Math.floor(ARGS_COUNT / 3) - 1;

/** With a condition on the stack: go to the fail label, or raise what the runtime function called by `reason` does. */
function failOrRaise(e: Emitter, reason: () => void): void {
  const fail = e.target(e.arg(0));
  if (fail !== undefined) {
    e.branchIf(fail);
    return;
  }
  e.c.if();
  e.storeSp();
  reason();
  e.c.op("drop");
  e.raise();
  e.c.end();
}
const failOrBadarg = (e: Emitter): void => { failOrRaise(e, () => { e.runtime("rt_badarg"); }); };

/** With a term on the stack that is 0 when the core has raised: go to the fail label, or leave by the exception. */
function storeOrRaise(e: Emitter, to: Operand): void {
  const { c } = e, result = c.temp(I64), fail = e.target(e.arg(0));
  c.tee(result).op("i64_eqz");
  if (fail !== undefined) e.branchIf(fail);
  else {
    c.if();
    e.raise();
    c.end();
  }
  e.store(to, () => c.get(result));
  c.release(result);
}

/** Words for terms that are built after the binary are reserved before it, where a check may start again. */
function reserve(e: Emitter): void {
  const words = reservedBy(e.ins);
  if (words !== undefined) e.checkHeap(words);
}

export function emitCreateBin(e: Emitter): void {
  const { c } = e, items = e.list(5);
  reserve(e);
  e.storeFloor();
  const segments = items.length / SEGMENT_OPERANDS;
  const word = (i: number, push: () => void): void => {
    c.i32(0);
    push();
    c.i64Store(ARGS + 8 * i);
  };
  const built = c.temp(I64);
  for (let from = 0, first = true; first || from < segments; first = false) {
    let n = 0;
    if (!first) {
      word(0, () => c.i64(SEGMENT_BINARY | (1 << 16)));
      word(1, () => c.get(built));
      word(2, () => e.atom("all"));
      n = 1;
    }
    for (; from < segments && n <= MOST_SEGMENTS; from++, n++) {
      const [type, number, unit, flags, value, size] = items.slice(from * SEGMENT_OPERANDS) as [Operand, Operand, Operand, Operand, Operand, Operand];
      const kind = type.kind === "atom" ? SEGMENT_TYPES[e.context.module.atoms[type.value]!] : undefined;
      if (kind === undefined) e.bad("a segment of unknown type");
      word(3 * n, () => c.i64(kind! + (flagsOf(e, flags) << 8) + (numberUpTo(e, unit, MOST_UNIT) << 16) + numberUpTo(e, number, MOST_NUMBER) * 2 ** 32));
      if (kind === SEGMENT_STRING) {
        const offset = plainNumber(e, value), bytes = plainNumber(e, size);
        if (offset + bytes > e.context.module.strings.length) e.bad("a string outside of the string table");
        word(3 * n + 1, () => {
          e.linkage.string(c, e.context.moduleIndex, offset);
          c.op("i64_extend_i32_u");
        });
        word(3 * n + 2, () => c.i64(bytes));
      } else {
        word(3 * n + 1, () => e.push(value));
        const sized = !isAtom(e, size, "undefined");
        if (!sized && kind! < SEGMENT_UTF8) e.bad("a segment without a size");
        word(3 * n + 2, () => sized ? e.push(size) : c.i64(0));
      }
    }
    c.i32(n).i32(plainNumber(e, e.arg(3)));
    e.runtime("rt_bs_create_bin");
    c.tee(built).op("i64_eqz");
    const fail = e.target(e.arg(0));
    if (fail !== undefined) e.branchIf(fail);
    else {
      c.if();
      e.raise();
      c.end();
    }
  }
  e.store(e.arg(4), () => c.get(built));
  c.release(built);
}

const isAtom = (e: Emitter, o: Operand, text: string): boolean => o.kind === "atom" && e.context.module.atoms[o.value] === text;

function plainNumber(e: Emitter, o: Operand): number {
  if (o.kind === "number") return o.value;
  if (o.kind === "integer" && o.value >= 0n && o.value <= 0x7fffffffn) return Number(o.value);
  return e.bad("expected a number");
}

function numberUpTo(e: Emitter, o: Operand, most: number): number {
  const n = plainNumber(e, o);
  return n <= most ? n : e.bad(`${n} is too big`);
}

/** Push a size in bits; one that is no size is badarg, one beyond any binary system_limit. */
function pushSize(e: Emitter, size: Operand, unit: number): void {
  const { c } = e;
  if (size.kind === "number") {
    c.i64(size.value * unit);
    return;
  }
  if (size.kind === "integer" && size.value >= 0n && size.value * BigInt(unit) <= Number.MAX_SAFE_INTEGER) {
    c.i64(size.value * BigInt(unit));
    return;
  }
  const bits = c.temp(I64);
  e.push(size);
  c.i32(unit);
  e.runtime("rt_bs_size");
  c.tee(bits).i64(0).op("i64_lt_s");
  failOrRaise(e, () => {
    e.push(size);
    e.runtime("rt_bs_no_size");
  });
  c.get(bits);
  c.release(bits);
}

export function emitInit(e: Emitter): void {
  reserve(e);
  e.storeFloor();
  pushSize(e, e.arg(1), e.ins.op === OP.bs_init2 ? 8 : 1);
  e.runtime("rt_bs_init");
  storeOrRaise(e, e.arg(5));
}

export function emitAppend(e: Emitter): void {
  const isPrivate = e.ins.op === OP.bs_private_append, bits = e.c.temp(I64);
  reserve(e);
  e.storeFloor();
  pushSize(e, e.arg(1), 1);
  e.c.set(bits);
  e.push(e.arg(isPrivate ? 3 : 5));
  e.c.get(bits).i32(e.number(isPrivate ? 2 : 4));
  e.c.release(bits);
  e.runtime(isPrivate ? "rt_bs_private_append" : "rt_bs_append");
  storeOrRaise(e, e.arg(isPrivate ? 5 : 7));
}

export function emitInitWritable(e: Emitter): void {
  e.storeFloor();
  e.c.get(e.x(0));
  e.runtime("rt_bs_init_writable");
  e.c.set(e.x(0));
}

/** bs_put_integer, bs_put_float, bs_put_binary: fail, size, unit, flags, value */
export function emitPut(e: Emitter): void {
  const { c } = e, size = e.arg(1);
  if (e.ins.op === OP.bs_put_binary && isAtom(e, size, "all")) {
    e.push(e.arg(4));
    c.i32(e.number(2));
    e.runtime("rt_bs_put_binary_all");
  } else {
    const bits = c.temp(I64);
    pushSize(e, size, e.number(2));
    c.set(bits);
    e.push(e.arg(4));
    c.get(bits).i32(e.number(3) & FLAGS);
    c.release(bits);
    e.runtime(e.ins.op === OP.bs_put_integer ? "rt_bs_put_integer" : e.ins.op === OP.bs_put_float ? "rt_bs_put_float" : "rt_bs_put_binary");
  }
  c.op("i32_eqz");
  failOrBadarg(e);
}

export function emitPutString(e: Emitter): void {
  e.linkage.string(e.c, e.context.moduleIndex, e.number(1));
  e.c.i32(e.number(0));
  e.runtime("rt_bs_put_string");
}

export const emitPutUtf = (name: "rt_bs_put_utf8" | "rt_bs_put_utf16" | "rt_bs_put_utf32") => (e: Emitter): void => {
  e.push(e.arg(2));
  if (name !== "rt_bs_put_utf8") e.c.i32(e.number(1) & FLAGS);
  e.runtime(name);
  e.c.op("i32_eqz");
  failOrBadarg(e);
};

export const emitUtfSize = (name: "rt_bs_utf8_size" | "rt_bs_utf16_size") => (e: Emitter): void => {
  e.push(e.arg(1));
  e.runtime(name);
  storeOrBadarg(e, e.arg(2));
};

/** bs_add: fail, a, b, unit, destination */
export function emitAdd(e: Emitter): void {
  e.storeFloor();
  e.push(e.arg(1));
  e.push(e.arg(2));
  e.c.i32(e.number(3));
  e.runtime("rt_bs_add");
  storeOrRaise(e, e.arg(4));
}

function storeOrBadarg(e: Emitter, to: Operand): void {
  const { c } = e, result = c.temp(I64);
  c.tee(result).op("i64_eqz");
  failOrBadarg(e);
  e.store(to, () => c.get(result));
  c.release(result);
}
