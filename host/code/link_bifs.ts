import type { BifLookup } from "../bif/lookup.js";
import type { Bif } from "../bif/table.js";
import { compileBifStubs } from "../compiler/bif_stubs.js";
import { STATE_BIF, atomTerm, type CodeWriter } from "../core/code_writer.js";
import type { Slots } from "./slots.js";

/**
 * Makes every row of the BIF table callable through its Export, but for NIFs: those are functions of the module that loads them.
 * @returns the Wasm module of their stubs: its element segments fill the slots when it is instantiated
 */
export function linkBifs(table: readonly Bif[], bif: BifLookup, writer: CodeWriter, slots: Slots, returnSlot: number): Uint8Array {
  const missing = table.filter((row) => row.home === "core" && !(row.symbol in writer.core.exports)).map((row) => row.symbol);
  if (missing.length > 0) throw new Error(`core.wasm does not export ${missing.join(", ")}: build again`);
  const rows = table.map((row, index) => ({ bif: row, index })).filter((row) => row.bif.nif === undefined);
  const addresses = rows.map(({ bif: row }) => writer.export(row.module, row.name, row.arity));
  const slotBase = slots.next;
  const firstPoint = writer.core.exports.newPoints(0);
  const address = new Map(rows.map(({ bif: row }, i) => [`${row.module}:${row.name}/${row.arity}`, addresses[i]!]));
  const of = (c: { module: string; name: string; arity: number }) => address.get(`${c.module}:${c.name}/${c.arity}`)!;
  const unit = compileBifStubs(rows, {
    linkage: "baked", table: "import", bif,
    numbers: {
      slotBase, pointBase: firstPoint, returnSlot,
      atom: (text) => atomTerm(writer.atoms.index(text)),
      exportAddress: (c) => of(c).address, exportSlot: (c) => of(c).slot,
      literal: () => { throw new Error("BIF stubs have no literals"); },
      funEntry: () => { throw new Error("BIF stubs have no funs"); },
      funSlot: () => { throw new Error("BIF stubs have no funs"); },
      strings: () => { throw new Error("BIF stubs have no strings"); },
    },
  });
  writer.core.exports.newPoints(unit.points.length);
  slots.reserve(unit.slots);
  writer.points(firstPoint, unit.points.map((p) => ({
    slot: p.kind === "return" ? returnSlot : p.slot, words: p.words, live: p.live, loops: false, info: 0, file: 0, line: 0,
    callee: p.callee < 0 ? 0 : of(unit.callees[p.callee]!).address,
  })));
  unit.bifs.forEach(({ row, stubPoint }, i) => {
    const { address: at } = addresses[i]!;
    writer.setExport(at, STATE_BIF, unit.points[stubPoint]!.slot, firstPoint + stubPoint);
    writer.setBif(at, row.index);
    writer.core.exports.noteBif(row.index, at);
  });
  return unit.bytes;
}
