/**
 * Receive markers: before a reference is made, the code notes the end of the mailbox; a receive
 * that waits for that reference starts there, because no older message can hold it. A process has
 * room for a few of them; one that was pushed out only costs its receive the walk from the front.
 *
 *     0      4      8        16     20
 *     | link | id   | n0 n1  | n2   | bound |      × MARKS, the latest in place `next`
 *     …
 *     | next | count of ids handed out |
 *
 * `link`: address of the link that the next message was to be hung on.
 */
import { rawAlloc } from "../memory/alloc";
import { SUB_REF, Term, boxedPtr, isBoxedOf, isSmall, makeSmall, smallValue } from "../term/tag";
import { Process } from "./process";

const MARKS: i32 = 4;
const LINK: usize = 0;
const ID: usize = 4;
const REF01: usize = 8;
const REF2: usize = 16;
const BOUND: usize = 20;
const MARK_SIZE: usize = 24;
const NEXT: usize = <usize>MARKS * MARK_SIZE;
const IDS: usize = NEXT + 4;
const BLOCK_SIZE: usize = NEXT + 8;

// @ts-ignore: decorator
@inline function mark(block: usize, i: i32): usize { return block + <usize>i * MARK_SIZE; }

/** Note the end of the mailbox; the marker's name is a small integer. */
export function reserveMark(p: Process): Term {
  let block = p.inboxMark;
  if (block == 0) {
    block = p.inboxMark = rawAlloc(BLOCK_SIZE);
    memory.fill(block, 0, BLOCK_SIZE);
  }
  const next = load<i32>(block, NEXT);
  const id = load<i32>(block, IDS) + 1;
  const m = mark(block, next);
  store<u32>(m, <u32>p.inboxLast, LINK);
  store<i32>(m, id, ID);
  store<u32>(m, 0, BOUND);
  store<i32>(block, (next + 1) % MARKS, NEXT);
  store<i32>(block, id & 0x3fffffff, IDS);
  return makeSmall(<i64>id);
}
/** The reference that a marker was reserved for. */
export function bindMark(p: Process, id: Term, ref: Term): void {
  const block = p.inboxMark;
  if (block == 0 || !isSmall(id) || !isBoxedOf(ref, SUB_REF)) return;
  for (let i = 0; i < MARKS; i++) {
    const m = mark(block, i);
    if (load<i32>(m, ID) != <i32>smallValue(id) || load<u32>(m, LINK) == 0) continue;
    store<u64>(m, load<u64>(boxedPtr(ref), 8), REF01);
    store<u32>(m, load<u32>(boxedPtr(ref), 16), REF2);
    store<u32>(m, 1, BOUND);
    return;
  }
}
function boundMark(p: Process, ref: Term): usize {
  const block = p.inboxMark;
  if (block == 0 || !isBoxedOf(ref, SUB_REF)) return 0;
  const r = boxedPtr(ref);
  for (let i = 0; i < MARKS; i++) {
    const m = mark(block, i);
    if (load<u32>(m, BOUND) != 0 && load<u64>(m, REF01) == load<u64>(r, 8) && load<u32>(m, REF2) == load<u32>(r, 16)) return m;
  }
  return 0;
}
/** Start the receive that waits for `ref` at its marker. */
export function useMark(p: Process, ref: Term): void {
  const m = boundMark(p, ref);
  if (m != 0) p.inboxScan = <usize>load<u32>(m, LINK);
}
/** The receive for `ref` (or, unbound, for marker `ref`) is over. */
export function clearMark(p: Process, ref: Term): void {
  let m = boundMark(p, ref);
  if (m == 0 && p.inboxMark != 0 && isSmall(ref)) {
    for (let i = 0; i < MARKS; i++) if (load<i32>(mark(p.inboxMark, i), ID) == <i32>smallValue(ref)) m = mark(p.inboxMark, i);
  }
  if (m == 0) return;
  store<u32>(m, 0, LINK);
  store<u32>(m, 0, BOUND);
}
/** The message that is its own link `from` goes: what pointed at its link points at `to`. */
export function moveMarks(block: usize, from: usize, to: usize): void {
  for (let i = 0; i < MARKS; i++) if (<usize>load<u32>(mark(block, i), LINK) == from) store<u32>(mark(block, i), <u32>to, LINK);
}
