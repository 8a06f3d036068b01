/**
 * A scheduler of one process, written in JavaScript, for code that calls no core: it gives translated modules memory, a stack,
 * reductions and the few runtime functions that a test names. What stops for a check is resumed at once. A "collection"
 * moves the stack to a fresh block behind all others, with a heap just below it: nothing is reclaimed, but
 * what the code kept of its old stack would be noticed.
 */
import { readBeam } from "../../host/beam/index.js";
import { buildStubs, buildTrampoline, compile, type BifRow, type CompiledUnit, type Constant } from "../../host/compiler/index.js";
import { CALLEE, CP_SLOT, EXPORT_SLOT, HP, LIVE, NEED, RED_ZONE, REDS, SP, STATUS, X, NIL } from "../../host/compiler/layout.js";
import { core } from "../../host/bif/table.js";

const PAGE = 65536;
const EXPORTS_AT = 0x8000, EXPORT_BYTES = 48, LITERALS_AT = 0x20000;
const FUN_ENTRIES_AT = 0x10000, FUN_ENTRY_BYTES = 56, FUN_ENTRY_SLOT = 24;
const FIRST_BLOCK = 0x100000, MEMORY_END = 0x10000000;
const RETURN_SLOT = 1, HALT_SLOT = 2, FIRST_SLOT = 16;

export interface MachineOptions {
  readonly linkage: "baked" | "imported";
  readonly table: "import" | "trampoline";
  /** Reductions of a turn. */
  readonly reductions?: number;
  /** Words between heap and stack in a turn: small ones make heap checks fail. */
  readonly room?: number;
}

export type CoreFunction = (...args: never[]) => unknown;

export class Machine {
  readonly memory = new WebAssembly.Memory({ initial: MEMORY_END / PAGE });
  readonly table = new WebAssembly.Table({ initial: 100000, element: "anyfunc" });
  readonly unit: CompiledUnit;
  /** How many times the process was stopped. */
  stops = 0;
  private readonly view = new DataView(this.memory.buffer);
  private readonly atoms = new Map<string, number>([["false", 0], ["true", 1]]);
  private readonly exports = new Map<string, number>();
  private readonly points = new Map<number, number>();
  private nextSlot = FIRST_SLOT;

