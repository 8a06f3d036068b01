import { core, type Bif } from "../table.js";

export const unicodeBifs: readonly Bif[] = [
  core("unicode:characters_to_list/2", { kind: "trap" }),
  core("unicode:characters_to_binary/2", { kind: "trap" }),
  core("unicode:bin_is_7bit/1"),
  // how the long ones among them go on
  core("erts_internal:utf8_to_list_continue/3", { kind: "trap" }),
  core("erts_internal:characters_check_continue/4", { kind: "trap" }),
  core("erts_internal:characters_continue/8", { kind: "trap" }),
];
