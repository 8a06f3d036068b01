/** core.wasm, instantiated: its exports with their types, and views of its memory. */
import { existsSync, readFileSync } from "node:fs";
import { instantiateSync } from "@assemblyscript/loader";
import type { PortExports } from "../port/ports.js";

/** The functions of core.wasm that the host calls (assembly/index.ts). Addresses, counts and indices are i32. */
export interface CoreExports extends PortExports {
  readonly memory: WebAssembly.Memory;
  readonly table: WebAssembly.Table;
  // assembly/memory
  rawAlloc(bytes: number): number;
  /** 0 where the node's limit does not allow it. */
  tryAllocate(bytes: number): number;
  rawFree(address: number): void;
  // assembly/code
  internAtoms(ptr: number, count: number, out: number): number;
  decodeLiterals(ptr: number, count: number, out: number): number;
  newPoints(count: number): number;
  internExportAt(module: number, fn: number, arity: number): number;
  internFunEntryAt(module: number, index: number, uniq: number, oldUniq: number, arity: number, free: number): number;
  newFunctionInfos(count: number): number;
  newInstance(module: number, files: number): number;
  freeInstance(address: number): void;
  publishInstance(address: number): void;
  retireInstance(address: number): void;
  noteBif(index: number, address: number): void;
  evictFromAll(area: number): number;
  freeLiteralArea(area: number): void;
  // assembly/embed
  bridgeBuffer(bytes: number): number;
  bridgeEncode(cell: number): number;
  bridgeDecode(cell: number, ptr: number, bytes: number): number;
  bridgeBinary(cell: number): number;
  bridgeBinaryBytes(): number;
  bridgeBinaryBlock(cell: number): number;
  bridgeNewBinary(cell: number, bytes: number): number;
  bridgeRaise(kind: number, cell: number, hasCause: number): void;
  atomTextAt(index: number): number;
  atomBytesAt(index: number): number;
  hostBlock(bytes: number): number;
  hostBlockBytes(block: number): number;
  holdBlock(block: number): void;
  dropHostBlock(block: number): void;
  embedCall(call: number, module: number, fn: number, ptr: number, bytes: number): number;
  embeddedPid(): number;
  embedMailbox(trapExit: number): number;
  embedSend(ptr: number, bytes: number): number;
  embedExit(ptr: number, bytes: number): number;
  embedSelf(): number;
  embedLog(process: number, units: number, length: number): void;
  embedWake(kind: number, ptr: number, bytes: number): number;
  embedReference(): number;
  embedWatch(ptr: number, bytes: number): number;
  embedResource(handle: number): number;
  embedResourceBytes(): number;
  embedResourceSettled(block: number): void;
  // assembly/memory, assembly/process
  setMemoryLimit(bytes: number): void;
  setAtomLimit(count: number): void;
  atomCount(): number;
  atomLimit(): number;
  missingBytes(): number;
  processLimit(): number;
  // assembly/embed/inspect.ts
  inspection(): number;
  inspectProcess(place: number): number;
  inspectMessage(address: number): number;
  inspectLink(head: number, at: number): number;
  inspectMade(head: number, at: number): number;
  inspectOn(head: number, at: number): number;
  inspectTable(at: number): number;
  inspectPort(at: number): number;
  inspectTimer(at: number): number;
  inspectPersistent(at: number): number;
  inspectNode(): void;
  setStress(seed: number): void;
  systemInfoHostRow(index: number): void;
  backtraceRow(index: number): void;
  systemInfoDarwin(darwin: number): void;
  initProcessTable(limit: number): void;
  haltCode(): number;
  haltFlush(): number;
  haltSlogan(): number;
  haltSloganBytes(): number;
  // assembly/scheduler
  schedule(budget: number, milliseconds: number): number;
  setReturnSlot(slot: number): void;
  nextTimerMs(): number;
}

/** What core.wasm imports under "host": assembly/host.ts. */
export type HostImports = Record<string, (...args: number[]) => number | void>;

