/** The runtime functions of the core that generated code calls (docs/abi.md), and which instructions need which. */
import { OP } from "../beam/index.js";
import { IR } from "./instruction.js";
import { F64, I32, I64, type ValueType } from "./wasm/instruction.js";

/** Parameters, a colon, result: I is i64, i is i32, F is f64. */
const SIGNATURES = {
  rt_host_bif: "i:I", rt_trace_bif: "ii:i", rt_trace_bif_done: "I:I",
  rt_equal: "II:i", rt_exact_equal: "II:i", rt_compare: "II:i", rt_to_float: "I:F",
  rt_badmatch: "I:I", rt_case_clause: "I:I", rt_if_clause: ":I", rt_try_clause: "I:I", rt_badrecord: "I:I",
  rt_function_clause: ":I", rt_badmap: "I:I", rt_badkey: "I:I", rt_badarg: ":I", rt_badarith: ":I",
  rt_raise: "II:I", rt_raw_raise: "III:I", rt_build_stacktrace: "I:I", rt_catch_value: ":I",
  rt_apply: "IIi:i", rt_apply_last: "IIiI:i", rt_is_function2: "II:i",
  rt_map_get: "II:I", rt_map_put_assoc: "Ii:I", rt_map_put_exact: "Ii:I",
  rt_bs_start_match: "I:I", rt_bs_get_integer: "IIi:I", rt_bs_get_float: "IIi:I", rt_bs_get_binary: "IIi:I",
  rt_bs_get_binary_all: "Ii:I", rt_bs_get_tail: "I:I", rt_bs_skip: "II:i", rt_bs_test_unit: "Ii:i",
  rt_bs_match_string: "Iii:i", rt_bs_get_utf8: "I:I", rt_bs_get_utf16: "Ii:I", rt_bs_get_utf32: "Ii:I",
  rt_bs_size: "Ii:I", rt_bs_no_size: "I:I", rt_bs_create_bin: "ii:I",
  rt_bs_init: "I:I", rt_bs_append: "IIi:I", rt_bs_private_append: "IIi:I", rt_bs_init_writable: "I:I",
  rt_bs_put_integer: "IIi:i", rt_bs_put_float: "IIi:i", rt_bs_put_binary: "IIi:i", rt_bs_put_binary_all: "Ii:i",
  rt_bs_put_string: "ii:", rt_bs_put_utf8: "I:i", rt_bs_put_utf16: "Ii:i", rt_bs_put_utf32: "Ii:i",
  rt_bs_utf8_size: "I:I", rt_bs_utf16_size: "I:I", rt_bs_add: "IIi:I",
  rt_receive_peek: ":I", rt_receive_next: ":", rt_receive_remove: ":", rt_receive_timeout: ":", rt_receive_wait: "I:i",
  rt_receive_marker_reserve: ":I", rt_receive_marker_bind: "II:", rt_receive_marker_clear: "I:", rt_receive_marker_use: "I:",
} as const;

export type RuntimeName = keyof typeof SIGNATURES;

const TYPES: Record<string, ValueType> = { I: I64, i: I32, F: F64 };

export function signature(name: RuntimeName): { params: ValueType[]; results: ValueType[] } {
  const [params, results] = SIGNATURES[name].split(":") as [string, string];
  return { params: [...params].map((t) => TYPES[t]!), results: [...results].map((t) => TYPES[t]!) };
}

