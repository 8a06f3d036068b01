/**
 * The atom table. An atom's text is UTF-8, stored once and for ever; its entry holds
 *
 *     0      4       6       8       12         16    20
 *     | text | bytes | chars | hash  | phash2   | key | spare |
 *
 * `key` is the text's first four bytes, most significant first and padded with zeros, so that most
 * comparisons never read the text. `phash2` is a slot for the term hash's own value
 * (term/hash.ts), 0 until that has computed it.
 */
import { rawAlloc, rawAllocZero, rawFree, rawRealloc } from "../memory/alloc";
import { accountMemory, MEMORY_ATOMS } from "../memory/account";
import { Term, NONE, atomIndex, makeAtom } from "./tag";

const ENTRY_TEXT: usize = 0;
const ENTRY_BYTES: usize = 4;
const ENTRY_CHARS: usize = 6;
const ENTRY_HASH: usize = 8;
const ENTRY_PHASH: usize = 12;
const ENTRY_KEY: usize = 16;
const ENTRY_SIZE: usize = 24;
/** Bytes that an atom takes beside its text: its entry and two slots of the hash table. */
export const ATOM_ENTRY_BYTES: usize = ENTRY_SIZE + 8;

/** OTP's limit on the characters of one atom. */
const MAX_CHARS: i32 = 255;
/** OTP's default for +t. */
const DEFAULT_LIMIT: i32 = 1_048_576;
const FIRST_ENTRIES: i32 = 8192;
/** Texts are cut from blocks of this many bytes. */
const TEXT_BLOCK: usize = 65536;

let entries: usize = 0;
let entryCapacity: i32 = 0;
let count: i32 = 0;
let limit: i32 = DEFAULT_LIMIT;
/** Open addressing, linear probing, at most half full: index + 1 of an atom, 0 when free. */
let slots: usize = 0;
let slotMask: u32 = 0;
let textFree: usize = 0;
let textEnd: usize = 0;
let textBytes: f64 = 0;
/** Latin-1 text on its way to UTF-8: 255 characters of two bytes. */
const latin1Scratch: usize = memory.data(512);

// @ts-ignore: decorator
@inline function entry(index: i32): usize { return entries + <usize>index * ENTRY_SIZE; }
// @ts-ignore: decorator
@inline function entryOf(t: Term): usize { return entry(atomIndex(t)); }

/** FNV-1a, finished by a multiplicative mix: the table uses the low bits. */
function hashText(ptr: usize, bytes: i32): u32 {
  let h: u32 = 0x811c9dc5;
  for (let i: usize = 0; i < <usize>bytes; i++) h = (h ^ load<u8>(ptr + i)) * 0x01000193;
  h = (h ^ (h >>> 15)) * 0x2c1b3c6d;
  return h ^ (h >>> 13);
}
let foundSlot: usize = 0;
/** Index of the atom with this text, or -1; the address of its slot is left in `foundSlot`. */
function find(ptr: usize, bytes: i32, hash: u32): i32 {
  let i = hash & slotMask;
  let slot = slots + (<usize>i << 2);
  for (let n = load<i32>(slot); n != 0; n = load<i32>(slot)) {
    const e = entry(n - 1);
    if (load<u32>(e, ENTRY_HASH) == hash && <i32>load<u16>(e, ENTRY_BYTES) == bytes &&
        memory.compare(load<u32>(e, ENTRY_TEXT), ptr, <usize>bytes) == 0) break;
    i = (i + 1) & slotMask;
    slot = slots + (<usize>i << 2);
  }
  foundSlot = slot;
  return load<i32>(slot) - 1;
}
function growEntries(): void {
  const capacity = entryCapacity == 0 ? FIRST_ENTRIES : entryCapacity << 1;
  accountMemory(MEMORY_ATOMS, <f64>(<usize>(capacity - entryCapacity) * ATOM_ENTRY_BYTES));
  entries = rawRealloc(entries, <usize>capacity * ENTRY_SIZE);
  entryCapacity = capacity;
  if (slots != 0) rawFree(slots);
  slots = rawAllocZero(<usize>capacity << 3);
  slotMask = <u32>(capacity << 1) - 1;
  for (let n = 0; n < count; n++) {
    let i = load<u32>(entry(n), ENTRY_HASH) & slotMask;
    while (load<i32>(slots + (<usize>i << 2)) != 0) i = (i + 1) & slotMask;
    store<i32>(slots + (<usize>i << 2), n + 1);
  }
}
function keepText(ptr: usize, bytes: i32): usize {
  if (textFree + <usize>bytes > textEnd || textFree == 0) {
    textFree = rawAlloc(TEXT_BLOCK);
    textEnd = textFree + TEXT_BLOCK;
    accountMemory(MEMORY_ATOMS, <f64>TEXT_BLOCK);
  }
  const p = textFree;
  memory.copy(p, ptr, <usize>bytes);
  textFree += <usize>bytes;
  textBytes += <f64>bytes;
  return p;
}
function countChars(ptr: usize, bytes: i32): i32 {
  let n = 0;
  for (let i: usize = 0; i < <usize>bytes; i++) if ((load<u8>(ptr + i) & 0xc0) != 0x80) n++;
  return n;
}
function firstBytes(ptr: usize, bytes: i32): u32 {
  let key: u32 = 0;
  for (let i = 0; i < 4; i++) key = (key << 8) | (i < bytes ? load<u8>(ptr + <usize>i) : 0);
  return key;
}

