import { core, type Bif } from "../table.js";

export const memoryBifs: readonly Bif[] = [
  core("erlang:memory/0"),
  core("erlang:memory/1"),
  core("erts_debug:flat_size/1"),
  core("erts_debug:size_shared/1"),
  core("erts_debug:same/2"),
];
