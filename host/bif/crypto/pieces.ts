/**
 * Long work in pieces: what is small is done at once and paid for with reductions; for more the calling process sleeps,
 * and between two pieces everybody else gets a turn.
 */
import { nextTurn } from "../turns.js";
import type { BifContext } from "../world.js";

/** OTP's library takes a whole turn, 4000 reductions, for 20000 bytes. */
const BYTES_PER_REDUCTION = 5;
/** Bytes that a hash or a cipher takes a few milliseconds for. */
const PIECE = 1 << 19;

/**
 * Runs `step` on the pieces of `data`, then `done`, whose value is the BIF's.
 */
export function inPieces<T>(context: BifContext, data: Uint8Array, step: (piece: Uint8Array) => void, done: () => T): T | Promise<T> {
  if (data.length <= PIECE) {
    context.charge(Math.ceil(data.length / BYTES_PER_REDUCTION));
    step(data);
    return done();
  }
  return stepByStep(data, step, done);
}

async function stepByStep<T>(data: Uint8Array, step: (piece: Uint8Array) => void, done: () => T): Promise<T> {
  for (let at = 0; at < data.length; at += PIECE) {
    step(data.subarray(at, at + PIECE));
    await nextTurn();
  }
  return done();
}
