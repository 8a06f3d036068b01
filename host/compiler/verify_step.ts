/** What one instruction does to what is known of the registers: the rules of verify_flow.ts, instruction by instruction. */
import { OP, type BeamModule, type Operand } from "../beam/index.js";
import { effectsOf, isCall } from "./effects.js";
import { filledBy, makesFrame, reservedBy } from "./heap.js";
import { IR, NO_FRAME, type Ins } from "./instruction.js";
import {
  CONS, CONTEXT, FLOAT, LIST, MAP, NONE, TERM, atLeast, constantType, freshLike, isFresh, isTerm, isTermOrContext, isTuple,
  join, settled, tupleOf, type RegisterType,
} from "./register_type.js";

/** X and Y registers, by number. An X register that is absent was not written since a call or the function's start: it reads as []. */
export interface State { readonly x: RegisterType[]; readonly y: RegisterType[] }
export const ABSENT = LIST;

/** What a step has to know of its function and the others of the module. */
export interface Surroundings {
  readonly module: BeamModule;
  /** One more than the number of the function's highest X register. */
  readonly registers: number;
  /** Instructions found unproven; undefined while types are being found: nothing is refused then. */
  readonly unproven: Map<Ins, ReadonlySet<number>> | undefined;
  /** A call of the function that starts at a label: the type of its value, undefined while it is not known to return. */
  called(label: number, types: readonly RegisterType[]): RegisterType | undefined;
  returned(type: RegisterType): void;
  bad(why: string): never;
}

/** Instructions whose branches find other registers than those before the instruction. */
export const BRANCHES_OTHERWISE: ReadonlySet<number> = new Set<number>([
  OP.get_map_elements, OP.bs_match, OP.is_nil, OP.bs_start_match4, OP.select_tuple_arity, OP.wait, OP.wait_timeout,
]);
/** BIFs that code since OTP 26 asks for the size of what a match has left. */
const TAKES_CONTEXT: ReadonlySet<string> = new Set(["erlang:byte_size/1", "erlang:bit_size/1"]);
/** Guard BIFs. */
const ANSWER_FLOATS: ReadonlySet<string> = new Set(["float/1", "//2"]);
/** The process may be stopped, or raises. */
const STOPS: ReadonlySet<number> = new Set<number>([
  OP.call, OP.call_ext, OP.call_fun, OP.call_fun2, OP.apply, IR.bif_trap, IR.bif_call, IR.bif_exit,
  OP.badmatch, OP.case_end, OP.if_end, OP.try_case_end, OP.badrecord, OP.raise, OP.func_info, OP.raw_raise, OP.wait, OP.wait_timeout,
]);
const BUILDS: ReadonlySet<number> = new Set<number>([
  OP.bs_init2, OP.bs_init_bits, OP.bs_append, OP.bs_private_append,
]);

export function putX(x: RegisterType[], n: number, type: RegisterType): void {
  for (let i = x.length; i < n; i++) x[i] = ABSENT;
  x[n] = type;
}
function put({ x, y }: State, o: Operand, type: RegisterType): void {
  if (o.kind === "x") putX(x, o.value, type);
  else if (o.kind === "y") y[o.value] = type;
}

/** One instruction after the other through a node. */
export class Step {
  /** A binary is being built by the instructions of compilers before OTP 25. */
  private building = false;
  /** Registers as a branch out of the last instruction finds them. */
  private out: State | undefined;
  private arityOf: ReadonlyMap<number, number> | undefined;

  constructor(readonly state: State, private readonly of: Surroundings) {}

  private get unproven(): Map<Ins, ReadonlySet<number>> | undefined { return this.of.unproven; }
  private bad(why: string): void { if (this.unproven !== undefined) this.of.bad(why); }

  // --- registers
  private type(o: Operand): RegisterType {
    if (o.kind === "x") return this.state.x[o.value] ?? ABSENT;
    if (o.kind === "y") return this.state.y[o.value] ?? NONE;
    return constantType(this.of.module, o);
  }
  set(o: Operand, type: RegisterType): void { put(this.state, o, type); }
  private refine(o: Operand, type: RegisterType): void { if (o.kind === "x" || o.kind === "y") this.set(o, type); }

