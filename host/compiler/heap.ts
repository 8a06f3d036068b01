/** How many words of the process heap instructions reserve and fill. */
import { OP, type Operand } from "../beam/index.js";
import type { Ins } from "./instruction.js";
import { CONS_WORDS, FLOAT_WORDS, FUN_FIXED_WORDS } from "./layout.js";

const FUN_WORDS = 1 + FUN_FIXED_WORDS;

function words(o: Operand): number {
  if (o.kind === "alloc") return o.words + o.floats * FLOAT_WORDS + o.funs * FUN_WORDS;
  return (o as { value: number }).value;
}

const listLength = (o: Operand): number => (o as { items: readonly Operand[] }).items.length;

/** Words that an instruction reserves for those that follow, undefined when it reserves none. */
export function reservedBy(ins: Ins): number | undefined {
  switch (ins.op) {
    case OP.test_heap: return words(ins.args[0]!);
    case OP.allocate_heap: case OP.allocate_heap_zero: return words(ins.args[1]!);
    case OP.bs_init2: case OP.bs_init_bits: case OP.bs_append: return words(ins.args[2]!) || undefined;
    case OP.bs_create_bin: return words(ins.args[1]!) || undefined;
    default: return undefined;
  }
}

/** Words that an instruction fills itself. */
export function filledBy(ins: Ins): number {
  switch (ins.op) {
    case OP.put_list: return CONS_WORDS;
    case OP.put_tuple2: return 1 + listLength(ins.args[1]!);
    case OP.make_fun3: return FUN_WORDS + listLength(ins.args[2]!);
    case OP.update_record: return 1 + (ins.args[1] as { value: number }).value;
    case OP.fmove: return ins.args[0]!.kind === "float" ? FLOAT_WORDS : 0;
    default: return 0;
  }
}

export const makesFrame = (ins: Ins): boolean =>
  ins.op === OP.allocate || ins.op === OP.allocate_heap || ins.op === OP.allocate_zero || ins.op === OP.allocate_heap_zero;

/** Words at the heap pointer that are reserved and not yet filled: `offset` bytes of them are used up. */
export interface Reservation { offset: number; left: number }
export const NOTHING: Readonly<Reservation> = { offset: 0, left: 0 };
