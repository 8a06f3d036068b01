import { beforeEach, describe, expect, it } from "vitest";
import { CELL, Core, NIL, TestProcess, addressOf, graphOf, random, small, smallValue, type Term } from "./core.js";

const BINARY = 2;
let core: Core;
beforeEach(async () => { core = await Core.start(); });

/** A random term of about `size` objects; parts are shared. */
function randomTerm(p: TestProcess, next: (n: number) => number, size: number): Term {
  const pool: Term[] = [small(1), NIL, core.atom("x")];
  const pick = () => pool[pool.length - 1 - next(Math.min(pool.length, 40))]!;
  for (let i = 0; i < size; i++) {
    const kind = next(9);
    pool.push(
      kind < 3 ? p.cons(pick(), pick())
      : kind === 3 ? p.tuple()
      : kind === 4 ? p.tuple(pick(), pick(), pick())
      : kind === 5 ? p.big(BigInt(next(1 << 30)), 2n)
      : kind === 6 ? p.binary(Uint8Array.from({ length: next(200) }, (_, n) => n & 255))
      : kind === 7 ? p.fun(pick(), pick())
      : p.tuple(small(next(1000)), pick()));
  }
  return p.tuple(...pool.slice(-30));
}

describe("a collection", () => {
  it.each([1, 2, 3, 4, 5])("keeps a graph with its sharing (seed %i)", (seed) => {
    const p = new TestProcess(core);
    const next = random(seed);
    const t = randomTerm(p, next, 300);
    const before = graphOf(core, t);
    p.setRegisters(t, small(7));
    for (let i = 0; i < 4; i++) {
      expect(p.collect()).toBe(true);
      expect(core.x.verifyHeap!(p.address)).toBe(0);
      expect(graphOf(core, p.register(0))).toBe(before);
    }
    expect(p.collectFully()).toBe(true);
    expect(graphOf(core, p.register(0))).toBe(before);
    expect(p.register(1)).toBe(small(7));
    p.free();
  });

  it("follows the stack, whose CP words it leaves alone", () => {
    const p = new TestProcess(core);
    const t = p.list(small(1), p.tuple(small(2)));
    const cp = (5n << 32n) | (9n << 2n);
    p.push(t);
    p.push((3n << 6n) | 0x1bn); // a catch
    p.push(cp);
    const before = graphOf(core, t);
    p.collect();
    const sp = core.u32(CELL.sp);
    expect(core.word(sp)).toBe(cp);
    expect(core.word(sp + 8)).toBe((3n << 6n) | 0x1bn);
    expect(core.word(sp + 16)).not.toBe(t);
    expect(graphOf(core, core.word(sp + 16))).toBe(before);
  });

  it("makes room for what is asked and gives it back later", () => {
    core.x.setStress!(0); // which never gives room back, and finds every collection due
    const p = new TestProcess(core);
    expect(p.collect(100_000)).toBe(true);
    expect(core.u32(CELL.sp) - core.u32(CELL.hp)).toBeGreaterThanOrEqual(800_000 + 128);
    for (let i = 1; i <= 3; i++) {
      p.set("reductions", 100_000 * i);
      p.collect();
    }
    expect(p.get("stackEnd") - p.get("heap")).toBe(233 * 8);
  });

  it("gives a process more room that is collected again and again, and takes it back", () => {
    core.x.setStress!(0);
    const p = new TestProcess(core);
    const bytes = () => p.get("stackEnd") - p.get("heap");
    for (let i = 0; i < 20; i++) p.collect();
    expect(bytes()).toBeGreaterThan(32_000);
    expect(bytes()).toBeLessThan(66_000);
    p.set("reductions", 1_000_000);
    p.collect();
    expect(bytes()).toBe(233 * 8);
  });

  it("takes heap fragments in", () => {
    const p = new TestProcess(core);
    let t = NIL;
    for (let i = 0; i < 5000; i++) t = p.cons(small(i), t);
    expect(p.get("fragments")).not.toBe(0);
    expect(core.view.getInt32(CELL.reds, true)).toBe(0);
    const before = graphOf(core, t);
    p.setRegisters(t);
    p.collect();
    expect(p.get("fragments")).toBe(0);
    expect(graphOf(core, p.register(0))).toBe(before);
  });

  it("keeps a list nested a million deep", () => {
    const p = new TestProcess(core);
    let t = NIL;
    for (let i = 0; i < 1_000_000; i++) t = p.cons(t, NIL);
    p.setRegisters(t);
    p.collect();
    let depth = 0;
    for (let u = p.register(0); u !== NIL; u = core.word(addressOf(u))) depth++;
    expect(depth).toBe(1_000_000);
    expect(core.x.termWords!(p.register(0))).toBe(2_000_000);
    p.free();
  });

  it("updates the cached address in a match context", () => {
    const p = new TestProcess(core);
    const bytes = Uint8Array.from([1, 2, 3, 4]);
    const binary = p.binary(bytes);
    const context = p.object((4n << 6n) | (1n << 2n), [32n, 8n, binary, BigInt(addressOf(binary) + 16)]);
    p.setRegisters(context);
    p.collect();
    const at = addressOf(p.register(0));
    expect([...core.bytes.subarray(core.u32(at + 32), core.u32(at + 32) + 4)]).toEqual([...bytes]);
    expect(core.u32(at + 32)).toBe(addressOf(core.word(at + 24)) + 16);
  });

  it("knows the roots in the struct, the mailbox, the dictionary and the exception", () => {
    const p = new TestProcess(core);
    const term = (n: number) => p.tuple(small(n), p.list(small(n)));
    const leader = p.offset("groupLeader");
    core.setWord(leader, term(1));
    const dictionary = core.x.rawAllocZero!(8 + 8 * 4);
    core.setU32(dictionary, 4);
    core.setWord(dictionary + 24, term(2));
    p.set("dictionary", dictionary);
    const message = core.x.rawAllocZero!(16);
    core.setWord(message + 8, term(3));
    p.set("inbox", message);
    p.set("inboxRoots", 1);
    core.setWord(CELL.excClass + 8, term(4));
    core.setU32(CELL.status, 2);
    const all = () => [leader, dictionary + 24, message + 8, CELL.excClass + 8].map((at) => graphOf(core, core.word(at)));
    const before = all();
    p.collect();
    p.collect();
    expect(all()).toEqual(before);
    p.stop();
    core.setWord(p.offset("excValue"), core.word(CELL.excClass + 8));
    expect(core.x.collectSwappedOut!(p.address, 10)).toBeTruthy();
    expect(graphOf(core, core.word(leader))).toBe(before[0]);
    expect(graphOf(core, core.word(p.offset("excValue")))).toBe(before[3]);
  });

  it("leaves literals where they are", () => {
    const p = new TestProcess(core);
    const literal = core.x.makeLiteral(p.list(small(1), p.binary(new Uint8Array(500)), p.tuple(small(2))));
    const area = core.x.literalArea!();
    expect(core.x.inLiteralArea!(literal, area)).toBeTruthy();
    const before = graphOf(core, literal);
    p.setRegisters(p.tuple(literal, small(3)));
    p.collect();
    p.collectFully();
    expect(core.word(addressOf(p.register(0)) + 8)).toBe(literal);
    expect(graphOf(core, literal)).toBe(before);
    expect(core.x.termWords!(p.register(0))).toBe(3);
    p.free();
    core.x.freeLiteralArea!(area);
    expect(core.x.memoryOf!(BINARY)).toBe(0);
  });

  it("refuses when max_heap_size is passed", () => {
    const p = new TestProcess(core);
    core.view.setBigUint64(p.offset("maxHeapWords"), 1000n, true);
    expect(p.collect(100)).toBe(true);
    expect(p.collect(5000)).toBe(false);
  });
});

