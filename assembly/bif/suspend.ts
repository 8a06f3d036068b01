/**
 * Long BIFs in steps. A BIF whose work grows with its arguments does what the turn can still pay for;
 * what is left is an argument list, for itself or for a continuation of its own in erts_internal,
 * that is called in the next turn. So its state is made of terms alone, which the collector keeps.
 */
import { Term } from "../term/tag";
import { REDS } from "../memory/cells";
import { internExport } from "../code/registry";
import { am_erts_internal } from "../term/am";
import { badargOf, trap } from "./raise";

/** A step does at least so much, in reductions, however little is left of the turn. */
const LEAST_REDUCTIONS: i32 = 200;
/** More than a turn has, and little enough for any units to be counted in 32 bits. */
const MOST_REDUCTIONS: i32 = 1 << 20;

/** Units of work that the turn can pay for, when a reduction pays for `unitsAReduction`. */
export function affordable(unitsAReduction: i32): i32 {
  return min(max(load<i32>(REDS), LEAST_REDUCTIONS), MOST_REDUCTIONS) * unitsAReduction;
}
/** Go on next turn with m:f/arity, whose arguments are in X[0..arity). */
export function goOn(m: Term, f: Term, arity: i32): Term {
  store<i32>(REDS, 0);
  return trap(internExport(m, f, arity), arity);
}
/** badarg of m:f/arity, which the running BIF continues; its arguments are in X[0..arity). */
export function badargFor(m: Term, f: Term, arity: i32): Term { return badargOf(internExport(m, f, arity), arity); }
/** Go on next turn with erts_internal:f/arity. */
export function goOnInternally(f: Term, arity: i32): Term { return goOn(am_erts_internal, f, arity); }
