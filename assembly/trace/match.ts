/** Running a match specification for a traced event. */
import { NONE, Term, makeList } from "../term/tag";
import { am_true } from "../term/am";
import { compileSpec, keepProgram } from "../ets/match_compile";
import { ACTION_NOT_SILENT, ACTION_SILENT, actions, loadProgram, message, runProgram } from "../ets/match_run";
import { DIALECT_TRACE, PROGRAM_SPEC, PROGRAM_VARIABLES, programCode } from "../ets/program";
import { Process } from "../process/process";
import { beginActions, endActions } from "./actions";
import { TRACE_SILENT } from "./flags";

/** A block of `spec`, a proper list, compiled for tracing, with one reference; 0 when it is wrong. */
export function compileTrace(spec: Term): usize { return compileSpec(spec, DIALECT_TRACE) ? keepProgram(spec) : 0; }
/** The specification that a block was compiled from. It is a list, which the block's copy begins with. */
export function traceSpec(program: usize): Term { return makeList(program + PROGRAM_SPEC); }

/** Actions that the last run asked for (ACTION_* of match_run.ts). */
export let asked: u32 = 0;

/**
 * Run `program` on `subject`, a list of arguments, for tracee `p`. `from`: where on its stack the frames of whoever called
 * begin, 0 when the event is no call. NONE: nothing matches; else what the message says: true, false, or a term.
 */
export function runTrace(p: Process, program: usize, subject: Term, from: usize): Term {
  beginActions(p, from);
  loadProgram(programCode(program), load<i32>(program, PROGRAM_VARIABLES), false, true);
  const value = runProgram(subject);
  asked = value == NONE ? 0 : actions;
  const said = message;
  endActions();
  if (asked & ACTION_SILENT) p.traced |= TRACE_SILENT;
  if (asked & ACTION_NOT_SILENT) p.traced &= ~TRACE_SILENT;
  return value == NONE ? NONE : said == NONE ? am_true : said;
}
