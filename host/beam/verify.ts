/**
 * Checks every operand of every instruction, so that a damaged or hostile file is refused before it is
 * translated: indexes lie in their tables, registers are registers, labels belong to their function, calls pass
 * as many arguments as the callee takes. What depends on the flow of control (the size of the stack
 * frame) is checked when the control flow graph is built (host/compiler/graph.ts).
 */
import type { Instruction } from "./code.js";
import { BadBeamError } from "./error.js";
import type { BeamFunction, BeamModule } from "./module.js";
import { OP, opcodes } from "./opcode.js";
import type { Operand } from "./operand.js";
import type { Steps } from "./steps.js";

/** Instructions after which the next one is not reached. */
const TERMINATORS: ReadonlySet<number> = new Set<number>([
  OP.func_info, OP.call_last, OP.call_only, OP.call_ext_last, OP.call_ext_only, OP.return, OP.jump, OP.select_val,
  OP.select_tuple_arity, OP.badmatch, OP.if_end, OP.case_end, OP.try_case_end, OP.badrecord, OP.raise, OP.wait,
  OP.loop_rec_end, OP.apply_last,
]);

const MAX_TUPLE = (1 << 24) - 1;
const SEGMENT_OPERANDS = 6;
/** Plain numbers become 32-bit constants. */
const MOST_NUMBER = 0x7fffffff;
/** More heap words than any tuple takes are asked for by no compiler. */
const MOST_HEAP_WORDS = 1 << 24;

/** @throws BadBeamError */
export function verify(module: BeamModule, labels: number): Steps<void> { return new Verifier(module, labels).run(); }

class Verifier {
  private readonly arityOfEntry = new Map<number, number>();
  private here = new Set<number>();
  /** `line` instructions that were met, and the entry of the last one. */
  private lineInstructions = 0;
  private lastLine = -1;

  constructor(private readonly module: BeamModule, private readonly labels: number) {}

  *run(): Steps<void> {
    const { functions, exports, lambdas } = this.module;
    const seen = new Set<number>();
    for (const f of functions) {
      for (const { op, args } of f.code) {
        if (op !== OP.label) continue;
        const label = args[0]!;
        if (label.kind !== "number" || label.value === 0 || label.value >= this.labels || seen.has(label.value))
          throw new BadBeamError("a damaged label");
        seen.add(label.value);
      }
      this.arityOfEntry.set(f.label, f.arity);
    }
    for (const e of exports) this.entry(e.label, e.arity);
    for (const l of lambdas) this.entry(l.label, l.bodyArity);
    for (const f of functions) {
      this.function(f);
      yield f.code.length;
    }
  }

  private function(f: BeamFunction): void {
    this.here = new Set();
    for (const { op, args } of f.code) if (op === OP.label) this.here.add((args[0] as { value: number }).value);
    for (const [i, instruction] of f.code.entries()) {
      try {
        this.instruction(instruction);
        if (instruction.op === OP.line) this.line(num(instruction.args[0]), f.code[i + 1]?.op === OP.func_info);
      } catch (e) {
        if (e instanceof BadBeamError) e.message = `${f.name}/${f.arity}: ${opcodes[instruction.op]!.name}: ${e.message}`;
        throw e;
      }
    }
    let last = f.code.length - 1;
    while (last >= 0 && (f.code[last]!.op === OP.line || f.code[last]!.op === OP.label)) last--;
    // Labels without code after the last instruction are refused where something jumps to them.
    if (last < 0 || !(TERMINATORS.has(f.code[last]!.op) || isExit(f.code[last]!)))
      throw new BadBeamError(`${f.name}/${f.arity} runs past its end`);
  }

  private entry(label: number, arity: number): void {
    const found = this.arityOfEntry.get(label);
    if (found === undefined) throw new BadBeamError(`label ${label} starts no function`);
    if (found !== arity) throw new BadBeamError(`label ${label} starts a function of ${found} parameters, not ${arity}`);
  }