/** A file of build/, which stands beside the sources or beside dist/. */
function built(name: string): Uint8Array {
  const fromDist = new URL(`../../../build/${name}`, import.meta.url);
  return readFileSync(existsSync(fromDist) ? fromDist : new URL(`../../build/${name}`, import.meta.url));
}
let compiled: WebAssembly.Module | undefined;

/** The atoms that the core names, by number: scripts/atoms.mjs writes them beside core.wasm. */
export function predefinedAtoms(): string[] { return JSON.parse(new TextDecoder().decode(built("atoms.json"))) as string[]; }

/** The bytes of core.wasm. */
export const coreBytes = (): Uint8Array => built("core.wasm");

/** All that a core is between two calls: its memory and its mutable globals. */
export interface CoreState {
  /** Size of the memory in pages. */
  readonly pages: number;
  /** Numbers of the pages that are not all zeros, and their bytes in this order. */
  readonly used: readonly number[];
  readonly memory: Uint8Array;
  /** By export name; integers of 64 bits as decimal text. */
  readonly globals: Readonly<Record<string, number | string>>;
}

/** Prefix of the exports that scripts/build-core.mjs adds. */
const GLOBAL_PREFIX = "global:";
const PAGE = 65536;

/** The core has no room for what comes from outside. */
export class NoMemoryError extends Error {}

export class Core {
  readonly exports: CoreExports;

  constructor(imports: HostImports) {
    compiled ??= new WebAssembly.Module(coreBytes() as BufferSource);
    const abort = (): never => { throw new Error("core.wasm: assertion failed"); };
    // Not the `exports` that the loader makes: they go through JavaScript, which generated code must not.
    this.exports = instantiateSync(compiled, { host: imports, env: { abort } } as never).instance.exports as unknown as CoreExports;
  }

  private globals(): [string, WebAssembly.Global][] {
    return Object.entries(this.exports).filter(([name]) => name.startsWith(GLOBAL_PREFIX));
  }

  /** The core's state, to be restored in another core of the same build. */
  save(): CoreState {
    const pages = this.exports.memory.buffer.byteLength / PAGE;
    const page = (i: number): BigUint64Array => new BigUint64Array(this.exports.memory.buffer, i * PAGE, PAGE / 8);
    const used = Array.from({ length: pages }, (_, i) => i).filter((i) => page(i).some((word) => word !== 0n));
    const memory = new Uint8Array(used.length * PAGE);
    used.forEach((i, k) => { memory.set(this.bytes.subarray(i * PAGE, (i + 1) * PAGE), k * PAGE); });
    return {
      pages, used, memory,
      globals: Object.fromEntries(this.globals().map(([name, g]) => [name, typeof g.value === "bigint" ? String(g.value) : g.value])),
    };
  }

  /** Makes a fresh core what another one was when it was saved. */
  restore(state: CoreState): void {
    const { memory } = this.exports, missing = state.pages - memory.buffer.byteLength / PAGE;
    if (missing > 0) memory.grow(missing);
    const { bytes } = this;
    state.used.forEach((i, k) => { bytes.set(state.memory.subarray(k * PAGE, (k + 1) * PAGE), i * PAGE); });
    for (const [name, g] of this.globals()) {
      const value = state.globals[name]!;
      g.value = typeof value === "string" ? BigInt(value) : value;
    }
  }

  /** A fresh view of memory: never kept across a call into the core, which may grow it. */
  get view(): DataView { return new DataView(this.exports.memory.buffer); }
  get bytes(): Uint8Array { return new Uint8Array(this.exports.memory.buffer); }
  get u32(): Uint32Array { return new Uint32Array(this.exports.memory.buffer); }

  /**
   * `bytes` copied into a block of the core's memory for the time of `use`.
   * @throws NoMemoryError when its limit does not allow it; nothing has changed then
   */
  withBytes<T>(bytes: Uint8Array, use: (ptr: number) => T): T {
    const ptr = this.exports.tryAllocate(Math.max(bytes.length, 1)) >>> 0;
    if (ptr === 0) throw new NoMemoryError(`${bytes.length} bytes do not fit into the node's memory`);
    try {
      this.bytes.set(bytes, ptr);
      return use(ptr);
    } finally {
      this.exports.rawFree(ptr);
    }
  }
}
