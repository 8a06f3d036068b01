/**
 * Functions that OTP's emulator has for its own parts: schedulers that run long C code ("dirty" ones), the process that
 * frees literals, allocators, its test suites. Here is none of these, so they answer what they answer those who have no
 * business with them.
 */
import { allocTuple, cons, tuple2, tuple3 } from "../memory/alloc";
import { REDS, currentProcess } from "../memory/cells";
import { nodeChild, nodeWidth } from "../map/node";
import {
  am_arrays, am_available_internal_state, am_badmap, am_binary_alloc, am_bitmaps, am_depth, am_driver_alloc, am_eheap_alloc,
  am_ets_alloc, am_false, am_fix_alloc, am_leafs, am_literal_alloc, am_ll_alloc, am_next_pid, am_next_port, am_notsup, am_reds_left, am_sl_alloc,
  am_std_alloc, am_temp_alloc, am_true, am_undef, am_undefined,
} from "../term/am";
import {
  NIL, NONE, SUB_HASHMAP, Term, boxedPtr, element, isBoxedOf, isCons, isLocalPid, isMap, isRef, isSmall, isTuple, makeSmall, smallValue, tupleArity,
} from "../term/tag";
import { pop, push, stackDepth } from "../term/work_stack";
import { sendTuple } from "../process/mailbox";
import { Process } from "../process/process";
import { nextPidNumber } from "../process/table";
import { nextPortNumber } from "../port/port";
import { badarg, error } from "./raise";

export function erlang_garbage_collect_message_area_0(): Term { return error(am_undefined); }
export function erts_internal_check_dirty_process_code_2(_pid: Term, _module: Term): Term { return error(am_notsup); }
export function erts_internal_is_process_executing_dirty_1(pid: Term): Term { return isLocalPid(pid) ? am_false : badarg(); }
export function erts_internal_dirty_process_handle_signals_1(_pid: Term): Term { return error(am_notsup); }
/** Literals that were given up are freed by the scheduler (memory/evict.ts). */
export function erts_literal_area_collector_release_area_switch_0(): Term { return error(am_notsup); }
export function erts_literal_area_collector_send_copy_request_3(_pid: Term, _id: Term, _priority: Term): Term { return error(am_notsup); }

/** Is `t` {Allocator, …} of `n` elements with a reference at the end, as the module instrument asks? */
function asksAllocator(t: Term, n: i32): bool {
  if (!isTuple(t) || tupleArity(t) != n || !isRef(element(t, n))) return false;
  for (let i = 2; i < n; i++) if (!isSmall(element(t, i)) || smallValue(element(t, i)) < 0) return false;
  const name = element(t, 1);
  return name == am_binary_alloc || name == am_driver_alloc || name == am_eheap_alloc || name == am_ets_alloc || name == am_fix_alloc ||
    name == am_literal_alloc || name == am_ll_alloc || name == am_sl_alloc || name == am_std_alloc || name == am_temp_alloc;
}
// Memory is one heap of WebAssembly's: each allocator has nothing.
export function erts_internal_gather_alloc_histograms_1(request: Term): Term {
  if (!asksAllocator(request, 5)) return badarg();
  sendTuple(changetype<Process>(currentProcess()), 3, element(request, 5), makeSmall(0), NIL, NONE, NONE);
  return makeSmall(1);
}
export function erts_internal_gather_carrier_info_1(request: Term): Term {
  if (!asksAllocator(request, 5)) return badarg();
  sendTuple(changetype<Process>(currentProcess()), 2, element(request, 5), NIL, NONE, NONE, NONE);
  return makeSmall(1);
}

/** Children of a hashed map's root: a cell [Key | Value], or a node. */
export function erts_internal_map_hashmap_children_1(map: Term): Term {
  if (!isBoxedOf(map, SUB_HASHMAP)) return isMap(map) ? badarg() : error(tuple2(am_badmap, map));
  const p = boxedPtr(map);
  let list: Term = NIL;
  for (let i = nodeWidth(p) - 1; i >= 0; i--) list = cons(nodeChild(p, i), list);
  return list;
}

const LEVELS: i32 = 16;
const counts: usize = memory.data(2 * 4 * 17, 4);
function countsTuple(at: usize): Term {
  const t = allocTuple(LEVELS);
  for (let i = 0; i < LEVELS; i++) store<i64>(boxedPtr(t) + (<usize>(i + 1) << 3), makeSmall(<i64>load<u32>(at + (<usize>i << 2))));
  return t;
}
/** How a hashed map is built: [{depth, N}, {arrays, N, []}, {bitmaps, N, ByChildren}, {leafs, N, ByLevel}]. */
export function erts_debug_map_info_1(map: Term): Term {
  if (!isBoxedOf(map, SUB_HASHMAP)) return isMap(map) ? badarg() : error(tuple2(am_badmap, map));
  const widths = counts, leafs = counts + (<usize>LEVELS << 2);
  memory.fill(counts, 0, <usize>LEVELS << 3);
  let depth: i64 = 0, full: i64 = 0, partial: i64 = 0, pairs: i64 = 0;
  const mark = stackDepth();
  push(map);
  push(0);
  while (stackDepth() > mark) {
    const level = pop(), node = boxedPtr(pop());
    const width = nodeWidth(node);
    if (width == LEVELS) full++;
    else {
      partial++;
      if (width > 0) store<u32>(widths + (<usize>(width - 1) << 2), load<u32>(widths + (<usize>(width - 1) << 2)) + 1);
    }
    depth = max(depth, level + 1);
    for (let i = 0; i < width; i++) {
      const child = nodeChild(node, i);
      if (isCons(child)) {
        pairs++;
        const at = leafs + (<usize>min<i64>(level, LEVELS - 1) << 2);
        store<u32>(at, load<u32>(at) + 1);
      } else {
        push(child);
        push(level + 1);
      }
    }
  }
  const list = cons(tuple3(am_leafs, makeSmall(pairs), countsTuple(leafs)), NIL);
  return cons(tuple2(am_depth, makeSmall(depth)), cons(tuple3(am_arrays, makeSmall(full), NIL),
    cons(tuple3(am_bitmaps, makeSmall(partial), countsTuple(widths)), list)));
}

/** A copy that keeps sharing; terms never change, so the term itself is as good as one. */
export function erts_debug_copy_shared_2(t: Term, option: Term): Term { return option == am_true || option == am_false ? t : badarg(); }

let internalState: bool = false;
/** erts_debug:get_internal_state/1 of what there is here; undef until set_internal_state(available_internal_state, true). */
export function erts_debug_get_internal_state_1(item: Term): Term {
  if (!internalState) return error(am_undef);
  if (item == am_available_internal_state) return am_true;
  if (item == am_next_pid) return makeSmall(nextPidNumber());
  if (item == am_next_port) return makeSmall(nextPortNumber());
  return item == am_reds_left ? makeSmall(<i64>max(0, load<i32>(REDS))) : badarg();
}
export function erts_debug_set_internal_state_2(item: Term, value: Term): Term {
  if (item == am_available_internal_state && (value == am_true || value == am_false)) {
    const old = internalState;
    internalState = value == am_true;
    return old ? am_true : am_false;
  }
  if (!internalState) return error(am_undef);
  if (item != am_reds_left || !isSmall(value) || smallValue(value) < 0) return badarg();
  store<i32>(REDS, <i32>min<i64>(smallValue(value), <i64>max(0, load<i32>(REDS))));
  return am_true;
}
