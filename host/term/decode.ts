/** External term format to JavaScript values. */
import { inflateSync } from "node:zlib";
import { Atom } from "./atom.js";
import { BitString, Float, ImproperList, Tuple } from "./values.js";
import { Pid, Port, Reference } from "./identity.js";
import { ExportFun, Fun } from "./fun.js";
import { TermError } from "./error.js";
import { parseFloatText } from "./float_text.js";
import type { ErlTerm } from "./term.js";
import {
  ATOM_EXT, ATOM_UTF8_EXT, BINARY_EXT, BIT_BINARY_EXT, BLOCK_EXT, COMPRESSED, EXPORT_EXT, FLOAT_EXT, FLOAT_TEXT_BYTES, INTEGER_EXT,
  LARGE_BIG_EXT, LARGE_TUPLE_EXT, LIST_EXT, MAP_EXT, NEWER_REFERENCE_EXT, NEW_FLOAT_EXT, NEW_FUN_EXT, NEW_PID_EXT,
  NEW_PORT_EXT, NEW_REFERENCE_EXT, NIL_EXT, PID_EXT, PORT_EXT, REFERENCE_EXT, SMALL_ATOM_EXT, SMALL_ATOM_UTF8_EXT,
  SMALL_BIG_EXT, SMALL_INTEGER_EXT, SMALL_TUPLE_EXT, STRING_EXT, V4_PORT_EXT, VERSION,
} from "./etf.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const MAX_REFERENCE_WORDS = 5;
/** Digest and index of a fun. */
const FUN_DIGEST = 20;
/** Old index, old digest and creator, before the free variables. */
const FUN_FIXED_PARTS = 3;
/** The greatest creation in the old forms. */
const MOST_OLD_CREATION = 3;
/** More bits than this has no first word in the old forms of references. */
const MOST_OLD_REFERENCE = (1 << 18) - 1;

const damaged = (what: string, at: number): never => { throw new TermError(`${what} at byte ${at}`); };

/** The bytes of a binary that is not written but named by its address. */
export type BinaryAt = (address: number, length: number, block: number) => Uint8Array;

class Reader {
  at = 0;
  private readonly view: DataView;
  constructor(readonly bytes: Uint8Array, readonly binaryAt?: BinaryAt) { this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength); }

  get left(): number { return this.bytes.length - this.at; }
  /** Goes past `n` bytes and returns where they start. */
  take(n: number): number {
    const at = this.at;
    if (n > this.bytes.length - at) damaged("cut off", at);
    this.at = at + n;
    return at;
  }
  u8(): number { return this.view.getUint8(this.take(1)); }
  u16(): number { return this.view.getUint16(this.take(2)); }
  u32(): number { return this.view.getUint32(this.take(4)); }
  i32(): number { return this.view.getInt32(this.take(4)); }
  u64(): bigint { return this.view.getBigUint64(this.take(8)); }
  f64(): number { return this.view.getFloat64(this.take(8)); }
  /** A copy of the next `n` bytes: what is read from may be a node's memory. */
  copy(n: number): Uint8Array { const at = this.take(n); return this.bytes.slice(at, at + n); }
  /** A count of terms, which take a byte each at least. */
  count(n: number): number { return n > this.left ? damaged("absurd count", this.at) : n; }
}

/**
 * The term whose external form `bytes` are, with or without the version byte; compressed forms too.
 * @param binaryAt gives large binaries of a node's core
 * @throws TermError when they are damaged, cut off or longer
 */
export function decode(bytes: Uint8Array, binaryAt?: BinaryAt): ErlTerm {
  if (bytes[0] !== VERSION) return whole(new Reader(bytes, binaryAt));
  return whole(new Reader(bytes[1] === COMPRESSED ? inflated(bytes) : bytes.subarray(1)));
}
/** What a compressed term holds. */
function inflated(bytes: Uint8Array): Uint8Array {
  const reader = new Reader(bytes);
  reader.take(2);
  const size = reader.u32();
  let plain: Uint8Array;
  try {
    plain = inflateSync(bytes.subarray(6), { maxOutputLength: Math.max(size, 1) });
  } catch (cause) {
    throw new TermError("damaged compressed term", { cause });
  }
  if (plain.length !== size) throw new TermError("compressed term of another size");
  return plain;
}
/**
 * The term that `bytes` begin with, in external form with its version byte; what follows is not looked at.
 * @throws TermError when it is damaged or cut off
 */
