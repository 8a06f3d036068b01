/** `npm run lint`: types, style, the direction of imports, unused exports. All of them run; any failure fails. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const checks = [
  ["types (tsc)", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"]],
  ["style and unused code (biome)", ["node_modules/@biomejs/biome/bin/biome", "lint", "--error-on-warnings", "--max-diagnostics=40"]],
  ["imports and unused exports", ["scripts/lint-imports.mjs"]],
];

let failed = 0;
for (const [label, args] of checks) {
  const started = Date.now();
  console.log(`lint: ${label} …`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) failed++;
  console.log(`lint: ${label} ${status === 0 ? "passed" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
process.exitCode = failed === 0 ? 0 : 1;
