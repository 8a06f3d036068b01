/**
 * Writes the instructions of one region. Keeps where each register is: X registers in Wasm locals, Y registers in memory
 * at constant offsets from `floor`, the lowest address that the function's stack ever takes:
 *
 *     floor                       sp with a frame of n words          sp of the caller's frame
 *     | room for bigger frames … | CP | y0 | y1 … | CP of the caller …
 *     '---------- frameWords words of the biggest frame -----------'
 */
import { BadBeamError, type Operand, type RegisterType } from "../../beam/index.js";
import { NO_FRAME, type Ins, type Mfa } from "../instruction.js";
import {
  CP_SLOT, FALSE, HP, IMM1_SMALL, LIVE, NIL, RED_ZONE, REDS, SP, TRUE, X,
} from "../layout.js";
import type { Node } from "../graph.js";
import { NOTHING, type Reservation } from "../heap.js";
import type { Region } from "../region.js";
import type { RuntimeName } from "../runtime.js";
import type { PointKind } from "../unit.js";
import { Label, type Code } from "../wasm/code.js";
import { F64, I32, I64 } from "../wasm/instruction.js";
import type { FunctionContext } from "./context.js";

const TYPE_INTEGER_ONLY = 1 << 6;
const SMALL_MIN = -(1n << 59n), SMALL_MAX = (1n << 59n) - 1n;

/** The term of a small integer. */
export const small = (n: number | bigint): bigint => (BigInt(n) << 4n) | BigInt(IMM1_SMALL);

export class Emitter {
  /** Frame at the present instruction, in Y registers. */
  frame = NO_FRAME;
  reserved: Reservation = { ...NOTHING };
  /** Whether the check at the function's entry still vouches for the room of a frame. */
  room = false;
  ins!: Ins;
  node!: Node;
  pc = 0;
  /** Where a failed check goes. */
  readonly suspendLabel = new Label();
  /** The head of a loop made by calls of the function itself. */
  readonly headLabel = new Label();
  readonly xs = new Map<number, number>();
  private readonly floats = new Map<number, number>();
  floor = -1;
  /** Address of the words that the last check reserved. */
  private heapLocal = -1;
  /** HP at the region's head, where words taken since are added to what is asked for. */
  heapAtHead = -1;

  constructor(readonly c: Code, readonly context: FunctionContext, readonly region: Region,
    private readonly labels: ReadonlyMap<Node, Label>, private readonly inner: ReadonlySet<Node>) {}

  get unit() { return this.context.unit; }
  get linkage() { return this.context.unit.linkage; }

  bad(why: string): never {
    throw new BadBeamError(`${this.context.f.name}/${this.context.f.arity}: ${why}`);
  }

  // --- operands
  arg(i: number): Operand { return this.ins.args[i]!; }
  number(i: number): number { return (this.ins.args[i] as { value: number }).value; }
  list(i: number): readonly Operand[] { return (this.ins.args[i] as { items: readonly Operand[] }).items; }

  x(n: number): number {
    let local = this.xs.get(n);
    if (local === undefined) this.xs.set(n, local = this.c.newLocal(I64));
    return local;
  }
  float(o: Operand): number {
    const n = (o as { value: number }).value;
    let local = this.floats.get(n);
    if (local === undefined) this.floats.set(n, local = this.c.newLocal(F64));
    return local;
  }
  setFloatLocal(n: number, local: number): void { this.floats.set(n, local); }

  /** Push the value of a source operand. */
  push(o: Operand): void {
    switch (o.kind) {
      case "x": this.c.get(this.x(o.value)); break;
      case "y": this.c.get(this.floor).i64Load(this.yOffset(o.value)); break;
      default: this.pushConstant(o);
    }
  }

  private pushConstant(o: Operand): void {
    const { module, moduleIndex } = this.context;
    switch (o.kind) {
      case "integer": this.c.i64(small(o.value)); break;
      case "nil": this.c.i64(NIL); break;
      case "atom": this.atom(module.atoms[o.value]!); break;
      case "literal": this.linkage.literal(this.c, moduleIndex, o.value); break;
      default: this.bad(`a ${o.kind} where a value is needed`);
    }
  }

