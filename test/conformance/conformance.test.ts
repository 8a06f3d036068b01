/**
 * Each conformance program is a test: equal output on the real erl and on Hornbeam, also when Hornbeam's collector runs at
 * every chance. The programs run many to a node, as
 * in `npm run conformance`, which shows more; this file makes them count where all tests are counted.
 */
import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compilePrograms } from "./harness/compile.js";
import { complaint } from "./harness/difference.js";
import { elixirPaths, hornbeam, oracle, root, type Engine } from "./harness/engine.js";
import { runAll } from "./harness/pool.js";
import { type Program, findPrograms } from "./harness/program.js";
import type { Outcome } from "./harness/run.js";

/** The first test waits for the nodes of all; the whole run has ten minutes. */
const TIMEOUT_MS = 900_000;

const all = findPrograms(join(root, "test/conformance"));
const { erl, erlc } = oracle();
const elixir = elixirPaths(console.warn);
const programs = all.filter((p) => p.language === "erlang" || elixir !== undefined);
const paths = { programs: compilePrograms(programs, erlc), elixir };

/** Starts programs on an engine; each one's outcome comes as soon as it is there. */
function outcomes(engine: Engine, chosen: readonly Program[], after?: Promise<unknown>): { of(program: Program): Promise<Outcome>; ended: Promise<unknown> } {
  const arrived = new EventEmitter().setMaxListeners(0), done = new Map<Program, Outcome>();
  const run = (after ?? Promise.resolve()).then(() => runAll(engine, chosen, paths, { jobs: 2, batch: 40, alone: false }, (outcome) => {
    done.set(outcome.program, outcome);
    arrived.emit("outcome");
  }));
  run.catch(() => { /* whoever waits for an outcome is told */ });
  const of = async (program: Program): Promise<Outcome> => {
    while (!done.has(program)) await Promise.race([run, once(arrived, "outcome")]);
    return done.get(program)!;
  };
  return { of, ended: run };
}

/** What takes long in the collector's stress mode, and boots for one program only, is left to `npm run conformance -- --stress 1`. */
const stressed = programs.filter((p) => !p.slowUnderStress && !p.neverUnderStress && !p.alone);
const STRESS_SEED = 1;

const onErl = outcomes(erl, programs), onHornbeam = outcomes(hornbeam(), programs);
const underStress = outcomes(hornbeam({ stress: STRESS_SEED }), stressed, onHornbeam.ended);

async function compare(program: Program, got: Promise<Outcome>): Promise<void> {
  const wrong = complaint(await onErl.of(program), await got);
  if (wrong !== "") expect.fail(`the outputs differ\n${wrong}`);
}

for (const program of programs)
  test(`${program.subject}/${program.module}`, () => compare(program, onHornbeam.of(program)), TIMEOUT_MS);

describe(`with a collection at every chance (seed ${STRESS_SEED})`, () => {
  for (const program of stressed)
    test(`${program.subject}/${program.module}`, () => compare(program, underStress.of(program)), TIMEOUT_MS);
});

// Without Elixir they are reported as what they are: not run.
for (const program of all.filter((p) => !programs.includes(p))) test.skip(`${program.subject}/${program.module} (no Elixir)`, () => {});
