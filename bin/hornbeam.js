#!/usr/bin/env node
/** The command `hornbeam`: host/cli/main.ts, compiled. */
import { existsSync } from "node:fs";

const main = new URL("../dist/host/cli/main.js", import.meta.url);
if (!existsSync(main)) {
  console.error("hornbeam: not built yet; run `npm run build` in its directory");
  process.exit(1);
}
const { main: run } = await import(main.href);
await run(process.argv.slice(2));
