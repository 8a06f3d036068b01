/**
 * A directory of the machine as a file system that no path can leave: `..` stops at its top, absolute
 * paths and absolute symbolic links start there, and each component is looked at before it is entered.
 *
 * The look and the step cannot be told apart by a rename in between: every directory on the way is held
 * open (O_PATH, O_NOFOLLOW) and its entries are named through /proc/self/fd, which is what openat(2) does
 * and Node does not offer. Where there is no /proc (macOS), entries are named by their real path: a program
 * *outside* the node that swaps directories for links while the node walks could then lead it astray.
 */
import * as fs from "node:fs";
import { type FileStat, type FileSystem, FsError, type OpenFile, type OpenMode } from "./file_system.js";
import { LINKS_MAX, components, nativePath, needsDirectory, pathFromBytes } from "./path.js";
import { accessTo } from "./real.js";
import { RealFile, fileStat, openFlags, posix } from "./real_file.js";

/** Linux's O_PATH: a descriptor that only names a file. Node has no constant for it. */
const O_PATH = 0o10000000;
const DESCRIPTORS = "/proc/self/fd";
const { O_DIRECTORY, O_NOFOLLOW } = fs.constants;

/** A directory that is held while a path is walked. */
interface Held {
  /** A path by which the operating system reaches this directory and no other. */
  readonly path: string;
  close(): void;
}

/** Where a path leads: an entry of a held directory, or (name "") that directory itself. */
interface Place {
  readonly directory: Held;
  readonly name: string;
  /** What the entry is, by lstat(2); undefined when there is none. */
  readonly stat: fs.Stats | undefined;
}

const child = (directory: Held, name: string): string | Buffer => nativePath(`${directory.path}/${name}`);
const lstat = (path: string | Buffer): fs.Stats | undefined => fs.lstatSync(path, { throwIfNoEntry: false });

/** See the head of this file. */
export class DirectoryFileSystem implements FileSystem {
  private readonly byDescriptor = fs.existsSync(DESCRIPTORS);
  private readonly root: Held;

  /**
   * @param directory path of an existing directory of the machine, which becomes "/".
   * @throws FsError when it is absent or no directory.
   */
  constructor(directory: string) {
    this.root = posix(() => this.hold(fs.realpathSync(directory)));
  }

  /** Gives the directory back to the operating system; the file system is dead then. */
  close(): void { this.root.close(); }

  open(path: string, mode: OpenMode): OpenFile {
    return this.at(path, !mode.exclusive, ({ directory, name, stat }) => {
      if (stat === undefined && mode.create && needsDirectory(path)) throw new FsError("eisdir", path);
      const target = name === "" ? directory.path : child(directory, name);
      // "" names a held directory, whose way in is itself a link of /proc.
      const flags = openFlags(mode) | (name === "" ? 0 : O_NOFOLLOW);
      return new RealFile(fs.openSync(target, flags, 0o666));
    });
  }
  readFile(path: string): Uint8Array {
    return this.at(path, true, (place) => {
      if (place.name === "") throw new FsError("eisdir", path);
      const descriptor = fs.openSync(child(place.directory, place.name), fs.constants.O_RDONLY | O_NOFOLLOW);
      try { return fs.readFileSync(descriptor); } finally { fs.closeSync(descriptor); }
    });
  }
  stat(path: string): FileStat { return this.describe(path, true); }
  lstat(path: string): FileStat { return this.describe(path, false); }
  list(path: string): string[] {
    return this.pinned(path, true, (target) => fs.readdirSync(target, { encoding: "buffer" }).map(pathFromBytes));
  }
  readLink(path: string): string {
    return this.at(path, false, ({ directory, name, stat }) => {
      if (stat === undefined) throw new FsError("enoent", path);
      if (!stat.isSymbolicLink()) throw new FsError("einval", path);
      return pathFromBytes(fs.readlinkSync(child(directory, name), { encoding: "buffer" }));
    });
  }
  makeDirectory(path: string): void {
    this.entry(path, "eexist", (target) => fs.mkdirSync(target, 0o777));
  }
  removeFile(path: string): void { this.entry(path, "eisdir", (target) => fs.unlinkSync(target)); }
  removeDirectory(path: string): void { this.entry(path, "einval", (target) => fs.rmdirSync(target)); }
  rename(from: string, to: string): void {
    this.entry(from, "ebusy", (source) => this.entry(to, "ebusy", (target, stat) => {
      if (stat === undefined && needsDirectory(to) && !lstat(source)?.isDirectory()) throw new FsError("enotdir", to);
      fs.renameSync(source, target);
    }));
  }
  makeLink(existing: string, path: string): void {
    this.entry(existing, "eperm", (source) => this.entry(path, "eexist", (target) => {
      if (needsDirectory(path)) throw new FsError("enoent", path);
      fs.linkSync(source, target);
    }));
  }
  makeSymbolicLink(target: string, path: string): void {
    if (target === "") throw new FsError("enoent", path);
    this.entry(path, "eexist", (place, stat) => {
      if (stat === undefined && needsDirectory(path)) throw new FsError("enoent", path);
      fs.symlinkSync(nativePath(target), place);
    });
  }
  setMode(path: string, mode: number): void { this.pinned(path, true, (target) => fs.chmodSync(target, mode)); }
  setOwner(path: string, uid: number, gid: number): void {
    this.pinned(path, true, (target) => fs.chownSync(target, uid, gid));
  }
  setTimes(path: string, accessed: number, modified: number): void {
    this.pinned(path, true, (target) => fs.utimesSync(target, accessed, modified));
  }

