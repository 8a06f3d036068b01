/** What generated code calls for the bit syntax (docs/abi.md). */
export {
  rt_bs_start_match, rt_bs_get_integer, rt_bs_get_float, rt_bs_get_binary, rt_bs_get_binary_all, rt_bs_get_tail,
  rt_bs_skip, rt_bs_test_unit, rt_bs_match_string, rt_bs_get_utf8, rt_bs_get_utf16, rt_bs_get_utf32,
  rt_bs_get_position, rt_bs_set_position, rt_bs_size,
} from "./match";
export {
  rt_bs_create_bin, rt_bs_init, rt_bs_append, rt_bs_private_append, rt_bs_init_writable, rt_bs_utf8_size,
  rt_bs_utf16_size, rt_bs_add, rt_bs_no_size,
} from "./construct";
export {
  rt_bs_put_integer, rt_bs_put_float, rt_bs_put_binary, rt_bs_put_binary_all, rt_bs_put_string, rt_bs_put_utf8,
  rt_bs_put_utf16, rt_bs_put_utf32,
} from "./builder";
