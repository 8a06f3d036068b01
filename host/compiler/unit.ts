/** What `compile` takes and gives (host/compiler/index.ts describes both). */
import type { BeamModule } from "../beam/index.js";
import type { BifLookup, Mfa } from "./instruction.js";

/**
 * Every number of a node that baked code holds. Terms are 64-bit words, addresses and slots 32-bit numbers.
 * `module` is an index in the list that was given to `compile`.
 */
export interface Numbers {
  /** First of the table slots that the unit takes for its resume entries (CompiledUnit.slots of them). */
  readonly slotBase: number;
  /** Number of the unit's first point. */
  readonly pointBase: number;
  /** Slot of the shared `return` entry (stubs.ts). */
  readonly returnSlot: number;
  atom(text: string): bigint;
  literal(module: number, index: number): bigint;
  exportAddress(callee: Mfa): number;
  /** Slot that calls of the export go through; the unit places its own exports there. */
  exportSlot(callee: Mfa): number;
  /** Address of the FunEntry of lambda `index` (position in BeamModule.lambdas). */
  funEntry(module: number, index: number): number;
  /** Slot of the FunEntry; the unit places the lambda's entry there. */
  funSlot(module: number, index: number): number;
  /** Address of a copy of BeamModule.strings. */
  strings(module: number): number;
}

export interface CompileOptions {
  /** `baked`: `numbers` must be given. `imported`: the bytes hold no number of a node; see CompiledUnit.constants. */
  readonly linkage: "baked" | "imported";
  /** How the unit reaches other modules: by the shared table, or by the trampoline module (Node below 24). */
  readonly table: "import" | "trampoline";
  /** Rows of the BIF table. */
  readonly bif: BifLookup;
  readonly numbers?: Numbers;
}

/** What an imported global must be; it is imported as ("constants", its index in decimal). */
export type Constant =
  /** i64: the atom's term. */
  | { readonly kind: "atom"; readonly text: string }
  /** i64: the literal's term. */
  | { readonly kind: "literal"; readonly module: number; readonly index: number }
  /** i32: address of the Export. */
  | { readonly kind: "exportAddress"; readonly callee: Mfa }
  /** i32: the export's slot. */
  | { readonly kind: "exportSlot"; readonly callee: Mfa }
  /** i32: address of the FunEntry. */
  | { readonly kind: "funEntry"; readonly module: number; readonly index: number }
  /** i32: address of a copy of BeamModule.strings. */
  | { readonly kind: "strings"; readonly module: number }
  /** i64: CP word of the unit's point 0: dispatcher slot << 32 | pointBase << 2. */
  | { readonly kind: "cp" }
  /** i64: returnSlot << 32 | pointBase << 2. */
  | { readonly kind: "returnCp" }
  /** i64: catch word of point 0: pointBase << 6 | 0x1b. */
  | { readonly kind: "catch" };

/** What a point is for: `resume` has code, `return` goes to the shared return entry, `site` is never entered. */
export type PointKind = "resume" | "return" | "site";

export interface Point {
  readonly kind: PointKind;
  /** Baked linkage: the slot of its entry, 0 for a site; imported linkage: 0, all share the dispatcher's. */
  readonly slot: number;
  /** Size of the frame at [SP] in words, CP included. */
  readonly words: number;
  readonly live: number;
  /** The head of a loop: its code looks at the reductions as a function's entry does. */
  readonly loops: boolean;
  /** Index in CompiledUnit.functions; -1: the point belongs to no function (BIF stubs). */
  readonly fn: number;
  /** Index in the module's `files`, and line; 0: unknown. */
  readonly file: number;
  readonly line: number;
  /** Index in CompiledUnit.callees, -1 for none. */
  readonly callee: number;
}

export interface CompiledFunction {
  readonly module: number;
  readonly name: string;
  readonly arity: number;
  /** The point whose entry loads the arguments from the X cells. */
  readonly stubPoint: number;
}

export interface CompiledExport {
  readonly name: string;
  readonly arity: number;
  /** The point whose entry loads the arguments from the X cells. */
  readonly stubPoint: number;
  /** Imported linkage: the Wasm export that is the direct form. Baked: see CompiledModule.placers. */
  readonly wasmName: string | undefined;
}

export interface CompiledLambda {
  /** Position in BeamModule.lambdas. */
  readonly position: number;
  readonly index: number;
  readonly oldUniq: number;
  /** Parameters, without the free variables. */
  readonly arity: number;
  readonly free: number;
  /** Index in CompiledUnit.functions; -1 when the body is a BIF. */
  readonly fn: number;
  /** Imported linkage: the Wasm export that is the lambda entry. Baked: see CompiledModule.placers. */
  readonly wasmName: string | undefined;
}

export interface CompiledModule {
  readonly name: string;
  /** Source files; 0 is `<module>.erl`. */
  readonly files: readonly string[];
  /** Without functions that are rows of the BIF table. */
  readonly exports: readonly CompiledExport[];
  readonly lambdas: readonly CompiledLambda[];
  /** Baked linkage: Wasm exports `() -> ()` that put the direct forms, and the lambda entries, into their slots. */
  readonly placers: { readonly exports: string; readonly lambdas: string } | undefined;
  /** The -on_load function: index in CompiledUnit.functions, and the point of its entry stub. */
  readonly onLoad: { readonly fn: number; readonly stubPoint: number } | undefined;
}

export interface CompiledUnit {
  /** A Wasm module. Imports "core" (functions, `memory`, `table`), "constants" and "trampoline". */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly modules: readonly CompiledModule[];
  /** One FunctionInfo each. */
  readonly functions: readonly CompiledFunction[];
  /** Point i of the unit is point pointBase + i of the node. */
  readonly points: readonly Point[];
  readonly callees: readonly Mfa[];
  /** Imported linkage: what the globals are, in the order of import. */
  readonly constants: readonly Constant[];
  /** Baked linkage: table slots taken from Numbers.slotBase on. */
  readonly slots: number;
  /** Imported linkage: the Wasm export that the host puts into the unit's dispatcher slot. */
  readonly dispatcher: string | undefined;
  /** Functions of the core that the unit imports. */
  readonly coreImports: readonly string[];
  /** Wasm function firstFunction + i belongs to functions[owners[i]]; -1: to none. For crash dumps and listings. */
  readonly firstFunction: number;
  readonly owners: Int32Array;
}

export type { BeamModule };