  /** `core`: runtime functions; all others throw when they are called. */
  constructor(file: Uint8Array, private readonly options: MachineOptions, core: Record<string, CoreFunction> = {}, rows = bifRows) {
    const { memory, table } = this;
    const stubs = new WebAssembly.Instance(new WebAssembly.Module(buildStubs()), { core: { memory, table } }).exports;
    const trampoline = new WebAssembly.Instance(new WebAssembly.Module(buildTrampoline()), { core: { table } }).exports;
    table.set(RETURN_SLOT, stubs["return"] as never);
    table.set(HALT_SLOT, halt());
    const module = readBeam(file);
    const mfa = (m: { module: string; name: string; arity: number }): string => `${m.module}:${m.name}/${m.arity}`;
    const exportAddress = (m: { module: string; name: string; arity: number }): number => {
      let at = this.exports.get(mfa(m));
      if (at === undefined) {
        at = EXPORTS_AT + this.exports.size * EXPORT_BYTES;
        this.exports.set(mfa(m), at);
        this.view.setInt32(at + EXPORT_SLOT, this.nextSlot, true);
        table.set(this.nextSlot++, stubs[`undefined_${m.arity}`] as never);
      }
      return at;
    };
    const exportSlot = (m: { module: string; name: string; arity: number }): number => this.view.getInt32(exportAddress(m) + EXPORT_SLOT, true);
    const literals = module.literals.map((l, i) => this.literal(l, LITERALS_AT + 16 * i));
    const funEntry = (_: number, i: number): number => FUN_ENTRIES_AT + FUN_ENTRY_BYTES * i;
    const funSlots = module.lambdas.map((_, i) => {
      this.view.setInt32(funEntry(0, i) + FUN_ENTRY_SLOT, this.nextSlot, true);
      return this.nextSlot++;
    });
    const pointBase = 100, slotBase = 20000, dispatcherSlot = 15;
    const numbers = {
      slotBase, pointBase, returnSlot: RETURN_SLOT, atom: (t: string) => this.atom(t), literal: (_: number, i: number) => literals[i]!,
      exportAddress, exportSlot, funEntry, funSlot: (_: number, i: number) => funSlots[i]!, strings: () => 0,
    };
    const bif = (m: string, f: string, a: number): BifRow | undefined =>
      rows.find((r) => r.bif.module === m && r.bif.name === f && r.bif.arity === a);
    this.unit = compile([module], { ...options, bif, numbers });
    const constant = (k: Constant): number | bigint => {
      switch (k.kind) {
        case "atom": return this.atom(k.text);
        case "literal": return literals[k.index]!;
        case "exportAddress": return exportAddress(k.callee);
        case "exportSlot": return exportSlot(k.callee);
        case "funEntry": return funEntry(0, k.index);
        case "strings": return 0;
        case "cp": return (BigInt(dispatcherSlot) << 32n) | BigInt(pointBase << 2);
        case "returnCp": return (BigInt(RETURN_SLOT) << 32n) | BigInt(pointBase << 2);
        case "catch": return BigInt((pointBase << 6) | 0x1b);
      }
    };
    const constants = Object.fromEntries(this.unit.constants.map((k, i) => [String(i), constant(k)]));
    const functions = Object.fromEntries(this.unit.coreImports.map((name) =>
      [name, core[name] ?? (() => { throw new Error(`${name} is called`); })]));
    const imports = { core: { memory, table, ...functions }, constants, trampoline } as never;
    const instance = new WebAssembly.Instance(new WebAssembly.Module(this.unit.bytes), imports).exports;
    if (this.unit.dispatcher !== undefined) table.set(dispatcherSlot, instance[this.unit.dispatcher] as never);
    const own = this.unit.modules[0]!;
    for (const e of own.exports) {
      const callee = { module: own.name, name: e.name, arity: e.arity };
      if (e.wasmName !== undefined) table.set(exportSlot(callee), instance[e.wasmName] as never);
      this.points.set(exportAddress(callee), pointBase + e.stubPoint);
      this.view.setInt32(exportAddress(callee) + EXPORT_SLOT + 4,
        options.linkage === "baked" ? this.unit.points[e.stubPoint]!.slot : dispatcherSlot, true);
    }
    if (own.placers !== undefined) for (const place of [own.placers.exports, own.placers.lambdas]) (instance[place] as () => void)();
    for (const l of own.lambdas) if (l.wasmName !== undefined) table.set(funSlots[l.position]!, instance[l.wasmName] as never);
  }

  atom(text: string): bigint {
    let n = this.atoms.get(text);
    if (n === undefined) this.atoms.set(text, n = this.atoms.size);
    return BigInt(n) * 64n + 11n;
  }
  private atomText(term: bigint): string { return [...this.atoms.keys()][Number(term >> 6n)]!; }

  /** Floats only: what pure arithmetic needs. Others become an atom that names them. */
  private literal(etf: Uint8Array, at: number): bigint {
    const NEW_FLOAT_EXT = 70;
    if (etf[1] !== NEW_FLOAT_EXT) return this.atom("a literal");
    this.view.setBigInt64(at, 0x58n, true);
    this.view.setFloat64(at + 8, new DataView(etf.buffer, etf.byteOffset).getFloat64(2), true);
    return BigInt(at - 6);
  }

  private read(cell: number): number { return this.view.getInt32(cell, true); }
  private write(cell: number, value: number): void { this.view.setInt32(cell, value, true); }

