import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  BitString, ExportFun, Fun, ImproperList, Pid, Port, Reference, TermError, atom, binaryToString, charlist,
  charlistToString, decode, encode, equalTerms, float, mapGet, termToBinary, tuple, type ErlTerm,
} from "../../host/term/index.js";
import { random } from "../memory/core.js";
import { TermCore } from "./core.js";
import { ask } from "./oracle.js";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));

const values: [string, ErlTerm][] = [
  ["integers", [0, 255, 256, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1)]],
  ["big integers", [2n ** 53n, -(2n ** 53n), 2n ** 64n, -(2n ** 4000n), 256n ** 255n, 256n ** 256n]],
  ["floats", [0.5, -1.25, 5e-324, float(1), float(-0), float(1e300), float(2 ** 53)]],
  ["atoms", [atom("a"), atom(""), atom("å"), atom("Ω"), atom("Ω".repeat(255)), atom("undefined")]],
  ["booleans", [true, false]],
  ["tuples", [tuple(), tuple(1), tuple(tuple(atom("a")), []), tuple(...Array.from({ length: 300 }, (_, i) => i))]],
  ["lists", [[], [1, 2, 3], [[]], charlist("Zoë ≠ 😀"), Array.from({ length: 70000 }, () => 1), [256, 1]]],
  ["improper lists", new ImproperList([1, [2]], atom("x"))],
  ["binaries", [new Uint8Array(), new Uint8Array([1, 2, 255]), new Uint8Array(1000)]],
  ["bitstrings", new BitString(new Uint8Array([255, 0b11100000]), 3)],
  ["maps", new Map<ErlTerm, ErlTerm>([[1, float(1)], [float(1), 1], [[], new Map()], [tuple(), atom("t")]])],
  ["pids", [new Pid("a@b", 1, 2, 3), new Pid("nonode@nohost", 5, 0, 0)]],
  ["ports", [new Port("a@b", 1n, 3), new Port("a@b", 2n ** 40n, 3)]],
  ["references", [new Reference("a@b", [1, 2, 3], 3), new Reference("a@b", [1, 2, 3, 4, 5], 3)]],
  ["export funs", new ExportFun("lists", "map", 2)],
];

