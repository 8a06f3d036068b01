/** Message authentication: crypto's mac_nif and its kin. A state is changed by what is added to it. */
import { createHmac } from "node:crypto";
import type { ErlTerm } from "../../term/index.js";
import { atomText, expectIodata } from "../arguments.js";
import type { HostBifs } from "../registry.js";
import type { BifContext } from "../world.js";
import { cipherOf } from "./ciphers.js";
import { Cmac } from "./cmac.js";
import { digestOf } from "./digests.js";
import { badArgument, notSupported } from "./errors.js";
import { inPieces } from "./pieces.js";
import { Poly1305 } from "./poly1305.js";

export const MACS = ["cmac", "hmac", "poly1305"];
const POLY1305_KEY = 32;

interface Mac { update(data: Uint8Array): unknown; digest(): Uint8Array }

/** A mac whose value was taken stays as it is: OpenSSL gives the same value again, and takes more without a word. */
class MacState {
  private value: Uint8Array | undefined;
  constructor(private readonly mac: Mac) {}
  update(data: Uint8Array): void { if (this.value === undefined) this.mac.update(data); }
  digest(): Uint8Array { return (this.value ??= this.mac.digest()); }
}

/** Lines of mac.c where mac_nif and mac_init_nif find the same mistakes. */
const AT_ONCE = { key: 217, mac: 233, keyLength: 235, digest: 263, noDigest: 269, cipher: 313, keySize: 316, noCipher: 328 };
const IN_STEPS: typeof AT_ONCE = { key: 575, mac: 587, keyLength: 589, digest: 617, noDigest: 623, cipher: 658, keySize: 661, noCipher: 673 };

function newMac(type: ErlTerm, subtype: ErlTerm, keyTerm: ErlTerm, lines: typeof AT_ONCE): Mac {
  const key = iodata(keyTerm, 2, lines.key, "Bad key");
  switch (atomText(type)) {
    case "hmac": {
      const digest = digestOf(subtype) ?? badArgument(1, ["mac.c", lines.digest], "Bad digest algorithm for HMAC");
      return createHmac(digest.host ?? notSupported(1, ["mac.c", lines.noDigest], "Unsupported digest algorithm"), key);
    }
    case "cmac": {
      const cipher = cipherOf(subtype);
      if (cipher === undefined) return badArgument(1, ["mac.c", lines.cipher], "Unknown cipher");
      if (cipher.keyLength !== key.length) badArgument(2, ["mac.c", lines.keySize], "Bad key size");
      if (cipher.host === undefined || cipher.aead !== undefined) notSupported(1, ["mac.c", lines.noCipher], "Unsupported cipher algorithm");
      return new Cmac(cipher, key);
    }
    case "poly1305":
      if (key.length !== POLY1305_KEY) badArgument(2, ["mac.c", lines.keyLength], "Bad key length");
      return new Poly1305(key);
    default: return badArgument(0, ["mac.c", lines.mac], "Unknown mac algorithm");
  }
}

function iodata(term: ErlTerm, argument: number, line: number, text: string): Uint8Array {
  try { return expectIodata(term); } catch { return badArgument(argument, ["mac.c", line], text); }
}
function stateOf({ node }: BifContext, reference: ErlTerm, line: number): MacState {
  const state = node.resource(reference);
  return state instanceof MacState ? state : badArgument(0, ["mac.c", line], "Bad ref");
}

export const macBifs: HostBifs = {
  "crypto:mac_nif/4": (context, type, subtype, key, text) => {
    const data = iodata(text!, 3, 175, "Bad text"), mac = newMac(type!, subtype!, key!, AT_ONCE);
    return inPieces(context, data, (piece) => mac.update(piece), () => mac.digest());
  },
  "crypto:mac_init_nif/3": ({ node }, type, subtype, key) => node.newResource(new MacState(newMac(type!, subtype!, key!, IN_STEPS))),
  "crypto:mac_update_nif/2": (context, reference, text) => {
    const data = iodata(text!, 1, 794, "Bad text"), state = stateOf(context, reference!, 817);
    return inPieces(context, data, (piece) => state.update(piece), () => reference!);
  },
  "crypto:mac_final_nif/1": (context, reference) => stateOf(context, reference!, 847).digest(),
};
