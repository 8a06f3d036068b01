/**
 * Pids, ports and references: opaque but for comparison and printing. Each names its node by name and
 * creation (which run of the node it was).
 */

/** The name under which a node that is not distributed knows itself; its creation is 0. */
export const LOCAL_NODE = "nonode@nohost";

/** A process. */
export class Pid {
  constructor(readonly node: string, readonly id: number, readonly serial: number, readonly creation: number) {}
  /** Whether `other` is the same process. */
  equals(other: unknown): boolean { return other instanceof Pid && other.creation === this.creation && other.toString() === this.toString(); }
  /** Text that is equal for equal pids, and for no others of one run of a node. */
  toString(): string { return `#Pid<${this.node}.${this.id}.${this.serial}>`; }
  toJSON(): string { return this.toString(); }
}

/** A port. */
export class Port {
  /** Its number as far as JavaScript's numbers go; `id` has all 64 bits. */
  readonly number: number;
  readonly id: bigint;
  constructor(readonly node: string, id: number | bigint, readonly creation: number) {
    this.number = Number(id);
    this.id = BigInt(id);
  }
  /** Port `number` of the node that is given it. */
  static local(number: number): Port { return new Port(LOCAL_NODE, number, 0); }
  /** Whether `other` is the same port. */
  equals(other: unknown): boolean { return other instanceof Port && other.creation === this.creation && other.toString() === this.toString(); }
  /** Text that is equal for equal ports, and for no others of one run of a node. */
  toString(): string { return `#Port<${this.node}.${this.id}>`; }
  toJSON(): string { return this.toString(); }
}

/** A reference. */
export class Reference {
  /** @param words 1 to 5 numbers of 32 bits, least significant first */
  constructor(readonly node: string, readonly words: readonly number[], readonly creation: number) {}
  /** Whether `other` is the same reference. */
  equals(other: unknown): boolean { return other instanceof Reference && other.creation === this.creation && other.toString() === this.toString(); }
  /** Text that is equal for equal references, and for no others of one run of a node. */
  toString(): string { return `#Ref<${this.node}.${[...this.words].reverse().join(".")}>`; }
  toJSON(): string { return this.toString(); }
}
