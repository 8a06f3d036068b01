/** Reads a .beam file into a BeamModule: every table decoded, the code cut into functions and verified. */
import { readCode, type Code, type Instruction } from "./code.js";
import { readChunks } from "./container.js";
import { BadBeamError } from "./error.js";
import { LiteralTable } from "./literal.js";
import { moduleMd5 } from "./md5.js";
import { OP } from "./opcode.js";
import { complete, type Steps } from "./steps.js";
import {
  atomText, noLines, readAtoms, readExports, readImports, readLambdas, readLines, readLiterals, readTypes,
  type Export, type Import, type Lambda, type Line, type RegisterType,
} from "./tables.js";
import { verify } from "./verify.js";

export interface BeamFunction {
  readonly name: string;
  readonly arity: number;
  /** Label of the func_info instruction: failing clauses go there. */
  readonly infoLabel: number;
  /** Label of the first instruction. */
  readonly label: number;
  /** From the func_info label to the next function. */
  readonly code: readonly Instruction[];
}

export interface BeamModule {
  readonly name: string;
  /** By index, from 1. */
  readonly atoms: readonly string[];
  readonly functions: readonly BeamFunction[];
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  readonly lambdas: readonly Lambda[];
  /** External term format with its leading 131; big integers of the code are appended to the table. */
  readonly literals: readonly Uint8Array[];
  /** Bytes of bs_put_string, bs_match_string and bs_create_bin. */
  readonly strings: Uint8Array;
  readonly lines: readonly Line[];
  readonly files: readonly string[];
  /** How many `line` instructions the code has at most; undefined when there is no line table, and then they say nothing. */
  readonly lineInstructions: number | undefined;
  readonly types: readonly RegisterType[];
  /** The function that -on_load names. */
  readonly onLoad: { readonly name: string; readonly arity: number } | undefined;
  readonly md5: Uint8Array;
  /** All chunks, as they stand in the file. */
  readonly chunks: ReadonlyMap<string, Uint8Array>;
}

/**
 * Parse and verify a .beam file, gzip-compressed or not.
 * @throws BadBeamError for whatever is damaged, unknown, or could not be translated safely
 */
export function readBeam(file: Uint8Array): BeamModule { return complete(readBeamInSteps(file)); }

/** As readBeam. */
export function* readBeamInSteps(file: Uint8Array): Steps<BeamModule> {
  const chunks = readChunks(file);
  /** A chunk without bytes is as good as none. */
  const find = (id: string): Uint8Array | undefined => chunks.get(id)?.length === 0 ? undefined : chunks.get(id);
  const need = (id: string): Uint8Array => {
    const chunk = find(id);
    if (chunk === undefined) throw new BadBeamError(`no ${id} chunk`);
    return chunk;
  };
  const optional = <T>(id: string, read: (chunk: Uint8Array) => T, absent: T): T => {
    const chunk = find(id);
    return chunk === undefined ? absent : read(chunk);
  };
  const atoms = readAtoms(need("AtU8"));
  const name = atomText(atoms, 1);
  const literals = new LiteralTable(optional("LitT", readLiterals, []));
  const read = yield* readCode(need("Code")), size = read.instructions.length;
  const code = literals.placeBigIntegers(read);
  yield size;
  const { functions, onLoad } = yield* cut(code, atoms);
  const module: BeamModule = {
    name, atoms, functions, onLoad, chunks,
    imports: readImports(need("ImpT"), atoms),
    exports: readExports(need("ExpT"), atoms),
    lambdas: optional("FunT", (c) => readLambdas(c, atoms), []),
    literals: literals.list,
    strings: chunks.get("StrT") ?? new Uint8Array(0),
    ...optional("Line", (c) => readLines(c, name), noLines(name)),
    types: optional("Type", readTypes, []),
    md5: moduleMd5(chunks),
  };
  yield size;
  yield* verify(module, code.labels);
  return module;
}

/** Cut the instructions at their func_info's: `label, line?, func_info, label, …`. */
function* cut({ instructions, functions: count }: Code, atoms: readonly string[]): Steps<Pick<BeamModule, "functions" | "onLoad">> {
  const starts: number[] = [];
  instructions.forEach((instruction, i) => {
    if (instruction.op !== OP.func_info) return;
    let start = i - 1;
    while (start >= 0 && instructions[start]!.op === OP.line) start--;
    if (start < 0 || instructions[start]!.op !== OP.label) throw new BadBeamError("a function without a label");
    starts.push(start);
  });
  if (starts.length !== count) throw new BadBeamError(`${starts.length} functions where ${count} were announced`);
  if (count === 0 ? instructions.length > 0 : starts[0] !== 0) throw new BadBeamError("code outside of functions");

  let onLoad: BeamModule["onLoad"];
  const functions: BeamFunction[] = [];
  for (const [i, start] of starts.entries()) {
    const code = instructions.slice(start, starts[i + 1] ?? instructions.length);
    const info = code.findIndex((c) => c.op === OP.func_info);
    const [, nameAtom, arity] = code[info]!.args;
    const entry = code[info + 1];
    if (nameAtom!.kind !== "atom" || arity!.kind !== "number" || arity.value > 255) throw new BadBeamError("a damaged func_info");
    if (entry === undefined || entry.op !== OP.label) throw new BadBeamError("a function without a first label");
    const name = atomText(atoms, nameAtom.value);
    if (code.some((c) => c.op === OP.on_load)) onLoad = { name, arity: arity.value };
    functions.push({ name, arity: arity.value, infoLabel: labelOf(code[0]!), label: labelOf(entry), code });
    yield code.length;
  }
  return { functions, onLoad };
}

function labelOf(instruction: Instruction): number {
  const label = instruction.args[0]!;
  if (label.kind !== "number") throw new BadBeamError("a damaged label");
  return label.value;
}
