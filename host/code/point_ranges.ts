/** Numbers of points: what unloaded code gives back is handed out again, so that reloading for ever needs no more. */
export class PointRanges {
  /** Free ranges in order of their first number; no two are neighbours. */
  private readonly free: { first: number; count: number }[] = [];

  /** @param fresh reserves new numbers in the core and returns the first */
  constructor(private readonly fresh: (count: number) => number) {}

  take(count: number): number {
    if (count === 0) return 0;
    const i = this.free.findIndex((r) => r.count >= count);
    if (i < 0) return this.fresh(count);
    const range = this.free[i]!;
    const first = range.first;
    range.first += count;
    range.count -= count;
    if (range.count === 0) this.free.splice(i, 1);
    return first;
  }

  release(first: number, count: number): void {
    if (count === 0) return;
    let i = this.free.findIndex((r) => r.first > first);
    if (i < 0) i = this.free.length;
    const before = this.free[i - 1], after = this.free[i];
    if (before && before.first + before.count === first) {
      before.count += count;
      if (after && after.first === first + count) {
        before.count += after.count;
        this.free.splice(i, 1);
      }
    } else if (after && after.first === first + count) {
      after.first = first;
      after.count += count;
    } else {
      this.free.splice(i, 0, { first, count });
    }
  }
}
