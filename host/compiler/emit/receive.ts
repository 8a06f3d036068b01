/** receive: docs/abi.md, "receive". */
import { LIVE, SP, STATUS, STATUS_WAIT, X } from "../layout.js";
import { Label } from "../wasm/code.js";
import { I32, I64 } from "../wasm/instruction.js";
import type { Emitter } from "./emitter.js";

/** Answers of rt_receive_wait. */
export const WAIT_SLEEP = 0, WAIT_AGAIN = 1, WAIT_LATE = 2;

export function emitLoopRec(e: Emitter): void {
  const { c } = e, message = c.temp(I64);
  e.storeFloor();
  e.runtime("rt_receive_peek");
  c.tee(message).op("i64_eqz");
  e.branchIf(e.target(e.arg(0))!);
  e.store(e.arg(1), () => c.get(message));
  c.release(message);
}

/**
 * A receive without patterns waits for nothing but its time: it has no loop_rec, so the messages that are there are passed by
 * here, or each of them would wake it at once.
 */
function passMessages(e: Emitter): void {
  const { c } = e, again = new Label(), none = new Label();
  e.storeSp();
  c.block(none).loop(again);
  e.runtime("rt_receive_peek");
  c.op("i64_eqz").brIf(none);
  e.runtime("rt_receive_next");
  c.br(again).end().end();
}

/** Sleep until a message comes; then go on at the head of the receive. */
export function emitWait(e: Emitter): void {
  if (e.target(e.arg(0))!.pc === e.pc) passMessages(e);
  const { c, context } = e, region = context.plan.regionOf.get(e.target(e.arg(0))!)!;
  region.live.xs.forEach((x, i) => { c.i32(0).get(e.x(x)).i64Store(X + 8 * i); });
  c.i32(0).i32(region.live.xs.length).i32Store(LIVE);
  e.pushCpAddress();
  e.pushCp(context.restartPoint(region));
  c.i64Store(0);
  c.i32(0);
  e.pushCpAddress();
  c.i32Store(SP);
  c.i32(0).i32(STATUS_WAIT).i32Store(STATUS);
  c.i64(0).op("return");
}

export function emitWaitTimeout(e: Emitter): void {
  const { c, context } = e, again = e.target(e.arg(0))!, late = e.node.next!;
  const answer = c.temp(I32), awake = new Label();
  if (again.pc === e.pc) passMessages(e);
  e.storeSp();
  e.push(e.arg(1));
  e.runtime("rt_receive_wait");
  c.tee(answer).i32(WAIT_AGAIN).op("i32_eq");
  e.branchIf(again);
  c.block(awake);
  c.get(answer).i32(WAIT_LATE).op("i32_eq").brIf(awake);
  c.get(answer).if();
  e.raise();
  c.end();
  e.pushCpAddress();
  e.pushCp(context.timeoutPoint(again, late));
  c.i64Store(0);
  c.i32(0).i32(0).i32Store(LIVE);
  c.i32(0);
  e.pushCpAddress();
  c.i32Store(SP);
  c.i64(0).op("return");
  c.end();
  c.release(answer);
}

export function emitMarkerReserve(e: Emitter): void {
  e.storeFloor();
  e.store(e.arg(0), () => e.runtime("rt_receive_marker_reserve"));
}
export function emitMarkerBind(e: Emitter): void {
  e.push(e.arg(0));
  e.push(e.arg(1));
  e.runtime("rt_receive_marker_bind");
}
export function emitMarkerClear(e: Emitter): void {
  e.push(e.arg(0));
  e.runtime("rt_receive_marker_clear");
}
export function emitMarkerUse(e: Emitter): void {
  e.push(e.arg(0));
  e.runtime("rt_receive_marker_use");
}
