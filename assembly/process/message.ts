/**
 * A message in a mailbox, a raw block:
 *
 *     0      4          8
 *     | next | fragment | term:i64 | … (spare words of the sender's token)
 *
 * `fragment` != 0: the term lives in that heap fragment, which belongs to the message alone; the
 * collector leaves both alone. 0: the term is an immediate or lives on the receiver's heap (copied there
 * because it fitted, or its fragment was handed over when receive first looked at it): it is a root.
 *
 * Process.inboxRoots counts the messages that are roots and no immediates. A long mailbox mostly has few of them, and
 * those at its front: with their number the collector need not walk through all the others.
 */
import { adoptFragment } from "../memory/fragment";
import { isImmediate } from "../term/tag";
import { Process } from "./process";

export const MESSAGE_NEXT: usize = 0;
export const MESSAGE_FRAGMENT: usize = 4;
export const MESSAGE_TERM: usize = 8;
export const MESSAGE_SIZE: usize = 16;

/** Whether the collector has to look at the term of message `m`. */
// @ts-ignore: decorator
@inline export function isRoot(m: usize): bool {
  return load<u32>(m, MESSAGE_FRAGMENT) == 0 && !isImmediate(load<i64>(m, MESSAGE_TERM));
}
/** Make the term of message `m`, which lies in `fragment`, part of the heap of `p`. */
export function adoptMessage(p: Process, m: usize, fragment: usize): void {
  adoptFragment(changetype<usize>(p), fragment);
  store<u32>(m, 0, MESSAGE_FRAGMENT);
  if (isRoot(m)) p.inboxRoots++;
}
