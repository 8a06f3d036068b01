/** Authenticated encryption: crypto's aead_cipher_nif. */
import {
  createCipheriv, createDecipheriv, timingSafeEqual, type CipherCCMTypes, type CipherGCM, type CipherGCMTypes, type DecipherGCM,
} from "node:crypto";
import { atom, tuple, type ErlTerm } from "../../term/index.js";
import { atomText, expectIodata } from "../arguments.js";
import type { HostBifs } from "../registry.js";
import type { BifContext } from "../world.js";
import { cipherOf, type AeadMode, type Cipher } from "./ciphers.js";
import { badArgument, failed, notSupported, type Place } from "./errors.js";
import { inPieces } from "./pieces.js";

const TAG_BYTES = 16;
/** Least and most bytes that an initialisation vector may have. */
const IV_BYTES: Readonly<Record<AeadMode, readonly [number, number]>> = { gcm: [1, 128], ccm: [7, 13], chacha: [12, 12] };
const CCM_TAGS = new Set([4, 6, 8, 10, 12, 14, 16]);
/** CCM counts the bytes of the text in what the vector leaves of so many bytes. */
const CCM_COUNTED = 15;
const MAX_TAG_LENGTH = 2 ** 32 - 1;

const at = (line: number): Place => ["aead.c", line];

interface Job { cipher: Cipher; key: Uint8Array; iv: Uint8Array; text: Uint8Array; aad: Uint8Array }

function iodata(term: ErlTerm, argument: number, line: number, text: string): Uint8Array {
  try { return expectIodata(term); } catch { return badArgument(argument, at(line), text); }
}

function tagLengthOf(term: ErlTerm): number {
  if (typeof term !== "number" || !Number.isInteger(term) || term < 0 || term > MAX_TAG_LENGTH) return badArgument(5, at(73), "Bad Tag length");
  return term;
}

/** The host's engine with all that comes before the text. @param tagLength CCM makes all of its output depend on it */
function engine(job: Job, encrypt: boolean, tagLength: number): CipherGCM | DecipherGCM {
  const { cipher, key, iv, text, aad } = job;
  const name = cipher.host as CipherCCMTypes & CipherGCMTypes;
  try {
    const made = (encrypt ? createCipheriv : createDecipheriv)(name, key, iv, { authTagLength: tagLength }) as CipherGCM | DecipherGCM;
    // An engine of CCM that is told no length takes no additional data.
    if (aad.length > 0 || cipher.aead === "ccm") made.setAAD(aad, { plaintextLength: text.length });
    return made;
  } catch { return failed(at(123), "Can't set key and iv"); }
}

/** Runs the text through, in pieces where the mode allows it. */
function run<T>(context: BifContext, job: Job, made: CipherGCM | DecipherGCM, done: (out: Uint8Array) => T): T | Promise<T> {
  const out: Uint8Array[] = [];
  const step = (piece: Uint8Array): void => { out.push(made.update(piece)); };
  if (job.cipher.aead !== "ccm") return inPieces(context, job.text, step, () => done(Buffer.concat(out)));
  step(job.text);
  return done(out[0]!);
}

function encrypt(context: BifContext, job: Job, tagLength: number): ErlTerm | Promise<ErlTerm> {
  const ccm = job.cipher.aead === "ccm";
  const made = engine(job, true, ccm ? tagLength : TAG_BYTES) as CipherGCM;
  return run(context, job, made, (out): ErlTerm => {
    made.final();
    if (tagLength < 1 || tagLength > TAG_BYTES) return failed(at(156), "Can't get Tag");
    return tuple(out, made.getAuthTag().subarray(0, tagLength));
  });
}

/**
 * The host checks tags of its own lengths only; so the tag of what came out is made anew and compared as far as the given one
 * goes. CCM tells no text before it has seen the tag, and takes just the lengths that there are.
 */
function decrypt(context: BifContext, job: Job, tag: Uint8Array): ErlTerm | Promise<ErlTerm> {
  const error = atom("error");
  if (job.cipher.aead === "ccm") {
    const made = engine(job, false, tag.length) as DecipherGCM;
    made.setAuthTag(tag);
    try {
      const out = made.update(job.text);
      made.final();
      return out;
    } catch { return error; }
  }
  if (tag.length < 1 || tag.length > TAG_BYTES) return error;
  const made = engine(job, false, TAG_BYTES);
  if (tag.length === TAG_BYTES) {
    (made as DecipherGCM).setAuthTag(tag);
    return run(context, job, made, (out) => {
      try { made.final(); } catch { return error; }
      return out;
    });
  }
  return run(context, job, made, (out) => {
    const again = engine({ ...job, text: out }, true, TAG_BYTES) as CipherGCM;
    return run(context, { ...job, text: out }, again, () => {
      again.final();
      return timingSafeEqual(again.getAuthTag().subarray(0, tag.length), tag) ? out : error;
    });
  }) as ErlTerm | Promise<ErlTerm>;
}

export const aeadBifs: HostBifs = {
  "crypto:aead_cipher_nif/7": (context, name, keyTerm, ivTerm, textTerm, aadTerm, tagTerm, flag) => {
    const encrypts = flag === true || atomText(flag!) === "undefined";
    if (!encrypts && flag !== false) badArgument(6, at(54), "Bad enc flag");
    if (atomText(name!) === undefined) badArgument(0, at(61), "non-atom cipher type");
    const key = iodata(keyTerm!, 1, 63, "non-binary key"), iv = iodata(ivTerm!, 2, 65, "non-binary iv");
    const text = iodata(textTerm!, 3, 67, "non-binary text"), aad = iodata(aadTerm!, 4, 69, "non-binary AAD");
    const tag = encrypts ? undefined : iodata(tagTerm!, 5, 77, "non-binary Tag"), tagLength = tag?.length ?? tagLengthOf(tagTerm!);
    const cipher = cipherOf(name!);
    // The one cipher whose key OTP does not measure fails later, for want of a vector or a key.
    if (cipher === undefined || (cipher.keyLength !== key.length && cipher.aead !== "chacha")) return badArgument(0, at(90), "Unknown cipher or invalid key size");
    const mode = cipher.aead ?? badArgument(0, at(94), "Not aead cipher");
    if (cipher.host === undefined) notSupported(0, at(104), "The cipher is not supported in this libcrypto version");
    const [least, most] = IV_BYTES[mode];
    if (iv.length < least || iv.length > most) badArgument(2, at(111), "Bad IV length");
    if (mode === "ccm" && !CCM_TAGS.has(tagLength)) badArgument(5, at(116), "Can't set tag");
    if (mode === "ccm" && text.length >= 2 ** (8 * (CCM_COUNTED - iv.length))) return encrypts ? badArgument(3, at(139), "Can't set in-text") : atom("error");
    const job: Job = { cipher, key, iv, text, aad };
    return tag === undefined ? encrypt(context, job, tagLength) : decrypt(context, job, tag);
  },
};
