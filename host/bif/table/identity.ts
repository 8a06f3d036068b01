import { core, type Bif } from "../table.js";

export const identityBifs: readonly Bif[] = [
  core("erlang:pid_to_list/1"),
  core("erlang:port_to_list/1"),
  core("erlang:ref_to_list/1"),
  core("erlang:list_to_pid/1"),
  core("erlang:list_to_port/1"),
  core("erlang:list_to_ref/1"),
  core("erlang:fun_info/2"),
  core("erlang:fun_info_mfa/1"),
  core("erlang:fun_to_list/1"),
  core("erlang:make_fun/3"),
];
