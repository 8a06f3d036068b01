/**
 * The machine that runs compiled match specifications (program.ts).
 *
 * The subject may be an object inside a table. Patterns and guards then work on it where it is; what a body
 * puts into its result is copied out first, each variable at most once. Garbage that a guard leaves on the
 * process's heap may point into the table, but nothing ever follows it.
 */
import {
  Term, NIL, NONE, element, head, isCons, isImmediate, isMap, isTuple, makeBoxed, makeHeader, tail,
  tupleArity, SUB_TUPLE,
} from "../term/tag";
import { cons, halloc, rawAlloc, rawFree } from "../memory/alloc";
import { bumpReductions, setStatus, EXC_INFO, EXC_TRACE, EXC_VALUE } from "../memory/cells";
import { exactEqual } from "../term/equal";
import { push, pop, stackCut, stackDepth } from "../term/work_stack";
import { mapSize } from "../map/cursor";
import { mapGet } from "../map/map";
import { mapFromPairs } from "../map/build";
import { am_EXIT, am_exception_trace, am_false, am_return_trace, am_true } from "../term/am";
import { copyOut } from "./object";
import { act, actionArguments } from "../trace/actions";
import { callFunction, functionArity } from "./match_functions";
import {
  OP_ACT, OP_AND, OP_AND_THEN, OP_ANY, OP_BIND, OP_BODY, OP_CALL, OP_CLAUSE, OP_CONS, OP_DROP, OP_EQUAL, OP_EXCEPTION_TRACE,
  OP_GUARD, OP_KEY, OP_MAKE_CONS, OP_MAKE_MAP, OP_MAKE_TUPLE, OP_MAP, OP_MESSAGE, OP_NO_MATCH, OP_OR, OP_OR_ELSE, OP_PUSH,
  OP_RETURN_TRACE, OP_SAME, OP_SILENT, OP_TUPLE, OP_VARIABLE, WHOLE, opOf, operandOf,
} from "./program";

/** Words of map pairs and of guard arguments handled for one reduction. */
const STEPS_PER_REDUCTION: i32 = 64;

let code: usize = 0;
let fromTable: bool = false;
let kept: bool = false;
// Variables, then one byte each: was it copied out already?
let variables: usize = 0;
let variableRoom: i32 = 0;

/** Actions of the trace dialect that the last run asked for: bits of ACTION_*. */
export let actions: u32 = 0;
export const ACTION_RETURN_TRACE: u32 = 1;
export const ACTION_EXCEPTION_TRACE: u32 = 2;
export const ACTION_SILENT: u32 = 4;
export const ACTION_NOT_SILENT: u32 = 8;
/** What {message, Term} of the last run said; 0 when it said nothing. */
export let message: Term = NONE;

/**
 * Prepare to run the code at `at`, which uses `count` variables. `inTable`: subjects are objects of a table, whose
 * terms have to be copied before they leave it. `inBlock`: so have the constants, which are in the program's block.
 */
export function loadProgram(at: usize, count: i32, inTable: bool, inBlock: bool): void {
  code = at;
  fromTable = inTable;
  kept = inBlock;
  if (count > variableRoom) {
    if (variables != 0) rawFree(variables);
    variableRoom = max(count, 32);
    variables = rawAlloc(<usize>variableRoom * 9);
  }
}

