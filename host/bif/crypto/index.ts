/** The NIFs of OTP's crypto module, on the host's library (docs/crypto.md). */
import type { HostBifs } from "../registry.js";
import { aeadBifs } from "./aead.js";
import { cipherBifs } from "./cipher.js";
import { hashBifs } from "./hash.js";
import { infoBifs } from "./info.js";
import { keyBifs } from "./keys.js";
import { macBifs } from "./mac.js";
import { numberBifs } from "./number.js";
import { randomBifs } from "./random.js";

export const cryptoBifs: HostBifs = {
  ...hashBifs, ...macBifs, ...cipherBifs, ...aeadBifs, ...randomBifs, ...numberBifs, ...infoBifs, ...keyBifs,
};