export function decodeFirst(bytes: Uint8Array): ErlTerm {
  if (bytes[0] !== VERSION) damaged("no version", 0);
  return read(new Reader(bytes[1] === COMPRESSED ? inflated(bytes) : bytes.subarray(1)));
}
function whole(reader: Reader): ErlTerm {
  const term = read(reader);
  if (reader.left > 0) damaged("more bytes than the term has", reader.at);
  return term;
}

/** A term with parts, of which `left` are still to be read. */
interface Open { left: number; readonly parts: ErlTerm[]; readonly close: (parts: ErlTerm[]) => ErlTerm }

/** Terms nest to any depth, so those that are open wait on a list of their own. */
function read(reader: Reader): ErlTerm {
  const open: Open[] = [];
  for (;;) {
    let term = readOne(reader, open);
    if (term === undefined) continue;
    for (;;) {
      const top = open.at(-1);
      if (top === undefined) return term;
      top.parts.push(term);
      if (--top.left > 0) break;
      open.pop();
      term = top.close(top.parts);
    }
  }
}

const closeTuple = (parts: ErlTerm[]): ErlTerm => new Tuple(parts);
function closeList(parts: ErlTerm[]): ErlTerm {
  const tail = parts.pop()!;
  if (parts.length === 0) return tail;
  // a list may be written as a tail
  if (Array.isArray(tail)) return tail.length === 0 ? parts : [...parts, ...tail as ErlTerm[]];
  return tail instanceof ImproperList ? new ImproperList([...parts, ...tail.elements], tail.tail) : new ImproperList(parts, tail);
}
function closeMap(parts: ErlTerm[]): ErlTerm {
  const map = new Map<ErlTerm, ErlTerm>();
  for (let i = 0; i < parts.length; i += 2) map.set(parts[i]!, parts[i + 1]!);
  // Equal numbers and atoms are seen here; equal terms of other kinds the core refuses when it is given the map.
  if (2 * map.size !== parts.length) throw new TermError("a map with equal keys");
  return map;
}

/** The next term; undefined when it has parts, which are read first. */
function readOne(reader: Reader, open: Open[]): ErlTerm | undefined {
  const start = reader.at, tag = reader.u8();
  const opened = (left: number, close: Open["close"]): ErlTerm | undefined => {
    if (left === 0) return close([]);
    open.push({ left: reader.count(left), parts: [], close });
    return undefined;
  };
  switch (tag) {
    case SMALL_INTEGER_EXT: return reader.u8();
    case INTEGER_EXT: return reader.i32();
    case NIL_EXT: return [];
    case NEW_FLOAT_EXT: return toFloat(reader.f64(), start);
    case FLOAT_EXT: return toFloat(parseFloatText(String.fromCharCode(...reader.copy(FLOAT_TEXT_BYTES)).split("\0")[0]!), start);
    case SMALL_TUPLE_EXT: return opened(reader.u8(), closeTuple);
    case LARGE_TUPLE_EXT: return opened(reader.u32(), closeTuple);
    case STRING_EXT: return [...reader.copy(reader.u16())];
    case LIST_EXT: return opened(reader.u32() + 1, closeList);
    case MAP_EXT: return opened(reader.u32() * 2, closeMap);
    case BINARY_EXT: return reader.copy(reader.u32());
    case BIT_BINARY_EXT: return readBits(reader, start);
    case BLOCK_EXT: {
      if (reader.binaryAt === undefined) return damaged(`tag ${tag}`, start);
      const length = reader.u32();
      return reader.binaryAt(reader.u32(), length, reader.u32());
    }
    case SMALL_BIG_EXT: return readBig(reader, reader.u8());
    case LARGE_BIG_EXT: return readBig(reader, reader.u32());
    case PID_EXT:
    case NEW_PID_EXT: return new Pid(readAtom(reader).name, reader.u32(), reader.u32(), readCreation(reader, tag === PID_EXT));
    case PORT_EXT:
    case NEW_PORT_EXT: return new Port(readAtom(reader).name, reader.u32(), readCreation(reader, tag === PORT_EXT));
    case V4_PORT_EXT: return new Port(readAtom(reader).name, reader.u64(), reader.u32());
    case REFERENCE_EXT: {
      const node = readAtom(reader).name, word = reader.u32();
      if (word > MOST_OLD_REFERENCE) damaged("reference", start);
      return new Reference(node, [word], readCreation(reader, true));
    }
    case NEW_REFERENCE_EXT:
    case NEWER_REFERENCE_EXT: return readReference(reader, tag === NEW_REFERENCE_EXT, start);
    case EXPORT_EXT: {
      const module = readAtom(reader).name, name = readAtom(reader).name;
      return new ExportFun(module, name, readArity(reader, start));
    }
    case NEW_FUN_EXT: return readFun(reader, start, open);
    default: {
      const atom = readAtomText(reader, tag, start);
      return atom.name === "true" ? true : atom.name === "false" ? false : atom;
    }
  }
}

