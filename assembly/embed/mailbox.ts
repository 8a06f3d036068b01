/**
 * Mailboxes of TypeScript: processes whose code is the core's own loop, which hands each message to the
 * host. Links, monitors, names and exit signals work on them as on any process.
 */
import { hostMailboxMessage } from "../host";
import { internExport } from "../code/registry";
import { STATUS_CHECK, STATUS_WAIT, setLive, setStatus } from "../memory/cells";
import { halloc } from "../memory/alloc";
import { ownOffHeap } from "../memory/binary";
import { copyTerm, termWords } from "../memory/copy";
import { createProcess, defaultMinHeap } from "../process/create";
import { exitSignal } from "../process/exit";
import { liveProcess } from "../process/table";
import { Process } from "../process/process";
import { isRunning, sendTo } from "../process/mailbox";
import { registeredAs } from "../process/name";
import { rt_receive_peek, rt_receive_remove } from "../bif/receive";
import { coreEntry } from "../scheduler/entries";
import { enqueue } from "../scheduler/run_queue";
import { FLAG_TRAP_EXIT, FLAG_WATCHED } from "../scheduler/state";
import { currentProcess } from "../memory/cells";
import { am_hornbeam, am_mailbox } from "../term/am";
import { element, isAtom, isLocalPid, NIL, NONE, pidNumber, Term } from "../term/tag";
import { encodeToBuffer } from "./bridge";
import { noteEmbedded, rootGroupLeader } from "./call";
import { borrowTerm, dropBorrowed } from "./fragment";

let loop: i64 = 0;

function mailboxLoop(x0: i64, sp: i32): i64 {
  const id = <i32>pidNumber(changetype<Process>(currentProcess()).pid);
  for (let m = rt_receive_peek(); m != NONE; m = rt_receive_peek()) {
    hostMailboxMessage(id, encodeToBuffer(m));
    rt_receive_remove();
  }
  setLive(0);
  setStatus(STATUS_WAIT);
  return NONE;
}

/** A new mailbox process, which traps exits when `trapExit`. Returns its number for hostMailboxMessage, -1 when the process table is full. */
export function embedMailbox(trapExit: i32): i32 {
  if (loop == 0) loop = coreEntry(mailboxLoop.index, 1);
  const p = createProcess(null, internExport(am_hornbeam, am_mailbox, 0), NIL, defaultMinHeap);
  if (p == null) return -1;
  p.heldStatus = STATUS_CHECK;
  p.sp -= 8;
  store<i64>(p.sp, loop);
  p.groupLeader = rootGroupLeader(p.pid);
  if (trapExit) p.flags |= FLAG_TRAP_EXIT;
  enqueue(p);
  noteEmbedded(p.pid);
  return <i32>pidNumber(p.pid);
}

/** The process that a pid or registered name stands for; null when there is none here. */
function addressee(to: Term): Process | null {
  if (isAtom(to)) to = registeredAs(to);
  return isLocalPid(to) ? liveProcess(to) : null;
}

/**
 * `t`, which is borrowed, as it may be sent to `p`: a running process is taken to send terms of its own, which are not copied. It
 * is running when the BIF that it called in the host sends to it.
 */
function lasting(p: Process, t: Term): Term {
  const words = isRunning(p) ? termWords(t) : 0;
  return words == 0 ? t : copyTerm(t, halloc(words), ownOffHeap());
}

/** Sends: at `ptr` stands the external form of {To, Message}. 1: sent; 0: nobody there; -1: damaged. */
export function embedSend(ptr: usize, bytes: i32): i32 {
  const pair = borrowTerm(ptr, bytes);
  if (pair == NONE) return -1;
  const p = addressee(element(pair, 1));
  if (p != null) sendTo(p, lasting(p, element(pair, 2)));
  dropBorrowed();
  return p == null ? 0 : 1;
}

/** Sends an exit signal: at `ptr` stands the external form of {Pid, Reason}. Answers as embedSend. */
export function embedExit(ptr: usize, bytes: i32): i32 {
  const pair = borrowTerm(ptr, bytes);
  if (pair == NONE) return -1;
  const p = addressee(element(pair, 1));
  if (p != null) exitSignal(p, p.pid, element(pair, 2));
  dropBorrowed();
  return p == null ? 0 : 1;
}

/** Have hostProcessExited called when the process exits whose pid or name is at `ptr`: its number, -1 when it is gone. */
export function embedWatch(ptr: usize, bytes: i32): i32 {
  const pid = borrowTerm(ptr, bytes);
  const p: Process | null = pid == NONE ? null : addressee(pid);
  dropBorrowed();
  if (p == null) return -1;
  p.flags |= FLAG_WATCHED;
  noteEmbedded(p.pid);
  return <i32>pidNumber(p.pid);
}
