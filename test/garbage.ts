/** The engine's collector, for who looks at what is left: tests and the soak. Nothing of the host calls it. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as (options?: { type: "major"; flavor: "last-resort" }) => void;

/** A full collection of JavaScript's heap, after which the engine keeps no empty pages for later, where it knows the wish (Node 20 does not). */
export function collectGarbage(): void {
  gc();
  gc({ type: "major", flavor: "last-resort" });
}

/** A task of its own: what a job has looked at through a WeakRef lives until the job's end. */
export const nextTask = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
