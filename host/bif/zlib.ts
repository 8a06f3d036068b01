/**
 * zlib's functions on streams, on pako's port of zlib: OTP's own zlib.erl drives them piece by piece, with the
 * sizes of input and output that it chooses, which no other library of JavaScript lets it do.
 */
import ZStream from "pako/lib/zlib/zstream.js";
import deflateLibrary from "pako/lib/zlib/deflate.js";
import inflateLibrary from "pako/lib/zlib/inflate.js";
import { Pid, atom, tuple, type ErlTerm } from "../term/index.js";
import { Raise, badarg, expectInteger, expectIodata, expectPieces, ok } from "./arguments.js";
import { adler32, crc32 } from "./checksum.js";
import { ByteQueue } from "./prim_buffer.js";
import type { HostBif, HostBifs } from "./registry.js";
import { Resources } from "./resources.js";
import { perNode } from "./world.js";

const Z_NO_FLUSH = 0;
const Z_OK = 0, Z_STREAM_END = 1, Z_NEED_DICT = 2, Z_DATA_ERROR = -3, Z_BUF_ERROR = -5;
/** What zlib's return values are called; an exception where the stream or its data is at fault. */
const RESULTS: Readonly<Record<number, string>> = {
  [Z_OK]: "ok", [Z_STREAM_END]: "stream_end", [-4]: "mem_error", [Z_BUF_ERROR]: "buf_error", [-6]: "version_error",
};
const FAULTS: Readonly<Record<number, string>> = { [-2]: "stream_error", [Z_DATA_ERROR]: "data_error" };

/** What inflate does with input behind the end of a stream. */
const AFTER_END_ERROR = 0, AFTER_END_RESET = 1;
const FIRST_BUFFER_SIZE = 4000;
/** Bytes taken and made for which a reduction pays: a turn is some milliseconds. */
const BYTES_A_REDUCTION = 16;

interface Stream {
  readonly z: ZStream;
  readonly input: ByteQueue;
  mode: "none" | "deflate" | "inflate" | "closed";
  /** Without zlib's own header and checksum. */
  raw: boolean;
  ended: boolean;
  afterEnd: number;
  /** Checksum of raw data, uncompressed. */
  crc: number;
  stash: ErlTerm | undefined;
  bufferSize: number;
}

const streams = perNode((node) => new Resources<Stream>(node));

const raise = (reason: string): never => { throw new Raise("error", atom(reason)); };
const result = (code: number): ErlTerm =>
  FAULTS[code] === undefined ? atom(RESULTS[code] ?? "unknown_error") : raise(FAULTS[code]!);

/** A function on a stream that the calling process controls. */
const onStream = (run: (stream: Stream, ...args: ErlTerm[]) => ErlTerm): HostBif => ({ node, self, charge }, handle, ...args) => {
  const held = streams(node), stream = held.get(handle) ?? badarg();
  if (held.ownerOf(handle)!.toString() !== self.toString()) raise("not_on_controlling_process");
  const before = worked(stream), answer = run(stream, ...args);
  charge(Math.ceil(Math.max(worked(stream) - before, 0) / BYTES_A_REDUCTION));
  return answer;
};
/** Bytes that went in and came out, since it was last reset. */
const worked = ({ z }: Stream): number => z.total_in + z.total_out;
/** A function on a stream that deflates, or inflates. */
const inMode = (mode: "deflate" | "inflate", run: (stream: Stream, ...args: ErlTerm[]) => ErlTerm): HostBif =>
  onStream((stream, ...args) => (stream.mode === mode ? run(stream, ...args) : raise("not_initialized")));

function resetInput(stream: Stream): void {
  stream.input.clear();
  stream.stash = undefined;
}