  private readTerm(o: Operand): RegisterType {
    const type = this.type(o);
    if (o.kind !== "float" && !isTerm(type)) this.bad(`${o.kind}${(o as { value: number }).value} holds no term`);
    return type;
  }
  private readAny(o: Operand): RegisterType {
    const type = this.type(o);
    if (!isTermOrContext(type)) this.bad(`${o.kind}${(o as { value: number }).value} holds nothing`);
    return type;
  }
  /** An operand that the instruction trusts to be of a type. */
  private trust(ins: Ins, o: Operand, holds: boolean, type: RegisterType): void {
    this.readAny(o);
    if (!holds) this.unproven?.set(ins, this.unfilled(ins));
    this.refine(o, type);
  }
  /** Y registers that hold nothing where an instruction finds that it was given the wrong thing, in this frame or another. */
  private unfilled(ins: Ins): Set<number> {
    const set = new Set(this.unproven?.get(ins));
    this.state.y.forEach((type, y) => { if (type === NONE) set.add(y); });
    return set;
  }
  /** Every Y register holds something: the process may be stopped, collected, or raise here. */
  requireFrame(): void {
    const at = this.state.y.indexOf(NONE);
    if (at >= 0) this.bad(`y${at} holds nothing`);
  }

  /** The frame after an instruction. */
  resize(ins: Ins, frame: number): void {
    const { y } = this.state;
    if (makesFrame(ins)) {
      const filled = ins.op === OP.allocate_zero || ins.op === OP.allocate_heap_zero;
      y.length = 0;
      for (let i = 0; i < frame; i++) y.push(filled ? TERM : NONE);
    } else if (ins.op === OP.trim) y.splice(0, y.length - frame);
    else if (frame === NO_FRAME) y.length = 0;
  }

  /** Registers where a branch of the last instruction to `label` leads. */
  atExit(ins: Ins, label: number): State {
    const state = this.out ?? this.state, arity = this.arityOf?.get(label);
    if (arity === undefined) return state;
    const copy: State = { x: [...state.x], y: [...state.y] };
    put(copy, ins.args[0]!, tupleOf(arity));
    return copy;
  }

  /** What an instruction does to the registers. False: nothing follows that is reached. */
  instruction(ins: Ins): boolean {
    const { op } = ins, effects = effectsOf(ins);
    this.out = undefined;
    this.arityOf = undefined;
    if (this.mayStop(ins)) this.requireFrame();
    else if ((filledBy(ins) > 0 || op === IR.guard) && this.state.y.includes(NONE)) this.unproven?.set(ins, this.unfilled(ins));
    // What a branch finds: the registers before, where those that may have been overwritten hold any term.
    if (BRANCHES_OTHERWISE.has(op)) this.out = { x: [...this.state.x], y: [...this.state.y] };
    const goesOn = this.effect(ins);
    if (this.out !== undefined && (op === OP.get_map_elements || op === OP.bs_match))
      for (const o of effects.defs) {
        const registers = o.kind === "x" ? this.out.x : this.out.y, i = (o as { value: number }).value;
        registers[i] = join(registers[i] ?? NONE, TERM, (a) => a);
      }
    return goesOn;
  }

  private mayStop(ins: Ins): boolean {
    const { op } = ins;
    if (makesFrame(ins)) return false;
    return STOPS.has(op) || reservedBy(ins) !== undefined;
  }

  private forgetFresh(): void {
    const { x, y } = this.state;
    for (let i = 0; i < x.length; i++) x[i] = settled(x[i]!);
    for (let i = 0; i < y.length; i++) y[i] = settled(y[i]!);
  }