const EXACT: RuntimeName[] = ["rt_exact_equal"];
const NEEDS: Readonly<Record<number, readonly RuntimeName[]>> = {
  [OP.is_lt]: ["rt_compare"], [OP.is_ge]: ["rt_compare"], [OP.is_eq]: ["rt_equal"], [OP.is_ne]: ["rt_equal"],
  [OP.is_eq_exact]: EXACT, [OP.is_ne_exact]: EXACT, [OP.select_val]: EXACT,
  [OP.badmatch]: ["rt_badmatch"], [OP.case_end]: ["rt_case_clause"], [OP.if_end]: ["rt_if_clause"],
  [OP.try_case_end]: ["rt_try_clause"], [OP.badrecord]: ["rt_badrecord"], [OP.func_info]: ["rt_function_clause"],
  [OP.raise]: ["rt_raise"], [OP.raw_raise]: ["rt_raw_raise"], [OP.build_stacktrace]: ["rt_build_stacktrace"],
  [OP.catch]: ["rt_catch_value"], [OP.apply]: ["rt_apply"], [OP.apply_last]: ["rt_apply", "rt_apply_last"],
  [OP.is_function2]: ["rt_is_function2"],
  [OP.fconv]: ["rt_to_float", "rt_badarith"], [OP.fadd]: ["rt_badarith"], [OP.fsub]: ["rt_badarith"],
  [OP.fmul]: ["rt_badarith"], [OP.fdiv]: ["rt_badarith"],
  [OP.has_map_fields]: ["rt_map_get"], [OP.get_map_elements]: ["rt_map_get"], [OP.put_map_assoc]: ["rt_map_put_assoc"],
  [OP.put_map_exact]: ["rt_map_put_exact"],
  [OP.bs_start_match4]: ["rt_bs_start_match"], [OP.bs_start_match3]: ["rt_bs_start_match"],
  [OP.bs_get_integer2]: ["rt_bs_get_integer", "rt_bs_size"], [OP.bs_get_float2]: ["rt_bs_get_float", "rt_bs_size"],
  [OP.bs_get_binary2]: ["rt_bs_get_binary", "rt_bs_get_binary_all", "rt_bs_size"],
  [OP.bs_skip_bits2]: ["rt_bs_skip", "rt_bs_size", "rt_bs_test_unit"], [OP.bs_test_unit]: ["rt_bs_test_unit"],
  [OP.bs_match_string]: ["rt_bs_match_string"], [OP.bs_get_tail]: ["rt_bs_get_tail"],
  [OP.bs_get_utf8]: ["rt_bs_get_utf8"], [OP.bs_skip_utf8]: ["rt_bs_get_utf8"],
  [OP.bs_get_utf16]: ["rt_bs_get_utf16"], [OP.bs_skip_utf16]: ["rt_bs_get_utf16"],
  [OP.bs_get_utf32]: ["rt_bs_get_utf32"], [OP.bs_skip_utf32]: ["rt_bs_get_utf32"],
  [OP.bs_match]: ["rt_bs_get_integer", "rt_bs_get_binary", "rt_bs_get_tail", "rt_bs_skip", "rt_bs_test_unit", "rt_exact_equal"],
  [OP.bs_create_bin]: ["rt_bs_create_bin"], [OP.bs_init2]: ["rt_bs_init", "rt_bs_size", "rt_bs_no_size"],
  [OP.bs_init_bits]: ["rt_bs_init", "rt_bs_size", "rt_bs_no_size"],
  [OP.bs_append]: ["rt_bs_append", "rt_bs_size", "rt_bs_no_size"],
  [OP.bs_private_append]: ["rt_bs_private_append", "rt_bs_size", "rt_bs_no_size"],
  [OP.bs_init_writable]: ["rt_bs_init_writable"],
  [OP.bs_put_integer]: ["rt_bs_put_integer", "rt_bs_size", "rt_bs_no_size", "rt_badarg"],
  [OP.bs_put_float]: ["rt_bs_put_float", "rt_bs_size", "rt_bs_no_size", "rt_badarg"],
  [OP.bs_put_binary]: ["rt_bs_put_binary", "rt_bs_put_binary_all", "rt_bs_size", "rt_bs_no_size", "rt_badarg"],
  [OP.bs_put_string]: ["rt_bs_put_string"], [OP.bs_put_utf8]: ["rt_bs_put_utf8", "rt_badarg"],
  [OP.bs_put_utf16]: ["rt_bs_put_utf16", "rt_badarg"], [OP.bs_put_utf32]: ["rt_bs_put_utf32", "rt_badarg"],
  [OP.bs_utf8_size]: ["rt_bs_utf8_size", "rt_badarg"], [OP.bs_utf16_size]: ["rt_bs_utf16_size", "rt_badarg"],
  [OP.bs_add]: ["rt_bs_add"],
  [OP.loop_rec]: ["rt_receive_peek"], [OP.loop_rec_end]: ["rt_receive_next"], [OP.remove_message]: ["rt_receive_remove"],
  [OP.timeout]: ["rt_receive_timeout"], [OP.wait]: ["rt_receive_peek", "rt_receive_next"],
  [OP.wait_timeout]: ["rt_receive_wait", "rt_receive_peek", "rt_receive_next"],
  [OP.recv_marker_reserve]: ["rt_receive_marker_reserve"], [OP.recv_marker_bind]: ["rt_receive_marker_bind"],
  [OP.recv_marker_clear]: ["rt_receive_marker_clear"], [OP.recv_marker_use]: ["rt_receive_marker_use"],
  [IR.guard]: ["rt_compare", "rt_equal", "rt_exact_equal"],
};
/** BIFs that are written inline use the comparisons. */
const GUARDS: ReadonlySet<number> = new Set<number>([OP.bif1, OP.bif2, OP.bif3, OP.gc_bif1, OP.gc_bif2, OP.gc_bif3]);

/** Runtime functions that the translation of an instruction may call. */
export function runtimeNeeds(op: number): readonly RuntimeName[] {
  return NEEDS[GUARDS.has(op) ? IR.guard : op] ?? [];
}
