/**
 * A message in a mailbox, a raw block:
 *
 *     0      4                  8
 *     | next | fragment | flags | term:i64 |       flags: the low bits of the fragment's address
 *
 * `fragment` != 0: the term lives in that heap fragment, which belongs to the message, or to some messages of this
 * mailbox together (message_batch.ts); the collector leaves them alone. 0: the term is an immediate or lives on the
 * receiver's heap (copied there because it fitted, or its fragment was handed over when receive first looked at it):
 * it is a root.
 *
 * Process.inboxRoots counts the messages that are roots and no immediates. A long mailbox mostly has few of them, and
 * those at its front: with their number the collector need not walk through all the others.
 *
 * A message that carries a token of sequential tracing is wrapped, so that others need not have room for one:
 * its term is {Message, Flags, Label, Serial, Sender, Last} (process/seq_trace.ts).
 */
import { rawAlloc } from "../memory/alloc";
import { Term, element, isImmediate } from "../term/tag";
import { Process } from "./process";

export const MESSAGE_NEXT: usize = 0;
export const MESSAGE_FRAGMENT: usize = 4;
export const MESSAGE_TERM: usize = 8;
export const MESSAGE_SIZE: usize = 16;

/** The term is wrapped with a token. */
export const MESSAGE_TOKEN: u32 = 1;
/** The system sent it: it leaves the receiver's token alone. (A message of a process without a token takes the token away.) */
export const MESSAGE_SYSTEM: u32 = 2;
const FLAGS: u32 = 7;

/** Blocks that wait to be messages again, linked by MESSAGE_NEXT. */
export let freeMessages: usize = 0;
/** One of them; there must be one. */
// @ts-ignore: decorator
@inline export function takeFreeMessage(): usize {
  const m = freeMessages;
  freeMessages = <usize>load<u32>(m, MESSAGE_NEXT);
  return m;
}
export function newMessage(): usize { return freeMessages != 0 ? takeFreeMessage() : rawAlloc(MESSAGE_SIZE); }
// @ts-ignore: decorator
@inline export function freeMessage(m: usize): void {
  store<u32>(m, <u32>freeMessages, MESSAGE_NEXT);
  freeMessages = m;
}

/** Fragment that message `m` lives in, 0 for none. */
// @ts-ignore: decorator
@inline export function messageFragment(m: usize): usize { return <usize>(load<u32>(m, MESSAGE_FRAGMENT) & ~FLAGS); }
// @ts-ignore: decorator
@inline export function messageFlags(m: usize): u32 { return load<u32>(m, MESSAGE_FRAGMENT) & FLAGS; }
/** What `m` says, out of its wrapping. */
// @ts-ignore: decorator
@inline export function messageTerm(m: usize): Term {
  const t = load<i64>(m, MESSAGE_TERM);
  return (load<u32>(m, MESSAGE_FRAGMENT) & MESSAGE_TOKEN) == 0 ? t : element(t, 1);
}
/** Whether the collector has to look at the term of message `m`. */
// @ts-ignore: decorator
@inline export function isRoot(m: usize): bool { return messageFragment(m) == 0 && !isImmediate(load<i64>(m, MESSAGE_TERM)); }
/** Take the token of `m`, a message to `p`, away. */
export function unwrapMessage(p: Process, m: usize): void {
  if (isRoot(m)) p.inboxRoots--;
  store<i64>(m, messageTerm(m), MESSAGE_TERM);
  store<u32>(m, load<u32>(m, MESSAGE_FRAGMENT) & ~MESSAGE_TOKEN, MESSAGE_FRAGMENT);
  if (isRoot(m)) p.inboxRoots++;
}
