/** A core of its own for tests of terms and memory, with processes that no scheduler knows. */
import { readFileSync } from "node:fs";
import { instantiate } from "@assemblyscript/loader";

const root = new URL("../../", import.meta.url);
const wasm = readFileSync(new URL("build/core.wasm", root));
export const atomNames: readonly string[] = JSON.parse(readFileSync(new URL("build/atoms.json", root), "utf8"));

/** Cells (assembly/memory/cells.ts). */
export const CELL = { hp: 16, sp: 20, reds: 24, status: 28, live: 32, proc: 40, excClass: 56, x: 1024 } as const;

export type Term = bigint;
export const NIL: Term = 0x3bn;
/** Address of a cons cell or of a boxed object's header. */
export const addressOf = (t: Term): number => Number(t) + ((t & 3n) === 1n ? 7 : 6);
export const boxed = (address: number): Term => BigInt(address - 6);
export const list = (address: number): Term => BigInt(address - 7);
export const small = (n: number | bigint): Term => BigInt.asIntN(64, (BigInt(n) << 4n) | 15n);
export const smallValue = (t: Term): number => Number(t >> 4n);

/** Byte offsets of the fields of an @unmanaged class, and its size, from its source. */
function layoutOf(file: string): { offsets: Record<string, number>; size: number } {
  const source = readFileSync(new URL(file, root), "utf8");
  const body = source.slice(source.indexOf("@unmanaged")).replace(/\/\/.*$/gm, "").replace(/\/\*.*?\*\//gs, "");
  const offsets: Record<string, number> = {};
  let at = 0;
  for (const [, name, type] of body.matchAll(/(\w+): (\w+);/g)) {
    const bytes = ["i64", "u64", "f64", "Term"].includes(type!) ? 8 : 4;
    at = Math.ceil(at / bytes) * bytes;
    offsets[name!] = at;
    at += bytes;
  }
  return { offsets, size: Math.ceil(at / 8) * 8 };
}
const processLayout = layoutOf("assembly/process/process.ts");

type Exports = Record<string, (...args: (number | bigint)[]) => number> & Record<TermExport, (...args: (number | bigint)[]) => bigint>;
type TermExport = "cons" | "newBinary" | "binaryFromMemory" | "newSubBinary" | "copyTerm" | "makeLiteral" | "copyLiteral" | "atomFromUtf8"
  | "atomFromLatin1" | "atomExisting" | "makeFloat" | "magicRef";

export class Core {
  readonly prints: string[] = [];
  private constructor(readonly x: Exports, readonly memory: WebAssembly.Memory) {}

  /** `imports`: host imports beside the default ones, which do nothing. */
  static async start(given: Record<string, (...args: never[]) => unknown> = {}): Promise<Core> {
    // eslint-disable-next-line prefer-const -- the imports close over it
    let core: Core;
    const nothing = () => 0;
    const host = new Proxy({}, {
      get: (_, name) => typeof name === "string" && name in given ? given[name] : name === "print"
        ? (ptr: number, bytes: number) => { core.prints.push(Buffer.from(core.memory.buffer, ptr, bytes).toString()); }
        : name === "random32" ? () => 4 : nothing,
      has: () => true,
    });
    const module = await WebAssembly.compile(wasm);
    const imports: Record<string, Record<string, unknown>> = {};
    for (const i of WebAssembly.Module.imports(module)) {
      (imports[i.module] ??= {})[i.name] = i.module === "host" ? (host as Record<string, unknown>)[i.name] : () => { throw new Error(i.name); };
    }
    const { exports } = await instantiate(module, imports as never);
    core = new Core(exports as unknown as Exports, (exports as unknown as { memory: WebAssembly.Memory }).memory);
    // HORNBEAM_STRESS=1 npx vitest run: every unit test of the core in the collector's stress mode
    if (process.env.HORNBEAM_STRESS) core.x.setStress!(1);
    for (const name of atomNames) core.atom(name);
    return core;
  }
  get view(): DataView { return new DataView(this.memory.buffer); }
  get bytes(): Uint8Array { return new Uint8Array(this.memory.buffer); }
  u32(address: number): number { return this.view.getUint32(address, true); }
  setU32(address: number, n: number): void { this.view.setUint32(address, n, true); }
  word(address: number): bigint { return this.view.getBigInt64(address, true); }
  setWord(address: number, t: bigint): void { this.view.setBigInt64(address, BigInt.asIntN(64, t), true); }

  /** Run `f` with `bytes` in the core's memory. */
  withBytes<T>(bytes: Uint8Array, f: (ptr: number) => T): T {
    const ptr = this.x.rawAlloc!(bytes.length + 1);
    this.bytes.set(bytes, ptr);
    try { return f(ptr); } finally { this.x.rawFree!(ptr); }
  }
  atom(text: string): Term {
    const bytes = Buffer.from(text);
    return this.withBytes(bytes, (ptr) => this.x.atomFromUtf8(ptr, bytes.length));
  }
}

/** A process in a core, as the collector sees it. */
export class TestProcess {
  readonly address: number;
  constructor(readonly core: Core, words = 233) {
    this.address = core.x.rawAllocZero!(processLayout.size);
    this.set("fullsweepAfter", 65535);
    core.setWord(this.address, (1n << 4n) | 3n);
    core.x.initHeap!(this.address, words);
    this.run();
  }
  get(field: string): number { return this.core.u32(this.address + processLayout.offsets[field]!); }
  set(field: string, n: number): void { this.core.setU32(this.address + processLayout.offsets[field]!, n); }
  offset(field: string): number { return this.address + processLayout.offsets[field]!; }
  /** Make it the running process; the other one's registers are lost. */
  run(): void {
    const { core } = this;
    core.setU32(CELL.proc, this.address);
    core.setU32(CELL.hp, this.get("hp"));
    core.setU32(CELL.sp, this.get("sp"));
    core.setU32(CELL.live, 0);
    core.setU32(CELL.status, 0);
  }
  stop(): void {
    this.set("hp", this.core.u32(CELL.hp));
    this.set("sp", this.core.u32(CELL.sp));
  }
  /** Registers x0, x1, …: what a collection keeps. */
  setRegisters(...terms: Term[]): void {
    terms.forEach((t, i) => { this.core.setWord(CELL.x + 8 * i, t); });
    this.core.setU32(CELL.live, terms.length);
  }
  register(i: number): Term { return this.core.word(CELL.x + 8 * i); }
  push(word: Term): void {
    const sp = this.core.u32(CELL.sp) - 8;
    this.core.setU32(CELL.sp, sp);
    this.core.setWord(sp, word);
  }
  collect(need = 0): boolean { return !!this.core.x.collect!(this.address, need); }
  collectFully(need = 0): boolean {
    this.core.x.requestFullCollection!(this.address);
    return this.collect(need);
  }
  free(): void {
    this.core.x.freeHeap!(this.address);
    this.core.x.rawFree!(this.address);
  }

  object(header: bigint, words: readonly bigint[]): Term {
    const p = this.core.x.halloc!(words.length + 1);
    this.core.setWord(p, header);
    words.forEach((w, i) => { this.core.setWord(p + 8 + 8 * i, w); });
    return boxed(p);
  }
  tuple(...elements: Term[]): Term { return this.object(BigInt(elements.length) << 6n, elements); }
  cons(head: Term, tail: Term): Term { return this.core.x.cons(head, tail); }
  list(...elements: Term[]): Term { return elements.reduceRight((t, h) => this.cons(h, t), NIL); }
  big(...limbs: bigint[]): Term { return this.object((BigInt(limbs.length) << 6n) | (2n << 2n), limbs); }
  binary(bytes: Uint8Array): Term {
    return this.core.withBytes(bytes, (ptr) => this.core.x.binaryFromMemory(ptr, bytes.length));
  }
  fun(...free: Term[]): Term {
    return this.object((BigInt(free.length + 3) << 6n) | (5n << 2n), [0x1122334455667788n & 0x7fffffffffffffffn, 1n, small(1), ...free]);
  }
}

/**
 * A text that is equal for equal graphs: objects are numbered in order of their first visit, so
 * sharing shows. Iterative, for deep terms.
 */
export function graphOf(core: Core, root: Term, sharing = true): string {
  const seen = new Map<bigint, number>();
  const out: string[] = [];
  const todo: (Term | string)[] = [root];
  while (todo.length > 0) {
    const t = todo.pop()!;
    if (typeof t === "string") { out.push(t); continue; }
    if ((t & 3n) === 3n) { out.push(`i${t}`); continue; }
    const known = sharing ? seen.get(t) : undefined;
    if (known !== undefined) { out.push(`#${known}`); continue; }
    seen.set(t, seen.size);
    const p = addressOf(t);
    if ((t & 3n) === 1n) {
      out.push("[");
      todo.push("]", core.word(p + 8), core.word(p));
      continue;
    }
    const header = core.word(p);
    const sub = Number((header >> 2n) & 15n), arity = Number(header >> 6n);
    const words = Array.from({ length: arity }, (_, i) => core.word(p + 8 + 8 * i));
    out.push(`{${sub}:`);
    if (sub === 9) {
      out.push(Buffer.from(core.memory.buffer, p + 16, Number(words[0])).toString("hex"), "}");
    } else if (sub === 8) {
      out.push(Buffer.from(core.memory.buffer, core.u32(p + 28), Number(words[0])).toString("hex"), "}");
    } else {
      // raw words as text, terms as terms
      const raw = sub === 0 || sub === 11 || sub === 15 ? 0 : sub === 5 || sub === 10 ? 2 : arity;
      out.push(words.slice(0, raw).map(String).join());
      todo.push("}", ...words.slice(raw).reverse());
    }
  }
  return out.join(" ");
}

/** A repeatable random number generator (xorshift32). */
export function random(seed: number): (below: number) => number {
  let s = seed;
  return (below) => {
    s ^= s << 13; s ^= s >>> 17; s ^= s << 5;
    return (s >>> 0) % below;
  };
}
