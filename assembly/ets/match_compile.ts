/**
 * The compiler of match specifications: from the list of {Head, Guards, Body} to a program (program.ts). One
 * pass, no recursion: what is still to be compiled waits on the stack of walks (term/work_stack.ts), the
 * next on top.
 *
 * The code goes to a buffer that the next compilation uses again. Its constants point into the specification it
 * was compiled from; keepProgram() compiles a copy of that into a block of its own, to outlive the BIF.
 */
import { Term, NIL, element, head, isAtom, isCons, isNil, isTuple, tail, tupleArity } from "../term/tag";
import { rawAlloc, rawFree } from "../memory/alloc";
import { BLOCK_MATCH_SPEC, blockReference, newNumberedBlock } from "../memory/binary";
import { copyWhole, wholeWords } from "../memory/copy";
import { atomBytes, atomText } from "../term/atom";
import { am_true, am_underscore } from "../term/am";
import { bumpReductions } from "../memory/cells";
import { pop, stackDepth } from "../term/work_stack";
import { compilePattern } from "./match_pattern";
import { compileExpression } from "./match_expression";
import {
  BAD_CLAUSE, BAD_HEAD, BAD_LIST, EMPTY_BODY, IMPROPER_EXPRESSIONS, IMPROPER_HEAD, IMPROPER_LIST, NO_EXPRESSIONS, specError, startErrors, errorCount,
} from "./match_error";
import {
  DIALECT_TABLE, DIALECT_TRACE, OP_BODY, OP_CLAUSE, OP_DROP, OP_GUARD, OP_NO_MATCH, OP_PUSH, OP_RETURN, PROGRAM_DIALECT, PROGRAM_FIXED,
  PROGRAM_OFF_HEAP, PROGRAM_SPEC, PROGRAM_SPEC_WORDS, PROGRAM_VARIABLES, instruction, programCode,
} from "./program";

/** Words of code compiled for one reduction. */
const WORDS_PER_REDUCTION: i32 = 32;
const FIRST_ROOM: i32 = 256;

let buffer: usize = 0;
let room: i32 = 0;
let length: i32 = 0;
let maxVariables: i32 = 1;
export let dialect: u32 = DIALECT_TABLE;

// Variables of the clause, in order of first use: the number in '$N' of index i at place i. Index 0 is '$_'.
let names: usize = 0;
let namesRoom: i32 = 0;
let namesCount: i32 = 1;

/** Start of the code that compileSpec() made, good until the next compilation. */
export function compiledCode(): usize { return buffer; }
/** Variables that it uses. */
export function compiledVariables(): i32 { return maxVariables; }
/** Words of code so far: the address of the next instruction. */
// @ts-ignore: decorator
@inline export function codeLength(): i32 { return length; }

/** Append a word of code. */
export function emitWord(word: i64): void {
  if (length == room) {
    const larger = max(room * 2, FIRST_ROOM);
    const p = rawAlloc(<usize>larger << 3);
    memory.copy(p, buffer, <usize>length << 3);
    if (buffer != 0) rawFree(buffer);
    buffer = p;
    room = larger;
  }
  store<i64>(buffer + (<usize>length << 3), word);
  length++;
}
// @ts-ignore: decorator
@inline export function emit(op: i32, operand: i32): void { emitWord(instruction(op, operand)); }
/** Set the operand of the instruction at `at` to the address of the next one. */
export function patch(at: i32, op: i32): void { store<i64>(buffer + (<usize>at << 3), instruction(op, length)); }