// @ts-ignore: decorator
@inline function variable(i: i32): Term { return load<i64>(variables + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline function copiedFlag(i: i32): usize { return variables + (<usize>variableRoom << 3) + <usize>i; }
// @ts-ignore: decorator
@inline function bind(i: i32, t: Term): void {
  store<i64>(variables + (<usize>i << 3), t);
  store<u8>(copiedFlag(i), 0);
}
/** Variable `i` as a term of the process. */
function variableCopy(i: i32): Term {
  const t = variable(i);
  if (isImmediate(t) || !fromTable || load<u8>(copiedFlag(i)) != 0) return t;
  const copy = copyOut(t);
  bind(i, copy);
  store<u8>(copiedFlag(i), 1);
  return copy;
}

/** A function of a guard or body failed: forget the exception it left. */
function forgetException(): void {
  setStatus(0);
  store<i64>(EXC_VALUE, NONE);
  store<i64>(EXC_TRACE, NONE);
  store<i64>(EXC_INFO, NONE);
}

function makeTuple(n: i32): Term {
  const p = halloc(n + 1);
  store<i64>(p, makeHeader(n, SUB_TUPLE));
  for (let i = n; i > 0; i--) store<i64>(p + (<usize>i << 3), pop());
  return makeBoxed(p);
}
function makeMap(n: i32): Term {
  const pairs = rawAlloc((<usize>n << 4) + 8);
  for (let i = n - 1; i >= 0; i--) {
    store<i64>(pairs + (<usize>i << 4), pop(), 8);
    store<i64>(pairs + (<usize>i << 4), pop());
  }
  const map = mapFromPairs(pairs, n);
  rawFree(pairs);
  return map;
}
/** `and` and `or` over n terms on the stack; 0 when one of them is no boolean. */
function combine(n: i32, and: bool): Term {
  let result: Term = and ? am_true : am_false;
  let good = true;
  for (let i = 0; i < n; i++) {
    const t = pop();
    if (t != am_true && t != am_false) good = false;
    else if (t != (and ? am_true : am_false)) result = t;
  }
  return good ? result : NONE;
}
function call(f: i32): Term {
  const arity = functionArity(f);
  const c = arity > 2 ? pop() : NIL;
  const b = arity > 1 ? pop() : NIL;
  const a = arity > 0 ? pop() : NIL;
  const value = callFunction(f, a, b, c);
  if (value == NONE) forgetException();
  return value;
}

/** Does `t` fit the pattern instruction `word`? Its parts are pushed. */
// @ts-ignore: decorator
@inline function matchTuple(t: Term, arity: i32): bool {
  if (!isTuple(t) || tupleArity(t) != arity) return false;
  for (let i = arity; i > 0; i--) push(element(t, i));
  return true;
}

/** Run the loaded program on `subject`: the value of the first clause that matches, 0 when none does. */
export function runProgram(subject: Term): Term {
  const bottom = stackDepth();
  let pc = code;
  let next = code;
  let inBody = false;
  let steps = 0;
  actions = 0;
  message = NONE;
  for (;;) {
    const word = load<i64>(pc);
    const operand = operandOf(word);
    let good = true;
    pc += 8;
    steps++;
    switch (opOf(word)) {
      case OP_CLAUSE:
        next = code + (<usize>operand << 3);
        inBody = false;
        bind(WHOLE, subject);
        push(subject);
        break;
      case OP_NO_MATCH:
        if (steps > STEPS_PER_REDUCTION) bumpReductions(steps / STEPS_PER_REDUCTION);
        return NONE;
      case OP_ANY: pop(); break;
      case OP_EQUAL: {
        const t = pop(), wanted = load<i64>(pc);
        pc += 8;
        good = t == wanted || (!isImmediate(wanted) && exactEqual(t, wanted));
        break;
      }
      case OP_BIND: bind(operand, pop()); break;
      case OP_SAME: {
        const t = pop();
        good = t == variable(operand) || exactEqual(t, variable(operand));
        break;
      }
      case OP_TUPLE: good = matchTuple(pop(), operand); break;
      case OP_CONS: {
        const t = pop();
        good = isCons(t);
        if (good) { push(tail(t)); push(head(t)); }
        break;
      }
      case OP_MAP: {
        const t = pop();
        good = isMap(t) && mapSize(t) >= operand;
        push(t);
        break;
      }
      case OP_KEY: {
        const map = pop();
        const value = mapGet(map, load<i64>(pc));
        pc += 8;
        good = value != NONE;
        push(map);
        if (good) push(value);
        break;
      }
      case OP_PUSH:
        push(inBody && kept ? copyOut(load<i64>(pc)) : load<i64>(pc));
        pc += 8;
        break;
      case OP_VARIABLE: push(inBody ? variableCopy(operand) : variable(operand)); break;
      case OP_MAKE_TUPLE: push(makeTuple(operand)); break;
      case OP_MAKE_CONS: {
        const t = pop();
        push(cons(pop(), t));
        break;
      }
      case OP_MAKE_MAP: push(makeMap(operand)); break;
      case OP_CALL:
      case OP_AND:
      case OP_OR: {
        const op = opOf(word);
        const value = op == OP_CALL ? call(operand) : combine(operand, op == OP_AND);
        good = value != NONE || inBody;
        push(value != NONE ? value : am_EXIT);
        break;
      }
      case OP_AND_THEN:
      case OP_OR_ELSE: {
        const going = opOf(word) == OP_AND_THEN ? am_true : am_false;
        const t = pop();
        if (t == going) break;
        const stays = t == am_true || t == am_false;
        good = stays || inBody;
        push(stays ? t : am_EXIT);
        pc = code + (<usize>operand << 3);
        break;
      }
      case OP_GUARD: good = pop() == am_true; break;
      case OP_BODY: inBody = true; break;
      case OP_DROP: pop(); break;
      case OP_RETURN_TRACE: actions |= ACTION_RETURN_TRACE; push(am_true); break;
      case OP_EXCEPTION_TRACE: actions |= ACTION_EXCEPTION_TRACE; push(am_true); break;
      case OP_MESSAGE: message = pop(); push(am_true); break;
      case OP_SILENT: {
        const t = pop();
        if (t == am_true) actions |= ACTION_SILENT;
        else if (t == am_false) actions |= ACTION_NOT_SILENT;
        push(am_true);
        break;
      }
      case OP_ACT: {
        const n = actionArguments(operand);
        const c = n > 2 ? pop() : NIL, b = n > 1 ? pop() : NIL, a = n > 0 ? pop() : NIL;
        const value = act(operand, a, b, c);
        if (value == NONE) forgetException();
        good = value != NONE || inBody;
        push(value != NONE ? value : am_EXIT);
        break;
      }
      default: {
        if (steps > STEPS_PER_REDUCTION) bumpReductions(steps / STEPS_PER_REDUCTION);
        const value = pop();
        stackCut(bottom);
        return value;
      }
    }
    if (good) continue;
    stackCut(bottom);
    pc = next;
  }
  return NONE;
}

/** Names of the flags that the last run set, as match_spec_test/3 lists them. */
export function actionList(): Term {
  let list: Term = NIL;
  if (actions & ACTION_EXCEPTION_TRACE) list = cons(am_exception_trace, list);
  if (actions & ACTION_RETURN_TRACE) list = cons(am_return_trace, list);
  return list;
}
