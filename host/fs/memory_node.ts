/** What a MemoryFileSystem is made of: files, directories and symbolic links, each an inode. */

/** File type bits of st_mode. */
const S_IFREG = 0o100000, S_IFDIR = 0o040000, S_IFLNK = 0o120000;
/** Permission bits of st_mode, set-id and sticky bits included. */
export const PERMISSIONS = 0o7777;

export abstract class MemoryNode {
  uid = 0;
  gid = 0;
  links = 0;
  /** Times in whole seconds since 1970. */
  accessed: number;
  modified: number;
  changed: number;

  constructor(readonly inode: number, readonly typeBits: number, public permissions: number, now: number) {
    this.accessed = this.modified = this.changed = now;
  }
  /** Bytes, as stat shows them. */
  abstract get size(): number;
}

/** A regular file: its bytes in one block that grows ahead of them. */
export class MemoryFile extends MemoryNode {
  private block = new Uint8Array(0);
  private length = 0;
  /** Open files on it: its bytes stay while there is one, even when its last name is gone. */
  holders = 0;

  constructor(inode: number, now: number) { super(inode, S_IFREG, 0o644, now); }

  override get size(): number { return this.length; }
  /** A view of the contents: good until the next write. */
  get bytes(): Uint8Array { return this.block.subarray(0, this.length); }

  /** Makes the file `size` bytes long; new bytes are 0. */
  resize(size: number): void {
    if (size > this.block.length) {
      const grown = new Uint8Array(Math.max(size, Math.min(this.block.length * 2, this.block.length + GROWTH_MAX)));
      grown.set(this.bytes);
      this.block = grown;
    } else if (size < this.length) {
      this.block.fill(0, size, this.length);
    }
    this.length = size;
  }
  write(from: Uint8Array, position: number): void {
    if (position + from.length > this.length) this.resize(position + from.length);
    this.block.set(from, position);
  }
}

/** Blocks double until they grow by this many bytes at a time. */
const GROWTH_MAX = 16 << 20;

export class MemoryDirectory extends MemoryNode {
  readonly entries = new Map<string, MemoryNode>();

  constructor(inode: number, now: number, public parent: MemoryDirectory | null) {
    super(inode, S_IFDIR, 0o755, now);
    this.links = 2;
  }
  override get size(): number { return 4096; }

  /** Whether this directory is `other` or lies below it. */
  isWithin(other: MemoryDirectory): boolean {
    for (let d: MemoryDirectory | null = this; d !== null; d = d.parent) if (d === other) return true;
    return false;
  }
}

export class MemoryLink extends MemoryNode {
  constructor(inode: number, now: number, readonly target: string) { super(inode, S_IFLNK, 0o777, now); }
  override get size(): number { return new TextEncoder().encode(this.target).length; }
}
