/** Reading of external format: big-endian numbers, and the atoms, pids, ports and references in it. */
import {
  NONE, SUB_EXTERNAL_PID, SUB_EXTERNAL_PORT, SUB_EXTERNAL_REF, SUB_REF, Term, makeBoxed, makeHeader, makePid, makePort,
} from "../term/tag";
import { EXTERNAL_CREATION, EXTERNAL_DATA, EXTERNAL_NODE, EXTERNAL_PID_WORDS, REF_WORDS } from "../term/boxed";
import { atomExisting, atomExistingLatin1, atomFromLatin1, atomFromUtf8 } from "../term/atom";
import {
  LOCAL_REF_COUNT, MAX_REF_COUNT, PID_ID_BITS, PID_ID_MASK, externalRefWords, setExternalRefCount, setExternalRefWord,
  thisCreation, thisNode,
} from "../term/identity";
import {
  ATOM_EXT, ATOM_UTF8_EXT, NEWER_REFERENCE_EXT, NEW_PID_EXT, NEW_PORT_EXT, NEW_REFERENCE_EXT, PID_EXT, PORT_EXT,
  REFERENCE_EXT, SMALL_ATOM_EXT, SMALL_ATOM_UTF8_EXT, V4_PORT_EXT,
} from "./tags";

const MAX_ATOM_CHARS: i32 = 255;
const MAX_LOCAL_SERIAL: u32 = (1 << 13) - 1;
const MAX_LOCAL_PORT: u64 = (1 << 28) - 1;
/** Local references use 18 bits of their first word. */
const MAX_LOCAL_REF0: u32 = (1 << 18) - 1;
/** Creations of the old forms have two bits. */
const MOST_OLD_CREATION: u32 = 3;

// @ts-ignore: decorator
@inline export function get8(p: usize): u32 { return load<u8>(p); }
// @ts-ignore: decorator
@inline export function get16(p: usize): u32 { return bswap<u16>(load<u16>(p)); }
// @ts-ignore: decorator
@inline export function get32(p: usize): u32 { return bswap<u32>(load<u32>(p)); }
// @ts-ignore: decorator
@inline export function get64(p: usize): u64 { return bswap<u64>(load<u64>(p)); }

/** Whether atoms that do not exist yet are damage (binary_to_term's `safe`). */
export let onlyExistingAtoms: bool = false;
export function setOnlyExistingAtoms(only: bool): void { onlyExistingAtoms = only; }

/** Whether BLOCK_EXT is read: what comes from the host may name blocks, what comes from a program is damaged if it does. */
export let blocksAllowed: bool = false;
export function setBlocksAllowed(allowed: bool): void { blocksAllowed = allowed; }

/** Address behind the atom at `p`, tag first; 0 when it is no sound atom or does not end before `end`. */
export function skipAtom(p: usize, end: usize): usize {
  if (end - p < 3) return end - p == 2 && isShortAtom(get8(p)) && get8(p + 1) == 0 ? checkAtom(p, 2, 0) : 0;
  const tag = <u8>get8(p);
  let head: usize = 2, bytes: usize;
  if (tag == ATOM_EXT || tag == ATOM_UTF8_EXT) {
    head = 3;
    bytes = get16(p + 1);
  } else if (isShortAtom(tag)) bytes = get8(p + 1);
  else return 0;
  if (end - p - head < bytes) return 0;
  return checkAtom(p, head, <i32>bytes);
}
// @ts-ignore: decorator
@inline function isShortAtom(tag: u32): bool { return tag == SMALL_ATOM_EXT || tag == SMALL_ATOM_UTF8_EXT; }
// @ts-ignore: decorator
@inline function isUtf8Atom(tag: u32): bool { return tag == ATOM_UTF8_EXT || tag == SMALL_ATOM_UTF8_EXT; }

