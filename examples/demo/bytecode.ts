/** The demo's bytecode: compiled by erlc where there is one, else the .beam files that come with the demo. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** examples/demo of the repository, also when this runs from dist/examples/demo. */
const here = fileURLToPath(new URL(
  import.meta.url.includes("/dist/examples/") ? "../../../examples/demo/" : "./", import.meta.url));

/**
 * @param source path of the module's source below examples/demo
 * @returns its bytecode, and how it came to be
 */
export function bytecode(source: string): { readonly bytes: Uint8Array; readonly compiled: boolean } {
  const prebuilt = join(here, "prebuilt", source.replace(/\.erl$/, ".beam"));
  const folder = join(here, "../../.cache/demo", source.includes("/") ? source.slice(0, source.lastIndexOf("/")) : "");
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync("erlc", ["-o", folder, join(here, source)], { stdio: "ignore" });
  const compiled = status === 0;
  const file = compiled ? join(folder, source.slice(source.lastIndexOf("/") + 1).replace(/\.erl$/, ".beam")) : prebuilt;
  if (!existsSync(file)) throw new Error(`${source}: no erlc here, and no ${prebuilt}`);
  return { bytes: readFileSync(file), compiled };
}