  private effect(ins: Ins): boolean {
    const { op, args } = ins, effects = effectsOf(ins);
    const n = (i: number): number => (args[i] as { value: number }).value;
    if (reservedBy(ins) !== undefined || filledBy(ins) > 0 || makesFrame(ins) || isCall(ins)) this.forgetFresh();
    switch (op) {
      // What the register holds now is known to who knows the handler.
      case OP.try: case OP.catch: return true;
      case OP.move: {
        const type = this.readAny(args[0]!);
        this.set(args[1]!, type);
        return true;
      }
      case OP.swap: {
        const [a, b] = [this.readAny(args[0]!), this.readAny(args[1]!)];
        this.set(args[0]!, b);
        this.set(args[1]!, a);
        return true;
      }
      case OP.get_list: case OP.get_hd: case OP.get_tl:
        this.trust(ins, args[0]!, this.type(args[0]!) === CONS, CONS);
        break;
      case OP.get_tuple_element: this.tuple(ins, args[0]!, n(1) + 1); break;
      case OP.update_record:
        this.tuple(ins, args[2]!, n(1));
        for (const o of effects.uses) this.readTerm(o);
        this.set(args[3]!, tupleOf(n(1)));
        return true;
      case OP.set_tuple_element:
        this.readTerm(args[0]!);
        if (!isFresh(this.type(args[1]!), 0)) this.bad("an element is set in a tuple that is not new");
        if (!isFresh(this.type(args[1]!), n(2) + 1)) this.unproven?.set(ins, this.unfilled(ins));
        return true;
      case OP.is_tuple: this.readAny(args[1]!); this.refine(args[1]!, atLeast(this.type(args[1]!), 0)); return true;
      case OP.test_arity:
        this.tuple(ins, args[1]!, 0);
        this.refine(args[1]!, atLeast(this.type(args[1]!), n(2)));
        return true;
      case OP.is_tagged_tuple: this.readAny(args[1]!); this.refine(args[1]!, atLeast(this.type(args[1]!), n(2))); return true;
      case OP.select_tuple_arity: {
        this.readAny(args[0]!);
        const items = (args[2] as { items: readonly Operand[] }).items, arities = new Map<number, number>();
        for (let i = 0; i < items.length; i += 2) {
          const label = (items[i + 1] as { value: number }).value;
          arities.set(label, Math.min(arities.get(label) ?? Infinity, (items[i] as { value: number }).value));
        }
        arities.delete(n(1));
        this.arityOf = arities;
        return true;
      }
      case OP.is_list: this.readAny(args[1]!); if (this.type(args[1]!) !== CONS) this.refine(args[1]!, LIST); return true;
      case OP.is_nonempty_list: this.readAny(args[1]!); this.refine(args[1]!, CONS); return true;
      case OP.is_nil:
        if (this.readAny(args[1]!) === LIST && this.out !== undefined) put(this.out, args[1]!, CONS);
        this.refine(args[1]!, LIST);
        return true;
      case OP.is_map: this.readAny(args[1]!); this.refine(args[1]!, MAP); return true;
      case OP.is_eq_exact: {
        const [a, b] = [this.readTerm(args[0 + 1]!), this.readTerm(args[2]!)];
        if (a === TERM) this.refine(args[1]!, settled(b));
        else if (b === TERM) this.refine(args[2]!, settled(a));
        return true;
      }
      case OP.is_float: this.readAny(args[1]!); this.refine(args[1]!, FLOAT); return true;
      case OP.fmove:
        if (args[0]!.kind !== "float") this.trust(ins, args[0]!, this.type(args[0]!) === FLOAT, FLOAT);
        this.plain(ins, FLOAT);
        return true;
      case OP.is_integer: case OP.is_number: case OP.is_atom: case OP.is_pid: case OP.is_reference: case OP.is_port:
      case OP.is_binary: case OP.is_bitstr: case OP.is_boolean: case OP.is_function:
        if (!isTerm(this.readAny(args[1]!))) this.refine(args[1]!, TERM);
        return true;
      case OP.has_map_fields: case OP.get_map_elements: {
        const isMap = this.type(args[1]!) === MAP;
        this.trust(ins, args[1]!, isMap, MAP);
        for (const o of effects.uses) this.readTerm(o);
        for (const o of effects.defs) this.set(o, TERM);
        return true;
      }
      case OP.put_map_assoc: case OP.put_map_exact: this.plain(ins, MAP); return true;
      case OP.put_list: this.plain(ins, CONS); return true;
      case OP.put_tuple2: this.plain(ins, tupleOf(filledBy(ins) - 1)); return true;
      case IR.guard: this.guard(ins); return true;
      case OP.init: case OP.init_yregs: for (const o of effects.defs) this.set(o, LIST); return true;
      case OP.bs_start_match4: {
        const how = args[0]!, type = this.readAny(args[2]!);
        // `no_fail` and `resume` in place of a label trust the source. At a label, it is a term.
        if (how.kind === "atom" && type !== CONTEXT) this.unproven?.set(ins, this.unfilled(ins));
        else if (this.out !== undefined && !isTerm(type)) put(this.out, args[2]!, TERM);
        this.set(args[3]!, CONTEXT);
        return true;
      }
      case OP.bs_get_tail: case OP.bs_get_position: case OP.bs_set_position: this.context(ins, 0); return true;
      case OP.bs_get_integer2: case OP.bs_get_float2: case OP.bs_get_binary2: case OP.bs_skip_bits2: case OP.bs_test_tail2:
      case OP.bs_test_unit: case OP.bs_match_string: case OP.bs_get_utf8: case OP.bs_skip_utf8: case OP.bs_get_utf16:
      case OP.bs_skip_utf16: case OP.bs_get_utf32: case OP.bs_skip_utf32: case OP.bs_match:
        this.context(ins, 1);
        return true;
      case OP.bs_put_integer: case OP.bs_put_binary: case OP.bs_put_float: case OP.bs_put_string: case OP.bs_put_utf8:
      case OP.bs_put_utf16: case OP.bs_put_utf32:
        if (!this.building) this.bad("a segment of no binary");
        this.plain(ins, TERM);
        this.building = true;
        return true;
      case OP.call: case OP.call_only: case OP.call_last: return this.call(ins);
      case OP.func_info: for (const o of effects.uses) this.readAny(o); return false;
      case OP.wait: case OP.wait_timeout:
        // X registers do not outlive the sleep.
        this.state.x.length = this.of.registers;
        this.state.x.fill(NONE);
        if (this.out !== undefined) this.out = { x: [...this.state.x], y: this.out.y };
        return op !== OP.wait;
      case OP.return: this.of.returned(settled(this.readTerm(X0))); return false;
      case OP.call_ext_only: case OP.call_ext_last: case OP.apply_last: case IR.bif_tail: case IR.call_fun_last:
        for (const o of effects.uses) this.readTerm(o);
        this.of.returned(settled(resultOf(ins, this.type(X1))));
        return false;
      default: break;
    }
    this.plain(ins, isCall(ins) || op === IR.bif_call ? resultOf(ins, this.type(X1)) : TERM);
    if (BUILDS.has(op)) this.building = true;
    return !effects.ends;
  }

