/** Equality of terms as JavaScript values. */
import { BitString, Float, ImproperList, Tuple } from "./values.js";
import { Pid, Port, Reference } from "./identity.js";
import { ExportFun, Fun } from "./fun.js";
import type { ErlTerm } from "./term.js";

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Whether two values stand for the same term (`=:=`). Terms may nest to any depth but in keys of maps. */
export function equalTerms(a: ErlTerm, b: ErlTerm): boolean {
  const waiting: [ErlTerm, ErlTerm][] = [[a, b]];
  const sequences = (x: readonly ErlTerm[], y: readonly ErlTerm[]): boolean => {
    if (x.length !== y.length) return false;
    for (let i = x.length - 1; i >= 0; i--) if (x[i] !== y[i]) waiting.push([x[i]!, y[i]!]);
    return true;
  };
  const one = (x: ErlTerm, y: ErlTerm): boolean => {
    if (x === y) return true;
    if (typeof x !== "object" || typeof y !== "object") return false;
    if (Array.isArray(x)) return Array.isArray(y) && sequences(x, y);
    if (x instanceof Tuple) return y instanceof Tuple && sequences(x.elements, y.elements);
    if (x instanceof Uint8Array) return y instanceof Uint8Array && sameBytes(x, y);
    if (x instanceof Float) return y instanceof Float && x.value === y.value;
    if (x instanceof Map) return y instanceof Map && sameKeys(x, y, waiting);
    if (x instanceof ImproperList) {
      if (!(y instanceof ImproperList)) return false;
      waiting.push([x.tail, y.tail]);
      return sequences(x.elements, y.elements);
    }
    if (x instanceof BitString) return y instanceof BitString && x.bits === y.bits && sameBytes(x.bytes, y.bytes);
    if (x instanceof Pid || x instanceof Port || x instanceof Reference || x instanceof Fun || x instanceof ExportFun) return x.equals(y);
    return false;
  };
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) if (!one(pair[0], pair[1])) return false;
  return true;
}

/** The entry of a map whose key stands for the same term as `key`; undefined when there is none. */
function mapEntry(map: ReadonlyMap<ErlTerm, ErlTerm>, key: ErlTerm): readonly [ErlTerm, ErlTerm] | undefined {
  const value = map.get(key); // numbers, booleans and atoms are found at once
  if (value !== undefined) return [key, value];
  if (typeof key !== "object") return undefined;
  for (const entry of map) if (equalTerms(entry[0], key)) return entry;
  return undefined;
}
/** The value of a key in a map, keys compared as terms and not as objects. */
export const mapGet = (map: ReadonlyMap<ErlTerm, ErlTerm>, key: ErlTerm): ErlTerm | undefined => mapEntry(map, key)?.[1];

function sameKeys(x: ReadonlyMap<ErlTerm, ErlTerm>, y: ReadonlyMap<ErlTerm, ErlTerm>, waiting: [ErlTerm, ErlTerm][]): boolean {
  if (x.size !== y.size) return false;
  for (const [key, value] of x) {
    const entry = mapEntry(y, key);
    if (entry === undefined) return false;
    waiting.push([value, entry[1]]);
  }
  return true;
}