describe("two generations", () => {
  it.each([false, true])("keep what lives while much dies (stress: %s)", (stress) => {
    core.x.setStress!(stress ? 1 : 0);
    const p = new TestProcess(core);
    const next = random(11);
    // x0: a growing, partly dropped list of terms; expected: their graphs.
    let expected: string[] = [];
    p.setRegisters(NIL);
    for (let round = 0; round < 300; round++) {
      randomTerm(p, next, 100); // garbage
      const t = randomTerm(p, next, 60);
      const keep = next(4) !== 0;
      if (keep) {
        expected.unshift(graphOf(core, t));
        p.setRegisters(p.cons(t, p.register(0)));
      }
      if (next(60) === 0) {
        // drop the tail behind the first half
        const half = expected.length >> 1;
        const kept: Term[] = [];
        let u = p.register(0);
        for (let i = 0; i < half; i++, u = core.word(addressOf(u) + 8)) kept.push(core.word(addressOf(u)));
        expected = expected.slice(0, half);
        p.setRegisters(p.list(...kept));
      }
      expect(p.collect(next(500))).toBe(true);
      if (round % 20 === 0) {
        expect(core.x.verifyHeap!(p.address)).toBe(0);
        const graphs: string[] = [];
        for (let u = p.register(0); u !== NIL; u = core.word(addressOf(u) + 8)) graphs.push(graphOf(core, core.word(addressOf(u))));
        expect(graphs).toEqual(expected);
      }
    }
    expect(p.get("minorCount")).toBeGreaterThan(100);
    expect(p.get("majorCount")).toBeGreaterThan(1);
    p.free();
    expect(core.x.memoryOf!(BINARY)).toBe(0);
    expect(core.x.memoryOf!(0)).toBe(0);
  });

  it("obey fullsweep_after", () => {
    const p = new TestProcess(core);
    p.set("fullsweepAfter", 3);
    p.setRegisters(p.list(...Array.from({ length: 6000 }, (_, i) => small(i))));
    p.collect(); p.collect();
    p.set("majorCount", 0);
    for (let i = 0; i < 8; i++) p.collect();
    expect(p.get("majorCount")).toBe(2);
  });
});