  /** Call an exported function; integers, lists of them and atoms go in and out. Other endings throw. */
  call(name: string, ...args: unknown[]): unknown {
    const { reductions = 4000, room = 1 << 20 } = this.options;
    const own = this.unit.modules[0]!;
    const at = this.exports.get(`${own.name}:${name}/${args.length}`)!;
    this.write(HP, FIRST_BLOCK);
    args.forEach((a, i) => { this.view.setBigInt64(X + 8 * i, this.toTerm(a), true); });
    let end = this.read(HP) + 8 * room + 4096, sp = end;
    const push = (point: number, slot: number): void => {
      sp -= 8;
      this.view.setBigInt64(sp, (BigInt(slot) << 32n) | BigInt(point << 2), true);
    };
    push(0, HALT_SLOT);
    push(this.points.get(at)!, this.read(at + EXPORT_SLOT + 4));
    for (;;) {
      this.write(SP, sp);
      this.write(REDS, reductions);
      this.write(STATUS, 0);
      this.write(NEED, 0);
      const entry = this.table.get(this.read(sp + CP_SLOT)) as (x0: bigint, sp: number) => bigint;
      const value = entry(this.view.getBigInt64(X, true), sp);
      if (value !== 0n) return this.fromTerm(value);
      this.stops++;
      if (this.read(STATUS) !== 0) throw new Error(`status ${this.read(STATUS)}, live ${this.read(LIVE)}, callee ${this.read(CALLEE)}`);
      sp = this.read(SP);
      const size = end - sp, heap = end, to = heap + 8 * (room + this.read(NEED)) + RED_ZONE;
      if (to + size > MEMORY_END) throw new Error("out of memory");
      new Uint8Array(this.memory.buffer).copyWithin(to, sp, end);
      this.write(HP, heap);
      sp = to;
      end = to + size;
    }
  }

  toTerm(value: unknown): bigint {
    if (typeof value === "number" || typeof value === "bigint") return (BigInt(value) << 4n) | 15n;
    if (typeof value === "string") return this.atom(value);
    let list = BigInt(NIL);
    for (const v of [...(value as unknown[])].reverse()) {
      const p = this.read(HP);
      this.view.setBigInt64(p, this.toTerm(v), true);
      this.view.setBigInt64(p + 8, list, true);
      list = BigInt(p - 7);
      this.write(HP, p + 16);
    }
    return list;
  }

  fromTerm(t: bigint): unknown {
    if ((t & 15n) === 15n) return Number(t >> 4n);
    if ((t & 63n) === 11n) return this.atomText(t);
    if (t === BigInt(NIL)) return [];
    const p = Number(t);
    if ((t & 3n) === 1n) {
      const list: unknown[] = [];
      for (; t !== BigInt(NIL); t = this.view.getBigInt64(Number(t) + 15, true)) list.push(this.fromTerm(this.view.getBigInt64(Number(t) + 7, true)));
      return list;
    }
    const header = this.view.getBigInt64(p + 6, true);
    if ((header & 63n) === 0n)
      return { tuple: Array.from({ length: Number(header >> 6n) }, (_, i) => this.fromTerm(this.view.getBigInt64(p + 14 + 8 * i, true))) };
    if ((header & 0x3cn) === 0x18n) return { float: this.view.getFloat64(p + 14, true) };
    return { header };
  }
}

/** The resume entry below everything: hands the value to JavaScript. */
function halt(): never {
  // (func (export "f") (param i64 i32) (result i64) (local.get 0))
  const bytes = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 126, 127, 1, 126, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 6, 1, 4, 0, 32, 0, 11]);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports["f"] as never;
}

const guards = ["+", "-", "*", "div", "rem", "band", "bor", "bxor", "bsl", "bsr"].map((name) => `erlang:${name}/2`);
/** Operators of the core, for tests that never leave the small integers. */
export const bifRows: readonly BifRow[] = guards.map((mfa, index) => ({ bif: core(mfa, { kind: "guard", symbol: mfa }), index }));
