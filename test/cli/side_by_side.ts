/** Runs a program of the real Erlang, then `hornbeam` of the same name, in a folder with the same files; says what came of it. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../erlang.js";

const TIMEOUT_MS = 180_000;
const EXECUTABLE = 0o755;

/** Contents by path. */
export type Files = Readonly<Record<string, string>>;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** All files there are then, by path, in hexadecimal: compiled ones must be equal to the byte. */
  readonly files: Readonly<Record<string, string>>;
}

function run(folder: string, files: Files, program: string, args: readonly string[], input: string): Outcome {
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    chmodSync(join(folder, path), EXECUTABLE);
  }
  try {
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, input, encoding: "utf8", timeout: TIMEOUT_MS });
    // A program that ends without having read its input leaves a broken pipe.
    if (error !== undefined && (error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
    const left = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => statSync(join(folder, path)).isFile()).sort();
    return { code: status, stdout, stderr, files: Object.fromEntries(left.map((path) => [path, readFileSync(join(folder, path)).toString("hex")])) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param program `erlc` or `escript`: a program on the PATH, and a command of hornbeam */
export function sideBySide(program: string, files: Files, args: readonly string[], input = ""): { real: Outcome; ours: Outcome } {
  const scratch = mkdtempSync(join(tmpdir(), "hornbeam-cli-"));
  // One after the other in a folder of one name: compiled files hold the paths of their sources.
  const folder = join(scratch, "work");
  try {
    const real = run(folder, files, program, args, input);
    return { real, ours: run(folder, files, process.execPath, [join(root, "bin/hornbeam.js"), program, ...args], input) };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
