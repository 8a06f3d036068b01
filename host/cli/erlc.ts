/** `hornbeam erlc`: OTP's own compiler (erl_compile and what it calls) on a node, with what `erlc` itself starts `erl` with. */
import { UsageError } from "./command_line.js";
import { erlCommand } from "./erl.js";

/** What compiles: a boot without a shell and without the user's `.erlang`, and behind `-extra` what the compiler reads. */
const COMPILE = ["-noinput", "-mode", "minimal", "-boot", "no_dot_erlang", "-s", "erl_compile", "compile_cmdline", "-extra"];

/**
 * The arguments of `erl` for those of `erlc`. Only `-pa`, `-pz` and `-smp` are for the emulator; the compiler reads all
 * the others, and checks them. `-server` and `-no-server` choose whether a compile server on another node does the work:
 * there is none here, so they change nothing.
 * @throws UsageError for a `-pa` or `-pz` without a folder
 */
export function erlcArguments(args: readonly string[]): string[] {
  const emulator: string[] = [], compiler: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === "-pa" || arg === "-pz") {
      const folder = args[++i];
      if (folder === undefined) throw new UsageError("No value given to -p option");
      emulator.push(arg, folder);
    } else if (arg === "-smp") emulator.push(arg);
    else if (arg !== "-server" && arg !== "-no-server") compiler.push(arg);
  }
  return ["+S1", ...emulator, "+sbtu", "+A0", ...COMPILE, ...compiler];
}

/** Runs the command; returns the exit code that erlc would have. */
export function erlcCommand(args: readonly string[]): Promise<number> {
  return erlCommand(erlcArguments(args), { ESCRIPT_NAME: "erlc" });
}
