/**
 * Terms across the border between the core and TypeScript: registers are read as JavaScript values
 * and written from them (host/term says which value stands for which term). Small integers, atoms and binaries
 * are read and written straight; the rest crosses as external terms.
 */
import { Atom, atom, decode, encode, type ErlTerm } from "../term/index.js";
import type { Atoms } from "../core/atoms.js";
import { CoreBlock } from "../core/block.js";
import { NoMemoryError, type Core } from "../core/core.js";
import { PIECE, nextTurn } from "../bif/turns.js";

/** Address of x0: assembly/memory/cells.ts. */
const X = 1024;
const IMM1_SMALL = 0xf;
const IMM2_MASK = 0x3f;
const IMM2_ATOM = 0x0b;
const NIL = 0x3b;
/** Numbers of the first two atoms: scripts/atoms.mjs. */
const FALSE = 0, TRUE = 1;
/** Bytes from which a binary is handed over in a block of its own: assembly/etf/encode.ts. */
const LARGE_BINARY = 65536;
/** Bytes of large binaries that are copied without a turn of the event loop in between. */
const AT_ONCE = 4 * PIECE;
/** A register that no code uses across a BIF: results and reasons are made there. */
export const SCRATCH_REGISTER = 1023;

/** A large binary on its way to the host, which holds its block until the bytes are copied. */
interface Coming { readonly block: number; readonly from: number; readonly bytes: Uint8Array }

export class Bridge {
  private readonly atomTerms: Atom[] = [];
  /** Where large binaries are noted instead of being copied, while arguments are read. */
  private coming: Coming[] | undefined;

  constructor(private readonly core: Core, private readonly atoms: Atoms) {}

  /**
   * The terms in the first `n` registers, and a promise when much of them is still to be copied, a piece in each turn of the event
   * loop: binaries are complete when it has settled.
   */
  readArguments(n: number): { readonly args: ErlTerm[]; readonly complete: Promise<void> | undefined } {
    const coming: Coming[] = [];
    this.coming = coming;
    try {
      const args = Array.from({ length: n }, (_, i) => this.read(i));
      if (coming.reduce((sum, { bytes }) => sum + bytes.length, 0) > AT_ONCE) return { args, complete: this.fetch(coming.splice(0)) };
      for (const { from, bytes } of coming) bytes.set(this.core.bytes.subarray(from, from + bytes.length));
      return { args, complete: undefined };
    } finally {
      this.coming = undefined;
      this.drop(coming);
    }
  }
  private async fetch(coming: readonly Coming[]): Promise<void> {
    try {
      let left = PIECE;
      for (const { from, bytes } of coming)
        for (let at = 0; at < bytes.length;) {
          const n = Math.min(left, bytes.length - at);
          bytes.set(this.core.bytes.subarray(from + at, from + at + n), at);
          at += n;
          left -= n;
          if (left > 0) continue;
          left = PIECE;
          await nextTurn();
        }
    } finally {
      this.drop(coming);
    }
  }
  private drop(coming: readonly Coming[]): void { for (const { block } of coming) this.core.exports.dropHostBlock(block); }

  private taken(from: number, length: number, block: number): Uint8Array {
    if (this.coming === undefined || block === 0 || length < LARGE_BINARY) return this.core.bytes.slice(from, from + length);
    this.core.exports.holdBlock(block);
    const bytes = new Uint8Array(length);
    this.coming.push({ block, from, bytes });
    return bytes;
  }

  /** A large binary as the block that it will be in the node, copied in turns of the event loop; any other term as it is. */
  async placed(term: ErlTerm): Promise<ErlTerm> {
    if (!Bridge.isLong(term)) return term;
    const block = new CoreBlock(this.core, term.length);
    for (let at = 0; at < term.length; at += PIECE) {
      block.bytes.set(term.subarray(at, at + PIECE), at);
      await nextTurn();
    }
    return block as unknown as ErlTerm;
  }
  static isLong(term: ErlTerm): term is Uint8Array { return term instanceof Uint8Array && term.length > AT_ONCE; }

