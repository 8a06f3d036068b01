/**
 * Processes whose code is JavaScript, on a real core: a table slot holds a Wasm function that calls a
 * script, which stands for generated code (docs/abi.md) and runs BIFs by their exports.
 */
import { Core, NIL, addressOf, atomNames, small, type Term } from "../memory/core.js";

const CELL = { sp: 20, status: 28, live: 32, proc: 40, points: 48, x: 1024 } as const;
const STATUS_WAIT = 1;
/** Export record (assembly/code/export.ts). */
const EXPORT = { stubSlot: 24, stubPoint: 28, state: 32 } as const;
const STATE_CODE = 1;

// (module (type (func (param i64 i32) (result i64))) (import "m" "f" (func (type 0))) (export "f" (func 0)))
const TRAMPOLINE = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 7, 1, 0x60, 2, 0x7e, 0x7f, 1, 0x7e, 2, 7, 1, 1, 0x6d, 1, 0x66, 0, 0, 7, 5, 1, 1, 0x66, 0, 0,
]);
const trampoline = new WebAssembly.Module(TRAMPOLINE);

type Entry = (x0: bigint, sp: number) => bigint;
/** What a script does next: sleep until a message comes, end, or what a BIF that returned 0 asked for. */
export type Next = "wait" | "done" | "suspended";
export type Script = (p: Running) => Next;

/** The running process, as its script sees it. */
export class Running {
  constructor(readonly node: Node, readonly pid: Term) {}
  /** Calls BIF `name` of core.wasm; its arguments are in X as well. 0n: it raised or suspended. */
  bif(name: string, ...args: Term[]): Term { return this.node.bif(name, ...args); }
  /** The next message, taken out; undefined when there is none. */
  receive(): Term | undefined {
    const m = this.bif("rt_receive_peek");
    if (m === 0n) return undefined;
    this.node.call("rt_receive_remove");
    return m;
  }
  send(to: Term, message: Term): void { this.bif("erlang_send_2", to, message); }
}

export class Node {
  now = 1000;
  private readonly table: WebAssembly.Table;
  private constructor(readonly core: Core) {
    this.table = (core.x as unknown as { table: WebAssembly.Table }).table;
  }
  static async start(): Promise<Node> {
    let node: Node | undefined;
    let slot = 0;
    const core = await Core.start({
      monotonic_ms: () => node?.now ?? 1000,
      system_ms: () => 1_700_000_000_000 + (node?.now ?? 1000),
      new_slot: () => (slot ||= node!.slot(() => { throw new Error("an undefined function was called directly"); })),
    });
    node = new Node(core);
    return node;
  }

  call(name: string, ...args: (number | bigint)[]): unknown {
    const f = (this.core.x as unknown as Record<string, ((...a: (number | bigint)[]) => unknown) | undefined>)[name];
    if (!f) throw new Error(`core.wasm does not export ${name}`);
    return f(...args);
  }
  bif(name: string, ...args: Term[]): Term {
    args.forEach((t, i) => { this.core.setWord(CELL.x + 8 * i, t); });
    this.core.setU32(CELL.live, args.length);
    return (this.call(name, ...args) as bigint | undefined) ?? 0n;
  }
  atom(text: string): Term { return this.core.atom(text); }

  private slot(entry: Entry): number {
    const { exports } = new WebAssembly.Instance(trampoline, { m: { f: entry } });
    const at = this.table.grow(1);
    this.table.set(at, exports.f);
    return at;
  }
  /** A CP word whose code is `entry`. */
  private cp(entry: Entry): { word: bigint; slot: number; point: number } {
    const slot = this.slot(entry);
    const point = this.call("newPoints", 1) as number;
    this.call("setPoint", point, slot, 1, 0, 0, 0, 0);
    return { word: (BigInt(slot) << 32n) | (BigInt(point) << 2n), slot, point };
  }

  private scripts = 0;
  /** The export of a new function of no arguments that runs `script` each time its process has something to do. */
  define(script: Script): { module: Term; name: Term } {
    const name = `f${this.scripts++}`;
    const exported = this.call("internExportAt", Number(this.atom("script") >> 6n), Number(this.atom(name) >> 6n), 0) as number;
    const loop = this.cp((_, sp) => {
      this.core.setU32(CELL.sp, sp);
      const p = new Running(this, this.core.word(this.core.u32(CELL.proc)));
      const next = script(p);
      if (next === "suspended") return 0n;
      if (next === "wait") {
        this.core.setU32(CELL.status, STATUS_WAIT);
        this.core.setU32(CELL.live, 0);
        return 0n;
      }
      const cp = this.core.word(sp + 8);
      return (this.table.get(Number(cp >> 32n)) as Entry)(this.atom("ok"), sp + 8);
    });
    const stub = this.cp((_, sp) => {
      this.core.setWord(sp, loop.word);
      return (this.table.get(loop.slot) as Entry)(0n, sp);
    });
    this.core.setU32(exported + EXPORT.stubSlot, stub.slot);
    this.core.setU32(exported + EXPORT.stubPoint, stub.point);
    this.core.setU32(exported + EXPORT.state, STATE_CODE);
    return { module: this.atom("script"), name: this.atom(name) };
  }
  /** A process without parent that runs `script`. */
  spawn(script: Script): Term {
    const { module, name } = this.define(script);
    return this.call("spawnRoot", module, name, NIL, 0) as Term;
  }
  /** Runs until nothing is left to do; the clock stands still. */
  run(): void {
    for (let i = 0; i < 10_000; i++) if (this.call("schedule", 1_000_000) === 0) return;
    throw new Error("the node does not become idle");
  }
  /** Lets `ms` milliseconds pass, a millisecond at a time. */
  pass(ms: number): void {
    for (let i = 0; i < ms; i++) {
      this.now++;
      this.run();
    }
  }

  /** Text of a term of small integers, atoms, lists, tuples, pids (`<n>`) and references (`#`). */
  show(t: Term): string {
    if ((t & 15n) === 15n) return String(t >> 4n);
    if ((t & 15n) === 3n) return `<${t >> 4n}>`;
    if (t === NIL) return "[]";
    if ((t & 63n) === 11n) return Buffer.from(this.core.memory.buffer, this.core.x.atomText!(t), this.core.x.atomBytes!(t)).toString();
    const p = addressOf(t);
    if ((t & 3n) === 1n) {
      const items: string[] = [];
      for (; (t & 3n) === 1n; t = this.core.word(addressOf(t) + 8)) items.push(this.show(this.core.word(addressOf(t))));
      return `[${items.join()}]`;
    }
    const header = this.core.word(p);
    if ((header & 0x3cn) !== 0n) return "#";
    return `{${Array.from({ length: Number(header >> 6n) }, (_, i) => this.show(this.core.word(p + 8 + 8 * i))).join()}}`;
  }
}
export { NIL, atomNames, small, type Term };
