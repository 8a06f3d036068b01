/**
 * The control flow graph of one BEAM function. A node is a stretch of instructions with one way in and any
 * number of ways out. Nodes are told apart by position *and* size of the stack frame, because the compiler of OTP
 * shares tails (badmatch and the like) between places with different frames; so the address of every
 * Y register is known when code is written, and the frame needs no register of its own.
 */
import { BadBeamError, OP, type BeamFunction } from "../beam/index.js";
import { effectsOf, isCall } from "./effects.js";
import { IR, NO_FRAME, type Ins, type Lowered } from "./instruction.js";

/** More frames than this at one place are no compiler's work. */
const FRAMES_LIMIT = 200;
/** Frames and what they hold must stay far below the smallest stack (words). */
const FRAME_LIMIT = 1024;

/** How a node is entered. `inner`: by branches inside of its Wasm function. */
export type NodeKind = "entry" | "after" | "join" | "inner";

export interface Exit { readonly pc: number; readonly label: number; readonly to: Node }

export class Node {
  kind: NodeKind = "inner";
  /** Where branches by label go, in order of the instructions. */
  exits: Exit[] = [];
  /** Where control falls to at the end. */
  next: Node | undefined;
  /** Of a node that ends with a call: the code after it. */
  after: Node | undefined;
  /** It is the target of a branch backwards. */
  loops = false;
  preds: Node[] = [];
  /** Position in reverse postorder. */
  order = -1;

  constructor(readonly pc: number, public end: number, readonly frame: number) {}

  /** The node that a branch of the instruction at `pc` to `label` leads to. */
  target(pc: number, label: number): Node { return this.exits.find((e) => e.pc === pc && e.label === label)!.to; }
}

export class Graph {
  readonly nodes: Node[] = [];
  readonly code: readonly Ins[];
  /** Most words that a frame of the function takes, CP included. */
  frameWords = 0;
  readonly entry: Node;
  private readonly byPlace = new Map<number, Node[]>();
  private readonly isTarget: Uint8Array;
  private readonly todo: Node[] = [];
  private readonly labels: ReadonlyMap<number, number>;

  constructor(readonly f: BeamFunction, lowered: Lowered) {
    this.code = lowered.code;
    this.labels = lowered.labels;
    this.isTarget = new Uint8Array(this.code.length + 1);
    for (const ins of this.code) for (const label of effectsOf(ins).targets) this.isTarget[this.position(label)] = 1;
    this.entry = this.make(this.position(f.label), NO_FRAME);
    this.entry.kind = "entry";
    if (this.isTarget[this.entry.pc]) {
      // A branch to the first instruction must not pass the entry's check again.
      this.entry.end = this.entry.pc;
      this.entry.next = this.at(this.entry.pc, NO_FRAME);
    } else this.todo.push(this.entry);
    for (let node = this.todo.pop(); node !== undefined; node = this.todo.pop()) this.scan(node);
  }

  private position(label: number): number {
    const pc = this.labels.get(label);
    if (pc === undefined || pc >= this.code.length) this.bad(`label ${label} leads nowhere`);
    return pc;
  }

  private bad(why: string): never { throw new BadBeamError(`${this.f.name}/${this.f.arity}: ${why}`); }

  private make(pc: number, frame: number): Node {
    const node = new Node(pc, pc, frame);
    this.nodes.push(node);
    return node;
  }

  /** The node for a place that is branched to. */
  private at(pc: number, frame: number): Node {
    let here = this.byPlace.get(pc);
    if (here === undefined) this.byPlace.set(pc, here = []);
    let node = here.find((n) => n.frame === frame);
    if (node === undefined) {
      if (here.length >= FRAMES_LIMIT) this.bad("too many sizes of the stack frame");
      node = this.make(pc, frame);
      here.push(node);
      this.todo.push(node);
    }
    return node;
  }

