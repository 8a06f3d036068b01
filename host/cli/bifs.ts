/** `hornbeam bifs`: the BIF table, and what the OTP found has beyond it. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { BadBeamError, OP, readBeam, type BeamModule } from "../beam/index.js";
import { bifTable } from "../bif/table/index.js";
import { findOtp } from "../otp/find.js";
import type { Otp } from "../otp/release.js";
import { UsageError } from "./command_line.js";

/** A stub is this short: a line or two, the arguments of nif_error, the call. */
const STUB_INSTRUCTIONS = 12;

/** Functions of a module that do nothing but call erlang:nif_error: C code, or a NIF library, has them in OTP. */
function* stubsOf(module: BeamModule): Generator<string> {
  const nifErrors = new Set<number>();
  module.imports.forEach(({ module: m, name }, i) => { if (m === "erlang" && name === "nif_error") nifErrors.add(i); });
  if (nifErrors.size === 0) return;
  const calls = new Set<number>([OP.call_ext, OP.call_ext_last, OP.call_ext_only]);
  for (const { name, arity, code } of module.functions) {
    if (code.length > STUB_INSTRUCTIONS) continue;
    const target = code.find(({ op }) => calls.has(op))?.args[1];
    if (target?.kind === "number" && nifErrors.has(target.value)) yield `${module.name}:${name}/${arity}`;
  }
}

/** The beam files of an installation, application by application. */
function* beamFiles(otp: Otp): Generator<{ application: string; file: string }> {
  for (const application of readdirSync(join(otp.root, "lib")).sort()) {
    const directory = join(otp.root, "lib", application, "ebin");
    if (!existsSync(directory)) continue;
    for (const name of readdirSync(directory).sort()) if (name.endsWith(".beam")) yield { application, file: join(directory, name) };
  }
}

/** Functions that OTP has in C and the node has not, by application. */
function missingBifs(otp: Otp): Map<string, string[]> {
  const have = new Set(bifTable.map(({ module, name, arity }) => `${module}:${name}/${arity}`));
  const missing = new Map<string, string[]>();
  for (const { application, file } of beamFiles(otp)) {
    let module: BeamModule;
    try { module = readBeam(readFileSync(file)); } catch (error) {
      if (error instanceof BadBeamError) { process.stderr.write(`${file}: ${error.message}\n`); continue; }
      throw error;
    }
    const lacking = [...stubsOf(module)].filter((mfa) => !have.has(mfa));
    if (lacking.length > 0) missing.set(application, [...(missing.get(application) ?? []), ...lacking]);
  }
  return missing;
}

/** Runs the command; returns the exit code. */
export function bifsCommand(args: readonly string[]): number {
  if (args.length === 0) {
    for (const { module, name, arity, home, kind } of bifTable) process.stdout.write(`${module}:${name}/${arity}\t${home}\t${kind}\n`);
    process.stdout.write(`${bifTable.length} functions\n`);
    return 0;
  }
  if (args.length !== 1 || args[0] !== "--missing") throw new UsageError("usage: hornbeam bifs [--missing]");
  const otp = findOtp({ say: (line) => process.stderr.write(`hornbeam: ${line}\n`) });
  process.stderr.write(`reading the libraries of Erlang/OTP ${otp.release} in ${otp.root}\n`);
  let count = 0;
  for (const [application, functions] of missingBifs(otp)) {
    process.stdout.write(`${application}\n`);
    for (const mfa of functions) process.stdout.write(`  ${mfa}\n`);
    count += functions.length;
  }
  process.stdout.write(`${count} functions missing\n`);
  return 0;
}
