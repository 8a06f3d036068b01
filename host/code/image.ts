/**
 * Images: a core with the modules of a boot linked into it, saved whole. A node that starts from an image
 * reads memory and globals back instead of parsing, translating and linking a hundred modules.
 *
 * What is saved: the core's memory and mutable globals, one Wasm module with the code of all modules, the Wasm module of
 * the BIF stubs, which slots hold stubs, and what the loader knows of each module. Everything in it has the
 * numbers that linking gave it, so an image fits only the core that it was made with, and is loaded first.
 *
 * The modules of an image are not loaded: a module is when its bytes come in (prepare_loading) and are the same that the
 * image was made from. Until then calls of it find undefined functions, as without an image.
 */
import { createHash } from "node:crypto";
import type { BeamModule } from "../beam/index.js";
import { compile } from "../compiler/index.js";
import type { BifLookup } from "../bif/lookup.js";
import { STATE_BAKED, atomTerm, infoSize, type CodeWriter } from "../core/code_writer.js";
import type { CoreState } from "../core/core.js";
import { charlist, termToBinary } from "../term/index.js";
import type { LinkedModule } from "./loaded_module.js";
import type { SlotLog, Slots } from "./slots.js";

/** A module of an image: `place` names the Wasm exports that do it. */
interface ImageModule extends Omit<LinkedModule, "place"> {
  readonly digest: string;
  readonly place: { readonly exports: string; readonly lambdas: string };
}

export interface ImageData {
  readonly state: CoreState;
  readonly slots: SlotLog;
  readonly returnSlot: number;
  readonly modules: readonly ImageModule[];
  readonly code: Uint8Array;
  readonly bifCode: Uint8Array;
}

/** An image with its code compiled: what a node starts from. The bytes of the code are not kept. */
export interface CompiledImage extends Omit<ImageData, "code" | "bifCode"> {
  readonly code: WebAssembly.Module;
  readonly bifCode: WebAssembly.Module;
}

export function compileImage(data: ImageData): CompiledImage {
  const compiled = (bytes: Uint8Array): WebAssembly.Module => new WebAssembly.Module(bytes as BufferSource);
  return { ...data, code: compiled(data.code), bifCode: compiled(data.bifCode) };
}

/** What tells one content of a file from another. */
export function digestOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  return hash.digest("base64");
}

/** The modules of an image in a node that has it. */
export class Image {
  private readonly modules = new Map<string, LinkedModule & { readonly digest: string }>();

  /** @param code the exports of the image's code. The slots of its functions hold stubs until their modules are loaded. */
  constructor(data: Pick<ImageData, "modules">, code: WebAssembly.Exports) {
    for (const module of data.modules) {
      const { exports, lambdas } = module.place;
      this.modules.set(module.name, { ...module, place: { exports: code[exports] as () => void, lambdas: code[lambdas] as () => void } });
    }
  }

  /** The linked form of the module whose file has this digest, when it is there and was not taken yet. */
  find(name: string, digest: string): LinkedModule | undefined {
    const module = this.modules.get(name);
    return module?.digest === digest ? module : undefined;
  }

  /** The same, and it is taken: what is loaded next under the name is linked anew. */
  take(name: string, digest: string): LinkedModule | undefined {
    const module = this.find(name, digest);
    if (module) this.modules.delete(name);
    return module;
  }
}

export interface LinkImageParts {
  readonly writer: CodeWriter;
  readonly slots: Slots;
  readonly bif: BifLookup;
  readonly returnSlot: number;
}

