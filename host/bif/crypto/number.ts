/** Powers, exclusive or, comparing without telling, and keys from passwords. */
import { pbkdf2, pbkdf2Sync, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { ErlTerm } from "../../term/index.js";
import { badarg, expectBinary, expectInteger, isInteger } from "../arguments.js";
import type { HostBifs } from "../registry.js";
import { nextTurn } from "../turns.js";
import { fromBytes, toBytes } from "./big_bytes.js";
import { digestOf } from "./digests.js";
import { badArgument, failed, notSupported, type Place } from "./errors.js";

/** A modulus and an exponent of so many bits together are worked out at once. */
const SMALL_POWER_BITS = 1024;
/** Milliseconds that a longer power may keep everybody waiting at a time. */
const TURN_MS = 5;
/** Rounds of a digest that are done at once. */
const SMALL_ROUNDS = 100;
const MPINT = 4;
const LARGEST_COUNT = 2 ** 31 - 1;
const derive = promisify(pbkdf2);

/** Steps of square and multiply, from the exponent's highest bit down. */
function* powerSteps(base: bigint, exponent: bigint, modulus: bigint): Generator<void, bigint> {
  let result = 1n % modulus;
  const reduced = base % modulus;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * reduced) % modulus;
    yield;
  }
  return result;
}

/** base ^ exponent mod modulus; long ones let others run in between. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint | Promise<bigint> {
  const steps = powerSteps(base, exponent, modulus);
  const untilDone = (deadline: number): bigint | undefined => {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() > deadline) return undefined;
    }
  };
  if (modulus.toString(2).length + exponent.toString(2).length <= SMALL_POWER_BITS) return untilDone(Infinity)!;
  const inTurns = async (): Promise<bigint> => {
    for (;;) {
      const result = untilDone(performance.now() + TURN_MS);
      if (result !== undefined) return result;
      await nextTurn();
    }
  };
  return inTurns();
}

/** A plain binary, or (`header` 4) an mpint: its size in four bytes, its digits with a clear first bit. */
function shaped(value: bigint, header: number): Uint8Array {
  const digits = toBytes(value);
  if (header === 0) return digits;
  const extra = (digits[0] ?? 0) & 0x80 ? 1 : 0, out = Buffer.alloc(MPINT + extra + digits.length);
  out.writeUInt32BE(extra + digits.length, 0);
  out.set(digits, MPINT + extra);
  return out;
}

const at = (line: number): Place => ["pbkdf2_hmac.c", line];
function positive(term: ErlTerm, argument: number, noInteger: number, tooSmall: number): number {
  if (!isInteger(term) || term < 0 || term > Number.MAX_SAFE_INTEGER) return badArgument(argument, at(noInteger), "Not integer");
  return term <= 0 ? badArgument(argument, at(tooSmall), "Must be > 0") : Number(term);
}
const binary = (term: ErlTerm, argument: number, line: number): Uint8Array =>
  (term instanceof Uint8Array ? term : badArgument(argument, at(line), "Not binary"));

export const numberBifs: HostBifs = {
  "crypto:mod_exp_nif/4": (_, base, exponent, modulus, header) => {
    const shape = expectInteger(header!, 0, MPINT);
    if (shape !== 0 && shape !== MPINT) badarg();
    const [b, e, m] = [base, exponent, modulus].map((term) => fromBytes(expectBinary(term!))) as [bigint, bigint, bigint];
    if (m === 0n) badarg();
    const result = power(b, e, m);
    return typeof result === "bigint" ? shaped(result, shape) : result.then((value) => shaped(value, shape));
  },
  "crypto:do_exor/2": (_, left, right) => {
    const a = expectBinary(left!), b = expectBinary(right!);
    return a.length === b.length ? a.map((byte, i) => byte ^ b[i]!) : badarg();
  },
  "crypto:hash_equals_nif/2": (_, left, right) => {
    const a = expectBinary(left!), b = expectBinary(right!);
    return a.length === b.length ? timingSafeEqual(a, b) : badarg();
  },
  "crypto:pbkdf2_hmac_nif/5": (_, name, password, salt, iterations, length) => {
    const digest = digestOf(name!) ?? badArgument(0, at(34), "Bad digest type");
    if (!digest.derives) badArgument(0, at(38), "Not eligible digest type");
    const pass = binary(password!, 1, 41), grain = binary(salt!, 2, 44);
    const rounds = positive(iterations!, 3, 47, 49), size = positive(length!, 4, 52, 54);
    if (rounds > LARGEST_COUNT || size > LARGEST_COUNT) failed(at(61), "Can't allocate binary");
    const host = digest.host ?? notSupported(0, at(38), "Unsupported digest type");
    if (rounds * Math.ceil(size / digest.size) <= SMALL_ROUNDS) return pbkdf2Sync(pass, grain, rounds, size, host);
    return derive(pass, grain, rounds, size, host);
  },
};
