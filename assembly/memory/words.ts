/**
 * Copies of a few words. An engine runs memory.copy as a call out of Wasm, which costs as much as copying
 * some twenty words one by one.
 */
const BY_HAND: usize = 256;

/** Copy `bytes`, a multiple of 8, from `from` to `to`; the ranges do not overlap. */
// @ts-ignore: decorator
@inline export function copyWords(to: usize, from: usize, bytes: usize): void {
  if (bytes > BY_HAND) {
    memory.copy(to, from, bytes);
    return;
  }
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(to + i, v128.load(from + i));
  if (i < bytes) store<i64>(to + i, load<i64>(from + i));
}

/** Make [at, at + bytes) zero; `bytes` is a multiple of 8, and no more than some hundred. */
// @ts-ignore: decorator
@inline export function clearWords(at: usize, bytes: usize): void {
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(at + i, i64x2.splat(0));
  if (i < bytes) store<i64>(at + i, 0);
}
