/** Exports: the BIFs of lists, tuples, maps, binaries, atoms and character data, and of funs and the text of pids, ports and references. */
export {
  erlang_length_1, erlang_hd_1, erlang_tl_1, erlang_append_2, erlang_subtract_2, lists_reverse_2,
  lists_member_2, lists_keyfind_3, lists_keymember_3, lists_keysearch_3,
  erts_internal_append_continue_4,
} from "./list";
export { erts_internal_subtract_continue_6 } from "./list_subtract";
export {
  erlang_element_2, erlang_tuple_size_1, erlang_size_1, erlang_setelement_3, erlang_make_tuple_2,
  erlang_make_tuple_3, erlang_append_element_2, erlang_insert_element_3, erlang_delete_element_2,
  erlang_tuple_to_list_1, erlang_list_to_tuple_1,
} from "./tuple";
export {
  erts_internal_map_from_list_continue_3, erts_internal_map_from_keys_continue_4, erts_internal_map_merge_continue_4,
} from "./map_long";
export {
  erlang_map_size_1, erlang_map_get_2, erlang_is_map_key_2, maps_find_2, maps_put_3, maps_update_3,
  maps_remove_2, maps_take_2, maps_merge_2, maps_keys_1, maps_values_1, maps_from_list_1, maps_from_keys_2,
  erts_internal_map_next_3, erts_internal_map_to_list_continue_4, erts_internal_map_to_tuple_keys_1,
} from "./map";
export {
  erlang_iolist_size_1, erlang_list_to_binary_1, erlang_iolist_to_binary_1, erlang_list_to_bitstring_1,
  erlang_iolist_to_iovec_1,
} from "./iolist";
export {
  erts_internal_iolist_measure_continue_4, erts_internal_iolist_write_continue_4,
} from "./iolist_long";
export {
  erlang_bit_size_1, erlang_byte_size_1, erlang_binary_part_3, erlang_binary_part_2, erlang_split_binary_2,
  erlang_binary_to_list_1, erlang_binary_to_list_3, erlang_bitstring_to_list_1, binary_at_2, binary_first_1,
  erts_internal_binary_to_list_continue_4,
  binary_last_1, binary_copy_1, binary_copy_2, binary_referenced_byte_size_1,
  binary_decode_unsigned_1, binary_decode_unsigned_2, binary_encode_unsigned_1, binary_encode_unsigned_2,
} from "./binary";
export {
  erlang_atom_to_list_1, erlang_atom_to_binary_2, erlang_list_to_atom_1, erlang_list_to_existing_atom_1,
  erlang_binary_to_atom_2, erlang_binary_to_existing_atom_2,
} from "./atom";
export {
  unicode_characters_to_list_2, unicode_characters_to_binary_2, unicode_bin_is_7bit_1,
  erts_internal_utf8_to_list_continue_3, erts_internal_characters_check_continue_4, erts_internal_characters_continue_8,
} from "./unicode";
export {
  binary_compile_pattern_1, binary_match_2, binary_match_3, binary_matches_2, binary_matches_3, binary_split_2,
  binary_split_3, erts_internal_binary_search_continue_6, erts_internal_binary_parts_continue_5,
  binary_longest_common_prefix_1, binary_longest_common_suffix_1,
} from "./binary_search";
export {
  erlang_pid_to_list_1, erlang_port_to_list_1, erlang_ref_to_list_1, erlang_list_to_pid_1, erlang_list_to_port_1,
  erlang_list_to_ref_1,
} from "./identity";
export { erlang_fun_info_2, erlang_fun_info_mfa_1, erlang_make_fun_3, erlang_fun_to_list_1 } from "./fun";
