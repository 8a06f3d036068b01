/**
 * Lays out a region as one Wasm function: its nodes in topological order, each behind the end of the `block` that branches to it
 * leave; then a pad for each other region that is branched to; then the code that suspends.
 */
import { OP } from "../../beam/index.js";
import { isHandlerEdge, type Node } from "../graph.js";
import { NO_FRAME } from "../instruction.js";
import { HP, IMM1_SMALL, NIL, RED_ZONE, REDS } from "../layout.js";
import type { Region } from "../region.js";
import { Label, type Code } from "../wasm/code.js";
import { F64, I32, I64 } from "../wasm/instruction.js";
import type { FunctionContext } from "./context.js";
import { emitInstruction } from "./dispatch.js";
import { Emitter } from "./emitter.js";

/** Parameters of a region's function: terms, then floats, then sp. */
export function regionParams(region: Region, arity: number): { xs: readonly number[]; floats: readonly number[] } {
  switch (region.head.kind) {
    case "entry": return { xs: Array.from({ length: arity }, (_, i) => i), floats: [] };
    case "after": return { xs: [0], floats: [] };
    default: return region.live;
  }
}

/** Does an instruction that ends a node go on to this exit without a choice? */
const isPlainJump = (op: number): boolean => op === OP.jump || op === OP.loop_rec_end;

interface Layout {
  /** Nodes, then the heads of other regions that have a pad. */
  readonly items: readonly Node[];
  readonly inner: ReadonlySet<Node>;
  /** For each item the item before which its block opens; -1 when nothing branches to it. */
  readonly opens: readonly number[];
}

function layOut(context: FunctionContext, region: Region): Layout {
  const { code } = context.plan.graph;
  const nodes = region.nodes, inner = new Set(nodes.slice(1));
  const items: Node[] = [...nodes];
  const index = new Map<Node, number>(nodes.slice(1).map((n, i) => [n, i + 1]));
  const first: number[] = nodes.map(() => -1);
  const branch = (from: number, to: Node): void => {
    let at = index.get(to);
    if (at === undefined) {
      index.set(to, at = items.push(to) - 1);
      first.push(-1);
    }
    if (first[at] === -1 || from < first[at]!) first[at] = from;
  };
  nodes.forEach((node, i) => {
    for (const { pc, to } of node.exits) {
      if (isHandlerEdge(code[pc]!)) continue;
      if (isPlainJump(code[pc]!.op)) {
        if (inner.has(to) && index.get(to) !== i + 1) branch(i, to);
      } else branch(i, to);
    }
    if (node.next !== undefined && inner.has(node.next) && index.get(node.next) !== i + 1) branch(i, node.next);
  });
  return { items, inner, opens: nest(first) };
}

/** Blocks must nest: one that ends inside of another must begin inside of it. Moves the beginnings up where they cross. */
function nest(first: readonly number[]): number[] {
  const opens = [...first];
  const stack: number[] = [];
  for (let end = 0; end < opens.length; end++) {
    if (opens[end] === -1) continue;
    while (stack.length > 0 && stack[stack.length - 1]! > opens[end]!) {
      const before = stack.pop()!;
      opens[end] = Math.min(opens[end]!, opens[before]!);
    }
    stack.push(end);
  }
  return opens;
}

export function emitRegion(context: FunctionContext, region: Region, c: Code): void {
  const { items, inner, opens } = layOut(context, region);
  const labels = new Map<Node, Label>();
  items.forEach((n, i) => { if (i > 0) labels.set(n, new Label()); });
  const e = new Emitter(c, context, region, labels, inner);
  const suspends = region.checksHeap || region.head.kind === "entry" || (region.head.kind === "after" && region.mayTake);
  if (suspends) c.block(e.suspendLabel);
  prologue(e);

  const closing = new Map<number, number[]>();
  opens.forEach((at, end) => { if (at >= 0) closing.set(at, [...(closing.get(at) ?? []), end]); });
  items.forEach((node, i) => {
    if (i > 0 && opens[i]! >= 0) c.end();
    for (const end of (closing.get(i) ?? []).reverse()) c.block(labels.get(items[end]!)!);
    if (i < region.nodes.length) emitNode(e, node, items[i + 1]);
    else e.enter(node);
  });
  if (region.callsItself) c.end();
  if (suspends) {
    c.end();
    suspend(e);
  } else if (region.callsItself) c.op("unreachable");
}

