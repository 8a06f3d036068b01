/** erlang:display/1 and its kin: terms as the emulator prints them, past OTP's I/O system. */
import {
  Atom, BitString, ExportFun, Float, Fun, ImproperList, LOCAL_NODE, Pid, Port, Reference, Tuple, charlist, type ErlTerm,
} from "../term/index.js";
import { expectText } from "./arguments.js";
import type { HostBifs } from "./registry.js";

const PLAIN_ATOM = /^[a-z\u00df-\u00f6\u00f8-\u00ff][\p{L}\p{N}_@]*$/u;
const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\v": "\\v", "\f": "\\f", "'": "\\'", "\\": "\\\\" };
const RESERVED = new Set(["after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case", "catch", "cond", "div",
  "end", "fun", "if", "let", "maybe", "not", "of", "or", "orelse", "receive", "rem", "try", "when", "xor"]);

function displayAtom(name: string): string {
  if (PLAIN_ATOM.test(name) && !RESERVED.has(name)) return name;
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
function displayTerm(term: ErlTerm): string {
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

/** The terminal's line end, which the emulator writes to whatever its streams are. */
const LINE_END = "\r\n";

const address = (point: number): string => `0x${point.toString(16).padStart(16, "0")}`;
const BOTTOM = "(<terminate process normally>)";

/** `{M, F, A, Point}` of assembly/process/backtrace.ts: points take the place of code addresses. */
function place(where: ErlTerm): { readonly at: string; readonly name: string } {
  if (!(where instanceof Tuple)) return { at: address(0), name: BOTTOM };
  const [module, name, arity, point] = where.elements as [Atom, Atom, number, number];
  return { at: address(point), name: `(${displayAtom(module.name)}:${displayAtom(name.name)}/${arity} + 0)` };
}

/** The text of process_info(_, backtrace), of the frames that assembly/process/backtrace.ts lists. */
function backtraceText(frames: ErlTerm): string {
  const lines: string[] = [];
  (frames as Tuple[]).forEach(({ elements: [where, ys] }, i) => {
    const { at, name } = place(where!);
    lines.push(i === 0 ? `Program counter: ${at} ${name}` : `${address(i)} Return addr ${at} ${name}`);
    (ys as (ErlTerm[] | Tuple)[]).forEach((y, k) => {
      if (y instanceof Tuple) {
        const handler = place(y);
        lines.push(`y(${k})     Catch ${handler.at} ${handler.name}`);
      } else lines.push(`y(${k})     ${displayTerm(y[0]!)}`);
    });
    lines.push("");
  });
  return `${lines.join("\n")}\n`;
}

export const displayBifs: HostBifs = {
  "erts_internal:backtrace_text/1": (_, frames) => new TextEncoder().encode(backtraceText(frames)),
  "erlang:display/1": ({ node }, term) => {
    node.world.stdio.stdout?.write(displayTerm(term) + LINE_END);
    return true;
  },
  "erts_debug:display/1": ({ node }, term) => {
    const text = displayTerm(term);
    node.world.stdio.stdout?.write(text + LINE_END);
    return charlist(`${text}\n`);
  },
  "erlang:display_string/1": ({ node }, text) => {
    node.world.stdio.stderr?.write(expectText(text).replaceAll("\n", LINE_END));
    return true;
  },
  "erlang:display_nl/0": ({ node }) => {
    node.world.stdio.stderr?.write(LINE_END);
    return true;
  },
};
