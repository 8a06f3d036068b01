/** Hashes: crypto's hash_nif and its kin. A state is never changed: adding to it makes another one. */
import { createHash, type Hash } from "node:crypto";
import { atom, type ErlTerm } from "../../term/index.js";
import { badarg, expectIodata } from "../arguments.js";
import type { HostBifs } from "../registry.js";
import type { BifContext } from "../world.js";
import { digestOf, type Digest } from "./digests.js";
import { badArgument, notSupported, type Place } from "./errors.js";
import { inPieces } from "./pieces.js";

class HashState { constructor(readonly hash: Hash) {} }

function newHash(name: ErlTerm, place: Place): Hash {
  const digest: Digest = digestOf(name) ?? badArgument(0, place, "Bad digest type");
  return createHash(digest.host ?? notSupported(0, place, "Unsupported digest type"));
}
function stateOf({ node }: BifContext, reference: ErlTerm, line: number): HashState {
  const state = node.resource(reference);
  return state instanceof HashState ? state : badArgument(0, ["hash.c", line], "Bad state");
}
function bytesOf(data: ErlTerm, line: number): Uint8Array {
  try { return expectIodata(data); } catch { return badArgument(1, ["hash.c", line], "Not iolist"); }
}

export const hashBifs: HostBifs = {
  "crypto:hash_info/1": (_, name) => {
    const digest = digestOf(name!) ?? badarg();
    if (digest.host === undefined) return atom("notsup");
    return new Map<ErlTerm, ErlTerm>([
      [atom("type"), digest.type], [atom("size"), digest.size], [atom("block_size"), digest.blockSize],
    ]);
  },
  "crypto:hash_nif/2": (context, name, data) => {
    const hash = newHash(name!, ["hash.c", 108]);
    return inPieces(context, bytesOf(data!, 110), (piece) => hash.update(piece), () => hash.digest());
  },
  "crypto:hash_init_nif/1": ({ node }, name) => node.newResource(new HashState(newHash(name!, ["hash.c", 142]))),
  "crypto:hash_update_nif/2": (context, reference, data) => {
    const hash = stateOf(context, reference!, 171).hash.copy();
    return inPieces(context, bytesOf(data!, 173), (piece) => hash.update(piece), () => context.node.newResource(new HashState(hash)));
  },
  "crypto:hash_final_nif/1": (context, reference) => stateOf(context, reference!, 205).hash.copy().digest(),
};