function emitNode(e: Emitter, node: Node, following: Node | undefined): void {
  const { plan } = e.context;
  const known = plan.regionOf.has(node);
  e.node = node;
  e.frame = node.frame;
  e.reserved = known ? { ...plan.reservedAt.get(node)! } : { offset: 0, left: 0 };
  e.room = known ? plan.roomAt.get(node)! : false;
  for (let pc = node.pc; pc < node.end; pc++) {
    const ins = plan.graph.code[pc]!, before = e.frame;
    e.ins = ins;
    e.pc = pc;
    if (isPlainJump(ins.op)) {
      if (ins.op === OP.loop_rec_end) e.runtime("rt_receive_next");
      goTo(e, e.target(ins.args[0]!)!, following);
    } else emitInstruction(e);
    e.frame = plan.graph.frameAfter(ins, before);
  }
  if (node.next !== undefined) goTo(e, node.next, following);
}

function goTo(e: Emitter, to: Node, following: Node | undefined): void {
  if (to !== following || !e.isInner(to)) e.jump(to);
}

function prologue(e: Emitter): void {
  const { c, context, region } = e;
  const { xs, floats } = regionParams(region, context.f.arity);
  const sp = xs.length + floats.length;
  xs.forEach((x, i) => { e.xs.set(x, i); });
  floats.forEach((f, i) => { e.setFloatLocal(f, xs.length + i); });
  for (const x of region.live.xs) if (!xs.includes(x)) c.i64(NIL).set(e.x(x));
  if (region.callsItself) c.loop(e.headLabel);

  // sp is the address of the frame at the head; a resumed entry without a frame finds a bare CP word there.
  const { frame, kind } = region.head;
  const headWords = frame === NO_FRAME ? (kind === "after" ? 1 : 0) : frame + 1;
  const below = context.frameWords - headWords;
  if (below === 0) e.floor = sp;
  else {
    e.floor = c.newLocal(I32);
    c.get(sp).i32(8 * below).op("i32_sub").set(e.floor);
  }

  // Before the first branch to the suspension, which reckons from it what the region has asked for.
  if (region.takesBeforeCheck) {
    e.heapAtHead = c.newLocal(I32);
    c.i32(0).i32Load(HP).set(e.heapAtHead);
  }
  if (kind === "entry" || region.head.loops) {
    const left = c.temp(I32);
    c.i32(0).i32(0).i32Load(REDS).i32(1).op("i32_sub").tee(left).i32Store(REDS);
    c.get(left).i32(0).op("i32_le_s").brIf(e.suspendLabel);
    if (kind === "entry") c.i32(0).i32Load(HP).i32(RED_ZONE).op("i32_add").get(e.floor).op("i32_gt_u").brIf(e.suspendLabel);
    c.release(left);
  } else if (kind === "after" && region.mayTake) {
    c.i32(0).i32Load(REDS).i32(0).op("i32_le_s").brIf(e.suspendLabel);
  }
  // Parameters stay as they are where the region may have to start again.
  if (region.checksHeap) {
    floats.forEach((f, i) => {
      const local = c.newLocal(F64);
      c.get(xs.length + i).set(local);
      e.setFloatLocal(f, local);
    });
    xs.forEach((x, i) => {
      if (!region.writes.has(x)) return;
      const local = c.newLocal(I64);
      c.get(i).set(local);
      e.xs.set(x, local);
    });
  }
}

/** Out of reductions or of room: save the parameters and give control to the scheduler. */
function suspend(e: Emitter): void {
  const { c, context, region } = e;
  const { xs, floats } = regionParams(region, context.f.arity);
  const sp = xs.length + floats.length, { kind, frame } = region.head;
  for (let i = 0; i < xs.length; i++) c.get(i);
  // Cells hold terms only, so a float goes into them as two small integers, its upper and its lower half.
  floats.forEach((_, i) => {
    const bits = c.temp(I64);
    c.get(xs.length + i).op("i64_reinterpret_f64").tee(bits).i64(32).op("i64_shr_u").i64(4).op("i64_shl");
    c.i64(IMM1_SMALL).op("i64_or");
    c.get(bits).i64(0xffffffff).op("i64_and").i64(4).op("i64_shl").i64(IMM1_SMALL).op("i64_or");
    c.release(bits);
  });
  c.get(sp);
  if (frame === NO_FRAME && kind !== "after") c.i32(8).op("i32_sub");
  e.frame = frame;
  const point = kind === "entry" ? context.stubPoint
    : kind === "after" ? context.afterPoint(region.head)
    : context.restartPoint(region);
  e.pushCp(point);
  e.pushNeed();
  c.returnCall(context.unit.helper("suspend", xs.length + 2 * floats.length));
}
