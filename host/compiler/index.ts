/**
 * Translates BEAM modules to WebAssembly.
 *
 *     const unit = compile(modules, { linkage, table, bif, numbers });     or compileInSteps, with the event loop's turns in between
 *
 * **An image** (linkage "baked", table "import"): many modules in one Wasm module that holds all numbers of the node. The host
 * reserves table slots and points first; how many is only known afterwards, so it compiles against bases that are
 * free upward (`slotBase` = table length, `pointBase` = number of points) and then grows both: `unit.slots`
 * slots, `unit.points.length` points. `numbers` is asked for each atom, literal, export, fun entry as code needs it. When the
 * Wasm module is instantiated, an active element segment puts every resume entry into its slot (slotBase …): the table must have
 * grown before. The functions that modules[i].placers names put its direct forms into numbers.exportSlot(mfa), its lambda
 * entries into numbers.funSlot(module, position). Nothing needs table.set, which makes a JavaScript function of each.
 *
 * **A later module** (linkage "imported"): the bytes hold no number of a node, so one WebAssembly.Module serves all nodes. Imports:
 *   "core"        memory, functions named in unit.coreImports, and `table` when options.table is "import"
 *   "constants"   globals "0", "1", … : unit.constants says what each must be (i64 terms and CP words, i32 addresses and slots)
 *   "trampoline"  call_0, call_1, … when options.table is "trampoline" (trampoline.ts; Node below 24)
 * The host takes one slot for the dispatcher and a run of points, instantiates, and sets the exports into the table:
 *   unit.dispatcher                 → the dispatcher's slot (CP words are dispatcher slot << 32 | (pointBase + k) << 2)
 *   modules[i].exports[j].wasmName  → the export's slot (direct form)
 *   modules[i].lambdas[j].wasmName  → the fun entry's slot
 *
 * In both, after instantiation the host
 *   - makes a FunctionInfo for each of unit.functions, and a point record for each of unit.points: slot (baked: as given; imported:
 *     the dispatcher's for "resume", returnSlot for "return"), words, live, FunctionInfo of `fn`, file << 20 | line,
 *     address of the Export of callees[callee];
 *   - sets stub slot and stub point of each Export: the slot is that of point pointBase + exports[j].stubPoint;
 *   - fills the FunEntry of each lambda (position is what numbers.funEntry and constants name).
 * Functions that are rows of the BIF table get no code here: bif_stubs.ts builds a module with their direct forms and stubs.
 * Those of NIF libraries stay functions of their module, with the body of such a stub (nif.ts).
 * stubs.ts builds undefined_n, unloaded_fun_n, export_fun_n and `return`.
 *
 * @throws BadBeamError when code is not such as a compiler writes (the file is then refused with badfile)
 */
import { complete, type BeamFunction, type BeamModule, type Steps } from "../beam/index.js";
import { UnitBuilder, type Placed } from "./builder.js";
import type { ModuleContext } from "./emit/context.js";
import { emitFunction, emitLambda } from "./emit/function.js";
import { Graph } from "./graph.js";
import { Lowering } from "./instruction.js";
import { emitBif } from "./bif_stubs.js";
import { nifsOf, withoutNifs } from "./nif.js";
import type { CompiledExport, CompiledLambda, CompiledModule, CompiledUnit, CompileOptions } from "./unit.js";
import { ModuleFlow } from "./verify_flow.js";

export { listing } from "./listing.js";
export { buildStubs } from "./stubs.js";
export { buildTrampoline } from "./trampoline.js";
export type * from "./unit.js";
export type { BifLookup, BifRow, Mfa } from "./instruction.js";

/** An instruction is written in the time in which so many are gone through otherwise. */
const WRITING = 4;

export function compile(modules: readonly BeamModule[], options: CompileOptions): CompiledUnit { return complete(compileInSteps(modules, options)); }

