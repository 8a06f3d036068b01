/**
 * process_flag(save_calls, N): a process remembers the last N functions that it called through their exports, BIFs among them, and
 * when it sent, received or waited in vain. The process is stepped (trace/step.ts) while it does, so that others pay nothing.
 *
 *     0      4      8
 *     | size | next | count | call … |        u32 each, a ring: next is where the next call goes, count how many there are.
 *                                             A call is the address of its Export, or one of SAVED_*
 */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { cons, rawAlloc, rawFree, tuple3 } from "../memory/alloc";
import { am_receive, am_send, am_timeout } from "../term/am";
import { NIL, Term, makeSmall } from "../term/tag";
import { Process } from "./process";

/** What is no call. */
export const SAVED_SEND: usize = 1;
export const SAVED_RECEIVE: usize = 2;
export const SAVED_TIMEOUT: usize = 3;

const NEXT: usize = 4;
const COUNT: usize = 8;
const CALLS: usize = 12;
const CALL_SHIFT: usize = 2;

/** How many calls `p` remembers at most; 0: it does not. */
export function savedCallsSize(p: Process): i32 { return p.savedCalls == 0 ? 0 : load<i32>(p.savedCalls); }
/** From now on `p` remembers `n` calls, and none of those before. */
export function setSavedCalls(p: Process, n: i32): void {
  if (p.savedCalls != 0) rawFree(p.savedCalls);
  p.savedCalls = 0;
  if (n == 0) return;
  p.savedCalls = rawAlloc(CALLS + (<usize>n << CALL_SHIFT));
  store<i32>(p.savedCalls, n);
  store<i32>(p.savedCalls, 0, NEXT);
  store<i32>(p.savedCalls, 0, COUNT);
}
/** `p`, which remembers calls, called the Export `call`, or did one of SAVED_*. */
export function saveCall(p: Process, call: usize): void {
  const block = p.savedCalls, size = load<i32>(block), next = load<i32>(block, NEXT);
  store<u32>(block + (<usize>next << CALL_SHIFT), <u32>call, CALLS);
  store<i32>(block, next + 1 == size ? 0 : next + 1, NEXT);
  store<i32>(block, min(size, load<i32>(block, COUNT) + 1), COUNT);
}
/** The call that was `i`-th last, from 0; 0 when there were fewer. */
export function savedCall(p: Process, i: i32): usize {
  const block = p.savedCalls;
  if (block == 0 || i >= load<i32>(block, COUNT)) return 0;
  let at = load<i32>(block, NEXT) - 1 - i;
  if (at < 0) at += load<i32>(block);
  return <usize>load<u32>(block + (<usize>at << CALL_SHIFT), CALLS);
}
/** All of them, the oldest first: {M, F, A}, or what it did. */
export function savedCallsList(p: Process): Term {
  let list: Term = NIL;
  for (let i = 0, call = savedCall(p, 0); call != 0; call = savedCall(p, ++i)) {
    if (call == SAVED_SEND) list = cons(am_send, list);
    else if (call == SAVED_RECEIVE) list = cons(am_receive, list);
    else if (call == SAVED_TIMEOUT) list = cons(am_timeout, list);
    else list = cons(tuple3(load<i64>(call, EXPORT_MODULE), load<i64>(call, EXPORT_FUNCTION), makeSmall(<i64>load<i32>(call, EXPORT_ARITY))), list);
  }
  return list;
}
