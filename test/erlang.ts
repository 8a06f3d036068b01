/**
 * The real Erlang that tests and benchmarks compare with: the one that a node would boot too (host/otp/find.ts). One
 * that was unpacked from Debian's packages, without being installed, is started past its scripts, since the paths in
 * those are the installed ones.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findOtp, type Otp } from "../host/index.js";

/** The repository's root, also when this runs from dist/. */
export const root = fileURLToPath(new URL(import.meta.url.includes("/dist/test/") ? "../../" : "../", import.meta.url));

export interface RealErlang {
  readonly otp: Otp;
  /** Folder of `erlexec`, `erlc` and `escript`. */
  readonly bin: string;
  /** Environment variables that they need. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * @returns undefined where the OTP found has no emulator of its own, as when it was copied without erts' programs
 * @throws OtpNotFound
 */
export function realErlang(say: (line: string) => void = console.log): RealErlang | undefined {
  const otp = findOtp({ say });
  const bin = join(otp.root, `erts-${otp.ertsVersion}`, "bin");
  if (!existsSync(join(bin, "erlexec")) || !existsSync(join(bin, "erlc"))) return undefined;
  const emulator = join(bin, "erlexec");
  return { otp, bin, env: { ROOTDIR: otp.root, BINDIR: bin, EMU: "beam", PROGNAME: "erl", ERLC_EMULATOR: emulator, ESCRIPT_EMULATOR: emulator } };
}

/** Whether `program` stands in a folder of the PATH. */
const onPath = (program: string) => (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Puts `erl`, `erlc` and `escript` of an OTP that is not installed on the PATH of this process and its children. */
export function putErlangOnPath(): void {
  if (onPath("erl") && onPath("erlc") && onPath("escript")) return;
  const erlang = realErlang();
  if (erlang === undefined) return;
  const folder = join(root, ".cache/erlang");
  mkdirSync(folder, { recursive: true });
  const exports = Object.entries(erlang.env).map(([name, value]) => `export ${name}='${value}'\n`).join("");
  for (const [name, program] of [["erl", "erlexec"], ["erlc", "erlc"], ["escript", "escript"]])
    writeFileSync(join(folder, name!), `#!/bin/sh\n${exports}exec '${join(erlang.bin, program!)}' "$@"\n`, { mode: 0o755 });
  process.env["PATH"] = `${folder}${delimiter}${process.env["PATH"] ?? ""}`;
}
