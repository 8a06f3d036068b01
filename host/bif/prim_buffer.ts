/** prim_buffer: queues of bytes, behind the read-ahead and delayed writes of raw files. */
import { atom, tuple, type ErlTerm } from "../term/index.js";
import { Raise, badarg, expectInteger, expectIodata, ok } from "./arguments.js";
import type { HostBif, HostBifs } from "./registry.js";

/** A queue of binaries, taken from the front. */
export class ByteQueue {
  private pieces: Uint8Array[] = [];
  size = 0;

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.pieces.push(bytes);
    this.size += bytes.length;
  }
  /** The first piece, as it was put in less what was taken from it; undefined when the queue is empty. */
  head(): Uint8Array | undefined { return this.pieces[0]; }
  /** Drops `count` bytes, at most `size`. */
  skip(count: number): void {
    this.size -= count;
    while (count > 0) {
      const first = this.pieces[0]!;
      if (first.length > count) { this.pieces[0] = first.subarray(count); return; }
      this.pieces.shift();
      count -= first.length;
    }
  }
  /** Takes `count` bytes, at most `size`. */
  take(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    let at = 0;
    for (const piece of this.pieces) {
      if (at === count) break;
      const part = piece.subarray(0, count - at);
      bytes.set(part, at);
      at += part.length;
    }
    this.skip(count);
    return bytes;
  }
  /** Place of the first byte `value`, -1 when there is none. */
  indexOf(value: number): number {
    let before = 0;
    for (const piece of this.pieces) {
      const at = piece.indexOf(value);
      if (at >= 0) return before + at;
      before += piece.length;
    }
    return -1;
  }
  clear(): void { this.pieces = []; this.size = 0; }
}

/** What a program holds by a reference. It goes with the last of them: a server makes one for each file that it opens, and nothing closes it. */
class Buffer {
  readonly queue = new ByteQueue();
  locked = false;
}

const onBuffer = (run: (buffer: Buffer, argument: ErlTerm) => ErlTerm): HostBif => ({ node }, handle, argument) => {
  const buffer = node.resource(handle!);
  return run(buffer instanceof Buffer ? buffer : badarg(), argument!);
};
/** A number of bytes that are there. */
const available = (buffer: Buffer, count: ErlTerm): number => expectInteger(count, 0, buffer.queue.size);

export const primBufferBifs: HostBifs = {
  "prim_buffer:new/0": ({ node }) => node.newResource(new Buffer()),
  "prim_buffer:size/1": onBuffer((buffer) => buffer.queue.size),
  "prim_buffer:write/2": onBuffer((buffer, iovec) => {
    buffer.queue.push(expectIodata(iovec));
    return ok;
  }),
  "prim_buffer:copying_read/2": onBuffer((buffer, count) => buffer.queue.take(available(buffer, count))),
  "prim_buffer:peek_head/1": onBuffer((buffer) => buffer.queue.head() ?? badarg()),
  "prim_buffer:skip/2": onBuffer((buffer, count) => {
    buffer.queue.skip(available(buffer, count));
    return ok;
  }),
  "prim_buffer:find_byte_index/2": onBuffer((buffer, byte) => {
    const at = buffer.queue.indexOf(expectInteger(byte, 0, 255));
    return at < 0 ? atom("not_found") : tuple(ok, at);
  }),
  "prim_buffer:try_lock/1": onBuffer((buffer) => {
    if (buffer.locked) return atom("busy");
    buffer.locked = true;
    return atom("acquired");
  }),
  "prim_buffer:unlock/1": onBuffer((buffer) => {
    if (!buffer.locked) throw new Raise("error", atom("lock_order_violation"));
    buffer.locked = false;
    return ok;
  }),
};
