import { beforeAll, describe, expect, it } from "vitest";
import { Core, TestProcess, type Term, addressOf, random, small } from "../memory/core.js";
import { listOf } from "./terms.js";
import { show } from "./show.js";

let core: Core, process: TestProcess;
beforeAll(async () => {
  core = await Core.start();
  process = new TestProcess(core, 1 << 20);
});
const vector = (t: Term) => listOf(process, core.x.erlang_iolist_to_iovec_1!(t) as unknown as Term);

describe("io vectors", () => {
  it("hold the bytes of the iolist, all of them at whole bytes", () => {
    const next = random(5);
    const iolist = (depth: number): Term => {
      const items = Array.from({ length: next(8) }, (): Term => {
        const kind = next(5);
        if (kind === 0 && depth > 0) return iolist(depth - 1);
        if (kind < 3) return small(next(256));
        const bytes = process.binary(Uint8Array.from({ length: next(300) + 1 }, () => next(256)));
        const bits = BigInt(8 * (Number(core.word(addressOf(bytes) + 8)) - 1));
        return kind === 3 ? bytes : core.x.newSubBinary!(bytes, 3n, bits) as unknown as Term;
      });
      return process.list(...items);
    };
    for (let i = 0; i < 50; i++) {
      const t = iolist(4);
      const parts = vector(t);
      const whole = core.x.erlang_iolist_to_binary_1!(t) as unknown as Term;
      expect(`<<${parts.map((p) => show(core, p).slice(2, -2)).join("")}>>`).toBe(show(core, whole));
      for (const p of parts) {
        const at = addressOf(p);
        if (((core.word(at) >> 2n) & 15n) === 10n) expect(core.word(at + 16) & 7n).toBe(0n);
      }
    }
  });

  it("share what is large and gather what is small", () => {
    const large = process.binary(new Uint8Array(1000));
    const parts = vector(process.list(small(1), process.binary(Uint8Array.of(2, 3)), large, small(4), process.list(small(5)), large));
    expect(parts.length).toBe(4);
    expect(show(core, parts[0]!)).toBe("<<010203>>");
    expect(parts[1]).toBe(large);
    expect(show(core, parts[2]!)).toBe("<<0405>>");
    expect(vector(process.list())).toEqual([]);
  });
});
