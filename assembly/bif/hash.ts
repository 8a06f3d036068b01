/** Hashes that are the same on every node and release. */
import { badarg } from "./raise";
import { Term, isSmall, makeSmall, smallValue } from "../term/tag";
import { oldPortableHash } from "../term/phash";
import { portableHash } from "../term/phash2";

/** Bits of phash2/1's result. */
const DEFAULT_MASK: u32 = (1 << 27) - 1;
const MAX_RANGE: i64 = 1 << 32;

export function erlang_phash2_1(t: Term): Term { return makeSmall(<i64>(portableHash(t) & DEFAULT_MASK)); }
export function erlang_phash2_2(t: Term, range: Term): Term {
  if (!isSmall(range)) return badarg();
  const n = smallValue(range);
  if (n <= 0 || n > MAX_RANGE) return badarg();
  return makeSmall(<i64>portableHash(t) % n);
}
/** A hash from 1 to range. */
export function erlang_phash_2(t: Term, range: Term): Term {
  if (!isSmall(range)) return badarg();
  const n = smallValue(range);
  if (n <= 0 || n > MAX_RANGE) return badarg();
  return makeSmall(1 + <i64>oldPortableHash(t) % n);
}
