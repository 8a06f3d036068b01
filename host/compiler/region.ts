/**
 * Regions: the parts of a BEAM function that become Wasm functions of their own. A region starts at the function's
 * entry, after a call, at the head of a receive loop, at the handler of an exception, or where parts that start in
 * different places meet ("join"); it holds every node that can only be reached through its head. Code so stays linear
 * in size. Short tails that end the flow (badmatch, return) are written again in each region instead.
 *
 * A failed heap check starts its region again from the head, so nothing that could be observed may have
 * happened in between. Where something has, the region is cut just before the check: docs/translation.md.
 */
import { OP } from "../beam/index.js";
import { effectsOf } from "./effects.js";
import type { Graph, Node } from "./graph.js";
import { filledBy, makesFrame, NOTHING, reservedBy, type Reservation } from "./heap.js";
import { IR, NO_FRAME, type Ins } from "./instruction.js";
import { Liveness, type LiveRegisters } from "./liveness.js";
import { takesNoHeap } from "./guard_effects.js";

export class Region {
  /** In reverse postorder, which is a topological order; the head first. */
  readonly nodes: Node[] = [];
  /** X registers that some instruction writes. */
  readonly writes = new Set<number>();
  live: LiveRegisters = { xs: [], floats: [] };
  /** Some instruction checks the heap. */
  checksHeap = false;
  /** Words asked for when a check fails. */
  need = 0;
  /** Something may take heap words beside what checks reserve, before a check: the words taken are asked for too. */
  takesBeforeCheck = false;
  /** Something may take a heap fragment, after which reductions are used up. */
  mayTake = false;
  /** A last call of the function itself: the entry is a loop. */
  callsItself = false;

  constructor(readonly head: Node) {}
}

export interface Plan {
  readonly graph: Graph;
  readonly regions: readonly Region[];
  readonly regionOf: ReadonlyMap<Node, Region>;
  /** What is reserved when a node is entered. */
  readonly reservedAt: ReadonlyMap<Node, Readonly<Reservation>>;
  /** Whether the function entry's check still vouches for the frame's room when a node is entered. */
  readonly roomAt: ReadonlyMap<Node, boolean>;
}

const TINY = 5;

/** What is known when a node is entered on any path from the region's head. */
interface State {
  /** Something that can be observed has happened. */
  dirty: boolean;
  /** Y registers (slots of the head's frame) that were read, as bits; all above 30 share the last. */
  read: number;
  reserved: Reservation;
  need: number;
  room: boolean;
  takes: boolean;
}

export function plan(graph: Graph): Plan {
  for (;;) {
    const order = reversePostorder(graph);
    const { regions, regionOf } = assign(graph, order);
    const analysis = new Analysis(graph, regionOf);
    for (const region of regions) analysis.region(region);
    if (analysis.cuts.length > 0) {
      for (const [node, pc] of analysis.cuts.reverse()) if (pc === node.pc) node.kind = "join"; else graph.split(node, pc);
      continue;
    }
    const liveness = new Liveness(graph, order);
    for (const region of regions) region.live = liveness.at(region.head);
    return { graph, regions, regionOf, reservedAt: analysis.reservedAt, roomAt: analysis.roomAt };
  }
}

function reversePostorder(graph: Graph): Node[] {
  const post: Node[] = [], state = new Map<Node, "open" | "done">();
  for (const n of graph.nodes) n.preds = [];
  for (const root of graph.nodes) {
    if ((root.kind === "inner" && root !== graph.entry) || state.has(root)) continue;
    const stack: { node: Node; next: number; to: Node[] }[] = [{ node: root, next: 0, to: graph.successors(root) }];
    state.set(root, "open");
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const to = top.to[top.next++];
      if (to === undefined) {
        state.set(top.node, "done");
        post.push(top.node);
        stack.pop();
        continue;
      }
      to.preds.push(top.node);
      const seen = state.get(to);
      if (seen === "open") {
        to.loops = true;
        if (to.kind === "inner") to.kind = "join";
      } else if (seen === undefined) {
        state.set(to, "open");
        stack.push({ node: to, next: 0, to: graph.successors(to) });
      }
    }
  }
  post.reverse();
  post.forEach((n, i) => { n.order = i; });
  return post;
}

/** A node that ends the flow and is short enough to be written more than once. */
function isTiny(graph: Graph, node: Node): boolean {
  if (node.kind !== "inner" || node.end - node.pc > TINY || node.next !== undefined || node.after !== undefined) return false;
  if (node.exits.length > 0) return false;
  for (let pc = node.pc; pc < node.end; pc++) {
    const ins = graph.code[pc]!;
    if (reservedBy(ins) !== undefined || filledBy(ins) > 0 || makesFrame(ins)) return false;
  }
  return true;
}

function assign(graph: Graph, order: readonly Node[]): { regions: Region[]; regionOf: Map<Node, Region> } {
  const regions: Region[] = [], regionOf = new Map<Node, Region>();
  for (const node of order) {
    if (node.kind === "inner" && isTiny(graph, node)) {
      for (const region of new Set(node.preds.map((p) => regionOf.get(p)!))) region.nodes.push(node);
      continue;
    }
    let region: Region | undefined;
    if (node.kind === "inner") {
      const first = regionOf.get(node.preds[0]!);
      if (node.preds.every((p) => regionOf.get(p) === first)) region = first;
      else node.kind = "join";
    }
    if (region === undefined) regions.push(region = new Region(node));
    regionOf.set(node, region);
    region.nodes.push(node);
  }
  return { regions, regionOf };
}

class Analysis {
  readonly cuts: [Node, number][] = [];
  readonly reservedAt = new Map<Node, Reservation>();
  readonly roomAt = new Map<Node, boolean>();

