/**
 * Things of the host that a program holds by a reference (open files, compression streams), as a NIF's
 * resources: each belongs to the process that made it, and is let go when that process exits.
 */
import { Reference, type ErlTerm, type Pid } from "../term/index.js";
import type { NodeContext } from "./world.js";

interface Held<T> {
  readonly value: T;
  readonly reference: Reference;
  owner: Pid;
  forget: () => void;
}

/** See the head of this file. */
export class Resources<T> {
  private readonly held = new Map<string, Held<T>>();

  /** @param release run with each thing whose owner exits. */
  constructor(private readonly node: NodeContext, private readonly release: (value: T) => void = () => {}) {}

  /** Gives `value` to `owner`; returns the reference that stands for it. */
  add(value: T, owner: Pid): Reference {
    const reference = this.node.newReference(), held: Held<T> = { value, reference, owner, forget: () => {} };
    this.held.set(reference.toString(), held);
    this.watch(held);
    return reference;
  }

  /** What a reference stands for; undefined when it was let go or stands for nothing here. */
  get(reference: ErlTerm): T | undefined { return this.find(reference)?.value; }
  /** The process that a thing belongs to. */
  ownerOf(reference: ErlTerm): Pid | undefined { return this.find(reference)?.owner; }

  /** Makes another process the owner. */
  give(reference: ErlTerm, owner: Pid): void {
    const held = this.find(reference);
    if (held === undefined) return;
    held.forget();
    held.owner = owner;
    this.watch(held);
  }

  /** Forgets a thing without releasing it, and returns it. */
  remove(reference: ErlTerm): T | undefined {
    const held = this.find(reference);
    if (held === undefined) return undefined;
    this.held.delete(held.reference.toString());
    held.forget();
    return held.value;
  }

  private find(reference: ErlTerm): Held<T> | undefined {
    return reference instanceof Reference ? this.held.get(reference.toString()) : undefined;
  }
  private watch(held: Held<T>): void {
    held.forget = this.node.onExit(held.owner, () => {
      this.held.delete(held.reference.toString());
      try { this.release(held.value); } catch { /* nobody is left to tell */ }
    });
  }
}
