/** What the core asks of its host for numbers and external terms (assembly/host.ts). */
import { inflateSync } from "node:zlib";
import ZStream from "pako/lib/zlib/zstream.js";
import deflateLibrary from "pako/lib/zlib/deflate.js";
import { CompressionStreams } from "./compression.js";
import { bigOperation } from "./big.js";
import { decimalFloat, parseFloatText, scientificFloat, shortestFloat } from "./float_text.js";
import { mathOperations } from "./math.js";

const SCIENTIFIC = 1;

const Z_DEFLATED = 8, Z_FINISH = 4, Z_STREAM_END = 1;
const WINDOW_BITS = 15, MEMORY_LEVEL = 8, DEFAULT_STRATEGY = 0;

/**
 * Compresses with pako's port of zlib, whose bytes are those of OTP's zlib; Node's is Chromium's, which finds other
 * matches. @returns undefined when the result would have more than `room` bytes
 */
function deflate(plain: Uint8Array, level: number, room: number): Uint8Array | undefined {
  const z = new ZStream(), output = new Uint8Array(room);
  deflateLibrary.deflateInit2(z, level, Z_DEFLATED, WINDOW_BITS, MEMORY_LEVEL, DEFAULT_STRATEGY);
  [z.input, z.next_in, z.avail_in] = [plain, 0, plain.length];
  [z.output, z.next_out, z.avail_out] = [output, 0, room];
  return deflateLibrary.deflate(z, Z_FINISH) === Z_STREAM_END ? output.subarray(0, z.next_out) : undefined;
}

/**
 * The imports `format_float`, `format_float_digits`, `parse_float`, `math`, `deflate`, `inflate`, `stream…` and `big` of a core.
 * @param memory gives the core's memory at the time of the call: its buffer changes when it grows
 */
export function termImports(memory: () => WebAssembly.Memory) {
  const bytes = (ptr: number, length: number) => new Uint8Array(memory().buffer, ptr >>> 0, length);
  const put = (text: string, ptr: number): number => {
    const out = bytes(ptr, text.length);
    for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
    return text.length;
  };
  const streams = new CompressionStreams(bytes);
  return {
    stream: (level: number): number => streams.open(level),
    stream_run: (stream: number, ptr: number, length: number, last: number, out: number, room: number, progress: number): number =>
      streams.run(stream, ptr, length, last !== 0, out, room, progress),
    stream_end: (stream: number): void => streams.close(stream),
    format_float: (value: number, ptr: number): number => put(shortestFloat(value), ptr),
    format_float_digits: (value: number, digits: number, mode: number, ptr: number): number =>
      put(mode === SCIENTIFIC ? scientificFloat(value, digits) : decimalFloat(value, digits), ptr),
    parse_float: (ptr: number, length: number): number =>
      parseFloatText(String.fromCharCode(...bytes(ptr, length))),
    math: (operation: number, a: number, b: number): number => mathOperations[operation]?.(a, b) ?? NaN,
    deflate: (ptr: number, length: number, level: number, out: number, room: number): number => {
      try {
        const packed = deflate(bytes(ptr, length), level, room);
        if (packed === undefined) return -1;
        bytes(out, packed.length).set(packed);
        return packed.length;
      } catch { return -1; }
    },
    big: (operation: number, a: number, an: number, b: number, bn: number, out: number, room: number): number => {
      try { return bigOperation(bytes, operation, a, an, b, bn, out, room); } catch { return 0; }
    },
    inflate: (ptr: number, length: number, out: number, room: number): number => {
      try {
        // `info` adds the engine, which knows how much of its input it took
        const result = inflateSync(bytes(ptr, length), { info: true, maxOutputLength: Math.max(room, 1) } as object) as unknown as
          { buffer: Uint8Array; engine: { bytesWritten: number } };
        if (result.buffer.length !== room) return -1;
        bytes(out, room).set(result.buffer);
        return result.engine.bytesWritten;
      } catch { return -1; }
    },
  };
}
