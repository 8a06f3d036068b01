/** Arguments of the embedding API, as programs without types may give them: refused before anything of them is in the node. */
import { Pid } from "../term/index.js";

const shown = (value: unknown): string => value === null ? "null" : Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : typeof value;

/** @throws TypeError unless `holds` */
function check(holds: boolean, what: string, expected: string, value: unknown): asserts holds {
  if (!holds) throw new TypeError(`${what} is ${expected}, not ${shown(value)}`);
}

export function checkText(what: string, value: unknown): asserts value is string { check(typeof value === "string", what, "a string", value); }
export function checkArguments(value: unknown): asserts value is readonly unknown[] { check(Array.isArray(value), "arguments", "an array", value); }
export function checkBytes(what: string, value: unknown): asserts value is Uint8Array { check(value instanceof Uint8Array, what, "a Uint8Array", value); }
export function checkPid(what: string, value: unknown): asserts value is Pid { check(value instanceof Pid, what, "a Pid", value); }
export function checkProcess(what: string, value: unknown): asserts value is Pid | string {
  check(value instanceof Pid || typeof value === "string", what, "a Pid or the name of a process", value);
}

const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === "string";
const areTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const hasMethods = (...names: readonly string[]) => (value: unknown): boolean => isRecord(value) && names.every((name) => typeof (value as Record<string, unknown>)[name] === "function");

/** What an option may be, in words and as a test. */
type Kind = readonly [string, (value: unknown) => boolean];
export const TEXT: Kind = ["a string", isText];
export const TEXTS: Kind = ["an array of strings", areTexts];
export const RECORD: Kind = ["an object", isRecord];
export const FUNCTION: Kind = ["a function", (value) => typeof value === "function"];
export const BOOLEAN: Kind = ["a boolean", (value) => typeof value === "boolean"];
export const TEXT_OR_RECORD: Kind = ["a string or an object", (value) => isText(value) || isRecord(value)];
export const TEXT_OR_FALSE: Kind = ["a string or false", (value) => isText(value) || value === false];
export const BOOLEAN_OR_NUMBER: Kind = ["a boolean or a number", (value) => typeof value === "boolean" || typeof value === "number"];
export const BOOLEAN_OR_RECORD: Kind = ["a boolean or an object", (value) => typeof value === "boolean" || isRecord(value)];
export const VARIABLES: Kind = ["an object of strings", (value) => isRecord(value) && Object.values(value as object).every(isText)];
export const oneOf = (...texts: readonly string[]): Kind => [texts.map((text) => `"${text}"`).join(" or "), (value) => texts.includes(value as string)];
export const having = (what: string, ...methods: readonly string[]): Kind => [what, hasMethods(...methods)];

/** @throws TypeError when an option that is given is of another kind */
export function checkKinds(where: string, values: object, kinds: Readonly<Record<string, Kind>>): void {
  for (const [name, value] of Object.entries(values)) {
    const kind = kinds[name];
    if (value !== undefined && kind !== undefined) check(kind[1](value), `${where}${name}`, kind[0], value);
  }
}
export function checkRecord(what: string, value: unknown): void { check(isRecord(value), what, "an object", value); }
