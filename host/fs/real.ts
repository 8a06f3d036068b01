/** The machine's file system as a whole: what a node started from the command line is given. */
import * as fs from "node:fs";
import { type FileStat, type FileSystem, FsError, type OpenFile, type OpenMode } from "./file_system.js";
import { nativePath, pathFromBytes } from "./path.js";
import { RealFile, fileStat, openFlags, posix } from "./real_file.js";

/** What access(2) grants this program on a path. */
export function accessTo(path: string | Buffer): FileStat["access"] {
  const may = (mode: number): boolean => {
    try { fs.accessSync(path, mode); return true; } catch { return false; }
  };
  const read = may(fs.constants.R_OK), write = may(fs.constants.W_OK);
  return read ? (write ? "read_write" : "read") : write ? "write" : "none";
}

/** See the head of this file. Paths go to the operating system as they are. */
export class RealFileSystem implements FileSystem {
  open(path: string, mode: OpenMode): OpenFile {
    return posix(() => new RealFile(fs.openSync(nativePath(path), openFlags(mode), 0o666)));
  }
  readFile(path: string): Uint8Array { return posix(() => fs.readFileSync(nativePath(path))); }
  stat(path: string): FileStat {
    const native = nativePath(path);
    return posix(() => fileStat(fs.statSync(native), accessTo(native)));
  }
  lstat(path: string): FileStat {
    const native = nativePath(path);
    return posix(() => fileStat(fs.lstatSync(native), accessTo(native)));
  }
  list(path: string): string[] {
    return posix(() => fs.readdirSync(nativePath(path), { encoding: "buffer" })).map(pathFromBytes);
  }
  readLink(path: string): string {
    return pathFromBytes(posix(() => fs.readlinkSync(nativePath(path), { encoding: "buffer" })));
  }
  makeDirectory(path: string): void { posix(() => fs.mkdirSync(nativePath(path), 0o777)); }
  removeFile(path: string): void { posix(() => fs.unlinkSync(nativePath(path))); }
  removeDirectory(path: string): void { posix(() => fs.rmdirSync(nativePath(path))); }
  rename(from: string, to: string): void { posix(() => fs.renameSync(nativePath(from), nativePath(to))); }
  makeLink(existing: string, path: string): void { posix(() => fs.linkSync(nativePath(existing), nativePath(path))); }
  makeSymbolicLink(target: string, path: string): void {
    if (target === "") throw new FsError("enoent", path);
    posix(() => fs.symlinkSync(nativePath(target), nativePath(path)));
  }
  setMode(path: string, mode: number): void { posix(() => fs.chmodSync(nativePath(path), mode)); }
  setOwner(path: string, uid: number, gid: number): void { posix(() => fs.chownSync(nativePath(path), uid, gid)); }
  setTimes(path: string, accessed: number, modified: number): void {
    posix(() => fs.utimesSync(nativePath(path), accessed, modified));
  }
}
