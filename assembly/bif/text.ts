/** Text that the core wrote in raw memory as a term. */
import { NIL, Term, makeList, makeSmall } from "../term/tag";
import { halloc } from "../memory/alloc";
import { decodeUtf8, utfTaken } from "../binary/utf";

/** The UTF-8 at [from, to) as a list of code points. */
export function textToList(from: usize, to: usize): Term {
  const bits = <i64>(to - from) << 3;
  let chars = 0;
  for (let p = from; p < to; p++) if ((load<u8>(p) & 0xc0) != 0x80) chars++;
  if (chars == 0) return NIL;
  const first = halloc(2 * chars);
  const last = first + (<usize>(chars - 1) << 4);
  let at: i64 = 0;
  for (let p = first; p <= last; p += 16) {
    store<i64>(p, makeSmall(decodeUtf8(from, at, bits - at)));
    store<i64>(p, p == last ? NIL : makeList(p + 16), 8);
    at += utfTaken;
  }
  return makeList(first);
}
