/**
 * BER as nested tags, lengths and values (ITU-T X.690), which the code that OTP's asn1ct generates works on: `{Tag, Binary}` for
 * primitive values, `{Tag, [{Tag, …}, …]}` for constructed ones. Tag is the class, shifted by 16, and the number.
 *
 *     | class:2 form:1 number:5 |                        number 31: it follows, seven bits a byte, the last one with a clear top bit
 *     | 0 length:7 |  | 1 n:7 | n bytes of length |      | 1 0 | values … | 0 0 |  of indefinite length
 */
import { ImproperList, Tuple, tuple, type ErlTerm } from "../../term/index.js";

const CLASS = 0xc0, CONSTRUCTED = 0x20, NUMBER = 0x1f, CONTINUES = 0x80, SEVEN_BITS = 0x7f;
/** From two bits at the top of a byte to where a tag has them. */
const CLASS_SHIFT = 10;
const NUMBER_MASK = 0xffff, TAG_LIMIT = 2 ** 32;
/** Lengths from here on do not fit when another byte follows. */
const LENGTH_LIMIT = 2 ** 24;
/** OTP's library goes no deeper. */
const MAX_DEPTH = 585;

export type BerFault = "invalid_tag" | "invalid_length" | "invalid_value" | "unknown";

/** What is wrong with the bytes, and where. */
export class BerError extends Error {
  constructor(readonly fault: BerFault, readonly position: number) { super(`${fault} at byte ${position}`); }
}

class Decoder {
  at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  private fail(fault: BerFault): never { throw new BerError(fault, this.at); }

  /** The value that starts here and ends before `end`. */
  value(end: number, depth: number): ErlTerm {
    if (this.at + 2 > end) this.fail("invalid_value");
    const constructed = (this.bytes[this.at]! & CONSTRUCTED) !== 0, tag = this.tag(end);
    if (this.at >= end) this.fail("invalid_tag");
    if (depth >= MAX_DEPTH) this.fail("unknown");
    return tuple(tag, this.content(constructed, end, depth));
  }

  private tag(end: number): number {
    const { bytes } = this, first = bytes[this.at]!, cls = (first & CLASS) << CLASS_SHIFT;
    if ((first & NUMBER) !== NUMBER) {
      this.at++;
      return cls + (first & NUMBER);
    }
    if (this.at + 3 > end) this.fail("invalid_value");
    this.at++;
    let high = 0;
    if (bytes[this.at]! >= CONTINUES) high = (bytes[this.at++]! & SEVEN_BITS) << 7;
    if (bytes[this.at]! >= CONTINUES) this.fail("invalid_tag");
    return cls + high + bytes[this.at++]!;
  }

  private content(constructed: boolean, end: number, depth: number): ErlTerm {
    const { bytes } = this, first = bytes[this.at]!;
    let length = first;
    if (first === CONTINUES) return this.indefinite(constructed, end, depth);
    if (first > CONTINUES) {
      const count = first & SEVEN_BITS;
      if (count > end - (this.at + 1)) this.fail("invalid_length");
      length = 0;
      for (let i = 0; i < count; i++) {
        this.at++;
        if (length >= LENGTH_LIMIT) this.fail("invalid_length");
        length = length * 256 + bytes[this.at]!;
      }
    }
    if (length > end - (this.at + 1)) this.fail("invalid_value");
    this.at++;
    const after = this.at + length;
    if (!constructed) {
      this.at = after;
      return bytes.subarray(after - length, after);
    }
    const parts: ErlTerm[] = [];
    while (this.at < after) parts.push(this.value(after, depth + 1));
    return parts;
  }

  private indefinite(constructed: boolean, end: number, depth: number): ErlTerm {
    const parts: ErlTerm[] = [];
    this.at++;
    for (;;) {
      if (this.at + 1 >= end || !constructed) this.fail("invalid_length");
      if (this.bytes[this.at] === 0 && this.bytes[this.at + 1] === 0) break;
      parts.push(this.value(end, depth + 1));
    }
    this.at += 2;
    return parts;
  }
}

/** `{Value, Rest}`. @throws BerError */
export function decodeBer(bytes: Uint8Array): ErlTerm {
  const decoder = new Decoder(bytes), value = decoder.value(bytes.length, 0);
  return tuple(value, bytes.subarray(decoder.at));
}

/** Bytes of the parts of a value, the last ones first: lengths are known only when what they measure is written. */
class Encoder {
  private readonly parts: Uint8Array[] = [];
  size = 0;

  private prepend(bytes: Uint8Array): void {
    this.parts.push(bytes);
    this.size += bytes.length;
  }

  /** Puts a value in front; false when it is none. */
  value(term: ErlTerm): boolean {
    if (!(term instanceof Tuple) || term.length !== 2) return false;
    const [tag, content] = term.elements as [ErlTerm, ErlTerm];
    if (typeof tag !== "number" || !Number.isInteger(tag) || tag < 0 || tag >= TAG_LIMIT) return false;
    const behind = this.size;
    let form = 0;
    if (content instanceof Uint8Array) this.prepend(content);
    else if (Array.isArray(content) && !(content instanceof ImproperList)) {
      form = CONSTRUCTED;
      for (let i = content.length - 1; i >= 0; i--) if (!this.value((content as readonly ErlTerm[])[i]!)) return false;
    } else return false;
    this.prepend(lengthBytes(this.size - behind));
    this.prepend(tagBytes(tag, form));
    return true;
  }

  bytes(): Uint8Array { return Buffer.concat(this.parts.reverse()); }
}

function lengthBytes(length: number): Uint8Array {
  if (length < CONTINUES) return Uint8Array.of(length);
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Uint8Array.of(CONTINUES | digits.length, ...digits);
}
function tagBytes(tag: number, form: number): Uint8Array {
  const first = ((tag >>> CLASS_SHIFT) & CLASS) | form, number = tag & NUMBER_MASK;
  if (number < NUMBER) return Uint8Array.of(first | number);
  const low = number & SEVEN_BITS, middle = (number >>> 7) & SEVEN_BITS, high = number >>> 14;
  if (high > 0) return Uint8Array.of(first | NUMBER, CONTINUES | high, CONTINUES | middle, low);
  return middle > 0 ? Uint8Array.of(first | NUMBER, CONTINUES | middle, low) : Uint8Array.of(first | NUMBER, low);
}

/** The bytes of `{Tag, Content}`; undefined when it is not of that form. */
export function encodeBer(term: ErlTerm): Uint8Array | undefined {
  const encoder = new Encoder();
  return encoder.value(term) ? encoder.bytes() : undefined;
}
