/** The conformance programs: where they are and what the head of each file asks for. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";

/**
 * One program: test/conformance/<subject>/<module>.erl, a module with main/0 that prints its results, or
 * test/conformance/elixir/<name>.exs, a script that does.
 * Comment lines at the head of the file (## in Elixir) may ask for more:
 *
 *     %% alone: why it cannot share a node with other programs
 *     %% erl: ARGUMENTS              run with these instead of `-s MODULE main -s init stop`; may be repeated
 *     ## elixir: ARGUMENTS           run with these, as `elixir` takes them, instead of the script; FILE stands for it
 *     %% stdin: TEXT                 what standard input holds (with \n for line ends)
 *     %% timeout: SECONDS
 *     %% never under stress: why the collector's stress mode has to change what it prints
 *     %% slow under stress: why `npm test` leaves it out of the collector's stress mode
 */
export interface Program {
  readonly language: "erlang" | "elixir";
  readonly subject: string;
  /** The name of its file, without folder and extension. */
  readonly module: string;
  readonly file: string;
  /** Runs in a node of its own. */
  readonly alone: boolean;
  /** The command lines to run it with; each one is a run of its own, compared with its exit code. */
  readonly commands: readonly (readonly string[])[];
  readonly stdin: string;
  /** Longest time it may take, in milliseconds. */
  readonly timeout: number;
  /** What it prints depends on how long a turn is: it is never run in the collector's stress mode. */
  readonly neverUnderStress: boolean;
  /** Too slow in the collector's stress mode to run in it with every `npm test`. */
  readonly slowUnderStress: boolean;
}

const DEFAULT_TIMEOUT_S = 60;

/** Splits an argument line at blanks; single quotes keep blanks together, as in a shell. */
function splitArguments(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? "");
}

/** What the two languages begin a line of the head with. */
const COMMENT = { erlang: "%%", elixir: "##" } as const;

function readProgram(file: string): Program {
  const language = file.endsWith(".exs") ? "elixir" : "erlang", comment = COMMENT[language];
  const head: string[] = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (!line.startsWith(comment)) break;
    head.push(line);
  }
  const values = (key: string) =>
    head.filter((line) => line.startsWith(`${comment} ${key}:`)).map((line) => line.slice(key.length + 4).trim());
  const module = basename(file, extname(file));
  const lines = values(language === "elixir" ? "elixir" : "erl");
  const commands = lines.map(splitArguments);
  if (language === "elixir") {
    if (commands.length === 0) commands.push(["FILE"]);
    for (const command of commands)
      command.splice(0, Infinity, "-s", "elixir", "start_cli", "-extra", ...command.map((a) => (a === "FILE" ? file : a)));
  } else if (commands.length === 0) commands.push(["-s", module, "main", "-s", "init", "stop"]);
  const stdin = values("stdin").map((text) => text.replaceAll("\\n", "\n")).join("");
  return {
    language,
    subject: basename(dirname(file)),
    module,
    file,
    alone: values("alone").length > 0 || lines.length > 0 || stdin !== "",
    commands,
    stdin,
    timeout: 1000 * Number(values("timeout")[0] ?? DEFAULT_TIMEOUT_S),
    neverUnderStress: values("never under stress").length > 0,
    slowUnderStress: values("slow under stress").length > 0,
  };
}

/**
 * All programs under `folder`, sorted by subject and name.
 * @param filters keep those whose `subject/module` contains one of these; all when there is none
 * @throws Error when two programs have one name: the modules share a code path, the markers of the output a node
 */
export function findPrograms(folder: string, filters: readonly string[] = []): Program[] {
  const programs: Program[] = [];
  for (const subject of readdirSync(folder, { withFileTypes: true })) {
    if (!subject.isDirectory() || subject.name === "harness") continue;
    for (const name of readdirSync(join(folder, subject.name)))
      if (name.endsWith(".erl") || name.endsWith(".exs")) programs.push(readProgram(join(folder, subject.name, name)));
  }
  const seen = new Map<string, string>();
  for (const { module, file } of programs) {
    const other = seen.get(module);
    if (other !== undefined) throw new Error(`two programs are called ${module}: ${other} and ${file}`);
    seen.set(module, file);
  }
  return programs
    .filter((p) => filters.length === 0 || filters.some((f) => `${p.subject}/${p.module}`.includes(f)))
    .sort((a, b) => (`${a.subject}/${a.module}` < `${b.subject}/${b.module}` ? -1 : 1));
}
