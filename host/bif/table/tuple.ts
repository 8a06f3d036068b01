import { core, type Bif } from "../table.js";

export const tupleBifs: readonly Bif[] = [
  core("erlang:element/2", { kind: "guard" }),
  core("erlang:tuple_size/1", { kind: "guard" }),
  core("erlang:size/1", { kind: "guard" }),
  core("erlang:setelement/3"),
  core("erlang:make_tuple/2"),
  core("erlang:make_tuple/3"),
  core("erlang:append_element/2"),
  core("erlang:insert_element/3"),
  core("erlang:delete_element/2"),
  core("erlang:tuple_to_list/1"),
  core("erlang:list_to_tuple/1"),
];
