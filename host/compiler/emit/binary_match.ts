/** Matching of binaries. A match context holds its end and position in bits, and the address of the bytes. */
import type { Operand } from "../../beam/index.js";
import { atomList } from "../../beam/literal.js";
import { HEADER, IMM1_SMALL, MATCH_BYTES, MATCH_END, MATCH_POSITION, MATCH_WORDS, SUB_MATCH, header } from "../layout.js";
import type { RuntimeName } from "../runtime.js";
import { Label, type Code } from "../wasm/code.js";
import { I64 } from "../wasm/instruction.js";
import { small, type Emitter } from "./emitter.js";
import { failOf, requireBoxed, type Fail } from "./test.js";
import { orBadarg } from "./unproven.js";

/** Flags of fields, as the BEAM numbers them; what is not here means nothing to the translation. */
export const LITTLE = 2, SIGNED = 4, NATIVE = 16, FLAGS = LITTLE | SIGNED | NATIVE;
/** Integers of so many bits are small and read inline, when they are whole bytes. */
const INLINE_BITS = 56;

const END = HEADER + MATCH_END, POSITION = HEADER + MATCH_POSITION, BYTES = HEADER + MATCH_BYTES;

const pointer = (c: Code, ctx: number): Code => c.get(ctx).op("i32_wrap_i64");

/** A size in bits: a constant, or a local. */
type Bits = { readonly constant: number } | { readonly local: number };

/** The size of a field; a negative or absurd one fails. */
function bitsOf(e: Emitter, size: Operand, unit: number, fail: Fail): Bits {
  if (size.kind === "integer") {
    const bits = size.value * BigInt(unit);
    if (bits < 0n || bits > Number.MAX_SAFE_INTEGER) {
      e.c.i32(1);
      fail();
    }
    return { constant: bits < 0n || bits > Number.MAX_SAFE_INTEGER ? 0 : Number(bits) };
  }
  const local = e.c.temp(I64);
  e.push(size);
  e.c.i32(unit);
  e.runtime("rt_bs_size");
  e.c.tee(local).i64(0).op("i64_lt_s");
  fail();
  return { local };
}
function pushBits(c: Code, bits: Bits): void { if ("constant" in bits) c.i64(bits.constant); else c.get(bits.local); }
function doneBits(c: Code, bits: Bits): void { if ("local" in bits) c.release(bits.local); }

export function emitStartMatch(e: Emitter): void {
  const { c } = e, source = e.arg(2), to = e.arg(3), fail = e.target(e.arg(0));
  if (e.arg(0).kind === "atom" && !e.context.unproven.has(e.ins)) {
    e.store(to, () => e.push(source));
    return;
  }
  // Loops over a binary pass the context on: it is taken as it is.
  const ctx = c.temp(I64), made = new Label(), make = new Label();
  e.push(source);
  c.set(ctx);
  c.block(made).block(make);
  requireBoxed(c, ctx, () => c.brIf(make));
  pointer(c, ctx).i32Load(HEADER).i32(header(MATCH_WORDS, SUB_MATCH)).op("i32_eq").brIf(made);
  c.end();
  e.storeFloor();
  c.get(ctx);
  e.runtime("rt_bs_start_match");
  c.set(ctx);
  // `no_fail` and `resume` in place of a label: the compiler knows what the source is.
  if (fail === undefined) orBadarg(e, (bad) => { c.get(ctx).op("i64_eqz"); bad(); });
  c.end();
  if (fail !== undefined) {
    c.get(ctx).op("i64_eqz");
    e.branchIf(fail);
  }
  e.store(to, () => c.get(ctx));
  c.release(ctx);
}

/** Fail when fewer than `bits` are left; leave the position in a local. */
function requireBits(c: Code, ctx: number, bits: number, position: number, fail: Fail): void {
  pointer(c, ctx).i64Load(POSITION).tee(position).i64(bits).op("i64_add");
  pointer(c, ctx).i64Load(END).op("i64_gt_u");
  fail();
}

function setPosition(c: Code, ctx: number, position: number, bits: number): void {
  pointer(c, ctx).get(position).i64(bits).op("i64_add").i64Store(POSITION);
}

