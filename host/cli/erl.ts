/** `hornbeam erl`: boots OTP on the machine's own file system, streams and environment, as erl does. */
import { writeSync } from "node:fs";
import { RealFileSystem } from "../fs/index.js";
import { Node } from "../node/node.js";
import type { Elixir } from "../otp/elixir.js";
import { findOtp } from "../otp/find.js";
import { atom, tuple } from "../term/index.js";
import { breakMenu, type BreakActions } from "./break_menu.js";
import { writeCrashDump } from "./crash_dump_file.js";
import { Signals } from "./signals.js";
import { UsageError, readErlCommand, type ErlCommand } from "./command_line.js";

const STDERR = 2;

/**
 * Signals that OTP's erl_signal_server is told of, for it acts on them; the others end the program as they end erl, so that
 * a node whose terminal hangs up does not live on.
 */
const SIGNALS = ["sigterm", "sigquit"] as const;
/** Exit code of a program that SIGINT ended. */
const INTERRUPTED = 130;
/** That of one that SIGABRT ended. */
const ABORTED = 134;

/** Numbers of the emulator flags that a node heeds. */
function limits({ flags }: ErlCommand): { processes?: number; atoms?: number } {
  const last = (name: string, least: number): number | undefined => {
    let found: number | undefined;
    for (const { name: n, value } of flags) {
      const text = n === name ? value : n.startsWith(name) && /^\d+$/.test(n.slice(name.length)) ? n.slice(name.length) : undefined;
      if (text === undefined) continue;
      found = Number(text);
      if (!Number.isInteger(found) || found < least) throw new UsageError(`bad value of +${name}: ${text}`);
    }
    return found;
  };
  const processes = last("P", 1024), atoms = last("t", 8192);
  return { ...(processes === undefined ? {} : { processes }), ...(atoms === undefined ? {} : { atoms }) };
}

/** How file names are spelled: by `+fn…`, or else as the locale says. */
function nameEncoding(command: ErlCommand, env: Readonly<Record<string, string | undefined>>): "utf8" | "latin1" {
  const flag = command.flags.findLast(({ name }) => name.startsWith("fn"))?.name;
  if (flag?.startsWith("fnl")) return "latin1";
  if (flag?.startsWith("fnu")) return "utf8";
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"]].find((value) => value !== undefined && value !== "") ?? "";
  return /utf-?8/i.test(locale) ? "utf8" : "latin1";
}

/** PATH with OTP's own programs first, as erlexec sets it. */
const searchPath = (bindir: string, root: string, path: string | undefined): string => {
  if (path === undefined || path === "") return `${bindir}:${root}/bin:`;
  if (!path.includes(root)) return `${bindir}:${root}/bin:${path}`;
  return [bindir, ...path.split(":").filter((part) => part !== bindir)].join(":");
};

/**
 * Runs the command; returns the exit code that erl would have.
 * @param variables environment variables that a program which starts `erl` sets for it
 * @param elixir whose modules the program will want, so that they are translated already
 */
export async function erlCommand(args: readonly string[], variables: Readonly<Record<string, string>> = {}, elixir?: Elixir): Promise<number> {
  const otp = findOtp({ say: (line) => process.stderr.write(`hornbeam: ${line}\n`) });
  const command = readErlCommand(args, process.env, otp);
  if (command.version) {
    process.stderr.write(`Erlang (SMP,ASYNC_THREADS) (BEAM) emulator version ${otp.ertsVersion}\r\n`);
    return 0;
  }
  const bindir = `${otp.root}/erts-${otp.ertsVersion}/bin`;
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  Object.assign(env, variables);
  for (const [name, value] of command.env) env[name] = value;
  Object.assign(env, {
    ROOTDIR: otp.root, BINDIR: bindir, EMU: "beam", PROGNAME: env["PROGNAME"] ?? "erl", PATH: searchPath(bindir, otp.root, env["PATH"]),
  });
  const signals = new Signals((name) => node.send("erl_signal_server", tuple(atom("notify"), atom(name))));
  const node = Node.launch({
    otp, elixir: elixir ?? false, env, fs: new RealFileSystem(), cwd: process.cwd(), machine: true, setSignal: signals.set, nameEncoding: nameEncoding(command, env),
    stdio: { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr },
    // Where nobody looks on, standard error stays the program's own.
    progress: (line) => { if (process.stderr.isTTY) process.stderr.write(`${line}\n`); },
    bootArguments: command.bootArguments, emulatorArguments: command.emulatorArguments, limits: limits(command),
    stress: Number(env["HORNBEAM_STRESS"] ?? 0),
  });
  for (const name of SIGNALS) signals.set(name, "handle");
  signals.handle("SIGINT", interruption(command, {
    abort: () => process.exit(0),
    abortWithDump: () => {
      writeSync(STDERR, "Crash dump requested by user\r\n");
      writeCrashDump(env, node.dump("Crash dump requested by user"));
      process.exit(ABORTED);
    },
    version: () => `Erlang (BEAM) emulator version ${otp.ertsVersion}`,
  }));
  const { code, slogan, dump } = await node.halted;
  signals.release();
  if (slogan !== undefined) writeSync(STDERR, `${slogan}\r\n`);
  // A halt with a slogan is a crash that the program asks for, init's when the start fails among them.
  if (slogan !== undefined) writeCrashDump(env, dump ?? node.dump(slogan));
  await flushed();
  // Standard input may still be open: a program that reads it would wait for ever.
  process.stdin.unref?.();
  process.stdin.pause();
  return code;
}

/** What SIGINT does: on a terminal it shows a menu, unless `+B` says otherwise. */
function interruption({ flags }: ErlCommand, actions: BreakActions): () => void {
  const flag = flags.findLast(({ name }) => /^B[cdi]?$/.test(name)), mode = flag?.value ?? flag?.name.slice(1);
  if (mode === "i") return () => {};
  return () => {
    const menu = (mode === undefined || mode === "c") && process.stdin.isTTY;
    if (!menu || !breakMenu(actions)) process.exit(INTERRUPTED);
  };
}

/** Resolves when what was written to the standard streams is out. */
async function flushed(): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write("", () => resolve()));
}
