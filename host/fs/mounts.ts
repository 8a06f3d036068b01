/**
 * Several file systems in one tree: a base, and others mounted on directories of it. A mount point and
 * the directories above it need not exist in the base.
 *
 * Inside a mount its own file system resolves the path, so its symbolic links cannot lead out of it; links of
 * the base may lead into a mount, and `..` in a path leads out again.
 */
import { type FileStat, type FileSystem, FsError, type OpenFile, type OpenMode } from "./file_system.js";
import { LINKS_MAX, components, needsDirectory } from "./path.js";

/** Where a path leads: a path of one of the file systems. */
interface Place {
  readonly fs: FileSystem;
  readonly path: string;
  /** The path is a mount point or lies above one: it cannot be removed, and may be absent from the base. */
  readonly fixed: boolean;
}

const join = (parts: readonly string[]): string => "/" + parts.join("/");

/** See the head of this file. */
export class MountedFileSystem implements FileSystem {
  private readonly mounts = new Map<string, FileSystem>();
  /** Names that mounts add to a directory: the directory's path → names in it. */
  private readonly added = new Map<string, Set<string>>();

  /** @param mounts absolute path of the mount point → what is mounted there. */
  constructor(private readonly base: FileSystem, mounts: Readonly<Record<string, FileSystem>>) {
    for (const [point, fs] of Object.entries(mounts)) {
      const parts = components(point);
      this.mounts.set(join(parts), fs);
      for (let i = 0; i < parts.length; i++) {
        const above = join(parts.slice(0, i));
        this.added.set(above, (this.added.get(above) ?? new Set()).add(parts[i]!));
      }
    }
  }

  open(path: string, mode: OpenMode): OpenFile {
    const place = this.walk(path, !mode.exclusive);
    return place.fs.open(mode.create ? this.inner(place) : place.path, mode);
  }
  readFile(path: string): Uint8Array {
    const place = this.walk(path, true);
    return place.fs.readFile(place.path);
  }
  stat(path: string): FileStat { return this.describe(this.walk(path, true), true); }
  lstat(path: string): FileStat { return this.describe(this.walk(path, false), false); }
  list(path: string): string[] {
    const { fs, path: inner } = this.walk(path, true);
    const added = fs === this.base ? this.added.get(inner.replace(/(?<=.)\/$/, "")) : undefined;
    if (added === undefined) return fs.list(inner);
    let own: string[] = [];
    try { own = fs.list(inner); } catch (error) { if (FsError.from(error).code !== "enoent") throw error; }
    return [...new Set([...own, ...added])];
  }
  readLink(path: string): string {
    const place = this.walk(path, false);
    if (place.fixed) throw new FsError("einval", path);
    return place.fs.readLink(place.path);
  }
  makeDirectory(path: string): void { this.change(path, "eexist", (fs, inner) => fs.makeDirectory(inner)); }
  removeFile(path: string): void { this.change(path, "eisdir", (fs, inner) => fs.removeFile(inner)); }
  removeDirectory(path: string): void { this.change(path, "ebusy", (fs, inner) => fs.removeDirectory(inner)); }
  rename(from: string, to: string): void {
    this.within(from, to, "ebusy", (fs, source, target) => fs.rename(source, target));
  }
  makeLink(existing: string, path: string): void {
    this.within(existing, path, "eperm", (fs, source, target) => fs.makeLink(source, target));
  }
  makeSymbolicLink(target: string, path: string): void {
    this.change(path, "eexist", (fs, inner) => fs.makeSymbolicLink(target, inner));
  }
  setMode(path: string, mode: number): void {
    const place = this.walk(path, true);
    place.fs.setMode(place.path, mode);
  }
  setOwner(path: string, uid: number, gid: number): void {
    const place = this.walk(path, true);
    place.fs.setOwner(place.path, uid, gid);
  }
  setTimes(path: string, accessed: number, modified: number): void {
    const place = this.walk(path, true);
    place.fs.setTimes(place.path, accessed, modified);
  }

