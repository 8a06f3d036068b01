/**
 * Compiling expressions of guards and bodies: arguments first, then what is made of them.
 *
 * The stack of walks holds expressions still to be compiled, and words with low bits 00: finished instructions,
 * or notes of where an andalso or orelse stands, which have an operation above all OP_*.
 */
import {
  Term, NIL, element, head, isAtom, isCons, isMap, isTuple, tail, tupleArity, TAG_HEADER, TAG_MASK,
} from "../term/tag";
import { rawAlloc, rawFree } from "../memory/alloc";
import { pop, push, stackDepth } from "../term/work_stack";
import { CURSOR_SIZE, cursorKey, cursorNext, cursorStart, cursorValue, mapSize } from "../map/cursor";
import {
  am_and, am_andalso, am_caller, am_const, am_disable_trace, am_display, am_dollar_underscore, am_double_dollar,
  am_enable_trace, am_exception_trace, am_get_seq_token, am_get_tcw, am_is_seq_trace, am_message, am_or, am_orelse,
  am_process_dump, am_return_trace, am_self, am_set_seq_token, am_set_tcw, am_silent, am_trace, am_caller_line,
} from "../term/am";
import { NO_ACTION, actionNumber } from "../trace/actions";
import { functionNumber, NO_FUNCTION } from "./match_functions";
import {
  boundCount, codeLength, dialect, emit, emitWord, nextVariable, patch, variableIndex, variableNumber, variableNumberAt,
} from "./match_compile";
import {
  CONST_ARGUMENTS, NO_ARGUMENTS, NO_CONTEXT, NO_CALL, SELF_ARGUMENTS, SPECIAL_ARGUMENTS, UNBOUND, UNKNOWN_FUNCTION, WRONG_DIALECT, specError,
} from "./match_error";
import {
  DIALECT_TRACE, OP_ACT, OP_AND, OP_AND_THEN, OP_CALL, OP_EXCEPTION_TRACE, OP_MAKE_CONS, OP_MAKE_MAP, OP_MAKE_TUPLE, OP_MESSAGE,
  OP_OR, OP_OR_ELSE, OP_PUSH, OP_RETURN_TRACE, OP_SILENT, OP_VARIABLE, WHOLE, instruction, opOf, operandOf,
} from "./program";

/** Note: the argument just compiled has more behind it. Below it the tuple; its operand is the argument's index. */
const NOTE_THEN: i32 = 60;
const NOTE_ELSE: i32 = 61;
/** Note: the jump at the operand's address goes here. */
const NOTE_PATCH_THEN: i32 = 62;
const NOTE_PATCH_ELSE: i32 = 63;

/** Compile `expression`: its value will be on top of the machine's stack. */
export function compileExpression(expression: Term): void {
  const bottom = stackDepth();
  push(expression);
  while (stackDepth() > bottom) {
    const e = pop();
    if ((e & TAG_MASK) == TAG_HEADER) finish(e);
    else if (isAtom(e)) compileAtom(e);
    else if (isCons(e)) {
      push(instruction(OP_MAKE_CONS, 0));
      push(tail(e));
      push(head(e));
    }
    else if (isTuple(e)) compileTuple(e);
    else if (isMap(e)) compileMap(e);
    else emitConstant(e);
  }
}

function emitConstant(t: Term): void {
  emit(OP_PUSH, 0);
  emitWord(t);
}

/** What stood below the arguments that were just compiled. */
function finish(word: i64): void {
  const op = opOf(word);
  if (op == NOTE_THEN || op == NOTE_ELSE) continueLogic(op == NOTE_THEN, operandOf(word), pop());
  else if (op == NOTE_PATCH_THEN) patch(operandOf(word), OP_AND_THEN);
  else if (op == NOTE_PATCH_ELSE) patch(operandOf(word), OP_OR_ELSE);
  else emitWord(word);
}

/** Argument `i` of an andalso or orelse was compiled: jump if it decides, else go on with the next. */
function continueLogic(and: bool, i: i32, call: Term): void {
  const jump = codeLength();
  emit(and ? OP_AND_THEN : OP_OR_ELSE, 0);
  push(instruction(and ? NOTE_PATCH_THEN : NOTE_PATCH_ELSE, jump));
  pushLogic(and, i + 1, call);
}
function pushLogic(and: bool, i: i32, call: Term): void {
  if (i < tupleArity(call)) {
    push(call);
    push(instruction(and ? NOTE_THEN : NOTE_ELSE, i));
  }
  push(element(call, i));
}

