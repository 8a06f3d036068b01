/** Where BIFs put text before it becomes a list or a binary, and text of lists and binaries on its way in. */
import { halloc, rawAlloc, rawFree } from "../memory/alloc";
import { newBinary } from "../memory/binary";
import { NIL, Term, head, isBitstring, isCons, isSmall, makeList, makeSmall, smallValue, tail } from "../term/tag";
import { binaryBase, bitOffset, bitSize, wholeBinaryBytes } from "../term/boxed";
import { copyBits } from "../binary/bits";

/** Bytes of text; as many as textBytes says. */
export let textAt: usize = 0;
export let textBytes: i32 = 0;
/** Where the list had its first element that is no byte: the rest of the list. */
export let textRest: Term = NIL;
let room: i32 = 0;

/** Text room for `bytes`; valid until the next call. */
export function openText(bytes: i32): usize {
  if (bytes > room) {
    if (textAt != 0) rawFree(textAt);
    room = max(bytes, 256);
    textAt = rawAlloc(room);
  }
  return textAt;
}
/** Text that was large is not kept. */
const KEEP: i32 = 65536;
export function closeText(): void {
  if (room <= KEEP) return;
  rawFree(textAt);
  textAt = 0;
  room = 0;
}

/** Takes the bytes that a list starts with; the rest is in textRest. */
export function textOfList(t: Term): void {
  let n = 0, rest = t;
  for (; isCons(rest); rest = tail(rest), n++) {
    const c = head(rest);
    if (!isSmall(c) || <u64>smallValue(c) > 255) break;
  }
  let p = openText(n);
  for (; t != rest; t = tail(t)) store<u8>(p++, <u8>smallValue(head(t)));
  textRest = rest;
  textBytes = n;
}
/** Takes the bytes of a binary; false when it is none of whole bytes. */
export function textOfBinary(t: Term): bool {
  if (!isBitstring(t)) return false;
  const bits = bitSize(t);
  if ((bits & 7) != 0) return false;
  textBytes = <i32>(bits >> 3);
  copyBits(binaryBase(t), bitOffset(t), openText(textBytes), 0, bits);
  return true;
}

/** The bytes at `p` as a list. */
export function listOfText(p: usize, bytes: i32): Term { return listOfTextBefore(p, bytes, NIL); }
export function listOfTextBefore(p: usize, bytes: i32, rest: Term): Term {
  if (bytes == 0) return rest;
  const first = halloc(bytes * 2);
  let cell = first;
  for (let i = 0; i < bytes; i++, cell += 16) {
    store<i64>(cell, makeSmall(load<u8>(p + <usize>i)));
    store<i64>(cell, makeList(cell + 16), 8);
  }
  store<i64>(cell - 8, rest);
  return makeList(first);
}
export function binaryOfText(p: usize, bytes: i32): Term {
  const t = newBinary(bytes);
  memory.copy(wholeBinaryBytes(t), p, <usize>bytes);
  return t;
}
