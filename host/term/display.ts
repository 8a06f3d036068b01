/** Terms as the emulator prints them, past OTP's I/O system: erlang:display/1, crash dumps. */
import { Atom } from "./atom.js";
import { ExportFun, Fun } from "./fun.js";
import { LOCAL_NODE, Pid, Port, Reference } from "./identity.js";
import type { ErlTerm } from "./term.js";
import { BitString, Float, ImproperList, Tuple } from "./values.js";

const PLAIN_ATOM = /^[a-z\u00df-\u00f6\u00f8-\u00ff][\p{L}\p{N}_@]*$/u;
const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\v": "\\v", "\f": "\\f", "'": "\\'", "\\": "\\\\" };
/** An atom, in quotes where its characters need them: words of the language have none here. */
export function displayAtom(name: string): string {
  if (PLAIN_ATOM.test(name)) return name;
  return `'${name.replace(/[\n\t\r\b\v\f'\\]/g, (c) => ESCAPES[c]!)}'`;
}

/** C's %e: six digits and an exponent of at least two. */
const displayFloat = (value: number): string =>
  value.toExponential(6).replace(/e([+-])(\d)$/, "e$10$2").replace(/^0/, Object.is(value, -0) ? "-0" : "0");

const isText = (list: readonly ErlTerm[]): boolean => list.length > 0 && list.every((item) =>
  typeof item === "number" && ((item >= 32 && item < 127) || (item >= 8 && item <= 13) || item === 27));
const quote = (bytes: Iterable<number>): string =>
  `"${Array.from(bytes, (b) => b === 10 ? "\\n" : b === 34 ? '\\"' : b === 92 ? "\\\\" : String.fromCharCode(b)).join("")}"`;

/** Prints a term piece by piece: what is still to come waits on a list, for terms nest to any depth. */
export function displayTerm(term: ErlTerm): string {
  const pieces: string[] = [], waiting: (ErlTerm | { text: string })[] = [term];
  const say = (text: string): { text: string } => ({ text });
  const sequence = (open: string, items: readonly ErlTerm[], close: string, tail?: ErlTerm): void => {
    const all: (ErlTerm | { text: string })[] = [say(open)];
    items.forEach((item, i) => { if (i > 0) all.push(say(",")); all.push(item); });
    if (tail !== undefined) all.push(say("|"), tail);
    all.push(say(close));
    for (let i = all.length - 1; i >= 0; i--) waiting.push(all[i]!);
  };
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    if (typeof next === "number" && !Number.isInteger(next)) pieces.push(displayFloat(next));
    else if (typeof next === "number" || typeof next === "bigint" || typeof next === "boolean") pieces.push(String(next));
    else if (next instanceof Atom) pieces.push(displayAtom(next.name));
    else if (next instanceof Float) pieces.push(displayFloat(next.value));
    else if (next instanceof Uint8Array) pieces.push(displayBinary(next));
    else if (next instanceof BitString) pieces.push(displayBits(next));
    else if (Array.isArray(next)) { if (isText(next)) pieces.push(quote(next as number[])); else sequence("[", next, "]"); }
    else if (next instanceof ImproperList) sequence("[", next.elements, "]", next.tail);
    else if (next instanceof Tuple) sequence("{", next.elements, "}");
    else if (next instanceof Map) {
      const parts: (ErlTerm | { text: string })[] = [];
      for (const [key, value] of next) parts.push(say(parts.length > 0 ? "," : "#{"), key, say("=>"), value);
      parts.push(say(parts.length > 0 ? "}" : "#{}"));
      for (let i = parts.length - 1; i >= 0; i--) waiting.push(parts[i]!);
    } else if (next instanceof Pid || next instanceof Port || next instanceof Reference) pieces.push(displayIdentity(next));
    else if (next instanceof ExportFun) pieces.push(`fun ${displayAtom(next.module)}:${displayAtom(next.name)}/${next.arity}`);
    else if (next instanceof Fun) pieces.push(`#Fun<${next.module}>`);
    else pieces.push((next as { text: string }).text);
  }
  return pieces.join("");
}

/** An identity of this node has node 0. */
function displayIdentity(value: Pid | Port | Reference): string {
  const node = value.node === LOCAL_NODE ? "0" : value.node;
  if (value instanceof Pid) return `<${node}.${value.id}.${value.serial}>`;
  if (value instanceof Port) return `#Port<${node}.${value.number}>`;
  return `#Ref<${[node, ...[...value.words].reverse()].join(".")}>`;
}

const displayBinary = (bytes: Uint8Array): string =>
  bytes.length > 0 && isText(Array.from(bytes)) ? `<<${quote(bytes)}>>` : `<<${Array.from(bytes).join(",")}>>`;

function displayBits(value: BitString): string {
  const parts = Array.from(value.bytes.subarray(0, -1), String), last = value.bytes.at(-1)!;
  parts.push(`${last >> (8 - value.bits)}:${value.bits}`);
  return `<<${parts.join(",")}>>`;
}
