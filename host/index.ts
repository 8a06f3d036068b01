/** The public API of Hornbeam: nodes of Erlang/OTP inside a JavaScript program. */
export { Node, type Halt } from "./node/node.js";
export { ErlangError, NodeStoppedError, type ErlangErrorClass } from "./node/errors.js";
export type { Mailbox } from "./node/mailbox.js";
export type { NodeCode } from "./node/node_code.js";
export type { Limits, NodeOptions } from "./node/options.js";
export {
  Atom, BitString, ExportFun, Float, Fun, ImproperList, Pid, Port, Reference, Tuple, atom, binaryToString, charlist,
  charlistToString, equalTerms, float, mapGet, tuple, type ErlTerm,
} from "./term/index.js";
export {
  DirectoryFileSystem, FsError, MemoryFileSystem, MountedFileSystem, ReadOnlyFileSystem, RealFileSystem, type FileStat, type FileSystem,
  type OpenFile, type OpenMode,
} from "./fs/index.js";
export type { Clock, Stdio } from "./bif/world.js";
export { findOtp, OtpNotFound } from "./otp/find.js";
export { findElixir, type Elixir } from "./otp/elixir.js";
export type { Otp } from "./otp/release.js";
export { BadBeamError } from "./beam/index.js";
