/** Finding Elixir: `elixir` on the PATH, or Debian's package downloaded beside the project. */
import { existsSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { downloadPackages } from "./debian.js";
import { packageDirectory, type FindOptions } from "./find.js";

/** An installation of Elixir on this machine: bytecode that any Erlang node can load. */
export interface Elixir {
  /** The folder with `lib/elixir`. */
  readonly root: string;
  /** E.g. "1.14.0". */
  readonly version: string;
  /** The folders of its applications' .beam files, for the code path. */
  readonly ebins: readonly string[];
}

/** Where Debian's package puts it. */
const INSIDE = join("usr", "lib", "elixir");

/** Reads what stands at `root`, the folder with `lib/elixir`; undefined when it is no installation of Elixir. */
function readElixir(root: string): Elixir | undefined {
  const lib = join(root, "lib"), app = join(lib, "elixir", "ebin", "elixir.app");
  if (!existsSync(app)) return undefined;
  const version = /\{vsn,\s*"([^"]+)"\}/.exec(readFileSync(app, "utf8"))?.[1];
  if (version === undefined) return undefined;
  return { root, version, ebins: readdirSync(lib).sort().map((name) => join(lib, name, "ebin")).filter((ebin) => existsSync(ebin)) };
}

/** The installation whose bin/elixir, or a link to it, stands in a folder of the PATH. */
function onPath(path: string): Elixir | undefined {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, "elixir");
    if (folder === "" || !existsSync(file)) continue;
    const found = readElixir(dirname(dirname(realpathSync(file))));
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Finds an installation of Elixir.
 * @returns undefined when there is none and none can be downloaded; `say` is told why
 */
export function findElixir(options: FindOptions = {}): Elixir | undefined {
  const say = options.say ?? (() => {});
  const downloads = join(packageDirectory(), ".elixir"), unpacked = (directory: string) => readElixir(join(directory, INSIDE));
  const found = onPath((options.env ?? process.env)["PATH"] ?? "") ?? unpacked(downloads);
  if (found !== undefined || options.download === false) return found;
  try {
    return downloadPackages(["elixir"], downloads, unpacked, say);
  } catch (error) {
    say(`Elixir was not found, and downloading it from Debian failed: ${(error as Error).message.split("\n")[0]}`);
    return undefined;
  }
}
