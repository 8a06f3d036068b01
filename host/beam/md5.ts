import { createHash } from "node:crypto";
import { BadBeamError } from "./error.js";

/** The chunks that make a module what it is, in the order in which OTP digests them. */
const ESSENTIAL = ["Code", "StrT", "ImpT", "ExpT", "FunT", "LitT", "Meta"];
const LAMBDA_BYTES = 24, OLD_UNIQ_BYTES = 4;

/** `Module:module_info(md5)`, as erts and beam_lib:md5/1 compute it. @throws BadBeamError when the file names no atoms */
export function moduleMd5(chunks: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const hash = createHash("md5");
  const atoms = chunks.get("AtU8");
  if (atoms === undefined) throw new BadBeamError("no AtU8 chunk");
  hash.update(atoms);
  for (const id of ESSENTIAL) {
    const chunk = chunks.get(id);
    if (chunk !== undefined) hash.update(id === "FunT" ? withoutUniqs(chunk) : chunk);
  }
  return hash.digest();
}

/** The old uniq of a lambda is computed from the digest, so the digest is taken with zeros there. */
function withoutUniqs(chunk: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(chunk);
  for (let end = 4 + LAMBDA_BYTES; end <= copy.length; end += LAMBDA_BYTES) copy.fill(0, end - OLD_UNIQ_BYTES, end);
  return copy;
}
