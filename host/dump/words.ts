/** Terms where they lie: the bits of words and objects (docs/terms.md), read from the memory of a node that may be lost. */
import type { Atoms } from "../core/atoms.js";
import type { Core } from "../core/core.js";
import { ExportFun, LOCAL_NODE, Pid, Port, Reference, atom, type ErlTerm } from "../term/index.js";

/** Subtags of headers: assembly/term/tag.ts, with an objects's layout each in assembly/term/boxed.ts. */
export const SUB_TUPLE = 0, SUB_MATCH = 1, SUB_POS_BIG = 2, SUB_NEG_BIG = 3, SUB_FUN = 5, SUB_FLOAT = 6, SUB_REFC_BINARY = 8,
  SUB_HEAP_BINARY = 9, SUB_SUB_BINARY = 10, SUB_FLATMAP = 11, SUB_EXTERNAL_PID = 12, SUB_EXTERNAL_PORT = 13, SUB_HASHMAP = 15;
const SUB_REF = 4, SUB_EXPORT = 7, SUB_EXTERNAL_REF = 14;
export const NIL = 0x3bn;
const TAG_LIST = 1, TAG_BOXED = 2, IMM1_PID = 3, IMM1_PORT = 7, IMM1_SMALL = 15, IMM2_ATOM = 0x0b, IMM2_CATCH = 0x1b;
const PID_ID_BITS = 15n;
/** A hashmap's node: its second word is a small, pairs below it << 16 | bitmap. */
const NODE_CHILDREN = 2, NODE_COUNT_SHIFT = 20n;
/** assembly/memory/binary.ts: bytes of a counted block. */
export const BLOCK_SIZE = 4, BLOCK_BYTES = 16;
/** assembly/memory/page.ts */
const PAGE_SHIFT = 16, PAGE_LITERAL = 2;

/** A range of bits: `base` is the address of the first byte of what holds them. */
export interface Bits { readonly original: number; readonly base: number; readonly offset: number; readonly size: number }

export class Words {
  private readonly view: DataView;
  private readonly bytes: Uint8Array;

  /** @param pageMap address of the map that tells literals from anything else */
  constructor(core: Core, readonly atoms: Atoms, private readonly pageMap: number) {
    this.view = core.view;
    this.bytes = core.bytes;
  }

  isList(word: bigint): boolean { return (Number(word & 3n)) === TAG_LIST; }
  isBoxed(word: bigint): boolean { return (Number(word & 3n)) === TAG_BOXED; }
  isPointer(word: bigint): boolean { return this.isList(word) || this.isBoxed(word); }
  isCatch(word: bigint): boolean { return Number(word & 0x3fn) === IMM2_CATCH; }
  catchPoint(word: bigint): number { return Number(word >> 6n); }
  isAtom(word: bigint): boolean { return Number(word & 0x3fn) === IMM2_ATOM; }
  atomName(word: bigint): string { return this.atoms.name(Number(word >> 6n)); }
  isLocalPid(word: bigint): boolean { return Number(word & 15n) === IMM1_PID; }
  isLocalPort(word: bigint): boolean { return Number(word & 15n) === IMM1_PORT; }

  /** Address that a list or boxed term points to. */
  address(word: bigint): number { return Number(word & 0xffffffffn) + (this.isList(word) ? 7 : 6); }
  word(at: number): bigint { return this.view.getBigUint64(at, true); }
  u32(at: number): number { return this.view.getUint32(at, true); }
  slice(at: number, length: number): Uint8Array {
    if (at + length > this.bytes.length) throw new RangeError("beyond memory");
    return this.bytes.subarray(at, at + length);
  }
  subtag(at: number): number { return (this.u32(at) >> 2) & 15; }
  /** Words behind the header at `at`. */
  arity(at: number): number {
    const arity = Number(this.word(at) >> 6n);
    if (at + 8 * arity > this.bytes.length) throw new RangeError("no object");
    return arity;
  }
  isLiteral(at: number): boolean { return this.bytes[this.pageMap + (at >>> PAGE_SHIFT)] === PAGE_LITERAL; }

