/**
 * Stress mode, for tests: collections at every chance, freed heap memory overwritten with words
 * that look like pointers far outside the memory, and every heap checked after its collection
 * (memory/verify.ts). A pointer that somebody forgot to tell the collector of then traps at once
 * rather than corrupting something later.
 */
let stress: bool = false;

const POISON: u8 = 0xfa;

/** Turn stress mode on (1) or off (0). */
export function setStress(on: i32): void { stress = on != 0; }
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
/** Spoil memory that is about to be freed, in stress mode. */
export function poison(at: usize, bytes: usize): void {
  if (stress) memory.fill(at, POISON, bytes);
}
