/**
 * The driver `trace_file_drv` (dbg:trace_port(file, …)): a port that is a tracer, and writes what it is told to a file, or in turn to
 * several. A command is `n NAME`, or `w SIZE COUNT TIME LENGTH n NAME…`, whose NAME is LENGTH bytes and the rest the files' ending.
 *
 *     0     1             5
 *     | 0 | size: 32 bits | external term … |      one message in a file
 */
import type { FileSystem, OpenFile } from "../fs/index.js";
import { FsError } from "../fs/index.js";
import { PortError, type Driver, type PortLink, type PortSettings } from "./driver.js";

const TERM = 0, HEAD_BYTES = 5;
/** Bytes that wait in memory to be written together. */
const BUFFER_BYTES = 1 << 16;
const FLUSH = "f".charCodeAt(0);
const DONE = 0;

interface Wrap {
  /** A file that is longer is followed by the next; 0: no limit. */
  readonly bytes: number;
  /** The most files that are kept. */
  readonly count: number;
  /** Milliseconds after which the next file begins; 0: no limit. */
  readonly time: number;
}

interface Target { readonly name: string; readonly ending: string; readonly wrap: Wrap | undefined }

function parse(command: string): Target {
  const plain = /^\S+\s+n (.+)$/s.exec(command);
  if (plain) return { name: plain[1]!, ending: "", wrap: undefined };
  const wraps = /^\S+\s+w (\d+) (\d+) (\d+) (\d+) n (.+)$/s.exec(command);
  if (!wraps) throw new PortError("badarg");
  const [bytes, count, time, length] = wraps.slice(1, 5).map(Number) as [number, number, number, number];
  return { name: wraps[5]!.slice(0, length), ending: wraps[5]!.slice(length), wrap: { bytes, count, time } };
}

class TraceFile implements Driver {
  private file: OpenFile;
  private sequence = 0;
  private readonly kept: string[] = [];
  private position = 0;
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private readonly timer: NodeJS.Timeout | undefined;

  constructor(private readonly fs: FileSystem, private readonly target: Target, private readonly link: PortLink) {
    this.file = this.openNext();
    const time = target.wrap?.time ?? 0;
    if (time > 0) {
      this.timer = setInterval(() => { this.attempt(() => { this.startNext(); }); }, time);
      this.timer.unref();
    }
  }

  output(bytes: Uint8Array): void {
    const head = new Uint8Array(HEAD_BYTES);
    head[0] = TERM;
    new DataView(head.buffer).setUint32(1, bytes.length);
    this.waiting.push(head, bytes);
    this.waitingBytes += HEAD_BYTES + bytes.length;
    const limit = this.target.wrap?.bytes ?? 0;
    this.attempt(() => {
      if (limit > 0 && this.position + this.waitingBytes > limit) this.startNext();
      else if (this.waitingBytes >= BUFFER_BYTES) this.flush();
    });
  }

  control(operation: number): Uint8Array | undefined {
    if (operation !== FLUSH) return undefined;
    this.attempt(() => { this.flush(); });
    return Uint8Array.of(DONE);
  }

  close(): void {
    clearInterval(this.timer);
    this.attempt(() => { this.flush(); });
    this.file.close();
  }

  /** A file that cannot be written to ends the port. */
  private attempt(run: () => void): void {
    try { run(); } catch (error) { this.link.exit(FsError.from(error).code); }
  }
  private flush(): void {
    for (const bytes of this.waiting) {
      this.file.write(bytes, this.position);
      this.position += bytes.length;
    }
    this.waiting = [];
    this.waitingBytes = 0;
  }
  private startNext(): void {
    this.flush();
    this.file.close();
    this.file = this.openNext();
  }
  private openNext(): OpenFile {
    const { name, ending, wrap } = this.target;
    const path = wrap ? `${name}${this.sequence}${ending}` : name;
    if (wrap) {
      if (this.kept.length >= wrap.count) this.fs.removeFile(this.kept.shift()!);
      this.kept.push(path);
      this.sequence = (this.sequence + 1) % (wrap.count + 1);
    }
    this.position = 0;
    return this.fs.open(path, {
      read: false, write: true, create: true, exclusive: false, truncate: true, append: false, sync: false, directory: false,
    });
  }
}

/** Opens a trace file. @throws PortError when the command is none, or the file cannot be opened */
export function openTraceFile(link: PortLink, _: PortSettings, command: string): Driver {
  try { return new TraceFile(link.node.world.fs, parse(command), link); } catch (error) {
    if (error instanceof PortError) throw error;
    throw new PortError(FsError.from(error).code);
  }
}
