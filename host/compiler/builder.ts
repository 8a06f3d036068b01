/** One Wasm module under construction, with the tables that describe it to the loader. */
import { OP, type BeamModule } from "../beam/index.js";
import type { BifRow, Mfa } from "./instruction.js";
import {
  CALLEE, CP_SLOT, LIVE, NEED, SP, STATUS, STATUS_BAD_FUN, STATUS_CHECK, STATUS_UNDEFINED, TRACE_BIF_INLINE, TRACE_BIF_STOPPED, TRACE_BIF_TRAPS, X,
} from "./layout.js";
import { BakedLinkage, ImportedLinkage, type Linkage } from "./linkage.js";
import { runtimeNeeds, signature, type RuntimeName } from "./runtime.js";
import type { CompiledFunction, CompiledUnit, CompileOptions, Point, PointKind } from "./unit.js";
import { Label, type Code } from "./wasm/code.js";
import { I32, I64, type ValueType } from "./wasm/instruction.js";
import { WasmModule } from "./wasm/module.js";

/** Functions of the unit's own that stop a process; their bodies would otherwise be repeated at each place. */
type Helper = "suspend" | "raise" | "bad_fun" | "undefined";

export class UnitBuilder {
  readonly wasm = new WasmModule();
  readonly linkage: Linkage;
  readonly points: Point[] = [];
  readonly functions: CompiledFunction[] = [];
  readonly callees: Mfa[] = [];
  readonly coreImports: string[] = [];
  /** Wasm function of each resume point's entry, by point. */
  private readonly entries = new Map<number, number>();
  private readonly core = new Map<string, number>();
  private readonly calleeIndexes = new Map<string, number>();
  private readonly helpers = new Map<string, { index: number; kind: Helper; n: number }>();
  private readonly traced = new Map<number, { index: number; row: BifRow }>();
  private readonly trampolines: number[] = [];
  /**
   * Imported linkage: `(x0, sp)` to where the CP word at sp says, without leaving the unit when the code is its own:
   * most returns stay in their module, and the way out through table or trampoline costs several times as much.
   */
  readonly returnTo: number | undefined;
  private nextSlot: number;
  private readonly firstSlot: number;

  /** `rows`: BIFs that are called beside those that the modules name. */
  constructor(readonly options: CompileOptions, modules: readonly BeamModule[], rows: readonly BifRow[] = []) {
    const { numbers } = options;
    if (options.linkage === "baked" && numbers === undefined) throw new TypeError("baked linkage needs numbers");
    this.linkage = options.linkage === "baked" ? new BakedLinkage(numbers!) : new ImportedLinkage(this.wasm);
    this.firstSlot = this.nextSlot = numbers?.slotBase ?? 0;
    this.wasm.importMemory("core", "memory");
    if (options.table === "import") this.wasm.importTable("core", "table");
    this.importCore(modules);
    this.importRows(rows);
    if (options.table === "trampoline") this.importTrampolines(modules);
    this.returnTo = this.isBaked ? undefined : this.wasm.declare(this.wasm.codeType(1));
  }

  get isBaked(): boolean { return this.options.linkage === "baked"; }

  // --- the core
  private importFunction(name: string, params: readonly ValueType[], results: readonly ValueType[]): void {
    if (this.core.has(name)) return;
    this.core.set(name, this.wasm.importFunction("core", name, this.wasm.type(params, results)));
    this.coreImports.push(name);
  }

  private importRow({ bif }: BifRow): void {
    if (bif.kind !== "guard") for (const name of ["rt_trace_bif", "rt_trace_bif_done"] as const) this.importRuntime(name);
    if (bif.home === "core") this.importFunction(bif.symbol, new Array<ValueType>(bif.arity).fill(I64), [I64]);
    else this.importRuntime("rt_host_bif");
  }

  importRuntime(name: RuntimeName): void {
    const { params, results } = signature(name);
    this.importFunction(name, params, results);
  }

  importRows(rows: Iterable<BifRow>): void { for (const row of rows) this.importRow(row); }

  private importCore(modules: readonly BeamModule[]): void {
    const { bif } = this.options;
    const ops = new Set<number>();
    for (const m of modules) {
      for (const f of m.functions) {
        for (const i of f.code) ops.add(i.op);
        const row = bif(m.name, f.name, f.arity);
        if (row !== undefined) this.importRow(row);
      }
      for (const i of m.imports) {
        const row = bif(i.module, i.name, i.arity);
        if (row !== undefined) this.importRow(row);
      }
    }
    if (ops.has(OP.send)) this.importRows([bif("erlang", "!", 2)].filter((r) => r !== undefined));
    for (const op of ops) for (const name of runtimeNeeds(op)) this.importRuntime(name);
    // Which instructions check their operands is found out later.
    this.importRuntime("rt_badarg");
  }

  runtime(name: RuntimeName): number { return this.coreFunction(name); }

