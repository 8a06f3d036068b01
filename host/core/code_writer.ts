/**
 * Writes code's tables into the core's memory: points, function infos, exports, fun entries and
 * literals. The layouts are drawn in assembly/code; test/code compares the numbers.
 */
import type { Atoms } from "./atoms.js";
import type { Core } from "./core.js";

/** assembly/memory/cells.ts */
const POINTS = 48;
/** assembly/code/point.ts */
const POINT_SIZE = 20, POINT_WORDS = 4, POINT_LIVE = 6, POINT_FUNCTION = 8, POINT_LINE = 12, POINT_CALLEE = 16;
const FUNCTION_INFO_SIZE = 32, FUNCTION_NAME = 8, FUNCTION_ARITY = 16, FUNCTION_INSTANCE = 20, FUNCTION_ENTRY = 24, FUNCTION_BREAK = 28;
const POINT_LOOPS = 0x8000;
/** assembly/code/instance.ts */
const INSTANCE_FILES = 8, INSTANCE_LITERALS = 16, INSTANCE_FIRST_POINT = 20, INSTANCE_POINTS = 24, INSTANCE_FUNCTIONS = 28,
  INSTANCE_FUNCTION_COUNT = 32;
/** assembly/code/export.ts */
const EXPORT_SLOT = 20, EXPORT_STUB_SLOT = 24, EXPORT_STUB_POINT = 28, EXPORT_STATE = 32, EXPORT_BIF = 36, EXPORT_NUMBER = 44;
export const STATE_UNDEFINED = 0, STATE_CODE = 1, STATE_BIF = 2, STATE_BAKED = 3;
/** assembly/code/fun_entry.ts */
const FUN_ENTRY_SLOT = 24, FUN_ENTRY_STATE = 28, FUN_ENTRY_FUNCTION = 32;

/** Bits of a point's line: file index above, line below (assembly/code/point.ts). */
const FILE_SHIFT = 20, FILE_LIMIT = 1 << 12, LINE_LIMIT = 1 << 20;

export interface PointRow {
  readonly slot: number;
  readonly words: number;
  readonly live: number;
  readonly loops: boolean;
  /** Address of the FunctionInfo, 0 for none. */
  readonly info: number;
  readonly file: number;
  readonly line: number;
  /** Address of the Export that is called there, 0 for none. */
  readonly callee: number;
}
/** `stubPoint` counts from the unit's first point. */
export interface InfoRow { readonly name: string; readonly arity: number; readonly stubPoint: number }

/** Size of a FunctionInfo in bytes: the infos of a module stand in a row. */
export const infoSize = FUNCTION_INFO_SIZE;

export class CodeWriter {
  constructor(readonly core: Core, readonly atoms: Atoms) {}

  points(first: number, rows: readonly PointRow[]): void {
    const { view } = this.core;
    let at = view.getUint32(POINTS, true) + first * POINT_SIZE;
    for (const row of rows) {
      view.setUint32(at, row.slot, true);
      view.setUint16(at + POINT_WORDS, row.words, true);
      view.setUint16(at + POINT_LIVE, row.live | (row.loops ? POINT_LOOPS : 0), true);
      view.setUint32(at + POINT_FUNCTION, row.info, true);
      const known = row.line > 0 && row.line < LINE_LIMIT && row.file < FILE_LIMIT;
      view.setUint32(at + POINT_LINE, known ? ((row.file << FILE_SHIFT) | row.line) >>> 0 : 0, true);
      view.setUint32(at + POINT_CALLEE, row.callee, true);
      at += POINT_SIZE;
    }
  }

  /** FunctionInfos of `module`, whose unit's first point is `pointBase`, in a row; returns the address of the first. */
  infos(module: string, instance: number, pointBase: number, rows: readonly InfoRow[]): number {
    const indices = this.atoms.intern([module, ...rows.map((r) => r.name)]);
    const first = this.core.exports.newFunctionInfos(rows.length) >>> 0;
    const { view } = this.core;
    rows.forEach((row, i) => {
      const at = first + i * FUNCTION_INFO_SIZE;
      view.setBigUint64(at, atomTerm(indices[0]!), true);
      view.setBigUint64(at + FUNCTION_NAME, atomTerm(indices[i + 1]!), true);
      view.setUint32(at + FUNCTION_ARITY, row.arity, true);
      view.setUint32(at + FUNCTION_INSTANCE, instance, true);
      view.setUint32(at + FUNCTION_ENTRY, pointBase + row.stubPoint, true);
      view.setUint32(at + FUNCTION_BREAK, 0, true);
    });
    return first;
  }

