/** Events other than calls: messages, lives and relations of processes, turns, collections. Each is told at once. */
import { cons } from "../memory/alloc";
import { releaseBlock, retainBlock } from "../memory/binary";
import {
  am_bin_old_vheap_block_size, am_bin_old_vheap_size, am_bin_vheap_block_size, am_bin_vheap_size, am_exit,
  am_false, am_getting_linked, am_heap_block_size, am_heap_size, am_link, am_mbuf_size, am_old_heap_block_size, am_old_heap_size, am_out_exited,
  am_receive, am_recent_size, am_send, am_send_to_non_existing_process, am_spawn, am_spawned, am_stack_size, am_timeout, am_true,
  am_wordsize,
} from "../term/am";
import { nodeOf, thisNode } from "../term/identity";
import { NIL, NONE, Term, isLocalPid, isPid, isPort, makeSmall } from "../term/tag";
import { messageTerm } from "../process/message";
import { currentArity, currentModule, currentName, noteCurrent } from "../process/current";
import { Process } from "../process/process";
import { liveProcess } from "../process/table";
import { takeUntraced, untracedMessage, untracedSender } from "../process/untraced";
import {
  TRACE_COLLECTION, TRACE_EXITING, TRACE_PROCS, TRACE_RECEIVE, TRACE_RUNNING, TRACE_RUNNING_PROCS, TRACE_SEND,
} from "./flags";
import { runTrace } from "./match";
import { reportList, reportMfa, reportTerm, reportTuple, sendReport, startReport } from "./report";

/**
 * The patterns of the events `send` and 'receive', each | off:u32 | program:u32 |: on from the start; `program` is the block of a match
 * specification, 0 when there is none.
 */
export const SEND_PATTERN: usize = memory.data(8, 8);
export const RECEIVE_PATTERN: usize = memory.data(8, 8);
const PROGRAM: usize = 4;
export function isEventOn(pattern: usize): bool { return load<u32>(pattern) == 0; }
export function eventProgram(pattern: usize): usize { return <usize>load<u32>(pattern, PROGRAM); }
/** Turn a pattern on or off; the specification's block is held. */
export function setEventPattern(pattern: usize, on: bool, program: usize): void {
  if (program != 0) retainBlock(program);
  if (eventProgram(pattern) != 0) releaseBlock(eventProgram(pattern));
  store<u32>(pattern, on ? 0 : 1);
  store<u32>(pattern, <u32>program, PROGRAM);
}

/** Does a pattern with a specification let an event with `args` pass? NONE: no; else what is to be said, true or a term. */
function passes(p: Process, pattern: usize, args: Term): Term {
  const said = runTrace(p, eventProgram(pattern), args, 0);
  return said == am_false ? NONE : said;
}
function finish(p: Process, said: Term): void {
  if (said != am_true) reportTerm(said);
  sendReport(p.tracer, p.traced);
}

/** `p` sends `message` to `to`, as the program gave it. */
export function traceSend(p: Process, to: Term, message: Term): void {
  if ((p.traced & TRACE_SEND) == 0) return;
  if (!isEventOn(SEND_PATTERN)) return;
  const said = eventProgram(SEND_PATTERN) == 0 ? am_true : passes(p, SEND_PATTERN, cons(to, cons(message, NIL)));
  if (said == NONE) return;
  startReport(p.pid, isLocalPid(to) && liveProcess(to) == null ? am_send_to_non_existing_process : am_send);
  reportTerm(message);
  reportTerm(to);
  finish(p, said);
}
/** `p` comes to see the messages that were put into its mailbox since it last looked. */
export function traceReceived(p: Process): void {
  while (p.untraced != 0) {
    const message = messageTerm(untracedMessage(p)), sender = untracedSender(p);
    takeUntraced(p);
    if ((p.traced & TRACE_RECEIVE) == 0 || !isEventOn(RECEIVE_PATTERN)) continue;
    let said: Term = am_true;
    if (eventProgram(RECEIVE_PATTERN) != 0) {
      const node = isPid(sender) || isPort(sender) ? nodeOf(sender) : thisNode;
      said = passes(p, RECEIVE_PATTERN, cons(node, cons(sender, cons(message, NIL))));
    }
    if (said == NONE) continue;
    startReport(p.pid, am_receive);
    reportTerm(message);
    finish(p, said);
  }
}
/** A receive of `p` times out. */
export function traceTimeout(p: Process): void {
  if ((p.traced & TRACE_RECEIVE) == 0) return;
  startReport(p.pid, am_receive);
  reportTerm(am_timeout);
  sendReport(p.tracer, p.traced);
}

