/** Writes all Wasm functions of one BEAM function: its regions, its entry stub, and the entries that lead into them. */
import { NO_FRAME } from "../instruction.js";
import { CALLEE, EXC_CLASS, EXC_TRACE, EXC_VALUE, FUN_ENV, HEADER, LIVE, NIL, SP, X } from "../layout.js";
import type { Node } from "../graph.js";
import type { Region } from "../region.js";
import type { Code } from "../wasm/code.js";
import { F64, I32, I64 } from "../wasm/instruction.js";
import { BadBeamError, type BeamFunction, type Lambda } from "../../beam/index.js";
import type { FunctionContext, ModuleContext } from "./context.js";
import { WAIT_AGAIN, WAIT_LATE } from "./receive.js";
import { emitRegion, regionParams } from "./region.js";
import { plan } from "../region.js";
import type { Graph } from "../graph.js";
import type { Unproven } from "../verify_flow.js";

/** Wasm engines take 1000 parameters. */
const MOST_PARAMETERS = 900;

const wordsOf = (node: Node): number => node.frame === NO_FRAME ? 1 : node.frame + 1;

/** Wasm code for one function; `fn` is its index in the unit's table. Returns the point of its entry stub. */
export function emitFunction(module: ModuleContext, graph: Graph, unproven: Unproven, fn: number): number {
  return new FunctionEmitter(module, graph, unproven, fn).run();
}

class FunctionEmitter implements FunctionContext {
  readonly plan;
  readonly stubPoint: number;
  readonly frameWords: number;
  readonly unit; readonly module; readonly moduleIndex; readonly lowering;
  readonly f: BeamFunction;
  private readonly indexes = new Map<Region, number>();
  private readonly afterPoints = new Map<Node, number>();
  private readonly restarts = new Map<Region, number>();
  private readonly handlers = new Map<string, number>();
  /** Entries that are written after the regions, because bodies do not nest. */
  private readonly pending: (() => void)[] = [];

  constructor(private readonly context: ModuleContext, graph: Graph, readonly unproven: Unproven, readonly fn: number) {
    this.f = graph.f;
    this.unit = context.unit;
    this.module = context.module;
    this.moduleIndex = context.moduleIndex;
    this.lowering = context.lowering;
    this.plan = plan(graph);
    this.frameWords = graph.frameWords;
    this.stubPoint = this.point(1, graph.f.arity, graph.entry.pc);
  }

  direct(f: BeamFunction): number | undefined { return this.context.direct(f); }

  run(): number {
    const { unit, plan: { regions }, f } = this;
    for (const region of regions) {
      const { xs, floats } = regionParams(region, f.arity);
      if (xs.length + floats.length > MOST_PARAMETERS) throw new BadBeamError(`${f.name}/${f.arity}: too many live registers`);
      this.indexes.set(region, region.head.kind === "entry" ? this.direct(f)! : unit.wasm.declare(
        unit.wasm.type([...xs.map(() => I64 as typeof I64), ...floats.map(() => F64 as typeof F64), I32], [I64]), this.fn));
    }
    for (const region of regions) {
      const { xs, floats } = regionParams(region, f.arity);
      unit.wasm.write(this.indexOf(region), xs.length + floats.length + 1, (c) => emitRegion(this, region, c));
    }
    this.writeStub();
    for (const write of this.pending) write();
    return this.stubPoint;
  }

  private point(words: number, live: number, pc: number): number {
    const line = this.module.lines[this.plan.graph.code[pc]?.line ?? 0] ?? { file: 0, line: 0 };
    return this.unit.point({ kind: "resume", words, live, fn: this.fn, ...line });
  }

  indexOf(region: Region): number { return this.indexes.get(region)!; }

  afterPoint(node: Node): number {
    let point = this.afterPoints.get(node);
    if (point === undefined) {
      // The line of a point is that of the call before it.
      const callee = this.plan.graph.code[node.pc - 1]!;
      const line = this.module.lines[callee.line] ?? { file: 0, line: 0 };
      point = this.unit.point({
        kind: "resume", words: wordsOf(node), live: 1, fn: this.fn, ...line, callee: callee.row === undefined ? undefined : callee.callee,
      });
      this.afterPoints.set(node, point);
      this.unit.setEntry(point, this.indexOf(this.plan.regionOf.get(node)!));
    }
    return point;
  }

  private entry(point: number, emit: (c: Code) => void): void {
    const index = this.unit.wasm.declare(this.unit.wasm.codeType(1), this.fn);
    this.unit.setEntry(point, index);
    this.pending.push(() => this.unit.wasm.write(index, 2, emit));
  }

  /** Call the region of a node for good; a register that no value reaches is []. */
  private enter(c: Code, node: Node, push: (x: number) => void): void {
    const region = this.plan.regionOf.get(node)!;
    region.live.xs.forEach(push);
    for (const _ of region.live.floats) c.f64(0);
    pushFrame(c, node);
    c.returnCall(this.indexOf(region));
  }

  /** Loads the arguments and calls the direct form. */
  private writeStub(): void {
    this.entry(this.stubPoint, (c) => {
      for (let i = 0; i < this.f.arity; i++) c.i32(0).i64Load(X + 8 * i);
      c.get(1).i32(8).op("i32_add").returnCall(this.direct(this.f)!);
    });
  }

