/** The two things that a program runs on: the real `erl`, and Hornbeam. */
import { join } from "node:path";
import { findElixir, type Elixir } from "../../../host/index.js";
import { realErlang, root } from "../../erlang.js";

export { root };

export interface Engine {
  readonly name: "erl" | "hornbeam";
  readonly command: string;
  /** Arguments before those of erl. */
  readonly prefix: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** How many times as long as it asks for a program may take; 1 when absent. */
  readonly patience?: number;
}

/** Settings of the caller's shell that would change what a program prints. */
const HIDDEN = ["ERL_FLAGS", "ERL_AFLAGS", "ERL_ZFLAGS", "ERL_LIBS", "ERL_CRASH_DUMP"];

function environment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const env: Record<string, string> = { LC_ALL: "C.UTF-8", ERL_CRASH_DUMP_SECONDS: "0", ...extra };
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && !HIDDEN.includes(name) && !(name in env)) env[name] = value;
  return env;
}

/**
 * The real emulator and compiler, to compare with.
 * @throws Error that says how to get them, where there are none
 */
export function oracle(): { readonly erl: Engine; readonly erlc: Engine } {
  const erlang = realErlang();
  if (erlang === undefined)
    throw new Error("This needs the real erl and erlc: `apt-get install erlang-base`, or set HORNBEAM_OTP to a complete installation.");
  const engine = (program: string): Engine =>
    ({ name: "erl", command: join(erlang.bin, program), prefix: [], env: environment(erlang.env) });
  return { erl: engine("erlexec"), erlc: engine("erlc") };
}

/**
 * The .beam files that Elixir programs need, on both engines: what `elixir` does is to start erl with them.
 * @returns the folders for the code path; undefined, after saying so, where there is no Elixir
 */
export function elixirPaths(say: (line: string) => void = console.log): readonly string[] | undefined {
  const elixir: Elixir | undefined = findElixir({ say });
  if (elixir === undefined) say("SKIPPED: all Elixir programs, for there is no Elixir: `apt-get install elixir`");
  return elixir?.ebins;
}

/** Collections at every chance cost up to so many times the time: deep recursion most, for the whole stack is looked at. */
const STRESS_PATIENCE = 10;

/**
 * Hornbeam's command line.
 * @param node the JavaScript engine that runs it
 * @param stress seed of the collector's stress mode; 0: it is off
 */
export function hornbeam({ node = process.execPath, stress = 0 } = {}): Engine {
  // Programs run with a home of their own; the image of the boot is kept for all.
  const env = environment({ XDG_CACHE_HOME: join(root, ".cache"), HORNBEAM_STRESS: String(stress) });
  return { name: "hornbeam", command: node, prefix: [join(root, "bin/hornbeam.js"), "erl"], env, ...(stress === 0 ? {} : { patience: STRESS_PATIENCE }) };
}