/** Runs the codec on up to `inputLimit` bytes of the queue, for up to `room` bytes of output. */
function run(stream: Stream, codec: (z: ZStream, flush: number) => number, inputLimit: number, room: number, flush: number): ErlTerm {
  const { z, input } = stream, output = new Uint8Array(room);
  z.output = output;
  z.next_out = 0;
  z.avail_out = room;
  let code = Z_OK, consumed = 0;
  while (code === Z_OK && input.size > 0 && consumed < inputLimit && z.avail_out > 0) {
    const block = input.head()!.subarray(0, inputLimit - consumed);
    z.input = block;
    z.next_in = 0;
    z.avail_in = block.length;
    code = codec(z, Z_NO_FLUSH);
    const taken = block.length - z.avail_in;
    if (stream.mode === "deflate" && stream.raw) stream.crc = crc32(stream.crc, block.subarray(0, taken));
    input.skip(taken);
    consumed += taken;
    if (taken === 0) break;
  }
  if (code === Z_OK && input.size === 0 && z.avail_out > 0) {
    // Also without a flush: the last call may have filled its output before all of it was out.
    z.input = new Uint8Array(0);
    z.next_in = z.avail_in = 0;
    code = codec(z, flush);
  }
  if (code < 0 && code !== Z_BUF_ERROR) return result(code);
  if (code === Z_STREAM_END) stream.ended = true;
  const produced = room - z.avail_out;
  if (stream.mode === "inflate" && stream.raw) stream.crc = crc32(stream.crc, output.subarray(0, produced));
  if (consumed === 0 && produced === 0 && input.size > 0 && code !== Z_NEED_DICT) return result(Z_DATA_ERROR);
  const data = produced === 0 ? [] : [output.slice(0, produced)];
  if (code === Z_NEED_DICT) return tuple(atom("need_dictionary"), z.adler >>> 0, data);
  return tuple(atom(input.size === 0 && produced < room ? "finished" : "continue"), data);
}

/** An int of C. */
const int = (term: ErlTerm | undefined): number => expectInteger(term!, -(2 ** 31), 2 ** 31 - 1);

