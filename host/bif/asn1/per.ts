/**
 * The last step of aligned PER: generated code leaves commands and their data, which become the bits of the message.
 *
 *     0, 1                    a bit                          2          on to the next whole byte
 *     10 n v                  the n lowest bits of v         20 n …     n bytes, from a whole byte on;    21: n in two bytes
 *     30 u n …                n bytes without the u last bits                                             31: n in two bytes
 *     40 l n …                n bytes of a bit each, cut or filled with zeros to l bits
 *     45 l n …                the first l bits of n bytes, filled with zeros      41, 46: n, 42: l, 43, 47: both in two bytes; 46: l
 */

/** A command is damaged, or cut off. */
export class PerError extends Error {}

class Bits {
  private readonly whole: number[] = [];
  /** The byte that is being filled, and how many of its bits, the lowest, are free: 1 to 8. */
  private byte = 0;
  private free = 8;

  private next(): void {
    this.whole.push(this.byte & 0xff);
    this.byte = 0;
    this.free = 8;
  }
  bit(value: number): void {
    this.byte |= value << (this.free - 1);
    if (--this.free === 0) this.next();
  }
  zeros(count: number): void { for (let i = 0; i < count; i++) this.bit(0); }
  align(): void { if (this.free !== 8) this.next(); }
  /** The `count` lowest bits of `value`. */
  lowest(count: number, value: number): void { for (let i = count - 1; i >= 0; i--) this.bit(i < 8 ? (value >>> i) & 1 : 0); }
  /** The `count` highest bits of the byte `value`. OTP leaves the lower ones where the next bits come to lie over them. */
  highest(count: number, value: number): void {
    this.byte |= value >>> (8 - this.free);
    if (count < this.free) {
      this.free -= count;
      return;
    }
    const over = count - this.free, rest = value << this.free;
    this.next();
    if (over === 0) return;
    this.byte = rest & 0xff;
    this.free = 8 - over;
  }
  /** All of it: a byte at least. */
  bytes(): Uint8Array {
    if (this.free !== 8 || this.whole.length === 0) this.next();
    return Uint8Array.from(this.whole);
  }
}

class Commands {
  private at = 0;
  constructor(private readonly input: Uint8Array, private readonly out: Bits) {}

  private u8(): number { return this.input[this.at++] ?? 0; }
  private u16(): number { return this.u8() * 256 + this.u8(); }
  /** `count` bytes that have to be there. */
  private need(count: number): void { if (this.at + count > this.input.length) throw new PerError("cut off"); }

  run(): void { while (this.at < this.input.length) this.one(); }

  private one(): void {
    const { out } = this, command = this.u8();
    switch (command) {
      case 0: case 1: out.bit(command); break;
      case 2: out.align(); break;
      case 10: out.lowest(this.u8(), this.u8()); break;
      case 20: this.octets(this.u8()); break;
      case 21: this.octets(this.u16()); break;
      case 30: this.without(this.u8(), this.u8()); break;
      case 31: this.without(this.u8(), this.u16()); break;
      case 40: this.flags(this.u8(), this.u8()); break;
      case 41: this.flags(this.u8(), this.u16()); break;
      case 42: this.flags(this.u16(), this.u8()); break;
      case 43: this.flags(this.u16(), this.u16()); break;
      case 45: this.first(this.u8(), this.u8()); break;
      case 46: this.first(this.u16(), this.u8()); break;
      case 47: this.first(this.u16(), this.u16()); break;
      default: throw new PerError("no command");
    }
  }

  private octets(count: number): void {
    this.need(count);
    this.out.align();
    for (let i = 0; i < count; i++) this.out.highest(8, this.u8());
  }
  private without(unused: number, count: number): void {
    this.need(count);
    for (let i = unused === 0 ? 0 : 1; i < count; i++) this.out.highest(8, this.u8());
    if (unused > 0) this.out.highest(Math.max(8 - unused, 0), this.u8());
  }
  private flags(length: number, count: number): void {
    this.need(count);
    for (let i = 0; i < Math.min(length, count); i++) {
      const flag = this.u8();
      if (flag > 1) throw new PerError("no bit");
      this.out.bit(flag);
    }
    if (length > count) this.out.zeros(length - count);
    else this.at += count - length;
  }
  private first(length: number, count: number): void {
    this.need(count);
    const whole = Math.min(Math.floor(length / 8), count);
    for (let i = 0; i < whole; i++) this.out.highest(8, this.u8());
    if (length < 8 * count) this.out.highest(length % 8, this.u8());
    else this.out.zeros(length - 8 * count);
  }
}

/** The message that the commands make. @throws PerError */
export function completePer(commands: Uint8Array): Uint8Array {
  if (commands.length === 0) return commands;
  const out = new Bits();
  new Commands(commands, out).run();
  return out.bytes();
}
