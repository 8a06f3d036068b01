/**
 * Verifies what the flow of control does with registers, so that no code can show the core a word that is no term:
 *
 * - a Y register is read only where every way to it has stored something (an X register that nobody wrote reads as []);
 * - words of `try` and `catch`, and match contexts, are never taken for terms;
 * - no exception or collection finds a frame that is not filled, or of another size than its handler's;
 * - elements are set only in a tuple that nobody else has seen.
 *
 * Such code is refused. Where an instruction trusts its operand to be a tuple, a list, a map or a match
 * context, and that does not follow from what was tested before it in the module, the instruction is *unproven*: it is translated with
 * a check. The types of parameters and values of functions that only the module itself calls follow from its calls.
 */
import { BadBeamError, OP, type BeamFunction, type BeamModule, type Operand, type Steps } from "../beam/index.js";
import { effectsOf } from "./effects.js";
import type { Graph, Node } from "./graph.js";
import type { Ins } from "./instruction.js";
import { NONE, TERM, catchOf, handlersOf, isCatch, join, type RegisterType } from "./register_type.js";
import { ABSENT, BRANCHES_OTHERWISE, Step, putX, type State, type Surroundings } from "./verify_step.js";

/**
 * Instructions that have to check what they work on, and those that fill reserved memory; with the Y registers that may hold nothing
 * there. Before the instruction raises, these have to be filled, and memory that was not reserved it cannot ask for.
 */
export type Unproven = ReadonlyMap<Ins, ReadonlySet<number>>;

/** A place that an exception goes on at, and how many X registers it finds filled: of a catch x0, of a try x0 to x2. */
interface Handler { readonly node: Node; readonly filled: number }
/** Class, value and stack. */
const TRY_FILLS = 3;

/** Types at the border of a function. Undefined: not known to be called, or to return. */
interface Signature {
  readonly parameters: (RegisterType | undefined)[];
  value: RegisterType | undefined;
  /** Called from outside of the module, with any terms. */
  readonly open: boolean;
  /** Where it is called. */
  readonly callers: Map<Node, FunctionFlow>;
}

export class ModuleFlow {
  private readonly signatures = new Map<BeamFunction, Signature>();
  private readonly flows = new Map<BeamFunction, FunctionFlow>();
  private readonly todo = new Set<BeamFunction>();
  private readonly checked = new Map<Ins, ReadonlySet<number>>();

  /** @param functionAt the function that starts at a label */
  constructor(readonly module: BeamModule, readonly functionAt: (label: number) => BeamFunction) {}

  /**
   * @param graphs of all functions that are translated
   * @throws BadBeamError
   */
  *verify(graphs: ReadonlyMap<BeamFunction, Graph>): Steps<void> {
    const { module, functionAt } = this, open = new Set<BeamFunction>();
    for (const e of module.exports) open.add(functionAt(e.label));
    for (const l of module.lambdas) open.add(functionAt(l.label));
    for (const f of module.functions) if (f.name === module.onLoad?.name && f.arity === module.onLoad.arity) open.add(f);
    for (const [f, graph] of graphs) {
      this.flows.set(f, new FunctionFlow(this, f, graph));
      this.signatures.set(f, {
        parameters: new Array<RegisterType | undefined>(f.arity).fill(open.has(f) ? TERM : undefined),
        value: undefined, open: open.has(f), callers: new Map(),
      });
      if (open.has(f)) this.todo.add(f);
      yield f.code.length;
    }
    yield* this.settle();
    // Nobody calls the rest; it is translated, so it is verified.
    for (const [f, signature] of this.signatures)
      if (!signature.open && signature.callers.size === 0) {
        signature.parameters.fill(TERM);
        this.todo.add(f);
      }
    yield* this.settle();
    for (const [f, flow] of this.flows) {
      flow.judge(this.checked);
      yield f.code.length;
    }
  }

  get unproven(): Unproven { return this.checked; }

  private *settle(): Steps<void> {
    for (const f of this.todo) {
      this.todo.delete(f);
      this.flows.get(f)!.run();
      yield f.code.length;
    }
  }

  parameters(f: BeamFunction): readonly (RegisterType | undefined)[] { return this.signatures.get(f)!.parameters; }

  /** A function calls another one; the type of its value, undefined while it is not known to return. */
  call(caller: FunctionFlow, at: Node, callee: BeamFunction, types: readonly RegisterType[]): RegisterType | undefined {
    const signature = this.signatures.get(callee);
    if (signature === undefined) return TERM;
    let changed = signature.callers.size === 0;
    signature.callers.set(at, caller);
    types.forEach((type, i) => {
      const before = signature.parameters[i], after = before === undefined ? type : join(before, type, noUnion);
      if (before === after) return;
      signature.parameters[i] = after;
      changed = true;
    });
    if (changed) this.todo.add(callee);
    return signature.value;
  }

  returns(f: BeamFunction, type: RegisterType): void {
    const signature = this.signatures.get(f)!;
    const after = signature.value === undefined ? type : join(signature.value, type, noUnion);
    if (after === signature.value) return;
    signature.value = after;
    for (const [node, caller] of signature.callers) {
      caller.revisit(node);
      this.todo.add(caller.f);
    }
  }
}

const noUnion = (): number => { throw new BadBeamError("a catch is passed on"); };

class FunctionFlow implements Surroundings {
  private readonly states = new Map<Node, State>();
  private readonly todo = new Set<Node>();
  private readonly sets: Handler[][] = [];
  private readonly loops = new Set<Node>();
  /** One more than the number of the highest X register. */
  readonly registers: number;

