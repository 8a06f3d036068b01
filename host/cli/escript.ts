/** `hornbeam escript`: OTP's own escript module on a node, with what `escript` itself starts `erl` with. */
import { closeSync, openSync, readSync } from "node:fs";
import { UsageError } from "./command_line.js";
import { erlCommand } from "./erl.js";

/** Begins the line of a script that holds arguments for `erl`; it is the second or the third. */
const EMULATOR_LINE = "%%!";
/** Only so much of a file is read for that line: behind it there may be an archive of any size. */
const HEAD_BYTES = 8192;

/** The first lines of a script, as bytes of Latin-1: an archive is no text. A folder has none. */
function head(file: string): string[] {
  const bytes = Buffer.alloc(HEAD_BYTES);
  let descriptor: number;
  try { descriptor = openSync(file, "r"); } catch { throw new UsageError(`Failed to open file: ${file}`); }
  try {
    return bytes.toString("latin1", 0, readSync(descriptor, bytes)).split("\n", 3);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EISDIR") throw error;
    return [];
  } finally {
    closeSync(descriptor);
  }
}

/** The arguments that a script has for `erl`: blanks part them, quotes mean nothing. */
function emulatorArguments(file: string): string[] {
  const line = head(file).slice(1).find((text) => text.startsWith(EMULATOR_LINE));
  return line === undefined ? [] : Buffer.from(line.slice(EMULATOR_LINE.length), "latin1").toString().split(/[ \t\r]+/).filter((word) => word !== "");
}

/**
 * The arguments of `erl` for those of `escript`: `[-options] FILE [arguments]`. What the options are is left to OTP's escript.
 * @returns also the name of the script, which `escript` puts into the environment
 * @throws UsageError without a file, or where it cannot be opened
 */
function escriptArguments(args: readonly string[]): { arguments: string[]; script: string } {
  let at = 0;
  while (args[at]?.startsWith("-")) at++;
  const script = args[at];
  if (script === undefined) throw new UsageError("Missing filename\n");
  const options = args.slice(0, at).map((option) => option.slice(1));
  return {
    arguments: ["+B", "-boot", "no_dot_erlang", "-noshell", ...emulatorArguments(script), "-run", "escript", "start", ...options,
      "-extra", script, ...args.slice(at + 1)],
    script,
  };
}

/** Runs the command; returns the exit code that escript would have. */
export function escriptCommand(args: readonly string[]): Promise<number> {
  const { arguments: erl, script } = escriptArguments(args);
  return erlCommand(erl, { ESCRIPT_NAME: script });
}
