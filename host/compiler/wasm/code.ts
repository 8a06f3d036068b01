/**
 * The body of one Wasm function while it is written. Branch targets are Labels, so that the code that writes a
 * branch need not know how deep it stands. Temporary locals are given back and used again: baseline code has
 * a stack slot for each.
 */
import type { ByteBuffer } from "./buffer.js";
import { F64, I32, I64, VOID, W, type ValueType, type WasmName } from "./instruction.js";

const BULK_PREFIX = 0xfc, TABLE_INIT = 12;

/** A block or loop that can be branched to, by its depth. */
export class Label { depth = -1; }

export class Code {
  private depth = 0;
  private readonly locals: ValueType[] = [];
  private readonly free = new Map<ValueType, number[]>([[I32, []], [I64, []], [F64, []]]);
  readonly start: number;

  constructor(readonly out: ByteBuffer, private readonly params: number) { this.start = out.length; }

  op(name: WasmName): this { this.out.byte(W[name]); return this; }

  // --- locals
  newLocal(type: ValueType): number { return this.params + this.locals.push(type) - 1; }

  /** A local that is given back by `release`. */
  temp(type: ValueType): number { return this.free.get(type)!.pop() ?? this.newLocal(type); }

  release(...locals: number[]): void {
    for (const l of locals) this.free.get(this.locals[l - this.params]!)!.push(l);
  }

  get(local: number): this { this.out.byte(W.local_get); this.out.u32(local); return this; }
  set(local: number): this { this.out.byte(W.local_set); this.out.u32(local); return this; }
  tee(local: number): this { this.out.byte(W.local_tee); this.out.u32(local); return this; }
  global(index: number): this { this.out.byte(W.global_get); this.out.u32(index); return this; }

  // --- constants
  i32(n: number): this { this.out.byte(W.i32_const); this.out.s32(n); return this; }
  i64(n: number | bigint): this { this.out.byte(W.i64_const); this.out.s64(n); return this; }
  f64(n: number): this { this.out.byte(W.f64_const); this.out.f64(n); return this; }

  // --- memory; the alignment hint is that of the access's size
  private access(op: number, align: number, offset: number): this {
    this.out.byte(op);
    this.out.u32(align);
    this.out.u32(offset);
    return this;
  }
  i32Load(offset: number): this { return this.access(W.i32_load, 2, offset); }
  i64Load(offset: number): this { return this.access(W.i64_load, 3, offset); }
  f64Load(offset: number): this { return this.access(W.f64_load, 3, offset); }
  /** Loads of bytes at any address: 1, 2, 4 or 8 of them, zero-extended. */
  i64LoadBytes(bytes: 1 | 2 | 4 | 8, offset: number): this {
    const op = { 1: W.i64_load8_u, 2: W.i64_load16_u, 4: W.i64_load32_u, 8: W.i64_load }[bytes];
    return this.access(op, 0, offset);
  }
  i32Store(offset: number): this { return this.access(W.i32_store, 2, offset); }
  i64Store(offset: number): this { return this.access(W.i64_store, 3, offset); }
  f64Store(offset: number): this { return this.access(W.f64_store, 3, offset); }

  // --- control
  private open(op: number, label: Label | undefined, type: number): this {
    this.out.byte(op);
    this.out.byte(type);
    this.depth++;
    if (label !== undefined) label.depth = this.depth;
    return this;
  }
  block(label: Label, type: number = VOID): this { return this.open(W.block, label, type); }
  loop(label: Label): this { return this.open(W.loop, label, VOID); }
  if(type: number = VOID): this { return this.open(W.if, undefined, type); }
  else(): this { this.out.byte(W.else); return this; }
  end(): this { this.depth--; this.out.byte(W.end); return this; }
  private branch(op: number, label: Label): this {
    this.out.byte(op);
    this.out.u32(this.depth - label.depth);
    return this;
  }
  br(label: Label): this { return this.branch(W.br, label); }
  brIf(label: Label): this { return this.branch(W.br_if, label); }
  brTable(labels: readonly Label[], otherwise: Label): this {
    this.out.byte(W.br_table);
    this.out.u32(labels.length);
    for (const l of labels) this.out.u32(this.depth - l.depth);
    this.out.u32(this.depth - otherwise.depth);
    return this;
  }

  call(index: number): this { this.out.byte(W.call); this.out.u32(index); return this; }
  returnCall(index: number): this { this.out.byte(W.return_call); this.out.u32(index); return this; }
  returnCallIndirect(type: number): this {
    this.out.byte(W.return_call_indirect);
    this.out.u32(type);
    this.out.u32(0);
    return this;
  }

  /** Copies `count` functions of an element segment, from `first` on, into the imported table at `slot`. */
  tableInit(segment: number, slot: number, first: number, count: number): this {
    this.i32(slot).i32(first).i32(count);
    this.out.byte(BULK_PREFIX);
    this.out.u32(TABLE_INIT);
    this.out.u32(segment);
    this.out.u32(0);
    return this;
  }

  /** Run-length groups of local declarations: what stands before the instructions in the Code section. */
  localGroups(): [number, ValueType][] {
    const groups: [number, ValueType][] = [];
    for (const type of this.locals) {
      const last = groups[groups.length - 1];
      if (last !== undefined && last[1] === type) last[0]++;
      else groups.push([1, type]);
    }
    return groups;
  }
}
