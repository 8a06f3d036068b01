/** Bytecode for tests, from the real erlc. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const known = new Map<string, Uint8Array>();

/** The .beam file of a module with this source. */
export function compileErlang(module: string, source: string): Uint8Array {
  let bytes = known.get(source);
  if (bytes === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "hornbeam-test-"));
    try {
      writeFileSync(join(folder, `${module}.erl`), source);
      execFileSync("erlc", ["-o", folder, join(folder, `${module}.erl`)]);
      known.set(source, bytes = readFileSync(join(folder, `${module}.beam`)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return bytes;
}
