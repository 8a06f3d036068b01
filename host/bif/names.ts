/** File names and environment variables: Erlang's lists and binaries, the bytes of the operating system, and JavaScript's strings. */
import { pathFromBytes, pathToBytes } from "../fs/path.js";
import type { ErlTerm } from "../term/index.js";
import { badarg } from "./arguments.js";
import type { World } from "./world.js";

type Encoding = World["nameEncoding"];

/**
 * The bytes of a file name: a binary as it is; a (deep) list of code points in the node's encoding. No byte may be 0.
 * Raises badarg for anything else.
 */
export function nameBytes(term: ErlTerm, encoding: Encoding): Uint8Array {
  if (term instanceof Uint8Array) return term.includes(0) ? badarg() : term;
  const points: number[] = [], waiting: ErlTerm[] = [term];
  if (!Array.isArray(term)) badarg();
  while (waiting.length > 0) {
    const item = waiting.pop()!;
    if (typeof item === "number") points.push(item);
    else if (Array.isArray(item)) for (let i = item.length - 1; i >= 0; i--) waiting.push(item[i]!);
    else badarg();
  }
  return encodePoints(points, encoding);
}

function encodePoints(points: readonly number[], encoding: Encoding): Uint8Array {
  const most = encoding === "latin1" ? 0xff : 0x10ffff;
  for (const point of points) if (point <= 0 || point > most || (point >= 0xd800 && point < 0xe000)) badarg();
  if (encoding === "latin1") return Uint8Array.from(points);
  let text = "";
  for (const point of points) text += String.fromCodePoint(point);
  return new TextEncoder().encode(text);
}

/** Code points of a name's bytes; undefined when they are no UTF-8 in a node whose names are. */
export function namePoints(bytes: Uint8Array, encoding: Encoding): number[] | undefined {
  if (encoding === "latin1") return Array.from(bytes);
  try {
    return Array.from(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), (c) => c.codePointAt(0)!);
  } catch {
    return undefined;
  }
}

/** The path that a file name means, in the form that FileSystem takes. */
export const namePath = (term: ErlTerm, encoding: Encoding): string => pathFromBytes(nameBytes(term, encoding));
/** A name from outside as a list, or as a binary when it is not in the node's encoding. */
export function nameTerm(name: string, encoding: Encoding): ErlTerm {
  const bytes = pathToBytes(name);
  return namePoints(bytes, encoding) ?? bytes;
}