  private describe(path: string, follow: boolean): FileStat {
    return this.pinned(path, follow, (target, descriptor) => {
      const stat = descriptor === undefined ? fs.lstatSync(target) : fs.fstatSync(descriptor);
      return fileStat(stat, stat.isSymbolicLink() ? "read_write" : accessTo(target));
    });
  }

  /** Runs `use` on a path that names an entry by its directory, for calls that never follow the last link. */
  private entry(path: string, ofDirectory: string, use: (target: string | Buffer, stat: fs.Stats | undefined) => void): void {
    this.at(path, false, ({ directory, name, stat }) => {
      if (name === "") throw new FsError(ofDirectory, path);
      use(child(directory, name), stat);
    });
  }

  /** Runs `use` on a path that leads to exactly the file found, for calls that would follow a link put in its place. */
  private pinned<T>(path: string, follow: boolean, use: (target: string | Buffer, descriptor?: number) => T): T {
    return this.at(path, follow, ({ directory, name, stat }) => {
      if (stat === undefined && name !== "") throw new FsError("enoent", path);
      const target = name === "" ? directory.path : child(directory, name);
      if (!this.byDescriptor) return use(target);
      const descriptor = fs.openSync(target, O_PATH | (name === "" ? 0 : O_NOFOLLOW));
      try { return use(`${DESCRIPTORS}/${descriptor}`, descriptor); } finally { fs.closeSync(descriptor); }
    });
  }

  /** Walks to a path, runs `use` there and lets go of the directories on the way. */
  private at<T>(path: string, follow: boolean, use: (place: Place) => T): T {
    const trail: Held[] = [];
    try {
      return use(this.walk(path, follow, trail));
    } catch (error) {
      throw FsError.from(error);
    } finally {
      for (const held of trail) held.close();
    }
  }

  /** The place that a path names. `trail` holds the directories below the top that it goes through. */
  private walk(path: string, follow: boolean, trail: Held[]): Place {
    const pending = components(path).reverse();
    const up = (): void => trail.pop()?.close();
    let links = 0, mustBeDirectory = needsDirectory(path);
    for (;;) {
      const directory = trail.at(-1) ?? this.root, name = pending.pop();
      if (name === undefined) return { directory, name: "", stat: undefined };
      if (name === ".") continue;
      if (name === "..") { up(); continue; }
      const target = child(directory, name), last = pending.length === 0, stat = lstat(target);
      if (stat?.isSymbolicLink() && (!last || follow || mustBeDirectory)) {
        if (++links > LINKS_MAX) throw new FsError("eloop", path);
        const link = pathFromBytes(fs.readlinkSync(target, { encoding: "buffer" }));
        if (link.startsWith("/")) while (trail.length > 0) up();
        if (last && needsDirectory(link)) mustBeDirectory = true;
        pending.push(...components(link).reverse());
        continue;
      }
      if (last) {
        if (mustBeDirectory && stat !== undefined && !stat.isDirectory()) throw new FsError("enotdir", path);
        return { directory, name, stat };
      }
      if (stat === undefined) throw new FsError("enoent", path);
      if (!stat.isDirectory()) throw new FsError("enotdir", path);
      trail.push(this.hold(target));
    }
  }

  private hold(path: string | Buffer): Held {
    if (!this.byDescriptor) return { path: path.toString(), close() { /* nothing is held */ } };
    const descriptor = fs.openSync(path, O_PATH | O_DIRECTORY | O_NOFOLLOW);
    return { path: `${DESCRIPTORS}/${descriptor}`, close: () => fs.closeSync(descriptor) };
  }
}
