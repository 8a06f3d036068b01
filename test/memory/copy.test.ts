import { beforeEach, describe, expect, it } from "vitest";
import { Core, NIL, TestProcess, addressOf, graphOf, small, type Term } from "./core.js";

const BINARY = 2;
let core: Core;
let p: TestProcess;
beforeEach(async () => {
  core = await Core.start();
  p = new TestProcess(core);
});
/** Copy `t` into a message's fragment. */
function send(t: Term): { copy: Term; fragment: number; words: number } {
  const words = core.x.termWords!(t);
  const fragment = core.x.newMessageFragment!(words);
  return { copy: core.x.copyTerm(t, fragment + 16, fragment + 12), fragment, words };
}

describe("a copy of a term", () => {
  it("equals it, without its sharing", () => {
    const shared = p.list(small(1), p.big(5n, 6n));
    const t = p.tuple(shared, shared, p.fun(shared), p.tuple(), p.binary(Uint8Array.of(1, 2, 3)), core.x.makeFloat(1.5 as never));
    const { copy, words } = send(t);
    expect(graphOf(core, copy, false)).toBe(graphOf(core, t, false));
    expect(graphOf(core, copy)).not.toBe(graphOf(core, t));
    expect(words).toBe(7 + 3 * (4 + 3) + 5 + 1 + 3 + 2);
  });

  it("holds the blocks of its binaries", () => {
    const t = p.list(p.binary(new Uint8Array(1000).fill(7)));
    const { copy, fragment } = send(t);
    p.free();
    expect(core.x.memoryOf!(BINARY)).toBe(1016);
    const binary = core.word(addressOf(copy));
    expect(core.bytes[core.u32(addressOf(binary) + 28) + 999]).toBe(7);
    core.x.freeFragment!(fragment);
    expect(core.x.memoryOf!(BINARY)).toBe(0);
  });

  it("lets nobody append in place to what it shares", () => {
    const t = p.binary(new Uint8Array(1000));
    core.setU32(addressOf(t) + 20, 1);
    send(t);
    expect(core.u32(addressOf(t) + 20)).toBe(0);
  });

  it("takes short pieces of long binaries without the rest", () => {
    const long = p.binary(Uint8Array.from({ length: 1000 }, (_, i) => i & 255));
    const short = core.x.newSubBinary(long, 80n, 64n * 8n);
    const bits = core.x.newSubBinary(long, 13n, 11n);
    const half = core.x.newSubBinary(long, 800n, 4000n);
    const oddHalf = core.x.newSubBinary(long, 801n, 4001n);
    const a = send(short), b = send(bits), c = send(half), d = send(oddHalf);
    expect(graphOf(core, a.copy)).toBe(`{9: ${Buffer.from(Array.from({ length: 64 }, (_, i) => 10 + i)).toString("hex")} }`);
    expect(graphOf(core, b.copy)).toBe("{10: 11,5 {9: 0102 } }");
    expect(graphOf(core, c.copy)).toMatch(/^\{8: 6465.* \}$/);
    expect(c.words).toBe(4);
    expect(graphOf(core, d.copy)).toMatch(/^\{10: 4001,1 \{8: 6465.* \} \}$/);
    expect(d.words).toBe(8);
    for (const { fragment } of [a, b, c, d]) core.x.freeFragment!(fragment);
    p.free();
    expect(core.x.memoryOf!(BINARY)).toBe(0);
  });

  it("goes a million levels deep", () => {
    let t = NIL;
    for (let i = 0; i < 1_000_000; i++) t = p.tuple(t);
    const { copy, words } = send(t);
    expect(words).toBe(2_000_000);
    let depth = 0;
    for (let u = copy; u !== NIL; u = core.word(addressOf(u) + 8)) depth++;
    expect(depth).toBe(1_000_000);
  });

  it("in a fragment becomes the receiver's own when it is handed over", () => {
    const { copy, fragment } = send(p.tuple(small(1), p.binary(new Uint8Array(100))));
    const q = new TestProcess(core);
    core.x.adoptFragment!(q.address, fragment);
    q.setRegisters(copy);
    const before = graphOf(core, copy);
    q.collect(); q.collect();
    expect(graphOf(core, q.register(0))).toBe(before);
    q.free();
    p.free();
    expect(core.x.memoryOf!(BINARY)).toBe(0);
    expect(core.x.memoryOf!(0)).toBe(0);
  });
});

describe("literal areas", () => {
  it("are used again when they were freed", () => {
    const areas = Array.from({ length: 50 }, (_, i) => core.x.newLiteralArea!(10 + i * 100));
    const pages = core.memory.buffer.byteLength;
    for (const [i, area] of areas.entries()) if (i % 2) core.x.freeLiteralArea!(area);
    for (const [i, area] of areas.entries()) if (!(i % 2)) core.x.freeLiteralArea!(area);
    expect(core.x.memoryOf!(3)).toBe(0);
    const big = core.x.newLiteralArea!(100_000);
    expect(big).toBe(areas[0]);
    expect(core.memory.buffer.byteLength).toBe(pages);
  });

  it("take a module's literals one by one", () => {
    const terms = [p.list(small(1)), p.tuple(small(1), small(2)), small(9)];
    core.x.openLiteralArea!(core.x.newLiteralArea!(5));
    const literals = terms.map((t) => core.x.copyLiteral(t));
    expect(literals.map((t) => graphOf(core, t))).toEqual(terms.map((t) => graphOf(core, t)));
    expect(core.x.copyLiteral(p.list(small(3)))).toBe(0n);
  });
});