/** The arity of a fun by name. */
function readArity(reader: Reader, start: number): number {
  const tag = reader.u8();
  if (tag === SMALL_INTEGER_EXT) return reader.u8();
  const arity = tag === INTEGER_EXT ? reader.u32() | 0 : -1;
  return arity >= 0 ? arity : damaged("export fun", start);
}

function toFloat(v: number, at: number): ErlTerm {
  if (!Number.isFinite(v)) damaged("no float", at);
  return Number.isInteger(v) ? new Float(v) : v;
}
const readAtom = (reader: Reader): Atom => readAtomText(reader, reader.u8(), reader.at - 1);
function readAtomText(reader: Reader, tag: number, start: number): Atom {
  const latin1 = tag === ATOM_EXT || tag === SMALL_ATOM_EXT;
  if (!latin1 && tag !== ATOM_UTF8_EXT && tag !== SMALL_ATOM_UTF8_EXT) damaged(`tag ${tag}`, start);
  const length = tag === SMALL_ATOM_EXT || tag === SMALL_ATOM_UTF8_EXT ? reader.u8() : reader.u16();
  const at = reader.take(length), text = reader.bytes.subarray(at, at + length);
  try {
    return Atom.of(latin1 ? String.fromCharCode(...text) : utf8.decode(text));
  } catch (cause) {
    throw new TermError(`atom at byte ${start}`, { cause });
  }
}
function readCreation(reader: Reader, old: boolean): number {
  if (!old) return reader.u32();
  const creation = reader.u8();
  return creation > MOST_OLD_CREATION ? damaged("creation", reader.at - 1) : creation;
}

function readBig(reader: Reader, bytes: number): ErlTerm {
  const negative = reader.u8() !== 0, digits = Buffer.from(reader.copy(bytes)).reverse().toString("hex");
  const magnitude = digits === "" ? 0n : BigInt(`0x${digits}`), value = negative ? -magnitude : magnitude;
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
function readBits(reader: Reader, start: number): ErlTerm {
  const length = reader.u32(), used = reader.u8();
  if (used > 8 || (used === 0) !== (length === 0)) damaged("bitstring", start);
  const bytes = reader.copy(length);
  if (used === 8 || length === 0) return bytes;
  bytes[length - 1]! &= 0xff << (8 - used);
  return new BitString(bytes, used);
}
function readReference(reader: Reader, old: boolean, start: number): ErlTerm {
  const count = reader.u16();
  if (count < 1 || count > MAX_REFERENCE_WORDS) damaged("reference", start);
  const node = readAtom(reader).name, creation = readCreation(reader, old);
  const words = Array.from({ length: count }, () => reader.u32());
  if (old && words[0]! > MOST_OLD_REFERENCE) damaged("reference", start);
  return new Reference(node, words, creation);
}
/** Where it ends say its parts: OTP does not look at its size. All of it stays as bytes. */
function readFun(reader: Reader, start: number, open: Open[]): undefined {
  reader.u32();
  const arity = reader.u8();
  reader.take(FUN_DIGEST);
  const free = reader.u32(), module = readAtom(reader).name;
  const close = (): ErlTerm => new Fun(module, arity, reader.bytes.slice(start, reader.at));
  open.push({ left: reader.count(FUN_FIXED_PARTS + free), parts: [], close });
}
