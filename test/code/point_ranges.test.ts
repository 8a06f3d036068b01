import { expect, it } from "vitest";
import { PointRanges } from "../../host/code/point_ranges.js";

function ranges(): { points: PointRanges; used: () => number } {
  let next = 1;
  return { points: new PointRanges((count) => (next += count) - count), used: () => next - 1 };
}

it("hands out numbers that were given back before it takes new ones", () => {
  const { points, used } = ranges();
  const a = points.take(10), b = points.take(20), c = points.take(5);
  expect([a, b, c, used()]).toEqual([1, 11, 31, 35]);
  points.release(b, 20);
  expect(points.take(15)).toBe(11);
  expect(points.take(6)).toBe(36);
  expect(points.take(5)).toBe(26);
});

it("joins neighbours, in whatever order they come back", () => {
  for (const order of [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1]]) {
    const { points, used } = ranges();
    const taken = [points.take(3), points.take(4), points.take(5)], sizes = [3, 4, 5];
    for (const i of order) points.release(taken[i]!, sizes[i]!);
    expect(points.take(12)).toBe(1);
    expect(used()).toBe(12);
  }
});

it("never hands out a number twice, however code comes and goes", () => {
  const { points } = ranges();
  const live = new Map<number, number>(), taken = new Set<number>();
  let seed = 12345;
  const random = (n: number): number => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % n;
  for (let step = 0; step < 5000; step++) {
    if (live.size > 0 && random(2) === 0) {
      const [first, count] = [...live][random(live.size)]!;
      live.delete(first);
      for (let i = first; i < first + count; i++) taken.delete(i);
      points.release(first, count);
    } else {
      const count = 1 + random(40), first = points.take(count);
      live.set(first, count);
      for (let i = first; i < first + count; i++) {
        expect(taken.has(i), `seed 12345, step ${step}: ${i} twice`).toBe(false);
        taken.add(i);
      }
    }
  }
});
