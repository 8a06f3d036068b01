/** What stands in table slots that have no code of their own, one function per arity. */
import { HEADER, CALLEE, CP_SLOT, EXPORT_FUN_EXPORT, EXPORT_SLOT, FUN_SLOT, LIVE, SP, STATUS, STATUS_BAD_FUN, STATUS_UNDEFINED, X } from "./layout.js";
import type { Code } from "./wasm/code.js";
import { I32, I64 } from "./wasm/instruction.js";
import { WasmModule } from "./wasm/module.js";

/** Highest arity of a function. */
const MOST = 255;

/**
 * A Wasm module that imports "core" `memory` and `table`, and exports for each arity n from 0 to 255
 *   `undefined_n`      direct form of an export without code: stops with STATUS_UNDEFINED
 *   `export_fun_n`     lambda entry of `fun M:F/n`: goes on as a remote call
 *   `unloaded_fun_n`   lambda entry of a fun whose module is gone: stops with STATUS_BAD_FUN
 *   `call_fun_n`       resume entry: calls the fun in X[n] with X[0] … X[n - 1] (apply/2, spawn/1)
 * and `return`, the resume entry that pops its CP word and hands x0 on (calls of BIFs in tail position).
 */
export function buildStubs(): Uint8Array<ArrayBuffer> {
  const wasm = new WasmModule();
  wasm.importMemory("core", "memory");
  wasm.importTable("core", "table");
  const define = (name: string, terms: number, emit: (c: Code) => void): void => {
    const index = wasm.declare(wasm.codeType(terms));
    wasm.write(index, terms + 1, emit);
    wasm.exportFunction(name, index);
  };
  /** Save the terms; [sp] already is the CP word of the caller. */
  const stop = (c: Code, terms: number, status: number): void => {
    for (let i = 0; i < terms; i++) c.i32(0).get(i).i64Store(X + 8 * i);
    c.i32(0).i32(terms).i32Store(LIVE);
    c.i32(0).i32(status).i32Store(STATUS);
    c.i32(0).get(terms).i32Store(SP).i64(0);
  };
  for (let n = 0; n <= MOST; n++) {
    define(`undefined_${n}`, n, (c) => stop(c, n, STATUS_UNDEFINED));
    define(`unloaded_fun_${n}`, n + 1, (c) => stop(c, n + 1, STATUS_BAD_FUN));
    define(`call_fun_${n}`, 1, (c) => {
      const fun = c.newLocal(I64);
      c.i32(0).i64Load(X + 8 * n).set(fun);
      for (let i = 0; i < n; i++) c.i32(0).i64Load(X + 8 * i);
      c.get(fun).get(1).i32(8).op("i32_add");
      c.get(fun).op("i32_wrap_i64").i32Load(HEADER + FUN_SLOT).returnCallIndirect(wasm.codeType(n + 1));
    });
    define(`export_fun_${n}`, n + 1, (c) => {
      const callee = c.newLocal(I32);
      c.i32(0).get(n).op("i32_wrap_i64").i32Load(HEADER + EXPORT_FUN_EXPORT).tee(callee).i32Store(CALLEE);
      for (let i = 0; i < n; i++) c.get(i);
      c.get(n + 1).get(callee).i32Load(EXPORT_SLOT).returnCallIndirect(wasm.codeType(n));
    });
  }
  define("return", 1, (c) => {
    c.get(0).get(1).i32(8).op("i32_add").get(1).i32Load(8 + CP_SLOT).returnCallIndirect(wasm.codeType(1));
  });
  return wasm.finish();
}