/** The atom whose text is the UTF-8 at `ptr`; NONE when it has more than 255 characters or the table is full. */
export function atomFromUtf8(ptr: usize, bytes: i32): Term {
  if (entries == 0) growEntries();
  const hash = hashText(ptr, bytes);
  const known = find(ptr, bytes, hash);
  if (known >= 0) return makeAtom(known);
  const chars = countChars(ptr, bytes);
  if (chars > MAX_CHARS || count >= limit) return NONE;
  if (count == entryCapacity) {
    growEntries();
    find(ptr, bytes, hash);
  }
  const index = count++;
  store<i32>(foundSlot, index + 1);
  const e = entry(index);
  store<u32>(e, <u32>keepText(ptr, bytes), ENTRY_TEXT);
  store<u16>(e, <u16>bytes, ENTRY_BYTES);
  store<u16>(e, <u16>chars, ENTRY_CHARS);
  store<u32>(e, hash, ENTRY_HASH);
  store<u32>(e, 0, ENTRY_PHASH);
  store<u32>(e, firstBytes(ptr, bytes), ENTRY_KEY);
  return makeAtom(index);
}
/** Latin-1 at `ptr` as UTF-8 in the scratch block; returns its bytes, -1 when it is too long for an atom. */
function latin1ToScratch(ptr: usize, bytes: i32): i32 {
  if (bytes > MAX_CHARS) return -1;
  let n: usize = 0;
  for (let i: usize = 0; i < <usize>bytes; i++) {
    const c = load<u8>(ptr + i);
    if (c < 0x80) {
      store<u8>(latin1Scratch + n++, c);
    } else {
      store<u8>(latin1Scratch + n++, 0xc0 | (c >>> 6));
      store<u8>(latin1Scratch + n++, 0x80 | (c & 0x3f));
    }
  }
  return <i32>n;
}
/** The atom whose text is the Latin-1 at `ptr`; NONE as for atomFromUtf8. */
export function atomFromLatin1(ptr: usize, bytes: i32): Term {
  const n = latin1ToScratch(ptr, bytes);
  return n < 0 ? NONE : atomFromUtf8(latin1Scratch, n);
}
/** The atom whose text is the UTF-8 at `ptr` if it exists, else NONE. */
export function atomExisting(ptr: usize, bytes: i32): Term {
  if (entries == 0) return NONE;
  const index = find(ptr, bytes, hashText(ptr, bytes));
  return index < 0 ? NONE : makeAtom(index);
}
/** The same for Latin-1. */
export function atomExistingLatin1(ptr: usize, bytes: i32): Term {
  const n = latin1ToScratch(ptr, bytes);
  return n < 0 ? NONE : atomExisting(latin1Scratch, n);
}

/** Address of an atom's UTF-8 text; it never moves. */
// @ts-ignore: decorator
@inline export function atomText(t: Term): usize { return load<u32>(entryOf(t), ENTRY_TEXT); }
/** Bytes of an atom's UTF-8 text. */
// @ts-ignore: decorator
@inline export function atomBytes(t: Term): i32 { return <i32>load<u16>(entryOf(t), ENTRY_BYTES); }
/** Characters of an atom's text. */
// @ts-ignore: decorator
@inline export function atomChars(t: Term): i32 { return <i32>load<u16>(entryOf(t), ENTRY_CHARS); }
/** Address of the u32 in which term/hash.ts keeps the atom's phash2 part, 0 until computed. Valid until the next new atom. */
// @ts-ignore: decorator
@inline export function atomHashSlot(t: Term): usize { return entryOf(t) + ENTRY_PHASH; }

/** Order of two atoms by their characters' code points: negative, 0, positive. */
export function compareAtoms(a: Term, b: Term): i32 {
  if (a == b) return 0;
  const p = entryOf(a), q = entryOf(b);
  const k = load<u32>(p, ENTRY_KEY), l = load<u32>(q, ENTRY_KEY);
  if (k != l) return k < l ? -1 : 1;
  const m = <i32>load<u16>(p, ENTRY_BYTES), n = <i32>load<u16>(q, ENTRY_BYTES);
  const c = memory.compare(load<u32>(p, ENTRY_TEXT), load<u32>(q, ENTRY_TEXT), <usize>min(m, n));
  return c != 0 ? c : m - n;
}

/** Atoms in the table. */
export function atomCount(): i32 { return count; }
/** How many atoms the table may hold. */
export function atomLimit(): i32 { return limit; }
export function setAtomLimit(n: i32): void { limit = n; }
/** Bytes of the texts, for erlang:memory(atom_used). */
export function atomTextBytes(): f64 { return textBytes; }
