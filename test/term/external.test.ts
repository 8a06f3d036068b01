import { deflateSync, inflateSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { CELL, NIL, random, type Term } from "../memory/core.js";
import { listOf } from "../data/terms.js";
import { TermCore } from "./core.js";
import { ask } from "./oracle.js";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
let node: TermCore, samples: Uint8Array[];

beforeAll(async () => {
  node = await TermCore.start(1 << 22);
  const { process } = node;
  samples = listOf(process, node.decode(ask("cases", 4))).slice(-2600).map((c) => node.encode(c)).filter((b) => b.length < 600);
  expect(samples.length).toBeGreaterThan(500);
  process.stop();
}, 120_000);

/** Runs `f` and gives back what it took of the heap. */
function leavingNothing<T>(f: () => T): T {
  node.process.run();
  return f();
}

/** Collects everything but the live registers, as between two turns. */
function collect({ core, process }: TermCore): void {
  expect(process.collectFully()).toBe(true);
  core.setU32(CELL.reds, 0);
}
/** Bytes of a heap or refc binary. */
function binaryBytes({ core }: TermCore, t: Term): Buffer {
  const p = Number(t) + 6, onHeap = (core.word(p) >> 2n & 15n) === 9n, n = Number(core.word(p + 8));
  const at = onHeap ? p + 16 : core.u32(p + 28);
  return Buffer.from(core.bytes.slice(at, at + n));
}

/** 200 kB of lists, tuples, maps of both kinds, texts and a fun. */
function longTerm(): Buffer {
  const small = samples.slice(0, 300).map((b) => Buffer.from(b.subarray(1)));
  const list = Buffer.concat([hex("6c0000012c"), ...small, hex("6a")]);
  const int = (i: number): Buffer => Buffer.from([98, 0, 1, i >> 8, i & 255]);
  const pairs = (n: number): Buffer => Buffer.concat(Array.from({ length: n }, (_, i) => Buffer.concat([int(i), small[i % 300]!])));
  const tuple = Buffer.concat([hex("690000012c"), ...small]);
  const text = Buffer.concat([hex("6b1000"), Buffer.alloc(4096, 65)]), binary = Buffer.concat([hex("6d00004000"), Buffer.alloc(16384, 66)]);
  const body = `01${"ab".repeat(16)}00000002000000026400016d61026205baaa915864000361406200000009000000000000000161636b`;
  const inner = Buffer.concat([hex(body), hex("0003616263")]), fun = Buffer.concat([hex("70"), Buffer.alloc(4), inner]);
  fun.writeUInt32BE(inner.length + 4, 1);
  const flat = Buffer.concat([hex("7400000014"), pairs(20)]);
  return Buffer.concat([hex("836807"), list, tuple, text, binary, fun, flat, Buffer.concat([hex("6c00000003"), list, flat, tuple, binary])]);
}

describe("external terms", () => {
  it("decodes and encodes again to the same bytes", () => {
    for (const bytes of samples) expect(Buffer.compare(leavingNothing(() => node.encode(node.decode(bytes))), bytes)).toBe(0);
  });

  it("never traps on damage, and reads back what it accepts", () => {
    const below = random(11);
    let accepted = 0;
    for (let i = 0; i < 30_000; i++) {
      const bytes = samples[below(samples.length)]!.slice(0);
      for (let n = below(3); n >= 0; n--) {
        const at = 1 + below(bytes.length - 1);
        bytes[at] = [below(256), 97 + below(24), 255, 0, 70 + below(21)][below(5)]!;
      }
      const cut = below(4) === 0 ? bytes.slice(0, 1 + below(bytes.length)) : bytes;
      leavingNothing(() => {
        const t = node.decode(cut);
        if (t === 0n) return;
        accepted++;
        const again = node.decode(node.encode(t));
        expect(node.equal(again, t)).toBe(true);
        expect(node.core.x.rt_compare!(again, t)).toBe(0);
        expect(node.core.x.internalHash!(again)).toBe(node.core.x.internalHash!(t));
        expect(node.bif("erlang:phash2/1")!(again)).toBe(node.bif("erlang:phash2/1")!(t));
      });
    }
    expect(accepted).toBeGreaterThan(3000);
  });

  it("allocates nothing for sizes that are only claimed", () => {
    const before = node.core.memory.buffer.byteLength;
    for (const claim of ["6cffffffff6161", "69ffffffff6161", "74ffffffff61616161", "6dffffffff61", "6fffffffff0061", "4dffffffff0861",
      `70ffffffff01${"00".repeat(16)}00000000ffffffff64000161610061006400016161`, "50ffffffff789c0300"])
      expect(node.decode(hex(`83${claim}`)), claim).toBe(0n);
    expect(node.core.memory.buffer.byteLength).toBe(before);
  });

  it("nests without end", () => {
    // a million tuples and lists in one another
    const open = Buffer.alloc(3_000_002), depth = 1_000_000;
    let at = 0;
    open[at++] = 131;
    for (let i = 0; i < depth; i++) { open[at++] = 104; open[at++] = 1; }
    open[at++] = 106;
    leavingNothing(() => {
      const a = node.decode(open.subarray(0, at)), b = node.decode(open.subarray(0, at));
      expect(node.equal(a, b)).toBe(true);
      expect(node.core.x.rt_compare!(a, b)).toBe(0);
      expect(node.core.x.internalHash!(a)).toBe(node.core.x.internalHash!(b));
      expect(node.bif("erlang:phash2/1")!(a)).toBe(node.bif("erlang:phash2/1")!(b));
      expect(node.bif("erlang:phash/2")!(a, 0xffffn << 4n | 15n)).toBe(node.bif("erlang:phash/2")!(b, 0xffffn << 4n | 15n));
      expect(Buffer.compare(node.encode(a), open.subarray(0, at))).toBe(0);
    });
  });

  it("compresses as zlib does, and reads what zlib made", () => {
    const plain = hex(`836c000003e8${"6400036162636101".repeat(500)}6a`);
    leavingNothing(() => {
      const { core, process } = node, list = node.decode(plain), toBinary = node.bif("erlang:term_to_binary/2")!;
      const packed = binaryBytes(node, toBinary(list, process.list(core.atom("compressed"))));
      expect(packed.subarray(0, 2).toString("hex")).toBe("8350");
      expect(packed.readUInt32BE(2)).toBe(plain.length - 1);
      expect(Buffer.compare(inflateSync(packed.subarray(6)), plain.subarray(1))).toBe(0);
      expect(node.equal(node.decode(packed), list)).toBe(true);
      // what does not get shorter stays plain
      const atom = node.decode(hex("8364000161"));
      expect(binaryBytes(node, toBinary(atom, process.list(core.atom("compressed")))).toString("hex")).toBe("8364000161");
      const own = Buffer.concat([hex("8350"), Buffer.from([0, 0, 0, 3]), deflateSync(hex("680161").subarray(0, 3))]);
      expect(node.decode(own)).toBe(0n); // the tuple's element is cut off
      const fine = Buffer.concat([hex("8350"), Buffer.from([0, 0, 0, 2]), deflateSync(hex("6105"))]);
      expect(node.decode(fine)).toBe((5n << 4n) | 15n);
      expect(node.decode(fine.subarray(0, fine.length - 6))).toBe(0n);
    });
  });

  it("sorts the pairs of large maps when asked to be deterministic", () => {
    leavingNothing(() => {
      const { process } = node;
      const pairs = Array.from({ length: 100 }, (_, i) => process.tuple((BigInt((i * 37) % 100) << 4n) | 15n, NIL));
      const map = node.bif("maps:from_list/1")!(process.list(...pairs));
      expect(Buffer.from(node.encode(map, 4)).toString("hex"))
        .toBe(`837400000064${Array.from({ length: 100 }, (_, i) => `61${i.toString(16).padStart(2, "0")}6a`).join("")}`);
    });
  });

  it("encodes long terms in steps, whatever is collected between them", async () => {
    const own = await TermCore.start(1 << 20), plain = longTerm();
    let steps = 0;
    const result = own.call("erlang:term_to_binary/1", [own.decode(plain)], () => {
      steps++;
      collect(own);
    });
    expect(steps).toBeGreaterThan(3);
    expect(Buffer.compare(binaryBytes(own, result), plain)).toBe(0);
  });

  it("decodes long terms in steps, whatever is collected between them", async () => {
    const int = (i: number): Buffer => Buffer.from([98, 0, 1 + (i >> 16), (i >> 8) & 255, i & 255]);
    const ints = (n: number): Buffer => Buffer.concat(Array.from({ length: n }, (_, i) => int(i)));
    const many = Buffer.concat([hex("8368046c00007530"), ints(30_000), hex("6101"), hex("6900001388"), ints(5000),
      hex("7400000fa0"), ints(8000), hex("6c00000010"), ...Array.from({ length: 16 }, () => Buffer.concat([hex("6c000003e8"), ints(1000), hex("6a")])), hex("6a")]);
    const levels = ["6801", "6c00000001", "68036a6800"].map(hex); // {X}, [X], {[], {}, X}
    const deep = Buffer.concat([hex("83"), ...Array.from({ length: 9000 }, (_, i) => levels[i % 3]!), hex("7400000000"), Buffer.alloc(3000, hex("6a"))]);
    for (const plain of [longTerm(), many, deep]) {
      for (const kind of ["plain", "unaligned", "compressed"]) {
        const own = await TermCore.start(1 << 20), { core, process } = own;
        const packed = Buffer.concat([hex("8350"), Buffer.from([0, 0, 0, 0]), deflateSync(plain.subarray(1))]);
        packed.writeUInt32BE(plain.length - 1, 2);
        const input = kind === "compressed" ? packed : plain;
        let binary = process.binary(input);
        if (kind === "unaligned") {
          const moved = Buffer.alloc(plain.length + 1);
          for (let i = 0; i < plain.length; i++) { moved[i]! |= plain[i]! >> 3; moved[i + 1]! |= (plain[i]! << 5) & 255; }
          binary = core.x.newSubBinary!(process.binary(moved), 3n, BigInt(plain.length * 8)) as unknown as Term;
        }
        let steps = 0;
        core.setU32(CELL.reds, 0);
        const result = own.call("erlang:binary_to_term/2", [binary, process.list(core.atom("used"))], () => {
          steps++;
          collect(own);
        });
        if (input.length > 12_800) expect(steps).toBeGreaterThan(3);
        expect(core.word(Number(result) + 22) >> 4n).toBe(BigInt(input.length));
        expect(own.equal(core.word(Number(result) + 14), own.decode(plain))).toBe(true);
      }
      // damage anywhere is found, whatever was built before it
      const below = random(3);
      for (let i = 0; i < 60; i++) {
        leavingNothing(() => {
          const { core, process } = node, bytes = Buffer.from(plain), cutAt = 1 + below(plain.length - 1);
          if (i % 2 === 0) bytes[cutAt] = below(256);
          const binary = process.binary(i % 2 === 0 ? bytes : bytes.subarray(0, cutAt));
          core.setU32(CELL.reds, 0);
          const stepped = node.call("erlang:binary_to_term/1", [binary]);
          if (stepped === 0n) expect(core.word(CELL.excClass + 8)).toBe(core.atom("badarg"));
          const whole = node.decode(i % 2 === 0 ? bytes : bytes.subarray(0, cutAt));
          expect(stepped === 0n).toBe(whole === 0n);
          if (whole !== 0n) expect(node.equal(stepped, whole)).toBe(true);
        });
      }
    }
  });

  it("makes and reads funs", () => {
    const pid = "58640003614062000000090000000000000001";
    const body = `01${"ab".repeat(16)}00000002000000026400016d61026205baaa91${pid}6163680161ff`;
    const bytes = hex(`8370${(body.length / 2 + 4).toString(16).padStart(8, "0")}${body}`);
    leavingNothing(() => {
      const fun = node.decode(bytes);
      expect(Buffer.from(node.encode(fun)).toString("hex")).toBe(Buffer.from(bytes).toString("hex"));
      expect(node.equal(fun, node.decode(bytes))).toBe(true);
      expect(node.bif("erlang:is_function/2")!(fun, (1n << 4n) | 15n)).toBe(node.core.atom("true"));
    });
  });

  it("knows the terms of its own node", () => {
    leavingNothing(() => {
      const local = node.decode(hex("8358640009" + Buffer.from("me@nohost").toString("hex") + "000000050000000100000007"));
      expect(local & 15n).not.toBe(3n);
      (node.core.x.setThisNode as unknown as (name: Term, creation: number) => void)(node.core.atom("me@nohost"), 7);
      const again = node.decode(hex("8358640009" + Buffer.from("me@nohost").toString("hex") + "000000050000000100000007"));
      expect(again).toBe(((1n << 15n | 5n) << 4n) | 3n);
      expect(node.hex(again)).toBe("8358640009" + Buffer.from("me@nohost").toString("hex") + "000000050000000100000007");
      (node.core.x.setThisNode as unknown as (name: Term, creation: number) => void)(node.core.atom("nonode@nohost"), 0);
    });
  });
});