/** Push the integer of 1 to 7 whole bytes at a byte position, as a term. */
function pushBytes(c: Code, ctx: number, position: number, bits: number, flags: number): void {
  const bytes = bits / 8, little = (flags & (LITTLE | NATIVE)) !== 0;
  const address = (): Code => pointer(c, ctx).i32Load(BYTES).get(position).i64(3).op("i64_shr_u").op("i32_wrap_i64").op("i32_add");
  if (bytes === 1 || (little && (bytes === 2 || bytes === 4))) address().i64LoadBytes(bytes as 1 | 2 | 4, 0);
  else
    for (let i = 0; i < bytes; i++) {
      const shift = 8 * (little ? i : bytes - 1 - i);
      address().i64LoadBytes(1, i);
      if (shift > 0) c.i64(shift).op("i64_shl");
      if (i > 0) c.op("i64_or");
    }
  if ((flags & SIGNED) !== 0) c.i64(64 - bits).op("i64_shl").i64(64 - bits - 4).op("i64_shr_s").i64(~IMM1_SMALL).op("i64_and");
  else c.i64(4).op("i64_shl");
  c.i64(IMM1_SMALL).op("i64_or");
}

/** Read an integer of a constant size that is known to be there. */
function emitInteger(e: Emitter, ctx: number, position: number, bits: number, flags: number, to: Operand, fail: Fail): void {
  const { c } = e, result = c.temp(I64);
  const slow = (): void => {
    e.storeFloor();
    c.get(ctx).i64(bits).i32(flags);
    e.runtime("rt_bs_get_integer");
    c.tee(result).op("i64_eqz");
    fail();
  };
  if (bits > 0 && bits <= INLINE_BITS && bits % 8 === 0) {
    c.get(position).op("i32_wrap_i64").i32(7).op("i32_and").if();
    slow();
    c.else();
    pushBytes(c, ctx, position, bits, flags);
    c.set(result);
    setPosition(c, ctx, position, bits);
    c.end();
  } else slow();
  e.store(to, () => c.get(result));
  c.release(result);
}

export function emitGetInteger(e: Emitter): void {
  const { c } = e, fail = failOf(e), ctx = e.local(e.arg(1)), flags = e.number(5) & FLAGS;
  const bits = bitsOf(e, e.arg(3), e.number(4), fail);
  if ("constant" in bits) {
    const position = c.temp(I64);
    requireBits(c, ctx, bits.constant, position, fail);
    emitInteger(e, ctx, position, bits.constant, flags, e.arg(6), fail);
    c.release(position);
  } else get(e, ctx, bits, flags, "rt_bs_get_integer", fail);
  doneBits(c, bits);
  e.done(e.arg(1), ctx);
}

/** Read a field by the core: 0 fails. */
function get(e: Emitter, ctx: number, bits: Bits, flags: number, name: RuntimeName, fail: Fail): void {
  e.storeFloor();
  e.c.get(ctx);
  pushBits(e.c, bits);
  e.c.i32(flags);
  e.runtime(name);
  take(e, e.arg(6), fail);
}
/** The term on the stack goes to a destination; 0 fails. */
function take(e: Emitter, to: Operand, fail: Fail): void {
  const value = e.c.temp(I64);
  e.c.tee(value).op("i64_eqz");
  fail();
  e.store(to, () => e.c.get(value));
  e.c.release(value);
}

const isAll = (e: Emitter, o: Operand): boolean => o.kind === "atom" && e.context.module.atoms[o.value] === "all";

export function emitGetFloat(e: Emitter): void { emitField(e, "rt_bs_get_float"); }
export function emitGetBinary(e: Emitter): void {
  if (!isAll(e, e.arg(3))) {
    emitField(e, "rt_bs_get_binary");
    return;
  }
  const fail = failOf(e);
  e.storeFloor();
  e.push(e.arg(1));
  e.c.i32(e.number(4));
  e.runtime("rt_bs_get_binary_all");
  take(e, e.arg(6), fail);
}
function emitField(e: Emitter, name: RuntimeName): void {
  const fail = failOf(e), ctx = e.local(e.arg(1)), bits = bitsOf(e, e.arg(3), e.number(4), fail);
  get(e, ctx, bits, e.number(5) & FLAGS, name, fail);
  doneBits(e.c, bits);
  e.done(e.arg(1), ctx);
}

