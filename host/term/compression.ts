/** zlib streams for the core, which feeds them piece by piece: assembly/etf/compression.ts. */
import ZStream from "pako/lib/zlib/zstream.js";
import deflateLibrary from "pako/lib/zlib/deflate.js";
import inflateLibrary from "pako/lib/zlib/inflate.js";

const Z_NO_FLUSH = 0, Z_FINISH = 4, Z_STREAM_END = 1, Z_BUF_ERROR = -5;
const Z_DEFLATED = 8, WINDOW_BITS = 15, MEMORY_LEVEL = 8, DEFAULT_STRATEGY = 0;
/** The level that stands for inflation. */
const INFLATE = -2;
const ENDED = 1, DAMAGED = -1;

interface Stream { readonly z: ZStream; readonly codec: (z: ZStream, flush: number) => number }

export class CompressionStreams {
  private readonly streams = new Map<number, Stream>();
  private next = 1;

  /** @param bytes bytes of the core's memory: address, length */
  constructor(private readonly bytes: (ptr: number, length: number) => Uint8Array) {}

  open(level: number): number {
    const z = new ZStream(), id = this.next++;
    if (level === INFLATE) inflateLibrary.inflateInit2(z, WINDOW_BITS);
    else deflateLibrary.deflateInit2(z, level, Z_DEFLATED, WINDOW_BITS, MEMORY_LEVEL, DEFAULT_STRATEGY);
    this.streams.set(id, { z, codec: level === INFLATE ? inflateLibrary.inflate : deflateLibrary.deflate });
    return id;
  }

  /** See stream_run in assembly/host.ts. */
  run(id: number, ptr: number, length: number, last: boolean, out: number, room: number, progress: number): number {
    const { z, codec } = this.streams.get(id)!;
    let code: number;
    try {
      [z.input, z.next_in, z.avail_in] = [this.bytes(ptr, length), 0, length];
      [z.output, z.next_out, z.avail_out] = [this.bytes(out, room), 0, room];
      code = codec(z, last ? Z_FINISH : Z_NO_FLUSH);
    } catch { return DAMAGED; }
    const done = new DataView(this.bytes(progress, 8).buffer, progress >>> 0, 8);
    done.setInt32(0, length - z.avail_in, true);
    done.setInt32(4, room - z.avail_out, true);
    // Of the core's memory nothing is kept: it may grow, and then these are views of nothing.
    z.input = z.output = null;
    return code === Z_STREAM_END ? ENDED : code < 0 && code !== Z_BUF_ERROR ? DAMAGED : 0;
  }

  close(id: number): void { this.streams.delete(id); }
}
