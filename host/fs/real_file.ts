/** Files of the operating system, by descriptor. */
import { constants, closeSync, fdatasyncSync, fstatSync, fsyncSync, ftruncateSync, readSync, writeSync, type Stats } from "node:fs";
import { type FileStat, type FileType, FsError, type OpenFile, type OpenMode } from "./file_system.js";

/** The open(2) flags for a mode. */
export const openFlags = (mode: OpenMode): number =>
  (mode.read && mode.write ? constants.O_RDWR : mode.write ? constants.O_WRONLY : constants.O_RDONLY) |
  (mode.create ? constants.O_CREAT : 0) | (mode.exclusive ? constants.O_EXCL : 0) |
  (mode.truncate ? constants.O_TRUNC : 0) | (mode.append ? constants.O_APPEND : 0) |
  (mode.sync ? constants.O_SYNC : 0) | (mode.directory ? constants.O_DIRECTORY : 0);

const fileType = (s: Stats): FileType =>
  s.isFile() ? "regular" : s.isDirectory() ? "directory" : s.isSymbolicLink() ? "symlink"
    : s.isCharacterDevice() || s.isBlockDevice() ? "device" : "other";

/** FileStat of what Node's stat gave. */
export const fileStat = (s: Stats, access: FileStat["access"]): FileStat => ({
  type: fileType(s), size: s.size, access, mode: s.mode, links: s.nlink, device: s.dev, specialDevice: s.rdev,
  inode: s.ino, uid: s.uid, gid: s.gid, accessed: Math.floor(s.atimeMs / 1000),
  modified: Math.floor(s.mtimeMs / 1000), changed: Math.floor(s.ctimeMs / 1000),
});

/** What the permission bits allow this program, for an open file, whose path may be gone. */
function accessOf(s: Stats): FileStat["access"] {
  const shift = s.uid === process.geteuid?.() ? 6 : s.gid === process.getegid?.() ? 3 : 0;
  const bits = s.mode >> shift;
  return bits & 4 ? (bits & 2 ? "read_write" : "read") : bits & 2 ? "write" : "none";
}

/** Runs a call of node:fs and turns its errors into FsError. */
export function posix<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw FsError.from(error);
  }
}

/** An open file of the operating system; the caller gives up the descriptor. */
export class RealFile implements OpenFile {
  readonly seekable: boolean;

  constructor(readonly descriptor: number) {
    const type = fileType(posix(() => fstatSync(descriptor)));
    this.seekable = type === "regular" || type === "directory";
  }

  read(into: Uint8Array, position: number | null): number {
    return posix(() => {
      let n = 0;
      while (n < into.length) {
        const got = readSync(this.descriptor, into, n, into.length - n, position === null ? null : position + n);
        if (got === 0) break;
        n += got;
      }
      return n;
    });
  }
  write(from: Uint8Array, position: number | null): void {
    posix(() => {
      for (let n = 0; n < from.length;)
        n += writeSync(this.descriptor, from, n, from.length - n, position === null ? null : position + n);
    });
  }
  truncate(size: number): void { posix(() => ftruncateSync(this.descriptor, size)); }
  allocate(offset: number, length: number): void {
    if (length === 0) throw new FsError("einval");
    // Node has no fallocate(2): the file gets its size, its blocks come when they are written.
    if (this.stat().size < offset + length) this.truncate(offset + length);
  }
  sync(dataOnly: boolean): void { posix(() => (dataOnly ? fdatasyncSync : fsyncSync)(this.descriptor)); }
  stat(): FileStat {
    const s = posix(() => fstatSync(this.descriptor));
    return fileStat(s, accessOf(s));
  }
  close(): void { posix(() => closeSync(this.descriptor)); }
}