  /** Undefined while types are being found: nothing is refused then. */
  unproven: Map<Ins, ReadonlySet<number>> | undefined;
  /** The node that is walked through. */
  private at!: Node;

  constructor(private readonly flow: ModuleFlow, readonly f: BeamFunction, private readonly graph: Graph) {
    let most = 0;
    const note = (o: Operand): void => { if (o.kind === "x") most = Math.max(most, o.value + 1); };
    for (const ins of graph.code) {
      const { uses, defs } = effectsOf(ins);
      uses.forEach(note);
      defs.forEach(note);
    }
    this.registers = most;
  }

  /** Find the types of all registers, from those of the parameters and of what other functions answer. */
  run(): void {
    const x: RegisterType[] = [];
    for (const type of this.flow.parameters(this.f)) {
      if (type === undefined) return;
      x.push(type);
    }
    this.reach(this.graph.entry, { x, y: [] });
    for (const node of this.todo) {
      this.todo.delete(node);
      this.node(node);
    }
  }
  /** What a function called at `node` answers is known better. */
  revisit(node: Node): void { this.todo.add(node); }

  /** Once more with the types that have come out. @throws BadBeamError */
  judge(unproven: Map<Ins, ReadonlySet<number>>): void {
    this.unproven = unproven;
    for (const node of this.states.keys()) this.node(node);
  }

  get module(): BeamModule { return this.flow.module; }
  called(label: number, types: readonly RegisterType[]): RegisterType | undefined {
    return this.flow.call(this, this.at, this.flow.functionAt(label), types);
  }
  returned(type: RegisterType): void { this.flow.returns(this.f, type); }
  bad(why: string): never { throw new BadBeamError(`${this.f.name}/${this.f.arity}: ${why}`); }

  // --- states
  private reach(to: Node, state: State): void {
    const known = this.states.get(to);
    if (known === undefined) {
      this.states.set(to, { x: [...state.x], y: [...state.y] });
      this.todo.add(to);
      return;
    }
    let changed = false;
    for (let i = Math.max(known.x.length, state.x.length) - 1; i >= 0; i--) {
      const before = known.x[i] ?? ABSENT, joined = join(before, state.x[i] ?? ABSENT, this.union);
      if (joined === before) continue;
      putX(known.x, i, joined);
      changed = true;
    }
    for (let i = 0; i < known.y.length; i++) {
      const joined = join(known.y[i]!, state.y[i] ?? NONE, this.union);
      if (joined === known.y[i]) continue;
      known.y[i] = joined;
      changed = true;
    }
    if (changed) this.todo.add(to);
  }

  private handlers(list: readonly Handler[]): number {
    const same = this.sets.findIndex((s) => s.length === list.length && s.every((h, i) => h.node === list[i]!.node && h.filled === list[i]!.filled));
    return same >= 0 ? same : this.sets.push([...list]) - 1;
  }
  private readonly union = (a: number, b: number): number => {
    const all = [...this.sets[a]!];
    for (const h of this.sets[b]!) if (!all.some((o) => o.node === h.node && o.filled === h.filled)) all.push(h);
    all.sort((g, h) => g.node.pc - h.node.pc || g.node.frame - h.node.frame || g.filled - h.filled);
    return this.handlers(all);
  };

  /** Where an exception may go on with the frame as it is: at the first word in it that names a handler. */
  private protect(state: State): void {
    for (const type of state.y) {
      const set = handlersOf(type);
      if (set < 0) continue;
      for (const { node, filled } of this.sets[set]!) {
        if (node.frame === state.y.length) this.reach(node, { x: new Array<RegisterType>(filled).fill(TERM), y: state.y });
        else if (this.unproven !== undefined) this.bad("the frame of a handler has another size");
      }
      if (isCatch(type)) return;
    }
  }

  private node(node: Node): void {
    const { graph } = this, known = this.states.get(node)!;
    const step = new Step({ x: [...known.x], y: [...known.y] }, this);
    this.at = node;
    this.protect(step.state);
    // Where a branch leads backwards, the process may be stopped.
    if (this.loops.has(node)) step.requireFrame();
    let { frame } = node, e = 0;
    for (let pc = node.pc; pc < node.end; pc++) {
      const ins = graph.code[pc]!;
      const first = e, late = BRANCHES_OTHERWISE.has(ins.op);
      if (ins.op === OP.try || ins.op === OP.catch) {
        // The register names its handler, which only an exception reaches.
        const handler = { node: node.exits[e++]!.to, filled: ins.op === OP.try ? TRY_FILLS : 1 };
        step.set(ins.args[0]!, catchOf(this.handlers([handler])));
      } else
        for (; e < node.exits.length && node.exits[e]!.pc === pc; e++) {
          const { to } = node.exits[e]!;
          if (to.pc <= pc) this.loops.add(to);
          if (!late) this.reach(to, step.state);
        }
      const goesOn = step.instruction(ins);
      if (late) for (let i = first; i < e; i++) this.reach(node.exits[i]!.to, step.atExit(ins, node.exits[i]!.label));
      frame = graph.frameAfter(ins, frame);
      step.resize(ins, frame);
      if (!goesOn) return;
      if (effectsOf(ins).defs.some((o) => o.kind === "y") || ins.op === OP.init_yregs || ins.op === OP.trim) this.protect(step.state);
    }
    if (node.after !== undefined) this.reach(node.after, step.state);
    if (node.next !== undefined) this.reach(node.next, step.state);
  }

}
