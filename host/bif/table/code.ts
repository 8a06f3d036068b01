/** Code: loading, purging, and questions about what is loaded (core: assembly/bif/code.ts; host: host/code/code_bifs.ts). */
import { core, host, type Bif } from "../table.js";

export const codeBifs: readonly Bif[] = [
  core("erlang:function_exported/3"),
  core("erlang:is_builtin/3"),
  core("erlang:check_old_code/1"),
  core("erts_internal:check_process_code/1", { kind: "trap", cost: 10 }),
  core("erts_internal:request_system_task/3", { kind: "trap", cost: 10 }),
  core("erts_internal:request_system_task/4", { kind: "trap", cost: 10 }),
  host("erts_internal:prepare_loading/2", { cost: 100 }),
  host("erlang:has_prepared_code_on_load/1"),
  host("erlang:finish_loading/1", { cost: 100 }),
  host("erlang:call_on_load_function/1"),
  host("erlang:finish_after_on_load/2"),
  host("erlang:delete_module/1"),
  host("erts_internal:purge_module/2", { cost: 100 }),
  host("erts_internal:beamfile_chunk/2"),
  host("erts_internal:beamfile_module_md5/1"),
  host("erlang:module_loaded/1"),
  host("erlang:loaded/0"),
  host("erlang:pre_loaded/0"),
  host("erlang:get_module_info/1"),
  host("erlang:get_module_info/2"),
];
