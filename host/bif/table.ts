/**
 * The BIF table: for each module:function/arity where it lives and how generated code may call it.
 * Loader, erlang:is_builtin/3, `npx hornbeam bifs` and the docs all read this one table; its rows stand
 * by subject in host/bif/table/.
 */
export interface Bif {
  readonly module: string;
  readonly name: string;
  readonly arity: number;
  /** `core`: exported by core.wasm as `symbol`, (i64 × arity) -> i64. `host`: run by host/bif. */
  readonly home: "core" | "host";
  /**
   * `guard`: called by bif/gc_bif instructions, without effects, returns a value or raises.
   * `plain`: returns a value or raises; never suspends.
   * `trap`: may also suspend, trap to other code or need the whole stack in memory.
   */
  readonly kind: "guard" | "plain" | "trap";
  /** Name of core.wasm's export, for `core` rows. */
  readonly symbol: string;
  /** Reductions charged per call. */
  readonly cost: number;
  /** The NIF library that has the function: it is a BIF only for the module of that name, when that loads the library. */
  readonly nif: string | undefined;
}

interface Options { kind?: Bif["kind"]; cost?: number; symbol?: string; nif?: string }

const row = (home: Bif["home"], mfa: string, options: Options = {}): Bif => {
  const slash = mfa.lastIndexOf("/");
  const colon = mfa.indexOf(":");
  const module = mfa.slice(0, colon), name = mfa.slice(colon + 1, slash), arity = Number(mfa.slice(slash + 1));
  return {
    module, name, arity, home, kind: options.kind ?? "plain", cost: options.cost ?? 1,
    symbol: options.symbol ?? `${module}_${name}_${arity}`, nif: options.nif,
  };
};

/** A BIF of the core, exported as `module_name_arity` unless `symbol` says otherwise. */
export const core = (mfa: string, options?: Options): Bif => row("core", mfa, options);
/** A BIF of the host: host/bif/<module>.ts registers its function under the same `mfa`. */
export const host = (mfa: string, options?: Options): Bif => row("host", mfa, { kind: "trap", ...options });
/** Functions of a module that OTP has in the NIF library `library`; erlang:load_nif/2 (host/bif/nif.ts) loads it. */
export const nifs = (library: string, module: string, functions: readonly string[]): Bif[] =>
  functions.map((name) => host(`${module}:${name}`, { nif: library }));
