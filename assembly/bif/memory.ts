/**
 * erlang:memory/0,1. In OTP they are Erlang code that asks the emulator's allocators and adds up; there is
 * one allocator here, so they are BIFs over its counters (memory/account.ts). Bytes, as in OTP.
 */
import { cons, tuple2 } from "../memory/alloc";
import {
  MEMORY_ATOMS, MEMORY_BINARY, MEMORY_CODE, MEMORY_ETS, MEMORY_PROCESSES, memoryOf,
} from "../memory/account";
import { allocatedBytes } from "../memory/blocks";
import { atomCount, atomTextBytes, ATOM_ENTRY_BYTES } from "../term/atom";
import {
  am_atom, am_atom_used, am_binary, am_code, am_ets, am_processes, am_processes_used, am_system, am_total,
} from "../term/am";
import { NIL, NONE, Term, head, isAtom, isCons, makeSmall, tail } from "../term/tag";
import { pop, push, stackDepth } from "../term/work_stack";
import { badarg } from "./raise";

/** Bytes of one of erlang:memory's kinds, NONE for anything else. */
function bytesOf(kind: Term): Term {
  let n: f64;
  if (kind == am_total) n = allocatedBytes();
  else if (kind == am_processes || kind == am_processes_used) n = memoryOf(MEMORY_PROCESSES);
  else if (kind == am_system) n = allocatedBytes() - memoryOf(MEMORY_PROCESSES);
  else if (kind == am_atom) n = memoryOf(MEMORY_ATOMS);
  else if (kind == am_atom_used) n = atomTextBytes() + <f64>atomCount() * <f64>ATOM_ENTRY_BYTES;
  else if (kind == am_binary) n = memoryOf(MEMORY_BINARY);
  else if (kind == am_code) n = memoryOf(MEMORY_CODE);
  else if (kind == am_ets) n = memoryOf(MEMORY_ETS);
  else return NONE;
  return makeSmall(<i64>n);
}
function before(kind: Term, list: Term): Term { return cons(tuple2(kind, bytesOf(kind)), list); }

export function erlang_memory_0(): Term {
  let list = before(am_ets, NIL);
  list = before(am_code, list);
  list = before(am_binary, list);
  list = before(am_atom_used, list);
  list = before(am_atom, list);
  list = before(am_system, list);
  list = before(am_processes_used, list);
  list = before(am_processes, list);
  return before(am_total, list);
}
/** One kind's bytes, or `{Kind, Bytes}` for each of a list of kinds. */
export function erlang_memory_1(kinds: Term): Term {
  if (isAtom(kinds)) {
    const bytes = bytesOf(kinds);
    return bytes == NONE ? badarg() : bytes;
  }
  const mark = stackDepth();
  let rest = kinds;
  for (; isCons(rest) && bytesOf(head(rest)) != NONE; rest = tail(rest)) push(head(rest));
  const good = rest == NIL;
  let list = NIL;
  while (stackDepth() > mark) list = good ? before(pop(), list) : (pop(), list);
  return good ? list : badarg();
}
