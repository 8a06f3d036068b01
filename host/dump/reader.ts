/** Whole terms from the memory of a node, as JavaScript values: for what a dump shows as text or in the external format. */
import {
  BitString, Float, Fun, ImproperList, Tuple, atom, encode, type ErlTerm,
} from "../term/index.js";
import { SUB_FLATMAP, SUB_FLOAT, SUB_FUN, SUB_HASHMAP, SUB_TUPLE, type Bits, type Words } from "./words.js";

/** A term whose shared parts are many more than its words is not shown: written out it would be larger than any memory. */
const MOST_PARTS = 1 << 24;
/** assembly/term/boxed.ts: fun. */
const FUN_ENTRY = 8, FUN_FREE = 20, FUN_CREATOR_WORD = 3, FUN_ENV_WORD = 4;
/** assembly/code/fun_entry.ts */
const ENTRY_INDEX = 8, ENTRY_OLD_UNIQ = 12, ENTRY_ARITY = 16, ENTRY_UNIQ = 40, UNIQ_BYTES = 16;
const NEW_FUN_EXT = 112;

/** An object whose parts are being read. */
interface Open { readonly words: readonly bigint[]; readonly values: ErlTerm[]; readonly make: (values: ErlTerm[]) => ErlTerm }

/** The bits of a bitstring as a value. */
export function bitstring(words: Words, { base, offset, size }: Bits): Uint8Array | BitString {
  const first = base + Math.floor(offset / 8), shift = offset % 8, length = Math.ceil(size / 8);
  const source = words.slice(first, Math.ceil((shift + size) / 8)), bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = (source[i]! << shift) | ((source[i + 1] ?? 0) >> (8 - shift));
  const bits = size % 8;
  if (bits === 0) return bytes;
  bytes[length - 1]! &= 0xff << (8 - bits);
  return new BitString(bytes, bits);
}

/**
 * The value of a term.
 * @throws RangeError when it is not whole (memory was being changed when the node was lost), or too large
 */
export function readTerm(words: Words, word: bigint): ErlTerm {
  const open: Open[] = [];
  let parts = 0, value = begin(words, word, open);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (value !== undefined) top.values.push(value);
    if (top.values.length < top.words.length) {
      if (++parts > MOST_PARTS) throw new RangeError("the term is too large");
      value = begin(words, top.words[top.values.length]!, open);
    } else {
      open.pop();
      value = top.make(top.values);
    }
  }
  return value!;
}

/** The value of what has no parts; undefined when an object was opened. */
function begin(words: Words, word: bigint, open: Open[]): ErlTerm | undefined {
  const leaf = words.leaf(word);
  if (leaf !== undefined) return leaf;
  if (words.isList(word)) open.push(list(words, word));
  else if (words.isBoxed(word)) return beginObject(words, words.address(word), open);
  else throw new RangeError("no term");
  return undefined;
}
function beginObject(words: Words, at: number, open: Open[]): ErlTerm | undefined {
  switch (words.subtag(at)) {
    case SUB_FLOAT: {
      const value = words.float(at);
      return Number.isInteger(value) ? new Float(value) : value;
    }
    case SUB_TUPLE:
      open.push({ words: words.range(at, 1, words.arity(at) + 1), values: [], make: (values) => new Tuple(values) });
      return undefined;
    case SUB_FLATMAP: {
      const keys = words.address(words.word(at + 8)), size = words.arity(at) - 1;
      open.push(pairs(words.range(keys, 1, size + 1), words.range(at, 2, size + 2)));
      return undefined;
    }
    case SUB_HASHMAP: {
      const cells = leaves(words, at);
      open.push(pairs(cells.map((cell) => words.word(cell)), cells.map((cell) => words.word(cell + 8))));
      return undefined;
    }
    case SUB_FUN:
      open.push(fun(words, at));
      return undefined;
    default: return bitstring(words, words.bits(at));
  }
}

function list(words: Words, word: bigint): Open {
  const heads: bigint[] = [];
  for (; words.isList(word); word = words.word(words.address(word) + 8)) {
    if (heads.length > MOST_PARTS) throw new RangeError("the list is too long");
    heads.push(words.word(words.address(word)));
  }
  if (Array.isArray(words.leaf(word))) return { words: heads, values: [], make: (values) => values };
  return { words: [...heads, word], values: [], make: (values) => new ImproperList(values.slice(0, -1), values.at(-1)!) };
}
const pairs = (keys: readonly bigint[], values: readonly bigint[]): Open =>
  ({ words: [...keys, ...values], values: [], make: (all) => new Map(keys.map((_, i) => [all[i]!, all[keys.length + i]!])) });

/** Addresses of the cells [Key | Value] of a hashmap. */
function leaves(words: Words, root: number): number[] {
  const found: number[] = [], nodes = [root];
  while (nodes.length > 0) {
    for (const child of words.children(nodes.pop()!)) (words.isList(child) ? found : nodes).push(words.address(child));
    if (found.length + nodes.length > MOST_PARTS) throw new RangeError("the map is too large");
  }
  return found;
}

/** A fun: its external form needs the values that it closed over. */
function fun(words: Words, at: number): Open {
  const entry = words.u32(at + FUN_ENTRY), free = words.u32(at + FUN_FREE);
  const captured = words.range(at, FUN_ENV_WORD, FUN_ENV_WORD + free), creator = words.word(at + 8 * FUN_CREATOR_WORD);
  const make = (values: ErlTerm[]): ErlTerm => {
    const module = words.atomName(words.word(entry)), arity = words.u32(entry + ENTRY_ARITY);
    const rest = [atom(module), words.u32(entry + ENTRY_INDEX), words.u32(entry + ENTRY_OLD_UNIQ) & 0x7ffffff, ...values].map((t) => encode(t));
    const head = Buffer.alloc(5 + 1 + UNIQ_BYTES + 8), body = Buffer.concat(rest);
    head[0] = NEW_FUN_EXT;
    head.writeUInt32BE(head.length - 1 + body.length, 1);
    head[5] = arity;
    head.set(words.slice(entry + ENTRY_UNIQ, UNIQ_BYTES), 6);
    head.writeUInt32BE(words.u32(entry + ENTRY_INDEX), 6 + UNIQ_BYTES);
    head.writeUInt32BE(free, 10 + UNIQ_BYTES);
    return new Fun(module, arity, Buffer.concat([head, body]));
  };
  return { words: [creator, ...captured], values: [], make };
}