/** The event `tag` of the flag procs, with one term: link, unlink, getting_linked, getting_unlinked, register, unregister. */
export function traceProcess(p: Process, tag: Term, what: Term): void {
  if ((p.traced & TRACE_PROCS) == 0) return;
  startReport(p.pid, tag);
  reportTerm(what);
  sendReport(p.tracer, p.traced);
}
function reportSpawn(p: Process, tag: Term, other: Term, m: Term, f: Term, args: Term): void {
  if ((p.traced & TRACE_PROCS) == 0) return;
  startReport(p.pid, tag);
  reportTerm(other);
  reportMfa(m, f, args);
  sendReport(p.tracer, p.traced);
}
/** `parent` has spawned `child`, which inherited what it does: both are told. */
export function tellSpawn(parent: Process, child: Process, m: Term, f: Term, args: Term, linked: bool): void {
  reportSpawn(parent, am_spawn, child.pid, m, f, args);
  if (linked) traceProcess(parent, am_link, child.pid);
  reportSpawn(child, am_spawned, parent.pid, m, f, args);
  if (linked) traceProcess(child, am_getting_linked, parent.pid);
}
/** `p` ends. */
export function traceExit(p: Process, reason: Term): void {
  traceProcess(p, am_exit, reason);
  if ((p.traced & TRACE_EXITING) == 0) return;
  startReport(p.pid, am_out_exited);
  reportTerm(makeSmall(0));
  sendReport(p.tracer, p.traced);
}

/** A turn of `p` begins or ends: `tag` is in or out. The process is not swapped in yet, or no longer. */
export function traceTurn(p: Process, tag: Term): void {
  if ((p.traced & (TRACE_RUNNING | TRACE_RUNNING_PROCS)) == 0) return;
  startReport(p.pid, tag);
  if (noteCurrent(p)) reportMfa(currentModule, currentName, makeSmall(<i64>currentArity));
  else reportTerm(makeSmall(0));
  sendReport(p.tracer, p.traced);
}

const COLLECTION_ITEMS: i32 = 12;
function pair(key: Term, value: i64): void {
  reportTuple(2);
  reportTerm(key);
  reportTerm(makeSmall(value));
}
/** A collection of `p` begins or ends (`tag`); `words`: asked for, or reclaimed. */
export function traceCollection(p: Process, tag: Term, words: i64): void {
  if ((p.traced & TRACE_COLLECTION) == 0) return;
  startReport(p.pid, tag);
  reportList(COLLECTION_ITEMS);
  pair(am_wordsize, words);
  pair(am_old_heap_block_size, <i64>((p.oldEnd - p.oldHeap) >> 3));
  pair(am_heap_block_size, <i64>((p.stackEnd - p.heap) >> 3));
  pair(am_mbuf_size, <i64>p.fragmentWords);
  pair(am_recent_size, <i64>((p.highWater - p.heap) >> 3));
  pair(am_stack_size, <i64>((p.stackEnd - p.sp) >> 3));
  pair(am_old_heap_size, <i64>((p.oldHp - p.oldHeap) >> 3));
  pair(am_heap_size, <i64>((p.hp - p.heap) >> 3));
  pair(am_bin_vheap_size, <i64>(p.virtualBinary >> 3));
  pair(am_bin_vheap_block_size, <i64>(p.virtualLimit >> 3));
  pair(am_bin_old_vheap_size, <i64>(p.oldBinary >> 3));
  pair(am_bin_old_vheap_block_size, <i64>(p.oldBinaryLimit >> 3));
  sendReport(p.tracer, p.traced);
}