/** The N of variable '$N', -1 when `t` is none. */
export function variableNumber(t: Term): i32 {
  if (!isAtom(t)) return -1;
  const n = atomBytes(t), text = atomText(t);
  if (n < 2 || load<u8>(text) != 0x24) return -1;
  const first = load<u8>(text, 1);
  if (first == 0x30) return n == 2 ? 0 : -1;
  let number: i32 = 0;
  for (let i = 1; i < n; i++) {
    const digit = <i32>load<u8>(text + <usize>i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number & i32.MAX_VALUE;
}
/** Index of variable '$number' in this clause, 0 when the head has not bound it. */
export function variableIndex(number: i32): i32 {
  for (let i = 1; i < namesCount; i++) if (load<i32>(names + (<usize>i << 2)) == number) return i;
  return 0;
}
/** Give variable '$number' the next index. */
export function addVariable(number: i32): i32 {
  if (namesCount >= namesRoom) {
    const larger = max(namesRoom * 2, 32);
    const p = rawAlloc(<usize>larger << 2);
    memory.copy(p, names, <usize>namesCount << 2);
    if (names != 0) rawFree(names);
    names = p;
    namesRoom = larger;
  }
  store<i32>(names + (<usize>namesCount << 2), number);
  maxVariables = max(maxVariables, namesCount + 1);
  return namesCount++;
}
/** Number of variables that the clause binds. */
export function boundCount(): i32 { return namesCount - 1; }
/** Index of the bound variable with the smallest number above `number`, 0 when there is none. */
export function nextVariable(number: i32): i32 {
  let best = 0, bestNumber = i32.MAX_VALUE;
  for (let i = 1; i < namesCount; i++) {
    const n = variableNumberAt(i);
    if (n > number && (best == 0 || n < bestNumber)) { best = i; bestNumber = n; }
  }
  return best;
}
// @ts-ignore: decorator
@inline export function variableNumberAt(i: i32): i32 { return load<i32>(names + (<usize>i << 2)); }

/** Compile a list of expressions, each followed by `op`, the last one by `lastOp`. */
function compileExpressions(list: Term, op: i32, lastOp: i32): void {
  let l = list;
  for (; isCons(l); l = tail(l)) {
    compileExpression(head(l));
    emit(isNil(tail(l)) ? lastOp : op, 0);
  }
  if (!isNil(l)) specError(IMPROPER_EXPRESSIONS, NIL);
}

/** The head of a clause for tracing is a list of arguments, or stands for one. */
function checkArguments(pattern: Term): void {
  if (isCons(pattern)) {
    let l = pattern;
    while (isCons(l)) l = tail(l);
    if (!isNil(l)) specError(IMPROPER_HEAD, pattern);
  } else if (!isNil(pattern) && !isTuple(pattern) && pattern != am_underscore && variableNumber(pattern) < 0) specError(BAD_HEAD, NIL);
}

/** Are these clauses? That is found wrong before anything that stands in them. */
function checkClauses(l: Term): void {
  for (; isCons(l); l = tail(l)) {
    const clause = head(l);
    if (isTuple(clause) && tupleArity(clause) == 3) continue;
    specError(BAD_CLAUSE, NIL);
    return;
  }
  if (!isNil(l)) specError(IMPROPER_LIST, NIL);
}
/** Compile one clause. */
function compileClause(clause: Term): void {
  const guards = element(clause, 2), body = element(clause, 3);
  namesCount = 1;
  const start = length;
  emit(OP_CLAUSE, 0);
  if (dialect == DIALECT_TRACE) checkArguments(element(clause, 1));
  compilePattern(element(clause, 1));
  if (errorCount != 0) return;
  if (isCons(guards)) compileExpressions(guards, OP_GUARD, OP_GUARD);
  else if (!isNil(guards)) specError(NO_EXPRESSIONS, NIL);
  if (isCons(body)) {
    emit(OP_BODY, 0);
    compileExpressions(body, OP_DROP, OP_RETURN);
  } else if (isNil(body) && dialect == DIALECT_TRACE) {
    // What matters there is that the clause matches.
    emit(OP_PUSH, 0);
    emitWord(am_true);
    emit(OP_RETURN, 0);
  } else {
    specError(EMPTY_BODY, NIL);
  }
  patch(start, OP_CLAUSE);
}

/**
 * Compile `spec`: false when it is wrong, and specErrors() says how. Then compiledCode() is the program.
 * Stops at the end of the first clause with errors.
 */
export function compileSpec(spec: Term, forDialect: u32): bool {
  length = 0;
  maxVariables = 1;
  dialect = forDialect;
  startErrors();
  if (!isCons(spec)) {
    specError(BAD_LIST, NIL);
    return false;
  }
  const bottom = stackDepth();
  checkClauses(spec);
  for (let l = spec; isCons(l) && errorCount == 0; l = tail(l)) compileClause(head(l));
  while (stackDepth() > bottom) pop();
  emit(OP_NO_MATCH, 0);
  if (length > WORDS_PER_REDUCTION) bumpReductions(length / WORDS_PER_REDUCTION);
  return errorCount == 0;
}

/** The last compiled program, which was compiled from `spec`, in a block of its own, with one reference. */
export function keepProgram(spec: Term): usize {
  const words = wholeWords(spec);
  const block = newNumberedBlock(PROGRAM_FIXED + (words << 3) + (length << 3), BLOCK_MATCH_SPEC);
  store<u32>(block, 0, PROGRAM_OFF_HEAP);
  store<i32>(block, maxVariables, PROGRAM_VARIABLES);
  store<i32>(block, words, PROGRAM_SPEC_WORDS);
  store<u32>(block, dialect, PROGRAM_DIALECT);
  const copy = words == 0 ? spec : copyWhole(spec, block + PROGRAM_SPEC, block + PROGRAM_OFF_HEAP);
  compileSpec(copy, dialect);
  memory.copy(programCode(block), buffer, <usize>length << 3);
  return block;
}
/** A reference for the running process that takes over one reference to program `block`. */
export function programReference(block: usize): Term {
  return blockReference(block);
}