  private describe(place: Place, follow: boolean): FileStat {
    try {
      return follow ? place.fs.stat(place.path) : place.fs.lstat(place.path);
    } catch (error) {
      if (place.fixed && FsError.from(error).code === "enoent") return ABOVE_MOUNT;
      throw error;
    }
  }

  private change(path: string, ofFixed: string, use: (fs: FileSystem, path: string) => void): void {
    const place = this.walk(path, false);
    if (place.fixed) throw new FsError(ofFixed, path);
    use(place.fs, this.inner(place));
  }

  private within(from: string, to: string, ofFixed: string, use: (fs: FileSystem, from: string, to: string) => void): void {
    const source = this.walk(from, false), target = this.walk(to, false);
    if (source.fixed || target.fixed) throw new FsError(ofFixed, from);
    if (source.fs !== target.fs) throw new FsError("exdev", to);
    use(source.fs, this.inner(source), this.inner(target));
  }

  /** A place's path; the directory that only the mounts put there is made in the base before something is put into it. */
  private inner(place: Place): string {
    if (place.fs === this.base) {
      const parts = components(place.path);
      for (let i = 1; i < parts.length; i++) {
        const above = join(parts.slice(0, i));
        if (!this.added.has(above)) break;
        try { this.base.makeDirectory(above); } catch (error) { if (FsError.from(error).code !== "eexist") throw error; }
      }
    }
    return place.path;
  }

  private walk(path: string, follow: boolean): Place {
    const pending = components(path).reverse(), at: string[] = [];
    let links = 0, slash = needsDirectory(path);
    for (;;) {
      const name = pending.pop();
      if (name === undefined) return { fs: this.base, path: join(at), fixed: at.length === 0 || this.added.has(join(at)) };
      if (name === ".") continue;
      if (name === "..") { at.pop(); continue; }
      at.push(name);
      const here = join(at), last = pending.length === 0, mounted = this.mounts.get(here);
      if (mounted !== undefined) {
        const rest = pending.reverse(), out = leavesAt(rest);
        if (out < 0) return { fs: mounted, path: join(rest) + (slash && rest.length > 0 ? "/" : ""), fixed: rest.length === 0 };
        if (mounted.stat(join(rest.slice(0, out))).type !== "directory") throw new FsError("enotdir", path);
        at.pop();
        pending.splice(0, pending.length, ...rest.slice(out + 1).reverse());
        continue;
      }
      if (this.added.has(here)) continue;
      if (last && !follow && !slash) return { fs: this.base, path: here, fixed: false };
      const stat = this.entry(here);
      if (stat?.type === "symlink") {
        if (++links > LINKS_MAX) throw new FsError("eloop", path);
        const target = this.base.readLink(here);
        at.pop();
        if (target.startsWith("/")) at.length = 0;
        if (last && needsDirectory(target)) slash = true;
        pending.push(...components(target).reverse());
        continue;
      }
      if (last) return { fs: this.base, path: here + (slash ? "/" : ""), fixed: false };
      if (stat === undefined) throw new FsError("enoent", path);
      if (stat.type !== "directory") throw new FsError("enotdir", path);
    }
  }

  private entry(path: string): FileStat | undefined {
    try {
      return this.base.lstat(path);
    } catch (error) {
      if (FsError.from(error).code === "enoent") return undefined;
      throw error;
    }
  }
}

/** Index of the `..` by which a path below a mount point leaves the mount, or -1. */
function leavesAt(rest: readonly string[]): number {
  let depth = 0;
  for (let i = 0; i < rest.length; i++)
    if (rest[i] === "..") { if (--depth < 0) return i; } else if (rest[i] !== ".") depth++;
  return -1;
}

/** A directory that exists only because something is mounted below it. */
const ABOVE_MOUNT: FileStat = {
  type: "directory", size: 4096, access: "read", mode: 0o040555, links: 2, device: 0, specialDevice: 0, inode: 1,
  uid: 0, gid: 0, accessed: 0, modified: 0, changed: 0,
};
