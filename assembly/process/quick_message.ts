/**
 * The short ways of send and receive. Most messages are small, most mailboxes short, and nothing is unusual about most
 * processes (Process.unusual): they pass a few tests and are done in one function. All else goes the long ways of mailbox.ts,
 * which do the same and more.
 */
import { RED_ZONE, bumpReductions } from "../memory/cells";
import { copiedTo, copySmall } from "../memory/copy_small";
import { enqueue } from "../scheduler/run_queue";
import { FLAG_OFF_HEAP_MESSAGES, FLAG_TIMED_OUT, PROCESS_WAITING } from "../scheduler/state";
import { NONE, Term, isImmediate } from "../term/tag";
import { ON_HEAP_MESSAGES, WORDS_PER_REDUCTION, firstLink, isRunning } from "./mailbox";
import { MESSAGE_FRAGMENT, MESSAGE_NEXT, MESSAGE_TERM, freeMessage, freeMessages, takeFreeMessage } from "./message";
import { Process } from "./process";

/** Bytes of the largest message that is small. */
const SMALL_BYTES: usize = 512;

/** Send `message` from the running process, which has no token, to `p`. False: it was not sent, sendTo has to do it. */
export function sendQuickly(p: Process, message: Term): bool {
  if (p.unusual != 0 || freeMessages == 0) return false;
  let term = message;
  if (!isImmediate(message)) {
    if (!isRunning(p)) {
      if (p.inboxLength >= ON_HEAP_MESSAGES || (p.flags & FLAG_OFF_HEAP_MESSAGES) != 0) return false;
      const at = p.hp;
      term = copySmall(message, at, min(p.sp - RED_ZONE, at + SMALL_BYTES));
      if (term == NONE) return false;
      p.hp = copiedTo;
      const words = <i32>(copiedTo - at) >> 3;
      if (words >= WORDS_PER_REDUCTION) bumpReductions(words / WORDS_PER_REDUCTION);
    }
    p.inboxRoots++;
  }
  const m = takeFreeMessage();
  store<u32>(m, 0, MESSAGE_NEXT);
  store<u32>(m, 0, MESSAGE_FRAGMENT);
  store<i64>(m, term, MESSAGE_TERM);
  store<u32>(p.inboxLast, <u32>m, MESSAGE_NEXT);
  p.inboxLast = m;
  p.inboxLength++;
  if (p.status == PROCESS_WAITING) enqueue(p);
  return true;
}

/** Whether peekMessage has nothing to do but to look at `m`, the message at the position of receive or 0. */
// @ts-ignore: decorator
@inline export function peeksQuickly(p: Process, m: usize): bool { return p.unusual == 0 && (m == 0 || load<u32>(m, MESSAGE_FRAGMENT) == 0); }

/** Take the message that receive looked at out and end the receive. False: nothing was done. */
// @ts-ignore: decorator
@inline export function removeQuickly(p: Process): bool {
  const link = p.inboxScan, m = <usize>load<u32>(link, MESSAGE_NEXT);
  if (m == 0 || (p.unusual | load<u32>(m, MESSAGE_FRAGMENT)) != 0 || (p.inboxMark | p.timer) != 0) return false;
  store<u32>(link, load<u32>(m, MESSAGE_NEXT), MESSAGE_NEXT);
  if (p.inboxLast == m) p.inboxLast = link;
  p.inboxLength--;
  if (!isImmediate(load<i64>(m, MESSAGE_TERM))) p.inboxRoots--;
  freeMessage(m);
  p.inboxScan = firstLink(p);
  if ((p.flags & FLAG_TIMED_OUT) != 0) p.flags &= ~FLAG_TIMED_OUT;
  return true;
}
