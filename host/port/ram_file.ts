/**
 * The driver `ram_file_drv`: files in memory for one program (kernel's ram_file.erl). A command is an operation and its
 * numbers, most significant byte first; the answer is `{Port, {data, [Kind | …]}}`.
 */
import { ImproperList, atom, tuple, type ErlTerm } from "../term/index.js";
import type { Driver, PortLink, PortSettings } from "./driver.js";

const OPEN = 1, READ = 2, SEEK = 3, WRITE = 4, SYNC = 9, TRUNCATE = 14, PREAD = 17, PWRITE = 18, DATASYNC = 19, GET = 30, SIZE = 37,
  ADVISE = 38, ALLOCATE = 39;
const MODE_READ = 1, MODE_WRITE = 2;
const FROM_START = 0, FROM_CURRENT = 1;
const ANSWER_OK = 0, ANSWER_ERROR = 1, ANSWER_DATA = 2, ANSWER_NUMBER = 3;

const big = (n: number): number[] => [n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff];

class RamFile implements Driver {
  private mode = 0;
  private contents = new Uint8Array(0);
  private position = 0;

  constructor(private readonly link: PortLink, private readonly binary: boolean) {}

  output(bytes: Uint8Array): void { this.answer(this.run(bytes[0]!, bytes.subarray(1))); }
  close(): void { this.contents = new Uint8Array(0); }

  private answer(data: ErlTerm): void { this.link.send(tuple(this.link.port, tuple(atom("data"), data))); }
  private error(name: string): ErlTerm { return [ANSWER_ERROR, ...new TextEncoder().encode(name)]; }
  private number(n: number): ErlTerm { return [ANSWER_NUMBER, ...big(n)]; }
  private data(bytes: Uint8Array): ErlTerm {
    const head = [ANSWER_DATA, ...big(bytes.length)];
    return this.binary ? new ImproperList(head, bytes.slice()) : [...head, ...bytes];
  }

  private run(operation: number, rest: Uint8Array): ErlTerm {
    const view = new DataView(rest.buffer, rest.byteOffset, rest.length);
    switch (operation) {
      case OPEN:
        this.mode = view.getInt32(0);
        this.contents = rest.slice(4);
        return this.number(0);
      case READ: {
        const answer = this.read(this.position, view.getInt32(0));
        if (this.readable) this.position += Math.max(0, Math.min(view.getInt32(0), this.contents.length - this.position));
        return answer;
      }
      case PREAD: return this.read(view.getInt32(0), view.getInt32(4));
      case WRITE: {
        const answer = this.write(this.position, rest);
        if (this.writable) this.position += rest.length;
        return answer;
      }
      case PWRITE: return this.write(view.getInt32(0), rest.subarray(4));
      case SEEK: {
        const from = view.getInt32(4), base = from === FROM_START ? 0 : from === FROM_CURRENT ? this.position : this.contents.length;
        const position = base + view.getInt32(0);
        if (position < 0) return this.error("einval");
        this.position = position;
        return this.number(position);
      }
      case TRUNCATE:
        if (!this.writable) return this.error("eacces");
        this.resize(this.position);
        return [ANSWER_OK];
      case GET: return this.data(this.contents);
      case SIZE: return this.number(this.contents.length);
      case SYNC: case DATASYNC: return [ANSWER_OK];
      case ADVISE: case ALLOCATE: return [ANSWER_OK];
      default: return this.error("einval");
    }
  }

  private get readable(): boolean { return (this.mode & MODE_READ) !== 0; }
  private get writable(): boolean { return (this.mode & MODE_WRITE) !== 0; }

  private read(at: number, count: number): ErlTerm {
    if (!this.readable) return this.error("ebadf");
    if (at < 0 || count < 0) return this.error("einval");
    return this.data(this.contents.subarray(at, at + count));
  }
  private write(at: number, bytes: Uint8Array): ErlTerm {
    if (!this.writable) return this.error("ebadf");
    if (at < 0) return this.error("einval");
    if (at + bytes.length > this.contents.length) this.resize(at + bytes.length);
    this.contents.set(bytes, at);
    return this.number(bytes.length);
  }
  private resize(size: number): void {
    const contents = new Uint8Array(size);
    contents.set(this.contents.subarray(0, size));
    this.contents = contents;
  }
}

/** Opens a file in memory. */
export const openRamFile = (link: PortLink, settings: PortSettings): Driver => new RamFile(link, settings.binary);
