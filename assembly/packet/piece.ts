/** Texts in a line of HTTP: small ones are copied, so that they do not keep the whole alive. */
import { binaryFromMemory, newSubBinary } from "../memory/binary";
import { NIL, Term } from "../term/tag";
import { listOfText } from "../bif/byte_text";

/** A part of up to so many bytes takes no more room than what would say where it is. */
const COPIED: i32 = 24;

let whole: Term = NIL;
let first: usize = 0;
let count: usize = 0;

/** From now on, parts are of the binary `t`, whose `bytes` bytes are at `p`. */
export function startPieces(t: Term, p: usize, bytes: i32): void {
  whole = t;
  first = p;
  count = <usize>bytes;
}
/** The `n` bytes at `p`, of the binary or not. */
export function pieceOf(p: usize, n: i32, asBinary: bool): Term {
  if (!asBinary) return listOfText(p, n);
  if (n <= COPIED || p - first >= count) return binaryFromMemory(p, n);
  return newSubBinary(whole, <i64>(p - first) << 3, <i64>n << 3);
}
