/** Ciphers: OTP's names for them, and what the host's library calls them. */
import { createCipheriv, getCipherInfo, type CipherGCMTypes } from "node:crypto";
import type { ErlTerm } from "../../term/index.js";
import { atomText } from "../arguments.js";

export type AeadMode = "gcm" | "ccm" | "chacha";

export interface Cipher {
  readonly name: string;
  /** The host's name; undefined when its library has it not. */
  readonly host: string | undefined;
  /** Sizes in bytes. */
  readonly keyLength: number;
  readonly ivLength: number;
  readonly blockSize: number;
  /** What cipher_info calls the mode, e.g. `cbc_mode`. */
  readonly mode: string;
  /** OpenSSL's number of it; undefined where OTP has none. */
  readonly type: number | undefined;
  /** How it authenticates what it encrypts, if it does. */
  readonly aead: AeadMode | undefined;
}

interface Options { readonly mode: string; readonly iv?: number; readonly block?: number; readonly type?: number; readonly aead?: AeadMode }
const row = (name: string, host: string, keyLength: number, { mode, iv = 0, block = 1, type, aead }: Options): Cipher =>
  ({ name, host, keyLength, ivLength: iv, blockSize: block, mode, type, aead });

const AES_BLOCK = 16, DES_BLOCK = 8;
/** Lengths of AES keys in bits, and OpenSSL's numbers of the modes that have one: the next length's are 4 and 3 above. */
const AES = [[128, 0], [192, 1], [256, 2]] as const;
const aes = (make: (bits: number, nth: number) => Cipher): Cipher[] => AES.map(([bits, nth]) => make(bits, nth));
const aesName = (bits: number, mode: string): string => `aes_${bits}_${mode}`;

const ROWS: readonly Cipher[] = [
  row("rc2_cbc", "rc2-cbc", 16, { mode: "cbc_mode", iv: DES_BLOCK, block: DES_BLOCK, type: 37 }),
  row("rc4", "rc4", 16, { mode: "stream_cipher", type: 5 }),
  row("des_cbc", "des-cbc", 8, { mode: "cbc_mode", iv: DES_BLOCK, block: DES_BLOCK, type: 31 }),
  row("des_cfb", "des-cfb8", 8, { mode: "cfb_mode", iv: DES_BLOCK, type: 30 }),
  row("des_ecb", "des-ecb", 8, { mode: "ecb_mode", block: DES_BLOCK, type: 29 }),
  row("des_ede3_cbc", "des-ede3-cbc", 24, { mode: "cbc_mode", iv: DES_BLOCK, block: DES_BLOCK, type: 44 }),
  row("des_ede3_cfb", "des-ede3-cfb", 24, { mode: "cfb_mode", iv: DES_BLOCK, type: 30 }),
  row("blowfish_cbc", "bf-cbc", 16, { mode: "cbc_mode", iv: DES_BLOCK, block: DES_BLOCK, type: 91 }),
  row("blowfish_cfb64", "bf-cfb", 16, { mode: "cfb_mode", iv: DES_BLOCK }),
  row("blowfish_ofb64", "bf-ofb", 16, { mode: "ofb_mode", iv: DES_BLOCK }),
  row("blowfish_ecb", "bf-ecb", 16, { mode: "ecb_mode", block: DES_BLOCK }),
  ...aes((bits, n) => row(aesName(bits, "cbc"), `aes-${bits}-cbc`, bits / 8, { mode: "cbc_mode", iv: AES_BLOCK, block: AES_BLOCK, type: 419 + 4 * n })),
  ...aes((bits, n) => row(aesName(bits, "cfb128"), `aes-${bits}-cfb`, bits / 8, { mode: "cfb_mode", iv: AES_BLOCK, type: 421 + 4 * n })),
  ...aes((bits, n) => row(aesName(bits, "cfb8"), `aes-${bits}-cfb8`, bits / 8, { mode: "cfb_mode", iv: AES_BLOCK, type: 421 + 4 * n })),
  ...aes((bits, n) => row(aesName(bits, "ofb"), `aes-${bits}-ofb`, bits / 8, { mode: "ofb_mode", iv: AES_BLOCK, type: 420 + 4 * n })),
  ...aes((bits, n) => row(aesName(bits, "ecb"), `aes-${bits}-ecb`, bits / 8, { mode: "ecb_mode", block: AES_BLOCK, type: 418 + 4 * n })),
  ...aes((bits) => row(aesName(bits, "ctr"), `aes-${bits}-ctr`, bits / 8, { mode: "ctr_mode", iv: AES_BLOCK })),
  ...aes((bits, n) => row(aesName(bits, "gcm"), `aes-${bits}-gcm`, bits / 8, { mode: "gcm_mode", iv: 12, type: 895 + 3 * n, aead: "gcm" })),
  ...aes((bits, n) => row(aesName(bits, "ccm"), `aes-${bits}-ccm`, bits / 8, { mode: "ccm_mode", iv: 12, type: 896 + 3 * n, aead: "ccm" })),
  row("chacha20", "chacha20", 32, { mode: "stream_cipher", iv: 16 }),
  row("chacha20_poly1305", "chacha20-poly1305", 32, { mode: "stream_cipher", iv: 12, aead: "chacha" }),
];

const TAG_BYTES = 16;

/** A library may list a cipher that it does not make: only trying tells. */
function isThere({ host, keyLength, ivLength }: Cipher): boolean {
  if (getCipherInfo(host!) === undefined) return false;
  try {
    createCipheriv(host as CipherGCMTypes, new Uint8Array(keyLength), ivLength === 0 ? null! : new Uint8Array(ivLength), { authTagLength: TAG_BYTES });
  } catch { return false; }
  return true;
}

let known: ReadonlyMap<string, Cipher> | undefined;
const ciphers = (): ReadonlyMap<string, Cipher> =>
  (known ??= new Map(ROWS.map((cipher) => [cipher.name, { ...cipher, host: isThere(cipher) ? cipher.host : undefined }])));

/** The cipher that a term names; undefined when it names none. */
export const cipherOf = (name: ErlTerm): Cipher | undefined => ciphers().get(atomText(name) ?? "");
/** Names of those that are there. */
export const cipherNames = (): string[] => [...ciphers().values()].filter(({ host }) => host !== undefined).map(({ name }) => name).reverse();
