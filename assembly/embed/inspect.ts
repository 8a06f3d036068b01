/**
 * A whole node, seen from outside: what crash dumps and the texts of erlang:system_info/1 are made of. Whoever asks may do so
 * when memory is exhausted, or when the core was lost in the middle of anything. So nothing here allocates, changes or
 * raises; terms are read by the host where they lie (host/dump).
 *
 * Each `inspect` function fills the record with words, in the order in which the host's record of the same name lists them
 * (host/dump/records.ts), and answers where to go on: 0 at the end of a walk.
 *
 *     0       8       16
 *     | i64 0 | i64 1 | i64 2 | …            addresses and numbers as they are, terms as terms, 0 for none
 */
import { EXPORT_ARITY, EXPORT_FUNCTION, EXPORT_MODULE } from "../code/export";
import { FUNCTION_ARITY, FUNCTION_MODULE, FUNCTION_NAME, cpPoint } from "../code/point";
import { exportEntries, funEntryCount } from "../code/registry";
import { FIXATION_COUNT, FIXATION_NEXT } from "../ets/fixation";
import { hashIndexWords } from "../ets/hash_index";
import { ENTRY_KEY, ENTRY_VALUE, nextEntry } from "../ets/persistent_term";
import { allTables } from "../ets/registry";
import { ORDERED_SET, TABLE_WORDS, asTable } from "../ets/table";
import {
  MEMORY_ATOMS, MEMORY_BINARY, MEMORY_CODE, MEMORY_ETS, MEMORY_PROCESSES, memoryOf,
} from "../memory/account";
import { allocatedBytes } from "../memory/blocks";
import { FRAGMENT_NEXT } from "../memory/fragment";
import { hp } from "../memory/cells";
import { PAGE_MAP } from "../memory/page";
import { hostMonotonicMs } from "../host";
import {
  PORT_CONNECTED, PORT_DATA, PORT_FLAGS, PORT_INPUT, PORT_NAME, PORT_NAME_BYTES, PORT_OS_PID, PORT_OUTPUT, PORT_TERM, nextPort,
} from "../port/port";
import { currentInfo, heldExport, stackTop } from "../process/current";
import { firstHalf, nextHalf, otherSide } from "../process/link";
import { memoryBytes, reductionsOf } from "../process/info";
import { firstLink, isRunning } from "../process/mailbox";
import { MESSAGE_NEXT, MESSAGE_TERM, MESSAGE_TOKEN, messageFlags, messageTerm } from "../process/message";
import {
  MONITORS, madeHead, monitorFlags, monitorName, monitorOrigin, monitorTarget, nextMade, nextOn, oldestMade, oldestOn, onHead,
} from "../process/monitor";
import { portLinkHead, portMonitoredHead } from "../process/port_relation";
import { Process } from "../process/process";
import { KIND_TIMER, RECORD_N01, RECORD_N2, nextRecord } from "../process/reference";
import { processAt } from "../process/table";
import { timerDue, timerMessage, timerTo } from "../process/timer";
import { ATOM_ENTRY_BYTES, atomCount, atomTextBytes } from "../term/atom";
import { NONE } from "../term/tag";

const RECORD_WORDS: i32 = 48;
const record: usize = memory.data(384, 8);
let filled: i32 = 0;

/** Where the record is. */
export function inspection(): usize { return record; }

function begin(): void { filled = 0; }
function put(word: i64): void {
  if (filled >= RECORD_WORDS) return;
  store<i64>(record + (<usize>filled << 3), word);
  filled++;
}

/** The process in place `i` of the process table, and whether there is one. */
export function inspectProcess(i: i32): i32 {
  const p = processAt(i);
  if (p == null) return 0;
  const top = stackTop(p), heapTop = isRunning(p) ? hp() : p.hp;
  begin();
  put(p.pid);
  put(<i64>p.status);
  put(<i64>p.suspendCount);
  put(<i64>p.collecting);
  put(<i64>p.flags);
  put(<i64>p.priority);
  put(p.registeredName);
  put(p.initialModule);
  put(p.initialFunction);
  put(<i64>p.initialArity);
  put(p.parent);
  put(<i64>p.inboxLength);
  let fragments: i64 = 0;
  for (let f = p.fragments; f != 0; f = <usize>load<u32>(f, FRAGMENT_NEXT)) fragments++;
  put(fragments);
  put(<i64>p.fragmentWords);
  put(reductionsOf(p));
  put(<i64>((p.stackEnd - p.heap) >> 3));
  put(<i64>((p.oldEnd - p.oldHeap) >> 3) + <i64>p.adoptedWords);
  put(<i64>((top - heapTop) >> 3));
  put(<i64>((p.oldEnd - p.oldHp) >> 3));
  put(<i64>(p.virtualBinary >> 3));
  put(<i64>(p.oldBinary >> 3));
  put(<i64>(p.virtualLimit >> 3));
  put(<i64>(p.oldBinaryLimit >> 3));
  put(memoryBytes(p));
  put(<i64>top);
  put(<i64>p.stackEnd);
  put(<i64>p.dictionary);
  put(<i64>load<u32>(firstLink(p), MESSAGE_NEXT));
  put(<i64>changetype<usize>(p) + <i64>offsetof<Process>("links"));
  put(<i64>madeHead(p));
  put(<i64>onHead(p));
  put(<i64>p.live);
  put(<i64>p.savedCalls);
  // Where it goes on: a function that it will call first, else the point at the top of its stack.
  const held = heldExport(p);
  put(<i64>held);
  if (held != 0) {
    put(load<i64>(held, EXPORT_MODULE));
    put(load<i64>(held, EXPORT_FUNCTION));
    put(<i64>load<i32>(held, EXPORT_ARITY));
    return 1;
  }
  const info = currentInfo(p);
  put(info == 0 ? NONE : load<i64>(info, FUNCTION_MODULE));
  put(info == 0 ? NONE : load<i64>(info, FUNCTION_NAME));
  put(info == 0 ? 0 : <i64>load<i32>(info, FUNCTION_ARITY));
  put(<i64>cpPoint(load<i64>(top)));
  return 1;
}

