import { core, type Bif } from "../table.js";

export const listBifs: readonly Bif[] = [
  core("erlang:length/1", { kind: "guard" }),
  core("erlang:hd/1", { kind: "guard" }),
  core("erlang:tl/1", { kind: "guard" }),
  core("erlang:++/2", { kind: "trap", symbol: "erlang_append_2" }),
  core("erlang:append/2", { kind: "trap" }),
  core("erlang:--/2", { kind: "trap", symbol: "erlang_subtract_2" }),
  core("erlang:subtract/2", { kind: "trap" }),
  core("lists:reverse/2", { kind: "trap" }),
  core("lists:member/2", { kind: "trap" }),
  core("lists:keyfind/3", { kind: "trap" }),
  core("lists:keymember/3", { kind: "trap" }),
  core("lists:keysearch/3", { kind: "trap" }),
  // how the long ones among them go on
  core("erts_internal:append_continue/4", { kind: "trap" }),
  core("erts_internal:subtract_continue/6", { kind: "trap" }),
];
