/** A Wasm module while it is written: types, imports, functions in any order, elements, exports. */
import { ByteBuffer } from "./buffer.js";
import { Code } from "./code.js";
import { I32, I64, type ValueType } from "./instruction.js";

const SECTION_TYPE = 1, SECTION_IMPORT = 2, SECTION_FUNCTION = 3, SECTION_EXPORT = 7, SECTION_ELEMENT = 9, SECTION_CODE = 10;
const KIND_FUNCTION = 0, KIND_TABLE = 1, KIND_MEMORY = 2, KIND_GLOBAL = 3;
const FUNCTION_TYPE = 0x60, FUNCREF = 0x70, LIMITS_MIN = 0, IMMUTABLE = 0;
const MAGIC_AND_VERSION = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const END = 0x0b, CONST_I32 = 0x41;
/** Of an element segment: its flags when it has no place of its own, and the kind of its elements. */
const PASSIVE = 1, ELEMENT_FUNCTIONS = 0;

interface Body { start: number; end: number; locals: readonly (readonly [number, ValueType])[] }

export class WasmModule {
  private readonly types = new ByteBuffer();
  private readonly typeIndexes = new Map<string, number>();
  private readonly codeTypes: number[] = [];
  private readonly imports = new ByteBuffer();
  private importCount = 0;
  private importedFunctions = 0;
  private importedGlobals = 0;
  private readonly functionTypes: number[] = [];
  readonly owners: number[] = [];
  private readonly bodies: (Body | undefined)[] = [];
  private readonly code = new ByteBuffer(1 << 16);
  private readonly elements = new ByteBuffer();
  private elementCount = 0;
  private readonly exports = new ByteBuffer();
  private exportCount = 0;

  type(params: readonly ValueType[], results: readonly ValueType[]): number {
    const key = params.join() + ":" + results.join();
    let index = this.typeIndexes.get(key);
    if (index === undefined) {
      index = this.typeIndexes.size;
      this.typeIndexes.set(key, index);
      this.types.byte(FUNCTION_TYPE);
      for (const list of [params, results]) {
        this.types.u32(list.length);
        for (const t of list) this.types.byte(t);
      }
    }
    return index;
  }

  /** Type of `(i64 × n, i32) -> i64`: direct forms, lambda entries and resume entries are all of this shape. */
  codeType(n: number): number {
    return this.codeTypes[n] ??= this.type([...new Array<typeof I64>(n).fill(I64), I32], [I64]);
  }

  private import(module: string, name: string, kind: number): ByteBuffer {
    this.importCount++;
    this.imports.name(module);
    this.imports.name(name);
    this.imports.byte(kind);
    return this.imports;
  }
  importMemory(module: string, name: string): void {
    const out = this.import(module, name, KIND_MEMORY);
    out.byte(LIMITS_MIN);
    out.u32(1);
  }
  importTable(module: string, name: string): void {
    const out = this.import(module, name, KIND_TABLE);
    out.byte(FUNCREF);
    out.byte(LIMITS_MIN);
    out.u32(0);
  }
  importGlobal(module: string, name: string, type: ValueType): number {
    const out = this.import(module, name, KIND_GLOBAL);
    out.byte(type);
    out.byte(IMMUTABLE);
    return this.importedGlobals++;
  }
  /** All functions must be imported before the first is defined: they are numbered first. */
  importFunction(module: string, name: string, type: number): number {
    if (this.functionTypes.length > 0) throw new Error(`${module}.${name} is imported too late`);
    this.import(module, name, KIND_FUNCTION).u32(type);
    return this.importedFunctions++;
  }

  /** Take an index; the body follows by `write`. `owner`: whatever the caller wants to find by the index later. */
  declare(type: number, owner = -1): number {
    this.bodies.push(undefined);
    this.owners.push(owner);
    return this.importedFunctions + this.functionTypes.push(type) - 1;
  }

  /** Write the body of a declared function. Bodies are written one after the other, never nested. */
  write(index: number, params: number, emit: (code: Code) => void): void {
    const code = new Code(this.code, params);
    emit(code);
    this.code.byte(END);
    this.bodies[index - this.importedFunctions] = { start: code.start, end: this.code.length, locals: code.localGroups() };
  }

  exportFunction(name: string, index: number): void {
    this.exportCount++;
    this.exports.name(name);
    this.exports.byte(KIND_FUNCTION);
    this.exports.u32(index);
  }

  /** Functions that are placed into the imported table at `slot` and after when the module is instantiated. */
  element(slot: number, functions: readonly number[]): void {
    if (functions.length === 0) return;
    this.elementCount++;
    const out = this.elements;
    out.u32(0);
    out.byte(CONST_I32);
    out.s32(slot);
    out.byte(END);
    out.u32(functions.length);
    for (const f of functions) out.u32(f);
  }

  /** Functions that code puts into the table itself. Returns the segment's number for `tableInit`. */
  passiveElement(functions: readonly number[]): number {
    const out = this.elements;
    out.u32(PASSIVE);
    out.byte(ELEMENT_FUNCTIONS);
    out.u32(functions.length);
    for (const f of functions) out.u32(f);
    return this.elementCount++;
  }

  get functionCount(): number { return this.functionTypes.length; }
  get firstFunction(): number { return this.importedFunctions; }

  finish(): Uint8Array<ArrayBuffer> {
    const out = new ByteBuffer(this.code.length + this.code.length / 4 + 4096);
    out.append(Uint8Array.from(MAGIC_AND_VERSION));
    const section = (id: number, count: number, body: ByteBuffer): void => {
      if (count === 0) return;
      const head = new ByteBuffer(8);
      head.u32(count);
      out.byte(id);
      out.u32(head.length + body.length);
      out.append(head.view());
      out.append(body.view());
    };
    section(SECTION_TYPE, this.typeIndexes.size, this.types);
    section(SECTION_IMPORT, this.importCount, this.imports);
    const functions = new ByteBuffer(this.functionTypes.length * 2);
    for (const t of this.functionTypes) functions.u32(t);
    section(SECTION_FUNCTION, this.functionTypes.length, functions);
    section(SECTION_EXPORT, this.exportCount, this.exports);
    section(SECTION_ELEMENT, this.elementCount, this.elements);
    section(SECTION_CODE, this.bodies.length, this.assembleBodies());
    return out.view().slice();
  }

  private assembleBodies(): ByteBuffer {
    const out = new ByteBuffer(this.code.length + this.bodies.length * 8);
    const head = new ByteBuffer(64);
    this.bodies.forEach((body, i) => {
      if (body === undefined) throw new Error(`Wasm function ${i} was declared and not written`);
      head.length = 0;
      head.u32(body.locals.length);
      for (const [n, type] of body.locals) {
        head.u32(n);
        head.byte(type);
      }
      out.u32(head.length + body.end - body.start);
      out.append(head.view());
      out.append(this.code.view(body.start, body.end));
    });
    return out;
  }
}
