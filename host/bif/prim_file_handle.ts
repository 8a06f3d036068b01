/** prim_file's functions on open files. A file is closed when the process that opened it exits. */
import { FsError, type OpenFile, type OpenMode } from "../fs/index.js";
import { RealFile } from "../fs/real_file.js";
import { atom, tuple, type ErlTerm, type Pid } from "../term/index.js";
import { atomText, badarg, expectInteger, expectIodata, expectList, isInteger, ok } from "./arguments.js";
import { failed, fileInfo, nativePath, posixResult } from "./prim_file.js";
import type { HostBif, HostBifs } from "./registry.js";
import { Resources } from "./resources.js";
import { perNode, type BifContext } from "./world.js";

/** An open file with its position: Node reads and writes at positions, it cannot move the one of a descriptor. */
interface Entry {
  readonly file: OpenFile;
  readonly append: boolean;
  position: number;
}

const entries = perNode((node) => new Resources<Entry>(node, (entry) => entry.file.close()));
const eof = atom("eof");

function openMode(modes: readonly ErlTerm[]): OpenMode {
  const has = (name: string): boolean => modes.some((mode) => atomText(mode) === name);
  const append = has("append"), exclusive = has("exclusive"), directory = has("directory");
  const write = has("write") || append || exclusive, read = has("read") || !write;
  return {
    read, write, create: write && !directory, exclusive, append, sync: has("sync"), directory,
    truncate: write && !read && !append,
  };
}

/** Hands an open file to the calling process: `{ok, Handle}`. */
function handOver(context: BifContext, file: OpenFile, append: boolean): ErlTerm {
  return tuple(ok, entries(context.node).add({ file, append, position: 0 }, context.self as Pid));
}

const find = (context: BifContext, handle: ErlTerm): Entry | undefined => entries(context.node).get(handle);

/** A BIF on an open file: `{error, einval}` once it is closed. */
const onFile = (run: (entry: Entry, ...args: ErlTerm[]) => ErlTerm): HostBif => (context, handle, ...args) => {
  const entry = find(context, handle);
  return entry === undefined ? failed("einval") : posixResult(() => run(entry, ...args));
};

/** An integer that C would take as a 64-bit one and that is not negative; `einval` if it is, badarg if it is none. */
function size(term: ErlTerm): number {
  if (!isInteger(term)) badarg();
  if (term < 0) throw new FsError("einval");
  if (typeof term === "bigint") throw new FsError("enomem");
  return term;
}

/** Up to `count` bytes at `position`; reads of more than this are done in pieces, for a size is only a promise. */
const PIECE = 1 << 20;

function readBytes(entry: Entry, position: number | null, count: number): Uint8Array {
  if (count <= PIECE) {
    const bytes = new Uint8Array(count);
    return bytes.subarray(0, entry.file.read(bytes, position));
  }
  const pieces: Uint8Array[] = [];
  let total = 0;
  while (total < count) {
    const piece = new Uint8Array(Math.min(PIECE, count - total));
    const n = entry.file.read(piece, position === null ? null : position + total);
    if (n > 0) pieces.push(piece.subarray(0, n));
    total += n;
    if (n < piece.length) break;
  }
  const all = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) { all.set(piece, at); at += piece.length; }
  return all;
}
const readResult = (bytes: Uint8Array): ErlTerm => (bytes.length === 0 ? eof : tuple(ok, bytes));

