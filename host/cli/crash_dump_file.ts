/** Where a crash dump goes, as erl has it: its file, and the environment variables that forbid or shorten it (erl(1)). */
import { closeSync, openSync, writeSync } from "node:fs";

const STDERR = 2;
/** erl lets nobody else read it. */
const MODE = 0o640;

type Environment = Readonly<Record<string, string | undefined>>;

/** A number from the environment; undefined when there is none. */
function numberOf(text: string | undefined): number | undefined {
  const n = Number.parseInt(text ?? "", 10);
  return Number.isNaN(n) ? undefined : n;
}

/** So many bytes are collected before they are written. */
const CHUNK = 1 << 20;

/** Writes `pieces` to `file`, at most `limit` bytes: a dump may be larger than any string. */
function writePieces(file: string, pieces: Iterable<string>, limit: number): void {
  const descriptor = openSync(file, "w", MODE);
  try {
    let waiting: Buffer[] = [], bytes = 0, left = limit;
    const flush = (): void => {
      const chunk = Buffer.concat(waiting).subarray(0, left);
      for (let at = 0; at < chunk.length;) at += writeSync(descriptor, chunk, at);
      left -= chunk.length;
      waiting = [];
      bytes = 0;
    };
    for (const piece of pieces) {
      const next = Buffer.from(piece);
      waiting.push(next);
      bytes += next.length;
      if (bytes >= CHUNK) flush();
      if (left <= 0) return;
    }
    flush();
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes a crash dump and says so on standard error. Nothing happens where ERL_CRASH_DUMP_SECONDS or ERL_CRASH_DUMP_BYTES is 0;
 * ERL_CRASH_DUMP names another file than `erl_crash.dump`. A node is at rest when its dump is written, so no time runs out.
 */
export function writeCrashDump(env: Environment, dump: Iterable<string>): void {
  const bytes = numberOf(env["ERL_CRASH_DUMP_BYTES"]);
  if (numberOf(env["ERL_CRASH_DUMP_SECONDS"]) === 0 || bytes === 0) return;
  const file = env["ERL_CRASH_DUMP"] ?? "erl_crash.dump";
  writeSync(STDERR, `\r\nCrash dump is being written to: ${file}...`);
  try {
    writePieces(file, dump, bytes === undefined || bytes < 0 ? Infinity : bytes);
    writeSync(STDERR, "done\r\n");
  } catch { /* erl says no more either */ }
}
