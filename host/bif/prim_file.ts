/** prim_file's functions on paths, and the conversion of file names. */
import { FsError, type FileStat, type FileSystem, type OpenFile, type OpenMode } from "../fs/index.js";
import { pathFromBytes, pathToBytes } from "../fs/path.js";
import { atom, charlist, tuple, type ErlTerm } from "../term/index.js";
import { badarg, expectBinary, expectInteger, ok } from "./arguments.js";
import { nameBytes, namePoints } from "./names.js";
import type { HostBifs } from "./registry.js";
import { PIECE, nextTurn } from "./turns.js";
import { absolutePath, setWorkingDirectory, workingDirectory } from "./working_directory.js";
import type { BifContext, NodeContext } from "./world.js";

/** `{error, Reason}`. */
export const failed = (code: string): ErlTerm => tuple(atom("error"), atom(code));

/** What `call` returns, or `{error, Posix}` when it throws FsError. */
export function posixResult(call: () => ErlTerm): ErlTerm {
  try {
    return call();
  } catch (error) {
    return posixFailure(error);
  }
}
/** `{error, Posix}` for an FsError; anything else is thrown on. */
export function posixFailure(error: unknown): ErlTerm {
  if (error instanceof FsError) return failed(error.code);
  throw error;
}

/** The path in a native name: bytes and one NUL, from internal_name2native/1. */
function nativeName(term: ErlTerm): string {
  if (!(term instanceof Uint8Array) || term.length === 0 || term.indexOf(0) !== term.length - 1) throw new FsError("einval");
  return pathFromBytes(term.subarray(0, -1));
}
/** The absolute path that a native name means. */
export const nativePath = (context: BifContext, term: ErlTerm): string => absolutePath(context.node, nativeName(term));

/** Times of a file_info are within what OTP can turn into a date: years 0 to 9999. */
const FIRST_TIME = -62167219200, LAST_TIME = 253402300799;
const inRange = (seconds: number): number => Math.min(LAST_TIME, Math.max(FIRST_TIME, seconds));
/** Numbers of a file_info are C's unsigned int. */
const unsigned = (n: number): number => Number(BigInt.asUintN(32, BigInt(n)));

/** The #file_info record, with times in seconds. */
export const fileInfo = (s: FileStat): ErlTerm => tuple(
  atom("file_info"), s.size, atom(s.type), atom(s.access), inRange(s.accessed), inRange(s.modified), inRange(s.changed),
  s.mode, s.links, unsigned(s.device), unsigned(s.specialDevice), unsigned(s.inode), s.uid, s.gid);

/** A function on the file system and a path that returns `ok`, as a BIF. */
const onPath = (run: (fs: FileSystem, path: string) => void) => (context: BifContext, name: ErlTerm): ErlTerm =>
  posixResult(() => { run(context.node.world.fs, nativePath(context, name)); return ok; });
/** The same with two paths. */
const onPaths = (run: (fs: FileSystem, from: string, to: string) => void) =>
  (context: BifContext, from: ErlTerm, to: ErlTerm): ErlTerm => posixResult(() => {
    run(context.node.world.fs, nativePath(context, from), nativePath(context, to));
    return ok;
  });
/** Gives errors of `run` the codes that OTP shows for them. */
function renaming(codes: Readonly<Record<string, string>>, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (error instanceof FsError && codes[error.code] !== undefined) throw new FsError(codes[error.code]!);
    throw error;
  }
}

const READ_ONLY: OpenMode = {
  read: true, write: false, create: false, exclusive: false, truncate: false, append: false, sync: false, directory: false,
};
/** The contents of a long file, which is closed afterwards: `{ok, Binary}`. */
async function readLongFile(context: BifContext, file: OpenFile): Promise<ErlTerm> {
  try {
    const contents = await readLong(context.node, file, 0, file.stat().size, () => true);
    return tuple(ok, contents);
  } catch (error) {
    return posixFailure(error);
  } finally {
    file.close();
  }
}
/**
 * Up to `count` bytes from `position` of a file that has so many, a piece in each turn of the event loop, while `going`.
 * @returns the bytes, as a term to be handed to the node
 */
export async function readLong(node: NodeContext, file: OpenFile, position: number, count: number, going: () => boolean): Promise<ErlTerm> {
  const binary = node.newBinary(count);
  try {
    let at = 0;
    while (at < count && going()) {
      const n = file.read(binary.bytes.subarray(at, Math.min(at + PIECE, count)), position + at);
      if (n === 0) break;
      at += n;
      await nextTurn();
    }
    binary.length = at;
    return binary as unknown as ErlTerm;
  } catch (error) {
    binary.drop();
    throw error;
  }
}

