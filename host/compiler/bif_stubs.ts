/**
 * Direct forms and entry stubs of BIFs, so that every row of the BIF table can be called like a function: through its
 * export, by apply, spawn, a fun, or from code that was translated before the row was there.
 */
import { UnitBuilder } from "./builder.js";
import type { BifRow, Mfa } from "./instruction.js";
import { CP_SLOT, LIVE, REDS, SP, TRACE_BIF_TRAPS, X } from "./layout.js";
import type { CompiledUnit, CompileOptions } from "./unit.js";
import type { Code } from "./wasm/code.js";
import { I32, I64 } from "./wasm/instruction.js";

export interface CompiledBif {
  readonly row: BifRow;
  /** The point whose entry loads the arguments from the X cells. */
  readonly stubPoint: number;
  /** Imported linkage: the Wasm export that is the direct form. Baked: it is in numbers.exportSlot already. */
  readonly wasmName: string | undefined;
}

/** A unit without modules: `bifs` stands for their exports. Points belong to no function. */
export interface CompiledBifs extends CompiledUnit { readonly bifs: readonly CompiledBif[] }

/** Translate stubs for rows of the BIF table. `options` are those of `compile`. */
export function compileBifStubs(rows: readonly BifRow[], options: CompileOptions): CompiledBifs {
  const unit = new UnitBuilder(options, [], rows);
  const bySlot: { slot: number; index: number }[] = [];
  const bifs = rows.map((row, i): CompiledBif => {
    const { module, name, arity } = row.bif, callee: Mfa = { module, name, arity };
    const direct = unit.wasm.declare(unit.wasm.codeType(arity));
    const stubPoint = emitBif(unit, row, direct);
    if (unit.isBaked) {
      bySlot.push({ slot: options.numbers!.exportSlot(callee), index: direct });
      return { row, stubPoint, wasmName: undefined };
    }
    const wasmName = `bif_${i}`;
    unit.wasm.exportFunction(wasmName, direct);
    return { row, stubPoint, wasmName };
  });
  unit.placeBySlot(bySlot);
  return { ...unit.finish(), modules: [], bifs };
}

/** Writes the direct form `direct` of a BIF, and its entry stub. Returns the stub's point. */
export function emitBif(unit: UnitBuilder, row: BifRow, direct: number): number {
  const { module, name, arity } = row.bif, callee: Mfa = { module, name, arity };
  const stub = unit.wasm.declare(unit.wasm.codeType(1));
  const stubPoint = unit.point({ kind: "resume", words: 1, live: arity, fn: -1, file: 0, line: 0, callee });
  unit.setEntry(stubPoint, stub);
  unit.wasm.write(direct, arity + 1, (c) => emitDirect(unit, row, callee, c));
  unit.wasm.write(stub, 2, (c) => {
    for (let k = 0; k < arity; k++) c.i32(0).i64Load(X + 8 * k);
    c.get(1).i32(8).op("i32_add").returnCall(direct);
  });
  return stubPoint;
}

/** The BIF in tail position: a bare CP word of the shared return entry below the caller's. */
function emitDirect(unit: UnitBuilder, { bif, index }: BifRow, callee: Mfa, c: Code): void {
  const n = bif.arity, sp = n, below = c.newLocal(I32), result = c.newLocal(I64);
  const point = unit.point({ kind: "return", words: 1, live: 1, fn: -1, file: 0, line: 0, callee });
  for (let i = 0; i < n; i++) c.i32(0).get(i).i64Store(X + 8 * i);
  c.i32(0).i32(n).i32Store(LIVE);
  c.get(sp).i32(8).op("i32_sub").tee(below);
  const { kind, slot } = unit.points[point]!;
  unit.linkage.cp(c, point, kind, slot);
  c.i64Store(0);
  c.i32(0).get(below).i32Store(SP);
  c.i32(0).i32(0).i32Load(REDS).i32(bif.cost).op("i32_sub").i32Store(REDS);
  // See tracedBif in builder.ts; here all BIFs may stop.
  c.i32(0).i32Load(REDS).i32(0).op("i32_le_s").if();
  c.i32(index).i32(TRACE_BIF_TRAPS).call(unit.runtime("rt_trace_bif")).if().i64(0).op("return").end();
  c.end();
  if (bif.home === "core") {
    for (let i = 0; i < n; i++) c.get(i);
    c.call(unit.coreFunction(bif.symbol));
  } else c.i32(index).call(unit.runtime("rt_host_bif"));
  c.tee(result).op("i64_eqz").if().i64(0).op("return").end();
  c.get(result).get(sp).get(sp).i32Load(CP_SLOT);
  const trampoline = unit.trampoline(1);
  if (trampoline !== undefined) c.returnCall(trampoline);
  else c.returnCallIndirect(unit.wasm.codeType(1));
}
