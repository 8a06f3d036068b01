/**
 * Paths as strings. POSIX names are bytes; those that are UTF-8 are the string they spell, and a
 * byte that is no part of UTF-8 becomes the lone surrogate U+DC00 + byte, so that every name survives the
 * way to a string and back.
 */
import { FsError } from "./file_system.js";

const ESCAPE = 0xdc00;
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
/** A surrogate that is no half of a pair. */
const lone = /\p{Surrogate}/u;

/** Bytes a name may have, as on Linux. */
const NAME_MAX = 255;
/** Symbolic links followed in one lookup before it fails with `eloop`, as on Linux. */
export const LINKS_MAX = 40;

/** The path that these bytes spell. */
export function pathFromBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeEscaped(bytes);
  }
}

/** Decodes the longest valid UTF-8 sequences, and each other byte as an escape. */
function decodeEscaped(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i]!;
    const size = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3
      : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (size > 0 && i + size <= bytes.length) {
      try {
        text += strict.decode(bytes.subarray(i, i + size));
        i += size;
        continue;
      } catch { /* no valid sequence starts here: escape one byte */ }
    }
    text += String.fromCharCode(ESCAPE + first);
    i++;
  }
  return text;
}

/** The bytes of a path: the inverse of pathFromBytes. */
export function pathToBytes(path: string): Uint8Array {
  if (!lone.test(path)) return encoder.encode(path);
  const bytes: number[] = [];
  for (const character of path) {
    const code = character.codePointAt(0)!;
    if (code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff) bytes.push(code - ESCAPE);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

/** A path in the form that node:fs takes without loss. */
export const nativePath = (path: string): string | Buffer =>
  lone.test(path) ? Buffer.from(pathToBytes(path)) : path;

/** The components of a path, `.` and `..` included. Fails with `einval` (a NUL), `enoent` (empty), `enametoolong`. */
export function components(path: string): string[] {
  if (path === "") throw new FsError("enoent");
  if (path.includes("\0")) throw new FsError("einval");
  const parts = path.split("/").filter((part) => part !== "");
  for (const part of parts)
    if (part.length > NAME_MAX / 3 && pathToBytes(part).length > NAME_MAX) throw new FsError("enametoolong", path);
  return parts;
}

/** Whether a path ends in a slash, and so has to lead to a directory. */
export const needsDirectory = (path: string): boolean => path.endsWith("/");
