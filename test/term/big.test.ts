import { beforeAll, describe, expect, it } from "vitest";
import type { Term } from "../memory/core.js";
import { integer } from "../data/terms.js";
import { TermCore } from "./core.js";

let node: TermCore;
beforeAll(async () => {
  node = await TermCore.start(1 << 20);
  node.process.stop();
});

/** A repeatable source of integers with long runs of equal bits, where carries and guesses go wrong. */
function source(seed: number): (bits: number) => bigint {
  let s = seed;
  const next = (): number => { s ^= s << 13; s ^= s >>> 17; s ^= s << 5; return s >>> 0; };
  return (bits) => {
    let v = 0n;
    for (let n = 0; n < bits;) {
      const run = Math.min(bits - n, 1 + next() % (next() % 3 === 0 ? 200 : 40)), kind = next() % 3;
      const part = kind === 0 ? 0n : kind === 1 ? (1n << BigInt(run)) - 1n : BigInt.asUintN(run, BigInt(next()) * BigInt(next()));
      v = (v << BigInt(run)) | part;
      n += run;
    }
    return next() % 2 === 0 ? v : -v;
  };
}
const operations: Record<string, (a: bigint, b: bigint) => bigint> = {
  "erlang:+/2": (a, b) => a + b, "erlang:-/2": (a, b) => a - b, "erlang:*/2": (a, b) => a * b,
  "erlang:div/2": (a, b) => a / b, "erlang:rem/2": (a, b) => a % b,
  "erlang:band/2": (a, b) => a & b, "erlang:bor/2": (a, b) => a | b, "erlang:bxor/2": (a, b) => a ^ b,
};
const check = (mfa: string, a: bigint, b: bigint): void => {
  const { process } = node;
  process.run();
  const result = node.bif(mfa)!(integer(process, a), integer(process, b)), expected = integer(process, operations[mfa]!(a, b));
  if (!node.equal(result as Term, expected)) expect(`${mfa} ${a} ${b}`).toBe("right");
};

describe("big integers against JavaScript's", () => {
  it("adds, subtracts, multiplies, divides and combines bits", () => {
    const number = source(5);
    for (let i = 0; i < 3000; i++) {
      const a = number(i % 700), b = number((i * 7) % 500) || 1n;
      for (const mfa of Object.keys(operations)) check(mfa, a, b);
    }
  });
  it("multiplies and divides long ones of all lengths (Karatsuba's limits)", () => {
    const number = source(9);
    for (const n of [31, 32, 33, 34, 47, 63, 64, 65, 66, 95, 96, 127, 129, 200, 257]) {
      for (const m of [1, 31, 32, 33, 63, 64, 65, 100, 128, 257]) {
        const a = number(n * 64), b = number(m * 64) || 1n;
        check("erlang:*/2", a, b);
        check("erlang:div/2", a * b + 1n, b);
        check("erlang:rem/2", a, b);
      }
    }
  });
  it("leaves the largest to the host", () => {
    const number = source(21);
    for (const [n, m] of [[1023, 1024], [1024, 1024], [1500, 1024], [3000, 1100], [600, 256], [511, 256], [512, 256], [2000, 300]] as const) {
      const a = number(n * 64), b = number(m * 64);
      for (const mfa of ["erlang:*/2", "erlang:div/2", "erlang:rem/2"]) check(mfa, a, b);
      check("erlang:div/2", a * b - 1n, b);
    }
    const { process } = node;
    for (const bits of [16_383, 16_384, 16_500, 100_000]) {
      process.run();
      const value = number(bits), text = process.binary(Buffer.from(value.toString()));
      expect(node.equal(node.bif("erlang:binary_to_integer/1")!(text), integer(process, value))).toBe(true);
      expect(node.equal(node.bif("erlang:integer_to_binary/1")!(integer(process, value)), text)).toBe(true);
    }
  });
  it("turns them into text and back in every base", () => {
    const number = source(3), { process } = node;
    for (let base = 2; base <= 36; base++) {
      for (const bits of [1, 58, 59, 60, 64, 65, 128, 1000, 5000]) {
        process.run();
        const value = number(bits), term = integer(process, value), b = (BigInt(base) << 4n) | 15n;
        const text = node.bif("erlang:integer_to_binary/2")!(term, b);
        const bytes = node.encode(text);
        expect(Buffer.from(bytes.subarray(6)).toString()).toBe(value.toString(base).toUpperCase());
        expect(node.equal(node.bif("erlang:binary_to_integer/2")!(text, b), term)).toBe(true);
      }
    }
  });
});