  /** Words from `from` to `to` of the object at `at`, word 0 being its header. */
  range(at: number, from: number, to: number): bigint[] {
    const words: bigint[] = [];
    for (let i = from; i < to; i++) words.push(this.word(at + 8 * i));
    return words;
  }
  /** Pairs of the hashmap whose root is at `at`. */
  hashmapSize(at: number): number { return Number(this.word(at + 8) >> NODE_COUNT_SHIFT); }
  /** Children of a hashmap's node: cells [Key | Value], and nodes. */
  children(at: number): bigint[] { return this.range(at, NODE_CHILDREN, this.arity(at) + 1); }

  /** The bits of a bitstring, or those that a match context has left. */
  bits(at: number): Bits {
    switch (this.subtag(at)) {
      case SUB_HEAP_BINARY: return { original: at, base: at + 16, offset: 0, size: 8 * Number(this.word(at + 8)) };
      case SUB_REFC_BINARY: return { original: at, base: this.u32(at + 28), offset: 0, size: 8 * Number(this.word(at + 8)) };
      case SUB_SUB_BINARY: return this.part(at, Number(this.word(at + 16)), Number(this.word(at + 8)));
      default: {
        const end = Number(this.word(at + 8)), position = Number(this.word(at + 16));
        return this.part(at, position, end - position);
      }
    }
  }
  private part(at: number, offset: number, size: number): Bits {
    const { original, base } = this.bits(this.address(this.word(at + 24)));
    return { original, base, offset, size };
  }
  /** The counted block of the refc binary at `at`. */
  block(at: number): number { return this.u32(at + 16); }

  /** A term that has no parts, but for binaries and funs; undefined for all others. */
  leaf(word: bigint): ErlTerm | undefined {
    if (word === NIL) return [];
    if (this.isAtom(word)) {
      const name = this.atomName(word);
      return name === "true" || name === "false" ? name === "true" : atom(name);
    }
    const low = Number(word & 15n);
    if (low === IMM1_SMALL) return this.integer(BigInt.asIntN(64, word) >> 4n);
    if (low === IMM1_PID) return this.pid(word);
    if (low === IMM1_PORT) return Port.local(Number(word >> 4n));
    return this.isBoxed(word) ? this.leafObject(this.address(word)) : undefined;
  }
  pid(word: bigint): Pid {
    const number = word >> 4n;
    return new Pid(LOCAL_NODE, Number(number & ((1n << PID_ID_BITS) - 1n)), Number(number >> PID_ID_BITS), 0);
  }
  reference(n01: bigint, n2: bigint): Reference {
    const low = BigInt.asUintN(64, n01);
    return new Reference(LOCAL_NODE, [Number(low & 0xffffffffn), Number(low >> 32n), Number(n2)], 0);
  }
  private integer(value: bigint): number | bigint {
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
  }
  big(at: number): bigint {
    let hex = "";
    for (const limb of this.range(at, 1, this.arity(at) + 1)) hex = limb.toString(16).padStart(16, "0") + hex;
    const magnitude = BigInt(`0x${hex || "0"}`);
    return this.subtag(at) === SUB_NEG_BIG ? -magnitude : magnitude;
  }
  float(at: number): number { return this.view.getFloat64(at + 8, true); }

  private leafObject(at: number): ErlTerm | undefined {
    const node = (): string => this.atomName(this.word(at + 8)), creation = (): number => this.u32(at + 16);
    switch (this.subtag(at)) {
      case SUB_POS_BIG: case SUB_NEG_BIG: return this.big(at);
      case SUB_REF: return this.reference(this.word(at + 8), BigInt(this.u32(at + 16)));
      case SUB_EXPORT: return this.exportFun(this.u32(at + 8));
      case SUB_EXTERNAL_PID: return new Pid(node(), this.u32(at + 24), this.u32(at + 28), creation());
      case SUB_EXTERNAL_PORT: return new Port(node(), this.word(at + 24), creation());
      case SUB_EXTERNAL_REF: {
        const count = Math.min(this.u32(at + 36), 5);
        const words = [24, 28, 32, 40, 44].slice(0, count).map((offset) => this.u32(at + offset));
        return new Reference(node(), words, creation());
      }
      default: return undefined;
    }
  }
  /** Exports and FunctionInfos begin alike: module, function, arity. */
  exportFun(at: number): ExportFun { return new ExportFun(this.atomName(this.word(at)), this.atomName(this.word(at + 8)), this.u32(at + 16)); }
}
