/** Classes for the terms that JavaScript has no value of its own for. */
import type { ErlTerm } from "./term.js";

/** A tuple. */
export class Tuple implements Iterable<ErlTerm> {
  constructor(readonly elements: readonly ErlTerm[]) {}
  /** Number of elements. */
  get length(): number { return this.elements.length; }
  /** Element `index`, counted from 0 as in JavaScript; negative indices count from the end. */
  at(index: number): ErlTerm | undefined { return this.elements.at(index); }
  [Symbol.iterator](): Iterator<ErlTerm> { return this.elements[Symbol.iterator](); }
}
/** `{a, b, …}`. */
export const tuple = (...elements: ErlTerm[]): Tuple => new Tuple(elements);

/** A list that ends in something else than `[]`: `[a, b | tail]`. It has at least one element. */
export class ImproperList {
  /** @throws RangeError when there is no element, or the tail is a list (then the whole is another list) */
  constructor(readonly elements: readonly ErlTerm[], readonly tail: ErlTerm) {
    if (elements.length === 0) throw new RangeError("an improper list has elements before its tail");
    if (Array.isArray(tail) || tail instanceof ImproperList) throw new RangeError("the tail of an improper list is no list");
  }
}

/** A float whose value is an integer, such as `1.0`: as a plain number it would be the integer 1. */
export class Float {
  /** @throws RangeError when `value` is not finite: Erlang has no such floats */
  constructor(readonly value: number) {
    if (!Number.isFinite(value)) throw new RangeError(`no float in Erlang: ${value}`);
  }
  valueOf(): number { return this.value; }
  toString(): string { return String(this.value); }
  toJSON(): number { return this.value; }
}
/** The float `value`, whether it is an integer or not. */
export const float = (value: number): Float => new Float(value);

/** A bitstring that does not end at a whole byte; others are Uint8Arrays. */
export class BitString {
  /**
   * @param bytes the bits, first bit most significant; the unused bits of the last byte are 0
   * @param bits how many bits of the last byte are used: 1 to 7
   * @throws RangeError when there is no byte, or `bits` is out of range
   */
  constructor(readonly bytes: Uint8Array, readonly bits: number) {
    if (!(bits >= 1 && bits <= 7) || bytes.length === 0) throw new RangeError(`${bits} bits in the last of ${bytes.length} bytes`);
  }
  /** Number of bits in all. */
  get size(): number { return this.bytes.length * 8 - 8 + this.bits; }
}

/** A string as Erlang's lists of characters: its code points. */
export const charlist = (text: string): number[] => Array.from(text, (c) => c.codePointAt(0)!);
/** The text of a list of characters. @throws RangeError when an element is no code point */
export const charlistToString = (list: readonly ErlTerm[]): string =>
  list.map((c) => String.fromCodePoint(c as number)).join("");
/** The text of a binary in UTF-8. @throws TypeError when it is no UTF-8 */
export const binaryToString = (binary: Uint8Array): string => strict.decode(binary);
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
