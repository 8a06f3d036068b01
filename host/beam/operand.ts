/**
 * Operands in the compact form of the Code chunk:
 *
 *     value:4 0 tag:3                      values below 16
 *     high:3 01 tag:3 | low:8              values below 2048
 *     size - 2:3 11 tag:3 | size bytes     bigger values, two's complement, most significant first
 *     111 11 tag:3 | size - 9 (compact u) | size bytes
 *
 * tag: 0 number, 1 integer, 2 atom, 3 x, 4 y, 5 label, 6 character, 7 extended (the value says which).
 */
import { BadBeamError } from "./error.js";
import type { Reader } from "./reader.js";

export type Operand =
  /** An untagged number: arities, indexes, sizes. */
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "integer"; readonly value: bigint }
  /** Index in the atom table, from 1. */
  | { readonly kind: "atom"; readonly value: number }
  | { readonly kind: "nil" }
  /** A register; `type` is an index in the Type chunk, -1 when there is none. */
  | { readonly kind: "x"; readonly value: number; readonly type: number }
  | { readonly kind: "y"; readonly value: number; readonly type: number }
  | { readonly kind: "float"; readonly value: number }
  /** 0 means no label. */
  | { readonly kind: "label"; readonly value: number }
  | { readonly kind: "literal"; readonly value: number }
  | { readonly kind: "list"; readonly items: readonly Operand[] }
  | { readonly kind: "alloc"; readonly words: number; readonly floats: number; readonly funs: number };

export type Register = Extract<Operand, { kind: "x" | "y" }>;

const TAG_NUMBER = 0, TAG_INTEGER = 1, TAG_ATOM = 2, TAG_X = 3, TAG_Y = 4, TAG_LABEL = 5, TAG_EXTENDED = 7;
const EXT_LIST = 1, EXT_FLOAT_REGISTER = 2, EXT_ALLOC = 3, EXT_LITERAL = 4, EXT_TYPED_REGISTER = 5;
const ALLOC_WORDS = 0, ALLOC_FLOATS = 1, ALLOC_FUNS = 2;

/** The loader of OTP refuses bignum operands above this size too (bytes). */
const INTEGER_LIMIT = 1 << 16;
/** X and Y registers are numbered below this. */
const REGISTER_LIMIT = 1023;
const NUMBER_LIMIT = 2 ** 48;

const NIL: Operand = { kind: "nil" };
const SHARED = 64;
const shared = <T>(make: (value: number) => T): T[] => Array.from({ length: SHARED }, (_, i) => make(i));
const numbers = shared((value): Operand => ({ kind: "number", value }));
const xs = shared((value): Operand => ({ kind: "x", value, type: -1 }));
const ys = shared((value): Operand => ({ kind: "y", value, type: -1 }));
const integers = shared((value): Operand => ({ kind: "integer", value: BigInt(value) }));

/** Operands are immutable, so the frequent ones are shared. */
const number = (value: number): Operand => numbers[value] ?? { kind: "number", value };

export class OperandReader {
  /** Tag of the operand that value() read last. */
  private tag = 0;
  /** Set by value() when the number does not fit a double. */
  private big: bigint | undefined;

  constructor(private readonly reader: Reader) {}

  operand(): Operand {
    const value = this.value();
    switch (this.tag) {
      case TAG_NUMBER: return number(this.plain(value));
      case TAG_INTEGER:
        if (this.big !== undefined) return { kind: "integer", value: this.big };
        return integers[value] ?? { kind: "integer", value: BigInt(value) };
      case TAG_ATOM: return this.plain(value) === 0 ? NIL : { kind: "atom", value };
      case TAG_X: return xs[value] ?? { kind: "x", value: this.register(value), type: -1 };
      case TAG_Y: return ys[value] ?? { kind: "y", value: this.register(value), type: -1 };
      case TAG_LABEL: return { kind: "label", value: this.plain(value) };
      case TAG_EXTENDED: return this.extended(value);
      default: throw new BadBeamError("a character operand");
    }
  }

  /** An untagged number, where only one makes sense (chunks of newer OTP use the form too). */
  number(): number {
    const value = this.value();
    if (this.tag !== TAG_NUMBER) throw new BadBeamError("expected a number");
    return this.plain(value);
  }

  /** A number with any tag: line numbers are integers, file changes are atoms. */
  tagged(): { readonly tag: "integer" | "atom" | "number"; readonly value: number } {
    const value = this.plain(this.value());
    if (this.tag > TAG_ATOM) throw new BadBeamError("expected a number");
    return { tag: this.tag === TAG_INTEGER ? "integer" : this.tag === TAG_ATOM ? "atom" : "number", value };
  }

  private plain(value: number): number {
    if (this.big !== undefined || value < 0 || value > NUMBER_LIMIT) throw new BadBeamError("a number out of range");
    return value;
  }

  private register(value: number): number {
    if (this.plain(value) >= REGISTER_LIMIT) throw new BadBeamError(`register ${value} out of range`);
    return value;
  }

  private value(): number {
    const first = this.reader.u8();
    this.tag = first & 7;
    this.big = undefined;
    if ((first & 8) === 0) return first >> 4;
    if ((first & 16) === 0) return ((first & 0xe0) << 3) | this.reader.u8();
    const tag = this.tag;
    let size = (first >> 5) + 2;
    if (size === 9) {
      size = this.number() + 9;
      this.tag = tag;
    }
    if (size > INTEGER_LIMIT) throw new BadBeamError(`an integer of ${size} bytes`);
    const bytes = this.reader.take(size);
    if (size <= 6) {
      let v = (bytes[0]! << 24) >> 24;
      for (let i = 1; i < size; i++) v = v * 256 + bytes[i]!;
      return v;
    }
    this.big = BigInt.asIntN(8 * size, BigInt("0x" + Buffer.from(bytes).toString("hex")));
    return NaN;
  }

  private extended(which: number): Operand {
    switch (which) {
      case EXT_LIST: {
        const n = this.number();
        if (n > this.reader.left) throw new BadBeamError(`a list of ${n} operands`);
        const items: Operand[] = [];
        for (let i = 0; i < n; i++) {
          const item = this.operand();
          if (item.kind === "list") throw new BadBeamError("a list in a list");
          items.push(item);
        }
        return { kind: "list", items };
      }
      case EXT_FLOAT_REGISTER: return { kind: "float", value: this.register(this.number()) };
      case EXT_ALLOC: return this.alloc();
      case EXT_LITERAL: return { kind: "literal", value: this.number() };
      case EXT_TYPED_REGISTER: {
        const register = this.operand(), type = this.number();
        if (register.kind !== "x" && register.kind !== "y") throw new BadBeamError("a type on no register");
        return { kind: register.kind, value: register.value, type };
      }
      default: throw new BadBeamError(`operand of unknown kind ${which}`);
    }
  }

  private alloc(): Operand {
    const sizes = [0, 0, 0];
    for (let n = this.number(); n > 0; n--) {
      const what = this.number(), size = this.number();
      if (what !== ALLOC_WORDS && what !== ALLOC_FLOATS && what !== ALLOC_FUNS) throw new BadBeamError("a bad allocation list");
      sizes[what]! += size;
    }
    return { kind: "alloc", words: sizes[ALLOC_WORDS]!, floats: sizes[ALLOC_FLOATS]!, funs: sizes[ALLOC_FUNS]! };
  }
}