describe("terms as JavaScript values", () => {
  it.each(values)("%s come back as they were", (_, value) => {
    const back = decode(termToBinary(value));
    expect(back).toEqual(value);
    expect(equalTerms(back, value)).toBe(true);
    expect(equalTerms(decode(encode(value)), value)).toBe(true);
  });

  it("keeps unlike terms apart", () => {
    const unlike: ErlTerm[] = [
      1, float(1), [1], tuple(1), new Uint8Array([1]), new Map([[1, 1]]), new ImproperList([1], 1), atom("1"), 1n << 60n, [],
      tuple(), new Uint8Array(), new Map(), atom(""), true, atom("undefined"), new BitString(new Uint8Array([128]), 1),
    ];
    for (const a of unlike) for (const b of unlike) expect(equalTerms(a, b), `${String(a)} ${String(b)}`).toBe(a === b);
  });

  it("takes strings in, and has ways out of text", () => {
    expect(decode(termToBinary("Zoë"))).toEqual(new Uint8Array(Buffer.from("Zoë")));
    expect(binaryToString(decode(termToBinary("Zoë")) as Uint8Array)).toBe("Zoë");
    expect(charlistToString(charlist("Zoë 😀"))).toBe("Zoë 😀");
  });

  it("refuses what is no term", () => {
    for (const value of [NaN, Infinity, 2 ** 53]) expect(() => termToBinary(value)).toThrow(RangeError);
    for (const value of [{}, undefined, null, Symbol("s"), () => 1, new Date(0), "\ud800"]) expect(() => termToBinary(value as never)).toThrow(TypeError);
    expect(() => atom("x".repeat(256))).toThrow(RangeError);
    expect(() => float(NaN)).toThrow(RangeError);
  });

  it("finds keys of maps by what they stand for", () => {
    const map = decode(termToBinary(new Map<ErlTerm, ErlTerm>([[tuple(1, atom("a")), 7], [float(2), 8], [3, 9]])));
    expect(mapGet(map as Map<ErlTerm, ErlTerm>, tuple(1, atom("a")))).toBe(7);
    expect(mapGet(map as Map<ErlTerm, ErlTerm>, float(2))).toBe(8);
    expect(mapGet(map as Map<ErlTerm, ErlTerm>, 2)).toBeUndefined();
    expect(mapGet(map as Map<ErlTerm, ErlTerm>, 3)).toBe(9);
  });

  it("compares identities by value and prints them", () => {
    expect(new Pid("a@b", 1, 2, 3).equals(new Pid("a@b", 1, 2, 3))).toBe(true);
    expect(new Pid("a@b", 1, 2, 3).equals(new Pid("a@b", 1, 2, 4))).toBe(false);
    expect(String(new Pid("a@b", 1, 2, 3))).toBe("#Pid<a@b.1.2>");
    expect(String(new Reference("a@b", [1, 2, 3], 3))).toBe("#Ref<a@b.3.2.1>");
  });

  it("reads the forms that are no longer written", () => {
    expect(decode(hex("83730161"))).toBe(atom("a"));
    expect(decode(hex("8364000474727565"))).toBe(true);
    expect(decode(hex(`8363${Buffer.from("1.50000000000000000000e+00\0\0\0\0\0").toString("hex")}`))).toBe(1.5);
    expect(decode(hex("8367640003614062000000050000000102"))).toEqual(new Pid("a@b", 5, 1, 2));
    expect(decode(hex("836c000000006101"))).toBe(1);
    const plain = encode([1, 2, 3]), packed = deflateSync(plain);
    expect(decode(Buffer.concat([hex("8350"), Buffer.from([0, 0, 0, plain.length]), packed]))).toEqual([1, 2, 3]);
  });

  it("nests without end", () => {
    let deep: ErlTerm = [];
    for (let i = 0; i < 200_000; i++) deep = i % 2 === 0 ? [deep, 1] : tuple(deep);
    const bytes = termToBinary(deep);
    expect(Buffer.compare(termToBinary(decode(bytes)), bytes)).toBe(0);
    expect(equalTerms(decode(bytes), deep)).toBe(true);
  });

  it("throws nothing but TermError on damage", () => {
    const below = random(7), samples = values.map(([, v]) => termToBinary(v)).filter((b) => b.length < 4000);
    for (let i = 0; i < 20_000; i++) {
      const bytes = samples[below(samples.length)]!.slice();
      for (let n = below(3); n >= 0; n--) bytes[below(bytes.length)] = below(4) === 0 ? 104 + below(16) : below(256);
      try {
        const term = decode(bytes);
        expect(equalTerms(decode(termToBinary(term)), term)).toBe(true);
      } catch (e) { if (!(e instanceof TermError)) throw e; }
    }
  });

  it("passes erl's own terms through unchanged", async () => {
    const node = await TermCore.start(1 << 22), bytes = ask("cases", 3);
    const list = decode(bytes) as ErlTerm[];
    expect(list.length).toBeGreaterThan(10_000);
    expect(node.equal(node.decode(termToBinary(list)), node.decode(bytes))).toBe(true);
  });

  it("keeps funs as they came", () => {
    // fun() -> X end with one value closed over, from erl
    const pid = "58640009614062000000090000000000000000".replace("640009614062", "640003614062");
    const body = `01${"00".repeat(16)}0000000000000001${"6400016d"}${"6100"}${"6205baaa91"}${pid}${"6163"}`;
    const bytes = hex(`8370${(body.length / 2 + 4).toString(16).padStart(8, "0")}${body}`);
    const fun = decode(bytes) as Fun;
    expect(fun).toBeInstanceOf(Fun);
    expect([fun.module, fun.arity]).toEqual(["m", 1]);
    expect(termToBinary(fun)).toEqual(bytes);
    expect(fun.equals(decode(bytes))).toBe(true);
  });
});
