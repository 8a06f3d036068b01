/**
 * Terms as OTP's crash dumps write them ("How to Interpret the Erlang Crash Dumps", sections of memory): each object of a heap
 * is a line with its address, and objects are named by their addresses. Objects that several terms share are written once.
 */
import { displayTerm, termToBinary } from "../term/index.js";
import { bitstring, readTerm } from "./reader.js";
import {
  BLOCK_BYTES, BLOCK_SIZE, NIL, SUB_EXTERNAL_PID, SUB_EXTERNAL_PORT, SUB_FLATMAP, SUB_FLOAT, SUB_HASHMAP, SUB_HEAP_BINARY, SUB_MATCH,
  SUB_NEG_BIG, SUB_POS_BIG, SUB_REFC_BINARY, SUB_SUB_BINARY, SUB_TUPLE, type Words,
} from "./words.js";

const hex = (n: number): string => n.toString(16).toUpperCase();
const base64 = (bytes: Uint8Array): string => `${hex(bytes.length)}:${Buffer.from(bytes).toString("base64")}`;
/** Digits of a float that make it the same again. */
const FLOAT_DIGITS = 20;

/** A set of addresses of words, in bits: a byte array for each page of 64 KiB that has one. */
class Addresses {
  private readonly pages = new Map<number, Uint8Array>();
  /** Whether `at` is new. */
  add(at: number): boolean {
    let page = this.pages.get(at >>> 16);
    if (page === undefined) this.pages.set(at >>> 16, page = new Uint8Array(1024));
    const byte = (at & 0xffff) >> 6, bit = 1 << ((at >> 3) & 7);
    if ((page[byte]! & bit) !== 0) return false;
    page[byte]! |= bit;
    return true;
  }
}

export class HeapText {
  /** What was met of the literals, and of the blocks of binaries: they are written behind all processes. */
  private readonly literals: bigint[] = [];
  private readonly knownLiterals = new Addresses();
  private readonly blocks = new Set<number>();

  constructor(private readonly words: Words) {}

  /** A term as it stands in a line: itself, or the address of its object. */
  element(word: bigint): string {
    const { words } = this;
    if (words.isPointer(word)) return `H${hex(words.address(word))}`;
    if (word === NIL) return "N";
    if (words.isAtom(word)) {
      const name = words.atomName(word);
      return `A${hex(Buffer.byteLength(name))}:${name}`;
    }
    if (words.isLocalPid(word)) return `P${displayTerm(words.pid(word))}`;
    if (words.isLocalPort(word)) return `p<0.${word >> 4n}>`;
    return `I${BigInt.asIntN(64, word) >> 4n}`;
  }

