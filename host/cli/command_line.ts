/**
 * erl's command line. `erl` and `erlexec` turn it into the arguments that init is given:
 *
 *     -root R -bindir B -progname P -- -home H -- the user's arguments
 *
 * with ERL_AFLAGS and ERL_OTP25_FLAGS before, ERL_FLAGS and ERL_ZFLAGS behind what the user typed, `-args_file`s opened up,
 * and all that follows an `-extra` at the very end. Where anything is merged in, each source ends in a `--`, so that a flag at
 * its end does not take the next one's plain arguments.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Otp } from "../otp/release.js";
import { readEmulatorFlag, type EmulatorFlag } from "./emulator_flags.js";

/** Thrown for a command line that erl refuses: it is shown and the exit code is 1. */
export class UsageError extends Error {}

export interface ErlCommand {
  /** What init is given, without the emulator's own name and flags. */
  readonly bootArguments: readonly string[];
  /** What erlang:system_info(emu_args) shows. */
  readonly emulatorArguments: readonly string[];
  readonly flags: readonly EmulatorFlag[];
  /** Environment variables set by `-env`. */
  readonly env: ReadonlyMap<string, string>;
  /** `-version`: show it and be done. */
  readonly version: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Arguments, and those behind an `-extra`. */
interface Split { readonly args: readonly string[]; readonly extra: readonly string[] | undefined }

const END = "--";

const split = (args: readonly string[]): Split => {
  const at = args.indexOf("-extra");
  return at < 0 ? { args, extra: undefined } : { args: args.slice(0, at), extra: args.slice(at + 1) };
};

/**
 * Cuts a string into arguments as erl does with ERL_FLAGS and the contents of args files: blanks part them, quotes
 * and backslashes keep them together (inside of quotes a backslash is one); in a file, `#` begins a comment.
 */
export function cutArguments(text: string, comments: boolean): string[] {
  const args: string[] = [];
  let argument: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (/\s/.test(c)) {
      if (argument !== undefined) args.push(argument);
      argument = undefined;
    } else if (c === "#" && comments && argument === undefined) {
      while (i < text.length && text[i] !== "\n") i++;
    } else if (c === '"' || c === "'") {
      const end = text.indexOf(c, i + 1);
      argument = (argument ?? "") + text.slice(i + 1, end < 0 ? undefined : end);
      i = end < 0 ? text.length : end;
    } else if (c === "\\" && i + 1 < text.length) {
      argument = (argument ?? "") + text[++i];
    } else {
      argument = (argument ?? "") + c;
    }
  }
  if (argument !== undefined) args.push(argument);
  return args;
}

/**
 * Puts the contents of each `-args_file` in its place.
 * @param inside files that are being opened, for one that names itself.
 * @returns the arguments as sources of their own, one for each file and one for what was typed.
 */
function openArgsFiles(args: readonly string[], inside: readonly string[] = []): { merged: Split; opened: boolean } {
  const { args: plain, extra } = split(args);
  const all: string[] = [], extras: string[] = [];
  let opened = false, hasExtra = false;
  for (let i = 0; i < plain.length; i++) {
    if (plain[i] !== "-args_file") { all.push(plain[i]!); continue; }
    const file = plain[++i];
    if (file === undefined) throw new UsageError("Missing argument(s) for '-args_file'.");
    if (inside.includes(file)) throw new UsageError(`The args file ${file} names itself.`);
    let text: string;
    try { text = readFileSync(file, "utf8"); } catch (error) {
      throw new UsageError(`Failed to open arguments file "${file}": ${(error as NodeJS.ErrnoException).code ?? "error"}`);
    }
    opened = true;
    const { merged } = openArgsFiles([...cutArguments(text, true), END], [...inside, file]);
    all.push(...merged.args);
    if (merged.extra === undefined) continue;
    hasExtra = true;
    extras.push(...merged.extra);
  }
  if (extra !== undefined) extras.push(...extra);
  return { merged: { args: all, extra: hasExtra || extra !== undefined ? extras : undefined }, opened };
}

/** The command line with what the environment adds to it. */
function gather(typed: readonly string[], env: Env, release: string): Split {
  const read = (name: string): string[][] => {
    const text = env[name] ?? "";
    return text.trim() === "" ? [] : [[...cutArguments(text, false), END]];
  };
  const before = [...read(`ERL_OTP${release}_FLAGS`), ...read("ERL_AFLAGS")], behind = [...read("ERL_FLAGS"), ...read("ERL_ZFLAGS")];
  const merging = before.length + behind.length > 0 || openArgsFiles(typed).opened;
  const at = typed.includes("-extra") ? typed.indexOf("-extra") : typed.length;
  const sources = [...before, merging ? [...typed.slice(0, at), END, ...typed.slice(at)] : typed, ...behind].map((source) => openArgsFiles(source).merged);
  const extras = sources.flatMap(({ extra }) => (extra === undefined ? [] : [extra]));
  return { args: sources.flatMap((s) => s.args), extra: extras.length === 0 ? undefined : extras.flat() };
}

/** Reads erl's arguments. @throws UsageError */
export function readErlCommand(typed: readonly string[], env: Env, otp: Otp): ErlCommand {
  const { args, extra } = gather(typed, env, otp.release);
  const user: string[] = [], flags: EmulatorFlag[] = [], emulator: string[] = [], variables = new Map<string, string>();
  let version = false;
  const value = (i: number, count: number): void => {
    if (i + count >= args.length) throw new UsageError(`Missing argument(s) for '${args[i]!}'.`);
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg.startsWith("+")) {
      let read: ReturnType<typeof readEmulatorFlag>;
      try { read = readEmulatorFlag(args, i); } catch (error) { throw new UsageError((error as Error).message); }
      flags.push(read.flag);
      emulator.push(`-${read.flag.name}`, ...(read.flag.value === undefined ? [] : [read.flag.value]));
      i += read.taken - 1;
      continue;
    }
    switch (arg) {
      case "-env":
        value(i, 2);
        variables.set(args[i + 1]!, args[i + 2]!);
        i += 2;
        break;
      case "-noinput": user.push("-noshell", "-noinput"); break;
      case "-compile":
        user.push("-noshell", "-noinput", "-s", "c", "lc_batch");
        emulator.push("-B");
        break;
      case "-make":
        user.push("-noshell", "-noinput", "-s", "make", "all_or_nothing", "-s", "erlang", "halt");
        i = args.length;
        break;
      case "-version": version = true; break;
      case "-emu_type": value(i, 1); i++; break;
      case "-smp":
        if (args[i + 1] === "disable") throw new UsageError("Argument '-smp disable' not supported. Use \"+S 1\" instead.");
        user.push(arg);
        break;
      case "-detached": throw new UsageError("-detached: a node lives in its program and cannot leave it.");
      case "-name": case "-sname": case "-start_epmd":
        value(i, 1);
        user.push(arg, args[++i]!);
        break;
      default: user.push(arg);
    }
  }
  if (extra !== undefined) user.push("-extra", ...extra);
  const bindir = join(otp.root, `erts-${otp.ertsVersion}`, "bin"), home = variables.get("HOME") ?? env["HOME"];
  const bootArguments = [
    "-root", otp.root, "-bindir", bindir, "-progname", env["PROGNAME"] ?? "erl", "--",
    ...(home === undefined ? [] : ["-home", home]), "--", ...user,
  ];
  return {
    bootArguments, flags, env: variables, version,
    emulatorArguments: [join(bindir, "beam.smp"), ...emulator, "--", ...bootArguments],
  };
}