  coreFunction(name: string): number {
    const index = this.core.get(name);
    if (index === undefined) throw new Error(`${name} is called and was not imported`);
    return index;
  }

  // --- calls by slot on hosts where a later module must not import the table
  private importTrampolines(modules: readonly BeamModule[]): void {
    let most = 1;
    for (const m of modules) {
      for (const i of m.imports) most = Math.max(most, i.arity);
      for (const f of m.functions)
        for (const { op, args } of f.code) {
          const n = op === OP.call_fun || op === OP.apply || op === OP.apply_last ? args[0] : op === OP.call_fun2 ? args[1] : undefined;
          if (n?.kind === "number") most = Math.max(most, n.value + 1);
        }
    }
    for (let n = 0; n <= most; n++)
      this.trampolines.push(this.wasm.importFunction("trampoline", `call_${n}`,
        this.wasm.type([...new Array<ValueType>(n).fill(I64), I32, I32], [I64])));
  }

  /** The imported function for `n` terms, sp and slot; undefined where the table is imported. */
  trampoline(n: number): number | undefined { return this.trampolines[n]; }

  // --- points
  callee(m: Mfa): number {
    const key = `${m.module}:${m.name}/${m.arity}`;
    let index = this.calleeIndexes.get(key);
    if (index === undefined) {
      index = this.callees.push({ module: m.module, name: m.name, arity: m.arity }) - 1;
      this.calleeIndexes.set(key, index);
    }
    return index;
  }

  point(p: { kind: PointKind; words: number; live: number; loops?: boolean; fn: number; file: number; line: number; callee?: Mfa | undefined }): number {
    const slot = !this.isBaked ? 0 : p.kind === "resume" ? this.nextSlot++ : p.kind === "return" ? this.options.numbers!.returnSlot : 0;
    return this.points.push({
      kind: p.kind, slot, words: p.words, live: p.live, loops: p.loops ?? false, fn: p.fn, file: p.file, line: p.line,
      callee: p.callee === undefined ? -1 : this.callee(p.callee),
    }) - 1;
  }

  /** The code that a resume point is entered by. */
  setEntry(point: number, wasmFunction: number): void { this.entries.set(point, wasmFunction); }

  // --- helpers
  /** Index of a helper for `n` terms: (terms …, sp, cp) and what is said at each of writeHelpers' cases. */
  helper(kind: Helper, n: number): number {
    const key = kind + n;
    let h = this.helpers.get(key);
    if (h === undefined) {
      const more: ValueType[] = kind === "suspend" || kind === "undefined" ? [I32] : [];
      const type = this.wasm.type([...new Array<ValueType>(n).fill(I64), I32, I64, ...more], [I64]);
      this.helpers.set(key, h = { index: this.wasm.declare(type), kind, n });
    }
    return h.index;
  }

  /**
   * Index of the way to a BIF by the tracer: (arguments …, sp, cp) -> value or 0; what stands at each of rt_trace_bif's answers is in
   * docs/tracing.md. `sp`: where `cp`, which names the call, is written.
   */
  tracedBif(row: BifRow): number {
    let t = this.traced.get(row.index);
    if (t === undefined) {
      const type = this.wasm.type([...new Array<ValueType>(row.bif.arity).fill(I64), I32, I64], [I64]);
      this.traced.set(row.index, t = { index: this.wasm.declare(type), row });
    }
    return t.index;
  }

  private writeTracedBifs(): void {
    for (const { index, row: { bif, index: row } } of this.traced.values()) {
      const n = bif.arity, sp = n, cp = n + 1;
      this.wasm.write(index, n + 2, (c) => {
        const answer = c.newLocal(I32), value = c.newLocal(I64);
        for (let i = 0; i < n; i++) c.i32(0).get(i).i64Store(X + 8 * i);
        c.i32(0).i32(n).i32Store(LIVE);
        c.get(sp).get(cp).i64Store(0);
        c.i32(0).get(sp).i32Store(SP);
        c.i32(row).i32(bif.kind === "trap" ? TRACE_BIF_TRAPS : TRACE_BIF_INLINE).call(this.runtime("rt_trace_bif")).tee(answer);
        c.i32(TRACE_BIF_STOPPED).op("i32_eq").if().i64(0).op("return").end();
        if (bif.home === "core") {
          for (let i = 0; i < n; i++) c.get(i);
          c.call(this.coreFunction(bif.symbol));
        } else c.i32(row).call(this.runtime("rt_host_bif"));
        c.set(value).get(answer).if().get(value).call(this.runtime("rt_trace_bif_done")).set(value).end();
        c.get(value);
      });
    }
  }

