/** `{spawn, Command}` and `{spawn_executable, File}`: programs of the machine, for nodes that may start them. */
import { accessSync, constants, statSync } from "node:fs";
import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { FsError } from "../fs/index.js";
import { absolutePath, workingDirectory } from "../bif/working_directory.js";
import { PortError, type Driver, type PortLink, type PortSettings } from "./driver.js";
import { StreamDriver } from "./stream.js";

const SHELL = "/bin/sh";
/** The status that a shell reports for a program that could not be started. */
const NOT_STARTED = 127;
/** A program that a signal ended has this plus the signal's number as its status. */
const BY_SIGNAL = 128;

/** Runs a command by the shell. @throws PortError */
export function openCommand(link: PortLink, settings: PortSettings, command: string): Driver {
  if (!link.node.world.machine) throw new PortError("eacces");
  const redirect = settings.stderrToStdout ? " 2>&1" : "";
  return new Program(link, settings, SHELL, ["-c", `exec ${command}${redirect}`], SHELL).driver;
}

/** Runs a program file. @throws PortError `enoent`, `eacces` */
export function openExecutable(link: PortLink, settings: PortSettings, file: string): Driver {
  const { node } = link;
  // Without the machine's programs there are none: the file is absent, whatever its name.
  if (!node.world.machine) throw new PortError("enoent");
  const path = absolutePath(node, file), args = settings.args ?? [];
  try {
    statSync(path);
    accessSync(path, constants.X_OK);
  } catch (error) {
    throw new PortError(FsError.from(error).code);
  }
  if (!settings.stderrToStdout) return new Program(link, settings, path, args, settings.arg0 ?? file).driver;
  return new Program(link, settings, SHELL, ["-c", 'exec "$0" "$@" 2>&1', path, ...args], SHELL).driver;
}

class Program {
  readonly driver: Driver;
  private readonly child: ChildProcess;
  private ended = false;
  /** Sends on what is left of a line: OTP does that behind the exit status. */
  private rest = (): void => {};
  private status: number | undefined;

  constructor(private readonly link: PortLink, private readonly settings: PortSettings, file: string, args: readonly string[], arg0: string) {
    const { node } = link;
    const directory = settings.directory === undefined ? workingDirectory(node) : absolutePath(node, settings.directory);
    try {
      if (!statSync(directory).isDirectory()) throw new PortError("enotdir");
    } catch (error) {
      if (error instanceof PortError) throw error;
      throw new PortError(FsError.from(error).code);
    }
    const env: Record<string, string> = Object.fromEntries(node.world.env);
    for (const [name, value] of settings.env) if (value === undefined) delete env[name]; else env[name] = value;
    const { input, output, useStdio } = settings;
    const reads = output ? "pipe" : "ignore", writes = input ? "pipe" : "ignore";
    const stdio: StdioOptions = useStdio ? [reads, writes, "inherit"] : ["inherit", "inherit", "inherit", reads, writes];
    try {
      this.child = spawn(file, [...args], { cwd: directory, env, stdio, argv0: arg0, windowsHide: true });
    } catch (error) {
      throw new PortError(FsError.from(error).code);
    }
    const ends = this.child.stdio as readonly (Readable | Writable | null | undefined)[];
    const sink = (ends[useStdio ? 0 : 3] ?? undefined) as Writable | undefined;
    const source = (ends[useStdio ? 1 : 4] ?? undefined) as Readable | undefined;
    this.child.on("error", () => this.exited(NOT_STARTED));
    this.child.on("exit", (code, signal) => this.exited(code ?? BY_SIGNAL + signalNumber(signal)));
    if (this.child.pid !== undefined) link.osPid(this.child.pid);
    this.driver = new StreamDriver(link, settings, source, sink, (rest) => this.inputEnded(rest), () => {
      // Closing a port closes its pipes and leaves the program to notice, as in OTP.
      sink?.end();
      source?.destroy();
      this.child.unref();
    });
    if (source === undefined) this.ended = settings.exitStatus;
  }

  private inputEnded(rest: () => void): void {
    this.ended = true;
    this.rest = rest;
    this.finish();
  }
  private exited(status: number): void {
    this.status ??= status;
    this.finish();
  }
  /** The end of a program: its output has ended, and its status is known where it is asked for. */
  private finish(): void {
    const { link, settings } = this;
    if (!this.ended || (settings.exitStatus && this.status === undefined)) return;
    if (settings.exitStatus) link.exitStatus(this.status!);
    this.rest();
    if (settings.eof) link.eof(); else link.exit("normal");
    this.ended = false;
  }
}

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10,
  SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15,
};
const signalNumber = (signal: string | null): number => SIGNALS[signal ?? ""] ?? 0;
