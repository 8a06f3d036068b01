/** A driver over two streams: the part that `fd` and `spawn` have in common. */
import type { Readable, Writable } from "node:stream";
import type { Driver, PortLink, PortSettings } from "./driver.js";
import { inputFraming, outputFrame } from "./framing.js";

/** A POSIX name in lower case of a stream's error. */
const posixCode = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code ?? "eio";
  return code.startsWith("ERR_") ? "epipe" : code.toLowerCase();
};

/** Reads and writes streams for a port. Closing lets go of the streams; ending them is up to `closed`. */
export class StreamDriver implements Driver {
  private closedAlready = false;
  private full = false;
  private readonly undo: (() => void)[] = [];

  /**
   * @param atEnd run when the input has ended; it calls `rest`, which sends what is left of a line.
   * @param closed run once when the port is closed.
   */
  constructor(
    private readonly link: PortLink,
    private readonly settings: PortSettings,
    private readonly readable: Readable | undefined,
    private readonly writable: Writable | undefined,
    private readonly atEnd: (rest: () => void) => void,
    private readonly closed: () => void = () => {},
  ) {
    if (readable !== undefined && settings.input) this.read(readable);
    if (writable !== undefined && settings.output) {
      this.listen(writable, "drain", () => { this.full = false; link.busy(false); });
      this.listen(writable, "error", (error) => link.exit(posixCode(error)));
    }
  }

  output(bytes: Uint8Array): void {
    const { writable } = this;
    if (writable === undefined || !this.settings.output) return;
    if (writable.destroyed || writable.writableEnded) { this.link.exit("epipe"); return; }
    if (!writable.write(outputFrame(bytes, this.settings.packet)) && !this.full) {
      this.full = true;
      this.link.busy(true);
    }
  }

  queued(): number { return this.writable?.writableLength ?? 0; }

  flushed(): Promise<void> {
    const { writable } = this;
    if (writable === undefined || writable.writableLength === 0 || writable.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      writable.once("drain", resolve);
      writable.once("error", () => resolve());
      writable.once("close", resolve);
    });
  }

  close(): void {
    if (this.closedAlready) return;
    this.closedAlready = true;
    for (const run of this.undo) run();
    // An error that comes after the port is closed concerns nobody, but without a listener it would end the program.
    this.writable?.on("error", () => {});
    if (this.settings.input) this.readable?.pause();
    this.closed();
  }

  private read(readable: Readable): void {
    const framing = inputFraming(this.settings, (bytes, line) => this.link.data(bytes, line));
    let ended = false;
    const end = (): void => {
      if (ended) return;
      ended = true;
      this.atEnd(() => framing.end());
    };
    this.listen(readable, "data", (chunk) => framing.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk as Uint8Array));
    this.listen(readable, "end", end);
    this.listen(readable, "close", end);
    this.listen(readable, "error", (error) => this.link.exit(posixCode(error)));
    if (readable.readableEnded || readable.destroyed) setImmediate(() => { if (!this.closedAlready) end(); });
    else readable.resume();
  }

  private listen(stream: Readable | Writable, event: string, run: (value: unknown) => void): void {
    stream.on(event, run);
    this.undo.push(() => stream.off(event, run));
  }
}
