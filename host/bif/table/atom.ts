import { core, type Bif } from "../table.js";

export const atomBifs: readonly Bif[] = [
  core("erlang:atom_to_list/1"),
  core("erlang:atom_to_binary/2"),
  core("erlang:list_to_atom/1"),
  core("erlang:list_to_existing_atom/1"),
  core("erlang:binary_to_atom/2"),
  core("erlang:binary_to_existing_atom/2"),
];
