/**
 * A file system that lives in memory: files, directories, hard and symbolic links, modes and times.
 * It behaves as Linux does towards the superuser: permissions are kept and shown, not enforced.
 */
import { type FileStat, type FileSystem, FsError, type OpenFile, type OpenMode } from "./file_system.js";
import { LINKS_MAX, components, needsDirectory } from "./path.js";
import { MemoryDirectory, MemoryFile, MemoryLink, type MemoryNode, PERMISSIONS } from "./memory_node.js";

export interface MemoryOptions {
  /** Files to begin with: absolute path → contents (a string is written as UTF-8). */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Milliseconds since 1970, for the times of files; by default the machine's clock. */
  readonly now?: () => number;
  /** Bytes that all files together may have; a write beyond them fails with `enospc`. No limit by default. */
  readonly capacity?: number;
}

/** Where a path leads: an entry of a directory (absent when `node` is), or a directory by way of `.`, `..` or `/`. */
interface Place {
  readonly directory: MemoryDirectory;
  /** "" when the path names no entry but a directory itself. */
  readonly name: string;
  readonly node: MemoryNode | undefined;
}

/** See the head of this file. */
export class MemoryFileSystem implements FileSystem {
  private readonly clock: () => number;
  private readonly capacity: number;
  private used = 0;
  private inodes = 2;
  private readonly root: MemoryDirectory;

  constructor(options: MemoryOptions = {}) {
    this.clock = options.now ?? Date.now;
    this.capacity = options.capacity ?? Infinity;
    this.root = new MemoryDirectory(1, this.now(), null);
    for (const [path, contents] of Object.entries(options.files ?? {})) this.writeFile(path, contents);
  }

  open(path: string, mode: OpenMode): OpenFile {
    const place = this.walk(path, !mode.exclusive);
    let node = place.node;
    if (node === undefined) {
      if (!mode.create || mode.directory) throw new FsError("enoent", path);
      if (needsDirectory(path)) throw new FsError("eisdir", path);
      this.enter(place, node = new MemoryFile(this.inodes++, this.now()));
    } else if (mode.exclusive) {
      throw new FsError("eexist", path);
    }
    if (node instanceof MemoryDirectory) {
      if (mode.write) throw new FsError("eisdir", path);
    } else if (mode.directory) {
      throw new FsError("enotdir", path);
    }
    if (mode.truncate && node instanceof MemoryFile) this.resize(node, 0);
    return new OpenMemoryFile(this, node, mode);
  }

  readFile(path: string): Uint8Array {
    const node = this.find(path);
    if (!(node instanceof MemoryFile)) throw new FsError("eisdir", path);
    return node.bytes.slice();
  }

  /**
   * Writes a whole file, making the directories that lead to it: for programs that embed a node.
   * @throws FsError when a component of the path is a file.
   */
  writeFile(path: string, contents: string | Uint8Array): void {
    const parts = components(path);
    for (let i = 1; i < parts.length; i++) {
      const directory = "/" + parts.slice(0, i).join("/");
      if (this.walk(directory, true).node === undefined) this.makeDirectory(directory);
    }
    const bytes = typeof contents === "string" ? new TextEncoder().encode(contents) : contents;
    const file = this.open(path, WHOLE_FILE);
    file.write(bytes, 0);
    file.close();
  }

  stat(path: string): FileStat { return this.describe(this.find(path)); }
  lstat(path: string): FileStat { return this.describe(this.find(path, false)); }

  list(path: string): string[] {
    const node = this.find(path);
    if (!(node instanceof MemoryDirectory)) throw new FsError("enotdir", path);
    return [...node.entries.keys()];
  }

  readLink(path: string): string {
    const node = this.find(path, false);
    if (!(node instanceof MemoryLink)) throw new FsError("einval", path);
    return node.target;
  }

  makeDirectory(path: string): void {
    const place = this.walk(path, false);
    if (place.node !== undefined) throw new FsError("eexist", path);
    this.enter(place, new MemoryDirectory(this.inodes++, this.now(), place.directory));
    place.directory.links++;
  }

  removeFile(path: string): void {
    const place = this.existing(path);
    if (place.node instanceof MemoryDirectory) throw new FsError("eisdir", path);
    this.leave(place);
  }

