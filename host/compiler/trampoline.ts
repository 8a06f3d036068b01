/** Indirect calls for modules that must not import the table: docs/translation.md, "Tables". */
import { I32, I64, type ValueType } from "./wasm/instruction.js";
import { WasmModule } from "./wasm/module.js";

/** Terms that a call passes at most: the parameters, and the fun of a lambda entry. */
const MOST = 256;

/**
 * A Wasm module that imports "core" `table` and exports `call_n (terms × n, sp: i32, slot: i32) -> i64` for n from 0 to 256: a
 * tail call of the function in the slot.
 */
export function buildTrampoline(): Uint8Array<ArrayBuffer> {
  const wasm = new WasmModule();
  wasm.importTable("core", "table");
  for (let n = 0; n <= MOST; n++) {
    const index = wasm.declare(wasm.type([...new Array<ValueType>(n).fill(I64), I32, I32], [I64]));
    wasm.write(index, n + 2, (c) => {
      for (let i = 0; i < n + 2; i++) c.get(i);
      c.returnCallIndirect(wasm.codeType(n));
    });
    wasm.exportFunction(`call_${n}`, index);
  }
  return wasm.finish();
}
