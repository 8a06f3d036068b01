/**
 * Seeded random numbers. A run prints its seed, which is always the same one: what fails then fails for everybody.
 * HORNBEAM_SEED=N looks for more.
 */
const DEFAULT_SEED = 20;

export interface Random {
  readonly seed: number;
  /** An integer from 0 to n - 1. */
  below(n: number): number;
  pick<T>(of: readonly T[]): T;
}

/** @param name of the test, so that two tests of one run differ */
export function seeded(name: string): Random {
  const given = process.env["HORNBEAM_SEED"];
  const seed = given === undefined ? DEFAULT_SEED : Number(given) >>> 0;
  console.log(`${name}: HORNBEAM_SEED=${seed}`);
  let state = seed;
  for (const c of name) state = Math.imul(state ^ c.charCodeAt(0), 0x01000193);
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (n: number): number => next() % n;
  return { seed, below, pick: (of) => of[below(of.length)]! };
}
