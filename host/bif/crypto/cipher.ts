/** Ciphers that do not authenticate: crypto's ng_crypto_*_nif functions, and cipher_info_nif. */
import { ImproperList, Tuple, atom, type ErlTerm } from "../../term/index.js";
import { Raise, atomText, badarg, expectIodata, isList } from "../arguments.js";
import type { HostBifs } from "../registry.js";
import type { BifContext } from "../world.js";
import { cipherOf, type Cipher } from "./ciphers.js";
import { CipherState, type Padding } from "./cipher_state.js";
import { NO_ARGUMENT, badArgument, notSupported, type Place } from "./errors.js";
import { inPieces } from "./pieces.js";
import { fillRandom } from "./random.js";

const PADDINGS: ReadonlySet<string> = new Set(["undefined", "none", "pkcs_padding", "zero", "random"]);
const NO_DYNAMIC_IV = "Dynamic IV is not supported for libcrypto versions >= 3.0";

const at = (line: number): Place => ["api_ng.c", line];

interface CipherOptions { encrypt: boolean; padding: Padding }

/** `true`, `false`, `undefined`, or a list of {encrypt, Bool} and {padding, How}. */
function optionsOf(term: ErlTerm, argument: number): CipherOptions {
  if (typeof term === "boolean") return { encrypt: term, padding: "undefined" };
  if (atomText(term) === "undefined") return { encrypt: false, padding: "undefined" };
  if (!isList(term) || term instanceof ImproperList) return badArgument(argument, at(120), "Options are not a boolean or a proper list");
  let encrypt: boolean | undefined, padding: Padding | undefined;
  for (const option of term) {
    if (!(option instanceof Tuple) || option.length !== 2) return badArgument(argument, at(139), "Options must be a property list!");
    const [name, value] = option.elements as [ErlTerm, ErlTerm];
    switch (atomText(name)) {
      case "encrypt":
        if (encrypt !== undefined) badArgument(argument, at(144), "'encrypt' option is present more than once!");
        encrypt = typeof value === "boolean" ? value : badArgument(argument, at(152), "The 'encrypt' option must be a boolean!");
        break;
      case "padding":
        if (padding !== undefined) badArgument(argument, at(157), "The 'padding' option is present more than once!");
        if (!PADDINGS.has(atomText(value) ?? "")) badArgument(argument, at(168), "Bad 'padding' option value");
        padding = atomText(value) as Padding;
        break;
      default: badArgument(argument, at(174), `Bad tag in option: ${atomText(name) ?? "?"}`);
    }
  }
  return { encrypt: encrypt ?? true, padding: padding ?? "undefined" };
}

function iodata(term: ErlTerm, argument: number, line: number, text: string): Uint8Array {
  try { return expectIodata(term); } catch { return badArgument(argument, at(line), text); }
}

/** @param optionsAt number of the argument that the options are, behind cipher, key, vector, and maybe data */
function newState({ node }: BifContext, name: ErlTerm, keyTerm: ErlTerm, ivTerm: ErlTerm, options: ErlTerm, optionsAt: number): CipherState {
  const { encrypt, padding } = optionsOf(options, optionsAt);
  const key = iodata(keyTerm, 1, 228, "Bad key");
  if (atomText(name) === undefined) badArgument(0, at(235), "Cipher id is not an atom");
  const cipher: Cipher = cipherOf(name) ?? badArgument(0, at(242), "Unknown cipher");
  if (cipher.keyLength !== key.length) badArgument(1, at(244), "Bad key size");
  if (cipher.aead !== undefined) badArgument(0, at(250), "Missing arguments for this cipher");
  if (cipher.host === undefined) notSupported(0, at(261), "Cipher not supported in this libcrypto version");
  if (atomText(ivTerm) === "undefined") notSupported(NO_ARGUMENT, at(295), NO_DYNAMIC_IV);
  const iv = cipher.ivLength === 0 ? new Uint8Array(0) : iodata(ivTerm, 2, 304, "Bad iv type");
  if (iv.length !== cipher.ivLength) badArgument(2, at(310), "Bad iv size");
  return new CipherState(cipher, key, iv, encrypt, padding, (bytes) => fillRandom(node.world, bytes));
}

function stateOf({ node }: BifContext, reference: ErlTerm, line: number): CipherState {
  const state = node.resource(reference);
  return state instanceof CipherState ? state : badArgument(0, at(line), "Bad State");
}

export const cipherBifs: HostBifs = {
  "crypto:cipher_info_nif/1": (_, name) => {
    const cipher = cipherOf(name!) ?? badarg();
    if (cipher.host === undefined) throw new Raise("error", atom("notsup"));
    return new Map<ErlTerm, ErlTerm>([
      [atom("type"), cipher.type ?? atom("undefined")], [atom("key_length"), cipher.keyLength], [atom("iv_length"), cipher.ivLength],
      [atom("block_size"), cipher.blockSize], [atom("mode"), atom(cipher.mode)], [atom("prop_aead"), cipher.aead !== undefined],
    ]);
  },
  "crypto:ng_crypto_init_nif/4": (context, cipher, key, iv, options) =>
    context.node.newResource(newState(context, cipher!, key!, iv!, options!, 3)),
  "crypto:ng_crypto_update_nif/2": (context, reference, term) => {
    const data = iodata(term!, 1, 860, "expected binary"), state = stateOf(context, reference!, 731), out: Uint8Array[] = [];
    return inPieces(context, data, (piece) => out.push(state.update(piece)), () => Buffer.concat(out));
  },
  "crypto:ng_crypto_update_nif/3": (context, reference, term) => {
    iodata(term!, 1, 860, "expected binary");
    stateOf(context, reference!, 731);
    return notSupported(NO_ARGUMENT, at(736), NO_DYNAMIC_IV);
  },
  "crypto:ng_crypto_final_nif/1": (context, reference) => stateOf(context, reference!, 886).final(),
  "crypto:ng_crypto_get_data_nif/1": (context, reference) => {
    const state = stateOf(context, reference!, 992);
    return new Map<ErlTerm, ErlTerm>([
      [atom("size"), state.size], [atom("padding_size"), state.paddingSize], [atom("padding_type"), atom(state.padding)],
      [atom("encrypt"), state.encrypt],
    ]);
  },
  "crypto:ng_crypto_one_time_nif/5": (context, cipher, key, iv, term, options) => {
    const data = iodata(term!, 3, 966, "expected binary as data");
    const state = newState(context, cipher!, key!, iv!, options!, 4), out: Uint8Array[] = [];
    return inPieces(context, data, (piece) => out.push(state.update(piece)), () => Buffer.concat([...out, state.final()]));
  },
};