  removeDirectory(path: string): void {
    const place = this.existing(path);
    if (!(place.node instanceof MemoryDirectory)) throw new FsError("enotdir", path);
    if (place.name === "") throw new FsError(place.node === this.root ? "ebusy" : "einval", path);
    if (place.node.entries.size > 0) throw new FsError("enotempty", path);
    this.leave(place);
    place.directory.links--;
  }

  rename(from: string, to: string): void {
    const source = this.existing(from), target = this.walk(to, false);
    if (source.name === "" || target.name === "") throw new FsError("ebusy", from);
    const moved = source.node;
    if (moved === target.node) return;
    if (moved instanceof MemoryDirectory) {
      if (target.node !== undefined && !(target.node instanceof MemoryDirectory)) throw new FsError("enotdir", to);
      if (target.directory.isWithin(moved)) throw new FsError("einval", to);
      if (target.node !== undefined && target.node.entries.size > 0) throw new FsError("enotempty", to);
    } else {
      if (target.node instanceof MemoryDirectory) throw new FsError("eisdir", to);
      if (needsDirectory(to)) throw new FsError("enotdir", to);
    }
    if (target.node !== undefined) {
      this.leave(target);
      if (target.node instanceof MemoryDirectory) target.directory.links--;
    }
    source.directory.entries.delete(source.name);
    target.directory.entries.set(target.name, moved);
    source.directory.modified = target.directory.modified = moved.changed = this.now();
    if (moved instanceof MemoryDirectory) {
      source.directory.links--;
      target.directory.links++;
      moved.parent = target.directory;
    }
  }

  makeLink(existing: string, path: string): void {
    const { node } = this.existing(existing);
    if (node instanceof MemoryDirectory) throw new FsError("eperm", existing);
    const place = this.walk(path, false);
    if (place.node !== undefined) throw new FsError("eexist", path);
    if (needsDirectory(path)) throw new FsError("enoent", path);
    this.enter(place, node);
    node.changed = this.now();
  }

  makeSymbolicLink(target: string, path: string): void {
    if (target === "") throw new FsError("enoent", path);
    if (target.includes("\0")) throw new FsError("einval", path);
    const place = this.walk(path, false);
    if (place.node !== undefined) throw new FsError("eexist", path);
    if (needsDirectory(path)) throw new FsError("enoent", path);
    this.enter(place, new MemoryLink(this.inodes++, this.now(), target));
  }

  setMode(path: string, mode: number): void {
    const node = this.find(path);
    node.permissions = mode & PERMISSIONS;
    node.changed = this.now();
  }

  setOwner(path: string, uid: number, gid: number): void {
    const node = this.find(path);
    if (uid !== -1) node.uid = uid;
    if (gid !== -1) node.gid = gid;
    node.changed = this.now();
  }

  setTimes(path: string, accessed: number, modified: number): void {
    const node = this.find(path);
    node.accessed = Math.floor(accessed);
    node.modified = Math.floor(modified);
    node.changed = this.now();
  }

  /** For open files: changes a file's size within the capacity. */
  resize(file: MemoryFile, size: number): void {
    const used = this.used + size - file.size;
    if (used > this.capacity && size > file.size) throw new FsError("enospc");
    this.used = used;
    file.resize(size);
    file.modified = file.changed = this.now();
  }

  /** For open files: writes within the capacity. */
  write(file: MemoryFile, from: Uint8Array, position: number): void {
    if (position + from.length > file.size) this.resize(file, position + from.length);
    file.write(from, position);
    file.modified = file.changed = this.now();
  }

  /** For open files: gives back the room of a file that has no name any more. */
  release(file: MemoryNode): void {
    if (file instanceof MemoryFile && file.links === 0 && file.holders === 0) { this.used -= file.size; file.resize(0); }
  }

  describe(node: MemoryNode): FileStat {
    return {
      type: node instanceof MemoryFile ? "regular" : node instanceof MemoryDirectory ? "directory" : "symlink",
      size: node.size, access: "read_write", mode: node.typeBits | node.permissions, links: node.links, device: 1,
      specialDevice: 0, inode: node.inode, uid: node.uid, gid: node.gid, accessed: node.accessed,
      modified: node.modified, changed: node.changed,
    };
  }