  constructor(private readonly graph: Graph, private readonly regionOf: ReadonlyMap<Node, Region>) {}

  region(region: Region): void {
    const inner = new Set(region.nodes);
    const states = new Map<Node, State>();
    const head: State = {
      dirty: false, read: 0, reserved: { ...NOTHING }, need: 0, room: region.head.kind === "entry", takes: false,
    };
    if (region.head.loops) region.checksHeap = true;
    for (const node of region.nodes) {
      const state = node === region.head ? head : states.get(node);
      if (state === undefined) continue;
      this.node(region, node, state, (to) => {
        if (!inner.has(to) || to === region.head) return;
        const known = states.get(to);
        if (known === undefined) states.set(to, { ...state, reserved: { ...state.reserved } });
        else merge(known, state);
      });
    }
  }

  private node(region: Region, node: Node, state: State, reach: (to: Node) => void): void {
    const { graph } = this;
    if (this.regionOf.has(node)) {
      this.reservedAt.set(node, { ...state.reserved });
      this.roomAt.set(node, state.room);
    }
    let { frame } = node, e = 0;
    for (let pc = node.pc; pc < node.end; pc++) {
      const ins = graph.code[pc]!;
      this.instruction(region, node, pc, ins, frame, state);
      for (; e < node.exits.length && node.exits[e]!.pc === pc; e++) reach(node.exits[e]!.to);
      frame = graph.frameAfter(ins, frame);
    }
    if (node.next !== undefined) reach(node.next);
  }

  private instruction(region: Region, node: Node, pc: number, ins: Ins, frame: number, state: State): void {
    const { uses, defs } = effectsOf(ins);
    for (const d of defs) if (d.kind === "x") region.writes.add(d.value);
    if (ins.op === OP.swap) for (const d of ins.args) if (d.kind === "x") region.writes.add(d.value);
    const reserved = reservedBy(ins), filled = filledBy(ins);
    if (reserved !== undefined) this.check(region, node, pc, reserved, state);
    else if (filled > state.reserved.left) this.check(region, node, pc, filled, state);
    if (makesFrame(ins)) {
      if (!state.room && reserved === undefined) this.check(region, node, pc, 0, state);
      state.room = true;
      // The new frame may lie over the one that the head would start again with.
      if (region.head.frame !== NO_FRAME) state.dirty = true;
    }
    if (filled > 0) {
      state.reserved.left -= filled;
      state.reserved.offset += 8 * filled;
    }
    if (ins.op === OP.call_only || ins.op === OP.call_last)
      region.callsItself ||= region.head.kind === "entry" && (ins.args[1] as { value: number }).value === this.graph.f.label;
    this.observe(region, ins, state);
    if (region.head.frame !== NO_FRAME) {
      for (const o of uses) if (o.kind === "y") state.read |= yBit(region.head.frame, frame, o.value);
      for (const o of defs)
        if (o.kind === "y" && (state.read & yBit(region.head.frame, frame, o.value)) !== 0) state.dirty = true;
    }
  }

  private check(region: Region, node: Node, pc: number, words: number, state: State): void {
    if (state.dirty) {
      this.cuts.push([node, pc]);
      Object.assign(state, { dirty: false, read: 0, need: 0, room: false, takes: false });
    }
    state.reserved = { offset: 0, left: words };
    state.need += words;
    region.need = Math.max(region.need, state.need);
    region.checksHeap = true;
    if (state.takes) region.takesBeforeCheck = true;
  }

  private observe(region: Region, ins: Ins, state: State): void {
    switch (ins.op) {
      case IR.guard:
        if (takesNoHeap(ins)) return;
        break;
      case IR.bif_call:
        if (ins.row!.bif.kind !== "guard") {
          state.dirty = true;
          state.room = false;
        }
        break;
      case OP.remove_message: case OP.timeout: case OP.set_tuple_element: case OP.recv_marker_bind:
      case OP.recv_marker_clear: case OP.recv_marker_reserve: case OP.recv_marker_use: case OP.bs_set_position:
        state.dirty = true;
        return;
      case OP.loop_rec: break;
      case OP.bs_get_integer2: case OP.bs_get_float2: case OP.bs_get_binary2: case OP.bs_skip_bits2: case OP.bs_match_string:
      case OP.bs_get_utf8: case OP.bs_get_utf16: case OP.bs_get_utf32: case OP.bs_skip_utf8: case OP.bs_skip_utf16:
      case OP.bs_skip_utf32: case OP.bs_match: case OP.bs_init2: case OP.bs_init_bits: case OP.bs_append:
      case OP.bs_private_append: case OP.bs_create_bin: case OP.bs_put_integer: case OP.bs_put_float: case OP.bs_put_binary:
      case OP.bs_put_string: case OP.bs_put_utf8: case OP.bs_put_utf16: case OP.bs_put_utf32:
        state.dirty = true;
        break;
      case OP.bs_start_match4: case OP.bs_get_tail: case OP.bs_init_writable: case OP.put_map_assoc:
      case OP.put_map_exact: case OP.bs_add: case OP.bs_utf8_size: case OP.bs_utf16_size: case OP.build_stacktrace:
      case OP.raw_raise:
        break;
      default: return;
    }
    state.takes = true;
    region.mayTake = true;
  }
}

/** Bit of a Y register by its place in the frame that the region's head has. */
function yBit(headFrame: number, frame: number, y: number): number {
  return 1 << Math.min(31, Math.max(0, y + headFrame - frame));
}

function merge(a: State, b: State): void {
  a.dirty ||= b.dirty;
  a.read |= b.read;
  if (a.reserved.offset !== b.reserved.offset || a.reserved.left !== b.reserved.left) a.reserved = { ...NOTHING };
  a.need = Math.max(a.need, b.need);
  a.room &&= b.room;
  a.takes ||= b.takes;
}
