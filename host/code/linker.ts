/**
 * Links translated modules into a node: gives them numbers (atoms, literals, exports, points, slots),
 * instantiates them, publishes them by patching slots, and takes them out again.
 */
import { BadBeamError, complete, type BeamModule, type Export, type Steps } from "../beam/index.js";
import { compileInSteps, type Constant } from "../compiler/index.js";
import type { BifLookup } from "../bif/lookup.js";
import { type CodeWriter, STATE_CODE, STATE_UNDEFINED, atomTerm, infoSize } from "../core/code_writer.js";
import { digestOf, type Image } from "./image.js";
import { ModuleFile, type LinkedModule, type LoadedExport, type LoadedLambda, type LoadedModule, type PreparedModule } from "./loaded_module.js";
import { PointRanges } from "./point_ranges.js";
import { SLOT_UNDEFINED, SLOT_UNLOADED_FUN, type Slots } from "./slots.js";
import { charlist, termToBinary } from "../term/index.js";
import { Translations, type Translation } from "./translations.js";

export interface LinkerParts {
  readonly writer: CodeWriter;
  readonly slots: Slots;
  readonly bif: BifLookup;
  /** Slot of the shared `return` entry. */
  readonly returnSlot: number;
  /** Imports of later modules that reach other modules without the table (Node below 24), or undefined. */
  readonly trampoline: WebAssembly.ModuleImports | undefined;
}

/** The function name under which an unpublished on_load function is reached. */
const ON_LOAD = "-on_load-";

/** Puts functions into their slots. Made apart from `link`, all of whose variables, the decoded module among them, its own closures would keep. */
function placer(slots: Slots, functions: readonly (readonly [slot: number, code: Function])[]): () => void {
  return () => { for (const [slot, code] of functions) slots.set(slot, code); };
}

export class Linker {
  private readonly points: PointRanges;
  private readonly translations: Translations;
  image: Image | undefined;

  constructor(private readonly parts: LinkerParts) {
    this.points = new PointRanges((count) => parts.writer.core.exports.newPoints(count));
    this.translations = new Translations((beam) => compileInSteps([beam], {
      linkage: "imported", table: parts.trampoline ? "trampoline" : "import", bif: parts.bif,
    }));
  }

  /** @throws BadBeamError when the bytes are damaged or hold another module than `name` */
  *prepare(name: string, bytes: Uint8Array): Steps<PreparedModule> {
    const file = new ModuleFile(bytes), digest = digestOf(bytes);
    const linked = this.image?.find(name, digest);
    if (linked) return { name, file, digest, beam: undefined, translation: undefined, onLoad: linked.onLoad !== undefined };
    const beam = yield* file.readInSteps();
    if (beam.name !== name) throw new BadBeamError(`holds module ${beam.name}, not ${name}`);
    const translation = yield* this.translations.of(beam);
    if (!this.parts.writer.areLiterals(beam.literals)) throw new BadBeamError("a damaged literal");
    return { name, file, digest, beam, translation, onLoad: beam.onLoad !== undefined };
  }

  /** Gives prepared code its numbers; nothing can call it yet. */
  load({ name, file, digest, beam, translation }: PreparedModule): LoadedModule {
    return { ...(this.image?.take(name, digest) ?? this.link(beam ?? file.read(), translation)), file };
  }

  private link(beam: BeamModule, translation: Translation | undefined): LinkedModule {
    const { writer, slots } = this.parts;
    const { unit, wasm } = translation ?? complete(this.translations.of(beam));
    const compiled = unit.modules[0]!;
    // all at once, which is much quicker than one by one
    writer.atoms.intern(beam.atoms.slice(1));
    const literals = writer.literals([...beam.literals, ...compiled.files.map((file) => termToBinary(charlist(file)))]);
    if (literals === undefined) throw new BadBeamError("a damaged literal");
    const strings = writer.raw(beam.strings);
    // OTP makes the module's own entries before those of its imports, and module_info(exports) has their order.
    for (const e of beam.exports) writer.export(beam.name, e.name, e.arity);
    const instance = writer.instance(beam.name, literals.terms.slice(beam.literals.length));
    const firstPoint = this.points.take(unit.points.length);
    const infos = writer.infos(beam.name, instance, firstPoint, unit.functions);
    const dispatcher = slots.take();
    const callees = unit.callees.map((c) => writer.export(c.module, c.name, c.arity));
    writer.points(firstPoint, unit.points.map((p) => ({
      slot: p.kind === "resume" ? dispatcher : p.kind === "return" ? this.parts.returnSlot : 0,
      words: p.words, live: p.live, loops: p.loops, info: p.fn < 0 ? 0 : infos + p.fn * infoSize, file: p.file, line: p.line,
      callee: p.callee < 0 ? 0 : callees[p.callee]!.address,
    })));
    writer.describeInstance(instance, {
      literals: literals.area, firstPoint, points: unit.points.length, infos, functions: unit.functions.length,
    });
    const lambdas = compiled.lambdas.map((l) => ({
      l, entry: writer.funEntry(beam.name, l.index, beam.md5, l.oldUniq, l.arity, l.free),
    }));
    const value = (c: Constant): number | bigint => {
      switch (c.kind) {
        case "atom": return atomTerm(writer.atoms.index(c.text));
        case "literal": return BigInt.asIntN(64, literals.terms[c.index]!);
        case "exportAddress": return writer.export(c.callee.module, c.callee.name, c.callee.arity).address | 0;
        case "exportSlot": return writer.export(c.callee.module, c.callee.name, c.callee.arity).slot;
        case "funEntry": return lambdas[c.index]!.entry.address | 0;
        case "strings": return strings | 0;
        case "cp": return (BigInt(dispatcher) << 32n) | BigInt(firstPoint * 4);
        case "returnCp": return (BigInt(this.parts.returnSlot) << 32n) | BigInt(firstPoint * 4);
        case "catch": return (BigInt(firstPoint) << 6n) | 0x1bn;
      }
    };
    const { core } = writer;
    const instanceExports = new WebAssembly.Instance(wasm, {
      core: core.exports as unknown as WebAssembly.ModuleImports,
      constants: Object.fromEntries(unit.constants.map((c, i) => [String(i), value(c)])) as unknown as WebAssembly.ModuleImports,
      ...(this.parts.trampoline ? { trampoline: this.parts.trampoline } : {}),
    }).exports;
    const code = (name: string): Function => instanceExports[name] as Function;
    slots.set(dispatcher, code(unit.dispatcher!));
    const exports = compiled.exports.map((e) => ({ ...writer.export(beam.name, e.name, e.arity), e }));
    return {
      name: beam.name, instance, literals: literals.area, strings, firstPoint, points: unit.points.length, infos,
      functions: unit.functions.length, dispatcher,
      exports: exports.map(({ e, address, slot }): LoadedExport => ({
        name: e.name, arity: e.arity, address, slot, stubSlot: dispatcher, stubPoint: firstPoint + e.stubPoint,
      })),
      lambdas: lambdas.map(({ l, entry }): LoadedLambda => ({
        ...entry, arity: l.arity, info: l.fn < 0 ? 0 : infos + l.fn * infoSize,
      })),
      place: {
        exports: placer(slots, exports.map(({ e, slot }) => [slot, code(e.wasmName!)])),
        lambdas: placer(slots, lambdas.map(({ l, entry }) => [entry.slot, code(l.wasmName!)])),
      },
      onLoad: compiled.onLoad && { slot: dispatcher, point: firstPoint + compiled.onLoad.stubPoint },
    };
  }

