/**
 * The instructions that the compiler works on: those of the .beam file, with calls resolved (local, remote, or a BIF and of
 * which kind), old spellings replaced by new ones, and what only informs the loader left out.
 */
import { BadBeamError, OP, opcodes, type BeamFunction, type BeamModule, type Instruction, type Operand } from "../beam/index.js";
import type { Bif } from "../bif/table.js";
import type { Effects } from "./effects.js";

/** A BIF and its row in the table: host BIFs are called by that number. */
export interface BifRow { readonly bif: Bif; readonly index: number }
export type BifLookup = (module: string, name: string, arity: number) => BifRow | undefined;

export interface Mfa { readonly module: string; readonly name: string; readonly arity: number }

/** Instructions of the compiler's own, numbered above those of the file. */
export const IR = {
  /** bif0 … bif3 and gc_bif1 … gc_bif3: [fail, arguments …, destination] */
  guard: 256,
  /** A BIF that never suspends, called in a body: arguments in x0 …, value in x0. */
  bif_call: 257,
  /** A BIF that may suspend; the code after it is a resume entry. */
  bif_trap: 258,
  /** A BIF whose value the function returns; `drop` words of Y registers are given up first. */
  bif_tail: 259,
  /** A BIF that always raises. */
  bif_exit: 260,
  /** call_fun as the last call. */
  call_fun_last: 261,
} as const;

export interface Ins {
  readonly op: number;
  readonly args: readonly Operand[];
  readonly line: number;
  /** Number of arguments, of calls. */
  readonly arity: number;
  /** Y registers given up by a last call; NO_FRAME when the function has no frame. */
  readonly drop: number;
  /** Of calls of other modules and of BIFs. */
  readonly callee: Mfa | undefined;
  readonly row: BifRow | undefined;
  /** Computed when first asked for (effects.ts). */
  effects: Effects | undefined;
}

export const NO_FRAME = -1;

export interface Lowered {
  readonly code: readonly Ins[];
  /** Position of each label in `code`. */
  readonly labels: ReadonlyMap<number, number>;
}

const SILENT: ReadonlySet<number> = new Set<number>([
  OP.line, OP.int_code_end, OP.on_load, OP.nif_start, OP.executable_line, OP.debug_line, OP.fclearerror, OP.fcheckerror,
  OP.recv_mark, OP.recv_set,
]);

/** BIFs after which the compiler of OTP writes no code, because they always raise. */
const EXIT_BIFS: ReadonlySet<string> = new Set(["error/1", "error/2", "error/3", "exit/1", "throw/1"]);
const isExitBif = (m: Mfa): boolean => m.module === "erlang" && EXIT_BIFS.has(`${m.name}/${m.arity}`);

/** What goes on with the instruction behind it, and may be a function's last one. */
const CALLS: ReadonlySet<number> = new Set<number>([OP.call, OP.call_ext, IR.bif_call, IR.bif_trap]);

const numberOf = (o: Operand): number => (o as { value: number }).value;

export class Lowering {
  private readonly functionAt = new Map<number, BeamFunction>();

  constructor(private readonly module: BeamModule, private readonly bif: BifLookup) {
    for (const f of module.functions) this.functionAt.set(f.label, f);
  }

  /** The function that starts at a label. */
  function(label: number): BeamFunction { return this.functionAt.get(label)!; }

  lower(f: BeamFunction): Lowered {
    const code: Ins[] = [], labels = new Map<number, number>();
    for (let i = 0; i < f.code.length; i++) {
      const instruction = f.code[i]!;
      if (SILENT.has(instruction.op)) continue;
      if (instruction.op === OP.label) {
        labels.set(numberOf(instruction.args[0]!), code.length);
        continue;
      }
      const last = this.callFunLast(f.code, i);
      if (last !== undefined) {
        code.push(last);
        i += 2;
      } else if (instruction.op === OP.put_tuple) {
        const elements: Operand[] = [];
        const n = numberOf(instruction.args[0]!);
        while (elements.length < n && f.code[i + 1]?.op === OP.put) elements.push(f.code[++i]!.args[0]!);
        code.push(plain(instruction, OP.put_tuple2, [instruction.args[1]!, { kind: "list", items: elements }]));
      } else code.push(this.one(instruction));
    }
    // After a call that never returns compilers write nothing. One that does must not run on into whatever is next.
    const end = code.at(-1);
    if (end !== undefined && CALLS.has(end.op)) code.push(plain({ op: OP.if_end, args: [], line: end.line }, OP.if_end, []));
    return { code, labels };
  }

