/** What a node is given when it is started, and what it takes where nothing is given. */
import { MemoryFileSystem, MountedFileSystem, ReadOnlyFileSystem, DirectoryFileSystem, type FileSystem } from "../fs/index.js";
import { machineUtcOffset } from "../bif/timezone.js";
import {
  BOOLEAN, BOOLEAN_OR_NUMBER, BOOLEAN_OR_RECORD, FUNCTION, RECORD, TEXT, TEXTS, TEXT_OR_FALSE, TEXT_OR_RECORD, VARIABLES, checkKinds, checkRecord, having, oneOf,
} from "./check.js";
import type { Clock, SetSignal, Stdio, World } from "../bif/world.js";
import { findElixir, type Elixir } from "../otp/elixir.js";
import { OtpNotFound, findOtp } from "../otp/find.js";
import { readOtp, type Otp } from "../otp/release.js";

/** Limits of a node; what exceeds them fails in the node as OTP says, never in its host. */
export interface Limits {
  /** Bytes of memory that the core may take; a node needs some 16 MiB to start. Default: 4 GiB less 64 KiB. */
  readonly memory?: number;
  /** Processes alive at once, from 1024 to 134 217 727; the next power of two is taken, as OTP does. Default 262 144. */
  readonly processes?: number;
  /** Atoms, at least 8192; OTP's own take 14 000. Default 1 048 576. */
  readonly atoms?: number;
}

/** Options of Node.start. */
export interface NodeOptions {
  /** Root of an OTP installation; found as README says when absent. */
  readonly otp?: string | Otp;
  /**
   * Elixir, started when the node is: an installation that findElixir found, or true to have one found. Its folders are on the
   * code path of a node with the default `fs`, and with one of your own that has them at `root`. Default: none.
   */
  readonly elixir?: Elixir | boolean;
  /** The node's file system. Default: one in memory with a folder /tmp, OTP's own libraries mounted read-only. */
  readonly fs?: FileSystem;
  /** Working directory in `fs`. Default `/`. */
  readonly cwd?: string;
  /** Standard streams. Default: no input; output is dropped. */
  readonly stdio?: Stdio;
  /** Environment variables. Default: none but HOME=/ and PATH. */
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** 32 random bits a call. Default: crypto.getRandomValues. */
  readonly random?: () => number;
  readonly limits?: Limits;
  /** More arguments for init, as `erl` takes them behind its flags: `["-s", "my_module"]`. */
  readonly args?: readonly string[];
  /** The complete arguments of init, in place of those that `args` adds to. */
  readonly bootArguments?: readonly string[];
  /** Arguments and flags that erlang:system_info(emu_args) shows. */
  readonly emulatorArguments?: readonly string[];
  /** What os:set_signal/2 does; the signals of a program are its own unless it says so. */
  readonly setSignal?: SetSignal;
  /** Whether ports may start programs of the machine; only with the machine's own file system. Default false. */
  readonly machine?: boolean;
  /** How file names and environment variables are spelled in bytes. Default utf8. */
  readonly nameEncoding?: "utf8" | "latin1";
  /** Where images are cached; false: nowhere. Default: the user's cache directory. */
  readonly cache?: string | false;
  /** Told what is done when it takes a while: making an image, downloading OTP. */
  readonly progress?: (line: string) => void;
  /** Collect garbage at every chance, for tests of the core: true, or a seed of the stress mode's draws (docs/heaps.md). */
  readonly stress?: boolean | number;
}

/** The machine's clocks and time zone. */
const machineClock: Clock = {
  monotonicMs: () => performance.now(),
  systemMs: () => performance.timeOrigin + performance.now(),
  utcOffset: machineUtcOffset,
};

const scratch = new Uint32Array(1);
export const machineRandom = (): number => crypto.getRandomValues(scratch)[0]! | 0;

/** What a later version of the API takes: refused by name until distribution is there, never passed over. */
const NOT_YET = ["name", "cookie", "net"];

/** Least and greatest value of each limit: OTP's own for +P and +t, an address of WebAssembly for memory. */
const LIMITS: Readonly<Record<keyof Limits, readonly [number, number]>> = {
  memory: [1, 2 ** 32], processes: [1024, 134_217_727], atoms: [8192, 2_147_483_647],
};
const OPTIONS = {
  otp: TEXT_OR_RECORD, elixir: BOOLEAN_OR_RECORD, fs: having("a file system", "stat", "open"), cwd: TEXT, stdio: RECORD, env: VARIABLES,
  clock: having("a clock", "monotonicMs", "systemMs", "utcOffset"), random: FUNCTION, limits: RECORD, args: TEXTS, bootArguments: TEXTS,
  emulatorArguments: TEXTS, machine: BOOLEAN, setSignal: FUNCTION, nameEncoding: oneOf("utf8", "latin1"), cache: TEXT_OR_FALSE,
  progress: FUNCTION, stress: BOOLEAN_OR_NUMBER,
} as const satisfies Record<keyof NodeOptions, unknown>;

