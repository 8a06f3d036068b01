/**
 * Each conformance program is a test: equal output on the real erl and on Hornbeam. The programs run many to a node, as
 * in `npm run conformance`, which shows more; this file makes them count where all tests are counted.
 */
import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
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

/** Starts all programs on an engine; each one's outcome comes as soon as it is there. */
function outcomes(engine: Engine): (program: Program) => Promise<Outcome> {
  const arrived = new EventEmitter().setMaxListeners(0), done = new Map<Program, Outcome>();
  const run = runAll(engine, programs, paths, { jobs: 2, batch: 40, alone: false }, (outcome) => {
    done.set(outcome.program, outcome);
    arrived.emit("outcome");
  });
  run.catch(() => { /* whoever waits for an outcome is told */ });
  return async (program) => {
    while (!done.has(program)) await Promise.race([run, once(arrived, "outcome")]);
    return done.get(program)!;
  };
}

const onErl = outcomes(erl), onHornbeam = outcomes(hornbeam());

for (const program of programs)
  test(`${program.subject}/${program.module}`, async () => {
    const wrong = complaint(await onErl(program), await onHornbeam(program));
    if (wrong !== "") expect.fail(`the outputs differ\n${wrong}`);
  }, TIMEOUT_MS);

// Without Elixir they are reported as what they are: not run.
for (const program of all.filter((p) => !programs.includes(p))) test.skip(`${program.subject}/${program.module} (no Elixir)`, () => {});
