/**
 * The machine of a node: a core restored from an image, its slots and atoms, and the linker that brings more code
 * into it. Making the image of an OTP installation takes seconds and is done once; it is kept in memory for the
 * program's other nodes, and on disk for the next program.
 */
import { bifTable } from "../bif/table/index.js";
import { makeBifLookup } from "../bif/lookup.js";
import { buildStubs } from "../compiler/stubs.js";
import { buildTrampoline } from "../compiler/trampoline.js";
import { readBeam } from "../beam/index.js";
import { Image, digestOf, linkImage, type CompiledImage, type ImageData } from "../code/image.js";
import { linkBifs } from "../code/link_bifs.js";
import { Linker } from "../code/linker.js";
import { SLOT_STUBS, Slots, type SlotLog } from "../code/slots.js";
import { Atoms } from "../core/atoms.js";
import { CodeWriter } from "../core/code_writer.js";
import { Core, predefinedAtoms, type HostImports } from "../core/core.js";

const lookup = makeBifLookup(bifTable);

/** Compiled modules by their bytes: the nodes of a program share them. */
const compiled = new WeakMap<Uint8Array, WebAssembly.Module>();
function instantiate(bytes: Uint8Array, core: Core): WebAssembly.Exports {
  let module = compiled.get(bytes);
  if (!module) compiled.set(bytes, module = new WebAssembly.Module(bytes as BufferSource));
  return new WebAssembly.Instance(module, { core: core.exports as unknown as WebAssembly.ModuleImports }).exports;
}
let stubBytes: Uint8Array | undefined, trampolineBytes: Uint8Array | undefined;

/** External terms may name functions of any arity; none above this can be called, so any stub will do for them. */
const MAX_ARITY = 255;

function makeSlots(core: Core, saved?: SlotLog): { slots: Slots; stubs: WebAssembly.Exports } {
  const stubs = instantiate(stubBytes ??= buildStubs(), core);
  return {
    stubs,
    slots: new Slots(core.exports.table, (kind, arity) => stubs[`${SLOT_STUBS[kind]!}_${Math.min(arity, MAX_ARITY)}`] as Function, saved),
  };
}

/** Modules of an image: name and bytes of each. */
export interface ImageInput { readonly name: string; readonly bytes: Uint8Array }

/** The imports of a core, which need its memory and its slots when they are called. */
export type MakeImports = (memory: () => WebAssembly.Memory, slots: () => Slots) => HostImports;

/** Links `inputs` in a core of their own and saves it. */
export function makeImage(inputs: readonly ImageInput[], imports: MakeImports): ImageData {
  let slots!: Slots;
  const core: Core = new Core(imports(() => core.exports.memory, () => slots));
  const atoms = new Atoms(core);
  atoms.intern(predefinedAtoms()).forEach((index, i) => {
    if (index !== i) throw new Error(`core.wasm and its atoms disagree at atom ${i}: build again`);
  });
  ({ slots } = makeSlots(core));
  const returnSlot = slots.take();
  core.exports.setReturnSlot(returnSlot);
  const writer = new CodeWriter(core, atoms);
  core.exports.systemInfoHostRow(lookup("erts_internal", "system_info_host", 1)!.index);
  core.exports.backtraceRow(lookup("erts_internal", "backtrace_text", 1)!.index);
  const bifCode = linkBifs(bifTable, lookup, writer, slots, returnSlot);
  const { code, modules } = linkImage(inputs.map(({ bytes }) => ({ beam: readBeam(bytes), digest: digestOf(bytes) })), { writer, slots, bif: lookup, returnSlot });
  return { state: core.save(), slots: slots.saved(), returnSlot, modules, code, bifCode };
}

export class Machine {
  readonly core: Core;
  readonly atoms: Atoms;
  readonly linker: Linker;
  readonly slots: Slots;

  constructor(data: CompiledImage, imports: MakeImports) {
    this.core = new Core(imports(() => this.core.exports.memory, () => this.slots));
    this.core.restore(data.state);
    this.atoms = new Atoms(this.core);
    const { slots, stubs } = makeSlots(this.core, data.slots);
    this.slots = slots;
    slots.set(data.returnSlot, stubs["return"] as Function);
    const [, code] = [data.bifCode, data.code].map((c) => new WebAssembly.Instance(c, { core: this.core.exports as unknown as WebAssembly.ModuleImports }));
    this.linker = new Linker({
      writer: new CodeWriter(this.core, this.atoms), slots, bif: lookup, returnSlot: data.returnSlot,
      trampoline: tableIsCheap() ? undefined : instantiate(trampolineBytes ??= buildTrampoline(), this.core) as WebAssembly.ModuleImports,
    });
    this.linker.image = new Image(data, code!.exports);
  }
}

/** Before Node 24 each instance that imports a large table costs megabytes (docs/translation.md, "Tables"). */
function tableIsCheap(): boolean { return Number(process.versions.v8?.split(".")[0] ?? 0) >= V8_WITH_CHEAP_TABLES; }
/** The V8 of Node 24. */
const V8_WITH_CHEAP_TABLES = 13;