  /** The place in the source that stands before a node. */
  private placeOf(node: Node): { file: number; line: number } {
    const { code } = this.plan.graph;
    return this.module.lines[code[Math.min(node.pc, code.length - 1)]!.line] ?? { file: 0, line: 0 };
  }

  restartPoint(region: Region): number {
    let point = this.restarts.get(region);
    if (point !== undefined) return point;
    const { xs, floats } = region.live, node = region.head;
    point = this.unit.point({
      kind: "resume", words: wordsOf(node), live: xs.length + 2 * floats.length, loops: node.loops, fn: this.fn, ...this.placeOf(node),
    });
    this.restarts.set(region, point);
    this.entry(point, (c) => {
      for (let i = 0; i < xs.length; i++) c.i32(0).i64Load(X + 8 * i);
      floats.forEach((_, i) => {
        // See the halves in region.ts, suspend.
        const at = X + 8 * (xs.length + 2 * i);
        c.i32(0).i64Load(at).i64(4).op("i64_shr_s").i64(32).op("i64_shl");
        c.i32(0).i64Load(at + 8).i64(4).op("i64_shr_s").op("i64_or").op("f64_reinterpret_i64");
      });
      pushFrame(c, node);
      c.returnCall(this.indexOf(region));
    });
    return point;
  }

  handlerPoint(node: Node, kind: "caught" | "exception", line: number): number {
    const key = `${kind}${this.plan.graph.nodes.indexOf(node)}`;
    let point = this.handlers.get(key);
    if (point !== undefined) return point;
    const place = this.module.lines[line] ?? { file: 0, line: 0 };
    point = this.unit.point({ kind: "resume", words: wordsOf(node), live: 0, fn: this.fn, ...place });
    this.handlers.set(key, point);
    const cells = [EXC_CLASS, EXC_VALUE, EXC_TRACE];
    this.entry(point, (c) => {
      if (kind === "caught") {
        c.i32(0).get(1).i32Store(SP);
        c.call(this.unit.runtime("rt_catch_value")).set(0);
      }
      this.enter(c, node, (x) => {
        if (kind === "caught" && x === 0) c.get(0);
        else if (kind === "exception" && x < cells.length) c.i32(0).i64Load(cells[x]!);
        else c.i64(NIL);
      });
    });
    return point;
  }

  timeoutPoint(again: Node, late: Node): number {
    const key = `timeout${this.plan.graph.nodes.indexOf(late)}`;
    let point = this.handlers.get(key);
    if (point !== undefined) return point;
    point = this.unit.point({ kind: "resume", words: wordsOf(late), live: 0, fn: this.fn, ...this.placeOf(again) });
    this.handlers.set(key, point);
    const own = point;
    this.entry(point, (c) => {
      const answer = c.newLocal(I32);
      c.i32(0).get(1).i32Store(SP);
      // 0: the timer runs already.
      c.i64(0).call(this.unit.runtime("rt_receive_wait")).set(answer);
      [WAIT_AGAIN, WAIT_LATE].forEach((value, i) => {
        c.get(answer).i32(value).op("i32_eq").if();
        // 0 as the time of a receive that waits again: the timer runs already.
        this.enter(c, i === 0 ? again : late, () => c.i64(0));
        c.end();
      });
      // Asleep again, or timeout_value was raised: [sp] still names this point.
      c.get(1);
      const { kind, slot } = this.unit.points[own]!;
      this.unit.linkage.cp(c, own, kind, slot);
      c.i64Store(0);
      c.i32(0).i32(0).i32Store(LIVE);
      c.i64(0);
    });
    return point;
  }
}

/** Push the sp that a region's function takes, in an entry whose second parameter is the address of the CP word. */
function pushFrame(c: Code, node: Node): void {
  c.get(1);
  if (node.frame === NO_FRAME) c.i32(8).op("i32_add");
}

/** The lambda entry: (x0 …, fun, sp), the free variables come from the fun. */
export function emitLambda(module: ModuleContext, lambda: Lambda): number {
  const { unit } = module, n = lambda.bodyArity - lambda.free;
  const index = unit.wasm.declare(unit.wasm.codeType(n + 1));
  const body = module.lowering.function(lambda.label), direct = module.direct(body);
  unit.wasm.write(index, n + 2, (c) => {
    const callee = { module: module.module.name, name: body.name, arity: body.arity };
    if (direct === undefined) {
      c.i32(0);
      unit.linkage.exportAddress(c, callee);
      c.i32Store(CALLEE);
    }
    for (let i = 0; i < n; i++) c.get(i);
    for (let i = 0; i < lambda.free; i++) c.get(n).op("i32_wrap_i64").i64Load(HEADER + FUN_ENV + 8 * i);
    c.get(n + 1);
    if (direct !== undefined) c.returnCall(direct);
    else {
      // The body is a BIF: its stub is in the slot of its export.
      unit.linkage.exportSlot(c, callee);
      const trampoline = unit.trampoline(body.arity);
      if (trampoline !== undefined) c.returnCall(trampoline);
      else c.returnCallIndirect(unit.wasm.codeType(body.arity));
    }
  });
  return index;
}
