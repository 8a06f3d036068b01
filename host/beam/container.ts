/**
 * The outer form of a .beam file: an IFF container, gzip-compressed or not.
 *
 *     | "FOR1" | size:u32 | "BEAM" | id:4 size:u32 data … padding to 4 | id … |
 *
 * What stands behind the form is nobody's.
 */
import { gunzipSync } from "node:zlib";
import { BadBeamError } from "./error.js";
import { Reader } from "./reader.js";

const GZIP_MAGIC = 0x1f8b;
/** A compressed module may not unpack to more than this (bytes). */
const INFLATE_LIMIT = 1 << 29;

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/**
 * The chunks of a .beam file by their four-letter names. The last of two chunks with one name wins, as in OTP's loader.
 * @throws BadBeamError
 */
export function readChunks(file: Uint8Array): Map<string, Uint8Array> {
  const reader = new Reader(unpack(file), "the file");
  if (ascii(reader.take(4)) !== "FOR1") throw new BadBeamError("not a BEAM file");
  const form = new Reader(reader.take(reader.u32()), "the file");
  if (ascii(form.take(4)) !== "BEAM") throw new BadBeamError("not a BEAM file");
  const chunks = new Map<string, Uint8Array>();
  while (form.left > 0) {
    const id = ascii(form.take(4)), data = form.take(form.u32());
    form.take(-data.length & 3);
    chunks.set(id, data);
  }
  return chunks;
}

/** The file of a module without some of its chunks, in memory of its own. @throws BadBeamError */
export function withoutChunks(file: Uint8Array, names: ReadonlySet<string>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [id, data] of readChunks(file)) {
    if (names.has(id)) continue;
    const part = new Uint8Array(8 + data.length + (-data.length & 3));
    part.set(new TextEncoder().encode(id));
    new DataView(part.buffer).setUint32(4, data.length);
    part.set(data, 8);
    parts.push(part);
  }
  const form = new Uint8Array(12 + parts.reduce((sum, part) => sum + part.length, 0));
  form.set(new TextEncoder().encode("FOR1"));
  new DataView(form.buffer).setUint32(4, form.length - 8);
  form.set(new TextEncoder().encode("BEAM"), 8);
  let at = 12;
  for (const part of parts) { form.set(part, at); at += part.length; }
  return form;
}

export const isCompressed = (file: Uint8Array): boolean => file.length >= 2 && ((file[0]! << 8) | file[1]!) === GZIP_MAGIC;

function unpack(file: Uint8Array): Uint8Array {
  if (!isCompressed(file)) return file;
  try {
    return gunzipSync(file, { maxOutputLength: INFLATE_LIMIT });
  } catch {
    throw new BadBeamError("the compressed file does not unpack");
  }
}
