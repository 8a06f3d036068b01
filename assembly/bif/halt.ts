/** erlang:halt/2: halt/0,1 are Erlang code. */
import { rawAlloc } from "../memory/alloc";
import { STATUS_HALT, setStatus } from "../memory/cells";
import { am_abort, am_badopt, am_false, am_flush, am_true } from "../term/am";
import { NIL, NONE, Term, element, head, isCons, isList, isSmall, isTuple, smallValue, tail, tupleArity } from "../term/tag";
import { HALT_ABORT, HALT_EXIT, HALT_SLOGAN, askHalt } from "../scheduler/halt";
import { badarg, badargBecause } from "./raise";

/** OTP cuts a slogan here. */
const SLOGAN_CHARACTERS: i32 = 1023;
/** A UTF-8 character takes at most so many bytes. */
const UTF8_MAX: i32 = 4;

/** Write character `c` at `p`; returns how many bytes it took. */
function putUtf8(p: usize, c: u32): i32 {
  if (c < 0x80) {
    store<u8>(p, <u8>c);
    return 1;
  }
  const more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  store<u8>(p, <u8>((more == 1 ? 0xc0 : more == 2 ? 0xe0 : 0xf0) | (c >> (6 * more))));
  for (let i = 1; i <= more; i++) store<u8>(p + i, <u8>(0x80 | ((c >> (6 * (more - i))) & 0x3f)));
  return more + 1;
}

export function erlang_halt_2(status: Term, options: Term): Term {
  let flush = true;
  for (; isCons(options); options = tail(options)) {
    const o = head(options);
    if (!isTuple(o) || tupleArity(o) != 2 || element(o, 1) != am_flush) return badargBecause(am_badopt);
    if (element(o, 2) != am_true && element(o, 2) != am_false) return badargBecause(am_badopt);
    flush = element(o, 2) == am_true;
  }
  if (options != NIL) return badargBecause(am_badopt);
  if (isSmall(status) && smallValue(status) >= 0) {
    // What the operating system keeps of an exit status, the host decides.
    askHalt(HALT_EXIT, <i32>smallValue(status), flush, 0, 0);
  } else if (status == am_abort) {
    askHalt(HALT_ABORT, 1, false, 0, 0);
  } else if (isList(status)) {
    const text = rawAlloc(<usize>(SLOGAN_CHARACTERS * UTF8_MAX));
    let bytes = 0, room = SLOGAN_CHARACTERS;
    for (; isCons(status); status = tail(status)) {
      const c = head(status);
      if (!isSmall(c) || smallValue(c) < 0 || smallValue(c) > 0x10ffff) return badarg();
      if (room-- > 0) bytes += putUtf8(text + <usize>bytes, <u32>smallValue(c));
    }
    if (status != NIL) return badarg();
    askHalt(HALT_SLOGAN, 1, false, text, bytes);
  } else return badarg();
  setStatus(STATUS_HALT);
  return NONE;
}
