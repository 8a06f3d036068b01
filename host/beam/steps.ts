/**
 * Long work in steps: a generator that yields, every now and then, how many instructions it has gone through since. Who runs it
 * says when that is enough for a turn (host/bif/turns.ts), or wants it all at once.
 */
export type Steps<T> = Generator<number, T>;

/** What `steps` comes to, all at once. */
export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
