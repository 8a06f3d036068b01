/**
 * Where generated code takes the numbers of a node from: they are written into it (an image), or they are imported
 * globals (a later module, whose bytes are the same on every node).
 */
import type { Mfa } from "./instruction.js";
import { CATCH_SHIFT, IMM2_CATCH } from "./layout.js";
import type { Constant, Numbers, PointKind } from "./unit.js";
import type { Code } from "./wasm/code.js";
import { I32, I64, type ValueType } from "./wasm/instruction.js";
import type { WasmModule } from "./wasm/module.js";

export interface Linkage {
  /** Each pushes one constant: terms and CP words as i64, addresses and slots as i32. */
  atom(c: Code, text: string): void;
  literal(c: Code, module: number, index: number): void;
  exportAddress(c: Code, callee: Mfa): void;
  exportSlot(c: Code, callee: Mfa): void;
  funEntry(c: Code, module: number, index: number): void;
  /** Address of byte `offset` of the module's strings. */
  string(c: Code, module: number, offset: number): void;
  cp(c: Code, point: number, kind: PointKind, slot: number): void;
  catchWord(c: Code, point: number): void;
  /** The atom's term where it is known when code is written. */
  atomValue(text: string): bigint | undefined;
  readonly constants: readonly Constant[];
}

const mfaKey = (m: Mfa): string => `${m.module}:${m.name}/${m.arity}`;
const SLOT_FACTOR = 2 ** 32;

export class BakedLinkage implements Linkage {
  readonly constants: readonly Constant[] = [];
  private readonly atoms = new Map<string, bigint>();

  constructor(private readonly numbers: Numbers) {}

  atomValue(text: string): bigint {
    let term = this.atoms.get(text);
    if (term === undefined) this.atoms.set(text, term = this.numbers.atom(text));
    return term;
  }
  atom(c: Code, text: string): void { c.i64(this.atomValue(text)); }
  literal(c: Code, module: number, index: number): void { c.i64(this.numbers.literal(module, index)); }
  exportAddress(c: Code, callee: Mfa): void { c.i32(this.numbers.exportAddress(callee)); }
  exportSlot(c: Code, callee: Mfa): void { c.i32(this.numbers.exportSlot(callee)); }
  funEntry(c: Code, module: number, index: number): void { c.i32(this.numbers.funEntry(module, index)); }
  string(c: Code, module: number, offset: number): void { c.i32(this.numbers.strings(module) + offset); }
  cp(c: Code, point: number, kind: PointKind, slot: number): void {
    const at = kind === "return" ? this.numbers.returnSlot : slot;
    c.i64(at * SLOT_FACTOR + (this.numbers.pointBase + point) * 4);
  }
  catchWord(c: Code, point: number): void { c.i64((this.numbers.pointBase + point) * (1 << CATCH_SHIFT) + IMM2_CATCH); }
}

export class ImportedLinkage implements Linkage {
  readonly constants: Constant[] = [];
  private readonly globals = new Map<string, number>();

  constructor(private readonly wasm: WasmModule) {}

  private push(c: Code, key: string, type: ValueType, make: () => Constant): void {
    let index = this.globals.get(key);
    if (index === undefined) {
      index = this.wasm.importGlobal("constants", String(this.constants.length), type);
      this.constants.push(make());
      this.globals.set(key, index);
    }
    c.global(index);
  }

  atomValue(): undefined { return undefined; }
  atom(c: Code, text: string): void { this.push(c, "a" + text, I64, () => ({ kind: "atom", text })); }
  literal(c: Code, module: number, index: number): void {
    this.push(c, `l${module}.${index}`, I64, () => ({ kind: "literal", module, index }));
  }
  exportAddress(c: Code, callee: Mfa): void {
    this.push(c, "e" + mfaKey(callee), I32, () => ({ kind: "exportAddress", callee }));
  }
  exportSlot(c: Code, callee: Mfa): void {
    this.push(c, "s" + mfaKey(callee), I32, () => ({ kind: "exportSlot", callee }));
  }
  funEntry(c: Code, module: number, index: number): void {
    this.push(c, `f${module}.${index}`, I32, () => ({ kind: "funEntry", module, index }));
  }
  string(c: Code, module: number, offset: number): void {
    this.push(c, `t${module}`, I32, () => ({ kind: "strings", module }));
    if (offset > 0) c.i32(offset).op("i32_add");
  }
  cp(c: Code, point: number, kind: PointKind): void {
    if (kind === "return") this.push(c, "returnCp", I64, () => ({ kind: "returnCp" }));
    else this.push(c, "cp", I64, () => ({ kind: "cp" }));
    if (point > 0) c.i64(point * 4).op("i64_add");
  }
  catchWord(c: Code, point: number): void {
    this.push(c, "catch", I64, () => ({ kind: "catch" }));
    if (point > 0) c.i64(point * (1 << CATCH_SHIFT)).op("i64_add");
  }
}