export const zlibBifs: HostBifs = {
  "zlib:open_nif/0": ({ node, self }) => streams(node).add({
    z: new ZStream(), input: new ByteQueue(), mode: "none", raw: false, ended: false, afterEnd: 2, crc: 0, stash: undefined,
    bufferSize: FIRST_BUFFER_SIZE,
  }, self),
  "zlib:close_nif/1": onStream((stream) => {
    if (stream.mode === "closed") raise("not_initialized");
    stream.mode = "closed";
    resetInput(stream);
    return ok;
  }),
  "zlib:set_controller_nif/2": (context, handle, pid) => {
    onStream(() => ok)(context, handle);
    if (!(pid instanceof Pid)) badarg();
    streams(context.node).give(handle, pid);
    return ok;
  },
  "zlib:enqueue_nif/2": onStream((stream, iovec) => {
    if (stream.mode !== "deflate" && stream.mode !== "inflate") raise("not_initialized");
    for (const piece of expectPieces(iovec!)) stream.input.push(piece);
    return ok;
  }),
  "zlib:crc32_nif/1": onStream((stream) => (stream.mode === "deflate" || stream.mode === "inflate" ? stream.crc : raise("not_initialized"))),
  "zlib:getStash_nif/1": onStream((stream) => (stream.stash === undefined ? atom("empty") : tuple(ok, stream.stash))),
  "zlib:setStash_nif/2": onStream((stream, term) => {
    if (stream.stash !== undefined) raise("error");
    stream.stash = term!;
    return ok;
  }),
  "zlib:clearStash_nif/1": onStream((stream) => {
    if (stream.stash === undefined) raise("error");
    stream.stash = undefined;
    return ok;
  }),
  "zlib:getBufSize_nif/1": onStream((stream) => stream.bufferSize),
  "zlib:setBufSize_nif/2": onStream((stream, size) => {
    stream.bufferSize = int(size);
    return ok;
  }),

  "zlib:deflateInit_nif/6": onStream((stream, level, method, windowBits, memoryLevel, strategy) => {
    if (stream.mode !== "none") raise("already_initialized");
    const bits = int(windowBits);
    const code = deflateLibrary.deflateInit2(stream.z, int(level), int(method), bits, int(memoryLevel), int(strategy));
    if (code === Z_OK) Object.assign(stream, { mode: "deflate", ended: false, raw: bits < 0, crc: 0 });
    return result(code);
  }),
  "zlib:deflate_nif/4": inMode("deflate", (stream, inputSize, outputSize, flush) =>
    run(stream, deflateLibrary.deflate, int(inputSize), int(outputSize), int(flush))),
  "zlib:deflateReset_nif/1": inMode("deflate", (stream) => {
    const code = deflateLibrary.deflateReset(stream.z);
    Object.assign(stream, { crc: 0, ended: false });
    resetInput(stream);
    return result(code);
  }),
  "zlib:deflateEnd_nif/1": inMode("deflate", (stream) => {
    const code = deflateLibrary.deflateEnd(stream.z), left = stream.input.size > 0;
    resetInput(stream);
    stream.mode = "none";
    return result(code === Z_OK && left ? Z_DATA_ERROR : code);
  }),
  "zlib:deflateParams_nif/3": inMode("deflate", (stream, level, strategy) => {
    // zlib.erl has flushed everything before, so the next block may be made another way.
    const wanted = int(level), how = int(strategy);
    if (wanted < -1 || wanted > 9 || how < 0 || how > 4) return result(-2);
    stream.z.state!.level = wanted === -1 ? 6 : wanted;
    stream.z.state!.strategy = how;
    return ok;
  }),
  "zlib:deflateSetDictionary_nif/2": inMode("deflate", (stream, dictionary) => {
    const bytes = expectIodata(dictionary!), code = deflateLibrary.deflateSetDictionary(stream.z, bytes);
    return code === Z_OK ? (stream.raw ? adler32(0, bytes) : stream.z.adler >>> 0) : result(code);
  }),

  "zlib:inflateInit_nif/3": onStream((stream, windowBits, afterEnd) => {
    if (stream.mode !== "none") raise("already_initialized");
    const bits = int(windowBits), code = inflateLibrary.inflateInit2(stream.z, bits);
    if (code === Z_OK) Object.assign(stream, { mode: "inflate", ended: false, afterEnd: int(afterEnd), raw: bits < 0, crc: 0 });
    return result(code);
  }),
  "zlib:inflate_nif/4": inMode("inflate", (stream, inputSize, outputSize, flush) => {
    if (stream.ended && stream.input.size > 0) {
      if (stream.afterEnd === AFTER_END_ERROR) return result(Z_DATA_ERROR);
      if (stream.afterEnd === AFTER_END_RESET) {
        inflateLibrary.inflateReset(stream.z);
        stream.ended = false;
      } else {
        resetInput(stream);
      }
    }
    return run(stream, inflateLibrary.inflate, int(inputSize), int(outputSize), int(flush));
  }),
  "zlib:inflateReset_nif/1": inMode("inflate", (stream) => {
    const code = inflateLibrary.inflateReset(stream.z);
    Object.assign(stream, { crc: 0, ended: false });
    resetInput(stream);
    return result(code);
  }),
  "zlib:inflateEnd_nif/1": inMode("inflate", (stream) => {
    const code = inflateLibrary.inflateEnd(stream.z), unfinished = !stream.ended || stream.input.size > 0;
    resetInput(stream);
    stream.mode = "none";
    return result(code === Z_OK && unfinished ? Z_DATA_ERROR : code);
  }),
  "zlib:inflateSetDictionary_nif/2": inMode("inflate", (stream, dictionary) =>
    result(inflateLibrary.inflateSetDictionary(stream.z, expectIodata(dictionary!)))),
  // pako's window cannot be read; OTP has this answer for a zlib without the function.
  "zlib:inflateGetDictionary_nif/1": inMode("inflate", () => raise("not_supported")),
};