describe("a large message", () => {
  const receive = (p: TestProcess, words: number) => {
    const sender = new TestProcess(core);
    const t = sender.tuple(sender.binary(new Uint8Array(100)), sender.list(...Array.from({ length: words >> 1 }, (_, i) => small(i))));
    const fragment = core.x.newMessageFragment!(core.x.termWords!(t));
    const copy = core.x.copyTerm(t, fragment + 16, fragment + 12);
    sender.free();
    p.run();
    core.x.adoptFragment!(p.address, fragment);
    return copy;
  };
  it("becomes part of the old generation where it is, until a full collection", () => {
    const p = new TestProcess(core);
    const t = receive(p, 50_000);
    const before = graphOf(core, t);
    p.setRegisters(p.cons(t, NIL), p.list(...Array.from({ length: 10_000 }, (_, i) => small(i))));
    p.collect(); p.collect(); p.collect();
    expect(core.word(addressOf(p.register(0)))).toBe(t);
    expect(core.x.verifyHeap!(p.address)).toBe(0);
    p.collectFully();
    const moved = core.word(addressOf(p.register(0)));
    expect(moved).not.toBe(t);
    expect(graphOf(core, moved)).toBe(before);
    expect(p.get("adopted")).toBe(0);
    p.free();
    expect([core.x.memoryOf!(0), core.x.memoryOf!(BINARY)]).toEqual([0, 0]);
  });
  it("makes a full collection due when many of them are dead", () => {
    const p = new TestProcess(core);
    let calls = 0;
    while (!core.x.needsCollection!(p.address)) { receive(p, 80_000); calls++; }
    expect(calls).toBeLessThan(60);
    p.collect();
    expect(p.get("adoptedWords")).toBe(0);
    expect(p.get("stackEnd") - p.get("heap") + p.get("oldEnd") - p.get("oldHeap")).toBeLessThan(20_000_000);
  });
});

describe("a literal area that is given up", () => {
  it("is copied out by whoever holds its terms, and stays whole for the next one", () => {
    const maker = new TestProcess(core);
    const literal = core.x.makeLiteral(maker.list(small(1), maker.binary(new Uint8Array(500)), maker.tuple(small(2))));
    const area = core.x.literalArea!();
    const before = graphOf(core, literal);
    maker.free();
    const holders = [0, 1, 2].map(() => new TestProcess(core));
    holders[0]!.run();
    holders[0]!.push(holders[0]!.tuple(literal));
    holders[0]!.stop();
    core.setWord(holders[1]!.offset("groupLeader"), literal);
    const fragment = core.x.newMessageFragment!(2);
    core.setWord(fragment + 16, literal);
    core.setWord(fragment + 24, NIL);
    const message = core.x.rawAllocZero!(16);
    core.setU32(message + 4, fragment);
    core.setWord(message + 8, BigInt(fragment + 16 - 7));
    holders[2]!.set("inbox", message);
    const innocent = new TestProcess(core);
    core.setU32(CELL.proc, 0);
    expect([...holders, innocent].map((p) => core.x.evictLiterals!(p.address, area))).toEqual([1, 1, 1, 0]);
    expect(graphOf(core, literal)).toBe(before);
    core.x.freeLiteralArea!(area);
    const onStack = core.word(addressOf(core.word(holders[0]!.get("sp"))) + 8);
    const inStruct = core.word(holders[1]!.offset("groupLeader"));
    const inMessage = core.word(addressOf(core.word(message + 8)));
    expect([onStack, inStruct, inMessage].map((t) => graphOf(core, t))).toEqual([before, before, before]);
    for (const p of [...holders, innocent]) { expect(core.x.verifyHeap!(p.address)).toBe(0); p.free(); }
    expect([core.x.memoryOf!(0), core.x.memoryOf!(BINARY)]).toEqual([0, 0]);
  });
});

