/**
 * `node dist/bench/fairness/main.js [--rounds N] [--out FILE] [case …]`: what holds up a node. Each case of fairness.erl
 * runs on a node of its own and on `erl +S 1`; a table says how long a third process and the event loop waited at the longest.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Engine, oracle, root } from "../../test/conformance/harness/engine.js";
import { median } from "../statistics.js";

/** Longest time for one case. */
const TIMEOUT_MS = 300_000;

const { values: options, positionals } = parseArgs({
  allowPositionals: true, options: { rounds: { type: "string", default: "3" }, out: { type: "string" } },
});

/** Milliseconds. */
interface Waits { readonly spent: number; readonly process: number; readonly host: number; readonly processor: number }

const { erl, erlc } = oracle();
const folder = join(root, ".cache/fairness");
mkdirSync(folder, { recursive: true });

function run(engine: Engine, args: readonly string[]): string {
  const { status, signal, stdout, stderr } = spawnSync(
    engine.command, [...engine.prefix, ...args], { env: engine.env, encoding: "utf8", timeout: TIMEOUT_MS, input: "", cwd: folder });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${signal ?? `exit code ${status}`}\n${stdout}${stderr}`);
  return stdout;
}
const onErl = (...args: string[]): string => run(erl, ["+S", "1", "-noshell", "-pa", folder, "-run", "fairness", "main", ...args]);

run(erlc, ["-o", folder, join(root, "bench/fairness/fairness.erl")]);
const names = positionals.length > 0 ? positionals : onErl().trim().split("\n");
const node: Engine = { name: "hornbeam", command: process.execPath, prefix: [fileURLToPath(new URL("probe.js", import.meta.url))], env: process.env as Record<string, string> };

const show = (ms: number): string => ms.toPrecision(ms < 10 ? 1 : 2);
const lines = ["| case | took | a process waited | the event loop | of it busy | a process on erl |", "|-|-:|-:|-:|-:|-:|"];
for (const name of names) {
  const waits: Waits[] = [], erlWaits: number[] = [];
  try {
    for (let i = 0; i < Number(options.rounds); i++) {
      waits.push(JSON.parse(run(node, [folder, name])) as Waits);
      erlWaits.push(Number(onErl(name).trim().split(" ")[1]));
    }
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
    continue;
  }
  const middle = (key: keyof Waits): number => median(waits.map((w) => w[key]));
  const line = `| ${name} | ${[middle("spent"), middle("process"), middle("host"), middle("processor"), median(erlWaits)].map(show).join(" | ")} |`;
  console.log(line);
  lines.push(line);
}
if (options.out !== undefined) writeFileSync(options.out, `${lines.join("\n")}\n`);
