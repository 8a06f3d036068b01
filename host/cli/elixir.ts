/** `hornbeam elixir`, `elixirc` and `iex`: Elixir's own command line on a node, with what its scripts start `erl` with. */
import { elixirOf } from "../node/options.js";
import { UsageError } from "./command_line.js";
import { erlCommand } from "./erl.js";

/** Options that Elixir itself reads, and how many arguments they are with their values. */
const ELIXIR = new Map(Object.entries({
  "+iex": 1, "+elixirc": 1, "-v": 1, "--no-halt": 1,
  "-e": 2, "-r": 2, "-pr": 2, "-pa": 2, "-pz": 2, "--app": 2, "--eval": 2, "--remsh": 2, "--dot-iex": 2, "--no-pry": 2, "--rpc-eval": 3,
}));

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");
const logger = (key: string) => (value: string): string[] => value === "true" || value === "false" ? ["-logger", key, value] : [];
/** Options that are arguments of `erl`, with as many values as the function takes. */
const EMULATOR: Readonly<Record<string, (...values: string[]) => string[]>> = {
  "--hidden": () => ["-hidden"],
  "--logger-otp-reports": logger("handle_otp_reports"),
  "--logger-sasl-reports": logger("handle_sasl_reports"),
  "--erl": (switches) => words(switches!),
  "--cookie": (cookie) => ["-setcookie", cookie!],
  "--sname": (name) => ["-sname", name!],
  "--name": (name) => ["-name", name!],
  "--erl-config": (file) => ["-config", file!],
  "--vm-args": (file) => ["-args_file", file!],
  "--boot": (file) => ["-boot", file!],
  "--boot-var": (variable, value) => ["-boot_var", variable!, value!],
  "--werl": () => [],
};

/** Arguments of Elixir's command line, parted: those of `erl`, and those that Elixir reads behind `-extra`. */
interface Parted {
  readonly erl: string[];
  readonly extra: string[];
}

/**
 * Parts arguments up to the first that is no option: a script's name, and what follows is the script's.
 * @throws UsageError for an option without its value, or one that needs another program
 */
export function partElixirArguments(args: readonly string[]): Parted {
  const erl: string[] = [], extra: string[] = [];
  let at = 0;
  const take = (option: string, count: number): string[] => {
    const taken = args.slice(at, at += count);
    if (taken.length < count) throw new UsageError(`option ${option} has no value`);
    return taken;
  };
  while (at < args.length) {
    const option = args[at]!, count = ELIXIR.get(option);
    if (count !== undefined) {
      extra.push(...take(option, count));
      continue;
    }
    if (option === "--pipe-to") throw new UsageError("--pipe-to needs run_erl, which starts erl itself");
    if (!Object.hasOwn(EMULATOR, option)) break;
    const read = EMULATOR[option]!;
    erl.push(...read(...take(option, 1 + read.length).slice(1)));
  }
  return { erl, extra: [...extra, ...args.slice(at)] };
}

/** What each command puts before its arguments. */
const COMMANDS = {
  elixir: [],
  elixirc: ["+elixirc"],
  iex: ["--no-halt", "--erl", "-noshell -user Elixir.IEx.CLI", "+iex"],
} as const;

/** The command of a name; it returns the exit code that Elixir's own would have. */
export const elixirCommand = (name: keyof typeof COMMANDS) => (args: readonly string[]): Promise<number> => {
  const elixir = elixirOf({ elixir: true, progress: (line) => process.stderr.write(`hornbeam: ${line}\n`) })!;
  if (args.length === 1 && args[0] === "--short-version") {
    process.stdout.write(`${elixir.version}\n`);
    return Promise.resolve(0);
  }
  if (name !== "iex" && args.length === 0) throw new UsageError(`Usage: hornbeam ${name} [OPTIONS] FILE [ARGUMENTS]`);
  const { erl, extra } = partElixirArguments([...COMMANDS[name], ...args]);
  const colours = process.stdout.isTTY && process.stderr.isTTY && !process.env["NO_COLOR"];
  return erlCommand([
    "-pa", ...elixir.ebins, ...words(process.env["ELIXIR_ERL_OPTIONS"] ?? ""),
    ...(colours ? ["-elixir", "ansi_enabled", "true"] : []), ...(name === "iex" ? [] : ["-noshell", "-s", "elixir", "start_cli"]),
    ...erl, "-extra", ...extra,
  ], {}, elixir);
};
