/** Random numbers: from the node's `random` where it was given one, else from the machine's generator. */
import { randomFill, randomFillSync } from "node:crypto";
import { promisify } from "node:util";
import { Raise, badarg, expectBinary, expectInteger, ok } from "../arguments.js";
import { atom, type ErlTerm } from "../../term/index.js";
import type { HostBifs } from "../registry.js";
import type { World } from "../world.js";
import { fromBytes, toBytes } from "./big_bytes.js";

/** Bytes that are drawn while everybody waits. */
const AT_ONCE = 1 << 20;
const MAX_BYTES = 2 ** 31 - 1;
const WORD = 4;
/** Bytes before the digits of an `mpint`: how many there are. */
const MPINT_HEADER = 4;
const fill = promisify<Uint8Array, Uint8Array>(randomFill);

/** Fills `bytes` with random ones. */
export function fillRandom({ random }: World, bytes: Uint8Array): Uint8Array {
  if (random === undefined) return randomFillSync(bytes);
  for (let at = 0; at < bytes.length; at += WORD) {
    const word = random();
    for (let i = 0; i < WORD && at + i < bytes.length; i++) bytes[at + i] = word >>> (8 * i);
  }
  return bytes;
}

/** An integer from 0 up to, and without, `range`, each as likely. */
function below(world: World, range: bigint): bigint {
  const bits = range.toString(2).length, bytes = new Uint8Array(Math.ceil(bits / 8)), spare = bytes.length * 8 - bits;
  for (;;) {
    fillRandom(world, bytes);
    bytes[0]! &= 0xff >>> spare;
    const drawn = fromBytes(bytes);
    if (drawn < range) return drawn;
  }
}

/** The integer that an mpint holds: its size in four bytes, its digits. */
function mpint(term: ErlTerm): bigint {
  const bytes = expectBinary(term);
  if (bytes.length < MPINT_HEADER || new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) !== bytes.length - MPINT_HEADER) badarg();
  return fromBytes(bytes.subarray(MPINT_HEADER));
}

export const randomBifs: HostBifs = {
  "crypto:strong_rand_bytes_nif/1": ({ node: { world } }, count) => {
    if (typeof count !== "number") badarg();
    const size = expectInteger(count!, 0);
    if (size > MAX_BYTES) badarg();
    let bytes: Uint8Array;
    try { bytes = new Uint8Array(size); } catch { throw new Raise("error", atom("system_limit")); }
    return size <= AT_ONCE || world.random !== undefined ? fillRandom(world, bytes) : fill(bytes);
  },
  "crypto:strong_rand_range_nif/1": ({ node: { world } }, range) => {
    const limit = fromBytes(expectBinary(range!));
    return limit === 0n ? badarg() : toBytes(below(world, limit));
  },
  "crypto:rand_uniform_nif/2": ({ node: { world } }, from, to) => {
    const least = mpint(from!), range = mpint(to!) - least;
    if (range <= 0n) return false;
    const digits = toBytes(least + below(world, range)), header = new Uint8Array(MPINT_HEADER);
    new DataView(header.buffer).setUint32(0, digits.length);
    return Buffer.concat([header, digits]);
  },
  // The machine's generator needs no seed, and a generator that was given to the node has its own.
  "crypto:rand_seed_nif/1": (_, seed) => { expectBinary(seed!); return ok; },
};
