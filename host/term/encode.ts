/** JavaScript values to external term format. */
import { Atom, LONE_SURROGATE } from "./atom.js";
import { BitString, Float, ImproperList, Tuple } from "./values.js";
import { Pid, Port, Reference } from "./identity.js";
import { ExportFun, Fun } from "./fun.js";
import { TermError } from "./error.js";
import type { ErlTerm } from "./term.js";
import {
  ATOM_UTF8_EXT, BINARY_EXT, BIT_BINARY_EXT, BLOCK_EXT, EXPORT_EXT, INTEGER_EXT, LARGE_BIG_EXT, LARGE_TUPLE_EXT, LIST_EXT, MAP_EXT,
  MAX_STRING, NEWER_REFERENCE_EXT, NEW_FLOAT_EXT, NEW_PID_EXT, NEW_PORT_EXT, NIL_EXT, SMALL_ATOM_UTF8_EXT,
  SMALL_BIG_EXT, SMALL_INTEGER_EXT, SMALL_TUPLE_EXT, STRING_EXT, V4_PORT_EXT, VERSION,
} from "./etf.js";

const utf8 = new TextEncoder();
/** A quarter of what WebAssembly addresses, and the largest binary of a node: a value whose parts are shared may be larger as a term than any memory. */
const MOST_BYTES = 2 ** 30;
/** Port numbers that fit the form with 32 bits, which OTP uses for up to 28. */
const MAX_NEW_PORT_ID = (1n << 28n) - 1n;

/** Where the bytes of a binary were put, or undefined: they are to be written. */
export type Place = (binary: object) => { readonly address: number; readonly length: number } | undefined;

/** Bytes that grow. */
class Writer {
  constructor(readonly place?: Place) {}
  private bytes = new Uint8Array(256);
  private view = new DataView(this.bytes.buffer);
  length = 0;

  private room(n: number): number {
    const at = this.length;
    if (at + n > MOST_BYTES) throw new TermError("the value is larger than any node's memory");
    if (at + n > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, at + n));
      grown.set(this.bytes);
      this.bytes = grown;
      this.view = new DataView(grown.buffer);
    }
    this.length = at + n;
    return at;
  }
  // `room` may replace the view, so it comes first
  u8(v: number): void { const at = this.room(1); this.view.setUint8(at, v); }
  u16(v: number): void { const at = this.room(2); this.view.setUint16(at, v); }
  u32(v: number): void { const at = this.room(4); this.view.setUint32(at, v); }
  u64(v: bigint): void { const at = this.room(8); this.view.setBigUint64(at, v); }
  f64(v: number): void { const at = this.room(8); this.view.setFloat64(at, v); }
  put(bytes: ArrayLike<number>): void { const at = this.room(bytes.length); this.bytes.set(bytes, at); }
  finish(): Uint8Array { return this.bytes.slice(0, this.length); }
}

/**
 * The external form of a value, without the version byte: as terms lie in a node's memory and in messages.
 * @param place asked for each binary, and for what is no term
 * @throws TermError (a TypeError) for a value that is no term, RangeError for a number that is none: NaN, infinities, and integers beyond
 *   2^53, which are written as bigint
 */
export function encode(term: ErlTerm, place?: Place): Uint8Array {
  const out = new Writer(place);
  write(out, term);
  return out.finish();
}
/** The same with the version byte: what erlang:binary_to_term/1 reads. */
export function termToBinary(term: ErlTerm): Uint8Array {
  const out = new Writer();
  out.u8(VERSION);
  write(out, term);
  return out.finish();
}

/** A value whose parts are being written, and the next of them. */
interface Open { readonly parts: readonly ErlTerm[]; next: number; readonly tail: ErlTerm | undefined }

/** Depths at which values are looked at for one that contains itself, each twice the one before. */
const FIRST_LOOK = 1 << 12;
/** No node has room for terms that nest deeper, and a value that is made as it is read may never end. */
const MOST_DEPTH = 1 << 24;

/**
 * Terms nest to any depth, so those that are open wait on a list of their own. It is the way from the whole value to the part that
 * is written, so a value that contains itself stands on it twice.
 */
function write(out: Writer, term: ErlTerm): void {
  const open: Open[] = [];
  let look = FIRST_LOOK;
  writeOne(out, term, open);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (top.next < top.parts.length) writeOne(out, top.parts[top.next++]!, open);
    else if (top.next++ === top.parts.length && top.tail !== undefined) writeOne(out, top.tail, open);
    else open.pop();
    if (open.length < look) continue;
    if (new Set(open.map((o) => o.parts)).size < open.length) throw new TermError("a value that contains itself is no Erlang term");
    if (look >= MOST_DEPTH) throw new TermError("the value nests too deep");
    look *= 2;
  }
}