  /** The term in register `i`. */
  read(i: number): ErlTerm {
    const { view } = this.core;
    const low = view.getUint32(X + 8 * i, true);
    if ((low & 0xf) === IMM1_SMALL) {
      const high = view.getInt32(X + 8 * i + 4, true);
      const value = high * 2 ** 28 + (low >>> 4);
      if (Number.isSafeInteger(value)) return value;
    } else if ((low & IMM2_MASK) === IMM2_ATOM) {
      return this.atomAt(low >>> 6);
    } else if (low === NIL) {
      return [];
    }
    const binary = this.core.exports.bridgeBinary(i) >>> 0;
    if (binary !== 0) return this.taken(binary, this.core.exports.bridgeBinaryBytes(), this.core.exports.bridgeBinaryBlock(i) >>> 0);
    return this.fromBuffer(this.core.exports.bridgeEncode(i));
  }

  /** Puts a term into register `i` of the running process. */
  write(i: number, term: ErlTerm): void {
    const { view } = this.core;
    if (term instanceof Atom || typeof term === "boolean") {
      const index = this.atoms.index(term instanceof Atom ? term.name : String(term));
      view.setUint32(X + 8 * i, ((index << 6) | IMM2_ATOM) >>> 0, true);
      view.setUint32(X + 8 * i + 4, index >>> 26, true);
    } else if (typeof term === "number" && Number.isSafeInteger(term) && !Object.is(term, -0)) {
      view.setUint32(X + 8 * i, ((term * 16) % 2 ** 32) | IMM1_SMALL, true);
      view.setInt32(X + 8 * i + 4, Math.floor(term / 2 ** 28), true);
    } else if (term instanceof Uint8Array) {
      const at = this.core.exports.bridgeNewBinary(i, term.length) >>> 0;
      if (at === 0) throw new NoMemoryError(`a binary of ${term.length} bytes does not fit into the node's memory`);
      this.core.bytes.set(term, at);
    } else {
      if (this.withEncoded(term, (ptr, bytes) => this.core.exports.bridgeDecode(i, ptr, bytes)) === 0)
        throw new TypeError("the value stands for no term: a map with equal keys, or a damaged fun");
    }
  }

  /** The term whose external form (without version byte) fills the first `bytes` of the bridge's buffer. */
  fromBuffer(bytes: number): ErlTerm {
    const at = this.core.exports.bridgeBuffer(0) >>> 0;
    return this.fromMemory(at, bytes);
  }
  /** The same for bytes elsewhere in memory. */
  fromMemory(at: number, bytes: number): ErlTerm {
    return decode(this.core.bytes.slice(at, at + bytes), (address, length, block) => this.taken(address, length, block));
  }

  /** Calls `use` with the external form of `term` in the core's memory. Blocks in it are given up afterwards. */
  withEncoded<T>(term: ErlTerm, use: (ptr: number, bytes: number) => T): T {
    const blocks: CoreBlock[] = [];
    try {
      const bytes = encode(term, (binary) => this.place(binary, blocks));
      return this.core.withBytes(bytes, (ptr) => use(ptr, bytes.length));
    } finally {
      for (const block of blocks) block.drop();
    }
  }
  /** The block of a large binary, which is copied there if it is in none; added to `blocks`. */
  private place(binary: object, blocks: CoreBlock[]): CoreBlock | undefined {
    if (binary instanceof CoreBlock) {
      blocks.push(binary);
      return binary;
    }
    if (!(binary instanceof Uint8Array) || binary.length < LARGE_BINARY) return undefined;
    const block = new CoreBlock(this.core, binary.length);
    blocks.push(block);
    block.bytes.set(binary);
    return block;
  }

  private atomAt(index: number): Atom | boolean {
    return index === FALSE ? false : index === TRUE ? true : (this.atomTerms[index] ??= atom(this.atoms.name(index)));
  }
}
