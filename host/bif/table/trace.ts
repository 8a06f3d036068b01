/** Tracing (docs/tracing.md). */
import { core, type Bif } from "../table.js";

export const traceBifs: readonly Bif[] = [
  core("erts_internal:trace/3"),
  core("erts_internal:trace_pattern/3"),
  core("erlang:trace_info/2"),
  core("erlang:trace_delivered/1"),
  core("erts_debug:breakpoint/2"),
];
