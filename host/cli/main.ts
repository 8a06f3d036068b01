/** The command line program: one command, and what it does. */
import { readFileSync } from "node:fs";
import { OtpNotFound } from "../otp/find.js";
import { bifsCommand } from "./bifs.js";
import { UsageError } from "./command_line.js";
import { elixirCommand } from "./elixir.js";
import { erlCommand } from "./erl.js";
import { erlcCommand } from "./erlc.js";
import { escriptCommand } from "./escript.js";
import { inspectCommand } from "./inspect.js";

const HELP = `Usage: hornbeam COMMAND [ARGUMENTS]

  erl [ARGUMENTS]          boot Erlang/OTP; takes erl's own arguments
  erlc [OPTIONS] FILE...   compile with OTP's own compiler; takes erlc's own arguments
  escript FILE [ARGUMENTS] run a script with OTP's own escript
  elixir [OPTIONS] FILE [ARGUMENTS], elixirc, iex
                           Elixir's own command line; take the arguments of Elixir's programs
  bifs [--missing]         list the functions that the node has in place of OTP's C code,
                           or those of the OTP found that it lacks
  inspect FILE.beam [F/A]  show a module: chunks, imports, exports, and the WebAssembly it becomes
  --help, --version

Erlang/OTP is found by HORNBEAM_OTP, by \`erl\` on the PATH, or downloaded from Debian.
`;

/** The nearest package.json above this file: beside the sources, or above dist/. */
function version(): string {
  for (const up of ["../../package.json", "../../../package.json"]) {
    try {
      const found = JSON.parse(readFileSync(new URL(up, import.meta.url), "utf8")) as { name?: string; version?: string };
      if (found.name === "hornbeam" && found.version !== undefined) return found.version;
    } catch { /* it is further up */ }
  }
  return "unknown";
}

const commands: Readonly<Record<string, (args: readonly string[]) => number | Promise<number>>> = {
  erl: (args) => erlCommand(args),
  erlc: erlcCommand,
  escript: escriptCommand,
  elixir: elixirCommand("elixir"),
  elixirc: elixirCommand("elixirc"),
  iex: elixirCommand("iex"),
  bifs: bifsCommand,
  inspect: inspectCommand,
  "--help": () => { process.stdout.write(HELP); return 0; },
  "--version": () => { process.stdout.write(`hornbeam ${version()}\n`); return 0; },
};

/** Commands that only print: they end when nobody reads on, as in `hornbeam bifs | head`. The others' ports see to it. */
const PRINTING = new Set(["bifs", "inspect", "--help", "--version"]);
function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(1);
  });
}

/** Runs a command and ends the program with its exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const [name = "--help", ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name]! : undefined;
  if (command === undefined) {
    process.stderr.write(`hornbeam: no command "${name}"\n\n${HELP}`);
    process.exitCode = 1;
    return;
  }
  if (PRINTING.has(name)) endWithReader();
  try {
    process.exitCode = await command(rest);
  } catch (error) {
    if (!(error instanceof OtpNotFound) && !(error instanceof UsageError)) throw error;
    // Programs of OTP's complain in their own names.
    process.stderr.write(`${error instanceof UsageError && (name === "erlc" || name === "escript") ? name : "hornbeam"}: ${error.message}\n`);
    process.exitCode = 1;
  }
}
