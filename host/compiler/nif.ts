/**
 * NIFs. In a module that calls erlang:load_nif/2, the functions that the BIF table has as NIFs of that module become direct
 * forms of their rows; what they were, a complaint that no library was loaded, is not translated. For everybody, that
 * module too, they stay functions that are called like others: a module of the same name without a library keeps its own.
 */
import type { BeamFunction, BeamModule } from "../beam/index.js";
import type { BifLookup, BifRow } from "./instruction.js";

/** The BIFs that calls are translated to: all but NIFs. */
export const withoutNifs = (bif: BifLookup): BifLookup => (module, name, arity) => {
  const row = bif(module, name, arity);
  return row?.bif.nif === undefined ? row : undefined;
};

/** The rows of the functions of `module` that are NIFs. */
export function nifsOf(module: BeamModule, bif: BifLookup): ReadonlyMap<BeamFunction, BifRow> {
  const rows = new Map<BeamFunction, BifRow>();
  if (!module.imports.some((i) => i.module === "erlang" && i.name === "load_nif" && i.arity === 2)) return rows;
  for (const f of module.functions) {
    const row = bif(module.name, f.name, f.arity);
    if (row?.bif.nif !== undefined) rows.set(f, row);
  }
  return rows;
}
