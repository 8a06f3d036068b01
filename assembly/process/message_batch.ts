/**
 * Batches: in a long mailbox small messages share fragments, so that a flood of them costs neither a block each nor,
 * when they are received, a look at as many places in memory. receive takes over a whole batch when it comes to
 * the first message of it: from then on all its messages are roots.
 *
 *     FRAGMENT_NEXT               FRAGMENT_TERMS
 *     | messages in it | … | … | … | first of them, as a small integer | terms …
 */
import { FRAGMENT_NEXT, FRAGMENT_TERMS, FRAGMENT_WORDS, adoptFragment, freeFragment, newMessageFragment } from "../memory/fragment";
import { makeSmall, smallValue } from "../term/tag";
import { MESSAGE_FRAGMENT, MESSAGE_NEXT, isRoot, messageFlags, messageFragment } from "./message";
import { Process } from "./process";

/** With its headers a batch fills 2 KiB. */
const BATCH_WORDS: i32 = 253;
/** Longest message, in words, that goes to a batch. */
export const BATCHED_WORDS: i32 = 32;

// @ts-ignore: decorator
@inline function messages(fragment: usize): u32 { return load<u32>(fragment, FRAGMENT_NEXT); }
// @ts-ignore: decorator
@inline function firstMessage(fragment: usize): usize { return <usize>smallValue(load<i64>(fragment, FRAGMENT_TERMS)); }
// @ts-ignore: decorator
@inline function setFirstMessage(fragment: usize, m: usize): void { store<i64>(fragment, makeSmall(<i64>m), FRAGMENT_TERMS); }

/** The batch that the next message of `words` words to `p` goes to: it has the room. */
export function batchFor(p: Process, words: i32): usize {
  const open = p.inboxBatch;
  if (open != 0) {
    if (load<i32>(open, FRAGMENT_WORDS) + words <= BATCH_WORDS) return open;
    if (messages(open) == 0) freeFragment(open);
  }
  const fresh = newMessageFragment(BATCH_WORDS);
  store<i32>(fresh, 1, FRAGMENT_WORDS);
  setFirstMessage(fresh, 0);
  return p.inboxBatch = fresh;
}
/** Address of `words` more words in a batch. */
export function takeFromBatch(batch: usize, words: i32): usize {
  const used = load<i32>(batch, FRAGMENT_WORDS);
  store<i32>(batch, used + words, FRAGMENT_WORDS);
  return batch + FRAGMENT_TERMS + (<usize>used << 3);
}
/** Message `m`, whose term lies in `batch`, is in the mailbox. */
export function joinBatch(batch: usize, m: usize): void {
  if (messages(batch) == 0) setFirstMessage(batch, m);
  store<u32>(batch, messages(batch) + 1, FRAGMENT_NEXT);
}

/** Make the term of message `m`, which lies in `fragment`, part of the heap of `p`, with all that share the fragment. */
export function adoptMessage(p: Process, m: usize, fragment: usize): void {
  let left = messages(fragment);
  if (left != 0) m = firstMessage(fragment);
  else left = 1;
  if (p.inboxBatch == fragment) p.inboxBatch = 0;
  adoptFragment(changetype<usize>(p), fragment);
  for (; left != 0; m = load<u32>(m, MESSAGE_NEXT)) {
    if (messageFragment(m) != fragment) continue;
    store<u32>(m, messageFlags(m), MESSAGE_FRAGMENT);
    if (isRoot(m)) p.inboxRoots++;
    left--;
  }
}
/** Nobody looks at message `m` any more: free `fragment`, where its term lies, if it was the last one there. */
export function leaveFragment(p: Process, m: usize, fragment: usize): void {
  if (messages(fragment) > 1) {
    store<u32>(fragment, messages(fragment) - 1, FRAGMENT_NEXT);
    if (firstMessage(fragment) == m) setFirstMessage(fragment, load<u32>(m, MESSAGE_NEXT));
    return;
  }
  if (p.inboxBatch == fragment) p.inboxBatch = 0;
  freeFragment(fragment);
}
