import { type Bif, core } from "../table.js";

/** External term format. */
export const etfBifs: readonly Bif[] = [
  core("erlang:binary_to_term/1", { kind: "trap" }),
  core("erlang:binary_to_term/2", { kind: "trap" }),
  core("erlang:term_to_binary/1", { kind: "trap" }),
  core("erlang:term_to_binary/2", { kind: "trap" }),
  core("erlang:term_to_iovec/1", { kind: "trap" }),
  core("erlang:term_to_iovec/2", { kind: "trap" }),
  core("erts_internal:binary_to_term_continue/6", { kind: "trap" }),
  core("erts_internal:term_to_binary_continue/4", { kind: "trap" }),
  core("erts_internal:deflate_continue/6", { kind: "trap" }),
  core("erts_internal:inflate_continue/7", { kind: "trap" }),
  core("erlang:external_size/1", { kind: "trap" }),
  core("erlang:external_size/2", { kind: "trap" }),
  core("erts_internal:external_size_continue/3", { kind: "trap" }),
];
