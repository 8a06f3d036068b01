/**
 * The functions that guards and bodies of match specifications may call: their numbers, and the calls.
 * They are the guard BIFs of the core, called directly.
 */
import { Term, NONE, isAtom, isRef, isSmall, isPid, isPort, smallValue } from "../term/tag";
import { currentProcess } from "../memory/cells";
import { badarg } from "../bif/raise";
import { Process } from "../process/process";
import { nodeOf, thisNode } from "../term/identity";
import * as arith from "../bif/arith";
import * as bitwise from "../bif/bitwise";
import * as compare from "../bif/compare";
import * as type from "../bif/type_test";
import { erlang_binary_part_2, erlang_binary_part_3, erlang_bit_size_1, erlang_byte_size_1 } from "../bif/binary";
import { erlang_hd_1, erlang_length_1, erlang_tl_1 } from "../bif/list";
import { erlang_is_map_key_2, erlang_map_get_2, erlang_map_size_1 } from "../bif/map";
import { erlang_element_2, erlang_size_1 } from "../bif/tuple";
import {
  am_abs, am_band, am_binary_part, am_bit_size, am_bnot, am_bor, am_bsl, am_bsr, am_bxor, am_byte_size, am_div,
  am_element, am_float, am_hd, am_is_atom, am_is_binary, am_is_float, am_is_function, am_is_integer, am_is_list,
  am_is_map, am_is_map_key, am_is_number, am_is_pid, am_is_port, am_is_record, am_is_reference, am_is_tuple, am_length,
  am_map_get, am_map_size, am_node, am_not, am_op_eq, am_op_exact_eq, am_op_exact_ne, am_op_ge, am_op_gt, am_op_le,
  am_op_lt, am_op_minus, am_op_ne, am_op_plus, am_op_slash, am_op_times, am_rem, am_round, am_self, am_size, am_tl, am_trunc,
  am_xor,
} from "../term/am";

/** Function numbers are 64 * arity + index. */
const ARITY_SHIFT: i32 = 6;
/** Number of a function of `arity` arguments that there is not. */
export const NO_FUNCTION: i32 = -1;

// @ts-ignore: decorator
@inline export function functionArity(f: i32): i32 { return f >> ARITY_SHIFT; }
// @ts-ignore: decorator
@inline function numbered(index: i32, arity: i32): i32 { return (arity << ARITY_SHIFT) | index; }

function functionOfOne(name: Term): i32 {
  if (name == am_is_atom) return 0;
  if (name == am_is_float) return 1;
  if (name == am_is_integer) return 2;
  if (name == am_is_list) return 3;
  if (name == am_is_number) return 4;
  if (name == am_is_pid) return 5;
  if (name == am_is_port) return 6;
  if (name == am_is_reference) return 7;
  if (name == am_is_tuple) return 8;
  if (name == am_is_map) return 9;
  if (name == am_is_binary) return 10;
  if (name == am_is_function) return 11;
  if (name == am_abs) return 12;
  if (name == am_hd) return 13;
  if (name == am_tl) return 14;
  if (name == am_length) return 15;
  if (name == am_node) return 16;
  if (name == am_round) return 17;
  if (name == am_size) return 18;
  if (name == am_map_size) return 19;
  if (name == am_bit_size) return 20;
  if (name == am_byte_size) return 21;
  if (name == am_trunc) return 22;
  if (name == am_float) return 23;
  if (name == am_op_plus) return 24;
  if (name == am_op_minus) return 25;
  if (name == am_bnot) return 26;
  if (name == am_not) return 27;
  return NO_FUNCTION;
}
function functionOfTwo(name: Term): i32 {
  if (name == am_element) return 0;
  if (name == am_map_get) return 1;
  if (name == am_is_map_key) return 2;
  if (name == am_op_plus) return 3;
  if (name == am_op_minus) return 4;
  if (name == am_op_times) return 5;
  if (name == am_op_slash) return 6;
  if (name == am_div) return 7;
  if (name == am_rem) return 8;
  if (name == am_band) return 9;
  if (name == am_bor) return 10;
  if (name == am_bxor) return 11;
  if (name == am_bsl) return 12;
  if (name == am_bsr) return 13;
  if (name == am_op_gt) return 14;
  if (name == am_op_lt) return 15;
  if (name == am_op_ge) return 16;
  if (name == am_op_le) return 17;
  if (name == am_op_exact_eq) return 18;
  if (name == am_op_exact_ne) return 19;
  if (name == am_op_eq) return 20;
  if (name == am_op_ne) return 21;
  if (name == am_xor) return 22;
  if (name == am_binary_part) return 23;
  return NO_FUNCTION;
}
/** Number of function `name` with `arity` arguments, or NO_FUNCTION. */
export function functionNumber(name: Term, arity: i32): i32 {
  let index = NO_FUNCTION;
  if (arity == 0) index = name == am_node ? 0 : name == am_self ? 1 : NO_FUNCTION;
  else if (arity == 1) index = functionOfOne(name);
  else if (arity == 2) index = functionOfTwo(name);
  else if (arity == 3) index = name == am_is_record ? 0 : name == am_binary_part ? 1 : NO_FUNCTION;
  return index == NO_FUNCTION ? NO_FUNCTION : numbered(index, arity);
}