export function emitSkipBits(e: Emitter): void {
  const { c } = e, fail = failOf(e), ctx = e.local(e.arg(1)), unit = e.number(3);
  if (isAll(e, e.arg(2))) {
    testUnit(c, ctx, unit, fail);
    pointer(c, ctx);
    pointer(c, ctx).i64Load(END).i64Store(POSITION);
  } else {
    const bits = bitsOf(e, e.arg(2), unit, fail);
    if ("constant" in bits) skip(c, ctx, bits.constant, fail);
    else {
      c.get(ctx).get(bits.local);
      e.runtime("rt_bs_skip");
      c.op("i32_eqz");
      fail();
    }
    doneBits(c, bits);
  }
  e.done(e.arg(1), ctx);
}

function skip(c: Code, ctx: number, bits: number, fail: Fail): void {
  const position = c.temp(I64);
  requireBits(c, ctx, bits, position, fail);
  setPosition(c, ctx, position, bits);
  c.release(position);
}

function pushLeft(c: Code, ctx: number): Code {
  pointer(c, ctx).i64Load(END);
  return pointer(c, ctx).i64Load(POSITION).op("i64_sub");
}
function testUnit(c: Code, ctx: number, unit: number, fail: Fail): void {
  if (unit <= 1) return;
  pushLeft(c, ctx);
  if ((unit & (unit - 1)) === 0) c.i64(unit - 1).op("i64_and");
  else c.i64(unit).op("i64_rem_u");
  c.op("i64_eqz").op("i32_eqz");
  fail();
}

export function emitTestTail(e: Emitter): void {
  const fail = failOf(e), ctx = e.local(e.arg(1));
  pushLeft(e.c, ctx).i64(e.number(2)).op("i64_ne");
  fail();
  e.done(e.arg(1), ctx);
}

export function emitTestUnit(e: Emitter): void {
  const fail = failOf(e), ctx = e.local(e.arg(1));
  testUnit(e.c, ctx, e.number(2), fail);
  e.done(e.arg(1), ctx);
}

export function emitMatchString(e: Emitter): void {
  const fail = failOf(e);
  e.push(e.arg(1));
  e.linkage.string(e.c, e.context.moduleIndex, e.number(3));
  e.c.i32(e.number(2));
  e.runtime("rt_bs_match_string");
  e.c.op("i32_eqz");
  fail();
}

export function emitGetTail(e: Emitter): void {
  e.storeFloor();
  e.store(e.arg(1), () => {
    e.push(e.arg(0));
    e.runtime("rt_bs_get_tail");
  });
}
/** A position is kept as a small integer, counted from the first byte of the original binary. */
export function emitGetPosition(e: Emitter): void {
  e.store(e.arg(1), () => {
    e.push(e.arg(0));
    e.c.op("i32_wrap_i64").i64Load(POSITION).i64(4).op("i64_shl").i64(IMM1_SMALL).op("i64_or");
  });
}
export function emitSetPosition(e: Emitter): void {
  const { c } = e, ctx = e.local(e.arg(0)), position = c.temp(I64);
  e.push(e.arg(1));
  c.i64(4).op("i64_shr_s").set(position);
  // One that was not taken from this context may lie behind its end.
  orBadarg(e, (fail) => {
    c.get(position);
    pointer(c, ctx).i64Load(END).op("i64_gt_u");
    fail();
  });
  pointer(c, ctx).get(position).i64Store(POSITION);
  c.release(position);
  e.done(e.arg(0), ctx);
}

/** bs_get_utf… and bs_skip_utf…, which reads and forgets. */
export const emitUtf = (name: "rt_bs_get_utf8" | "rt_bs_get_utf16" | "rt_bs_get_utf32", skips: boolean) => (e: Emitter): void => {
  const fail = failOf(e);
  e.push(e.arg(1));
  if (name !== "rt_bs_get_utf8") e.c.i32(e.number(3) & FLAGS);
  e.runtime(name);
  if (skips) {
    e.c.op("i64_eqz");
    fail();
  } else take(e, e.arg(4), fail);
};

