/** The tables beside the code: atoms, imports, exports, lambdas, literals, lines, types. */
import { inflateSync } from "node:zlib";
import { BadBeamError } from "./error.js";
import { OperandReader } from "./operand.js";
import { Reader } from "./reader.js";

export interface Import { readonly module: string; readonly name: string; readonly arity: number }
export interface Export { readonly name: string; readonly arity: number; readonly label: number }

/** An entry of the lambda table (FunT). */
export interface Lambda {
  /** Name and arity of the function that is the body; its last `free` parameters are the free variables. */
  readonly name: string;
  readonly bodyArity: number;
  readonly label: number;
  readonly index: number;
  readonly free: number;
  readonly oldUniq: number;
}

/** A place in a source: `file` is an index in BeamModule.files. */
export interface Line { readonly file: number; readonly line: number }

/**
 * What the compiler knows of a register: which types it can have, and bounds where it is an integer. One bit a type
 * (beam_types.hrl of OTP's compiler): 0 atom, 1 bitstring, 3 cons, 4 float, 5 fun, 6 integer, 7 map, 8 nil, 9 pid,
 * 10 port, 11 reference, 12 tuple.
 */
export interface RegisterType { readonly bits: number; readonly min: bigint | undefined; readonly max: bigint | undefined }

const utf8 = new TextDecoder("utf-8", { fatal: true });
const MAX_ATOM_LENGTH = 255;
const MAX_ARITY = 255;

/**
 * Atoms by their index, from 1. `latin1`: the old Atom chunk. Since OTP 28 the count may be negative,
 * and lengths are then compact numbers.
 */
export function readAtoms(chunk: Uint8Array, latin1: boolean): string[] {
  const reader = new Reader(chunk, "the atom table");
  const first = reader.i32(), long = first < 0, count = Math.abs(first);
  if (count > chunk.length) throw new BadBeamError("a damaged atom table");
  const lengths = new OperandReader(reader);
  const atoms = [""];
  for (let i = 0; i < count; i++) {
    const bytes = reader.take(long ? lengths.number() : reader.u8());
    let text: string;
    try {
      text = latin1 ? Buffer.from(bytes).toString("latin1") : utf8.decode(bytes);
    } catch {
      throw new BadBeamError("an atom that is no UTF-8");
    }
    if (text.length > MAX_ATOM_LENGTH && [...text].length > MAX_ATOM_LENGTH) throw new BadBeamError("an atom that is too long");
    atoms.push(text);
  }
  return atoms;
}

export function atomText(atoms: readonly string[], index: number): string {
  const text = index === 0 ? undefined : atoms[index];
  if (text === undefined) throw new BadBeamError(`no atom ${index}`);
  return text;
}

function readArity(reader: Reader): number {
  const arity = reader.u32();
  if (arity > MAX_ARITY) throw new BadBeamError(`an arity of ${arity}`);
  return arity;
}

export function readImports(chunk: Uint8Array, atoms: readonly string[]): Import[] {
  const reader = new Reader(chunk, "the import table");
  return Array.from({ length: reader.count(12) }, () => ({
    module: atomText(atoms, reader.u32()), name: atomText(atoms, reader.u32()), arity: readArity(reader),
  }));
}

export function readExports(chunk: Uint8Array, atoms: readonly string[]): Export[] {
  const reader = new Reader(chunk, "the export table");
  return Array.from({ length: reader.count(12) }, () => ({
    name: atomText(atoms, reader.u32()), arity: readArity(reader), label: reader.u32(),
  }));
}

export function readLambdas(chunk: Uint8Array, atoms: readonly string[]): Lambda[] {
  const reader = new Reader(chunk, "the lambda table");
  return Array.from({ length: reader.count(24) }, () => {
    const lambda = {
      name: atomText(atoms, reader.u32()), bodyArity: readArity(reader), label: reader.u32(), index: reader.u32(),
      free: reader.u32(), oldUniq: reader.u32(),
    };
    if (lambda.free > lambda.bodyArity) throw new BadBeamError("a lambda with more free variables than parameters");
    return lambda;
  });
}

