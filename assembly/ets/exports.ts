/** What core.wasm exports of ETS. */
export {
  ets_new_2, ets_whereis_1, ets_rename_2, ets_delete_1, ets_internal_delete_all_1, ets_internal_delete_all_2,
  ets_safe_fixtable_2, ets_give_away_3, ets_setopts_2, ets_internal_request_all_0,
} from "./bif_table";
export { etsOwnerExits } from "./owner";
export { tableCount } from "./registry";
export {
  ets_insert_2, ets_insert_new_2, ets_lookup_2, ets_member_2, ets_lookup_element_3, ets_lookup_element_4, ets_take_2,
  ets_delete_2, ets_delete_object_2, ets_internal_insert_3,
} from "./bif_object";
export { ets_first_1, ets_last_1, ets_next_2, ets_prev_2, ets_slot_2 } from "./bif_step";
export { ets_update_counter_3, ets_update_counter_4, ets_update_element_3 } from "./bif_update";
export {
  persistent_term_put_2, persistent_term_get_0, persistent_term_get_1, persistent_term_get_2, persistent_term_erase_1,
  persistent_term_info_0, erts_internal_erase_persistent_terms_0,
} from "./persistent_term";
export { retiredArea, releaseRetired } from "./retired";
export {
  atomics_put_3, atomics_get_2, atomics_add_3, atomics_add_get_3, atomics_exchange_3, atomics_compare_exchange_4,
  atomics_info_1, erts_internal_atomics_new_2, erts_internal_counters_new_1, erts_internal_counters_get_2,
  erts_internal_counters_add_3, erts_internal_counters_put_3, erts_internal_counters_info_1,
} from "./atomics";
export {
  ets_select_1, ets_select_2, ets_select_3, ets_select_reverse_2, ets_select_reverse_3, ets_match_2, ets_match_3,
  ets_match_object_2, ets_match_object_3, ets_select_count_2, ets_internal_select_delete_2, ets_select_replace_2,
  ets_internal_scan_8,
} from "./bif_select";
export {
  ets_match_spec_compile_1, ets_is_compiled_ms_1, ets_match_spec_run_r_3, erlang_match_spec_test_3,
} from "./bif_match_spec";
export { ets_info_1, ets_info_2 } from "./bif_info";
export {
  erts_internal_ets_super_user_1, erts_internal_ets_raw_first_1, erts_internal_ets_raw_next_2,
  erts_internal_ets_lookup_binary_info_2,
} from "./bif_internal";