  /** Lines of all objects that `roots` lead to. */
  *lines(roots: Iterable<bigint>): Generator<string> {
    const known = new Addresses(), waiting: { word: bigint; inner: boolean }[] = [];
    for (const root of roots) {
      waiting.push({ word: root, inner: false });
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const { word, inner } = next;
        if (!this.words.isPointer(word)) continue;
        const at = this.words.address(word);
        if (this.words.isLiteral(at)) {
          if (this.knownLiterals.add(at)) this.literals.push(word);
        } else if (known.add(at)) yield this.line(at, word, inner, (part, node) => { waiting.push({ word: part, inner: node }); });
      }
    }
  }
  /** Lines of the literals that were met, and of all that these lead to. */
  *literalLines(): Generator<string> {
    const waiting = this.literals.map((word) => ({ word, inner: false })), known = new Addresses();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (!this.words.isPointer(next.word)) continue;
      const at = this.words.address(next.word);
      if (known.add(at)) yield this.line(at, next.word, next.inner, (word, inner) => { waiting.push({ word, inner }); });
    }
  }
  /** Sections of the binaries that were met. */
  *binarySections(): Generator<string> {
    for (const block of this.blocks) {
      const bytes = this.words.slice(block + BLOCK_BYTES, this.words.u32(block + BLOCK_SIZE));
      yield `=binary:${hex(block)}\n${base64(bytes)}\n`;
    }
  }

  /** One object; its parts are given to `follow`, which learns of inner nodes of hashmaps. */
  private line(at: number, word: bigint, inner: boolean, follow: (part: bigint, node: boolean) => void): string {
    const { words } = this, head = `${hex(at)}:`;
    const all = (parts: readonly bigint[], nodes = false): string => {
      for (let i = parts.length - 1; i >= 0; i--) follow(parts[i]!, nodes && words.isBoxed(parts[i]!));
      return parts.map((part) => this.element(part)).join(",");
    };
    if (words.isList(word)) {
      const first = words.word(at), rest = words.word(at + 8);
      follow(rest, false);
      follow(first, false);
      return `${head}l${this.element(first)}|${this.element(rest)}\n`;
    }
    switch (words.subtag(at)) {
      case SUB_TUPLE: return `${head}t${hex(words.arity(at))}:${all(words.range(at, 1, words.arity(at) + 1))}\n`;
      case SUB_FLOAT: {
        const text = words.float(at).toExponential(FLOAT_DIGITS);
        return `${head}F${hex(text.length)}:${text}\n`;
      }
      case SUB_POS_BIG: case SUB_NEG_BIG: return `${head}B${words.big(at)}\n`;
      case SUB_HEAP_BINARY: case SUB_REFC_BINARY: case SUB_SUB_BINARY: case SUB_MATCH: return `${head}${this.binary(at, follow)}\n`;
      case SUB_EXTERNAL_PID: return `${head}P<${words.u32(at + 16)}.${words.u32(at + 24)}.${words.u32(at + 28)}>\n`;
      case SUB_EXTERNAL_PORT: return `${head}p<${words.u32(at + 16)}.${words.word(at + 24)}>\n`;
      case SUB_FLATMAP: {
        const keys = words.word(at + 8), size = words.arity(at) - 1, values = all(words.range(at, 2, size + 2));
        follow(keys, false);
        return `${head}Mf${hex(size)}:${this.element(keys)}:${values}\n`;
      }
      case SUB_HASHMAP: {
        const children = words.children(at), size = inner ? "Mn" : `Mh${hex(words.hashmapSize(at))}:`;
        return `${head}${size}${hex(children.length)}:${all(children, true)}\n`;
      }
      default: return `${head}E${base64(this.external(word))}\n`;
    }
  }

  /** Bytes of binaries stand once, where they are; parts of them say which bytes they are. */
  private binary(at: number, follow: (part: bigint, node: boolean) => void): string {
    const { words } = this, bits = words.bits(at), { original } = bits;
    if (bits.offset % 8 !== 0 || bits.size % 8 !== 0) return `E${base64(termToBinary(bitstring(words, bits)))}`;
    const bytes = bits.size / 8, first = bits.offset / 8;
    if (words.subtag(original) === SUB_HEAP_BINARY) {
      if (original === at) return `Yh${base64(words.slice(bits.base, bytes))}`;
      follow(BigInt(original - 6), false);
      return `Ys${hex(original)}:${hex(first)}:${hex(bytes)}`;
    }
    const block = words.block(original);
    this.blocks.add(block);
    const offset = bits.base - (block + BLOCK_BYTES) + first;
    return `${original === at ? "Yc" : "Ys"}${hex(block)}:${hex(offset)}:${hex(bytes)}`;
  }
  private external(word: bigint): Uint8Array {
    try {
      return termToBinary(readTerm(this.words, word));
    } catch (error) {
      if (error instanceof RangeError) return termToBinary([]);
      throw error;
    }
  }

  /** A term in full, as erlang:display/1 writes it. */
  text(word: bigint): string {
    try {
      return displayTerm(readTerm(this.words, word));
    } catch (error) {
      if (error instanceof RangeError) return "<cannot be read>";
      throw error;
    }
  }
  /** Several of them as a list. */
  list(all: Iterable<string>): string { return `[${[...all].join(",")}]`; }
}
