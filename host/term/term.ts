/**
 * Erlang terms as JavaScript values. Each term has one value, which becomes the same term again:
 *
 *     Erlang                     JavaScript
 *     integer                    number within ±(2^53 - 1), bigint beyond
 *     float                      number when it has a fraction, Float when it has none (1.0 is not 1)
 *     true, false                true, false
 *     other atoms                Atom, one object for each text: `atom("ok") === atom("ok")`
 *     tuple                      Tuple
 *     list                       array; ImproperList when the tail is no list. A charlist is an array of code points
 *     binary, bitstring          Uint8Array; BitString when the last byte is not full
 *     map                        Map
 *     pid, port, reference       Pid, Port, Reference
 *     fun, fun M:F/A             Fun (opaque), ExportFun
 *
 * On the way in a string is also taken, for the binary of its UTF-8; it comes back as Uint8Array.
 * docs/javascript-values.md gives the reasons.
 */
import type { Atom } from "./atom.js";
import type { BitString, Float, ImproperList, Tuple } from "./values.js";
import type { Pid, Port, Reference } from "./identity.js";
import type { ExportFun, Fun } from "./fun.js";

export type ErlTerm =
  | number | bigint | boolean | string | Atom | Float | Uint8Array | BitString | readonly ErlTerm[] | ImproperList | Tuple
  | ReadonlyMap<ErlTerm, ErlTerm> | Pid | Port | Reference | Fun | ExportFun;
