/** Atoms as `~p` of C code prints them: quoted unless they are plain words of Latin-1 letters. */
import { Term } from "./tag";
import { atomBytes, atomText } from "./atom";
import { decodeUtf8, putUtf8, utfTaken } from "../binary/utf";

// @ts-ignore: decorator
@inline function isLower(c: i32): bool { return (c >= 0x61 && c <= 0x7a) || (c >= 0xdf && c <= 0xff && c != 0xf7); }
// @ts-ignore: decorator
@inline function isUpper(c: i32): bool { return (c >= 0x41 && c <= 0x5a) || (c >= 0xc0 && c <= 0xde && c != 0xd7); }
// @ts-ignore: decorator
@inline function isWord(c: i32): bool { return isLower(c) || isUpper(c) || (c >= 0x30 && c <= 0x39) || c == 0x5f; }

const BACKSLASH: i32 = 0x5c;
const QUOTE: i32 = 0x27;

/** Bytes that writeAtom may write: each of 255 characters as an octal escape, and two quotes. */
export const QUOTED_ATOM_BYTES: i32 = 4 * 255 + 2;

/** Write the text of `atom` in UTF-8 at `to`; returns the address behind it. */
export function writeAtom(atom: Term, to: usize): usize {
  const text = atomText(atom), bits = <i64>atomBytes(atom) << 3;
  let plain = bits > 0;
  for (let at: i64 = 0; at < bits; at += utfTaken) {
    const c = decodeUtf8(text, at, bits - at);
    if (at == 0 ? !isLower(c) : !isWord(c)) { plain = false; break; }
  }
  if (plain) {
    memory.copy(to, text, <usize>(bits >> 3));
    return to + <usize>(bits >> 3);
  }
  store<u8>(to++, QUOTE);
  for (let at: i64 = 0; at < bits; at += utfTaken) to = writeQuoted(decodeUtf8(text, at, bits - at), to);
  store<u8>(to++, QUOTE);
  return to;
}

function writeQuoted(c: i32, to: usize): usize {
  let letter = 0;
  switch (c) {
    case 0x08: letter = 0x62; break; // \b
    case 0x09: letter = 0x74; break; // \t
    case 0x0a: letter = 0x6e; break; // \n
    case 0x0b: letter = 0x76; break; // \v
    case 0x0c: letter = 0x66; break; // \f
    case 0x0d: letter = 0x72; break; // \r
    case QUOTE: case BACKSLASH: letter = c; break;
  }
  if (letter != 0) {
    store<u8>(to, BACKSLASH);
    store<u8>(to, letter, 1);
    return to + 2;
  }
  if (c < 0x20 || (c >= 0x80 && c < 0xa0)) {
    store<u8>(to, BACKSLASH);
    store<u8>(to, 0x30 + (c >> 6), 1);
    store<u8>(to, 0x30 + ((c >> 3) & 7), 2);
    store<u8>(to, 0x30 + (c & 7), 3);
    return to + 4;
  }
  return to + <usize>putUtf8(to, c);
}
