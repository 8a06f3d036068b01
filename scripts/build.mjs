/**
 * Builds everything that is not committed: `node scripts/build.mjs [--force]`.
 * The core is compiled anew only when something under assembly/ is younger than build/core.wasm, since
 * `npm test`, `npm run demo` and `npm run bench` all pass through here.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const force = process.argv.includes("--force");

/** Modification time in ms of the youngest file under `path`, which may be a file itself. */
function youngest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => youngest(join(path, name))));
}

/** Runs one step in a child, shows how long it took, and ends the build if it failed. */
function step(label, args) {
  const started = Date.now();
  process.stdout.write(`build: ${label} …\n`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    console.error(`build: ${label} failed`);
    process.exit(status ?? 1);
  }
  console.log(`build: ${label} done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

const core = join(root, "build/core.wasm");
const inputs = ["assembly", "asconfig.json", "scripts/atoms.mjs"].map((name) => join(root, name));
if (force || !existsSync(core) || Math.max(...inputs.map(youngest)) > statSync(core).mtimeMs) {
  step("core (assembly/ → build/core.wasm)", ["scripts/build-core.mjs"]);
} else {
  console.log("build: core is up to date");
}
step("host (TypeScript → dist/)", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
