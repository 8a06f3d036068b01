/** The conformance programs: where they are and what the head of each file asks for. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * One program: test/conformance/<subject>/<module>.erl, a module with main/0 that prints its results.
 * Comment lines at the head of the file may ask for more:
 *
 *     %% alone: why it cannot share a node with other programs
 *     %% erl: ARGUMENTS              run with these instead of `-s MODULE main -s init stop`; may be repeated
 *     %% stdin: TEXT                 what standard input holds (with \n for line ends)
 *     %% timeout: SECONDS
 */
export interface Program {
  readonly subject: string;
  readonly module: string;
  readonly file: string;
  /** Runs in a node of its own. */
  readonly alone: boolean;
  /** The command lines to run it with; each one is a run of its own, compared with its exit code. */
  readonly commands: readonly (readonly string[])[];
  readonly stdin: string;
  /** Longest time it may take, in milliseconds. */
  readonly timeout: number;
}

const DEFAULT_TIMEOUT_S = 60;

/** Splits an argument line at blanks; single quotes keep blanks together, as in a shell. */
function splitArguments(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? "");
}

function readProgram(file: string): Program {
  const head: string[] = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (!line.startsWith("%%")) break;
    head.push(line);
  }
  const values = (key: string) =>
    head.filter((line) => line.startsWith(`%% ${key}:`)).map((line) => line.slice(key.length + 4).trim());
  const module = basename(file, ".erl");
  const lines = values("erl");
  const stdin = values("stdin").map((text) => text.replaceAll("\\n", "\n")).join("");
  return {
    subject: basename(dirname(file)),
    module,
    file,
    alone: values("alone").length > 0 || lines.length > 0 || stdin !== "",
    commands: lines.length > 0 ? lines.map(splitArguments) : [["-s", module, "main", "-s", "init", "stop"]],
    stdin,
    timeout: 1000 * Number(values("timeout")[0] ?? DEFAULT_TIMEOUT_S),
  };
}

/**
 * All programs under `folder`, sorted by subject and name.
 * @param filters keep those whose `subject/module` contains one of these; all when there is none
 * @throws Error when two programs have one module name, since they share a code path
 */
export function findPrograms(folder: string, filters: readonly string[] = []): Program[] {
  const programs: Program[] = [];
  for (const subject of readdirSync(folder, { withFileTypes: true })) {
    if (!subject.isDirectory() || subject.name === "harness") continue;
    for (const name of readdirSync(join(folder, subject.name)))
      if (name.endsWith(".erl")) programs.push(readProgram(join(folder, subject.name, name)));
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
