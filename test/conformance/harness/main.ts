/**
 * `npm run conformance -- [options] [filter …]`: each program on the real erl and on Hornbeam, equal output.
 *
 *   --only erl|hornbeam   run on one engine only and print what the programs say
 *   --repeat N            with --only: N times, and say what was not the same each time
 *   --alone               a node for each program, also for those that may share one
 *   --jobs N              nodes at a time (2)
 *   --batch N             programs in one node at most (40)
 *   --node BIN            the JavaScript engine for Hornbeam
 *   --stress SEED         Hornbeam in the collector's stress mode (docs/heaps.md); the seed, not 0, of its draws
 */
import { parseArgs } from "node:util";
import { join } from "node:path";
import { elixirPaths, hornbeam, oracle, root, type Engine } from "./engine.js";
import { compilePrograms } from "./compile.js";
import { findPrograms, type Program } from "./program.js";
import type { Outcome, Paths } from "./run.js";
import { complaint, firstDifference } from "./difference.js";
import { runAll } from "./pool.js";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" }, repeat: { type: "string", default: "1" }, alone: { type: "boolean", default: false },
    jobs: { type: "string", default: "2" }, batch: { type: "string", default: "40" }, node: { type: "string" },
    stress: { type: "string", default: "0" },
  },
});

const all = findPrograms(join(root, "test/conformance"), positionals);
if (all.length === 0) fail(`no program matches ${positionals.join(" ")}`);
const elixir = all.some((p) => p.language === "elixir") ? elixirPaths() : undefined;
const stress = Number(options.stress);
const programs = all.filter((p) => (p.language === "erlang" || elixir !== undefined) && (stress === 0 || !p.neverUnderStress));
let erl: Engine, paths: Paths;
try {
  const found = oracle();
  erl = found.erl;
  paths = { programs: compilePrograms(programs, found.erlc), elixir };
} catch (error) {
  fail((error as Error).message);
}
const onHornbeam = hornbeam({ stress, ...(options.node === undefined ? {} : { node: options.node }) });
const settings = { jobs: Number(options.jobs), batch: Number(options.batch), alone: options.alone };

const title = ({ subject, module }: Program) => `${subject}/${module}`;
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

async function single(engine: Engine): Promise<number> {
  const runs: Map<Program, Outcome>[] = [];
  for (let i = 0; i < Number(options.repeat); i++) {
    const outcomes = await runAll(engine, programs, paths, settings, (o) => {
      if (Number(options.repeat) === 1) console.log(`--- ${title(o.program)} (${seconds(o.ms)})\n${o.output}${o.trouble}`);
    });
    runs.push(outcomes);
    console.log(`${engine.name}: run ${i + 1} of ${options.repeat} done`);
  }
  const first = runs[0]!;
  let unsteady = 0;
  for (const program of programs) {
    const expected = first.get(program)!;
    if (expected.trouble !== "") console.log(`${title(program)} ended badly: ${expected.trouble.trim()}`);
    const other = runs.find((run) => run.get(program)!.output !== expected.output);
    if (other === undefined) continue;
    unsteady++;
    console.log(`NOT STEADY ${title(program)}\n${firstDifference(expected.output, other.get(program)!.output)}`);
  }
  console.log(`${programs.length} programs, ${unsteady} not steady`);
  return unsteady;
}

async function both(reference: Engine): Promise<number> {
  const started = Date.now();
  console.log(`${programs.length} programs on erl …`);
  const expected = await runAll(reference, programs, paths, settings, () => {});
  console.log(`… done in ${seconds(Date.now() - started)}; now on Hornbeam`);
  const failed: string[] = [];
  let count = 0;
  await runAll(onHornbeam, programs, paths, settings, (got) => {
    const want = expected.get(got.program)!;
    const wrong = complaint(want, got);
    const mark = wrong === "" ? "ok  " : "DIFF";
    console.log(`[${++count}/${programs.length}] ${mark} ${title(got.program)} ${seconds(got.ms)} (erl ${seconds(want.ms)})`);
    if (wrong === "") return;
    failed.push(title(got.program));
    console.log(wrong);
  });
  console.log(`conformance: ${programs.length - failed.length} of ${programs.length} programs equal on erl and Hornbeam, ` +
    `in ${seconds(Date.now() - started)}`);
  const skipped = elixir === undefined ? all.filter((p) => p.language === "elixir").length : 0;
  if (skipped > 0) console.log(`SKIPPED: ${skipped} Elixir programs, for there is no Elixir`);
  for (const name of failed.sort()) console.log(`  differs: ${name}`);
  return failed.length;
}

const failures = options.only === "hornbeam" ? await single(onHornbeam)
  : options.only === "erl" ? await single(erl)
  : await both(erl);
process.exitCode = failures === 0 ? 0 : 1;
