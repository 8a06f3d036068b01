/** Compiles assembly/ to build/core.wasm: `node scripts/build-core.mjs [release|debug]`. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import "./atoms.mjs";

const target = process.argv[2] ?? "release";
const root = new URL("../", import.meta.url).pathname;
const started = Date.now();
console.log(`asc: assembly/ → build/core${target === "debug" ? ".debug" : ""}.wasm`);
const { status } = spawnSync(process.execPath,
  [`${root}node_modules/assemblyscript/bin/asc.js`, "--config", `${root}asconfig.json`, "--target", target],
  { cwd: root, stdio: "inherit" });
console.log(`asc: ${((Date.now() - started) / 1000).toFixed(1)} s`);
if (status !== 0) process.exit(status ?? 1);
exportGlobals(`${root}build/core${target === "debug" ? ".debug" : ""}.wasm`);

/**
 * Exports every mutable global as `global:<index>`: the state of a core is its memory and these, which is what an image
 * saves and restores (host/code/image.ts). AssemblyScript has no way to say it.
 */
function exportGlobals(file) {
  const core = binaryen.readBinary(readFileSync(file));
  core.setFeatures(binaryen.Features.All);
  // Keep the names of functions: crash dumps show them.
  binaryen.setDebugInfo(true);
  for (let i = 0; i < core.getNumGlobals(); i++) {
    const { name, mutable } = binaryen.getGlobalInfo(core.getGlobalByIndex(i));
    if (mutable) core.addGlobalExport(name, `global:${i}`);
  }
  writeFileSync(file, core.emitBinary());
}
