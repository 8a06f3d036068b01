/** The parts of pako that stand below its streams: the functions of zlib.h, on a structure like z_stream. */
declare module "pako/lib/zlib/zstream.js" {
  export default class ZStream {
    input: Uint8Array | null;
    next_in: number;
    avail_in: number;
    total_in: number;
    output: Uint8Array | null;
    next_out: number;
    avail_out: number;
    total_out: number;
    msg: string;
    adler: number;
    state: { level: number; strategy: number } | null;
  }
}
declare module "pako/lib/zlib/deflate.js" {
  import type ZStream from "pako/lib/zlib/zstream.js";
  const deflate: {
    deflateInit2(z: ZStream, level: number, method: number, windowBits: number, memLevel: number, strategy: number): number;
    deflate(z: ZStream, flush: number): number;
    deflateReset(z: ZStream): number;
    deflateEnd(z: ZStream): number;
    deflateSetDictionary(z: ZStream, dictionary: Uint8Array): number;
  };
  export default deflate;
}
declare module "pako/lib/zlib/inflate.js" {
  import type ZStream from "pako/lib/zlib/zstream.js";
  const inflate: {
    inflateInit2(z: ZStream, windowBits: number): number;
    inflate(z: ZStream, flush: number): number;
    inflateReset(z: ZStream): number;
    inflateEnd(z: ZStream): number;
    inflateSetDictionary(z: ZStream, dictionary: Uint8Array): number;
  };
  export default inflate;
}
