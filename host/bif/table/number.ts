import { type Bif, core } from "../table.js";

const one = (...names: string[]): Bif[] => names.map((name) => core(`math:${name}/1`));

/** Numbers and their text, module math, digests and checksums. */
export const numberBifs: readonly Bif[] = [
  core("erlang:integer_to_list/1"),
  core("erlang:integer_to_list/2"),
  core("erlang:integer_to_binary/1"),
  core("erlang:integer_to_binary/2"),
  core("erlang:list_to_integer/1"),
  core("erlang:list_to_integer/2"),
  core("erlang:binary_to_integer/1"),
  core("erlang:binary_to_integer/2"),
  core("string:list_to_integer/1"),
  core("erlang:float_to_list/1"),
  core("erlang:float_to_list/2"),
  core("erlang:float_to_binary/1"),
  core("erlang:float_to_binary/2"),
  core("erlang:list_to_float/1"),
  core("erlang:binary_to_float/1"),
  core("string:list_to_float/1"),
  ...one("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "erf", "erfc",
    "exp", "log", "log2", "log10", "sqrt", "floor", "ceil"),
  core("math:atan2/2"),
  core("math:pow/2"),
  core("math:fmod/2"),
  core("erlang:crc32/1", { kind: "trap" }),
  core("erlang:crc32/2", { kind: "trap" }),
  core("erlang:crc32_combine/3"),
  core("erlang:adler32/1", { kind: "trap" }),
  core("erlang:adler32/2", { kind: "trap" }),
  core("erlang:adler32_combine/3"),
  core("erlang:md5/1", { kind: "trap" }),
  core("erlang:md5_init/0"),
  core("erlang:md5_update/2", { kind: "trap" }),
  core("erlang:md5_final/1"),
  core("erts_internal:checksum_continue/4", { kind: "trap" }),
];
