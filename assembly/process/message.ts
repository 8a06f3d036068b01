/**
 * A message in a mailbox, a raw block:
 *
 *     0      4          8
 *     | next | fragment | term:i64 | … (spare words of the sender's token)
 *
 * `fragment` != 0: the term lives in that heap fragment, which belongs to the message alone; the
 * collector leaves both alone. 0: the term is an immediate or lives on the receiver's heap (copied there
 * because it fitted, or its fragment was handed over when receive first looked at it): it is a root.
 */
export const MESSAGE_NEXT: usize = 0;
export const MESSAGE_FRAGMENT: usize = 4;
export const MESSAGE_TERM: usize = 8;
export const MESSAGE_SIZE: usize = 16;
