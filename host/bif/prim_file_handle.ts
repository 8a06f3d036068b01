/** prim_file's functions on open files. A file is closed when the process that opened it exits. */
import { FsError, type OpenFile, type OpenMode } from "../fs/index.js";
import { RealFile } from "../fs/real_file.js";
import { atom, tuple, type ErlTerm, type Pid } from "../term/index.js";
import { atomText, badarg, expectInteger, expectIodata, expectList, expectPieces, isInteger, ok } from "./arguments.js";
import { failed, fileInfo, nativePath, posixFailure, posixResult, readLong } from "./prim_file.js";
import type { HostBif, HostBifs } from "./registry.js";
import { Resources } from "./resources.js";
import { PIECE, nextTurn } from "./turns.js";
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

/** Up to `count` bytes at `position`; more than a piece is read in pieces, for a size is only a promise. */
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

/** Whether a read of `count` bytes at `position` takes several turns of the event loop. */
const isLong = (entry: Entry, position: number, count: number): boolean =>
  count > PIECE && entry.file.seekable && entry.file.stat().size - position > PIECE;

/** A BIF on an open file that may take several turns; its process sleeps meanwhile, unless the file is closed under it. */
const onLongFile = (run: (entry: Entry, context: BifContext, going: () => boolean, ...args: ErlTerm[]) => ErlTerm | Promise<ErlTerm>): HostBif =>
  (context, handle, ...args) => {
    const entry = find(context, handle);
    if (entry === undefined) return failed("einval");
    try {
      const answer = run(entry, context, () => find(context, handle) === entry, ...args);
      return answer instanceof Promise ? answer.catch(posixFailure) : answer;
    } catch (error) {
      return posixFailure(error);
    }
  };
async function readLongPart(entry: Entry, context: BifContext, going: () => boolean, position: number, count: number): Promise<ErlTerm> {
  return readLong(context.node, entry.file, position, Math.min(count, entry.file.stat().size - position), going);
}
/** Writes `pieces` from `position` on, which is null where there is none. */
async function writeLong(entry: Entry, pieces: readonly Uint8Array[], position: number | null, going: () => boolean): Promise<ErlTerm> {
  let at = position;
  for (const piece of pieces)
    for (let from = 0; from < piece.length; from += PIECE) {
      if (!going()) throw new FsError("einval");
      const part = piece.subarray(from, from + PIECE);
      entry.file.write(part, at);
      if (at !== null) at += part.length;
      await nextTurn();
    }
  return ok;
}
const total = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, piece) => sum + piece.length, 0);
const joined = (pieces: readonly Uint8Array[]): Uint8Array => (pieces.length === 1 ? pieces[0]! : expectIodata(pieces as ErlTerm[]));

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
  "prim_file:read_nif/2": onLongFile((entry, context, going, count) => {
    const { seekable } = entry.file, most = size(count!);
    if (isLong(entry, entry.position, most))
      return readLongPart(entry, context, going, entry.position, most).then((binary) => {
        entry.position += (binary as unknown as Uint8Array).length;
        return tuple(ok, binary);
      });
    const bytes = readBytes(entry, seekable ? entry.position : null, most);
    entry.position += bytes.length;
    return readResult(bytes);
  }),
  "prim_file:pread_nif/3": onLongFile((entry, context, going, offset, count) => {
    if (!isInteger(offset!) || !isInteger(count!)) badarg();
    const from = size(offset!), most = size(count!);
    if (isLong(entry, from, most)) return readLongPart(entry, context, going, from, most).then((binary) => tuple(ok, binary));
    return readResult(readBytes(entry, from, most));
  }),
  "prim_file:write_nif/2": onLongFile((entry, _, going, iovec) => {
    const pieces = expectPieces(iovec!), bytes = total(pieces);
    const written = (): ErlTerm => {
      entry.position = entry.append ? entry.file.stat().size : entry.position + bytes;
      return ok;
    };
    const position = entry.file.seekable ? entry.position : null;
    if (bytes > PIECE) return writeLong(entry, pieces, position, going).then(written);
    entry.file.write(joined(pieces), position);
    return written();
  }),
  "prim_file:pwrite_nif/3": onLongFile((entry, _, going, offset, iovec) => {
    if (!isInteger(offset!)) badarg();
    const pieces = expectPieces(iovec!), position = size(offset!);
    if (total(pieces) > PIECE) return writeLong(entry, pieces, position, going);
    entry.file.write(joined(pieces), position);
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
