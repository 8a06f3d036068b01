/**
 * BIFs on tables as a whole: making, naming, handing over, fixing, deleting them.
 */
import {
  Term, NIL, NONE, element, head, isAtom, isCons, isLocalPid, isNil, isSmall, isTuple, smallValue, tail, makeSmall,
  tupleArity,
} from "../term/tag";
import { cons, tuple2 } from "../memory/alloc";
import { bumpReductions, currentProcess, setX } from "../memory/cells";
import { badarg, badargBecause, trap } from "../bif/raise";
import { internExport } from "../code/registry";
import {
  am_already_exists, am_auto, am_bag, am_compressed, am_decentralized_counters, am_duplicate_bag, am_ets, am_false,
  am_heir, am_internal_delete_all, am_keypos, am_named_table, am_none, am_ordered_set, am_owner,
  am_private, am_protected, am_protection, am_public, am_read_concurrency, am_set, am_true, am_undefined,
  am_write_concurrency,
} from "../term/am";
import { failAccess, openFor, OWN, READ, WRITE } from "./access";
import { newReference } from "../process/reference";
import { aliveProcess, tellRunning } from "./border";
import { doomedLeft, freeDoomed } from "./doomed";
import { fixTable, unfixTable } from "./fixation";
import { hashInit } from "./hash_index";
import { closeTable, openTable, setHeir, tableId, tableReference, transferTable } from "./owner";
import { allTables, renameTable, tableNamed } from "./registry";
import { deleteAll } from "./store";
import {
  Table, allocTable, asTable, freeTableStruct, BAG, DUPLICATE_BAG, ORDERED_SET, SET, TABLE_COMPRESSED, TABLE_DECENTRALIZED,
  TABLE_NAMED, TABLE_READ_CONCURRENCY, TABLE_WRITE_AUTO, TABLE_WRITE_CONCURRENCY,
} from "./table";

/** Objects freed for one reduction. */
const FREED_PER_REDUCTION: i32 = 4;
/** Objects that one turn of `ets:delete/1` frees. */
const FREED_PER_TURN: i32 = 8000;

/** Set or clear flags. */
// @ts-ignore: decorator
@inline function withFlag(flags: u32, flag: u32, on: bool): u32 { return on ? flags | flag : flags & ~flag; }

/** What {decentralized_counters, _} said, or NONE. */
let decentralized: Term = NONE;
/** The option counts only together with write_concurrency; its default depends on that and on the type. */
function setDecentralized(t: Table): void {
  if ((t.flags & TABLE_WRITE_CONCURRENCY) == 0) return;
  const byDefault = (t.flags & TABLE_WRITE_AUTO) != 0 || t.kind == ORDERED_SET;
  if (decentralized == NONE ? byDefault : decentralized == am_true) t.flags |= TABLE_DECENTRALIZED;
}

/** Read an option that is a tuple into `t`; false when it is none. */
function readTupleOption(t: Table, option: Term): bool {
  const name = element(option, 1), arity = tupleArity(option);
  if (arity == 3) {
    if (name != am_heir || !isLocalPid(element(option, 2))) return false;
    setHeir(t, element(option, 2), element(option, 3));
    return true;
  }
  if (arity != 2) return false;
  const value = element(option, 2);
  const isBoolean = value == am_true || value == am_false;
  if (name == am_keypos && isSmall(value) && smallValue(value) > 0 && smallValue(value) <= <i64>i32.MAX_VALUE) {
    t.keyPosition = <i32>smallValue(value);
  } else if (name == am_heir && value == am_none) {
    setHeir(t, am_none, NIL);
  } else if (name == am_read_concurrency && isBoolean) {
    t.flags = withFlag(t.flags, TABLE_READ_CONCURRENCY, value == am_true);
  } else if (name == am_write_concurrency && (isBoolean || value == am_auto)) {
    t.flags = withFlag(t.flags, TABLE_WRITE_CONCURRENCY, value != am_false);
    t.flags = withFlag(t.flags, TABLE_WRITE_AUTO, value == am_auto);
  } else if (name == am_decentralized_counters && isBoolean) {
    decentralized = value;
  } else {
    return false;
  }
  return true;
}

function readOption(t: Table, option: Term): bool {
  if (isTuple(option)) return tupleArity(option) > 0 && readTupleOption(t, option);
  if (option == am_set) t.kind = SET;
  else if (option == am_bag) t.kind = BAG;
  else if (option == am_duplicate_bag) t.kind = DUPLICATE_BAG;
  else if (option == am_ordered_set) t.kind = ORDERED_SET;
  else if (option == am_public || option == am_protected || option == am_private) t.protection = option;
  else if (option == am_named_table) t.flags |= TABLE_NAMED;
  else if (option == am_compressed) t.flags |= TABLE_COMPRESSED;
  else return false;
  return true;
}

