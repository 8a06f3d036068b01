/**
 * Compiling the head of a clause. Instructions come out in the order in which the machine's stack brings up the
 * parts of the subject: an element's parts before the next element.
 *
 * The stack of walks holds patterns still to be compiled, and finished instructions that come after them.
 */
import {
  Term, NIL, element, head, isAtom, isCons, isMap, isTuple, tail, tupleArity, TAG_HEADER, TAG_MASK,
} from "../term/tag";
import { pop, push, stackDepth } from "../term/work_stack";
import { CURSOR_SIZE, cursorKey, cursorNext, cursorStart, cursorValue, mapSize } from "../map/cursor";
import { am_underscore } from "../term/am";
import { addVariable, emit, emitWord, variableIndex, variableNumber } from "./match_compile";
import { UNDERSCORE_KEY, VARIABLE_KEY, specError } from "./match_error";
import {
  OP_ANY, OP_BIND, OP_CONS, OP_EQUAL, OP_KEY, OP_MAP, OP_SAME, OP_TUPLE, instruction, opOf,
} from "./program";
import { rawAlloc, rawFree } from "../memory/alloc";

/** Compile `pattern`; the subject is on the machine's stack. */
export function compilePattern(pattern: Term): void {
  const bottom = stackDepth();
  push(pattern);
  while (stackDepth() > bottom) {
    const p = pop();
    if ((p & TAG_MASK) == TAG_HEADER) {
      emitWord(p);
      // A key comes with its constant below it.
      if (opOf(p) == OP_KEY) emitWord(pop());
    } else if (p == am_underscore) {
      emit(OP_ANY, 0);
    } else if (isAtom(p) && variableNumber(p) >= 0) {
      const known = variableIndex(variableNumber(p));
      if (known != 0) emit(OP_SAME, known); else emit(OP_BIND, addVariable(variableNumber(p)));
    } else if (isTuple(p)) {
      emit(OP_TUPLE, tupleArity(p));
      for (let i = tupleArity(p); i > 0; i--) push(element(p, i));
    } else if (isCons(p)) {
      emit(OP_CONS, 0);
      push(tail(p));
      push(head(p));
    } else if (isMap(p)) {
      compileMap(p);
    } else {
      emit(OP_EQUAL, 0);
      emitWord(p);
    }
  }
}

/** A map fits when it has all keys of the pattern, with values that fit. */
function compileMap(map: Term): void {
  emit(OP_MAP, mapSize(map));
  const cursor = rawAlloc(CURSOR_SIZE);
  cursorStart(cursor, map, 0);
  push(instruction(OP_ANY, 0));
  while (cursorNext(cursor)) {
    const key = cursorKey(cursor);
    if (key == am_underscore) specError(UNDERSCORE_KEY, NIL);
    else if (variableNumber(key) >= 0) specError(VARIABLE_KEY, NIL);
    push(cursorValue(cursor));
    push(key);
    push(instruction(OP_KEY, 0));
  }
  rawFree(cursor);
}
