/** Which image a node starts from: made from the modules of an OTP's boot, and of Elixir, kept in memory and on disk. */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withoutChunks } from "../beam/index.js";
import { readImage, writeImage } from "../code/image_file.js";
import { compileImage, type CompiledImage } from "../code/image.js";
import { coreBytes } from "../core/core.js";
import type { Elixir } from "../otp/elixir.js";
import type { Otp } from "../otp/release.js";
import { Atom, Tuple, decode, type ErlTerm } from "../term/index.js";
import { makeImage, type MakeImports } from "./machine.js";

/** Preloaded modules that nodes leave out: sockets as NIFs. `inet` uses its drivers then (erl_init asks erlang:loaded/0). */
const LEFT_OUT: ReadonlySet<string> = new Set(["prim_socket", "prim_net", "socket_registry"]);

export interface ModulePath { readonly name: string; readonly path: string; readonly preloaded?: boolean }

/** A module's file. The modules in the emulator know no lines: stack traces through init show none in OTP either. */
export function readModule({ path, preloaded }: ModulePath): Uint8Array {
  const bytes = readFileSync(path);
  return preloaded ? withoutChunks(bytes, LINES) : bytes;
}
const LINES: ReadonlySet<string> = new Set(["Line"]);

/** The modules that are there before anything runs. */
export function preloadedModules(otp: Otp): ModulePath[] {
  return modulesIn(join(otp.root, "lib", `erts-${otp.ertsVersion}`, "ebin")).filter(({ name }) => !LEFT_OUT.has(name))
    .map((module) => ({ ...module, preloaded: true }));
}

/** The modules of an application. */
function modulesIn(ebin: string): ModulePath[] {
  return readdirSync(ebin).filter((f) => f.endsWith(".beam")).sort().map((f) => ({ name: f.slice(0, -".beam".length), path: join(ebin, f) }));
}

/** Elixir's modules and the compiler, without which it evaluates and compiles nothing. */
function elixirModules(otp: Otp, elixir: Elixir): ModulePath[] {
  const lib = join(otp.root, "lib"), compilers = readdirSync(lib).filter((name) => /^compiler(-|$)/.test(name)).map((name) => join(lib, name, "ebin"));
  return [...compilers, ...elixir.ebins].flatMap(modulesIn);
}

/** The modules that the boot script `start_clean` loads, and where they are: kernel and stdlib. */
function bootModules(otp: Otp): ModulePath[] {
  const script = decode(readFileSync(join(otp.root, "bin", "start_clean.boot"))) as Tuple;
  const found: ModulePath[] = [];
  let path: string[] = [];
  for (const instruction of script.elements[2] as ErlTerm[]) {
    if (!(instruction instanceof Tuple) || !(instruction.elements[0] instanceof Atom)) continue;
    const [{ name }, list] = instruction.elements as readonly [Atom, ErlTerm[]];
    if (name === "path") path = list.map((p) => String.fromCodePoint(...(p as number[])).replace("$ROOT", otp.root));
    if (name !== "primLoad") continue;
    for (const module of list) {
      const file = path.map((p) => join(p, `${String(module)}.beam`)).find((f) => statSync(f, { throwIfNoEntry: false }));
      if (file) found.push({ name: String(module), path: file });
    }
  }
  return found;
}

/** Everything that decides what an image looks like besides the modules: the core, and the loader's own code. */
function buildFingerprint(): string {
  const hash = createHash("sha256").update(coreBytes()).update(process.version);
  const sources = fileURLToPath(new URL("..", import.meta.url));
  for (const folder of ["beam", "bif/table", "code", "compiler", "compiler/emit", "compiler/wasm", "core"]) {
    for (const file of readdirSync(join(sources, folder)).sort())
      if (/\.(js|ts)$/.test(file) && !file.endsWith(".d.ts")) hash.update(file).update(readFileSync(join(sources, folder, file)));
  }
  return hash.digest("hex");
}
let fingerprint: string | undefined;

const inMemory = new Map<string, CompiledImage>();

/** Where images are kept when nobody says otherwise. */
const defaultCache = (): string => join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "hornbeam");

/** @param say told when an image has to be made, which takes seconds */
export function imageFor(otp: Otp, elixir: Elixir | undefined, imports: MakeImports, cache: string | false | undefined, say: (line: string) => void): CompiledImage {
  const modules = [...preloadedModules(otp), ...bootModules(otp), ...(elixir === undefined ? [] : elixirModules(otp, elixir))];
  const hash = createHash("sha256").update(fingerprint ??= buildFingerprint());
  for (const { path } of modules) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  const key = hash.digest("hex").slice(0, 32);
  const known = inMemory.get(key);
  if (known) return known;
  const file = cache === false ? undefined : join(cache ?? defaultCache(), `otp-${otp.release}-${key}.image`);
  let data = file === undefined ? undefined : readImage(file);
  if (!data) {
    say(`hornbeam: translating ${modules.length} modules of OTP ${otp.release}${elixir === undefined ? "" : ` and Elixir ${elixir.version}`} (once)`);
    data = makeImage(modules.map((module) => ({ name: module.name, bytes: readModule(module) })), imports);
    if (file !== undefined) writeImage(file, data);
  }
  const image = compileImage(data);
  inMemory.set(key, image);
  return image;
}
