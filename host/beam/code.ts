/**
 * The Code chunk: a header and the instructions of all functions, one after the other.
 *
 *     | header size:u32 | instruction set:u32 | last opcode:u32 | labels:u32 | functions:u32 | … | instructions |
 */
import { BadBeamError } from "./error.js";
import { LAST_OPCODE, OP, opcodes } from "./opcode.js";
import { type Operand, OperandReader } from "./operand.js";
import { Reader } from "./reader.js";
import type { Steps } from "./steps.js";

export interface Instruction {
  readonly op: number;
  readonly args: readonly Operand[];
  /** Index in the line table of the `line` instruction that stands last before this one; 0: none. */
  readonly line: number;
}

export interface Code {
  readonly labels: number;
  readonly functions: number;
  readonly instructions: readonly Instruction[];
}

const INSTRUCTION_SET = 0;
/** Instructions decoded in a step. */
const STEP = 1000;
const NO_OPERANDS: readonly Operand[] = [];

/** Decode the Code chunk. @throws BadBeamError */
export function* readCode(chunk: Uint8Array): Steps<Code> {
  const reader = new Reader(chunk, "the Code chunk");
  const header = new Reader(reader.take(reader.u32()), "the header of the Code chunk");
  if (header.u32() !== INSTRUCTION_SET) throw new BadBeamError("unknown instruction set");
  if (header.i32() > LAST_OPCODE) throw new BadBeamError("compiled for a later release of OTP");
  const labels = header.u32(), functions = header.u32();
  if (labels > chunk.length || functions > chunk.length) throw new BadBeamError("a damaged header of the Code chunk");

  const operands = new OperandReader(reader);
  const instructions: Instruction[] = [];
  let line = 0;
  for (;;) {
    const op = reader.u8();
    if (op === OP.int_code_end) break;
    const opcode = opcodes[op];
    if (opcode === undefined) throw new BadBeamError(`instruction ${op} is not supported`);
    const n = opcode.roles.length;
    let args = NO_OPERANDS;
    if (n > 0) {
      const list: Operand[] = [];
      for (let i = 0; i < n; i++) list.push(operands.operand());
      args = list;
    }
    if (op === OP.line && args[0]!.kind === "number") line = args[0].value;
    instructions.push({ op, args, line });
    if (instructions.length % STEP === 0) yield STEP;
  }
  return { labels, functions, instructions };
}
