/** Hashes that are the same on every node and release. */
import { badarg } from "./raise";
import { Term, isSmall, makeSmall, smallValue } from "../term/tag";
import { setX } from "../memory/cells";
import { am_phash2_continue } from "../term/am";
import { oldPortableHash } from "../term/phash";
import { WORDS_A_REDUCTION, beginHash, continueHash, hashValue, hashingState } from "../term/phash2";
import { affordable, goOnInternally } from "./suspend";

/** phash2/1's result is below this. */
const DEFAULT_RANGE: i64 = 1 << 27;
const MAX_RANGE: i64 = 1 << 32;

export function erlang_phash2_1(t: Term): Term { return hash(t, makeSmall(DEFAULT_RANGE)); }
export function erlang_phash2_2(t: Term, range: Term): Term { return isRange(range) ? hash(t, range) : badarg(); }
function hash(t: Term, range: Term): Term { return hashed(beginHash(t, affordable(WORDS_A_REDUCTION)), range); }
/** Goes on with what was left of a long term. */
export function erts_internal_phash2_continue_2(state: Term, range: Term): Term {
  return hashed(continueHash(state, affordable(WORDS_A_REDUCTION)), range);
}
/** The result after a step, or the next step. */
function hashed(done: bool, range: Term): Term {
  if (done) return makeSmall(<i64>hashValue() % smallValue(range));
  setX(0, hashingState);
  setX(1, range);
  return goOnInternally(am_phash2_continue, 2);
}
function isRange(t: Term): bool { return isSmall(t) && smallValue(t) > 0 && smallValue(t) <= MAX_RANGE; }

/** A hash from 1 to range. */
export function erlang_phash_2(t: Term, range: Term): Term {
  return isRange(range) ? makeSmall(1 + <i64>oldPortableHash(t) % smallValue(range)) : badarg();
}
