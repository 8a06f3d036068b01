/**
 * Stress mode, for tests: collections at every chance, heaps that are left without room to spare,
 * freed heap memory overwritten with words that look like pointers far outside the memory, and every
 * heap checked after its collection (memory/verify.ts). A pointer that somebody forgot to tell the
 * collector of then traps at once rather than corrupting something later.
 */
let stress: bool = false;

const POISON: u8 = 0xfa;

/** Turn stress mode on with a seed of its draws, other than 0, or off with 0. */
export function setStress(seed: i32): void {
  stress = seed != 0;
  state = <u32>seed;
}
// @ts-ignore: decorator
@inline export function isStress(): bool { return stress; }

/** Words that are looked at for each chance to collect that is let go. */
const WORDS_PER_CHANCE: usize = 256;
let chancesToSkip: usize = 0;
/** Is this the chance to collect? Nearly always; after a large collection some are let go, or deep recursion would never end. */
export function isStressDue(): bool {
  if (!stress) return false;
  if (chancesToSkip == 0) return true;
  chancesToSkip--;
  return false;
}
/** A collection moved or verified `words` words. */
export function noteStressWork(words: usize): void {
  if (stress) chancesToSkip = words / WORDS_PER_CHANCE;
}

/** One in so many collections takes all spare room away. */
const TIGHT_IN: u32 = 4;
let state: u32 = 0;
/**
 * Is this collection to leave no more room than was asked for, so that heap checks fail that would else pass, and BIFs
 * take fragments? Drawn, not always: a stretch of code that asks in steps would be stopped at the first one for ever.
 */
export function isTight(): bool {
  // Marsaglia's xorshift: the same seed draws the same numbers.
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state % TIGHT_IN == 0;
}

/** Spoil memory that is about to be freed, in stress mode. */
export function poison(at: usize, bytes: usize): void {
  if (stress) memory.fill(at, POISON, bytes);
}
