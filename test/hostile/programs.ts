/** The modules that are damaged: small, and with all that a .beam file can hold. Each has a run/0 that runs all of it. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { rebuild } from "../beam/rebuild.js";

const MODULES = ["hostile_data", "hostile_bits", "hostile_control"] as const;
/** Compiler options beside the usual: what they change in the file. */
const VARIANTS: readonly (readonly string[])[] = [
  [], ["+debug_info"], ["+compressed"], ["+no_bs_create_bin", "+no_make_fun3", "+r22"], ["+no_line_info", "+no_type_opt", "+no_copt"],
];

export interface Program { readonly module: string; readonly file: Uint8Array }

const source = (module: string): string => fileURLToPath(new URL(`${module}.erl`, import.meta.url));

/** The .beam file of a module beside this file. */
export function compileHere(module: string, ...options: string[]): Uint8Array {
  const out = mkdtempSync(join(tmpdir(), "hornbeam-"));
  try {
    execFileSync("erlc", [...options, "-o", out, source(module)]);
    return readFileSync(join(out, `${module}.beam`));
  } finally {
    rmSync(out, { recursive: true });
  }
}

/** Without the Meta chunk: over a damaged one OTP's own code server falls, on erl too. */
function withoutMeta(file: Uint8Array): Uint8Array {
  const isCompressed = file[0] === 0x1f, whole = rebuild(isCompressed ? gunzipSync(file) : file, { Meta: undefined });
  return isCompressed ? gzipSync(whole) : whole;
}

export const programs = (): Program[] =>
  MODULES.flatMap((module) => VARIANTS.map((options) => ({ module, file: withoutMeta(compileHere(module, ...options)) })));
