/** Character data as UTF-8: deep lists of code points and of binaries that are UTF-8 already. */
import { ImproperList, type ErlTerm } from "../term/index.js";
import { badarg, isList } from "./arguments.js";

/** The UTF-8 of character data; badarg for what is none. Binaries are not checked here. */
export function unicodeBytes(term: ErlTerm): Uint8Array {
  if (term instanceof Uint8Array) return term;
  const chunks: Uint8Array[] = [], encoder = new TextEncoder(), waiting: ErlTerm[] = [term];
  let text = "";
  const flush = (): void => { if (text !== "") { chunks.push(encoder.encode(text)); text = ""; } };
  if (!isList(term) && !(term instanceof ImproperList)) badarg();
  while (waiting.length > 0) {
    const item = waiting.pop()!;
    if (typeof item === "number") {
      if (!Number.isInteger(item) || item < 0 || item > 0x10ffff || (item >= 0xd800 && item < 0xe000)) badarg();
      text += String.fromCodePoint(item);
    } else if (item instanceof Uint8Array) {
      flush();
      chunks.push(item);
    } else if (isList(item)) {
      for (let i = item.length - 1; i >= 0; i--) waiting.push(item[i]!);
    } else if (item instanceof ImproperList) {
      if (!(item.tail instanceof Uint8Array)) badarg();
      waiting.push(item.tail);
      for (let i = item.elements.length - 1; i >= 0; i--) waiting.push(item.elements[i]!);
    } else {
      badarg();
    }
  }
  flush();
  return chunks.length === 1 ? chunks[0]! : Uint8Array.from(Buffer.concat(chunks));
}
