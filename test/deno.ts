/**
 * Where tests find Deno: on the PATH, or as the npm package that brings it, which is installed beside the project when it is
 * first needed. It is no dependency in package.json: npm refuses to install a package for another system, and would
 * refuse the whole project there.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./erlang.js";

const PACKAGE = "@deno/linux-x64-glibc", VERSION = "2.9.6";

/** Whether there is a Deno for this system. */
export const denoRunsHere = process.platform === "linux" && process.arch === "x64"
  && (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header.glibcVersionRuntime !== undefined;

/**
 * The program `deno`.
 * @throws Error where npm cannot install it
 */
export function findDeno(): string {
  const onPath = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "deno")).find((file) => existsSync(file));
  if (onPath !== undefined) return onPath;
  const folder = join(root, ".cache", `deno-${VERSION}`), program = join(folder, "node_modules", PACKAGE, "deno");
  if (!existsSync(program)) execFileSync("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", `${PACKAGE}@${VERSION}`], { stdio: "pipe" });
  return program;
}