  /** `call_fun, deallocate, return` is a last call: loops over funs must not grow the stack. */
  private callFunLast(code: readonly Instruction[], i: number): Ins | undefined {
    const { op, args } = code[i]!;
    if (op !== OP.call_fun && op !== OP.call_fun2) return undefined;
    const drop = code[i + 1], end = code[i + 2];
    if (drop?.op !== OP.deallocate || end?.op !== OP.return) return undefined;
    return { ...plain(code[i]!, IR.call_fun_last, args), arity: callFunArity(op, args), drop: numberOf(drop.args[0]!) };
  }

  private one(i: Instruction): Ins {
    const { op, args } = i;
    switch (op) {
      case OP.bif0: return this.guard(i, 0, 1);
      case OP.bif1: case OP.bif2: case OP.bif3: return this.guard(i, 1, 2);
      case OP.gc_bif1: case OP.gc_bif2: case OP.gc_bif3: return this.guard(i, 2, 3);
      case OP.call: case OP.call_only: case OP.call_last: {
        const to = this.function(numberOf(args[1]!));
        const callee = { module: this.module.name, name: to.name, arity: to.arity };
        const row = this.bif(callee.module, callee.name, callee.arity);
        const drop = op === OP.call_last ? numberOf(args[2]!) : NO_FRAME;
        if (row !== undefined) return this.bifCall(i, callee, row, op === OP.call, drop);
        return { ...plain(i, op, args), arity: to.arity, drop };
      }
      case OP.call_ext: case OP.call_ext_only: case OP.call_ext_last: {
        const callee = this.module.imports[numberOf(args[1]!)]!;
        const row = this.bif(callee.module, callee.name, callee.arity);
        const drop = op === OP.call_ext_last ? numberOf(args[2]!) : NO_FRAME;
        if (row !== undefined) return this.bifCall(i, callee, row, op === OP.call_ext, drop);
        return { ...plain(i, op, args), arity: callee.arity, drop, callee };
      }
      case OP.send: {
        const callee = { module: "erlang", name: "!", arity: 2 };
        const row = this.bif("erlang", "!", 2);
        return { ...plain(i, row === undefined ? OP.call_ext : IR.bif_trap, args), arity: 2, callee, row };
      }
      case OP.call_fun: case OP.call_fun2: return { ...plain(i, op, args), arity: callFunArity(op, args) };
      case OP.apply: return { ...plain(i, op, args), arity: numberOf(args[0]!) };
      case OP.apply_last: return { ...plain(i, op, args), arity: numberOf(args[0]!), drop: numberOf(args[1]!) };
      case OP.make_fun2: {
        const { free } = this.module.lambdas[numberOf(args[0]!)]!;
        const items = Array.from({ length: free }, (_, value): Operand => ({ kind: "x", value, type: -1 }));
        return plain(i, OP.make_fun3, [args[0]!, { kind: "x", value: 0, type: -1 }, { kind: "list", items }]);
      }
      case OP.bs_start_match3: return plain(i, OP.bs_start_match4, [args[0]!, args[2]!, args[1]!, args[3]!]);
      default: return plain(i, op, args);
    }
  }

  private guard(i: Instruction, at: number, from: number): Ins {
    const callee = this.module.imports[numberOf(i.args[at]!)]!;
    const fail: Operand = at === 0 ? { kind: "label", value: 0 } : i.args[0]!;
    const row = this.bif(callee.module, callee.name, callee.arity);
    if (row?.bif.kind !== "guard") throw new BadBeamError(`${callee.module}:${callee.name}/${callee.arity} is no guard BIF`);
    return { ...plain(i, IR.guard, [fail, ...i.args.slice(from)]), arity: callee.arity, callee, row };
  }

  private bifCall(i: Instruction, callee: Mfa, row: BifRow, inBody: boolean, drop: number): Ins {
    // What always raises may name a frame of any size: it is not given up.
    const op = isExitBif(callee) ? IR.bif_exit : !inBody ? IR.bif_tail : row.bif.kind === "trap" ? IR.bif_trap : IR.bif_call;
    return { ...plain(i, op, []), arity: callee.arity, drop, callee, row };
  }
}

function plain(i: Instruction, op: number, args: readonly Operand[]): Ins {
  return { op, args, line: i.line, arity: 0, drop: NO_FRAME, callee: undefined, row: undefined, effects: undefined };
}

const callFunArity = (op: number, args: readonly Operand[]): number => numberOf(args[op === OP.call_fun ? 0 : 1]!);

/** Roles of an instruction's operands (host/beam/opcode.ts). */
export function rolesOf(ins: Ins): string {
  if (ins.op < IR.guard) return opcodes[ins.op]!.roles;
  if (ins.op === IR.guard) return "f" + "s".repeat(ins.arity) + "d";
  return "";
}
