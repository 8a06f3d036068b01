import { core, type Bif } from "../table.js";

export const mapBifs: readonly Bif[] = [
  core("erlang:map_size/1", { kind: "guard" }),
  core("erlang:map_get/2", { kind: "guard" }),
  core("erlang:is_map_key/2", { kind: "guard" }),
  core("maps:get/2", { symbol: "erlang_map_get_2" }),
  core("maps:is_key/2", { symbol: "erlang_is_map_key_2" }),
  core("maps:find/2"),
  core("maps:put/3"),
  core("maps:update/3"),
  core("maps:remove/2"),
  core("maps:take/2"),
  core("maps:merge/2", { kind: "trap" }),
  core("maps:keys/1", { kind: "trap" }),
  core("maps:values/1", { kind: "trap" }),
  core("maps:from_list/1", { kind: "trap" }),
  core("maps:from_keys/2", { kind: "trap" }),
  core("erts_internal:map_next/3"),
  core("erts_internal:map_to_tuple_keys/1"),
  // how the long ones among them go on
  core("erts_internal:map_to_list_continue/4", { kind: "trap" }),
  core("erts_internal:map_from_list_continue/3", { kind: "trap" }),
  core("erts_internal:map_from_keys_continue/4", { kind: "trap" }),
  core("erts_internal:map_merge_continue/4", { kind: "trap" }),
];
