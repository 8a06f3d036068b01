import { describe, expect, it } from "vitest";
import { Core, random } from "./core.js";

describe("the allocator", () => {
  it("keeps blocks apart while they come and go", async () => {
    const core = await Core.start();
    const next = random(7);
    const before = core.x.allocatedBytes!();
    const live: { p: number; bytes: number; mark: number }[] = [];
    const fill = (p: number, bytes: number, mark: number) => core.bytes.fill(mark, p, p + bytes);
    const check = ({ p, bytes, mark }: { p: number; bytes: number; mark: number }) => {
      for (let i = 0; i < bytes; i += Math.max(1, bytes >> 4)) expect(core.bytes[p + i]).toBe(mark);
      expect(core.bytes[p + bytes - 1]).toBe(mark);
    };
    for (let i = 0; i < 20_000; i++) {
      const kind = next(10);
      if (kind < 5 || live.length === 0) {
        const bytes = 1 + next(1 << (3 + next(14)));
        const p = core.x.rawAlloc!(bytes);
        expect(p % 8).toBe(0);
        const mark = next(256);
        fill(p, bytes, mark);
        live.push({ p, bytes, mark });
      } else {
        const at = next(live.length);
        const block = live[at]!;
        check(block);
        if (kind < 9) {
          core.x.rawFree!(block.p);
          live[at] = live[live.length - 1]!;
          live.pop();
        } else {
          const bytes = 1 + next(block.bytes * 2);
          const p = core.x.rawRealloc!(block.p, bytes);
          const kept = Math.min(bytes, block.bytes);
          check({ p, bytes: kept, mark: block.mark });
          fill(p, bytes, block.mark);
          live[at] = { p, bytes, mark: block.mark };
        }
      }
    }
    live.forEach(check);
    for (const { p } of live) core.x.rawFree!(p);
    expect(core.x.allocatedBytes!()).toBe(before);
    // Everything joined again: one block of nearly all of it can be had without growing.
    const pages = core.memory.buffer.byteLength;
    core.x.rawFree!(core.x.rawAlloc!(3 << 20));
    expect(core.memory.buffer.byteLength).toBe(pages);
  });

  it("hands out pages on their boundaries and takes them back", async () => {
    const core = await Core.start();
    const before = core.x.allocatedBytes!();
    const pages = Array.from({ length: 20 }, (_, i) => core.x.allocatePages!(65536 * (1 + i % 3)));
    for (const p of pages) expect(p % 65536).toBe(0);
    for (const p of pages) core.x.rawFree!(p);
    expect(core.x.allocatedBytes!()).toBe(before);
  });

  it("refuses what the limit does not allow, and says so when it cannot refuse", async () => {
    const core = await Core.start();
    core.x.setMemoryLimit!(64 << 20);
    expect(core.x.tryRawAlloc!(128 << 20)).toBe(0);
    const p = core.x.tryRawAlloc!(32 << 20);
    expect(p).not.toBe(0);
    expect(() => core.x.rawAlloc!(128 << 20)).toThrow();
    expect(core.prints).toEqual(["Cannot allocate 134217728 bytes of memory\n"]);
    core.x.rawFree!(p);
    expect(core.x.tryRawAlloc!(30 << 20)).not.toBe(0);
  });

  it("grows in steps and to the end of the address space", async () => {
    const core = await Core.start();
    const first = core.memory.buffer.byteLength;
    core.x.rawAlloc!(5 << 20);
    expect(core.memory.buffer.byteLength - first).toBeGreaterThanOrEqual(16 << 20);
    let taken = 0;
    while (core.x.tryRawAlloc!(100 << 20) !== 0) taken += 100;
    expect(taken).toBeGreaterThan(3700);
    let blocks = 0;
    while (core.x.tryRawAlloc!(1 << 20) !== 0) blocks++;
    expect(blocks).toBeLessThan(150);
    expect(core.x.rawAlloc!(1 << 20)).not.toBe(0); // the reserve
  });
});