function writeOne(out: Writer, t: ErlTerm, open: Open[]): void {
  switch (typeof t) {
    case "number":
      if (Number.isInteger(t) && !Object.is(t, -0)) writeInteger(out, t);
      else writeFloat(out, t);
      break;
    case "bigint": writeBig(out, t); break;
    case "boolean": writeAtom(out, String(t)); break;
    case "string":
      if (LONE_SURROGATE.test(t)) throw new TypeError("a string with half a surrogate pair is no UTF-8");
      writeBinary(out, utf8.encode(t));
      break;
    default: writeObject(out, t, open);
  }
}
function writeObject(out: Writer, t: Exclude<ErlTerm, number | bigint | boolean | string>, open: Open[]): void {
  if (t instanceof Atom) writeAtom(out, t.name);
  else if (Array.isArray(t)) writeList(out, t, open);
  else if (t instanceof Tuple) writeTuple(out, t, open);
  else if (t instanceof Uint8Array) { if (!writePlaced(out, t)) writeBinary(out, t); }
  else if (t instanceof Map) writeMap(out, t, open);
  else if (t instanceof Float) writeFloat(out, t.value);
  else if (t instanceof Pid) writePid(out, t);
  else if (t instanceof Reference) writeReference(out, t);
  else if (t instanceof Port) writePort(out, t);
  else if (t instanceof ImproperList) writeElements(out, t.elements, t.tail, open);
  else if (t instanceof BitString) {
    out.u8(BIT_BINARY_EXT);
    out.u32(t.bytes.length);
    out.u8(t.bits);
    out.put(t.bytes);
  } else if (t instanceof Fun) out.put(t.encoded);
  else if (t instanceof ExportFun) {
    out.u8(EXPORT_EXT);
    writeAtom(out, t.module);
    writeAtom(out, t.name);
    writeInteger(out, t.arity);
  } else if (!writePlaced(out, t)) throw new TermError(`no Erlang term: ${Object.prototype.toString.call(t)}`);
}

function writeInteger(out: Writer, v: number): void {
  if (v >= 0 && v < 256) {
    out.u8(SMALL_INTEGER_EXT);
    out.u8(v);
  } else if (v === (v | 0)) {
    out.u8(INTEGER_EXT);
    out.u32(v >>> 0);
  } else if (Number.isSafeInteger(v)) {
    writeBig(out, BigInt(v));
  } else {
    throw new RangeError(`${v} is no exact integer: use a bigint, or float(${v})`);
  }
}
function writeBig(out: Writer, v: bigint): void {
  if (v >= -0x80000000n && v < 0x80000000n) {
    writeInteger(out, Number(v));
    return;
  }
  const digits = (v < 0n ? -v : v).toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length & 1), "0"), "hex").reverse();
  if (bytes.length < 256) {
    out.u8(SMALL_BIG_EXT);
    out.u8(bytes.length);
  } else {
    out.u8(LARGE_BIG_EXT);
    out.u32(bytes.length);
  }
  out.u8(v < 0n ? 1 : 0);
  out.put(bytes);
}
function writeFloat(out: Writer, v: number): void {
  if (!Number.isFinite(v)) throw new RangeError(`no float in Erlang: ${v}`);
  out.u8(NEW_FLOAT_EXT);
  out.f64(v);
}
function writeAtom(out: Writer, name: string): void {
  const text = utf8.encode(name);
  if (text.length < 256) {
    out.u8(SMALL_ATOM_UTF8_EXT);
    out.u8(text.length);
  } else {
    out.u8(ATOM_UTF8_EXT);
    out.u16(text.length);
  }
  out.put(text);
}
function writePlaced(out: Writer, binary: object): boolean {
  const placed = out.place?.(binary);
  if (placed === undefined) return false;
  out.u8(BLOCK_EXT);
  out.u32(placed.length);
  out.u32(placed.address);
  return true;
}
function writeBinary(out: Writer, bytes: Uint8Array): void {
  out.u8(BINARY_EXT);
  out.u32(bytes.length);
  out.put(bytes);
}
const isByte = (v: ErlTerm): v is number => typeof v === "number" && (v & 255) === v;
function writeList(out: Writer, list: readonly ErlTerm[], open: Open[]): void {
  if (list.length === 0) out.u8(NIL_EXT);
  else if (list.length <= MAX_STRING && list.every(isByte)) {
    out.u8(STRING_EXT);
    out.u16(list.length);
    out.put(list);
  } else writeElements(out, list, [], open);
}
function writeElements(out: Writer, elements: readonly ErlTerm[], tail: ErlTerm, open: Open[]): void {
  out.u8(LIST_EXT);
  out.u32(elements.length);
  open.push({ parts: elements, next: 0, tail });
}
function writeTuple(out: Writer, { elements }: Tuple, open: Open[]): void {
  if (elements.length < 256) {
    out.u8(SMALL_TUPLE_EXT);
    out.u8(elements.length);
  } else {
    out.u8(LARGE_TUPLE_EXT);
    out.u32(elements.length);
  }
  open.push({ parts: elements, next: 0, tail: undefined });
}
function writeMap(out: Writer, map: ReadonlyMap<ErlTerm, ErlTerm>, open: Open[]): void {
  out.u8(MAP_EXT);
  out.u32(map.size);
  const pairs: ErlTerm[] = [];
  for (const [key, value] of map) pairs.push(key, value);
  open.push({ parts: pairs, next: 0, tail: undefined });
}
function writePid(out: Writer, t: Pid): void {
  out.u8(NEW_PID_EXT);
  writeAtom(out, t.node);
  out.u32(t.id);
  out.u32(t.serial);
  out.u32(t.creation);
}
function writePort(out: Writer, t: Port): void {
  const small = t.id <= MAX_NEW_PORT_ID;
  out.u8(small ? NEW_PORT_EXT : V4_PORT_EXT);
  writeAtom(out, t.node);
  if (small) out.u32(Number(t.id));
  else out.u64(t.id);
  out.u32(t.creation);
}
function writeReference(out: Writer, t: Reference): void {
  out.u8(NEWER_REFERENCE_EXT);
  out.u16(t.words.length);
  writeAtom(out, t.node);
  out.u32(t.creation);
  for (const word of t.words) out.u32(word);
}
