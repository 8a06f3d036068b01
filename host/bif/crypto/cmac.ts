/** CMAC (NIST SP 800-38B) on any cipher that encrypts blocks one after the other. */
import { createCipheriv, type Cipher as Encryption } from "node:crypto";
import type { Cipher } from "./ciphers.js";

/** What a carry out of the doubled block is folded back as, for blocks of 16 bytes and for smaller ones. */
const FOLD_16 = 0x87, FOLD_8 = 0x1b;
const PADDING = 0x80;

/** `block` doubled in the field of its size. */
function double(block: Uint8Array): Uint8Array {
  const out = new Uint8Array(block.length);
  for (let i = 0; i < block.length; i++) out[i] = (block[i]! << 1) | ((block[i + 1] ?? 0) >>> 7);
  if (block[0]! & 0x80) out[block.length - 1]! ^= block.length === 16 ? FOLD_16 : FOLD_8;
  return out;
}

export class Cmac {
  private readonly chain: Encryption;
  private readonly subkey: Uint8Array;
  private readonly size: number;
  /** The last bytes, up to a whole block: they are encrypted in another way when nothing follows. */
  private held: Uint8Array = new Uint8Array(0);

  constructor(private readonly cipher: Cipher, private readonly key: Uint8Array) {
    this.size = cipher.blockSize;
    this.subkey = double(this.start().update(new Uint8Array(this.size)));
    this.chain = this.start();
  }

  private start(): Encryption {
    const { host, ivLength } = this.cipher;
    return createCipheriv(host!, this.key, ivLength === 0 ? null : new Uint8Array(ivLength)).setAutoPadding(false);
  }

  update(data: Uint8Array): void {
    if (data.length === 0) return;
    const all = this.held.length === 0 ? data : Buffer.concat([this.held, data]);
    const keep = all.length - Math.floor((all.length - 1) / this.size) * this.size;
    if (all.length > keep) this.chain.update(all.subarray(0, all.length - keep));
    this.held = all.slice(all.length - keep);
  }

  digest(): Uint8Array {
    const last = new Uint8Array(this.size), whole = this.held.length === this.size;
    last.set(this.held);
    if (!whole) last[this.held.length] = PADDING;
    const subkey = whole ? this.subkey : double(this.subkey);
    for (let i = 0; i < this.size; i++) last[i]! ^= subkey[i]!;
    return this.chain.update(last);
  }
}
