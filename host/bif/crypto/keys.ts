/** Signatures and keys: not there yet, and refused as OTP refuses what its library was built without. */
import type { HostBif, HostBifs } from "../registry.js";
import { notSupported } from "./errors.js";

const absent = (file: string, line: number): HostBif => () => notSupported(0, [file, line], "Unsupported algorithm");

export const keyBifs: HostBifs = {
  "crypto:pkey_sign_nif/5": absent("pkey.c", 112),
  "crypto:pkey_verify_nif/6": absent("pkey.c", 112),
  "crypto:pkey_crypt_nif/6": absent("pkey.c", 112),
  "crypto:privkey_to_pubkey_nif/2": absent("pkey.c", 112),
  "crypto:rsa_generate_key_nif/2": absent("rsa.c", 1),
  "crypto:dh_generate_key_nif/4": absent("dh.c", 1),
  "crypto:dh_compute_key_nif/3": absent("dh.c", 1),
  "crypto:evp_generate_key_nif/2": absent("evp.c", 1),
  "crypto:evp_compute_key_nif/3": absent("evp.c", 1),
  "crypto:ec_generate_key_nif/2": absent("ec.c", 1),
  "crypto:ecdh_compute_key_nif/3": absent("ecdh.c", 1),
  "crypto:srp_value_B_nif/5": absent("srp.c", 1),
  "crypto:srp_user_secret_nif/7": absent("srp.c", 1),
  "crypto:srp_host_secret_nif/5": absent("srp.c", 1),
};