  private instruction({ op, args }: Instruction): void {
    const { roles } = opcodes[op]!;
    for (let i = 0; i < roles.length; i++) {
      const arg = args[i]!;
      switch (roles[i]) {
        case "s": this.source(arg); break;
        case "d": this.register(arg); break;
        case "y": if (arg.kind !== "y") throw new BadBeamError("expected a Y register"); break;
        case "F": if (arg.kind !== "float") throw new BadBeamError("expected a float register"); break;
        case "m": if (arg.kind !== "float") this.source(arg); break;
        case "A": if (arg.kind !== "nil") this.atom(arg); break;
        case "f": this.label(arg, true); break;
        case "j": if (op !== OP.call && op !== OP.call_only && op !== OP.call_last) this.label(arg, false); break;
        case "e":
          if (arg.kind !== "number" || arg.value >= this.module.imports.length) throw new BadBeamError("no such import");
          break;
        case "n": limit(arg, MOST_NUMBER); break;
        case "w": heapWords(arg); break;
        case "R": if (arg.kind !== "list") throw new BadBeamError("expected a list"); break;
        default: break;
      }
    }
    this.special(op, args);
  }

  private special(op: number, args: readonly Operand[]): void {
    const { imports, lambdas } = this.module;
    switch (op) {
      case OP.call: case OP.call_only: case OP.call_last: {
        const label = args[1]!;
        if (label.kind !== "label") throw new BadBeamError("expected a label");
        this.entry(label.value, num(args[0]));
        break;
      }
      case OP.call_ext: case OP.call_ext_only: case OP.call_ext_last:
        if (imports[num(args[1])]!.arity !== num(args[0])) throw new BadBeamError("a call with a wrong number of arguments");
        break;
      case OP.bif0: this.arity(args[0], 0); break;
      case OP.bif1: this.arity(args[1], 1); break;
      case OP.bif2: this.arity(args[1], 2); break;
      case OP.bif3: this.arity(args[1], 3); break;
      case OP.gc_bif1: this.arity(args[2], 1); break;
      case OP.gc_bif2: this.arity(args[2], 2); break;
      case OP.gc_bif3: this.arity(args[2], 3); break;
      case OP.call_fun: case OP.apply: case OP.apply_last: limit(args[0], 253); break;
      case OP.call_fun2: limit(args[1], 254); this.source(args[2]!); break;
      case OP.test_arity: limit(args[2], MAX_TUPLE); break;
      case OP.get_tuple_element: limit(args[1], MAX_TUPLE); break;
      case OP.set_tuple_element: limit(args[2], MAX_TUPLE); break;
      case OP.is_tagged_tuple: limit(args[2], MAX_TUPLE); break;
      case OP.put_tuple: limit(args[0], MAX_TUPLE); break;
      case OP.make_fun2: if (num(args[0]) >= lambdas.length) throw new BadBeamError("no such lambda"); break;
      case OP.make_fun3: {
        const lambda = lambdas[num(args[0])];
        if (lambda === undefined) throw new BadBeamError("no such lambda");
        if (this.sources(args[2]!) !== lambda.free) throw new BadBeamError("a wrong number of free variables");
        break;
      }
      case OP.put_tuple2: case OP.has_map_fields: this.sources(args[args.length - 1]!); break;
      case OP.put_map_assoc: case OP.put_map_exact:
        if (this.sources(args[4]!) & 1) throw new BadBeamError("a key without a value");
        break;
      case OP.get_map_elements: pairs(args[2]!, (key, to) => { this.source(key); this.register(to); }); break;
      case OP.select_val: pairs(args[2]!, (value, to) => {
        if (value.kind === "x" || value.kind === "y") throw new BadBeamError("a register in a list of constants");
        this.source(value);
        this.label(to, false);
      }); break;
      case OP.select_tuple_arity: pairs(args[2]!, (n, to) => { limit(n, MAX_TUPLE); this.label(to, false); }); break;
      case OP.init_yregs:
        for (const y of items(args[0]!)) if (y.kind !== "y") throw new BadBeamError("expected a Y register");
        break;
      case OP.update_record: pairs(args[4]!, (n, value) => {
        if (num(n) < 1 || num(n) > num(args[1])) throw new BadBeamError("an element outside of the tuple");
        limit(args[1], MAX_TUPLE);
        this.source(value);
      }); break;
      case OP.bs_create_bin: if (items(args[5]!).length % SEGMENT_OPERANDS !== 0) throw new BadBeamError("a cut segment"); break;
      case OP.bs_put_string: this.string(num(args[1]), num(args[0])); break;
      case OP.bs_match_string: this.string(num(args[3]), Math.ceil(num(args[2]) / 8)); break;
      case OP.fmove: {
        const [from, to] = [args[0]!, args[1]!];
        if (to.kind !== "float" && to.kind !== "x" && to.kind !== "y") throw new BadBeamError("expected a register");
        if ((from.kind === "float") === (to.kind === "float")) throw new BadBeamError("a move of floats needs one float register");
        break;
      }
      default: break;
    }
  }

