/** Atoms and their text. */
import {
  NONE, Term, head, isAtom, isBitstring, isCons, smallValue, tail,
} from "../term/tag";
import { binaryFromMemory } from "../memory/binary";
import { am_latin1, am_unicode, am_utf8 } from "../term/am";
import {
  atomBytes, atomChars, atomExisting, atomExistingLatin1, atomFromLatin1, atomFromUtf8, atomText,
} from "../term/atom";
import { decodeUtf8, isCodePointTerm, putUtf8, utfTaken } from "../binary/utf";
import { binaryBytes, flatBytes } from "../binary/flat";
import { badarg, systemLimit } from "./raise";
import { listLength } from "./list";
import { textToList } from "./text";

/** OTP's limit on the characters of an atom. */
const MAX_CHARS: i32 = 255;

const text: usize = memory.data(1024);

export function erlang_atom_to_list_1(atom: Term): Term {
  if (!isAtom(atom)) return badarg();
  return textToList(atomText(atom), atomText(atom) + <usize>atomBytes(atom));
}

// @ts-ignore: decorator
@inline function isUtf8Name(encoding: Term): bool { return encoding == am_utf8 || encoding == am_unicode; }

/** Raises badarg when `encoding` is latin1 and a character is above 255, or is no encoding. */
export function erlang_atom_to_binary_2(atom: Term, encoding: Term): Term {
  if (!isAtom(atom)) return badarg();
  const from = atomText(atom), bytes = atomBytes(atom);
  if (isUtf8Name(encoding)) return binaryFromMemory(from, bytes);
  if (encoding != am_latin1) return badarg();
  const n = atomChars(atom);
  const bits = <i64>bytes << 3;
  let at: i64 = 0;
  for (let i = 0; i < n; i++) {
    const c = decodeUtf8(from, at, bits - at);
    if (c > 255) return badarg();
    store<u8>(text + <usize>i, <u8>c);
    at += utfTaken;
  }
  return binaryFromMemory(text, n);
}

/** The atom of a list of code points. Raises badarg, or system_limit when it is too long for an atom. */
function fromList(list: Term, existing: bool): Term {
  const n = listLength(list);
  if (n < 0) return badarg();
  let bytes: i32 = 0;
  for (let i = 0; isCons(list); list = tail(list), i++) {
    if (!isCodePointTerm(head(list))) return badarg();
    if (i < MAX_CHARS) bytes += putUtf8(text + <usize>bytes, <i32>smallValue(head(list)));
  }
  if (n > MAX_CHARS) return existing ? badarg() : systemLimit();
  const atom = existing ? atomExisting(text, bytes) : atomFromUtf8(text, bytes);
  return atom != NONE ? atom : existing ? badarg() : systemLimit();
}
export function erlang_list_to_atom_1(list: Term): Term { return fromList(list, false); }
export function erlang_list_to_existing_atom_1(list: Term): Term { return fromList(list, true); }

function fromBinary(t: Term, encoding: Term, existing: bool): Term {
  if (!isBitstring(t)) return badarg();
  const n = binaryBytes(t);
  if (n < 0) return badarg();
  const at = flatBytes(t);
  let atom: Term;
  if (encoding == am_latin1) {
    if (n > MAX_CHARS) return existing ? badarg() : systemLimit();
    atom = existing ? atomExistingLatin1(at, n) : atomFromLatin1(at, n);
  } else if (isUtf8Name(encoding)) {
    const chars = countUtf8(at, n);
    if (chars < 0) return badarg();
    if (chars > MAX_CHARS) return existing ? badarg() : systemLimit();
    atom = existing ? atomExisting(at, n) : atomFromUtf8(at, n);
  } else {
    return badarg();
  }
  return atom != NONE ? atom : existing ? badarg() : systemLimit();
}
/** Characters in the UTF-8 at `p`; -1 when it is none. */
function countUtf8(p: usize, bytes: i32): i32 {
  const bits = <i64>bytes << 3;
  let chars = 0;
  for (let at: i64 = 0; at < bits; at += utfTaken) {
    if (decodeUtf8(p, at, bits - at) < 0) return -1;
    chars++;
  }
  return chars;
}
export function erlang_binary_to_atom_2(t: Term, encoding: Term): Term { return fromBinary(t, encoding, false); }
export function erlang_binary_to_existing_atom_2(t: Term, encoding: Term): Term { return fromBinary(t, encoding, true); }
