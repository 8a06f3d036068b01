/**
 * From a table id to the table, with the checks that every ETS BIF begins with, and how these BIFs fail: badarg
 * with a cause that erl_stdlib_errors turns into text.
 */
import { Term, NONE, boxedPtr, boxedHeader, headerArity, isAtom, isBoxedOf, SUB_REF } from "../term/tag";
import { MAGIC_BLOCK, MAGIC_REF_WORDS } from "../term/boxed";
import { BLOCK_BYTES, BLOCK_KIND, BLOCK_TABLE } from "../memory/binary";
import { currentProcess } from "../memory/cells";
import { badargBecause } from "../bif/raise";
import { Process } from "../process/process";
import { am_access, am_id, am_private, am_public, am_type } from "../term/am";
import { finishArriving } from "./insert_list";
import { tableByNumber, tableNamed } from "./registry";
import { asTable } from "./table";

/** What a BIF is about to do with the table. */
export const READ: i32 = 0;
export const WRITE: i32 = 1;
/** Only its owner may: give_away, setopts. */
export const OWN: i32 = 2;
/** Anybody may: info, whereis. */
export const ANY: i32 = 3;

let cause: Term = NONE;

/** Fail for the reason that the last openFor() found. */
export function failAccess(): Term { return badargBecause(cause); }

/** The block of a magic reference to a table, or 0. */
function tableHandle(id: Term): usize {
  if (!isBoxedOf(id, SUB_REF) || headerArity(boxedHeader(id)) != MAGIC_REF_WORDS) return 0;
  const block = <usize>load<u32>(boxedPtr(id), MAGIC_BLOCK);
  return load<u32>(block, BLOCK_KIND) == BLOCK_TABLE ? block : 0;
}

/** The table that `id` means, or 0: then failAccess() raises what is wrong with `id`. */
export function lookUp(id: Term): usize {
  cause = am_id;
  if (isAtom(id)) return tableNamed(id);
  const handle = tableHandle(id);
  if (handle != 0) return <usize>load<u32>(handle, BLOCK_BYTES);
  // An id that came as external format has lost its handle.
  const found = isBoxedOf(id, SUB_REF) ? tableByNumber(id) : 0;
  if (found == 0) cause = am_type;
  return found;
}

/**
 * The table that `id` means, for the running process to do `what` with it; 0 when there is none or it may
 * not: then failAccess() raises the badarg.
 */
export function openFor(id: Term, what: i32): usize {
  const at = lookUp(id);
  if (at == 0) return 0;
  const t = asTable(at);
  if (t.arriving != 0) finishArriving(t);
  if (what == ANY) return at;
  const p = changetype<Process>(currentProcess());
  if (t.owner == p.pid || (p.etsSuperUser != 0 && what == READ)) return at;
  if (what != OWN && (t.protection == am_public || (what == READ && t.protection != am_private))) return at;
  cause = am_access;
  return 0;
}

/** Is `id` of a type that can name a table? */
export function isTableId(id: Term): bool {
  return isAtom(id) || tableHandle(id) != 0 || (isBoxedOf(id, SUB_REF) && tableByNumber(id) != 0);
}