/** Message `m` of a process: its term, its token or NONE; returns the message behind it. */
export function inspectMessage(m: usize): usize {
  begin();
  put(messageTerm(m));
  put((messageFlags(m) & MESSAGE_TOKEN) != 0 ? load<i64>(m, MESSAGE_TERM) : NONE);
  return <usize>load<u32>(m, MESSAGE_NEXT);
}

/** The link behind `link` on the list at `head`, the first for 0: who is linked. */
export function inspectLink(head: usize, link: usize): usize {
  if (head == 0) return 0;
  const h = link == 0 ? firstHalf(head) : nextHalf(link);
  if (h == 0) return 0;
  begin();
  put(otherSide(h));
  return h;
}
function putReference(r: usize): void {
  put(<i64>load<u64>(r, RECORD_N01));
  put(<i64>load<u32>(r, RECORD_N2));
}
/** The monitor behind `r` on the list at `head` of those that a process made, the first for 0: whom it watches. */
export function inspectMade(head: usize, r: usize): usize {
  if (head == 0) return 0;
  const oldest = oldestMade(head);
  for (r = r == 0 ? oldest : nextMade(r); r != 0; r = nextMade(r)) {
    const target = monitorTarget(r);
    if ((monitorFlags(r) & MONITORS) != 0 && target != NONE) {
      begin();
      put(target);
      put(monitorName(r));
      putReference(r);
      // The list goes round: its last one says so.
      put(nextMade(r) == oldest ? 1 : 0);
      return r;
    }
    if (nextMade(r) == oldest) return 0;
  }
  return 0;
}
/** The monitor behind `r` on the list at `head` of those on a process or port, the first for 0: who watches. */
export function inspectOn(head: usize, r: usize): usize {
  if (head == 0) return 0;
  const oldest = oldestOn(head);
  if (oldest == 0) return 0;
  r = r == 0 ? oldest : nextOn(r);
  begin();
  put(monitorOrigin(r));
  put(NONE);
  putReference(r);
  put(nextOn(r) == oldest ? 1 : 0);
  return r;
}

/** The ETS table behind `at`, the first for 0. */
export function inspectTable(at: usize): usize {
  const p = at == 0 ? allTables() : asTable(at).next;
  if (p == 0) return 0;
  const t = asTable(p);
  let fixed: i64 = 0;
  for (let f = t.fixations; f != 0; f = <usize>load<u32>(f, FIXATION_NEXT)) fixed += <i64>load<i32>(f, FIXATION_COUNT);
  begin();
  put(t.owner);
  put(t.name);
  put(<i64>t.ref0 | (<i64>t.ref1 << 32));
  put(<i64>t.ref2);
  put(<i64>t.flags);
  put(<i64>t.kind);
  put(t.protection);
  put(<i64>t.count);
  put(<i64>TABLE_WORDS + t.words + (t.kind == ORDERED_SET ? 0 : <i64>hashIndexWords(t)));
  put(<i64>t.active);
  put(fixed);
  return p;
}

/** The port behind `at`, the first for 0. */
export function inspectPort(at: usize): usize {
  const p = nextPort(at);
  if (p == 0) return 0;
  const port = load<i64>(p, PORT_TERM);
  begin();
  put(port);
  put(load<i64>(p, PORT_CONNECTED));
  put(<i64>load<u32>(p, PORT_FLAGS));
  put(<i64>load<u32>(p, PORT_NAME));
  put(<i64>load<u32>(p, PORT_NAME_BYTES));
  put(<i64>load<f64>(p, PORT_INPUT));
  put(<i64>load<f64>(p, PORT_OUTPUT));
  put(<i64>load<f64>(p, PORT_OS_PID));
  put(load<i64>(p, PORT_DATA));
  put(<i64>portLinkHead(port));
  put(<i64>portMonitoredHead(port));
  return p;
}

/** The timer of send_after or start_timer behind `at`, the first for 0: receiver, message, milliseconds left. */
export function inspectTimer(at: usize): usize {
  const r = nextRecord(at, KIND_TIMER);
  if (r == 0) return 0;
  begin();
  put(timerTo(r));
  put(timerMessage(r));
  put(max<i64>(0, <i64>timerDue(r) - <i64>Math.ceil(hostMonotonicMs())));
  return r;
}

/** The persistent term behind `at`, the first for 0. */
export function inspectPersistent(at: usize): usize {
  const e = nextEntry(at);
  if (e == 0) return 0;
  begin();
  put(load<i64>(e, ENTRY_KEY));
  put(load<i64>(e, ENTRY_VALUE));
  return e;
}

/** The node as a whole: bytes by owner, as erlang:memory/0 has them, and counts of its tables. */
export function inspectNode(): void {
  const total = allocatedBytes(), processes = memoryOf(MEMORY_PROCESSES);
  begin();
  put(<i64>total);
  put(<i64>processes);
  put(<i64>(total - processes));
  put(<i64>memoryOf(MEMORY_ATOMS));
  put(<i64>(atomTextBytes() + <f64>atomCount() * <f64>ATOM_ENTRY_BYTES));
  put(<i64>memoryOf(MEMORY_BINARY));
  put(<i64>memoryOf(MEMORY_CODE));
  put(<i64>memoryOf(MEMORY_ETS));
  put(<i64>PAGE_MAP);
  put(<i64>exportEntries());
  put(<i64>funEntryCount());
}
