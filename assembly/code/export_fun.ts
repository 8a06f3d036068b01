/** Export funs (`fun M:F/A`): layout in term/boxed.ts. */
import { halloc } from "../memory/alloc";
import { hostNewSlot } from "../host";
import { EXPORT_FUN_WORDS, FUN_ARITY, FUN_ENTRY, FUN_SLOT } from "../term/boxed";
import { SUB_EXPORT, Term, makeBoxed, makeHeader } from "../term/tag";
import { EXPORT_ARITY } from "./export";

/** Kind of slot for hostNewSlot: the arity's `export_fun_n` stub (beside registry.ts: SLOT_*). */
export const SLOT_EXPORT_FUN: i32 = 2;
const MAX_ARITY: i32 = 255;

/** Table slot of each arity's stub, 0 until the first fun of that arity is made. */
const stubs: usize = memory.data(1024, 4);

function stubSlot(arity: i32): i32 {
  const at = stubs + (<usize>(arity & MAX_ARITY) << 2);
  let slot = load<i32>(at);
  if (slot == 0) {
    slot = hostNewSlot(SLOT_EXPORT_FUN, arity);
    store<i32>(at, slot);
  }
  return slot;
}
/** Writes the fun of an Export at `p` (EXPORT_FUN_WORDS + 1 words). */
export function writeExportFun(p: usize, entry: usize): Term {
  const arity = load<i32>(entry, EXPORT_ARITY);
  store<i64>(p, makeHeader(EXPORT_FUN_WORDS, SUB_EXPORT));
  store<u32>(p, <u32>entry, FUN_ENTRY);
  store<i32>(p, stubSlot(arity), FUN_SLOT);
  store<i32>(p, arity, FUN_ARITY);
  store<i32>(p, 0, FUN_ARITY + 4);
  return makeBoxed(p);
}
/** The fun of an Export, for the running process. */
export function makeExportFun(entry: usize): Term { return writeExportFun(halloc(EXPORT_FUN_WORDS + 1), entry); }
