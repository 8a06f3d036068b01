/** What core.wasm exports of processes and the scheduler. */
export { schedule } from "../scheduler/schedule";
export { setReturnSlot } from "../scheduler/call";
export { nextTimerMs, advanceTo, timerCount } from "../scheduler/wheel";
export { haltKind, haltCode, haltFlush, haltSlogan, haltSloganBytes } from "../scheduler/halt";
export { runQueueLength } from "../scheduler/run_queue";
export { spawnRoot } from "./create";
export { initProcessTable, processAt, processCount, processLimit } from "./table";
export {
  rt_receive_peek, rt_receive_next, rt_receive_remove, rt_receive_timeout, rt_receive_wait, rt_receive_marker_reserve,
  rt_receive_marker_bind, rt_receive_marker_clear, rt_receive_marker_use,
} from "../bif/receive";
export {
  rt_badmatch, rt_case_clause, rt_if_clause, rt_try_clause, rt_badrecord, rt_function_clause, rt_badmap, rt_badkey, rt_badarg,
  rt_badarith, rt_raise, rt_raw_raise, rt_build_stacktrace, rt_catch_value,
  erlang_error_1, erlang_error_2, erlang_error_3, erlang_nif_error_1, erlang_nif_error_2, erlang_exit_1, erlang_throw_1,
  erlang_raise_3,
} from "../bif/exception";
export { rt_apply, rt_apply_last, erlang_apply_2, erlang_apply_3 } from "../bif/apply";
export { erlang_send_2, erlang_send_3 } from "../bif/send";
export {
  erlang_spawn_3, erlang_spawn_link_3, erlang_spawn_opt_4, erts_internal_spawn_request_4, erlang_spawn_request_abandon_1,
  erts_internal_spawn_system_process_3,
} from "../bif/spawn";
export { erlang_register_2, erlang_unregister_1, erlang_whereis_1, erlang_registered_0 } from "../bif/register";
export { erlang_halt_2 } from "../bif/halt";
export {
  erlang_get_0, erlang_get_1, erlang_put_2, erlang_get_keys_0, erlang_get_keys_1, erlang_erase_0, erlang_erase_1,
} from "../bif/dictionary";
export {
  erlang_self_0, erlang_yield_0, erlang_bump_reductions_1, erlang_processes_0, erlang_is_process_alive_1,
  erts_internal_is_process_alive_2, erts_internal_is_system_process_1, erlang_exit_2, erlang_group_leader_0,
  erts_internal_group_leader_2, erts_internal_group_leader_3, erts_internal_garbage_collect_1, erlang_hibernate_3,
  erts_internal_suspend_process_2, erlang_resume_process_1,
} from "../bif/process";
export { erlang_link_1, erlang_unlink_1 } from "../bif/link";
export {
  erlang_monitor_2, erlang_monitor_3, erlang_demonitor_1, erlang_demonitor_2, erlang_alias_1, erlang_unalias_1,
} from "../bif/monitor";
export {
  erlang_send_after_3, erlang_send_after_4, erlang_start_timer_3, erlang_start_timer_4, erlang_cancel_timer_1,
  erlang_cancel_timer_2, erlang_read_timer_1, erlang_read_timer_2,
} from "../bif/timer";
export {
  erlang_monotonic_time_0, erlang_monotonic_time_1, erlang_system_time_0, erlang_system_time_1, erlang_time_offset_0,
  erlang_time_offset_1, erlang_timestamp_0, erlang_now_0, erts_internal_time_unit_0, erts_internal_perf_counter_unit_0,
  erlang_unique_integer_0, erlang_unique_integer_1, erlang_make_ref_0,
} from "../bif/clock";
export { erlang_process_flag_2, erts_internal_process_flag_3 } from "../bif/process_flag";
export { erlang_node_0, erlang_node_1, erts_internal_get_creation_0 } from "../bif/node";
export { erlang_process_info_1, erlang_process_info_2, erts_internal_process_display_2 } from "../bif/process_info";
export { erlang_seq_trace_2, erlang_seq_trace_info_1, erlang_seq_trace_print_1, erlang_seq_trace_print_2 } from "../bif/seq_trace";
export {
  erlang_system_monitor_0, erlang_system_monitor_1, erlang_system_monitor_2, erlang_system_profile_0, erlang_system_profile_2,
} from "../bif/system_monitor";
export { erlang_statistics_1 } from "../bif/statistics";
export { erts_internal_dist_spawn_request_4, erlang_monitor_node_2, erlang_monitor_node_3 } from "../bif/remote";
export { backtraceRow } from "./backtrace";
