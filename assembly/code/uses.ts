/**
 * Does a process still use an instance of a module? Through a CP word on its stack, or through a fun on its
 * heap, in its messages or in its dictionary (erlang:check_process_code/2). Literals do not count: a purge
 * makes their holders copy them out (memory/evict.ts).
 *
 * The search goes word by word and takes whatever looks like a fun of the instance for one. A full collection
 * comes first, so that garbage does not keep code alive.
 */
import { FRAGMENT_NEXT, FRAGMENT_TERMS, FRAGMENT_WORDS } from "../memory/fragment";
import { LIVE, X, currentProcess, hp, sp } from "../memory/cells";
import { collect, collectSwappedOut, requestFullCollection, settleCollection } from "../memory/collect";
import { MESSAGE_NEXT, messageFragment } from "../process/message";
import { Process } from "../process/process";
import { FUN_ENTRY } from "../term/boxed";
import { SUB_FUN, SUB_MASK, TAG_HEADER, TAG_MASK } from "../term/tag";
import { FUN_ENTRY_FUNCTION, FUN_ENTRY_SIZE } from "./fun_entry";
import { INSTANCE_FUNCTIONS, INSTANCE_FUNCTION_COUNT, instanceHasPoint } from "./instance";
import { FUNCTION_INFO_SIZE, cpPoint } from "./point";

const PAGE_SHIFT: usize = 16;

let infos: usize = 0;
let infoBytes: usize = 0;

/** Is there a fun of the instance in [from, to)? */
function holdsFun(from: usize, to: usize): bool {
  const end = <usize>memory.size() << PAGE_SHIFT;
  for (; from + FUN_ENTRY < to; from += 8) {
    const w = load<i64>(from);
    if ((w & (TAG_MASK | SUB_MASK)) != (TAG_HEADER | SUB_FUN)) continue;
    const entry = <usize>load<u32>(from, FUN_ENTRY);
    if (entry == 0 || (entry & 7) != 0 || entry + FUN_ENTRY_SIZE > end) continue;
    if (<usize>load<u32>(entry, FUN_ENTRY_FUNCTION) - infos < infoBytes) return true;
  }
  return false;
}
function fragmentHolds(fragment: usize): bool {
  const at = fragment + FRAGMENT_TERMS;
  return holdsFun(at, at + (<usize>load<u32>(fragment, FRAGMENT_WORDS) << 3));
}

function stackUses(from: usize, to: usize, instance: usize): bool {
  for (; from < to; from += 8) {
    const w = load<i64>(from);
    if (w != 0 && (w & TAG_MASK) == TAG_HEADER && instanceHasPoint(instance, cpPoint(w))) return true;
  }
  return false;
}

/** See the head of this file. The running process is asked only when all of it is in memory (bif/raise.ts: defer). */
export function processUsesInstance(process: usize, instance: usize): bool {
  const p = changetype<Process>(process);
  const running = process == currentProcess();
  settleCollection(process);
  if (stackUses(running ? sp() : p.sp, p.stackEnd, instance)) return true;
  infos = <usize>load<u32>(instance, INSTANCE_FUNCTIONS);
  infoBytes = <usize>load<u32>(instance, INSTANCE_FUNCTION_COUNT) * FUNCTION_INFO_SIZE;
  requestFullCollection(process);
  if (running) collect(process, 0);
  else collectSwappedOut(process, 0);
  if (holdsFun(p.heap, running ? hp() : p.hp) || holdsFun(p.oldHeap, p.oldHp)) return true;
  for (let f = p.fragments; f != 0; f = <usize>load<u32>(f, FRAGMENT_NEXT)) if (fragmentHolds(f)) return true;
  for (let f = p.adopted; f != 0; f = <usize>load<u32>(f, FRAGMENT_NEXT)) if (fragmentHolds(f)) return true;
  for (let m = p.inbox, seen: usize = 0; m != 0; m = <usize>load<u32>(m, MESSAGE_NEXT)) {
    const fragment = messageFragment(m);
    if (fragment == 0 || fragment == seen) continue;
    if (fragmentHolds(fragment)) return true;
    seen = fragment;
  }
  return false;
}
