import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Compile an Erlang source beside the tests; returns the .beam file. */
export function erlc(source: string, ...options: string[]): Uint8Array {
  const out = mkdtempSync(join(tmpdir(), "hornbeam-"));
  try {
    const path = fileURLToPath(new URL(source, import.meta.url));
    execFileSync("erlc", [...options, "-o", out, path]);
    return readFileSync(join(out, basename(source).replace(/\.\w+$/, ".beam")));
  } finally {
    rmSync(out, { recursive: true });
  }
}