// --- bs_match: a list of commands, since OTP 26
const numberOf = (e: Emitter, o: Operand | undefined): number => {
  if (o?.kind === "number") return o.value;
  if (o?.kind === "integer" && o.value >= 0n && o.value <= Number.MAX_SAFE_INTEGER) return Number(o.value);
  return e.bad("a size that is no number");
};

/** Flags as the newer instructions have them: an empty list, or a literal list of atoms. */
export function flagsOf(e: Emitter, o: Operand | undefined): number {
  if (o === undefined || o.kind === "nil") return 0;
  if (o.kind !== "literal" || o.value >= e.context.module.literals.length) return e.bad("flags that are no list");
  let flags = 0;
  for (const name of atomList(e.context.module.literals[o.value]!))
    flags |= name === "little" ? LITTLE : name === "signed" ? SIGNED : name === "native" ? NATIVE : 0;
  return flags;
}

export function emitMatch(e: Emitter): void {
  const { c } = e, fail = failOf(e), items = e.list(2), ctx = e.local(e.arg(1));
  const register = (o: Operand | undefined): Operand => o?.kind === "x" || o?.kind === "y" ? o : e.bad("a match without a register");
  // Bits that are known to be there.
  let ensured = 0;
  for (let i = 0; i < items.length;) {
    const command = items[i]!, at = (k: number): Operand | undefined => items[i + k];
    switch (command.kind === "atom" ? e.context.module.atoms[command.value] : undefined) {
      case "ensure_at_least": {
        ensured = numberOf(e, at(1));
        pushLeft(c, ctx).i64(ensured).op("i64_lt_s");
        fail();
        const unit = numberOf(e, at(2));
        if (unit > 1) {
          pushLeft(c, ctx).i64(numberOf(e, at(1))).op("i64_sub").i64(unit).op("i64_rem_u").op("i64_eqz").op("i32_eqz");
          fail();
        }
        i += 3;
        break;
      }
      case "ensure_exactly":
        ensured = numberOf(e, at(1));
        pushLeft(c, ctx).i64(ensured).op("i64_ne");
        fail();
        i += 2;
        break;
      case "integer": {
        const position = c.temp(I64), bits = numberOf(e, at(3)) * numberOf(e, at(4));
        if (bits > ensured) requireBits(c, ctx, bits, position, fail);
        else pointer(c, ctx).i64Load(POSITION).set(position);
        ensured -= bits;
        emitInteger(e, ctx, position, bits, flagsOf(e, at(2)), register(at(5)), fail);
        c.release(position);
        i += 6;
        break;
      }
      case "binary":
        e.storeFloor();
        c.get(ctx).i64(numberOf(e, at(3)) * numberOf(e, at(4))).i32(flagsOf(e, at(2)));
        e.runtime("rt_bs_get_binary");
        take(e, register(at(5)), fail);
        ensured -= numberOf(e, at(3)) * numberOf(e, at(4));
        i += 6;
        break;
      case "get_tail":
        e.storeFloor();
        e.store(register(at(3)), () => {
          c.get(ctx);
          e.runtime("rt_bs_get_tail");
        });
        i += 4;
        break;
      case "skip":
        skip(c, ctx, numberOf(e, at(1)), fail);
        ensured -= numberOf(e, at(1));
        i += 2;
        break;
      case "=:=": {
        const value = at(3), bits = numberOf(e, at(2)), read = c.temp(I64);
        if (value?.kind !== "integer" && value?.kind !== "literal" && value?.kind !== "number") e.bad("a match with no value");
        e.storeFloor();
        c.get(ctx).i64(bits).i32(0);
        e.runtime("rt_bs_get_integer");
        c.tee(read).op("i64_eqz");
        fail();
        ensured -= bits;
        c.get(read);
        if (value!.kind === "number") c.i64(small(value!.value));
        else e.push(value!);
        if (value!.kind === "literal") {
          e.runtime("rt_exact_equal");
          c.op("i32_eqz");
        } else c.op("i64_ne");
        fail();
        c.release(read);
        i += 4;
        break;
      }
      default: e.bad("an unknown command of bs_match");
    }
  }
  e.done(e.arg(1), ctx);
}
