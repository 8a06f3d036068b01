/**
 * Giving up a literal area (a purged module's, an erased persistent term's): every process that
 * holds a term of it copies what it holds onto its own heap, then the area can be freed.
 *
 * For that process the area is one more space that is collected. The collection leaves forwarding
 * pointers in it, so the area's words are saved before and put back after, for the next process.
 */
import { rawAlloc, rawFree } from "./alloc";
import { holderBlock, retainBlock } from "./binary";
import { LIVE, X, currentProcess, hp, sp } from "./cells";
import { collect, collectSwappedOut, requestFullCollection, settleCollection } from "./collect";
import { doomLiterals } from "./evacuate";
import { FRAGMENT_NEXT, FRAGMENT_TERMS, FRAGMENT_WORDS } from "./fragment";
import { AREA_OFF_HEAP, AREA_TERMS, AREA_WORDS } from "./literal";
import { retireArea, retiredArea, retiredCount, releaseRetired } from "../ets/retired";
import { processAt, processLimit } from "../process/table";
import { MESSAGE_NEXT, MESSAGE_TERM, messageFragment } from "../process/message";
import { adoptMessage } from "../process/message_batch";
import { Process } from "../process/process";
import { REFC_NEXT } from "../term/boxed";
import { TAG_BOXED, TAG_LIST, TAG_MASK, boxedPtr } from "../term/tag";

let start: usize = 0;
let bytes: usize = 0;

/** Does a word of [from, to) look like a pointer into the area? A raw word may; that costs a needless collection. */
function found(from: usize, to: usize): bool {
  for (; from < to; from += 8) {
    const w = load<i64>(from);
    const tag = w & TAG_MASK;
    if ((tag == TAG_LIST || tag == TAG_BOXED) && <u64>w >>> 32 == 0 && <usize><u32>w + 7 - start < bytes) return true;
  }
  return false;
}
function foundInFragments(list: usize): bool {
  for (; list != 0; list = load<u32>(list, FRAGMENT_NEXT)) {
    const at = list + FRAGMENT_TERMS;
    if (found(at, at + (<usize>load<u32>(list, FRAGMENT_WORDS) << 3))) return true;
  }
  return false;
}
/** The same in the mailbox; fragments that hold such terms become the process's own, so that its collection sees them. */
function foundInMailbox(p: Process): bool {
  let any = false, searched: usize = 0;
  for (let m: usize = p.inbox; m != 0; m = load<u32>(m, MESSAGE_NEXT)) {
    const fragment = messageFragment(m);
    if (fragment == 0) {
      if (found(m + MESSAGE_TERM, m + MESSAGE_TERM + 8)) any = true;
      continue;
    }
    const at = fragment + FRAGMENT_TERMS;
    const end = at + (<usize>load<u32>(fragment, FRAGMENT_WORDS) << 3);
    const inside = fragment != searched && found(at, end);
    searched = fragment;
    if (!inside && !found(m + MESSAGE_TERM, m + MESSAGE_TERM + 8)) continue;
    adoptMessage(p, m, fragment);
    any = true;
  }
  return any;
}
function holds(p: Process, running: bool): bool {
  if (foundInMailbox(p)) return true;
  if (found(p.heap, running ? hp() : p.hp) || found(running ? sp() : p.sp, p.stackEnd) || found(p.oldHeap, p.oldHp)) return true;
  if (foundInFragments(p.fragments) || foundInFragments(p.adopted)) return true;
  const dictionary = p.dictionary;
  if (dictionary != 0 && found(dictionary + 8, dictionary + 8 + (<usize>load<u32>(dictionary) << 3))) return true;
  const base = changetype<usize>(p);
  if (found(base + offsetof<Process>("parent"), base + offsetof<Process>("dictionary")) ||
      found(base + offsetof<Process>("label"), base + offsetof<Process>("initialModule")) ||
      found(base + offsetof<Process>("excClass"), base + offsetof<Process>("excClass") + 32)) return true;
  if (running) return found(X, X + (<usize>load<i32>(LIVE) << 3));
  const saved = p.savedBlock != 0 ? p.savedBlock : base + offsetof<Process>("saved0");
  return found(saved, saved + (<usize>p.live << 3));
}

/**
 * Make `process` copy out what it holds of literal area `area`: 1 when it did, 0 when it held
 * nothing, -1 when there is no memory to do it. Call it for every process; unless one answered -1,
 * free the area then (freeLiteralArea).
 */
export function evictLiterals(process: usize, area: usize): i32 {
  const p = changetype<Process>(process);
  const running = process == currentProcess();
  settleCollection(process);
  start = area + AREA_TERMS;
  bytes = <usize>load<u32>(area, AREA_WORDS) << 3;
  if (!holds(p, running)) return 0;
  const saved = rawAlloc(bytes);
  memory.copy(saved, start, bytes);
  doomLiterals(start, bytes);
  requestFullCollection(process);
  const before = p.majorCount;
  if (running) collect(process, 0);
  else collectSwappedOut(process, 0);
  doomLiterals(0, 0);
  const done = p.majorCount != before;
  // The off-heap holders that moved hang on the area's list still; the copies are holders of their own.
  for (let holder: usize = load<u32>(area, AREA_OFF_HEAP); holder != 0; holder = load<u32>(holder, REFC_NEXT)) {
    const header = load<i64>(holder);
    if ((header & TAG_MASK) != TAG_BOXED) continue;
    const moved = boxedPtr(header);
    retainBlock(holderBlock(moved));
    if (moved - p.oldHeap < p.oldEnd - p.oldHeap) {
      store<u32>(moved, <u32>p.oldOffHeap, REFC_NEXT);
      p.oldOffHeap = moved;
    } else {
      store<u32>(moved, <u32>p.offHeap, REFC_NEXT);
      p.offHeap = moved;
    }
  }
  memory.copy(start, saved, bytes);
  rawFree(saved);
  return done ? 1 : -1;
}

/**
 * Evict `area` from every process. True when that is done and the caller frees the area; false when it
 * cannot be done now, because a process runs (its terms are in registers of Wasm), is being collected or has no memory to
 * copy to: then the scheduler does both later.
 */
export function evictFromAll(area: usize): bool {
  if (currentProcess() == 0 && evict(area)) return true;
  retireArea(area);
  return false;
}
function evict(area: usize): bool {
  let done = true;
  for (let i = 0, n = processLimit(); i < n; i++) {
    const p = processAt(i);
    if (p == null) continue;
    // One that is being collected in steps comes to its turn; the area waits for it.
    if (p.collection != 0 || evictLiterals(changetype<usize>(p), area) < 0) done = false;
  }
  return done;
}
/** Of the areas that wait, this part is freed at a time: code that is reloaded all the time makes no pile of them. */
const RELEASED_SHARE: i32 = 8;
/** Free some of the areas that were given up: the scheduler's work between two turns, now and then, for it looks at every heap. */
export function releaseSomeRetired(): void {
  for (let n = (retiredCount() + RELEASED_SHARE - 1) / RELEASED_SHARE; n > 0; n--) if (!releaseOneRetired()) return;
}
/** Free one area that was given up. False when there is none, or no memory to free it. */
export function releaseOneRetired(): bool {
  const area = retiredArea();
  if (area == 0 || !evict(area)) return false;
  releaseRetired(area);
  return true;
}