/** @throws TypeError for an option that this version does not have, or of another type, RangeError for a limit out of its range */
export function checkOptions(options: NodeOptions): void {
  checkRecord("Node.start: the value for all options", options);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || Object.hasOwn(OPTIONS, name)) continue;
    throw new TypeError(`Node.start: ${NOT_YET.includes(name) ? `option \`${name}\` needs distribution, which this version does not have` : `no option \`${name}\``}`);
  }
  checkKinds("Node.start: option ", options, OPTIONS);
  for (const [name, value] of Object.entries(options.limits ?? {})) {
    if (value === undefined) continue;
    if (!Object.hasOwn(LIMITS, name)) throw new TypeError(`Node.start: no limit \`${name}\``);
    const [least, most] = LIMITS[name as keyof Limits];
    if (!Number.isInteger(value) || value < least || value > most)
      throw new RangeError(`Node.start: limits.${name} is an integer from ${least} to ${most}, not ${value}`);
  }
}

/** The release whose start script, preloaded modules and C functions a node stands in for. */
const RELEASE = "25";

/** @throws OtpNotFound when there is none, or not of the release that this version boots */
export function otpOf(options: NodeOptions): Otp {
  const otp = typeof options.otp === "object" ? options.otp
    : options.otp === undefined ? findOtp(options.progress === undefined ? {} : { say: options.progress }) : readOtp(options.otp);
  if (otp === undefined) throw new OtpNotFound(`${String(options.otp)} is no root of an Erlang/OTP installation (a directory with lib/kernel-* and releases/).`);
  if (otp.release !== RELEASE)
    throw new OtpNotFound(`${otp.root} is Erlang/OTP ${otp.release}, and this version boots OTP ${RELEASE} only: set HORNBEAM_OTP to the root of one.`);
  return otp;
}

/**
 * The Elixir that a node is given.
 * @throws OtpNotFound where one was to be found and there is none
 */
export function elixirOf({ elixir, progress: say = () => {} }: NodeOptions): Elixir | undefined {
  if (elixir !== true) return elixir || undefined;
  let why = "there is no `elixir` on the PATH";
  const found = findElixir({ say: (line) => say(why = line) });
  if (found === undefined) throw new OtpNotFound(why);
  return found;
}

/** Libraries of the machine by their root: each holds a descriptor, so all nodes of a program share them. */
const libraries = new Map<string, FileSystem>();

function libraryAt(root: string): FileSystem {
  let library = libraries.get(root);
  if (library === undefined) libraries.set(root, library = new ReadOnlyFileSystem(new DirectoryFileSystem(root)));
  return library;
}

/** A file system in memory, with the folder that programs put temporary files in, and libraries at their own place, read-only. */
function embeddedFileSystem(roots: readonly string[]): FileSystem {
  const memory = new MemoryFileSystem();
  memory.makeDirectory("/tmp");
  return new MountedFileSystem(memory, Object.fromEntries(roots.map((root) => [root, libraryAt(root)])));
}

export function worldOf(options: NodeOptions, otp: Otp, elixir: Elixir | undefined): World {
  return {
    fs: options.fs ?? embeddedFileSystem(elixir === undefined ? [otp.root] : [otp.root, elixir.root]),
    workingDirectory: options.cwd ?? "/",
    env: new Map(Object.entries(options.env ?? { HOME: "/", PATH: "/usr/bin:/bin" })),
    stdio: options.stdio ?? {},
    clock: options.clock ?? machineClock,
    random: options.random,
    machine: options.machine ?? false,
    setSignal: options.setSignal,
    nameEncoding: options.nameEncoding ?? "utf8",
  };
}

/** Before what `args` start. A boot that cannot do it ends in a halt that says why. */
const START_ELIXIR = "{ok, _} = application:ensure_all_started(elixir)";

/** The arguments that erl gives to init: `-root … -- -home … -- …` (erl(1), init(3)). */
export function bootArguments(options: NodeOptions, otp: Otp, elixir: Elixir | undefined): readonly string[] {
  return options.bootArguments ?? [
    "-root", otp.root, "-bindir", `${otp.root}/erts-${otp.ertsVersion}/bin`, "-progname", "hornbeam",
    "--", "-home", options.env?.["HOME"] ?? "/", "--", "-noshell", "-noinput",
    ...(elixir === undefined ? [] : ["-pa", ...elixir.ebins, "-eval", START_ELIXIR]), ...(options.args ?? []),
  ];
}
