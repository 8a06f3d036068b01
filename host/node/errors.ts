/** Errors of the embedding API. */
import { Atom, ImproperList, Tuple, type ErlTerm } from "../term/index.js";

/** Classes of Erlang exceptions. */
export type ErlangErrorClass = "error" | "exit" | "throw";

/**
 * An Erlang exception that reached TypeScript.
 * @property class `error`, `exit` or `throw`
 * @property reason the reason, as a term
 * @property stacktrace `{Module, Function, ArityOrArgs, Location}` tuples, innermost first
 */
export class ErlangError extends Error {
  readonly class: ErlangErrorClass;

  constructor(kind: ErlangErrorClass, readonly reason: ErlTerm, readonly stacktrace: readonly ErlTerm[] = []) {
    super(`${kind}:${summary(reason)}`);
    this.class = kind;
    this.name = "ErlangError";
  }
}

/** The node is not running: it was stopped, it halted, or its core was lost. */
export class NodeStoppedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "NodeStoppedError";
  }
}

const DEPTH = 6;
const MOST_ITEMS = 16;
/** Characters of a text that are shown, and code points of a charlist that are looked at. */
const MOST_CHARACTERS = 200;
/** Bytes of a binary that are shown. */
const MOST_BYTES = 64;

/** A term in Erlang's notation, shortened: for messages of errors. */
export function summary(term: ErlTerm, depth = DEPTH): string {
  if (term instanceof Atom) return term.name;
  if (depth === 0) return "...";
  const items = (list: readonly ErlTerm[]): string =>
    list.slice(0, MOST_ITEMS).map((t) => summary(t, depth - 1)).join(",") + (list.length > MOST_ITEMS ? ",..." : "");
  if (term instanceof Tuple) return `{${items(term.elements)}}`;
  if (Array.isArray(term)) return printable(term) ?? `[${items(term)}]`;
  if (term instanceof ImproperList) return `[${items(term.elements)}|${summary(term.tail, depth - 1)}]`;
  if (term instanceof Uint8Array) return `<<"${new TextDecoder().decode(term.subarray(0, MOST_BYTES))}">>`;
  if (term instanceof Map) return `#{${[...term].slice(0, MOST_ITEMS).map(([k, v]) => `${summary(k, depth - 1)} => ${summary(v, depth - 1)}`).join(",")}}`;
  return String(term);
}
function printable(list: readonly ErlTerm[]): string | undefined {
  const shown = list.slice(0, MOST_CHARACTERS);
  if (shown.length === 0 || !shown.every((c) => typeof c === "number" && Number.isInteger(c) && c >= 32 && c < 0x110000)) return undefined;
  return JSON.stringify(String.fromCodePoint(...(shown as number[]))) + (list.length > MOST_CHARACTERS ? "..." : "");
}
