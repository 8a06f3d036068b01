import type { Code, Instruction } from "./code.js";
import { BadBeamError } from "./error.js";
import type { Operand } from "./operand.js";

/** Integers outside of these bounds are big: they live in memory, so the code names them as literals. */
const SMALL_MIN = -(1n << 59n), SMALL_MAX = (1n << 59n) - 1n;

const VERSION = 131, SMALL_BIG_EXT = 110, LARGE_BIG_EXT = 111;

/** The literal table, and the big integers that the code holds as operands, appended as literals. */
export class LiteralTable {
  private readonly bigs = new Map<bigint, number>();
  readonly list: Uint8Array[];

  constructor(literals: readonly Uint8Array[]) { this.list = [...literals]; }

  placeBigIntegers(code: Code): Code {
    const isBig = (o: Operand): boolean =>
      o.kind === "integer" ? o.value > SMALL_MAX || o.value < SMALL_MIN : o.kind === "list" && o.items.some(isBig);
    const place = (o: Operand): Operand => {
      if (!isBig(o)) return o;
      if (o.kind === "list") return { kind: "list", items: o.items.map(place) };
      return { kind: "literal", value: this.big((o as { value: bigint }).value) };
    };
    const instructions = code.instructions.map((i): Instruction => i.args.some(isBig) ? { ...i, args: i.args.map(place) } : i);
    return { ...code, instructions };
  }

  private big(value: bigint): number {
    let index = this.bigs.get(value);
    if (index === undefined) {
      index = this.list.push(encodeBig(value)) - 1;
      this.bigs.set(value, index);
    }
    return index;
  }
}

function encodeBig(value: bigint): Uint8Array {
  const hex = (value < 0n ? -value : value).toString(16);
  const magnitude = Buffer.from(hex.length & 1 ? "0" + hex : hex, "hex").reverse();
  const sign = value < 0n ? 1 : 0, n = magnitude.length;
  const head = n < 256 ? [VERSION, SMALL_BIG_EXT, n, sign]
    : [VERSION, LARGE_BIG_EXT, n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255, sign];
  return Uint8Array.from([...head, ...magnitude]);
}

const ATOM_EXT = 100, ATOM_UTF8_EXT = 118, SMALL_ATOM_EXT = 115, SMALL_ATOM_UTF8_EXT = 119, LIST_EXT = 108, NIL_EXT = 106;

/** The atoms of a literal that is a list of atoms: the flags of a segment of bs_create_bin. @throws BadBeamError */
export function atomList(literal: Uint8Array): string[] {
  const view = new DataView(literal.buffer, literal.byteOffset, literal.length);
  try {
    if (view.getUint8(1) === NIL_EXT) return [];
    if (view.getUint8(1) !== LIST_EXT) throw new RangeError();
    const atoms: string[] = [];
    let pos = 6;
    for (let n = view.getUint32(2); n > 0; n--) {
      const tag = view.getUint8(pos);
      const short = tag === SMALL_ATOM_EXT || tag === SMALL_ATOM_UTF8_EXT;
      if (!short && tag !== ATOM_EXT && tag !== ATOM_UTF8_EXT) throw new RangeError();
      const size = short ? view.getUint8(pos + 1) : view.getUint16(pos + 1);
      pos += short ? 2 : 3;
      if (pos + size > literal.length) throw new RangeError();
      atoms.push(Buffer.from(literal.subarray(pos, pos + size)).toString("utf8"));
      pos += size;
    }
    return atoms;
  } catch (e) {
    if (e instanceof RangeError) throw new BadBeamError("flags that are no list of atoms");
    throw e;
  }
}