function checkAtom(p: usize, head: usize, bytes: i32): usize {
  const tag = get8(p);
  if (isUtf8Atom(tag) ? utf8Chars(p + head, bytes) > MAX_ATOM_CHARS : bytes > MAX_ATOM_CHARS) return 0;
  if (onlyExistingAtoms && existing(tag, p + head, bytes) == NONE) return 0;
  return p + head + <usize>bytes;
}
function existing(tag: u32, p: usize, bytes: i32): Term {
  return isUtf8Atom(tag) ? atomExisting(p, bytes) : atomExistingLatin1(p, bytes);
}
/** Characters of UTF-8 text; more than an atom can have when it is no UTF-8. */
function utf8Chars(p: usize, bytes: i32): i32 {
  const bad = MAX_ATOM_CHARS + 1, end = p + <usize>bytes;
  let chars = 0;
  for (; p < end; chars++) {
    const c = get8(p);
    if (c < 0x80) { p++; continue; }
    const more: usize = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
    if (c < 0xc2 || c > 0xf4 || end - p <= more) return bad;
    let v: u32 = c & (0x3f >> <u32>more);
    for (let i: usize = 1; i <= more; i++) {
      const b = get8(p + i);
      if ((b & 0xc0) != 0x80) return bad;
      v = (v << 6) | (b & 0x3f);
    }
    const least: u32 = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
    if (v < least || v > 0x10ffff || (v >= 0xd800 && v < 0xe000)) return bad;
    p += more + 1;
  }
  return chars;
}
/** Where readAtom stopped reading. */
export let atomEnd: usize = 0;
/** The atom at `p`, sound as skipAtom found; NONE when the atom table is full. */
export function readAtom(p: usize): Term {
  const tag = get8(p), short = isShortAtom(tag);
  const text = p + (short ? 2 : 3), bytes = <i32>(short ? get8(p + 1) : get16(p + 1));
  atomEnd = text + <usize>bytes;
  return isUtf8Atom(tag) ? atomFromUtf8(text, bytes) : atomFromLatin1(text, bytes);
}

/** Bytes of numbers behind the node of a pid or port; 0 for another tag. */
function identityBytes(tag: u32): usize {
  switch (tag) {
    case PID_EXT: return 9;
    case NEW_PID_EXT: return 12;
    case PORT_EXT: return 5;
    case NEW_PORT_EXT: return 8;
    case V4_PORT_EXT: return 12;
    default: return 0;
  }
}
/** The old forms have a byte for the creation, of which two bits count; OTP refuses others. */
function isCreation(tag: u32, numbers: usize, bytes: usize): bool {
  if (tag == PID_EXT || tag == PORT_EXT || tag == REFERENCE_EXT) return get8(numbers + bytes - 1) <= MOST_OLD_CREATION;
  return tag != NEW_REFERENCE_EXT || get8(numbers) <= MOST_OLD_CREATION;
}
/** OTP refuses more bits in the first word of the old forms of references. */
const MOST_OLD_REFERENCE: u32 = (1 << 18) - 1;
/** Words that the pid, port or reference at `p` may take, its header included; 0 when it is damaged. Ends at `identityEnd`. */
export function measureIdentity(p: usize, end: usize): i32 {
  const tag = get8(p), isReference = tag == NEW_REFERENCE_EXT || tag == NEWER_REFERENCE_EXT;
  const counted: usize = isReference ? 2 : 0;
  if (end - p < 1 + counted) return 0;
  const count = isReference ? <i32>get16(p + 1) : 1;
  const numbers = skipAtom(p + 1 + counted, end);
  if (numbers == 0) return 0;
  let bytes = identityBytes(tag);
  if (tag == REFERENCE_EXT) bytes = 5;
  else if (isReference) bytes = (tag == NEW_REFERENCE_EXT ? 1 : 4) + (<usize>count << 2);
  if (end - numbers < bytes || !isCreation(tag, numbers, bytes)) return 0;
  if (tag == REFERENCE_EXT && get32(numbers) > MOST_OLD_REFERENCE) return 0;
  if (tag == NEW_REFERENCE_EXT && get32(numbers + 1) > MOST_OLD_REFERENCE) return 0;
  if (isReference && (count < 1 || count > MAX_REF_COUNT)) return 0;
  identityEnd = numbers + bytes;
  return (tag == REFERENCE_EXT || isReference ? externalRefWords(count) : EXTERNAL_PID_WORDS) + 1;
}
export let identityEnd: usize = 0;

/**
 * The pid, port or reference at `p`, measured before; boxed forms are written to `words`. A local
 * one that no local process, port or reference could have makes the result NONE.
 */
