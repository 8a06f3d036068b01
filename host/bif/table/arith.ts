import { type Bif, core } from "../table.js";

const guard = (mfa: string, symbol?: string): Bif => core(mfa, symbol === undefined ? { kind: "guard" } : { kind: "guard", symbol });

/** Arithmetic, operators on bits, and conversions between numbers. */
export const arithBifs: readonly Bif[] = [
  guard("erlang:+/2", "erlang_plus_2"),
  guard("erlang:-/2", "erlang_minus_2"),
  guard("erlang:*/2", "erlang_times_2"),
  guard("erlang://2", "erlang_slash_2"),
  guard("erlang:+/1", "erlang_plus_1"),
  guard("erlang:-/1", "erlang_minus_1"),
  guard("erlang:div/2"),
  guard("erlang:rem/2"),
  guard("erlang:abs/1"),
  guard("erlang:float/1"),
  guard("erlang:trunc/1"),
  guard("erlang:round/1"),
  guard("erlang:floor/1"),
  guard("erlang:ceil/1"),
  guard("erlang:band/2"),
  guard("erlang:bor/2"),
  guard("erlang:bxor/2"),
  guard("erlang:bnot/1"),
  guard("erlang:bsl/2"),
  guard("erlang:bsr/2"),
];
