/**
 * Compiled match specifications: code for the machine in match_run.ts.
 *
 * A program is a sequence of 64-bit words. Low bits 00 mark an instruction, so that none can be taken for a term:
 *
 *     63                    8 7        2 1 0
 *     |       operand        | OP_*     |00|
 *
 * Each clause:  CLAUSE next  patterns  (expression GUARD)*  BODY  expression (DROP expression)*  RETURN
 *
 * Patterns work on a stack of terms still to be matched, the subject on it at first: each instruction pops
 * one term, and goes to the next clause if it does not fit. Expressions work on the same stack as usual.
 *
 * A program that outlives the BIF that compiled it lives in the block of a magic reference (memory/binary.ts):
 *
 *     BLOCK_BYTES  0          4           8           12      16             16 + 8 * words
 *                  | off-heap | variables | spec words | flags | copy of spec … | code …
 *
 * The code's constants point into the copy, which holds no pointers to anything else.
 */
import { Term, boxedHeader, boxedPtr, headerArity, isBoxedOf, SUB_REF } from "../term/tag";
import { MAGIC_BLOCK, MAGIC_REF_WORDS } from "../term/boxed";
import { BLOCK_BYTES, BLOCK_KIND, BLOCK_MATCH_SPEC } from "../memory/binary";

// --- a clause
/** Operand: address of the next clause's CLAUSE, counted in words from the code's start. */
export const OP_CLAUSE: i32 = 0;
/** No clause is left. */
export const OP_NO_MATCH: i32 = 1;
// --- patterns; each pops a term
export const OP_ANY: i32 = 2;
/** Equal to the term in the next word. */
export const OP_EQUAL: i32 = 3;
/** Operand: variable, which takes the term. */
export const OP_BIND: i32 = 4;
/** Equal to variable. */
export const OP_SAME: i32 = 5;
/** Operand: arity; pushes the elements, the first on top. */
export const OP_TUPLE: i32 = 6;
/** Pushes tail and head. */
export const OP_CONS: i32 = 7;
/** Operand: least number of keys; the map stays on the stack. */
export const OP_MAP: i32 = 8;
/** Pushes the value of the key in the next word; the map stays below it. */
export const OP_KEY: i32 = 9;
// --- expressions
/** Pushes the term in the next word. */
export const OP_PUSH: i32 = 16;
/** Pushes a variable. */
export const OP_VARIABLE: i32 = 17;
/** Pops n terms and pushes a tuple of them. */
export const OP_MAKE_TUPLE: i32 = 18;
/** Pops tail and head, pushes a cell. */
export const OP_MAKE_CONS: i32 = 19;
/** Pops n pairs of key and value, pushes a map. */
export const OP_MAKE_MAP: i32 = 20;
/** Operand: number of the function (match_functions.ts). */
export const OP_CALL: i32 = 21;
/** Pops n booleans. */
export const OP_AND: i32 = 22;
export const OP_OR: i32 = 23;
/** andalso: false stays and goes to the address; true is popped; anything else is an error, which goes there too. */
export const OP_AND_THEN: i32 = 24;
/** orelse. */
export const OP_OR_ELSE: i32 = 25;
export const OP_GUARD: i32 = 26;
/** From here on errors become 'EXIT' and terms of a table are copied out. */
export const OP_BODY: i32 = 27;
export const OP_DROP: i32 = 28;
export const OP_RETURN: i32 = 29;
// --- actions of the trace dialect
export const OP_RETURN_TRACE: i32 = 32;
export const OP_EXCEPTION_TRACE: i32 = 33;
export const OP_MESSAGE: i32 = 34;
export const OP_SILENT: i32 = 35;
/** Operand: number of the action (trace/actions.ts); pops its arguments, pushes its value. */
export const OP_ACT: i32 = 36;

/** The variable that is the whole subject, '$_'. */
export const WHOLE: i32 = 0;

// @ts-ignore: decorator
@inline export function instruction(op: i32, operand: i32): i64 { return (<i64>operand << 8) | (<i64>op << 2); }
// @ts-ignore: decorator
@inline export function opOf(word: i64): i32 { return <i32>(word >> 2) & 63; }
// @ts-ignore: decorator
@inline export function operandOf(word: i64): i32 { return <i32>(word >> 8); }

/** What the specification is for. */
export const DIALECT_TABLE: u32 = 0;
export const DIALECT_TRACE: u32 = 1;

export const PROGRAM_OFF_HEAP: usize = BLOCK_BYTES;
export const PROGRAM_VARIABLES: usize = BLOCK_BYTES + 4;
export const PROGRAM_SPEC_WORDS: usize = BLOCK_BYTES + 8;
export const PROGRAM_DIALECT: usize = BLOCK_BYTES + 12;
export const PROGRAM_SPEC: usize = BLOCK_BYTES + 16;
/** Bytes of a program's block besides specification and code. */
export const PROGRAM_FIXED: i32 = 16;

/** Start of the code in a program's block. */
// @ts-ignore: decorator
@inline export function programCode(block: usize): usize {
  return block + PROGRAM_SPEC + (<usize>load<u32>(block, PROGRAM_SPEC_WORDS) << 3);
}
/** The block of a compiled match specification, or 0 when `t` is none. */
export function programOf(t: Term): usize {
  if (!isBoxedOf(t, SUB_REF) || headerArity(boxedHeader(t)) != MAGIC_REF_WORDS) return 0;
  const block = <usize>load<u32>(boxedPtr(t), MAGIC_BLOCK);
  return load<u32>(block, BLOCK_KIND) == BLOCK_MATCH_SPEC ? block : 0;
}
