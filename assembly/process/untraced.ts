/**
 * Messages to a process with the trace flag 'receive' that it has not come to see yet: OTP tells of a message when the receiver
 * looks for it, and a pattern may ask who sent it.
 *
 *     0      4         8
 *     | next | message | sender:i64 |
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { currentProcess } from "../memory/cells";
import { am_undefined } from "../term/am";
import { Term } from "../term/tag";
import { Process } from "./process";

const MESSAGE: usize = 4;
const SENDER: usize = 8;
const SIZE: usize = 16;

/** Message block `m` was hung on the mailbox of `p`. */
export function noteUntraced(p: Process, m: usize): void {
  const e = rawAlloc(SIZE), by = currentProcess();
  store<u32>(e, 0);
  store<u32>(e, <u32>m, MESSAGE);
  store<i64>(e, by == 0 ? am_undefined : changetype<Process>(by).pid, SENDER);
  if (p.untraced == 0) p.untraced = e;
  else store<u32>(p.untracedLast, <u32>e);
  p.untracedLast = e;
}
/** The first of them, and who sent it: a pid or `undefined`. */
export function untracedMessage(p: Process): usize { return <usize>load<u32>(p.untraced, MESSAGE); }
export function untracedSender(p: Process): Term { return load<i64>(p.untraced, SENDER); }
/** Forget the first. */
export function takeUntraced(p: Process): void {
  const e = p.untraced;
  p.untraced = <usize>load<u32>(e);
  rawFree(e);
}
/** Message block `m` is taken out of the mailbox. */
export function forgetUntraced(p: Process, m: usize): void {
  let before: usize = 0;
  for (let e = p.untraced; e != 0; e = <usize>load<u32>(e)) {
    if (<usize>load<u32>(e, MESSAGE) == m) {
      if (before == 0) p.untraced = <usize>load<u32>(e);
      else store<u32>(before, load<u32>(e));
      if (p.untracedLast == e) p.untracedLast = before;
      rawFree(e);
      return;
    }
    before = e;
  }
}