  /** An Instance of `module` whose source files have these names (terms). */
  instance(module: string, files: readonly bigint[]): number {
    const at = this.core.exports.newInstance(this.atoms.index(module), files.length) >>> 0;
    const { view } = this.core;
    const names = view.getUint32(at + INSTANCE_FILES, true);
    for (const [i, name] of files.entries()) view.setBigUint64(names + 8 * i, name, true);
    return at;
  }
  describeInstance(at: number, d: { literals: number; firstPoint: number; points: number; infos: number; functions: number }): void {
    const { view } = this.core;
    view.setUint32(at + INSTANCE_LITERALS, d.literals, true);
    view.setUint32(at + INSTANCE_FIRST_POINT, d.firstPoint, true);
    view.setUint32(at + INSTANCE_POINTS, d.points, true);
    view.setUint32(at + INSTANCE_FUNCTIONS, d.infos, true);
    view.setUint32(at + INSTANCE_FUNCTION_COUNT, d.functions, true);
  }

  /** Address and slot of the Export of module:name/arity. */
  export(module: string, name: string, arity: number): { address: number; slot: number } {
    const address = this.core.exports.internExportAt(this.atoms.index(module), this.atoms.index(name), arity) >>> 0;
    return { address, slot: this.core.view.getUint32(address + EXPORT_SLOT, true) };
  }
  /** When the Export of module:name/arity was made: a later one has a larger number. */
  exportNumber(module: string, name: string, arity: number): number {
    return this.core.view.getUint32(this.export(module, name, arity).address + EXPORT_NUMBER, true);
  }
  setExport(address: number, state: number, stubSlot: number, stubPoint: number): void {
    const { view } = this.core;
    view.setUint32(address + EXPORT_STUB_SLOT, stubSlot, true);
    view.setUint32(address + EXPORT_STUB_POINT, stubPoint, true);
    view.setUint32(address + EXPORT_STATE, state, true);
  }
  setBif(address: number, index: number): void { this.core.view.setInt32(address + EXPORT_BIF, index, true); }
  exportState(address: number): number { return this.core.view.getUint32(address + EXPORT_STATE, true); }
  /** Point of an export's entry stub: tells which version of a module it belongs to. */
  exportStubPoint(address: number): number { return this.core.view.getUint32(address + EXPORT_STUB_POINT, true); }

  /** Address and slot of the FunEntry of lambda `index` in the version of `module` with this MD5. */
  funEntry(module: string, index: number, md5: Uint8Array, oldUniq: number, arity: number, free: number): { address: number; slot: number } {
    const m = this.atoms.index(module);
    const address = this.core.withBytes(md5, (ptr) => this.core.exports.internFunEntryAt(m, index, ptr, oldUniq, arity, free)) >>> 0;
    return { address, slot: this.core.view.getUint32(address + FUN_ENTRY_SLOT, true) };
  }
  setFunEntry(address: number, state: number, info: number): void {
    const { view } = this.core;
    view.setUint32(address + FUN_ENTRY_STATE, state, true);
    view.setUint32(address + FUN_ENTRY_FUNCTION, info, true);
  }
  funEntryInfo(address: number): number { return this.core.view.getUint32(address + FUN_ENTRY_FUNCTION, true); }

  /**
   * Literals (external terms with their version byte) in an area of their own.
   * @returns undefined when one of them is damaged
   */
  literals(encoded: readonly Uint8Array[]): { area: number; terms: bigint[] } | undefined {
    if (encoded.length === 0) return { area: 0, terms: [] };
    const input = encoded.reduce((sum, e) => sum + 4 + e.length - 1, 0);
    const { exports } = this.core;
    const ptr = exports.rawAlloc(input + 8 + 8 * encoded.length) >>> 0;
    const out = (ptr + input + 7) & ~7;
    const { bytes, view } = this.core;
    let at = ptr;
    for (const e of encoded) {
      view.setUint32(at, e.length - 1, true);
      bytes.set(e.subarray(1), at + 4);
      at += 4 + e.length - 1;
    }
    const area = exports.decodeLiterals(ptr, encoded.length, out) >>> 0;
    const terms = area === 0 ? undefined : Array.from(new BigUint64Array(this.core.exports.memory.buffer, out, encoded.length));
    exports.rawFree(ptr);
    return terms && { area, terms };
  }

  /** Whether external terms can be literals: known before anything of a module is in the node. */
  areLiterals(encoded: readonly Uint8Array[]): boolean {
    const made = this.literals(encoded);
    if (made !== undefined && made.area !== 0) this.core.exports.freeLiteralArea(made.area);
    return made !== undefined;
  }

  /** A copy of raw bytes in the core's memory. */
  raw(bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    const at = this.core.exports.rawAlloc(bytes.length) >>> 0;
    this.core.bytes.set(bytes, at);
    return at;
  }
}

const ATOM_SHIFT = 6n, IMM2_ATOM = 0x0bn;
export const atomTerm = (index: number): bigint => (BigInt(index) << ATOM_SHIFT) | IMM2_ATOM;
