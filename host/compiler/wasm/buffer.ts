const utf8 = new TextEncoder();

/** A byte buffer that grows, with the number formats of Wasm. */
export class ByteBuffer {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1024) { this.bytes = new Uint8Array(capacity); }

  private grow(least: number): void {
    const bigger = new Uint8Array(Math.max(least, this.bytes.length * 2));
    bigger.set(this.bytes);
    this.bytes = bigger;
  }

  byte(b: number): void {
    if (this.length === this.bytes.length) this.grow(this.length + 1);
    this.bytes[this.length++] = b;
  }

  /** Unsigned LEB128 of a number below 2^32. */
  u32(n: number): void {
    while (n > 127) {
      this.byte((n & 127) | 128);
      n >>>= 7;
    }
    this.byte(n);
  }

  /** Signed LEB128 of a 32-bit number. */
  s32(n: number): void {
    n |= 0;
    while (n < -64 || n > 63) {
      this.byte((n & 127) | 128);
      n >>= 7;
    }
    this.byte(n & 127);
  }

  /** Signed LEB128 of a 64-bit number; numbers must be exact integers. */
  s64(n: number | bigint): void {
    if (typeof n === "number") {
      if (n === (n | 0)) {
        this.s32(n);
        return;
      }
      n = BigInt(n);
    }
    while (n < -64n || n > 63n) {
      this.byte(Number(n & 127n) | 128);
      n >>= 7n;
    }
    this.byte(Number(n & 127n));
  }

  f64(value: number): void {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    this.append(bytes);
  }

  append(part: Uint8Array): void {
    if (this.length + part.length > this.bytes.length) this.grow(this.length + part.length);
    this.bytes.set(part, this.length);
    this.length += part.length;
  }

  /** A length and the UTF-8 of a name. */
  name(text: string): void {
    const bytes = utf8.encode(text);
    this.u32(bytes.length);
    this.append(bytes);
  }

  view(from = 0, to = this.length): Uint8Array<ArrayBuffer> { return this.bytes.subarray(from, to); }
}