export function readIdentity(p: usize, words: usize): Term {
  const tag = get8(p);
  switch (tag) {
    case PID_EXT:
    case NEW_PID_EXT: return readPid(p, tag == PID_EXT, words);
    case PORT_EXT:
    case NEW_PORT_EXT:
    case V4_PORT_EXT: return readPort(p, tag, words);
    default: return readRef(p, tag, words);
  }
}
/** Words behind `words` that the last readIdentity really took. */
export let identityWords: i32 = 0;

function readPid(p: usize, old: bool, words: usize): Term {
  const node = readAtom(p + 1), numbers = atomEnd;
  const id = get32(numbers), serial = get32(numbers + 4);
  const creation = old ? get8(numbers + 8) : get32(numbers + 8);
  identityEnd = numbers + (old ? 9 : 12);
  identityWords = 0;
  if (node == thisNode && creation == thisCreation) {
    if (id > <u32>PID_ID_MASK || serial > MAX_LOCAL_SERIAL) return NONE;
    return makePid((<i64>serial << PID_ID_BITS) | <i64>id);
  }
  return writeExternal(words, SUB_EXTERNAL_PID, node, creation, id, serial);
}
function readPort(p: usize, tag: u32, words: usize): Term {
  const node = readAtom(p + 1), numbers = atomEnd;
  const wide = tag == V4_PORT_EXT, id = wide ? get64(numbers) : <u64>get32(numbers);
  const after = numbers + (wide ? 8 : 4);
  const creation = tag == PORT_EXT ? get8(after) : get32(after);
  identityEnd = after + (tag == PORT_EXT ? 1 : 4);
  identityWords = 0;
  if (node == thisNode && creation == thisCreation) return id > MAX_LOCAL_PORT ? NONE : makePort(id);
  return writeExternal(words, SUB_EXTERNAL_PORT, node, creation, <u32>id, <u32>(id >> 32));
}
function writeExternal(p: usize, sub: i64, node: Term, creation: u32, low: u32, high: u32): Term {
  if (node == NONE) return NONE;
  identityWords = EXTERNAL_PID_WORDS + 1;
  store<i64>(p, makeHeader(EXTERNAL_PID_WORDS, sub));
  store<i64>(p, node, EXTERNAL_NODE);
  store<i64>(p, creation, EXTERNAL_CREATION);
  store<u32>(p, low, EXTERNAL_DATA);
  store<u32>(p, high, EXTERNAL_DATA + 4);
  return makeBoxed(p);
}
function readRef(p: usize, tag: u32, words: usize): Term {
  const single = tag == REFERENCE_EXT, count = single ? 1 : <i32>get16(p + 1);
  const node = readAtom(p + (single ? 1 : 3));
  let at = atomEnd, creation: u32;
  if (single) creation = get8(at + 4);
  else if (tag == NEW_REFERENCE_EXT) { creation = get8(at); at += 1; }
  else { creation = get32(at); at += 4; }
  identityEnd = at + (<usize>count << 2) + (single ? 1 : 0);
  identityWords = 0;
  if (node == NONE) return NONE;
  if (node == thisNode && creation == thisCreation) {
    if (count > LOCAL_REF_COUNT || get32(at) > MAX_LOCAL_REF0) return NONE;
    identityWords = REF_WORDS + 1;
    store<i64>(words, makeHeader(REF_WORDS, SUB_REF));
    for (let i = 0; i < REF_WORDS << 1; i++) store<u32>(words + 8 + (<usize>i << 2), i < count ? get32(at + (<usize>i << 2)) : 0);
    return makeBoxed(words);
  }
  const arity = externalRefWords(count);
  identityWords = arity + 1;
  memory.fill(words, 0, <usize>(arity + 1) << 3);
  store<i64>(words, makeHeader(arity, SUB_EXTERNAL_REF));
  store<i64>(words, node, EXTERNAL_NODE);
  store<u32>(words, creation, EXTERNAL_CREATION);
  setExternalRefCount(words, count);
  for (let i = 0; i < count; i++) setExternalRefWord(words, i, get32(at + (<usize>i << 2)));
  return makeBoxed(words);
}
