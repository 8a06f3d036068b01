/** What core.wasm exports: nothing but re-exports, one line per subject. */
export * from "./memory/alloc";
export * from "./bif/raise";
export {
  newPoints, setPoint, internExportAt, internFunEntryAt,
} from "./code/registry";
export { newFunctionInfos, newInstance, freeInstance, publishInstance, retireInstance } from "./code/instance";
export { noteBif } from "./trace/breakpoint";
export { rt_trace_bif, rt_trace_bif_done } from "./trace/bif";
export {
  erts_internal_trace_3, erts_internal_trace_pattern_3, erlang_trace_info_2, erlang_trace_delivered_1, erts_debug_breakpoint_2,
} from "./bif/trace";
export {
  erlang_function_exported_3, erlang_is_builtin_3, erlang_check_old_code_1, erts_internal_check_process_code_1,
  erts_internal_request_system_task_3, erts_internal_request_system_task_4,
} from "./bif/code";
export {
  erlang_garbage_collect_message_area_0, erts_internal_check_dirty_process_code_2, erts_internal_is_process_executing_dirty_1,
  erts_internal_dirty_process_handle_signals_1, erts_literal_area_collector_release_area_switch_0,
  erts_literal_area_collector_send_copy_request_3, erts_internal_gather_alloc_histograms_1, erts_internal_gather_carrier_info_1,
  erts_internal_map_hashmap_children_1, erts_debug_map_info_1, erts_debug_copy_shared_2, erts_debug_get_internal_state_1,
  erts_debug_set_internal_state_2,
} from "./bif/emulator";
export * from "./memory/exports";
export {
  erlang_posixtime_to_universaltime_1, erlang_universaltime_to_posixtime_1, erlang_universaltime_to_localtime_1,
  erlang_localtime_to_universaltime_2, erlang_universaltime_0, erlang_localtime_0, erlang_date_0, erlang_time_0,
} from "./bif/calendar";
export * from "./ets/exports";
export * from "./binary/exports";
export { erlang_decode_packet_3 } from "./bif/decode_packet";
export { rt_map_get, rt_map_put_assoc, rt_map_put_exact } from "./map/map";
export { internalHash } from "./term/hash"; // tests look for keys of equal hash
export * from "./bif/structures";
export * from "./process/exports";
export {
  portOpen, portSetOsPid, portTerminate, portBusy,
} from "./port/lifecycle";
export { portData, portEof, portExitStatus, portSendTerm } from "./port/input";
export { portCount, portLimit } from "./port/port";
export {
  erts_internal_port_command_3, erts_internal_port_close_1, erts_internal_port_connect_2, erts_internal_port_info_1,
  erts_internal_port_info_2, erlang_port_set_data_2, erlang_port_get_data_1, erlang_ports_0,
} from "./bif/port";
export { evictFromAll } from "./memory/evict";
export { internAtoms, decodeLiterals } from "./code/atoms";
export * from "./embed/exports";
export * from "./term/exports";
export { erlang_system_info_1, erlang_system_flag_2, erts_internal_scheduler_wall_time_1, systemInfoHostRow, systemInfoDarwin } from "./bif/system_info";