describe("without memory", () => {
  it("a collection changes nothing and names the process", () => {
    const p = new TestProcess(core);
    const t = randomTerm(p, random(9), 500);
    const before = graphOf(core, t);
    p.setRegisters(t);
    core.x.setMemoryLimit!(8 << 20);
    expect(p.collect(2_000_000)).toBe(false);
    expect(core.prints.length).toBe(1);
    expect(core.prints[0]).toMatch(/^Cannot allocate 160\d{5} bytes of memory, in process <0\.1\.0>\n$/);
    expect(p.register(0)).toBe(t);
    expect(graphOf(core, t)).toBe(before);
    expect(p.collect(1000)).toBe(true);
    expect(graphOf(core, p.register(0))).toBe(before);
    expect(p.collect(1_900_000_000)).toBe(false);
  });
});

describe("off-heap binaries", () => {
  it("are freed when their last holder is collected", () => {
    const p = new TestProcess(core);
    const kept = p.binary(new Uint8Array(10_000).fill(3));
    p.binary(new Uint8Array(20_000));
    expect(core.x.memoryOf!(BINARY)).toBeGreaterThan(30_000);
    p.setRegisters(core.x.newSubBinary(kept, 80n, 800n));
    p.collect();
    expect(core.x.memoryOf!(BINARY)).toBeGreaterThan(10_000);
    expect(core.x.memoryOf!(BINARY)).toBeLessThan(10_100);
    p.setRegisters();
    p.collectFully();
    expect(core.x.memoryOf!(BINARY)).toBe(0);
  });

  it("ask for a collection when many bytes of them pile up", () => {
    core.x.setStress!(0); // which never gives room back, and finds every collection due
    const p = new TestProcess(core, 10_000);
    core.setU32(CELL.reds, 4000);
    for (let i = 0; i < 30; i++) p.binary(new Uint8Array(10_000));
    expect(core.u32(CELL.reds)).toBe(4000);
    for (let i = 0; i < 10; i++) p.binary(new Uint8Array(10_000));
    expect(core.u32(CELL.reds)).toBe(0);
    expect(core.x.needsCollection!(p.address)).toBeTruthy();
    p.collect();
    expect(core.x.memoryOf!(BINARY)).toBe(0);
    expect(core.x.needsCollection!(p.address)).toBeFalsy();
  });

  it("count magic references like binaries", () => {
    const p = new TestProcess(core);
    const ref = core.x.magicRef(1, 2, 3, core.x.newBlock!(64));
    p.setRegisters(p.tuple(ref));
    p.collect(); p.collectFully();
    expect(core.x.memoryOf!(BINARY)).toBe(80);
    const at = addressOf(core.word(addressOf(p.register(0)) + 8));
    expect([core.u32(at + 8), core.u32(at + 12), core.u32(at + 16)]).toEqual([1, 2, 3]);
    p.free();
    expect(core.x.memoryOf!(BINARY)).toBe(0);
  });
});

describe("smalls in tests", () => {
  it("are those of the core", () => { expect(smallValue(small(-5))).toBe(-5); });
});

describe("the smallest heap", () => {
  it.each([10, 5000, 50_000])("holds a list of %i and little more", (n) => {
    const p = new TestProcess(core);
    const t = p.list(...Array.from({ length: n }, (_, i) => small(i)));
    const before = graphOf(core, t);
    p.setRegisters(t);
    p.collect(); p.collect();
    core.x.requestSmallestHeap!(p.address);
    p.collect();
    expect(graphOf(core, p.register(0))).toBe(before);
    const words = (p.get("stackEnd") - p.get("heap") + p.get("oldEnd") - p.get("oldHeap")) / 8;
    expect(words).toBeLessThan(2 * n * 1.7 + 90);
    expect(p.collect(100)).toBe(true);
    expect(graphOf(core, p.register(0))).toBe(before);
    p.free();
    expect(core.x.memoryOf!(0)).toBe(0);
  });
});