/** Most bytes that a literal table may unpack to. */
const LITERALS_LIMIT = 1 << 29;

/** Literals in the external term format (each starts with 131). A size of 0 says that they are not compressed. */
export function readLiterals(chunk: Uint8Array): Uint8Array[] {
  const head = new Reader(chunk, "the literal table");
  const size = head.u32();
  let bytes = head.take(head.left);
  if (size !== 0) {
    if (size > LITERALS_LIMIT) throw new BadBeamError("the literal table is too big");
    try {
      bytes = inflateSync(bytes, { maxOutputLength: size });
    } catch {
      throw new BadBeamError("the literal table does not unpack");
    }
    if (bytes.length !== size) throw new BadBeamError("the literal table has another size than it says");
  }
  const reader = new Reader(bytes, "the literal table");
  return Array.from({ length: reader.count(4) }, () => {
    const literal = reader.take(reader.u32());
    if (literal[0] !== 131) throw new BadBeamError("a literal that is no external term");
    return literal;
  });
}

/**
 * Line entries from index 1 (0: unknown), and the names of files from index 1 (0: `<module>.erl`). An empty name, as
 * compile:forms/2 gives to forms without a file, stands for `<module>.erl`, too.
 */
export function readLines(chunk: Uint8Array, module: string): { lines: Line[]; files: string[] } {
  const reader = new Reader(chunk, "the line table");
  const lines: Line[] = [{ file: 0, line: 0 }], files = [module + ".erl"];
  if (reader.u32() !== 0) return { lines, files };
  reader.u32();
  reader.u32();
  const count = reader.u32(), names = reader.u32();
  if (count > chunk.length || names > chunk.length) throw new BadBeamError("a damaged line table");
  const operands = new OperandReader(reader);
  let file = 0;
  for (let left = count; left > 0;) {
    const { tag, value } = operands.tagged();
    if (tag === "atom") {
      file = value;
    } else {
      lines.push({ file, line: value });
      left--;
    }
  }
  for (let i = 0; i < names; i++) files.push(Buffer.from(reader.take(reader.u16())).toString("utf8") || files[0]!);
  if (lines.some((l) => l.file >= files.length)) throw new BadBeamError("a line of an unknown file");
  return { lines, files };
}

/** Versions of the type table. The first has both bounds in every entry, later ones say which are there. */
const TYPES_OTP25 = 1, TYPES_OTP26 = 2, TYPES_OTP27 = 3;
/** Bits of an entry's flags. OTP 27 no longer has match contexts among the types, bit 2: what stood above moved down by one. */
const KINDS = 13, BELOW_CONTEXTS = (1 << 2) - 1;

/** Types are advice: versions that are not known give none. Kinds are numbered as in OTP 25 and 26. */
export function readTypes(chunk: Uint8Array): RegisterType[] {
  const reader = new Reader(chunk, "the type table");
  const version = reader.u32();
  if (version !== TYPES_OTP25 && version !== TYPES_OTP26 && version !== TYPES_OTP27) return [];
  const kinds = version === TYPES_OTP27 ? KINDS - 1 : KINDS, has = (flags: number, bit: number): boolean => (flags >> (kinds + bit) & 1) === 1;
  return Array.from({ length: reader.count(2) }, () => {
    const flags = reader.u16(), known = flags & ((1 << kinds) - 1);
    const bits = version === TYPES_OTP27 ? (known & BELOW_CONTEXTS) | ((known & ~BELOW_CONTEXTS) << 1) : known;
    if (version === TYPES_OTP25) {
      const min = reader.i64(), max = reader.i64();
      // An absent range is written as 0 .. -1.
      return min <= max ? { bits, min, max } : { bits, min: undefined, max: undefined };
    }
    const min = has(flags, 0) ? reader.i64() : undefined, max = has(flags, 1) ? reader.i64() : undefined;
    if (has(flags, 2)) reader.u8();
    return { bits, min, max };
  });
}
