/** Spreads programs over a few nodes at a time. */
import type { Engine } from "./engine.js";
import type { Program } from "./program.js";
import { type Outcome, type Paths, runAlone, runShared } from "./run.js";

export interface Settings {
  /** Nodes at a time. */
  readonly jobs: number;
  /** Programs in one node at most. */
  readonly batch: number;
  /** A node for each program. */
  readonly alone: boolean;
}

/**
 * Runs all programs on one engine.
 * @param onOutcome called for each program as it ends, in no particular order
 */
export async function runAll(
  engine: Engine, programs: readonly Program[], paths: Paths, settings: Settings, onOutcome: (outcome: Outcome) => void,
): Promise<Map<Program, Outcome>> {
  const outcomes = new Map<Program, Outcome>();
  const note = (outcome: Outcome) => { outcomes.set(outcome.program, outcome); onOutcome(outcome); };
  const shared = programs.filter((p) => !p.alone && !settings.alone);
  const tasks: (() => Promise<void>)[] = [];
  for (const language of ["erlang", "elixir"]) {
    const ours = shared.filter((p) => p.language === language);
    const size = Math.max(1, Math.min(settings.batch, Math.ceil(ours.length / settings.jobs)));
    for (let i = 0; i < ours.length; i += size)
      tasks.push(() => runShared(engine, ours.slice(i, i + size), paths, note));
  }
  for (const program of programs.filter((p) => !shared.includes(p)))
    tasks.push(async () => note(await runAlone(engine, program, paths)));
  const worker = async () => { for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) await task(); };
  await Promise.all(Array.from({ length: settings.jobs }, worker));
  return outcomes;
}