/** `node(Term)`. */
function nodeOfTerm(t: Term): Term { return isPid(t) || isPort(t) || isRef(t) ? nodeOf(t) : badarg(); }
/** `is_record(Term, Tag, Size)` with arguments that need not be literals. */
function isRecord(t: Term, tag: Term, size: Term): Term {
  if (!isAtom(tag) || !isSmall(size) || smallValue(size) < 0) return badarg();
  return type.erlang_is_record_3(t, tag, size);
}
function selfPid(): Term { return changetype<Process>(currentProcess()).pid; }

function callOne(index: i32, a: Term): Term {
  switch (index) {
    case 0: return type.erlang_is_atom_1(a);
    case 1: return type.erlang_is_float_1(a);
    case 2: return type.erlang_is_integer_1(a);
    case 3: return type.erlang_is_list_1(a);
    case 4: return type.erlang_is_number_1(a);
    case 5: return type.erlang_is_pid_1(a);
    case 6: return type.erlang_is_port_1(a);
    case 7: return type.erlang_is_reference_1(a);
    case 8: return type.erlang_is_tuple_1(a);
    case 9: return type.erlang_is_map_1(a);
    case 10: return type.erlang_is_binary_1(a);
    case 11: return type.erlang_is_function_1(a);
    case 12: return arith.erlang_abs_1(a);
    case 13: return erlang_hd_1(a);
    case 14: return erlang_tl_1(a);
    case 15: return erlang_length_1(a);
    case 16: return nodeOfTerm(a);
    case 17: return arith.erlang_round_1(a);
    case 18: return erlang_size_1(a);
    case 19: return erlang_map_size_1(a);
    case 20: return erlang_bit_size_1(a);
    case 21: return erlang_byte_size_1(a);
    case 22: return arith.erlang_trunc_1(a);
    case 23: return arith.erlang_float_1(a);
    case 24: return arith.erlang_plus_1(a);
    case 25: return arith.erlang_minus_1(a);
    case 26: return bitwise.erlang_bnot_1(a);
    default: return type.erlang_not_1(a);
  }
}
function callTwo(index: i32, a: Term, b: Term): Term {
  switch (index) {
    case 0: return erlang_element_2(a, b);
    case 1: return erlang_map_get_2(a, b);
    case 2: return erlang_is_map_key_2(a, b);
    case 3: return arith.erlang_plus_2(a, b);
    case 4: return arith.erlang_minus_2(a, b);
    case 5: return arith.erlang_times_2(a, b);
    case 6: return arith.erlang_slash_2(a, b);
    case 7: return arith.erlang_div_2(a, b);
    case 8: return arith.erlang_rem_2(a, b);
    case 9: return bitwise.erlang_band_2(a, b);
    case 10: return bitwise.erlang_bor_2(a, b);
    case 11: return bitwise.erlang_bxor_2(a, b);
    case 12: return bitwise.erlang_bsl_2(a, b);
    case 13: return bitwise.erlang_bsr_2(a, b);
    case 14: return compare.erlang_gt_2(a, b);
    case 15: return compare.erlang_lt_2(a, b);
    case 16: return compare.erlang_ge_2(a, b);
    case 17: return compare.erlang_le_2(a, b);
    case 18: return compare.erlang_exact_eq_2(a, b);
    case 19: return compare.erlang_exact_ne_2(a, b);
    case 20: return compare.erlang_eq_2(a, b);
    case 21: return compare.erlang_ne_2(a, b);
    case 22: return type.erlang_xor_2(a, b);
    default: return erlang_binary_part_2(a, b);
  }
}
/** Call function number `f`; unused arguments are ignored. 0: it raised. */
export function callFunction(f: i32, a: Term, b: Term, c: Term): Term {
  const index = f & ((1 << ARITY_SHIFT) - 1);
  switch (functionArity(f)) {
    case 0: return index == 0 ? thisNode : selfPid();
    case 1: return callOne(index, a);
    case 2: return callTwo(index, a, b);
    case 3: return index == 0 ? isRecord(a, b, c) : erlang_binary_part_3(a, b, c);
    default: return NONE;
  }
}
