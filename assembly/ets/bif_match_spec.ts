/**
 * BIFs on match specifications by themselves: compiling, running over lists, testing.
 */
import { Term, NIL, NONE, head, isCons, isList, isNil, tail } from "../term/tag";
import { cons, tuple2, tuple4 } from "../memory/alloc";
import { REDS, bumpReductions, setX } from "../memory/cells";
import { badarg, trap } from "../bif/raise";
import { internExport } from "../code/registry";
import { lists_reverse_2 } from "../bif/list";
import { am_error, am_ets, am_false, am_match_spec_run_r, am_ok, am_table, am_trace, am_true } from "../term/am";
import { collectErrors, specErrors } from "./match_error";
import { compileSpec, compiledCode, compiledVariables, keepProgram, programReference } from "./match_compile";
import { actionList, loadProgram, message, runProgram } from "./match_run";
import { DIALECT_TABLE, DIALECT_TRACE, PROGRAM_DIALECT, PROGRAM_VARIABLES, programCode, programOf } from "./program";

const TERMS_PER_REDUCTION: i32 = 2;
const MIN_TERMS: i32 = 64;

/** `ets:match_spec_compile(MatchSpec)`: a reference that stands for the program. */
export function ets_match_spec_compile_1(spec: Term): Term {
  return compileSpec(spec, DIALECT_TABLE) ? programReference(keepProgram(spec)) : badarg();
}
/** `ets:is_compiled_ms(Term)`. */
export function ets_is_compiled_ms_1(t: Term): Term {
  const block = programOf(t);
  return block != 0 && load<u32>(block, PROGRAM_DIALECT) == DIALECT_TABLE ? am_true : am_false;
}

/** `ets:match_spec_run_r(List, CompiledMatchSpec, Acc)`: the values in reverse order; traps to itself. */
export function ets_match_spec_run_r_3(list: Term, compiled: Term, values: Term): Term {
  const block = programOf(compiled);
  if (block == 0 || load<u32>(block, PROGRAM_DIALECT) != DIALECT_TABLE) return badarg();
  loadProgram(programCode(block), load<i32>(block, PROGRAM_VARIABLES), false, true);
  const budget = max(load<i32>(REDS) * TERMS_PER_REDUCTION, MIN_TERMS);
  let n = 0;
  for (; isCons(list) && n < budget && (load<i32>(REDS) > 0 || n < MIN_TERMS); list = tail(list), n++) {
    const value = runProgram(head(list));
    if (value != NONE) values = cons(value, values);
  }
  bumpReductions(n / TERMS_PER_REDUCTION);
  if (isNil(list)) return values;
  if (!isCons(list)) return badarg();
  setX(0, list);
  setX(1, compiled);
  setX(2, values);
  return trap(internExport(am_ets, am_match_spec_run_r, 3), 3);
}

/**
 * `erlang:match_spec_test(MatchAgainst, MatchSpec, table | trace)`: {ok, Value, Flags, Warnings}, or
 * {error, Errors}.
 */
export function erlang_match_spec_test_3(subject: Term, spec: Term, kind: Term): Term {
  if (kind != am_table && kind != am_trace) return badarg();
  if (kind == am_trace && !isList(subject)) return badarg();
  collectErrors(true);
  const good = compileSpec(spec, kind == am_table ? DIALECT_TABLE : DIALECT_TRACE);
  collectErrors(false);
  if (!good) return tuple2(am_error, lists_reverse_2(specErrors(), NIL));
  loadProgram(compiledCode(), compiledVariables(), false, false);
  const value = runProgram(subject);
  if (value == NONE) return tuple4(am_ok, am_false, NIL, NIL);
  if (kind == am_table) return tuple4(am_ok, value, NIL, NIL);
  // What a trace specification says is not its value but its message.
  return tuple4(am_ok, message == NONE ? am_true : message, actionList(), NIL);
}
