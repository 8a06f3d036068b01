/** Where a crash dump goes, as erl has it: its file, and the environment variables that forbid or shorten it (erl(1)). */
import { writeFileSync, writeSync } from "node:fs";

const STDERR = 2;
/** erl lets nobody else read it. */
const MODE = 0o640;

type Environment = Readonly<Record<string, string | undefined>>;

/** A number from the environment; undefined when there is none. */
function numberOf(text: string | undefined): number | undefined {
  const n = Number.parseInt(text ?? "", 10);
  return Number.isNaN(n) ? undefined : n;
}

/**
 * Writes a crash dump and says so on standard error. Nothing happens where ERL_CRASH_DUMP_SECONDS or ERL_CRASH_DUMP_BYTES is 0;
 * ERL_CRASH_DUMP names another file than `erl_crash.dump`. A node is at rest when its dump is written, so no time runs out.
 */
export function writeCrashDump(env: Environment, dump: string): void {
  const bytes = numberOf(env["ERL_CRASH_DUMP_BYTES"]);
  if (numberOf(env["ERL_CRASH_DUMP_SECONDS"]) === 0 || bytes === 0) return;
  const file = env["ERL_CRASH_DUMP"] ?? "erl_crash.dump", text = Buffer.from(dump);
  writeSync(STDERR, `\r\nCrash dump is being written to: ${file}...`);
  try {
    writeFileSync(file, bytes === undefined || bytes < 0 ? text : text.subarray(0, bytes), { mode: MODE });
    writeSync(STDERR, "done\r\n");
  } catch { /* erl says no more either */ }
}