function compileAtom(a: Term): void {
  if (a == am_dollar_underscore) {
    emit(OP_VARIABLE, WHOLE);
    return;
  }
  if (a == am_double_dollar) {
    compileAllVariables();
    return;
  }
  const number = variableNumber(a);
  if (number < 0) {
    emitConstant(a);
    return;
  }
  const index = variableIndex(number);
  if (index == 0) specError(UNBOUND, a);
  emit(OP_VARIABLE, index);
}

/** '$$': a list of all variables by number. */
function compileAllVariables(): void {
  for (let i = nextVariable(-1); i != 0; i = nextVariable(variableNumberAt(i))) emit(OP_VARIABLE, i);
  emitConstant(NIL);
  for (let i = boundCount(); i > 0; i--) emit(OP_MAKE_CONS, 0);
}

function compileMap(map: Term): void {
  push(instruction(OP_MAKE_MAP, mapSize(map)));
  const cursor = rawAlloc(CURSOR_SIZE);
  cursorStart(cursor, map, 0);
  while (cursorNext(cursor)) {
    push(cursorValue(cursor));
    push(cursorKey(cursor));
  }
  rawFree(cursor);
}

function pushArguments(call: Term): void {
  for (let i = tupleArity(call); i > 1; i--) push(element(call, i));
}

/** {{…}} makes a tuple, {Function, …} is a call. */
function compileTuple(t: Term): void {
  const arity = tupleArity(t);
  if (arity == 1 && isTuple(element(t, 1))) {
    const made = element(t, 1);
    push(instruction(OP_MAKE_TUPLE, tupleArity(made)));
    for (let i = tupleArity(made); i > 0; i--) push(element(made, i));
    return;
  }
  if (arity == 0 || !isAtom(element(t, 1)) || variableNumber(element(t, 1)) >= 0) {
    specError(NO_CALL, t);
    emitConstant(NIL);
    return;
  }
  compileCall(t, element(t, 1), arity - 1);
}

function compileCall(t: Term, name: Term, count: i32): void {
  if (name == am_const) {
    if (count != 1) specError(CONST_ARGUMENTS, t);
    else emitConstant(element(t, 2));
  } else if (name == am_and || name == am_or) {
    if (count == 0) specError(NO_ARGUMENTS, t);
    push(instruction(name == am_and ? OP_AND : OP_OR, count));
    pushArguments(t);
  } else if (name == am_andalso || name == am_orelse) {
    if (count == 0) specError(NO_ARGUMENTS, t);
    else pushLogic(name == am_andalso, 2, t);
  } else if (name == am_self) {
    if (count != 0) specError(SELF_ARGUMENTS, t);
    else emit(OP_CALL, functionNumber(name, 0));
  } else if (isTraceForm(name)) {
    compileAction(t, name, count);
  } else {
    const action = dialect == DIALECT_TRACE ? actionNumber(name, count) : NO_ACTION;
    if (action != NO_ACTION) {
      pushAction(t, action);
      return;
    }
    const f = functionNumber(name, count);
    if (f == NO_FUNCTION) {
      const traceOnly = (name == am_get_tcw && count == 0) || (name == am_set_tcw && count == 1);
      specError(traceOnly ? NO_CONTEXT : UNKNOWN_FUNCTION, t);
      return;
    }
    push(instruction(OP_CALL, f));
    pushArguments(t);
  }
}

/** Special forms that only the trace dialect has. */
function isTraceForm(name: Term): bool {
  return name == am_return_trace || name == am_exception_trace || name == am_message || name == am_silent
    || name == am_caller || name == am_caller_line || name == am_display || name == am_process_dump || name == am_trace
    || name == am_enable_trace || name == am_disable_trace || name == am_is_seq_trace || name == am_get_seq_token
    || name == am_set_seq_token;
}
function compileAction(t: Term, name: Term, count: i32): void {
  if (dialect != DIALECT_TRACE) {
    specError(WRONG_DIALECT, name);
    emitConstant(NIL);
  } else if (name == am_return_trace && count == 0) {
    emit(OP_RETURN_TRACE, 0);
  } else if (name == am_exception_trace && count == 0) {
    emit(OP_EXCEPTION_TRACE, 0);
  } else if ((name == am_message || name == am_silent) && count == 1) {
    push(instruction(name == am_message ? OP_MESSAGE : OP_SILENT, 0));
    push(element(t, 2));
  } else {
    const action = actionNumber(name, count);
    if (action == NO_ACTION) specError(SPECIAL_ARGUMENTS, t);
    else pushAction(t, action);
  }
}
function pushAction(t: Term, action: i32): void {
  push(instruction(OP_ACT, action));
  pushArguments(t);
}
