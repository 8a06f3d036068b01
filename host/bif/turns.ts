/** Long work of the host in pieces: between two of them the event loop, and so the node, gets its turn. */

/** Bytes of a file that are read or written in one piece. */
export const PIECE = 1 << 20;

/** Resolves in the next turn of the event loop. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