export const primFileBifs: HostBifs = {
  "prim_file:read_file_nif/1": (context, name) => {
    const { fs } = context.node.world;
    try {
      const path = nativePath(context, name);
      if (fs.stat(path).size <= PIECE) return tuple(ok, fs.readFile(path));
      return readLongFile(context, fs.open(path, { ...READ_ONLY }));
    } catch (error) {
      return posixFailure(error);
    }
  },
  "prim_file:read_info_nif/2": (context, name, follow) => {
    expectInteger(follow);
    return posixResult(() => {
      const { fs } = context.node.world, path = nativePath(context, name);
      return fileInfo(follow === 0 ? fs.lstat(path) : fs.stat(path));
    });
  },
  "prim_file:list_dir_nif/1": (context, name) =>
    posixResult(() => tuple(ok, context.node.world.fs.list(nativePath(context, name)).map(pathToBytes))),
  "prim_file:read_link_nif/1": (context, name) =>
    posixResult(() => tuple(ok, pathToBytes(context.node.world.fs.readLink(nativePath(context, name))))),
  "prim_file:make_dir_nif/1": onPath((fs, path) => fs.makeDirectory(path)),
  "prim_file:del_file_nif/1": onPath((fs, path) => renaming({ eisdir: "eperm" }, () => fs.removeFile(path))),
  "prim_file:del_dir_nif/1": (context, name) => posixResult(() => {
    const path = nativePath(context, name);
    renaming({ enotempty: path === workingDirectory(context.node) ? "einval" : "eexist" },
      () => context.node.world.fs.removeDirectory(path));
    return ok;
  }),
  "prim_file:rename_nif/2": onPaths((fs, from, to) =>
    renaming({ enotempty: "eexist", ...(from === "/" ? { ebusy: "einval" } : {}) }, () => fs.rename(from, to))),
  "prim_file:make_hard_link_nif/2": onPaths((fs, existing, path) => fs.makeLink(existing, path)),
  "prim_file:make_soft_link_nif/2": (context, target, name) => posixResult(() => {
    context.node.world.fs.makeSymbolicLink(nativeName(target), nativePath(context, name));
    return ok;
  }),
  "prim_file:set_permissions_nif/2": (context, name, mode) => {
    const permissions = expectInteger(mode, 0, 0xffffffff) & SETTABLE_MODES;
    return onPath((fs, path) => fs.setMode(path, permissions))(context, name);
  },
  "prim_file:set_owner_nif/3": (context, name, uid, gid) => {
    const user = expectInteger(uid), group = expectInteger(gid);
    return onPath((fs, path) => fs.setOwner(path, user, group))(context, name);
  },
  "prim_file:set_time_nif/4": (context, name, accessed, modified, created) => {
    const access = expectInteger(accessed), change = expectInteger(modified);
    expectInteger(created);
    return onPath((fs, path) => fs.setTimes(path, access, change))(context, name);
  },
  "prim_file:get_cwd_nif/0": (context) => tuple(ok, pathToBytes(workingDirectory(context.node))),
  "prim_file:set_cwd_nif/1": (context, name) => posixResult(() => {
    setWorkingDirectory(context.node, nativePath(context, name));
    return ok;
  }),
  "prim_file:get_device_cwd_nif/1": () => failed("enotsup"),
  "prim_file:altname_nif/1": () => failed("enotsup"),

  "file:native_name_encoding/0": (context) => atom(context.node.world.nameEncoding),
  "prim_file:internal_name2native/1": (context, name) => {
    const bytes = nameBytes(name, context.node.world.nameEncoding), native = new Uint8Array(bytes.length + 1);
    native.set(bytes);
    return native;
  },
  "prim_file:internal_native2name/1": (context, bytes) =>
    namePoints(expectBinary(bytes), context.node.world.nameEncoding) ?? failed("warning"),
  // A macOS file system gives names in decomposed form; elsewhere the names of OTP's own files are what they seem.
  "prim_file:internal_normalize_utf8/1": (_, bytes) => {
    const points = namePoints(expectBinary(bytes), "utf8") ?? badarg();
    return charlist(String.fromCodePoint(...points).normalize("NFC"));
  },
  "prim_file:is_translatable/1": (context, bytes) =>
    (namePoints(expectBinary(bytes), context.node.world.nameEncoding) !== undefined),
};

/** Set-id and permission bits. */
const SETTABLE_MODES = 0o6777;
