/** Modules on their way into a node, and in it. */
import { complete, readBeamInSteps, readChunks, withoutChunks, type BeamModule, type Steps } from "../beam/index.js";
import type { Translation } from "./translations.js";

/** Chunks that only tools read, from the file itself: together more than all others. */
const FOR_TOOLS: ReadonlySet<string> = new Set(["Abst", "Dbgi", "Docs", "ExCk", "LocT"]);

/**
 * A module's .beam file, without what nobody asks the node for. It is read anew by who wants to know what is in it:
 * decoded code is twenty times the size of its file, and hardly ever looked at again.
 */
export class ModuleFile {
  private readonly bytes: Uint8Array;
  private known: Pick<BeamModule, "exports" | "md5"> & { readonly functions: readonly { readonly name: string; readonly arity: number }[] } | undefined;

  /** @throws BadBeamError when the file is damaged */
  constructor(bytes: Uint8Array) { this.bytes = withoutChunks(bytes, FOR_TOOLS); }

  /** Bytes that it takes. */
  get length(): number { return this.bytes.length; }
  /** @throws BadBeamError */
  read(): BeamModule { return complete(this.readInSteps()); }
  readInSteps(): Steps<BeamModule> { return readBeamInSteps(this.bytes); }
  /** One chunk as it stands in the file. */
  chunk(id: string): Uint8Array | undefined { return readChunks(this.bytes).get(id); }

  /** What module_info tells of the code. */
  get summary(): NonNullable<typeof this.known> {
    if (this.known !== undefined) return this.known;
    const { exports, md5, functions } = this.read();
    return this.known = { exports, md5, functions: functions.map(({ name, arity }) => ({ name, arity })) };
  }
}

/** Read, verified and translated; nothing of it is in the node yet. */
export interface PreparedModule {
  readonly name: string;
  readonly file: ModuleFile;
  /** The file's content, decoded; undefined when the image has it linked. */
  readonly beam: BeamModule | undefined;
  /** Undefined likewise. */
  readonly translation: Translation | undefined;
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
  readonly stubSlot: number;
  readonly stubPoint: number;
}

/** One lambda of a loaded module. */
export interface LoadedLambda {
  /** Address of its FunEntry (assembly/code/fun_entry.ts). */
  readonly address: number;
  readonly slot: number;
  readonly arity: number;
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
  /** Put the direct forms, and the lambda entries, into their slots. */
  readonly place: { exports(): void; lambdas(): void };
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
