/** Poly1305 (RFC 8439): a polynomial of the message's blocks modulo 2^130 - 5, at a secret point. */

const PRIME = (1n << 130n) - 5n;
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn;
const BLOCK = 16;
const TAG = (1n << 128n) - 1n;

const little = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);

export class Poly1305 {
  private readonly point: bigint;
  private readonly secret: bigint;
  private sum = 0n;
  private held: Uint8Array = new Uint8Array(0);

  /** @param key 32 bytes: the point, and what is added at the end */
  constructor(key: Uint8Array) {
    this.point = little(key.subarray(0, BLOCK)) & CLAMP;
    this.secret = little(key.subarray(BLOCK));
  }

  private block(bytes: Uint8Array): void {
    const value = little(bytes) | (1n << BigInt(8 * bytes.length));
    this.sum = ((this.sum + value) * this.point) % PRIME;
  }

  update(data: Uint8Array): void {
    const all = this.held.length === 0 ? data : Buffer.concat([this.held, data]);
    let at = 0;
    for (; at + BLOCK <= all.length; at += BLOCK) this.block(all.subarray(at, at + BLOCK));
    this.held = all.slice(at);
  }

  digest(): Uint8Array {
    if (this.held.length > 0) this.block(this.held);
    this.held = new Uint8Array(0);
    const tag = (this.sum + this.secret) & TAG;
    return Buffer.from(tag.toString(16).padStart(2 * BLOCK, "0"), "hex").reverse();
  }
}
