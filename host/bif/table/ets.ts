/** ETS: assembly/ets. */
import { core, type Bif } from "../table.js";

export const etsBifs: Bif[] = [
  // tables as a whole
  core("ets:new/2"), core("ets:whereis/1"), core("ets:rename/2"), core("ets:safe_fixtable/2"), core("ets:give_away/3"),
  core("ets:setopts/2"), core("ets:internal_request_all/0"),
  core("ets:delete/1", { kind: "trap" }), core("ets:internal_delete_all/2", { kind: "trap" }),
  core("ets:internal_delete_all/1", { kind: "trap" }),
  // objects by key
  core("ets:insert/2", { kind: "trap" }), core("ets:internal_insert/3", { kind: "trap" }), core("ets:insert_new/2", { kind: "trap" }),
  core("ets:lookup/2"), core("ets:member/2"), core("ets:lookup_element/3"), core("ets:lookup_element/4"),
  core("ets:take/2"), core("ets:delete/2"),
  core("ets:delete_object/2"), core("ets:update_counter/3"), core("ets:update_counter/4"), core("ets:update_element/3"),
  // step by step
  core("ets:first/1"), core("ets:last/1"), core("ets:next/2"), core("ets:prev/2"), core("ets:slot/2"),
  // by match specification; the continuations of match and select are one kind of term
  core("ets:select/1", { kind: "trap" }), core("ets:select/2", { kind: "trap" }), core("ets:select/3", { kind: "trap" }),
  core("ets:select_reverse/1", { kind: "trap", symbol: "ets_select_1" }), core("ets:select_reverse/2", { kind: "trap" }),
  core("ets:select_reverse/3", { kind: "trap" }), core("ets:match/1", { kind: "trap", symbol: "ets_select_1" }),
  core("ets:match/2", { kind: "trap" }), core("ets:match/3", { kind: "trap" }),
  core("ets:match_object/1", { kind: "trap", symbol: "ets_select_1" }), core("ets:match_object/2", { kind: "trap" }),
  core("ets:match_object/3", { kind: "trap" }), core("ets:select_count/2", { kind: "trap" }),
  core("ets:internal_select_delete/2", { kind: "trap" }), core("ets:select_replace/2", { kind: "trap" }),
  core("ets:internal_scan/8", { kind: "trap" }), core("ets:match_spec_compile/1"), core("ets:is_compiled_ms/1"),
  core("ets:match_spec_run_r/3", { kind: "trap" }), core("erlang:match_spec_test/3"),
  core("ets:info/1"), core("ets:info/2", { kind: "trap" }),
  // for ets:info(_, binary)
  core("erts_internal:ets_super_user/1"), core("erts_internal:ets_raw_first/1"), core("erts_internal:ets_raw_next/2"),
  core("erts_internal:ets_lookup_binary_info/2"),
];