/** `ets:new(Name, Options)`. Of options that contradict each other the last one counts. */
export function ets_new_2(name: Term, options: Term): Term {
  if (!isAtom(name)) return badarg();
  const t = allocTable();
  t.name = name;
  t.protection = am_protected;
  t.keyPosition = 1;
  t.heir = am_none;
  decentralized = NONE;
  let l = options;
  while (isCons(l) && readOption(t, head(l))) l = tail(l);
  if (!isNil(l)) return discard(t, NONE);
  if ((t.flags & TABLE_NAMED) && tableNamed(name) != 0) return discard(t, am_already_exists);
  setDecentralized(t);
  if (t.kind != ORDERED_SET) hashInit(t);
  openTable(t, currentProcess());
  return tableId(t);
}
function discard(t: Table, cause: Term): Term {
  setHeir(t, am_none, NIL);
  freeTableStruct(t);
  return cause == NONE ? badarg() : badargBecause(cause);
}

/** `ets:whereis(Name)`. */
export function ets_whereis_1(name: Term): Term {
  if (!isAtom(name)) return badarg();
  const at = tableNamed(name);
  return at == 0 ? am_undefined : tableReference(asTable(at));
}

/** `ets:rename(Table, Name)`. */
export function ets_rename_2(id: Term, name: Term): Term {
  const at = openFor(id, WRITE);
  if (at == 0) return failAccess();
  if (!isAtom(name)) return badarg();
  const t = asTable(at);
  if (t.flags & TABLE_NAMED) {
    if (tableNamed(name) != 0) return badarg();
    renameTable(t, name);
    return name;
  }
  renameTable(t, name);
  return tableReference(t);
}

/** `ets:delete(Table)`; traps to itself while there is something to free. */
export function ets_delete_1(id: Term): Term {
  const at = openFor(id, WRITE);
  if (at == 0) return failAccess();
  closeTable(asTable(at));
  return freeOn(am_true);
}
/** Free deleted objects turn by turn, then return `value`. */
export function freeOn(value: Term): Term {
  const left = freeDoomed(FREED_PER_TURN);
  bumpReductions((FREED_PER_TURN - left) / FREED_PER_REDUCTION);
  if (!doomedLeft()) return value;
  setX(0, value);
  return trap(internExport(am_ets, am_internal_delete_all, 1), 1);
}
/** Continuation of deletions. */
export function ets_internal_delete_all_1(value: Term): Term { return freeOn(value); }

/** `ets:internal_delete_all(Table, undefined)`: how many objects there were. */
export function ets_internal_delete_all_2(id: Term, state: Term): Term {
  const at = openFor(id, WRITE);
  if (at == 0) return failAccess();
  return freeOn(makeSmall(deleteAll(asTable(at))));
}

/** `ets:safe_fixtable(Table, Fix)`. */
export function ets_safe_fixtable_2(id: Term, fix: Term): Term {
  const at = openFor(id, READ);
  if (at == 0) return failAccess();
  if (fix == am_true) fixTable(asTable(at), currentProcess());
  else if (fix == am_false) unfixTable(asTable(at), currentProcess());
  else return badarg();
  return am_true;
}

/** `ets:give_away(Table, Pid, GiftData)`. */
export function ets_give_away_3(id: Term, pid: Term, gift: Term): Term {
  const at = openFor(id, OWN);
  if (at == 0) return failAccess();
  const t = asTable(at);
  if (!isLocalPid(pid)) return badarg();
  if (pid == t.owner) return badargBecause(am_owner);
  const process = aliveProcess(pid);
  if (process == 0) return badarg();
  transferTable(t, process, gift);
  return am_true;
}

/** `ets:setopts(Table, Opts)`: heir and protection, each at most once. */
export function ets_setopts_2(id: Term, options: Term): Term {
  const at = openFor(id, OWN);
  if (at == 0) return failAccess();
  const t = asTable(at);
  let heir: Term = NONE, data: Term = NIL, protection: Term = NONE;
  let l = isCons(options) || isNil(options) ? options : cons(options, NIL);
  for (; isCons(l); l = tail(l)) {
    const option = head(l);
    if (!isTuple(option) || tupleArity(option) < 2) return badarg();
    const name = element(option, 1), value = element(option, 2), arity = tupleArity(option);
    if (name == am_heir && heir == NONE && ((arity == 2 && value == am_none) || (arity == 3 && isLocalPid(value)))) {
      heir = value;
      if (arity == 3) data = element(option, 3);
    } else if (name == am_protection && protection == NONE && arity == 2
      && (value == am_public || value == am_protected || value == am_private)) {
      protection = value;
    } else {
      return badarg();
    }
  }
  if (!isNil(l)) return badarg();
  if (heir != NONE) setHeir(t, heir, data);
  if (protection != NONE) t.protection = protection;
  return am_true;
}

/** `ets:internal_request_all()`: the list of all tables comes as message {Ref, Tables}. */
export function ets_internal_request_all_0(): Term {
  const reference = newReference();
  let all: Term = NIL;
  let n = 0;
  for (let p = allTables(); p != 0; p = asTable(p).next, n++) all = cons(tableId(asTable(p)), all);
  bumpReductions(n >> 2);
  tellRunning(tuple2(reference, all));
  return reference;
}
