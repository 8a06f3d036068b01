/** The engine's collector, for who looks at what is left: tests and the soak. Nothing of the host calls it. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
/** A full collection of JavaScript's heap. */
export const collectGarbage = runInNewContext("gc") as () => void;

/** A task of its own: what a job has looked at through a WeakRef lives until the job's end. */
export const nextTask = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
