/**
 * Slots of the shared function table. The core's own functions come first; everything above is
 * handed out here: a block for the image, one slot per export and fun entry, one dispatcher per
 * later module. A slot that has no code holds its arity's stub, so that a call always finds something.
 */

/** Kinds of fresh slots: SLOT_* of assembly/code/registry.ts, export_fun.ts and assembly/scheduler/entries.ts. */
export const SLOT_UNDEFINED = 0;
export const SLOT_UNLOADED_FUN = 1;
/** The stub of each kind, as host/compiler/stubs.ts names it. */
export const SLOT_STUBS = ["undefined", "unloaded_fun", "export_fun", "call_fun"] as const;

/** What a slot of `kind` (an index in SLOT_STUBS) without code holds. */
export type SlotStub = (kind: number, arity: number) => Function;

/** Growing is slow among many instances (docs/translation.md, "Tables"), so it happens rarely. */
const GROW_BY = 16384;

/** The state of the slots of a core that is saved: how many there are, and which hold stubs (slot, kind, arity). */
export interface SlotLog { readonly next: number; readonly stubs: readonly (readonly [number, number, number])[] }

export class Slots {
  /** The first slot that was never handed out; the next `reserve` begins there. */
  next: number;
  private readonly released: number[] = [];
  /** Fresh slots of a core that is going to be saved. */
  private readonly log: [number, number, number][] | undefined;

  /** @param saved the slots of the core that was restored, when it was */
  constructor(private readonly table: WebAssembly.Table, private readonly stub: SlotStub, saved?: SlotLog) {
    this.next = table.length;
    if (saved === undefined) {
      this.log = [];
      return;
    }
    this.reserve(saved.next - this.next);
    for (const [slot, kind, arity] of saved.stubs) this.reset(slot, kind, arity);
  }

  /** See SlotLog. */
  saved(): SlotLog { return { next: this.next, stubs: this.log ?? [] }; }

  /** `count` neighbouring slots, empty. */
  reserve(count: number): number {
    const first = this.next;
    this.next += count;
    if (this.next > this.table.length) this.table.grow(Math.max(GROW_BY, this.next - this.table.length));
    return first;
  }

  /** One empty slot, used again when some was released. */
  take(): number { return this.released.pop() ?? this.reserve(1); }

  /** One slot holding the stub of `kind` for `arity`. */
  fresh(kind: number, arity: number): number {
    const slot = this.take();
    this.log?.push([slot, kind, arity]);
    this.reset(slot, kind, arity);
    return slot;
  }

  /** Publish `code` in `slot`. */
  set(slot: number, code: Function): void { this.table.set(slot, code as never); }

  /** Put the stub of `kind` for `arity` back into `slot`. */
  reset(slot: number, kind: number, arity: number): void {
    this.table.set(slot, this.stub(kind, arity) as never);
  }

  /** Take the code out of `slot` and hand the slot out again later. */
  release(slot: number): void {
    this.table.set(slot, null);
    this.released.push(slot);
  }
}