export const primFileHandleBifs: HostBifs = {
  "prim_file:open_nif/2": (context, name, modes) => {
    const mode = openMode(expectList(modes));
    return posixResult(() => {
      const file = context.node.world.fs.open(nativePath(context, name), mode);
      const checked = mode.directory || (modes as ErlTerm[]).some((m) => atomText(m) === "skip_type_check");
      if (!checked && file.stat().type === "directory") { file.close(); throw new FsError("eisdir"); }
      return handOver(context, file, mode.append);
    });
  },
  "prim_file:file_desc_to_ref_nif/1": (context, descriptor) => {
    const fd = expectInteger(descriptor);
    return posixResult(() => {
      if (!context.node.world.machine) throw new FsError("ebadf");
      return handOver(context, new RealFile(fd), false);
    });
  },
  "prim_file:close_nif/1": (context, handle) => {
    const entry = entries(context.node).remove(handle);
    return entry === undefined ? failed("einval") : posixResult(() => { entry.file.close(); return ok; });
  },
  // Files of a dead process are closed at once, so nothing is left for its helper process to do.
  "prim_file:delayed_close_nif/1": () => ok,
  "prim_file:read_nif/2": onFile((entry, count) => {
    const { seekable } = entry.file, bytes = readBytes(entry, seekable ? entry.position : null, size(count!));
    entry.position += bytes.length;
    return readResult(bytes);
  }),
  "prim_file:pread_nif/3": onFile((entry, offset, count) => {
    if (!isInteger(offset!) || !isInteger(count!)) badarg();
    return readResult(readBytes(entry, size(offset!), size(count!)));
  }),
  "prim_file:write_nif/2": onFile((entry, iovec) => {
    const bytes = expectIodata(iovec!);
    entry.file.write(bytes, entry.file.seekable ? entry.position : null);
    entry.position = entry.append ? entry.file.stat().size : entry.position + bytes.length;
    return ok;
  }),
  "prim_file:pwrite_nif/3": onFile((entry, offset, iovec) => {
    if (!isInteger(offset!)) badarg();
    const bytes = expectIodata(iovec!);
    entry.file.write(bytes, size(offset!));
    return ok;
  }),
  "prim_file:seek_nif/3": onFile((entry, whence, offset) => {
    const from = atomText(whence!), distance = expectInteger(offset!);
    if (from !== "bof" && from !== "cur" && from !== "eof") badarg();
    if (!entry.file.seekable) throw new FsError("espipe");
    const position = distance + (from === "bof" ? 0 : from === "cur" ? entry.position : entry.file.stat().size);
    if (position < 0) throw new FsError("einval");
    entry.position = position;
    return tuple(ok, position);
  }),
  "prim_file:sync_nif/2": onFile((entry, dataOnly) => {
    entry.file.sync(expectInteger(dataOnly!) !== 0);
    return ok;
  }),
  "prim_file:truncate_nif/1": onFile((entry) => {
    if (!entry.file.seekable) throw new FsError("espipe");
    entry.file.truncate(entry.position);
    return ok;
  }),
  "prim_file:allocate_nif/3": onFile((entry, offset, length) => {
    if (!isInteger(offset!) || !isInteger(length!)) badarg();
    entry.file.allocate(size(offset!), size(length!));
    return ok;
  }),
  // Advice may be ignored, and Node has no way to give it; what is no advice is refused all the same.
  "prim_file:advise_nif/4": onFile((_, offset, length, advice) => {
    if (!isInteger(offset!) || !isInteger(length!)) badarg();
    size(offset!);
    size(length!);
    return ADVICE.has(atomText(advice!) ?? "") ? ok : failed("einval");
  }),
  "prim_file:read_handle_info_nif/1": onFile((entry) => fileInfo(entry.file.stat())),
  "prim_file:get_handle_nif/1": onFile((entry) => {
    const native = new Uint8Array(4);
    new DataView(native.buffer).setInt32(0, entry.file.descriptor ?? -1, true);
    return native;
  }),
  // dets: a pointer block <<Size:32, Offset:32>> at a position, and the data that it points to.
  "prim_file:ipread_s32bu_p32bu_nif/3": onFile((entry, offset, most) => {
    const position = size(offset!);
    if (!isInteger(most!)) badarg();
    if (most >= POINTER_LIMIT) throw new FsError("einval");
    const pointer = readBytes(entry, position, 8);
    if (pointer.length < 8) return eof;
    const view = new DataView(pointer.buffer, pointer.byteOffset), length = view.getUint32(0), at = view.getUint32(4);
    if (length > most) return eof;
    const data = readBytes(entry, at, length);
    return tuple(ok, tuple(length, at, data.length === 0 ? eof : data));
  }),
};

const ADVICE = new Set(["normal", "random", "sequential", "will_need", "dont_need", "no_reuse"]);
const POINTER_LIMIT = 2 ** 31;
