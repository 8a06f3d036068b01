/** What the code of one BEAM function needs to know of its surroundings while it is written. */
import type { BeamFunction, BeamModule } from "../../beam/index.js";
import type { UnitBuilder } from "../builder.js";
import type { Lowering } from "../instruction.js";
import type { Node } from "../graph.js";
import type { Plan, Region } from "../region.js";
import type { Unproven } from "../verify_flow.js";

export interface ModuleContext {
  readonly unit: UnitBuilder;
  readonly module: BeamModule;
  /** Position of the module in the unit. */
  readonly moduleIndex: number;
  readonly lowering: Lowering;
  /** Wasm function of the direct form; undefined for functions that are rows of the BIF table. */
  direct(f: BeamFunction): number | undefined;
}

/** A Wasm function and the resume point that leads to it. */
export interface Entry { readonly index: number; readonly point: number }

export interface FunctionContext extends ModuleContext {
  readonly f: BeamFunction;
  readonly plan: Plan;
  /** Instructions that check their operands themselves (verify_flow.ts). */
  readonly unproven: Unproven;
  /** Index of the function in the unit's table. */
  readonly fn: number;
  /** Point of the entry stub. */
  readonly stubPoint: number;
  /** Most words that a frame of the function takes. */
  readonly frameWords: number;
  /** Wasm function of a region. */
  indexOf(region: Region): number;
  /** The point after a call; its entry is the region that starts there. */
  afterPoint(node: Node): number;
  /**
   * A point whose entry loads the region's parameters from the X cells (made when first asked for). Its line is that of the
   * region's head: a process that waits counts as being there, not at the wait, which stands after the clauses.
   */
  restartPoint(region: Region): number;
  /** The point of an exception's handler at a node: `caught` for a catch, `exception` for a try. */
  handlerPoint(node: Node, kind: "caught" | "exception", line: number): number;
  /** The point where a timed wait goes on: `again` is the head of the receive, `late` the code of the timeout. */
  timeoutPoint(again: Node, late: Node): number;
}
