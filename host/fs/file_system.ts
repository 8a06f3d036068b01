/**
 * What a node knows of files: synchronous calls on absolute paths, POSIX errors.
 *
 * A path is a string that starts with "/" (path.ts tells how bytes that are no UTF-8 fit into it).
 * Every implementation resolves `.`, `..` and symbolic links itself, component by component, and
 * fails with an FsError whose code is the POSIX name in lower case: the atom that OTP shows.
 */

/** A POSIX error, e.g. `enoent`: the reason of OTP's `{error, Reason}`. */
export class FsError extends Error {
  constructor(readonly code: string, path?: string) {
    super(path === undefined ? code : `${code}: ${path}`);
    this.name = "FsError";
  }

  /** The FsError that stands for an error thrown by node:fs. Anything else is thrown on unchanged. */
  static from(error: unknown): FsError {
    if (error instanceof FsError) return error;
    const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
    if (typeof code !== "string") throw error;
    // Codes of Node's own argument checks (a NUL in a path, an offset out of range) are no POSIX names.
    return new FsError(code.startsWith("ERR_") ? "einval" : code.toLowerCase(), path);
  }
}

export type FileType = "regular" | "directory" | "symlink" | "device" | "other";

/** File attributes, as stat(2) gives them. */
export interface FileStat {
  readonly type: FileType;
  /** Bytes. */
  readonly size: number;
  /** What this program may do with the file. */
  readonly access: "read" | "write" | "read_write" | "none";
  /** st_mode: type bits and permissions. */
  readonly mode: number;
  readonly links: number;
  readonly device: number;
  readonly specialDevice: number;
  readonly inode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970, whole. */
  readonly accessed: number;
  readonly modified: number;
  readonly changed: number;
}

/** How to open a file: the open(2) flags that OTP's modes come to. */
export interface OpenMode {
  readonly read: boolean;
  readonly write: boolean;
  /** Create the file if it is absent (it then has mode 0666 less the umask). */
  readonly create: boolean;
  /** Fail with `eexist` if it exists; a symbolic link counts as existing. */
  readonly exclusive: boolean;
  readonly truncate: boolean;
  /** Every write goes to the end. */
  readonly append: boolean;
  /** Writes return once the data is on the disk. */
  readonly sync: boolean;
  /** Open a directory (for `sync` on it); `enotdir` for anything else. */
  readonly directory: boolean;
}

/** An open file. Positions and sizes are in bytes. Each call throws FsError. */
export interface OpenFile {
  /** False for pipes and terminals: they are read and written with position null. */
  readonly seekable: boolean;
  /** The operating system's descriptor, where there is one. */
  readonly descriptor?: number;
  /** Fills `into` from `position`; returns the bytes read, 0 at the end. */
  read(into: Uint8Array, position: number | null): number;
  /** Writes all of `from` at `position` (at the end in append mode). */
  write(from: Uint8Array, position: number | null): void;
  truncate(size: number): void;
  /** Makes sure that [offset, offset + length) has room, growing the file if need be. */
  allocate(offset: number, length: number): void;
  sync(dataOnly: boolean): void;
  stat(): FileStat;
  close(): void;
}

/** See the head of this file. Every method throws FsError. */
export interface FileSystem {
  open(path: string, mode: OpenMode): OpenFile;
  /** The whole contents of a file. */
  readFile(path: string): Uint8Array;
  /** Attributes of what the path leads to. */
  stat(path: string): FileStat;
  /** Attributes of the entry itself, which may be a symbolic link. */
  lstat(path: string): FileStat;
  /** Names in a directory, without `.` and `..`, in no order. */
  list(path: string): string[];
  readLink(path: string): string;
  makeDirectory(path: string): void;
  removeFile(path: string): void;
  removeDirectory(path: string): void;
  rename(from: string, to: string): void;
  makeLink(existing: string, path: string): void;
  makeSymbolicLink(target: string, path: string): void;
  /** Permission bits only (07777). */
  setMode(path: string, mode: number): void;
  /** -1 leaves a number as it is. */
  setOwner(path: string, uid: number, gid: number): void;
  /** Seconds since 1970. */
  setTimes(path: string, accessed: number, modified: number): void;
}