  atom(text: string): void {
    if (text === "false") this.c.i64(FALSE);
    else if (text === "true") this.c.i64(TRUE);
    else this.linkage.atom(this.c, text);
  }

  /** Store what `push` pushes into a destination. */
  store(to: Operand, push: () => void): void {
    if (to.kind === "x") {
      push();
      this.c.set(this.x(to.value));
    } else if (to.kind === "y") {
      this.c.get(this.floor);
      push();
      this.c.i64Store(this.yOffset(to.value));
    } else this.bad(`a ${to.kind} where a register is needed`);
  }

  /** A local that holds a source: the X register's own, or a temporary that `done` gives back. */
  local(o: Operand): number {
    if (o.kind === "x") return this.x(o.value);
    const t = this.c.temp(I64);
    this.push(o);
    this.c.set(t);
    return t;
  }
  done(o: Operand, local: number): void { if (o.kind !== "x") this.c.release(local); }

  /** The term of a constant operand that is an immediate known here. */
  immediate(o: Operand): bigint | undefined {
    switch (o.kind) {
      case "integer": return small(o.value);
      case "nil": return BigInt(NIL);
      case "atom": {
        const text = this.context.module.atoms[o.value]!;
        return text === "false" ? BigInt(FALSE) : text === "true" ? BigInt(TRUE) : this.linkage.atomValue(text);
      }
      default: return undefined;
    }
  }

  // --- types
  type(o: Operand): RegisterType | undefined {
    return (o.kind === "x" || o.kind === "y") && o.type >= 0 ? this.context.module.types[o.type] : undefined;
  }
  /** Whether an operand is a small integer for certain. */
  isSmall(o: Operand): boolean {
    if (o.kind === "integer") return true;
    const t = this.type(o);
    return t !== undefined && t.bits === TYPE_INTEGER_ONLY && t.min !== undefined && t.max !== undefined &&
      t.min >= SMALL_MIN && t.max <= SMALL_MAX;
  }

  // --- stack
  /** Offset of [sp] from floor, for a frame of n Y registers. */
  private spOffset(frame: number): number {
    return 8 * (this.context.frameWords - (frame === NO_FRAME ? 0 : frame + 1));
  }
  yOffset(y: number): number { return this.spOffset(this.frame) + 8 + 8 * y; }
  pushSp(frame = this.frame): void {
    const offset = this.spOffset(frame);
    this.c.get(this.floor);
    if (offset !== 0) this.c.i32(offset).op("i32_add");
  }
  /** Push the slot in the CP word at [sp]. */
  pushReturnSlot(): void { this.c.get(this.floor).i32Load(this.spOffset(this.frame) + CP_SLOT); }
  /** Where a point's CP word is written: the frame's own, or below the caller's when there is no frame. */
  pushCpAddress(): void {
    this.c.get(this.floor);
    const offset = this.spOffset(this.frame) - (this.frame === NO_FRAME ? 8 : 0);
    if (offset !== 0) this.c.i32(offset).op("i32_add");
  }
  /** Words of the frame that a point here describes. */
  get words(): number { return this.frame === NO_FRAME ? 1 : this.frame + 1; }

  /** Before calls that may take heap words but neither suspend nor look at the stack: keeps room for frames. */
  storeFloor(): void { this.c.i32(0).get(this.floor).i32Store(SP); }
  storeSp(): void {
    this.c.i32(0);
    this.pushSp();
    this.c.i32Store(SP);
  }

  // --- points
  private get place(): { file: number; line: number } { return this.context.module.lines[this.ins.line] ?? { file: 0, line: 0 }; }

