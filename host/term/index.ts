/** Terms on the JavaScript side: the mapping of values, and the external format both ways. */
export type { ErlTerm } from "./term.js";
export { Atom, atom } from "./atom.js";
export { BitString, Float, ImproperList, Tuple, binaryToString, charlist, charlistToString, float, tuple } from "./values.js";
export { LOCAL_NODE, Pid, Port, Reference } from "./identity.js";
export { ExportFun, Fun } from "./fun.js";
export { encode, termToBinary } from "./encode.js";
export { decode, decodeFirst } from "./decode.js";
export { TermError } from "./error.js";
export { displayAtom, displayTerm } from "./display.js";
export { equalTerms, mapGet } from "./equal.js";
