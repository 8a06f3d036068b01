/** Host BIFs that answer later: the calling process sleeps until embedWake. */
import { currentProcess } from "../memory/cells";
import { Process } from "../process/process";
import { liveProcess } from "../process/table";
import { wakeWith, wakeWithException } from "../scheduler/wake";
import { am_error, am_exit, am_throw } from "../term/am";
import { head, isCons, NONE, tail } from "../term/tag";
import { RAISE_ERROR, RAISE_EXIT, encodeToBuffer } from "./bridge";
import { borrowTerm, dropBorrowed } from "./fragment";

/** Encodes the pid of the running process; returns how many bytes. */
export function embedSelf(): i32 { return encodeToBuffer(changetype<Process>(currentProcess()).pid); }

/**
 * At `ptr` stands the external form of [Pid, Term]: the sleeping process goes on with the term as its BIF's value
 * (`kind` < 0), or raises it (RAISE_*). 1; 0 when it is gone; -1 when the bytes are damaged.
 */
export function embedWake(kind: i32, ptr: usize, bytes: i32): i32 {
  const pair = borrowTerm(ptr, bytes);
  if (pair == NONE || !isCons(pair) || !isCons(tail(pair))) return -1;
  const p = liveProcess(head(pair));
  const term = head(tail(pair));
  if (p != null) {
    if (kind < 0) wakeWith(p, term);
    else wakeWithException(p, kind == RAISE_ERROR ? am_error : kind == RAISE_EXIT ? am_exit : am_throw, term);
  }
  dropBorrowed();
  return p == null ? 0 : 1;
}