  private writeHelpers(): void {
    for (const { index, kind, n } of this.helpers.values()) {
      const sp = n, cp = n + 1, more = n + 2;
      this.wasm.write(index, kind === "suspend" || kind === "undefined" ? n + 3 : n + 2, (c) => {
        for (let i = 0; i < n; i++) c.i32(0).get(i).i64Store(X + 8 * i);
        c.i32(0).i32(n).i32Store(LIVE);
        c.get(sp).get(cp).i64Store(0);
        c.i32(0).get(sp).i32Store(SP);
        switch (kind) {
          case "suspend":
            c.i32(0).get(more).i32Store(NEED);
            c.i32(0).i32(STATUS_CHECK).i32Store(STATUS);
            break;
          case "bad_fun": c.i32(0).i32(STATUS_BAD_FUN).i32Store(STATUS); break;
          case "undefined":
            c.i32(0).get(more).i32Store(CALLEE);
            c.i32(0).i32(STATUS_UNDEFINED).i32Store(STATUS);
            break;
          case "raise": break;
        }
        c.i64(0);
      });
    }
  }

  // --- the end
  /** Baked: every resume entry has a slot of its own. */
  private placeEntries(): void {
    const list: number[] = [];
    this.points.forEach((p, i) => { if (p.kind === "resume") list.push(this.entries.get(i)!); });
    this.wasm.element(this.firstSlot, list);
  }

  /** Imported: one function finds the entry by the point number in the CP word at its sp. */
  private writeDispatcher(): string {
    const type = this.wasm.codeType(1);
    const index = this.wasm.declare(type);
    // Neighbouring points with entries are cases; sites never come here.
    const resumes = this.points.map((p, i) => p.kind === "resume" ? this.entries.get(i)! : -1);
    const own = (c: Code): void => dispatch(c, resumes, () => {
      c.get(1).i32Load(0);
      this.linkage.cp(c, 0, "resume", 0);
      c.op("i32_wrap_i64").op("i32_sub").i32(2).op("i32_shr_u");
    });
    this.wasm.write(index, 2, own);
    this.wasm.write(this.returnTo!, 2, (c) => {
      c.get(1).i32Load(CP_SLOT);
      this.linkage.cp(c, 0, "resume", 0);
      c.i64(32).op("i64_shr_u").op("i32_wrap_i64").op("i32_ne").if();
      c.get(0).get(1).get(1).i32Load(CP_SLOT);
      const trampoline = this.trampoline(1);
      if (trampoline !== undefined) c.returnCall(trampoline);
      else c.returnCallIndirect(type);
      c.end();
      own(c);
    });
    this.wasm.exportFunction("dispatch", index);
    return "dispatch";
  }

  /** Baked: functions that are in their slots of the node from the start; neighbours share an element segment. */
  placeBySlot(functions: Placed[]): void {
    for (const { slot, first, count } of runs(functions)) this.wasm.element(slot, functions.slice(first, first + count).map((f) => f.index));
  }

  /** Baked: exports a function `name` without parameters that puts `functions` into their slots of the node. */
  placer(name: string, functions: Placed[]): string {
    const placed = runs(functions), segment = this.wasm.passiveElement(functions.map((f) => f.index));
    const index = this.wasm.declare(this.wasm.type([], []));
    this.wasm.write(index, 0, (c) => { for (const { slot, first, count } of placed) c.tableInit(segment, slot, first, count); });
    this.wasm.exportFunction(name, index);
    return name;
  }

  finish(): Omit<CompiledUnit, "modules"> {
    let dispatcher: string | undefined;
    if (this.isBaked) this.placeEntries();
    else dispatcher = this.writeDispatcher();
    this.writeHelpers();
    this.writeTracedBifs();
    return {
      bytes: this.wasm.finish(), slots: this.nextSlot - this.firstSlot, dispatcher, functions: this.functions, points: this.points,
      callees: this.callees, constants: this.linkage.constants, coreImports: this.coreImports,
      firstFunction: this.wasm.firstFunction, owners: Int32Array.from(this.wasm.owners),
    };
  }
}


/** A Wasm function that belongs into a slot. */
export interface Placed { readonly slot: number; readonly index: number }

/** Sorts `functions` by slot and returns the runs of neighbours among them. */
function runs(functions: Placed[]): { slot: number; first: number; count: number }[] {
  functions.sort((a, b) => a.slot - b.slot);
  const found: { slot: number; first: number; count: number }[] = [];
  functions.forEach(({ slot }, i) => {
    const last = found.at(-1);
    if (last !== undefined && slot === last.slot + last.count) last.count++;
    else found.push({ slot, first: i, count: 1 });
  });
  return found;
}

/** `br_table` over `functions` by the number that `push` pushes; each gets (x0, sp). -1: traps. */
function dispatch(c: Code, functions: readonly number[], push: () => void): void {
  const nowhere = new Label();
  const cases = functions.map(() => new Label());
  c.block(nowhere);
  for (let i = functions.length - 1; i >= 0; i--) if (functions[i]! >= 0) c.block(cases[i]!);
  push();
  c.brTable(cases.map((l, i) => functions[i]! >= 0 ? l : nowhere), nowhere);
  functions.forEach((f) => {
    if (f < 0) return;
    c.end();
    c.get(0).get(1).returnCall(f);
  });
  c.end();
  c.op("unreachable");
}
