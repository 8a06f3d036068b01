/** A file system that can be read but not changed: every change fails with `erofs`. */
import { type FileStat, type FileSystem, FsError, type OpenFile, type OpenMode } from "./file_system.js";

const refuse = (path: string): never => { throw new FsError("erofs", path); };
const readable = (stat: FileStat): FileStat =>
  ({ ...stat, access: stat.access === "read" || stat.access === "read_write" ? "read" : "none" });

/** See the head of this file. */
export class ReadOnlyFileSystem implements FileSystem {
  constructor(private readonly inner: FileSystem) {}

  open(path: string, mode: OpenMode): OpenFile {
    return mode.write || mode.create || mode.truncate ? refuse(path) : this.inner.open(path, mode);
  }
  readFile(path: string): Uint8Array { return this.inner.readFile(path); }
  stat(path: string): FileStat { return readable(this.inner.stat(path)); }
  lstat(path: string): FileStat { return readable(this.inner.lstat(path)); }
  list(path: string): string[] { return this.inner.list(path); }
  readLink(path: string): string { return this.inner.readLink(path); }
  makeDirectory(path: string): void { refuse(path); }
  removeFile(path: string): void { refuse(path); }
  removeDirectory(path: string): void { refuse(path); }
  rename(from: string): void { refuse(from); }
  makeLink(_existing: string, path: string): void { refuse(path); }
  makeSymbolicLink(_target: string, path: string): void { refuse(path); }
  setMode(path: string): void { refuse(path); }
  setOwner(path: string): void { refuse(path); }
  setTimes(path: string): void { refuse(path); }
}
