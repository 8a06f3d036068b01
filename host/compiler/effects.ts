/** Which registers an instruction reads and writes, and where control goes after it. */
import { OP, type Operand } from "../beam/index.js";
import { IR, rolesOf, type Ins } from "./instruction.js";

export interface Effects {
  /** Registers read; X, Y and float registers as operands, implicit arguments as numbers of X registers. */
  readonly uses: readonly Operand[];
  readonly defs: readonly Operand[];
  /** Labels that it may branch to. */
  readonly targets: readonly number[];
  /** It is not followed by the next instruction. */
  readonly ends: boolean;
}

const xs: Operand[] = Array.from({ length: 256 }, (_, value): Operand => ({ kind: "x", value, type: -1 }));
const arguments_ = (n: number): Operand[] => xs.slice(0, n);
const isRegister = (o: Operand): boolean => o.kind === "x" || o.kind === "y" || o.kind === "float";

const ENDS: ReadonlySet<number> = new Set<number>([
  OP.func_info, OP.call_last, OP.call_only, OP.call_ext_last, OP.call_ext_only, OP.return, OP.jump, OP.select_val,
  OP.select_tuple_arity, OP.badmatch, OP.if_end, OP.case_end, OP.try_case_end, OP.badrecord, OP.raise, OP.wait,
  OP.loop_rec_end, OP.apply_last, IR.bif_tail, IR.bif_exit, IR.call_fun_last,
]);

/** Calls whose value arrives in a resume entry: the stretch of code ends with them. */
const CALLS: ReadonlySet<number> = new Set<number>([
  OP.call, OP.call_ext, OP.call_fun, OP.call_fun2, OP.apply, IR.bif_trap,
]);
export const isCall = (ins: Ins): boolean => CALLS.has(ins.op);

export function effectsOf(ins: Ins): Effects { return ins.effects ??= compute(ins); }

function compute(ins: Ins): Effects {
  const uses: Operand[] = [], defs: Operand[] = [], targets: number[] = [];
  const roles = rolesOf(ins), { op, args } = ins;
  for (let i = 0; i < roles.length; i++) {
    const arg = args[i]!;
    switch (roles[i]) {
      case "s": case "o": if (isRegister(arg)) uses.push(arg); else if (arg.kind === "label" && arg.value !== 0) targets.push(arg.value); break;
      case "d": case "y": defs.push(arg); break;
      case "f": case "j": if (arg.kind === "label" && arg.value !== 0) targets.push(arg.value); break;
      case "R": list(op, arg, uses, defs, targets); break;
      default: break;
    }
  }
  implicit(ins, uses, defs, targets);
  return { uses, defs, targets, ends: ENDS.has(op) };
}

function list(op: number, arg: Operand, uses: Operand[], defs: Operand[], targets: number[]): void {
  if (arg.kind !== "list") return;
  arg.items.forEach((item, i) => {
    if (item.kind === "label") targets.push(item.value);
    else if (!isRegister(item)) return;
    else if (op === OP.init_yregs || op === OP.bs_match || (op === OP.get_map_elements && (i & 1) === 1)) defs.push(item);
    else uses.push(item);
  });
}

function implicit({ op, args, arity }: Ins, uses: Operand[], defs: Operand[], targets: number[]): void {
  switch (op) {
    case OP.func_info: uses.push(...arguments_((args[2] as { value: number }).value)); break;
    case OP.call: case OP.call_only: case OP.call_last:
      // The label of a call is another function, unless the function calls itself: no branch.
      targets.length = 0;
      uses.push(...arguments_(arity));
      if (op === OP.call) defs.push(xs[0]!);
      break;
    case OP.call_ext: case OP.call_ext_only: case OP.call_ext_last: case IR.bif_call: case IR.bif_trap: case IR.bif_tail:
    case IR.bif_exit:
      uses.push(...arguments_(arity));
      defs.push(xs[0]!);
      break;
    case OP.call_fun: uses.push(...arguments_(arity + 1)); defs.push(xs[0]!); break;
    case OP.call_fun2:
      // Its tag may name the function that the fun is known to be: no branch.
      targets.length = 0;
      uses.push(...arguments_(arity));
      defs.push(xs[0]!);
      break;
    case IR.call_fun_last:
      targets.length = 0;
      uses.push(...arguments_(args.length === 1 ? arity + 1 : arity));
      if (args.length > 1 && isRegister(args[2]!)) uses.push(args[2]!);
      break;
    case OP.apply: uses.push(...arguments_(arity + 2)); defs.push(xs[0]!); break;
    case OP.apply_last: uses.push(...arguments_(arity + 2)); break;
    case OP.return: uses.push(xs[0]!); break;
    case OP.raw_raise: uses.push(...arguments_(3)); defs.push(xs[0]!); break;
    case OP.build_stacktrace: case OP.bs_init_writable: uses.push(xs[0]!); defs.push(xs[0]!); break;
    case OP.swap: uses.push(...args); break;
    case OP.fmove: (isRegister(args[0]!) ? uses : []).push(args[0]!); defs.push(args[1]!); break;
    case OP.fconv: defs.push(args[1]!); break;
    case OP.fadd: case OP.fsub: case OP.fmul: case OP.fdiv: uses.push(args[1]!, args[2]!); defs.push(args[3]!); break;
    case OP.fnegate: uses.push(args[1]!); defs.push(args[2]!); break;
    default: break;
  }
}
