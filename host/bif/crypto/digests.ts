/** Digests: OTP's names for them, and what the host's library calls them. */
import { createHash, getHashes } from "node:crypto";
import type { ErlTerm } from "../../term/index.js";
import { atomText } from "../arguments.js";

export interface Digest {
  /** OTP's name. */
  readonly name: string;
  /** The host's name; undefined when its library has it not. */
  readonly host: string | undefined;
  /** Sizes in bytes. */
  readonly size: number;
  readonly blockSize: number;
  /** OpenSSL's number of it. */
  readonly type: number;
  /** Whether pbkdf2_hmac takes it. */
  readonly derives: boolean;
}

const row = (name: string, host: string, size: number, blockSize: number, type: number, derives = false): Digest =>
  ({ name, host, size, blockSize, type, derives });
const ROWS: readonly Digest[] = [
  row("md4", "md4", 16, 64, 257), row("md5", "md5", 16, 64, 4), row("ripemd160", "ripemd160", 20, 64, 117),
  row("sha", "sha1", 20, 64, 64, true), row("sha224", "sha224", 28, 64, 675, true), row("sha256", "sha256", 32, 64, 672, true),
  row("sha384", "sha384", 48, 128, 673, true), row("sha512", "sha512", 64, 128, 674, true),
  row("sha3_224", "sha3-224", 28, 144, 1096), row("sha3_256", "sha3-256", 32, 136, 1097),
  row("sha3_384", "sha3-384", 48, 104, 1098), row("sha3_512", "sha3-512", 64, 72, 1099),
  row("blake2b", "blake2b512", 64, 128, 1056), row("blake2s", "blake2s256", 32, 64, 1057),
];

/** A library may list a digest that it does not make: only trying tells. */
function isThere(name: string, listed: ReadonlySet<string>): boolean {
  if (!listed.has(name)) return false;
  try { createHash(name); } catch { return false; }
  return true;
}

let known: ReadonlyMap<string, Digest> | undefined;

function digests(): ReadonlyMap<string, Digest> {
  if (known === undefined) {
    const listed = new Set(getHashes());
    known = new Map(ROWS.map((digest) => [digest.name, { ...digest, host: isThere(digest.host!, listed) ? digest.host : undefined }]));
  }
  return known;
}

/** The digest that a term names; undefined when it names none. */
export const digestOf = (name: ErlTerm): Digest | undefined => digests().get(atomText(name) ?? "");
/** Names of those that are there, last first as OTP lists them. */
export const digestNames = (): string[] => [...digests().values()].filter(({ host }) => host !== undefined).map(({ name }) => name).reverse();
