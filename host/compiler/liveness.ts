/** Which X and float registers hold a value that is still needed, at the start of each node. */
import type { Operand } from "../beam/index.js";
import { effectsOf } from "./effects.js";
import { isHandlerEdge, type Graph, type Node } from "./graph.js";

export interface LiveRegisters { readonly xs: readonly number[]; readonly floats: readonly number[] }

/** Sets of registers as bits: X registers first, float registers after them. */
export class Liveness {
  private readonly words: number;
  private readonly sets: Int32Array;
  private readonly floatBase: number;

  /** `order`: all nodes in reverse postorder. */
  constructor(private readonly graph: Graph, order: readonly Node[]) {
    let maxX = -1, maxFloat = -1;
    const note = (o: Operand): void => {
      if (o.kind === "x") maxX = Math.max(maxX, o.value);
      else if (o.kind === "float") maxFloat = Math.max(maxFloat, o.value);
    };
    for (const ins of graph.code) {
      const { uses, defs } = effectsOf(ins);
      uses.forEach(note);
      defs.forEach(note);
    }
    this.floatBase = maxX + 1;
    this.words = Math.max(1, (this.floatBase + maxFloat + 1 + 31) >> 5);
    this.sets = new Int32Array(order.length * this.words);
    for (let changed = true; changed;) {
      changed = false;
      for (let i = order.length - 1; i >= 0; i--) changed = this.update(order[i]!) || changed;
    }
  }

  /** Registers that are live at the start of a node, in order. */
  at(node: Node): LiveRegisters {
    const xs: number[] = [], floats: number[] = [], base = node.order * this.words;
    for (let w = 0; w < this.words; w++)
      for (let bits = this.sets[base + w]!; bits !== 0; bits &= bits - 1) {
        const bit = w * 32 + 31 - Math.clz32(bits & -bits);
        if (bit < this.floatBase) xs.push(bit);
        else floats.push(bit - this.floatBase);
      }
    return { xs, floats };
  }

  private bit(o: Operand): number {
    return o.kind === "x" ? o.value : o.kind === "float" ? this.floatBase + o.value : -1;
  }

  private update(node: Node): boolean {
    const { words, sets } = this;
    const live = new Int32Array(words);
    const join = (from: Node): void => {
      for (let w = 0; w < words; w++) live[w]! |= sets[from.order * words + w]!;
    };
    if (node.next !== undefined) join(node.next);
    let e = node.exits.length - 1;
    for (let pc = node.end - 1; pc >= node.pc; pc--) {
      const ins = this.graph.code[pc]!, { uses, defs } = effectsOf(ins);
      for (const o of defs) {
        const b = this.bit(o);
        if (b >= 0) live[b >> 5]! &= ~(1 << (b & 31));
      }
      for (const o of uses) {
        const b = this.bit(o);
        if (b >= 0) live[b >> 5]! |= 1 << (b & 31);
      }
      for (; e >= 0 && node.exits[e]!.pc === pc; e--) if (!isHandlerEdge(ins)) join(node.exits[e]!.to);
    }
    let changed = false;
    for (let w = 0, base = node.order * words; w < words; w++) {
      if (sets[base + w] === live[w]) continue;
      sets[base + w] = live[w]!;
      changed = true;
    }
    return changed;
  }
}
