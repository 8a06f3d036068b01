/** What core.wasm exports of numbers, order, hashes and external terms. */
export {
  erlang_plus_2, erlang_minus_2, erlang_times_2, erlang_slash_2, erlang_div_2, erlang_rem_2, erlang_plus_1,
  erlang_minus_1, erlang_abs_1, erlang_float_1, erlang_trunc_1, erlang_floor_1, erlang_ceil_1, erlang_round_1, rt_to_float,
} from "../bif/arith";
export {
  erlang_band_2, erlang_bor_2, erlang_bxor_2, erlang_bnot_1, erlang_bsl_2, erlang_bsr_2,
} from "../bif/bitwise";
export {
  rt_equal, rt_exact_equal, rt_compare, erlang_exact_eq_2, erlang_exact_ne_2, erlang_eq_2, erlang_ne_2, erlang_lt_2,
  erlang_le_2, erlang_gt_2, erlang_ge_2, erlang_min_2, erlang_max_2, erts_internal_cmp_term_2,
} from "../bif/compare";
export {
  rt_is_function2, erlang_is_atom_1, erlang_is_binary_1, erlang_is_bitstring_1, erlang_is_boolean_1, erlang_is_float_1,
  erlang_is_function_1, erlang_is_function_2, erlang_is_integer_1, erlang_is_list_1, erlang_is_map_1,
  erlang_is_number_1, erlang_is_pid_1, erlang_is_port_1, erlang_is_record_2, erlang_is_record_3,
  erlang_is_reference_1, erlang_is_tuple_1, erlang_and_2, erlang_or_2, erlang_xor_2, erlang_not_1,
  erts_internal_term_type_1,
} from "../bif/type_test";
export { erlang_phash2_1, erlang_phash2_2, erlang_phash_2, erts_internal_phash2_continue_2 } from "../bif/hash";
export {
  erlang_binary_to_term_1, erlang_binary_to_term_2, erlang_term_to_binary_1, erlang_term_to_binary_2,
  erlang_term_to_iovec_1, erlang_term_to_iovec_2, erlang_external_size_1, erlang_external_size_2,
  erts_internal_binary_to_term_continue_6, erts_internal_deflate_continue_6, erts_internal_inflate_continue_7,
  erts_internal_term_to_binary_continue_4, erts_internal_external_size_continue_3,
} from "../bif/etf";
export { decodedWords, decodeTo, decodeOnHeap } from "../etf/external";
export { encodedBytes, encodeTo } from "../etf/encode";
export { setThisNode } from "./identity";
export {
  erlang_integer_to_list_1, erlang_integer_to_list_2, erlang_integer_to_binary_1, erlang_integer_to_binary_2,
  erlang_list_to_integer_1, erlang_list_to_integer_2, erlang_binary_to_integer_1, erlang_binary_to_integer_2,
  string_list_to_integer_1,
} from "../bif/integer_text";
export {
  erlang_float_to_list_1, erlang_float_to_list_2, erlang_float_to_binary_1, erlang_float_to_binary_2,
  erlang_list_to_float_1, erlang_binary_to_float_1, string_list_to_float_1,
} from "../bif/float_text";
export {
  math_sin_1, math_cos_1, math_tan_1, math_asin_1, math_acos_1, math_atan_1, math_sinh_1, math_cosh_1, math_tanh_1,
  math_asinh_1, math_acosh_1, math_atanh_1, math_erf_1, math_erfc_1, math_exp_1, math_log_1, math_log2_1, math_log10_1,
  math_sqrt_1, math_floor_1, math_ceil_1, math_atan2_2, math_pow_2, math_fmod_2,
} from "../bif/math";
export {
  erlang_crc32_1, erlang_crc32_2, erlang_crc32_combine_3, erlang_adler32_1, erlang_adler32_2, erlang_adler32_combine_3,
  erlang_md5_1, erlang_md5_init_0, erlang_md5_update_2, erlang_md5_final_1, erts_internal_checksum_continue_4,
} from "../bif/checksum";
