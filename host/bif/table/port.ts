/** Ports: assembly/bif/port.ts, and what their drivers answer: host/port/bifs.ts. */
import { core, host, type Bif } from "../table.js";

export const portBifs: Bif[] = [
  host("erts_internal:open_port/2"),
  core("erts_internal:port_command/3", { kind: "trap" }),
  host("erts_internal:port_control/3"),
  host("erts_internal:port_call/3"),
  core("erts_internal:port_close/1"),
  core("erts_internal:port_connect/2"),
  core("erts_internal:port_info/1"),
  core("erts_internal:port_info/2"),
  core("erlang:port_set_data/2"),
  core("erlang:port_get_data/1"),
  core("erlang:ports/0"),
];
