/** Reading the arguments of host BIFs. What has not the form that is asked for raises badarg. */
import { Atom, ImproperList, Tuple, atom, type ErlTerm } from "../term/index.js";

/** Thrown by a host BIF: an Erlang exception in the calling process. */
export class Raise extends Error {
  /** @param cause what error_info names as the cause, if anything; it is lost when a promise is rejected */
  constructor(readonly kind: "error" | "exit" | "throw", readonly reason: ErlTerm, override readonly cause?: Atom) {
    super(kind);
  }
}

/** Raises badarg. */
export function badarg(): never { throw new Raise("error", atom("badarg")); }
/** Raises badarg for options that are none. */
export function badoption(): never { throw new Raise("error", atom("badarg"), atom("badopt")); }

export const ok = atom("ok");
export const undefinedAtom = atom("undefined");

/** The text of an atom, undefined for any other term. */
export const atomText = (term: ErlTerm): string | undefined =>
  (term instanceof Atom ? term.name : typeof term === "boolean" ? String(term) : undefined);
/** The elements of a tuple of `size`, undefined for any other term. */
export const tupleOf = (term: ErlTerm, size: number): readonly ErlTerm[] | undefined =>
  term instanceof Tuple && term.length === size ? term.elements : undefined;

export function expectAtom(term: ErlTerm): string { return atomText(term) ?? badarg(); }
/** Whether a term is a proper list. */
export const isList = (term: ErlTerm): term is readonly ErlTerm[] => Array.isArray(term);
export function expectList(term: ErlTerm): readonly ErlTerm[] { return isList(term) ? term : badarg(); }
export function expectBinary(term: ErlTerm): Uint8Array { return term instanceof Uint8Array ? term : badarg(); }
/** An integer within `least` and `most`, which are within 2^53. */
export function expectInteger(term: ErlTerm, least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): number {
  return Number.isInteger(term) && (term as number) >= least && (term as number) <= most ? term as number : badarg();
}
/** Whether a term is an integer of any size. */
export const isInteger = (term: ErlTerm): term is number | bigint => Number.isInteger(term) || typeof term === "bigint";

/** The bytes of iodata: a binary, or a list of bytes, binaries and such lists. */
export function expectIodata(term: ErlTerm): Uint8Array {
  if (term instanceof Uint8Array) return term;
  const chunks: Uint8Array[] = [];
  let single: number[] = [], total = 0;
  const flush = (): void => { if (single.length > 0) { chunks.push(Uint8Array.from(single)); single = []; } };
  // Lists nest to any depth: what is still to be read waits here, not on JavaScript's stack.
  const waiting: { list: readonly ErlTerm[]; at: number; tail: ErlTerm | undefined }[] = [];
  const enter = (list: ErlTerm): void => {
    if (isList(list)) waiting.push({ list, at: 0, tail: undefined });
    else if (list instanceof ImproperList) waiting.push({ list: list.elements, at: 0, tail: list.tail });
    else badarg();
  };
  enter(term);
  for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
    if (top.at === top.list.length) {
      waiting.pop();
      if (top.tail === undefined) continue;
      if (!(top.tail instanceof Uint8Array)) badarg();
      flush();
      chunks.push(top.tail);
      total += top.tail.length;
      continue;
    }
    const item = top.list[top.at++]!;
    if (typeof item === "number") {
      if (item < 0 || item > 255 || !Number.isInteger(item)) badarg();
      single.push(item);
      total++;
    } else if (item instanceof Uint8Array) {
      flush();
      chunks.push(item);
      total += item.length;
    } else {
      enter(item);
    }
  }
  flush();
  if (chunks.length === 1) return chunks[0]!;
  const all = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) { all.set(chunk, at); at += chunk.length; }
  return all;
}

/** The same as the pieces that it consists of, so that large ones need not be joined. */
export function expectPieces(term: ErlTerm): Uint8Array[] {
  return isList(term) && term.every((piece) => piece instanceof Uint8Array) ? term as Uint8Array[] : [expectIodata(term)];
}

/** The text of a flat list of code points. */
export function expectText(term: ErlTerm): string {
  let text = "";
  for (const item of expectList(term)) {
    if (!Number.isInteger(item) || typeof item !== "number" || item < 0 || item > 0x10ffff || (item >= 0xd800 && item < 0xe000)) badarg();
    text += String.fromCodePoint(item);
  }
  return text;
}