/** Links `modules` into one Wasm module that holds all numbers; nothing is published. */
export function linkImage(modules: readonly { readonly beam: BeamModule; readonly digest: string }[], parts: LinkImageParts): { code: Uint8Array; modules: ImageModule[] } {
  const { writer, slots, returnSlot, bif } = parts;
  const beams = modules.map((m) => m.beam);
  // Everything that takes a slot comes first, so that the resume entries' slots follow in one block.
  for (const beam of beams) {
    for (const i of beam.imports) writer.export(i.module, i.name, i.arity);
    for (const e of beam.exports) writer.export(beam.name, e.name, e.arity);
  }
  const literals = beams.map((beam) => writer.literals([...beam.literals, ...beam.files.map((file) => termToBinary(charlist(file)))])!);
  const strings = beams.map((beam) => writer.raw(beam.strings));
  const lambdas = beams.map((beam) => beam.lambdas.map((l) => writer.funEntry(beam.name, l.index, beam.md5, l.oldUniq, l.bodyArity - l.free, l.free)));
  // Their addresses are going to be in the code, loaded or not.
  for (const { address } of lambdas.flat()) writer.setFunEntry(address, STATE_BAKED, 0);
  const slotBase = slots.next, pointBase = writer.core.exports.newPoints(0);
  const unit = compile(beams, {
    linkage: "baked", table: "import", bif,
    numbers: {
      slotBase, pointBase, returnSlot,
      atom: (text) => atomTerm(writer.atoms.index(text)),
      literal: (m, i) => BigInt.asIntN(64, literals[m]!.terms[i]!),
      exportAddress: (c) => writer.export(c.module, c.name, c.arity).address,
      exportSlot: (c) => writer.export(c.module, c.name, c.arity).slot,
      funEntry: (m, i) => lambdas[m]![i]!.address,
      funSlot: (m, i) => lambdas[m]![i]!.slot,
      strings: (m) => strings[m]!,
    },
  });
  if (slots.next !== slotBase) throw new Error("an export was not known before its image was linked");
  slots.reserve(unit.slots);
  writer.core.exports.newPoints(unit.points.length);
  const perModule = beams.map((beam, m) => {
    const rows = unit.functions.filter((f) => f.module === m);
    const instance = writer.instance(beam.name, literals[m]!.terms.slice(beam.literals.length));
    return { instance, rows, infos: writer.infos(beam.name, instance, pointBase, rows), first: unit.functions.findIndex((f) => f.module === m) };
  });
  const infoOf = (fn: number): number => {
    if (fn < 0) return 0;
    const { infos, first } = perModule[unit.functions[fn]!.module]!;
    return infos + (fn - first) * infoSize;
  };
  const callees = unit.callees.map((c) => writer.export(c.module, c.name, c.arity).address);
  writer.points(pointBase, unit.points.map((p) => ({
    slot: p.kind === "return" ? returnSlot : p.slot, words: p.words, live: p.live, loops: p.loops, info: infoOf(p.fn), file: p.file, line: p.line,
    callee: p.callee < 0 ? 0 : callees[p.callee]!,
  })));
  // The points of a module's functions follow each other: first and last tell whose code a CP word is.
  const ranges = beams.map(() => ({ first: Infinity, last: -1 }));
  unit.points.forEach((p, i) => {
    if (p.fn < 0) return;
    const range = ranges[unit.functions[p.fn]!.module]!;
    range.first = Math.min(range.first, i);
    range.last = Math.max(range.last, i);
  });
  return {
    code: unit.bytes,
    modules: unit.modules.map((compiled, m): ImageModule => {
      const { instance, infos, rows } = perModule[m]!, range = ranges[m]!;
      const firstPoint = range.last < 0 ? pointBase : pointBase + range.first, points = range.last < 0 ? 0 : range.last - range.first + 1;
      writer.describeInstance(instance, { literals: literals[m]!.area, firstPoint, points, infos, functions: rows.length });
      const stub = (point: number) => ({ stubSlot: unit.points[point]!.slot, stubPoint: pointBase + point });
      return {
        name: compiled.name, digest: modules[m]!.digest, instance, literals: literals[m]!.area, strings: strings[m]!,
        firstPoint, points, infos, functions: rows.length, dispatcher: undefined,
        exports: compiled.exports.map((e) => ({ name: e.name, arity: e.arity, ...writer.export(compiled.name, e.name, e.arity), ...stub(e.stubPoint) })),
        lambdas: compiled.lambdas.map((l) => ({ ...lambdas[m]![l.position]!, arity: l.arity, info: infoOf(l.fn) })),
        place: compiled.placers!,
        onLoad: compiled.onLoad && { slot: unit.points[compiled.onLoad.stubPoint]!.slot, point: pointBase + compiled.onLoad.stubPoint },
      };
    }),
  };
}
