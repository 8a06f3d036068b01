/** Long work of the host in pieces: between two of them the event loop, and so the node, gets its turn. */
import type { ErlTerm, Pid } from "../term/index.js";
import type { BifContext, NodeContext } from "./world.js";

/** Bytes of a file that are read or written in one piece. */
export const PIECE = 1 << 20;

/** Resolves in the next turn of the event loop. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/**
 * What `steps` comes to: at once when that takes no longer than to its first pause, else a promise, and the event loop gets its
 * turn at each pause. Nothing more is done once the process is dead.
 */
export function inTurns({ node, self }: BifContext, steps: Generator<void, ErlTerm>): ErlTerm | Promise<ErlTerm> {
  const first = steps.next();
  return first.done ? first.value : goOn(node, self, steps);
}
async function goOn(node: NodeContext, self: Pid, steps: Generator<void, ErlTerm>): Promise<ErlTerm> {
  let dead = false;
  const forget = node.onExit(self, () => { dead = true; });
  try {
    while (!dead) {
      await nextTurn();
      const step = steps.next();
      if (step.done) return step.value;
    }
    // nobody gets it
    return [];
  } finally {
    forget();
  }
}

/** `steps`, whose yields say how much was done, with a pause whenever that has come to `most`. */
export function* paced<T>(steps: Generator<number, T>, most: number): Generator<void, T> {
  for (let done = 0; ;) {
    const step = steps.next();
    if (step.done) return step.value;
    done += step.value;
    if (done < most) continue;
    done = 0;
    yield;
  }
}
