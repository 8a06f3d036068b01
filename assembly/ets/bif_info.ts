/**
 * `ets:info/1,2`.
 */
import { Term, NIL, makeSmall } from "../term/tag";
import { cons, tuple2, tuple3 } from "../memory/alloc";
import { makeInteger } from "../term/big";
import { thisNode } from "../term/identity";
import { badarg, trap } from "../bif/raise";
import { internExport } from "../code/registry";
import { setX } from "../memory/cells";
import { timeOffset } from "../process/clock";
import {
  am_auto, am_bag, am_binary, am_compressed, am_decentralized_counters, am_duplicate_bag, am_erts_internal,
  am_ets_info_binary, am_false, am_fixed, am_heir, am_id, am_keypos, am_memory, am_name, am_named_table, am_node,
  am_ordered_set, am_owner, am_protection, am_read_concurrency, am_safe_fixed, am_safe_fixed_monotonic_time, am_set,
  am_size, am_true, am_type, am_undefined, am_write_concurrency,
} from "../term/am";
import { failAccess, isTableId, openFor, ANY } from "./access";
import { FIXATION_COUNT, FIXATION_NEXT, FIXATION_PID } from "./fixation";
import { hashIndexWords } from "./hash_index";
import { tableReference } from "./owner";
import {
  Table, asTable, BAG, DUPLICATE_BAG, ORDERED_SET, TABLE_COMPRESSED, TABLE_DECENTRALIZED, TABLE_NAMED,
  TABLE_READ_CONCURRENCY, TABLE_WORDS, TABLE_WRITE_AUTO, TABLE_WRITE_CONCURRENCY,
} from "./table";

// @ts-ignore: decorator
@inline function truth(b: bool): Term { return b ? am_true : am_false; }

function kindName(t: Table): Term {
  if (t.kind == ORDERED_SET) return am_ordered_set;
  if (t.kind == BAG) return am_bag;
  return t.kind == DUPLICATE_BAG ? am_duplicate_bag : am_set;
}
function memoryWords(t: Table): i64 {
  return <i64>TABLE_WORDS + t.words + (t.kind == ORDERED_SET ? 0 : <i64>hashIndexWords(t));
}
/** [{Pid, Count}] of the processes that called safe_fixtable; [] when nobody did. */
function fixers(t: Table): Term {
  let list: Term = NIL;
  for (let f = t.fixations; f != 0; f = <usize>load<u32>(f, FIXATION_NEXT)) {
    const n = load<i32>(f, FIXATION_COUNT);
    if (n > 0) list = cons(tuple2(load<i64>(f, FIXATION_PID), makeSmall(n)), list);
  }
  return list;
}
/** The time of the first fixation as {MegaSecs, Secs, MicroSecs}. */
function timestamp(ns: i64): Term {
  const micro = (ns + timeOffset()) / 1000;
  const seconds = micro / 1_000_000;
  return tuple3(makeSmall(seconds / 1_000_000), makeSmall(seconds % 1_000_000), makeSmall(micro % 1_000_000));
}

/** Value of item `what`; 0 when there is no such item. */
function item(t: Table, what: Term): Term {
  if (what == am_id) return tableReference(t);
  if (what == am_decentralized_counters) return truth((t.flags & TABLE_DECENTRALIZED) != 0);
  if (what == am_read_concurrency) return truth((t.flags & TABLE_READ_CONCURRENCY) != 0);
  if (what == am_write_concurrency) {
    return t.flags & TABLE_WRITE_AUTO ? am_auto : truth((t.flags & TABLE_WRITE_CONCURRENCY) != 0);
  }
  if (what == am_compressed) return truth((t.flags & TABLE_COMPRESSED) != 0);
  if (what == am_memory) return makeSmall(memoryWords(t));
  if (what == am_owner) return t.owner;
  if (what == am_heir) return t.heir;
  if (what == am_name) return t.name;
  if (what == am_size) return makeSmall(t.count);
  if (what == am_node) return thisNode;
  if (what == am_named_table) return truth((t.flags & TABLE_NAMED) != 0);
  if (what == am_type) return kindName(t);
  if (what == am_keypos) return makeSmall(t.keyPosition);
  if (what == am_protection) return t.protection;
  if (what == am_fixed) return truth(fixers(t) != NIL);
  if (what == am_safe_fixed || what == am_safe_fixed_monotonic_time) {
    const list = fixers(t);
    if (list == NIL) return am_false;
    return tuple2(what == am_safe_fixed ? timestamp(t.fixedAt) : makeInteger(t.fixedAt), list);
  }
  return 0;
}

/** Items of info/1, the last one first. */
const ITEMS: i32 = 15;
function itemAt(i: i32): Term {
  switch (i) {
    case 0: return am_protection;
    case 1: return am_keypos;
    case 2: return am_type;
    case 3: return am_named_table;
    case 4: return am_node;
    case 5: return am_size;
    case 6: return am_name;
    case 7: return am_heir;
    case 8: return am_owner;
    case 9: return am_memory;
    case 10: return am_compressed;
    case 11: return am_write_concurrency;
    case 12: return am_read_concurrency;
    case 13: return am_decentralized_counters;
    default: return am_id;
  }
}

/** `ets:info(Table)`: undefined when there is no such table. */
export function ets_info_1(id: Term): Term {
  const at = openFor(id, ANY);
  if (at == 0) return isTableId(id) ? am_undefined : failAccess();
  let list: Term = NIL;
  for (let i = 0; i < ITEMS; i++) list = cons(tuple2(itemAt(i), item(asTable(at), itemAt(i))), list);
  return list;
}
/** `ets:info(Table, Item)`. `binary` takes steps, and so is written in Erlang. */
export function ets_info_2(id: Term, what: Term): Term {
  const at = openFor(id, ANY);
  if (at == 0) return isTableId(id) ? am_undefined : failAccess();
  if (what == am_binary) {
    setX(0, id);
    return trap(internExport(am_erts_internal, am_ets_info_binary, 1), 1);
  }
  const value = item(asTable(at), what);
  return value == 0 ? badarg() : value;
}
