/** Calls of BIFs: docs/abi.md, "BIFs". */
import type { Operand } from "../../beam/index.js";
import type { BifRow } from "../instruction.js";
import { REDS, SP, X } from "../layout.js";
import { I32, I64 } from "../wasm/instruction.js";
import type { Emitter } from "./emitter.js";

type Push = () => void;

/** Call the BIF of a row; its value, or 0, is left on the stack. Reads the arguments more than once if it must. */
function callRow(e: Emitter, { bif, index }: BifRow, args: readonly Push[]): void {
  if (bif.home === "core") {
    for (const push of args) push();
    e.c.call(e.unit.coreFunction(bif.symbol));
    return;
  }
  args.forEach((push, i) => {
    e.c.i32(0);
    push();
    e.c.i64Store(X + 8 * i);
  });
  e.c.i32(index);
  e.runtime("rt_host_bif");
}

/**
 * Charge for a BIF that is no guard and call it; its value, or 0, is left on the stack. A process whose reductions are used up
 * may be one that is traced (docs/tracing.md): its calls go by way of the core, which finds the caller by `point` at [sp].
 */
function callCharged(e: Emitter, row: BifRow, args: readonly Push[], point: number): void {
  const { c } = e;
  if (isInstruction(row)) {
    e.charge(row.bif.cost);
    callRow(e, row, args);
    return;
  }
  const left = c.temp(I32);
  c.i32(0).i32(0).i32Load(REDS).i32(row.bif.cost).op("i32_sub").tee(left).i32Store(REDS);
  c.get(left).i32(0).op("i32_le_s").if(I64);
  for (const push of args) push();
  e.pushCpAddress();
  e.pushCp(point);
  c.call(e.unit.tracedBif(row));
  c.else();
  callRow(e, row, args);
  c.end();
  c.release(left);
}

/** The loader of OTP makes instructions of these calls, so that they are not traced; called like functions they are. */
const INSTRUCTIONS: ReadonlySet<string> =
  new Set(["erlang:!/2", "erlang:apply/2", "erlang:apply/3", "erlang:hibernate/3", "erlang:yield/0", "os:perf_counter/0"]);
const isInstruction = ({ bif }: BifRow): boolean => INSTRUCTIONS.has(`${bif.module}:${bif.name}/${bif.arity}`);

const xArguments = (e: Emitter): Push[] => Array.from({ length: e.ins.arity }, (_, i) => () => { e.c.get(e.x(i)); });

/** Call a guard BIF by its row and leave its value in a local: on 0, go to the fail label or raise. */
export function emitGuardCall(e: Emitter, sources: readonly Operand[], result: number): void {
  const { c } = e, { row } = e.ins, fail = e.target(e.arg(0));
  const args = sources.map((o) => () => e.push(o));
  e.storeFloor();
  callRow(e, row!, args);
  c.tee(result).op("i64_eqz");
  if (fail !== undefined) e.branchIf(fail);
  else {
    c.if();
    if (isIncrement(e, sources)) e.raise();
    else e.raise(args, e.ins.callee);
    c.end();
  }
}

/**
 * The BEAM has an instruction for adding a small constant, and taking one away: when it fails, the trace starts with the
 * function itself and not with the operator.
 */
function isIncrement(e: Emitter, [a, b]: readonly Operand[]): boolean {
  const { module, name, arity } = e.ins.callee!;
  if (module !== "erlang" || arity !== 2) return false;
  if (name === "+") return a!.kind === "integer" || b!.kind === "integer";
  return name === "-" && b!.kind === "integer" && b!.value >= 0n;
}

/** A BIF that never suspends, called in a body: the code goes on. */
export function emitBifCall(e: Emitter): void {
  const { c } = e, row = e.ins.row!, args = xArguments(e);
  const result = c.temp(I64);
  const site = e.makePoint("site", args.length, e.ins.callee);
  if (row.bif.kind === "guard") {
    e.storeFloor();
    callRow(e, row, args);
  } else {
    e.storeSp();
    callCharged(e, row, args, site);
    // It may have filled the heap up to sp, into the room for a bigger frame.
    e.room = false;
  }
  c.tee(result).op("i64_eqz").if();
  e.raiseAt(site, args);
  c.end();
  c.get(result).set(e.x(0));
  c.release(result);
}

/** A BIF that always raises. */
export function emitBifExit(e: Emitter): void {
  const row = e.ins.row!, args = xArguments(e);
  const site = e.makePoint("site", args.length, e.ins.callee);
  e.storeSp();
  callCharged(e, row, args, site);
  e.c.op("drop");
  e.raiseAt(site, args);
}

/** Write the CP word of a point and SP, which the BIF may need: it may suspend, or look at the whole stack. */
function storeCpAndSp(e: Emitter, point: number): void {
  const { c } = e;
  e.pushCpAddress();
  e.pushCp(point);
  c.i64Store(0);
  c.i32(0);
  e.pushCpAddress();
  c.i32Store(SP);
}

/** A BIF that may suspend: its value arrives, now or later, where the code after it begins. */
export function emitBifTrap(e: Emitter): void {
  const { c } = e, row = e.ins.row!, after = e.node.after!;
  const result = c.temp(I64);
  e.saveX(e.ins.arity);
  const point = e.context.afterPoint(after);
  storeCpAndSp(e, point);
  callCharged(e, row, xArguments(e), point);
  c.tee(result).op("i64_eqz").if().i64(0).op("return").end();
  c.get(result);
  e.pushCpAddress();
  c.returnCall(e.context.indexOf(e.context.plan.regionOf.get(after)!));
  c.release(result);
}

/** A BIF as last call: a bare CP word of the shared return entry stands for the caller's, and names this line. */
export function emitBifTail(e: Emitter): void {
  const { c } = e, row = e.ins.row!, args = xArguments(e);
  const result = c.temp(I64);
  e.frame = -1;
  const traps = row.bif.kind === "trap";
  const point = traps ? e.makePoint("return", 1, e.ins.callee) : e.makePoint("site", args.length, e.ins.callee);
  if (traps) {
    e.saveX(e.ins.arity);
    storeCpAndSp(e, point);
  } else e.storeSp();
  callCharged(e, row, args, point);
  c.tee(result).op("i64_eqz").if();
  if (traps) c.i64(0).op("return");
  else e.raiseAt(point, args);
  c.end();
  c.get(result);
  emitReturn(e);
  c.release(result);
}

/** Go to the caller with the value on the stack. */
export function emitReturn(e: Emitter): void {
  e.pushSp();
  if (e.unit.returnTo !== undefined) {
    e.c.returnCall(e.unit.returnTo);
    return;
  }
  e.pushReturnSlot();
  emitCallSlot(e, 1);
}

/** `return_call` the table slot on the stack with the n terms and the sp below it. */
export function emitCallSlot(e: Emitter, n: number): void {
  const trampoline = e.unit.trampoline(n);
  if (trampoline !== undefined) e.c.returnCall(trampoline);
  else e.c.returnCallIndirect(e.unit.wasm.codeType(n));
}