  makePoint(kind: PointKind, live: number, callee?: Mfa): number {
    return this.unit.point({ kind, words: this.words, live, fn: this.context.fn, ...this.place, callee });
  }
  pushCp(point: number): void {
    const { kind, slot } = this.unit.points[point]!;
    this.linkage.cp(this.c, point, kind, slot);
  }
  /** Raise what the EXC cells say; the arguments of `callee` (pushed by `args`) go to the X cells. */
  raise(args: readonly (() => void)[] = [], callee?: Mfa): void { this.raiseAt(this.makePoint("site", args.length, callee), args); }
  /** The same at a site that is there already. */
  raiseAt(site: number, args: readonly (() => void)[]): void {
    for (const push of args) push();
    for (const y of this.context.unproven.get(this.ins) ?? [])
      if (y < this.frame) this.store({ kind: "y", value: y, type: -1 }, () => this.c.i64(NIL));
    this.pushCpAddress();
    this.pushCp(site);
    this.c.returnCall(this.unit.helper("raise", args.length));
  }

  // --- calls of the core
  runtime(name: RuntimeName): void { this.c.call(this.unit.runtime(name)); }

  charge(reductions: number): void {
    this.c.i32(0).i32(0).i32Load(REDS).i32(reductions).op("i32_sub").i32Store(REDS);
  }

  saveX(n: number): void {
    for (let i = 0; i < n; i++) this.c.i32(0).get(this.x(i)).i64Store(X + 8 * i);
    this.c.i32(0).i32(n).i32Store(LIVE);
  }

  // --- branches
  /** Branch when the i32 on the stack is not 0. */
  branchIf(to: Node): void { this.c.brIf(this.labels.get(to)!); }
  isInner(to: Node): boolean { return this.inner.has(to); }
  labelOf(to: Node): Label { return this.labels.get(to)!; }
  /** The node that the operand's label leads to; undefined for label 0. */
  target(o: Operand): Node | undefined {
    return o.kind !== "label" || o.value === 0 ? undefined : this.node.target(this.pc, o.value);
  }
  /** Go to a node for good. */
  jump(to: Node): void {
    if (this.inner.has(to)) this.c.br(this.labels.get(to)!);
    else this.enter(to);
  }
  /** Call the region of a node for good, with its parameters. */
  enter(to: Node): void {
    const region = this.context.plan.regionOf.get(to)!;
    for (const x of region.live.xs) this.c.get(this.x(x));
    for (const f of region.live.floats) this.c.get(this.float({ kind: "float", value: f }));
    this.pushSp(to.frame);
    this.c.returnCall(this.context.indexOf(region));
  }

  // --- heap
  /** Reserve `words` at HP, or start the region again after a collection. */
  checkHeap(words: number): void {
    const { c } = this;
    if (this.heapLocal < 0) this.heapLocal = c.newLocal(I32);
    c.i32(0).i32Load(HP).tee(this.heapLocal).i32(8 * words + RED_ZONE).op("i32_add");
    c.get(this.floor).op("i32_gt_u").brIf(this.suspendLabel);
    if (words > 0) c.i32(0).get(this.heapLocal).i32(8 * words).op("i32_add").i32Store(HP);
    this.reserved = { offset: 0, left: words };
  }
  /** Offset of `words` reserved words from `heap`, which are filled now. */
  fill(words: number): number {
    if (this.reserved.left < words) {
      if (this.context.unproven.has(this.ins)) this.bad("memory is filled that was not reserved");
      this.checkHeap(words);
    }
    const { offset } = this.reserved;
    this.reserved = { offset: offset + 8 * words, left: this.reserved.left - words };
    return offset;
  }
  get heap(): number { return this.heapLocal; }
  useHeapLocal(): void { if (this.heapLocal < 0) this.heapLocal = this.c.newLocal(I32); }
  /** Push the tagged pointer to the object at `offset`. */
  pushPointer(offset: number, bias: number): void {
    this.c.get(this.heapLocal).i32(offset - bias).op("i32_add").op("i64_extend_i32_u");
  }

  /** Push how many words a failed check asks for. */
  pushNeed(): void {
    const { c } = this;
    c.i32(this.region.need + this.context.frameWords);
    if (this.heapAtHead < 0) return;
    c.i32(0).i32Load(HP).get(this.heapAtHead).op("i32_sub").i32(3).op("i32_shr_u").op("i32_add");
  }
}