export function* compileInSteps(modules: readonly BeamModule[], options: CompileOptions): Steps<CompiledUnit> {
  const unit = new UnitBuilder(options, modules), bif = withoutNifs(options.bif);
  const size = modules.reduce((sum, module) => module.functions.reduce((n, f) => n + f.code.length, sum), 0);
  yield size;
  // Direct forms are numbered first, so that calls in any order find them.
  const contexts = modules.map((module, moduleIndex): ModuleContext => {
    const direct = new Map<BeamFunction, number>();
    for (const f of module.functions) {
      if (bif(module.name, f.name, f.arity) !== undefined) continue;
      const fn = unit.functions.push({ module: moduleIndex, name: f.name, arity: f.arity, stubPoint: -1 }) - 1;
      direct.set(f, unit.wasm.declare(unit.wasm.codeType(f.arity), fn));
    }
    return { unit, module, moduleIndex, lowering: new Lowering(module, bif), direct: (f) => direct.get(f) };
  });
  const compiled: CompiledModule[] = [];
  for (const context of contexts) compiled.push(yield* compileModule(context));
  yield size;
  return { ...unit.finish(), modules: compiled };
}

function* compileModule(context: ModuleContext): Steps<CompiledModule> {
  const { unit, module, moduleIndex } = context, numbers = unit.options.numbers;
  const fnOf = new Map<BeamFunction, number>(), stubs = new Map<BeamFunction, number>();
  const placed = { exports: [] as Placed[], lambdas: [] as Placed[] };
  const publish = (index: number, kind: keyof typeof placed, name: string, slot: () => number): string | undefined => {
    if (unit.isBaked) {
      placed[kind].push({ slot: slot(), index });
      return undefined;
    }
    unit.wasm.exportFunction(name, index);
    return name;
  };
  const nifs = nifsOf(module, unit.options.bif), graphs = new Map<BeamFunction, Graph>();
  for (const f of module.functions) {
    if (context.direct(f) === undefined || nifs.has(f)) continue;
    graphs.set(f, new Graph(f, context.lowering.lower(f)));
    yield f.code.length;
  }
  const flow = new ModuleFlow(module, (label) => context.lowering.function(label));
  yield* flow.verify(graphs);
  const { unproven } = flow;
  for (const f of module.functions) {
    const direct = context.direct(f), nif = nifs.get(f);
    if (direct === undefined) continue;
    const fn = unit.wasm.owners[direct - unit.wasm.firstFunction]!;
    fnOf.set(f, fn);
    const stubPoint = nif === undefined ? emitFunction(context, graphs.get(f)!, unproven, fn) : emitBif(unit, nif, direct);
    stubs.set(f, stubPoint);
    unit.functions[fn] = { ...unit.functions[fn]!, stubPoint };
    yield f.code.length * WRITING;
  }
  const exports: CompiledExport[] = [];
  module.exports.forEach((e, i) => {
    const f = context.lowering.function(e.label), index = context.direct(f);
    if (index === undefined) return;
    const callee = { module: module.name, name: e.name, arity: e.arity };
    const wasmName = publish(index, "exports", `export_${moduleIndex}_${i}`, () => numbers!.exportSlot(callee));
    exports.push({ name: e.name, arity: e.arity, stubPoint: stubs.get(f)!, wasmName });
  });
  const lambdas = module.lambdas.map((l, position): CompiledLambda => {
    const wasmName = publish(emitLambda(context, l), "lambdas", `lambda_${moduleIndex}_${position}`, () => numbers!.funSlot(moduleIndex, position));
    const body = context.lowering.function(l.label);
    return { position, index: l.index, oldUniq: l.oldUniq, arity: l.bodyArity - l.free, free: l.free, fn: fnOf.get(body) ?? -1, wasmName };
  });
  const loads = module.functions.find((f) => f.name === module.onLoad?.name && f.arity === module.onLoad.arity);
  const onLoad = loads !== undefined && fnOf.has(loads) ? { fn: fnOf.get(loads)!, stubPoint: stubs.get(loads)! } : undefined;
  const placers = unit.isBaked
    ? { exports: unit.placer(`exports_${moduleIndex}`, placed.exports), lambdas: unit.placer(`lambdas_${moduleIndex}`, placed.lambdas) } : undefined;
  return { name: module.name, files: module.files, exports, lambdas, placers, onLoad };
}