  /** Reads terms, stores one of a type. */
  private plain(ins: Ins, type: RegisterType): void {
    const { uses, defs } = effectsOf(ins);
    for (const o of uses) this.readTerm(o);
    if (isCall(ins)) this.state.x.length = 0;
    for (const o of defs) this.set(o, type);
    this.building = false;
  }

  private tuple(ins: Ins, o: Operand, least: number): void {
    const type = this.type(o);
    this.trust(ins, o, isTuple(type, least), atLeast(type, least));
  }

  private context(ins: Ins, at: number): void {
    const o = ins.args[at]!;
    this.trust(ins, o, this.type(o) === CONTEXT, CONTEXT);
    if (ins.op === OP.bs_set_position && this.state.y.includes(NONE)) this.unproven?.set(ins, this.unfilled(ins));
    const { uses, defs } = effectsOf(ins);
    for (const use of uses) if (use !== o) this.readTerm(use);
    for (const def of defs) this.set(def, TERM);
  }

  private guard(ins: Ins): void {
    const { callee, args } = ins, sources = args.slice(1, -1), to = args[args.length - 1]!;
    for (const o of sources) if (TAKES_CONTEXT.has(`${callee!.module}:${callee!.name}/${callee!.arity}`)) this.readAny(o); else this.readTerm(o);
    if (callee!.module === "erlang") {
      switch (`${callee!.name}/${callee!.arity}`) {
        case "hd/1": case "tl/1": this.refine(sources[0]!, CONS); break;
        case "tuple_size/1": this.refine(sources[0]!, atLeast(this.type(sources[0]!), 0)); break;
        case "element/2": {
          const [index, tuple] = sources as [Operand, Operand];
          this.refine(tuple, atLeast(this.type(tuple), index.kind === "integer" && index.value < 1n << 24n ? Number(index.value) : 0));
          break;
        }
        case "map_size/1": this.refine(sources[0]!, MAP); break;
        case "map_get/2": case "is_map_key/2": this.refine(sources[1]!, MAP); break;
        default: break;
      }
    }
    this.set(to, callee!.module === "erlang" && ANSWER_FLOATS.has(`${callee!.name}/${callee!.arity}`) ? FLOAT : TERM);
    this.building = false;
  }

  /** A call of a function of this module; it may take match contexts. */
  private call(ins: Ins): boolean {
    const last = ins.op !== OP.call, callee = ins.callee;
    const types = effectsOf(ins).uses.map((o) => callee === undefined ? this.readAny(o) : this.readTerm(o));
    this.building = false;
    const value = callee === undefined ? this.of.called((ins.args[1] as { value: number }).value, types.map(settled)) : TERM;
    if (last) {
      if (value !== undefined) this.of.returned(value);
      return false;
    }
    this.state.x.length = 0;
    if (value === undefined) return false;
    this.state.x[0] = value;
    return true;
  }
}

const X0: Operand = { kind: "x", value: 0, type: -1 };
const X1: Operand = { kind: "x", value: 1, type: -1 };

/** What a call of another module or a BIF answers; `second` is the type of its second argument. */
function resultOf({ callee, op }: Ins, second: RegisterType): RegisterType {
  if (op !== IR.bif_call && op !== IR.bif_trap && op !== IR.bif_tail) return TERM;
  if (callee?.module === "math") return FLOAT;
  if (callee?.module !== "erlang") return TERM;
  switch (`${callee.name}/${callee.arity}`) {
    case "setelement/3": return freshLike(second);
    case "list_to_tuple/1": case "make_tuple/2": return tupleOf(0);
    default: return TERM;
  }
}
