/** One encryption or decryption under way, with the paddings of OpenSSL (pkcs_padding) and of OTP (zero, random). */
import { createCipheriv, createDecipheriv, type Cipher as Encryption, type Decipher as Decryption } from "node:crypto";
import type { Cipher } from "./ciphers.js";
import { failed } from "./errors.js";

export type Padding = "undefined" | "none" | "pkcs_padding" | "zero" | "random";

/** No padding was made yet. */
const NOT_PADDED = -1;

function start(name: string, key: Uint8Array, iv: Uint8Array | null, encrypt: boolean): Encryption | Decryption {
  try { return encrypt ? createCipheriv(name, key, iv) : createDecipheriv(name, key, iv); } catch {
    return failed(["api_ng.c", 345], "Can't initialize key or iv");
  }
}

export class CipherState {
  /** Bytes that came in. */
  size = 0;
  /** Bytes of padding that were added. */
  paddingSize = NOT_PADDED;
  /** Bytes of the block that is not full yet. */
  private pending = 0;
  private readonly engine: Encryption | Decryption;

  constructor(
    private readonly cipher: Cipher, key: Uint8Array, iv: Uint8Array, readonly encrypt: boolean, readonly padding: Padding,
    private readonly fillRandom: (bytes: Uint8Array) => void,
  ) {
    this.engine = start(cipher.host!, key, cipher.ivLength === 0 ? null : iv, encrypt).setAutoPadding(padding === "pkcs_padding");
  }

  /** What comes out for `data`. */
  update(data: Uint8Array): Uint8Array {
    this.size += data.length;
    return this.feed(data);
  }

  private feed(data: Uint8Array): Uint8Array {
    this.pending = (this.pending + data.length) % this.cipher.blockSize;
    try { return this.engine.update(data); } catch { return failed(["api_ng.c", 440], "Can't update"); }
  }

  /** The last of it. */
  final(): Uint8Array {
    const { blockSize } = this.cipher, over = this.size % blockSize, missing = over === 0 ? 0 : blockSize - over;
    if (!this.encrypt) return this.finish(638, "Can't finalize");
    switch (this.padding) {
      case "zero": case "random": {
        const padding = new Uint8Array(missing);
        if (this.padding === "random") this.fillRandom(padding);
        const out = missing === 0 ? padding : this.feed(padding);
        this.paddingSize = missing;
        this.finish(614, "Padding failed");
        return out;
      }
      case "pkcs_padding": this.paddingSize = missing === 0 ? blockSize : missing; break;
      default: this.paddingSize = missing;
    }
    return this.padding === "none" ? this.finish(610, "Padding 'none' but unfilled last block") : this.finish(612, "Can't finalize");
  }

  /** Whatever has no padding has nothing left to come out, and goes on. */
  private finish(line: number, text: string): Uint8Array {
    if (this.padding === "undefined") return new Uint8Array(0);
    if (this.padding !== "pkcs_padding" || this.cipher.blockSize === 1) return this.pending === 0 ? new Uint8Array(0) : failed(["api_ng.c", line], text);
    try { return this.engine.final(); } catch { return failed(["api_ng.c", line], text); }
  }
}