  private scan(node: Node): void {
    let { frame } = node;
    for (let pc = node.pc; ; pc++) {
      if (pc >= this.code.length) this.bad("runs past its end");
      if (pc > node.pc && this.isTarget[pc]) {
        node.end = pc;
        node.next = this.at(pc, frame);
        return;
      }
      const ins = this.code[pc]!, effects = effectsOf(ins);
      this.checkRegisters(ins, frame);
      const before = frame;
      frame = this.frameAfter(ins, frame);
      for (const label of effects.targets) {
        const to = this.at(this.position(label), before);
        if (!node.exits.some((e) => e.pc === pc && e.label === label)) node.exits.push({ pc, label, to });
        if (ins.op === OP.try || ins.op === OP.catch || ins.op === OP.wait || ins.op === OP.wait_timeout ||
            ins.op === OP.loop_rec_end) to.kind = "join";
      }
      if (effects.ends) {
        node.end = pc + 1;
        return;
      }
      if (isCall(ins)) {
        node.end = pc + 1;
        node.after = this.afterCall(pc + 1, frame);
        return;
      }
      if (ins.op === OP.wait_timeout) {
        node.end = pc + 1;
        this.isTarget[pc + 1] = 1;
        node.next = this.at(pc + 1, frame);
        node.next.kind = "join";
        return;
      }
    }
  }

  private afterCall(pc: number, frame: number): Node {
    if (pc >= this.code.length) this.bad("runs past its end");
    const node = this.make(pc, frame);
    node.kind = "after";
    if (this.isTarget[pc]) {
      node.next = this.at(pc, frame);
    } else this.todo.push(node);
    return node;
  }

  private checkRegisters(ins: Ins, frame: number): void {
    const { uses, defs } = effectsOf(ins);
    // An instruction that makes the frame fills none of its registers.
    for (const o of uses) if (o.kind === "y" && o.value >= frame) this.bad(`y${o.value} is not in the frame`);
    for (const o of defs) if (o.kind === "y" && o.value >= frame) this.bad(`y${o.value} is not in the frame`);
  }

  /** Size of the frame in Y registers after an instruction. */
  frameAfter(ins: Ins, frame: number): number {
    const n = (i: number): number => (ins.args[i] as { value: number }).value;
    switch (ins.op) {
      case OP.allocate: case OP.allocate_zero: case OP.allocate_heap: case OP.allocate_heap_zero: {
        if (frame !== NO_FRAME) this.bad("a frame inside of a frame");
        if (n(0) > FRAME_LIMIT) this.bad("a frame that is too big");
        this.frameWords = Math.max(this.frameWords, n(0) + 1);
        return n(0);
      }
      case OP.deallocate:
        if (frame !== n(0)) this.bad("a frame of another size is given up");
        return NO_FRAME;
      case OP.trim:
        if (frame < n(0)) this.bad("more of the frame is given up than there is");
        return frame - n(0);
      case OP.call_last: case OP.call_ext_last: case OP.apply_last: case OP.call_only: case OP.call_ext_only:
      case IR.bif_tail: case IR.call_fun_last:
        if (frame !== ins.drop) this.bad("a last call from a frame of another size");
        return NO_FRAME;
      case OP.return:
        if (frame !== NO_FRAME) this.bad("return with a frame");
        return NO_FRAME;
      case OP.call: case OP.call_ext: case OP.call_fun: case OP.call_fun2: case OP.apply:
        if (frame === NO_FRAME) this.bad("a call without a frame");
        return frame;
      default: return frame;
    }
  }

  /** The frame just before the instruction at `pc` of `node`. */
  frameAt(node: Node, pc: number): number {
    let frame = node.frame;
    for (let i = node.pc; i < pc; i++) frame = this.frameAfter(this.code[i]!, frame);
    return frame;
  }

  /** Cut a node before the instruction at `pc`; the second half is a Wasm function of its own. */
  split(node: Node, pc: number): Node {
    const second = this.make(pc, this.frameAt(node, pc));
    second.kind = "join";
    second.end = node.end;
    second.next = node.next;
    second.after = node.after;
    second.exits = node.exits.filter((e) => e.pc >= pc);
    node.exits = node.exits.filter((e) => e.pc < pc);
    node.end = pc;
    node.next = second;
    node.after = undefined;
    return second;
  }

  /** Nodes that control flows to inside of the function, without what a suspension lies between. */
  successors(node: Node): Node[] {
    const list = node.exits.filter((e) => !isHandlerEdge(this.code[e.pc]!)).map((e) => e.to);
    if (node.next !== undefined) list.push(node.next);
    return list;
  }
}

/** try and catch name a place that is only reached through an exception, wait one that the scheduler goes to. */
export function isHandlerEdge(ins: Ins): boolean {
  return ins.op === OP.try || ins.op === OP.catch || ins.op === OP.wait;
}
