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

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function text(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BadBeamError(`${what} that is no UTF-8`);
  }
}
const MAX_ATOM_LENGTH = 255;
const MAX_ARITY = 255;

/** Atoms by their index, from 1. Since OTP 28 the count may be negative, and lengths are then compact numbers. */
export function readAtoms(chunk: Uint8Array): string[] {
  const reader = new Reader(chunk, "the atom table");
  const first = reader.i32(), long = first < 0, count = Math.abs(first);
  if (count > chunk.length) throw new BadBeamError("a damaged atom table");
  const lengths = new OperandReader(reader);
  const atoms = [""];
  for (let i = 0; i < count; i++) {
    const bytes = reader.take(long ? lengths.number() : reader.u8());
    const atom = text(bytes, "an atom");
    if (atom.length > MAX_ATOM_LENGTH && [...atom].length > MAX_ATOM_LENGTH) throw new BadBeamError("an atom that is too long");
    atoms.push(atom);
  }
  return atoms;
}

export function atomText(atoms: readonly string[], index: number): string {
  const atom = index === 0 ? undefined : atoms[index];
  if (atom === undefined) throw new BadBeamError(`no atom ${index}`);
  return atom;
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

/** Bytes of an entry of the lambda table, and of the count before the first. */
const LAMBDA_BYTES = 24, COUNT_BYTES = 4;

export function readLambdas(chunk: Uint8Array, atoms: readonly string[]): Lambda[] {
  const reader = new Reader(chunk, "the lambda table"), bodies = new Set<number>(), indexes = new Set<number>();
  if (reader.left % LAMBDA_BYTES !== COUNT_BYTES) throw new BadBeamError("the lambda table holds half an entry");
  return Array.from({ length: reader.count(LAMBDA_BYTES) }, () => {
    const lambda = {
      name: atomText(atoms, reader.u32()), bodyArity: readArity(reader), label: reader.u32(), index: reader.u32(),
      free: reader.u32(), oldUniq: reader.u32(),
    };
    if (lambda.free > lambda.bodyArity) throw new BadBeamError("a lambda with more free variables than parameters");
    if (bodies.has(lambda.label)) throw new BadBeamError("two lambdas with one body");
    bodies.add(lambda.label);
    // Funs find their code by it.
    if (indexes.has(lambda.index)) throw new BadBeamError("two lambdas with one index");
    indexes.add(lambda.index);
    return lambda;
  });
}

/** Most bytes that a literal table may unpack to. */
const LITERALS_LIMIT = 1 << 29;

/**
 * Literals in the external term format (each starts with 131), compressed: there are at most as many bytes as the size says. A size of 0 says
 * that they are not compressed (OTP 28).
 */
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
  }
  const reader = new Reader(bytes, "the literal table");
  return Array.from({ length: reader.count(4) }, () => {
    const literal = reader.take(reader.u32());
    if (literal[0] !== 131) throw new BadBeamError("a literal that is no external term");
    return literal;
  });
}

/** What the Line chunk says: BeamModule tells of each. */
interface LineTable { readonly lines: Line[]; readonly files: string[]; readonly lineInstructions: number | undefined }

/** The table of a module without one. */
export const noLines = (module: string): LineTable => ({ lines: [{ file: 0, line: 0 }], files: [module + ".erl"], lineInstructions: undefined });

/**
 * Line entries from index 1 (0: unknown), and the names of files from index 1 (0: `<module>.erl`). An empty name, as
 * compile:forms/2 gives to forms without a file, stands for `<module>.erl`, too.
 */
export function readLines(chunk: Uint8Array, module: string): LineTable {
  const reader = new Reader(chunk, "the line table");
  if (reader.u32() !== 0) return noLines(module);
  reader.u32();
  const { lines, files } = noLines(module), lineInstructions = reader.u32();
  const count = reader.u32(), names = reader.u32();
  if (count > chunk.length || names > chunk.length) throw new BadBeamError("a damaged line table");
  const operands = new OperandReader(reader);
  let file = 0;
  for (let left = count; left > 0;) {
    const { tag, value } = operands.tagged();
    if (tag === "number") throw new BadBeamError("a line with the tag of something else");
    if (tag === "atom") {
      file = value;
      if (file > names) throw new BadBeamError("a line of an unknown file");
    } else {
      lines.push({ file, line: value });
      left--;
    }
  }
  for (let i = 0; i < names; i++) files.push(text(reader.take(reader.u16()), "the name of a file") || files[0]!);
  return { lines, files, lineInstructions };
}

/** Versions of the type table. The first has both bounds in every entry, later ones say which are there. */
const TYPES_OTP25 = 1, TYPES_OTP26 = 2, TYPES_OTP27 = 3;
/** Bits of an entry's flags. OTP 27 no longer has match contexts among the types, bit 2: what stood above moved down by one. */
const KINDS = 13, BELOW_CONTEXTS = (1 << 2) - 1;

/**
 * Types are advice: versions that are not known give none. Kinds are numbered as in OTP 25 and 26. The first entry is that of what may be
 * anything, and none is that of what cannot be.
 */
export function readTypes(chunk: Uint8Array): RegisterType[] {
  const reader = new Reader(chunk, "the type table");
  const version = reader.u32();
  if (version !== TYPES_OTP25 && version !== TYPES_OTP26 && version !== TYPES_OTP27) return [];
  const kinds = version === TYPES_OTP27 ? KINDS - 1 : KINDS, has = (flags: number, bit: number): boolean => (flags >> (kinds + bit) & 1) === 1;
  const every = (1 << kinds) - 1, count = reader.count(2);
  if (count === 0) throw new BadBeamError("an empty type table");
  return Array.from({ length: count }, (_, i) => {
    const flags = reader.u16(), known = flags & every;
    if (known === 0 || (i === 0 && flags !== every)) throw new BadBeamError("a damaged type table");
    const bits = version === TYPES_OTP27 ? (known & BELOW_CONTEXTS) | ((known & ~BELOW_CONTEXTS) << 1) : known;
    if (version === TYPES_OTP25) {
      const min = reader.i64(), max = reader.i64();
      if (i === 0 && min <= max) throw new BadBeamError("a damaged type table");
      // An absent range is written as 0 .. -1.
      return min <= max ? { bits, min, max } : { bits, min: undefined, max: undefined };
    }
    const min = has(flags, 0) ? reader.i64() : undefined, max = has(flags, 1) ? reader.i64() : undefined;
    if (has(flags, 2)) reader.u8();
    return { bits, min, max };
  });
}
