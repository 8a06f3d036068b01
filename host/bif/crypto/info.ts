/** What there is: the host's library, its algorithms, and what a node has not (FIPS, engines). */
import { atom, charlist, tuple, type ErlTerm } from "../../term/index.js";
import { badarg } from "../arguments.js";
import type { HostBif, HostBifs } from "../registry.js";
import { cipherNames } from "./ciphers.js";
import { digestNames } from "./digests.js";
import { MACS } from "./mac.js";

const VERSION = process.versions.openssl ?? "0.0.0";
const LIBRARY = `OpenSSL ${VERSION}`;

/** OpenSSL's own number of its version: `0xMNN00PP0`, major, minor, patch. */
function versionNumber(): number {
  const [major = 0, minor = 0, patch = 0] = VERSION.split(/[^0-9]/).map(Number);
  return major * 2 ** 28 + minor * 2 ** 20 + patch * 2 ** 4;
}

const atoms = (names: readonly string[]): ErlTerm[] => names.map(atom);
const notsup: HostBif = () => atom("notsup");

export const infoBifs: HostBifs = {
  "crypto:info_lib/0": () => [tuple(Buffer.from("OpenSSL"), versionNumber(), Buffer.from(LIBRARY))],
  "crypto:info_nif/0": () => new Map<ErlTerm, ErlTerm>([
    [atom("compile_type"), atom("normal")], [atom("link_type"), atom("static")], [atom("cryptolib_version_compiled"), charlist(LIBRARY)],
    [atom("cryptolib_version_linked"), charlist(LIBRARY)], [atom("fips_provider_available"), false],
  ]),
  "crypto:info_fips/0": () => atom("not_supported"),
  "crypto:enable_fips_mode_nif/1": (_, enable) => (typeof enable === "boolean" ? !enable : badarg()),
  "crypto:hash_algorithms/0": () => atoms(digestNames()),
  "crypto:cipher_algorithms/0": () => atoms(cipherNames()),
  "crypto:mac_algorithms/0": () => atoms(MACS),
  "crypto:pubkey_algorithms/0": () => [],
  "crypto:curve_algorithms/0": () => [],
  "crypto:rsa_opts_algorithms/0": () => [],

  // OpenSSL 3 has no engines that OTP would use: these are the answers of its library with it.
  "crypto:engine_by_id_nif/1": notsup,
  "crypto:engine_init_nif/1": notsup,
  "crypto:engine_free_nif/1": notsup,
  "crypto:engine_load_dynamic_nif/0": notsup,
  "crypto:engine_ctrl_cmd_strings_nif/3": notsup,
  "crypto:engine_register_nif/2": notsup,
  "crypto:engine_unregister_nif/2": notsup,
  "crypto:engine_add_nif/1": notsup,
  "crypto:engine_remove_nif/1": notsup,
  "crypto:engine_get_first_nif/0": notsup,
  "crypto:engine_get_next_nif/1": notsup,
  "crypto:engine_get_id_nif/1": notsup,
  "crypto:engine_get_name_nif/1": notsup,
  "crypto:engine_get_all_methods_nif/0": notsup,
  "crypto:ensure_engine_loaded_nif/2": notsup,
};