  /** What a module exports, as module_info(exports) lists it: what became known last comes first. */
  exportsOf(loaded: LoadedModule): readonly Export[] {
    const { writer } = this.parts, numbered = loaded.file.summary.exports.map((e) => ({ e, number: writer.exportNumber(loaded.name, e.name, e.arity) }));
    // What is exported twice is one function.
    return numbered.sort((a, b) => b.number - a.number).filter(({ number }, i) => number !== numbered[i - 1]?.number).map(({ e }) => e);
  }

  /** Makes the functions of a loaded module what others call. */
  publish(loaded: LinkedModule): void {
    const { writer } = this.parts;
    loaded.place.exports();
    for (const e of loaded.exports) writer.setExport(e.address, STATE_CODE, e.stubSlot, e.stubPoint);
    this.publishLambdas(loaded);
    writer.core.exports.publishInstance(loaded.instance);
  }

  /** Funs of a module work as soon as its code may run, which for on_load is before it is published. */
  publishLambdas(loaded: LinkedModule): void {
    loaded.place.lambdas();
    for (const l of loaded.lambdas) this.parts.writer.setFunEntry(l.address, STATE_CODE, l.info);
  }

  /**
   * Address of an Export of arity 0 that calls the on_load function of code that is not published. Its name
   * is no name that a module can export.
   */
  onLoadFunction(loaded: LinkedModule): number | undefined {
    if (loaded.onLoad === undefined) return undefined;
    const { address } = this.parts.writer.export(loaded.name, ON_LOAD, 0);
    this.parts.writer.setExport(address, STATE_CODE, loaded.onLoad.slot, loaded.onLoad.point);
    return address;
  }

  /** From now on the version counts as old. */
  retire(loaded: LinkedModule): void { this.parts.writer.core.exports.retireInstance(loaded.instance); }

  /** Takes a version's exports away, but for those that `next` is going to define. */
  withdraw(loaded: LinkedModule, next?: LinkedModule): void {
    const kept = new Set(next?.exports.map((e) => e.address));
    for (const e of loaded.exports) {
      if (kept.has(e.address) || this.parts.writer.exportStubPoint(e.address) !== e.stubPoint) continue;
      this.parts.slots.reset(e.slot, SLOT_UNDEFINED, e.arity);
      this.parts.writer.setExport(e.address, STATE_UNDEFINED, 0, 0);
    }
  }

  /** Frees everything that a version holds; nobody may use it any more. */
  unload(loaded: LinkedModule): void {
    const { writer, slots } = this.parts;
    const { exports } = writer.core;
    for (const l of loaded.lambdas) {
      if (writer.funEntryInfo(l.address) !== l.info) continue;
      slots.reset(l.slot, SLOT_UNLOADED_FUN, l.arity);
      writer.setFunEntry(l.address, STATE_UNDEFINED, 0);
    }
    if (loaded.literals !== 0) {
      // Without memory to copy to, the area stays: nothing may point at nothing.
      if (exports.evictFromAll(loaded.literals)) exports.freeLiteralArea(loaded.literals);
    }
    if (loaded.dispatcher === undefined) return;
    slots.release(loaded.dispatcher);
    this.points.release(loaded.firstPoint, loaded.points);
    if (loaded.strings !== 0) exports.rawFree(loaded.strings);
    exports.freeInstance(loaded.instance);
  }
}
