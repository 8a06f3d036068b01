/** Ways to damage a .beam file: from bytes anywhere to operands of single instructions, the rest of the file staying whole. */
import { deflateSync, gunzipSync, inflateSync } from "node:zlib";
import { opcodes, readChunks } from "../../host/beam/index.js";
import { OperandReader } from "../../host/beam/operand.js";
import { Reader } from "../../host/beam/reader.js";
import { rebuild } from "../beam/rebuild.js";
import type { Random } from "./random.js";

/** Bytes of the Code chunk before the instructions. */
const CODE_HEADER = 20;
const CHUNK_HEADER = 8, FILE_HEADER = 12;

const isCompressed = (file: Uint8Array): boolean => file[0] === 0x1f;
const plain = (file: Uint8Array): Uint8Array => isCompressed(file) ? gunzipSync(file) : file;

function flip(bytes: Uint8Array, from: number, to: number, random: Random): Uint8Array {
  const copy = Uint8Array.from(bytes);
  if (to > from)
    for (let n = 1 + random.below(3); n > 0; n--) {
      const at = from + random.below(to - from);
      copy[at] = random.below(2) === 0 ? random.below(256) : copy[at]! ^ (1 << random.below(8));
    }
  return copy;
}

interface Chunk { readonly id: string; readonly at: number; readonly size: number }

function chunkList(file: Uint8Array): Chunk[] {
  const list: Chunk[] = [], view = new DataView(file.buffer, file.byteOffset, file.length);
  for (let at = FILE_HEADER; at < file.length;) {
    const size = view.getUint32(at + 4);
    list.push({ id: String.fromCharCode(...file.subarray(at, at + 4)), at, size });
    at += CHUNK_HEADER + ((size + 3) & ~3);
  }
  return list;
}

/** A chunk whose bytes were flipped, in a file that is whole. */
function flipChunk(file: Uint8Array, id: string, random: Random, from = 0): Uint8Array {
  const data = readChunks(file).get(id);
  return data === undefined ? flip(file, FILE_HEADER, file.length, random) : rebuild(file, { [id]: flip(data, Math.min(from, data.length), data.length, random) });
}

/** Literals are compressed: damage lies below the compression, or nothing but its checksum would be tested. */
function flipLiterals(file: Uint8Array, random: Random): Uint8Array {
  const data = readChunks(file).get("LitT");
  if (data === undefined || random.below(8) === 0) return flipChunk(file, "LitT", random);
  const bytes = flip(inflateSync(data.subarray(4)), 0, data.length, random), size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return rebuild(file, { LitT: Buffer.concat([size, deflateSync(bytes)]) });
}

/** Where each instruction and each of its operands starts and ends. */
export interface Place { readonly op: number; readonly from: number; readonly to: number; readonly operands: readonly (readonly [number, number])[] }

export function instructions(code: Uint8Array): Place[] {
  const reader = new Reader(code, "code"), operands = new OperandReader(reader), list: Place[] = [];
  reader.take(CODE_HEADER);
  for (;;) {
    const from = reader.pos, op = reader.u8(), opcode = opcodes[op];
    if (opcode === undefined || opcode.name === "int_code_end") return list;
    const places: [number, number][] = [];
    for (let i = 0; i < opcode.roles.length; i++) {
      const at = reader.pos;
      operands.operand();
      places.push([at, reader.pos]);
    }
    list.push({ op, from, to: reader.pos, operands: places });
  }
}

export const splice = (code: Uint8Array, from: number, to: number, by: Uint8Array): Uint8Array =>
  Buffer.concat([code.subarray(0, from), by, code.subarray(to)]);

/** One instruction lost, repeated, exchanged for another of as many operands, or with an operand of another. */
function damageInstruction(file: Uint8Array, random: Random): Uint8Array {
  let code = readChunks(file).get("Code")!;
  for (let n = 1 + random.below(2); n > 0; n--) {
    const all = instructions(code), place = random.pick(all), other = random.pick(all);
    switch (random.below(6)) {
      case 0: code = splice(code, place.from, place.to, new Uint8Array(0)); break;
      case 1: code = splice(code, place.from, place.from, code.slice(other.from, other.to)); break;
      case 2: {
        const alike = opcodes.flatMap((o, op) => o !== undefined && o.roles.length === place.operands.length ? [op] : []);
        code = splice(code, place.from, place.from + 1, Uint8Array.of(random.pick(alike)));
        break;
      }
      default: {
        if (place.operands.length === 0 || other.operands.length === 0) break;
        const [from, to] = random.pick(place.operands), [a, b] = random.pick(other.operands);
        code = splice(code, from, to, code.slice(a, b));
      }
    }
  }
  return rebuild(file, { Code: code });
}

/** Each takes a file that is whole and not compressed. */
export const DAMAGES: Readonly<Record<string, (file: Uint8Array, random: Random) => Uint8Array>> = {
  bytes: (file, random) => flip(file, 0, file.length, random),
  "size of a chunk": (file, random) => {
    const copy = Uint8Array.from(file), view = new DataView(copy.buffer), chunk = random.pick(chunkList(file));
    view.setUint32(chunk.at + 4, random.pick([0, 1, chunk.size - 1, chunk.size + 1, chunk.size + 4, file.length, 0x7fffffff, 0xffffffff, random.below(2 ** 31)]));
    return copy;
  },
  "a chunk less": (file, random) => rebuild(file, { [random.pick(chunkList(file)).id]: undefined }),
  "a chunk twice": (file, random) => {
    const { at, size } = random.pick(chunkList(file)), end = at + CHUNK_HEADER + ((size + 3) & ~3);
    const copy = flip(file.subarray(at, end), CHUNK_HEADER, CHUNK_HEADER + size, random);
    const result = random.below(2) === 0 ? splice(file, at, at, copy) : splice(file, end, end, copy);
    new DataView(result.buffer, result.byteOffset).setUint32(4, result.length - 8);
    return result;
  },
  "the atom table": (file, random) => flipChunk(file, "AtU8", random),
  "another table": (file, random) => flipChunk(file, random.pick(["ImpT", "ExpT", "FunT", "StrT", "Line", "Type", "Attr", "CInf"]), random),
  literals: flipLiterals,
  "bytes of the code": (file, random) => flipChunk(file, "Code", random, CODE_HEADER),
  "an instruction": damageInstruction,
};

/** Of `kinds`, one applied to a file; a compressed file is damaged inside. */
export function damage(file: Uint8Array, kind: string, random: Random): Uint8Array { return DAMAGES[kind]!(plain(file), random); }
