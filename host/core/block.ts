/** A large binary in the making, in the core's memory: assembly/embed/block.ts. */
import { NoMemoryError, type Core } from "./core.js";

export class CoreBlock {
  readonly address: number;
  /** Bytes that the binary will have. */
  length: number;

  /** @throws NoMemoryError when the core's limit does not allow it */
  constructor(private readonly core: Core, length: number) {
    this.address = core.exports.hostBlock(length) >>> 0;
    this.length = length;
    if (this.address === 0) throw new NoMemoryError(`${length} bytes do not fit into the node's memory`);
  }
  /** A view of the bytes: never kept across a call into the core, which may grow its memory. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.core.exports.memory.buffer, this.core.exports.hostBlockBytes(this.address) >>> 0, this.length);
  }
  /** Gives the block up; terms that it was handed over in keep it. */
  drop(): void { this.core.exports.dropHostBlock(this.address); }
}