  /** Of one entry after the other only the first counts, but for those in front of a function. */
  private line(entry: number, beforeFunction: boolean): void {
    const { lines, lineInstructions } = this.module;
    if (lineInstructions === undefined) return;
    if (entry >= lines.length) throw new BadBeamError(`no line entry ${entry}`);
    if (this.lineInstructions >= lineInstructions) throw new BadBeamError("more lines than were announced");
    if (entry !== this.lastLine || beforeFunction) this.lineInstructions++;
    this.lastLine = entry;
  }

  private string(offset: number, bytes: number): void {
    if (offset + bytes > this.module.strings.length) throw new BadBeamError("a string outside of the string table");
  }

  private arity(importIndex: Operand | undefined, n: number): void {
    if (this.module.imports[num(importIndex)]!.arity !== n) throw new BadBeamError("a BIF with a wrong number of arguments");
  }

  private source(o: Operand): void {
    switch (o.kind) {
      case "x": case "y": case "integer": case "nil": return;
      case "atom": this.atom(o); return;
      case "literal":
        if (o.value >= this.module.literals.length) throw new BadBeamError(`no literal ${o.value}`);
        return;
      default: throw new BadBeamError(`expected a value, found a ${o.kind}`);
    }
  }

  private sources(list: Operand): number {
    const all = items(list);
    for (const o of all) this.source(o);
    return all.length;
  }

  private register(o: Operand): void {
    if (o.kind !== "x" && o.kind !== "y") throw new BadBeamError(`expected a register, found a ${o.kind}`);
  }

  private atom(o: Operand): void {
    if (o.kind !== "atom" || o.value >= this.module.atoms.length) throw new BadBeamError("expected an atom");
  }

  private label(o: Operand, zero: boolean): void {
    if (o.kind !== "label") throw new BadBeamError("expected a label");
    if (o.value === 0 ? !zero : !this.here.has(o.value)) throw new BadBeamError(`no label ${o.value}`);
  }
}

/** Calls that never return need no instruction after them: the compiler of OTP omits it for erlang:error and its like. */
function isExit({ op }: Instruction): boolean { return op === OP.call_ext || op === OP.call; }

function num(o: Operand | undefined): number {
  if (o?.kind !== "number") throw new BadBeamError("expected a number");
  return o.value;
}

function limit(o: Operand | undefined, most: number): void {
  if (num(o) > most) throw new BadBeamError(`${num(o)} is too big`);
}

function heapWords(o: Operand): void {
  const words = o.kind === "alloc" ? [o.words, o.floats, o.funs] : [num(o)];
  if (words.some((n) => n > MOST_HEAP_WORDS)) throw new BadBeamError("too much memory is reserved");
}

function items(o: Operand): readonly Operand[] {
  if (o.kind !== "list") throw new BadBeamError("expected a list");
  return o.items;
}

function pairs(list: Operand, check: (a: Operand, b: Operand) => void): void {
  const all = items(list);
  if (all.length & 1) throw new BadBeamError("a list of pairs with a half one");
  for (let i = 0; i < all.length; i += 2) check(all[i]!, all[i + 1]!);
}
