import { BadBeamError } from "./error.js";

/** Reads big-endian fields from bytes; every read past the end is a BadBeamError. */
export class Reader {
  pos = 0;

  constructor(readonly bytes: Uint8Array, private readonly what: string) {}

  get left(): number { return this.bytes.length - this.pos; }

  private need(n: number): void {
    if (n > this.bytes.length - this.pos) throw new BadBeamError(`${this.what} is cut short at byte ${this.pos}`);
  }

  u8(): number {
    const b = this.bytes[this.pos];
    if (b === undefined) throw new BadBeamError(`${this.what} is cut short at byte ${this.pos}`);
    this.pos++;
    return b;
  }

  u16(): number { return (this.u8() << 8) | this.u8(); }

  u32(): number { return ((this.u8() << 24) | (this.u8() << 16) | (this.u8() << 8) | this.u8()) >>> 0; }

  i32(): number { return this.u32() | 0; }

  i64(): bigint { return BigInt.asIntN(64, (BigInt(this.u32()) << 32n) | BigInt(this.u32())); }

  take(n: number): Uint8Array {
    this.need(n);
    const part = this.bytes.subarray(this.pos, this.pos + n);
    this.pos += n;
    return part;
  }

  /**
   * A count of entries that take at least `least` bytes each: refused at once when the rest
   * cannot hold them, so that a damaged count never costs memory or time.
   */
  count(least: number): number {
    const n = this.u32();
    if (n * least > this.left) throw new BadBeamError(`${this.what} claims ${n} entries`);
    return n;
  }
}
