/** Cutting a stream of bytes into what a port's owner is to be sent: as it comes, packets with a length before them, or lines. */
import type { PortSettings } from "./driver.js";

type Emit = (bytes: Uint8Array, line?: "eol" | "noeol") => void;

/** Takes bytes as they come and emits what is complete. */
export interface InputFraming {
  push(bytes: Uint8Array): void;
  /** The stream has ended: emits what is left of a line; a packet that was cut short is dropped. */
  end(): void;
}

/** The framing that a port's settings ask for. */
export function inputFraming(settings: PortSettings, emit: Emit): InputFraming {
  if (settings.packet !== 0) return new Packets(settings.packet, emit);
  if (settings.line !== 0) return new Lines(settings.line, emit);
  return { push: (bytes) => { if (bytes.length > 0) emit(bytes); }, end: () => {} };
}

/** What is written for `bytes`: with its length before it where the port has packets. */
export function outputFrame(bytes: Uint8Array, packet: PortSettings["packet"]): Uint8Array {
  if (packet === 0) return bytes;
  const frame = new Uint8Array(packet + bytes.length);
  for (let i = 0, n = bytes.length; i < packet; i++, n = Math.floor(n / 256)) frame[packet - 1 - i] = n;
  frame.set(bytes, packet);
  return frame;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

class Packets implements InputFraming {
  private pieces: Uint8Array[] = [];
  private have = 0;
  /** Bytes, header included, that the packet needs; the header alone while its length is unknown. */
  private need: number;

  constructor(private readonly header: number, private readonly emit: Emit) { this.need = header; }

  push(bytes: Uint8Array): void {
    this.pieces.push(bytes);
    this.have += bytes.length;
    if (this.have < this.need) return;
    let all = this.pieces.length === 1 ? bytes : Uint8Array.from(Buffer.concat(this.pieces));
    for (;;) {
      this.need = this.header;
      if (all.length < this.header) break;
      for (let i = 0, length = 0; i < this.header; i++) {
        length = length * 256 + all[i]!;
        this.need = this.header + length;
      }
      if (all.length < this.need) break;
      this.emit(all.subarray(this.header, this.need));
      all = all.subarray(this.need);
    }
    this.pieces = [all];
    this.have = all.length;
  }
  end(): void { this.pieces = []; this.have = 0; }
}

const NEWLINE = 10, RETURN = 13;

class Lines implements InputFraming {
  private rest = new Uint8Array(0);

  constructor(private readonly longest: number, private readonly emit: Emit) {}

  push(bytes: Uint8Array): void {
    let all = this.rest.length === 0 ? bytes : concat(this.rest, bytes);
    for (;;) {
      const newline = all.indexOf(NEWLINE);
      const end = newline > 0 && all[newline - 1] === RETURN ? newline - 1 : newline;
      if (newline >= 0 && end <= this.longest) {
        this.emit(all.subarray(0, end), "eol");
        all = all.subarray(newline + 1);
      } else if (all.length > this.longest) {
        this.emit(all.subarray(0, this.longest), "noeol");
        all = all.subarray(this.longest);
      } else {
        break;
      }
    }
    this.rest = all.slice();
  }
  end(): void {
    if (this.rest.length > 0) this.emit(this.rest, "noeol");
    this.rest = new Uint8Array(0);
  }
}