  /** Whole seconds since 1970. */
  now(): number { return Math.floor(this.clock() / 1000); }

  /** The place that a path names; the last component's symbolic link is followed if `follow` says so. */
  private walk(path: string, follow: boolean): Place {
    const pending = components(path).reverse();
    let directory = this.root, links = 0, mustBeDirectory = needsDirectory(path);
    for (;;) {
      const name = pending.pop();
      if (name === undefined) return { directory: directory.parent ?? directory, name: "", node: directory };
      if (name === ".") continue;
      if (name === "..") { directory = directory.parent ?? directory; continue; }
      const last = pending.length === 0, node = directory.entries.get(name);
      if (node instanceof MemoryLink && (!last || follow || mustBeDirectory)) {
        if (++links > LINKS_MAX) throw new FsError("eloop", path);
        if (node.target.startsWith("/")) directory = this.root;
        if (last && needsDirectory(node.target)) mustBeDirectory = true;
        pending.push(...components(node.target).reverse());
        continue;
      }
      if (last) {
        if (mustBeDirectory && node !== undefined && !(node instanceof MemoryDirectory)) throw new FsError("enotdir", path);
        return { directory, name, node };
      }
      if (node === undefined) throw new FsError("enoent", path);
      if (!(node instanceof MemoryDirectory)) throw new FsError("enotdir", path);
      directory = node;
    }
  }

  private existing(path: string): Place & { readonly node: MemoryNode } {
    const { directory, name, node } = this.walk(path, false);
    if (node === undefined) throw new FsError("enoent", path);
    return { directory, name, node };
  }

  private find(path: string, follow = true): MemoryNode {
    const { node } = this.walk(path, follow);
    if (node === undefined) throw new FsError("enoent", path);
    return node;
  }

  private enter(place: Place, node: MemoryNode): void {
    // A removed directory can still be reached by an open walk, but takes no entries any more.
    if (place.directory.links === 0) throw new FsError("enoent");
    place.directory.entries.set(place.name, node);
    if (!(node instanceof MemoryDirectory)) node.links++;
    place.directory.modified = place.directory.changed = this.now();
  }

  private leave(place: Place & { readonly node: MemoryNode | undefined }): void {
    const node = place.node!;
    place.directory.entries.delete(place.name);
    node.links = node instanceof MemoryDirectory ? 0 : node.links - 1;
    place.directory.modified = place.directory.changed = node.changed = this.now();
    this.release(node);
  }
}

const WHOLE_FILE: OpenMode = {
  read: false, write: true, create: true, exclusive: false, truncate: true, append: false, sync: false, directory: false,
};

class OpenMemoryFile implements OpenFile {
  readonly seekable = true;

  constructor(private readonly fs: MemoryFileSystem, private readonly node: MemoryNode, private readonly mode: OpenMode) {
    if (node instanceof MemoryFile) node.holders++;
  }

  read(into: Uint8Array, position: number | null): number {
    if (!this.mode.read) throw new FsError("ebadf");
    if (!(this.node instanceof MemoryFile)) throw new FsError("eisdir");
    const at = position ?? 0, bytes = this.node.bytes;
    const n = Math.max(0, Math.min(into.length, bytes.length - at));
    into.set(bytes.subarray(at, at + n));
    this.node.accessed = this.fs.now();
    return n;
  }
  write(from: Uint8Array, position: number | null): void {
    const file = this.writable();
    this.fs.write(file, from, this.mode.append ? file.size : position ?? 0);
  }
  truncate(size: number): void { this.fs.resize(this.writable("einval"), size); }
  allocate(offset: number, length: number): void {
    const file = this.writable();
    if (length === 0) throw new FsError("einval");
    if (offset + length > file.size) this.fs.resize(file, offset + length);
  }
  sync(): void { /* memory has no disk behind it */ }
  stat(): FileStat { return this.fs.describe(this.node); }
  close(): void {
    if (this.node instanceof MemoryFile) this.node.holders--;
    this.fs.release(this.node);
  }

  private writable(otherwise = "ebadf"): MemoryFile {
    if (!this.mode.write || !(this.node instanceof MemoryFile)) throw new FsError(otherwise);
    return this.node;
  }
}
