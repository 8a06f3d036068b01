/** Finding rows of the BIF table by module, name and arity. */
import type { Bif } from "./table.js";

/** A row and its number: host BIFs are called by that number. */
export interface BifRow { readonly bif: Bif; readonly index: number }
export type BifLookup = (module: string, name: string, arity: number) => BifRow | undefined;

export function makeBifLookup(table: readonly Bif[]): BifLookup {
  const rows = new Map<string, BifRow>();
  for (const [index, bif] of table.entries()) rows.set(`${bif.module}:${bif.name}/${bif.arity}`, { bif, index });
  return (module, name, arity) => rows.get(`${module}:${name}/${arity}`);
}
