/** Modules on their way into a node, and in it. */
import { readBeam, type BeamModule } from "../beam/index.js";

/** A .beam file, read when somebody asks what is in it. */
export class ModuleFile {
  private parsed: BeamModule | undefined;
  constructor(readonly bytes: Uint8Array) {}
  /** @throws BadBeamError when the file is damaged */
  get beam(): BeamModule { return (this.parsed ??= readBeam(this.bytes)); }
}

/** Read, verified and translated; nothing of it is in the node yet. */
export interface PreparedModule {
  readonly name: string;
  readonly file: ModuleFile;
  readonly onLoad: boolean;
  /** Identifies the content of the file to the image. */
  readonly digest: string;
}

/** One exported function of a loaded module. */
export interface LoadedExport {
  readonly name: string;
  readonly arity: number;
  /** Address of its Export (assembly/code/export.ts). */
  readonly address: number;
  readonly slot: number;
  readonly direct: Function;
  readonly stubSlot: number;
  readonly stubPoint: number;
}

/** One lambda of a loaded module. */
export interface LoadedLambda {
  /** Address of its FunEntry (assembly/code/fun_entry.ts). */
  readonly address: number;
  readonly slot: number;
  readonly arity: number;
  readonly entry: Function;
  /** Address of its body's FunctionInfo. */
  readonly info: number;
}

/** Code that has its numbers in the node, published or not. */
export interface LinkedModule {
  readonly name: string;
  /** Address of its Instance (assembly/code/instance.ts). */
  readonly instance: number;
  readonly exports: readonly LoadedExport[];
  readonly lambdas: readonly LoadedLambda[];
  /** Slot and point of the entry stub of its on_load function. */
  readonly onLoad: { readonly slot: number; readonly point: number } | undefined;
  readonly literals: number;
  readonly strings: number;
  readonly firstPoint: number;
  readonly points: number;
  readonly infos: number;
  readonly functions: number;
  /** The slot of its dispatcher; undefined for a module of the image, which is never unloaded from the table. */
  readonly dispatcher: number | undefined;
}

/** A version of a module in the node. */
export interface LoadedModule extends LinkedModule {
  readonly file: ModuleFile;
}
