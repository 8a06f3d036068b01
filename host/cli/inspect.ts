/** `hornbeam inspect FILE.beam [F/A]`: what is in a module, and the WebAssembly it becomes. */
import { readFileSync } from "node:fs";
import { BadBeamError, readBeam, type BeamModule } from "../beam/index.js";
import { bifTable } from "../bif/table/index.js";
import { compile, listing } from "../compiler/index.js";
import { UsageError } from "./command_line.js";

/** The tables of a module. */
function describe(module: BeamModule, bytes: number): string {
  const lines = [`module ${module.name}, ${bytes} bytes, md5 ${Buffer.from(module.md5).toString("hex")}`];
  lines.push("", "chunks");
  for (const [name, chunk] of module.chunks) lines.push(`  ${name}  ${chunk.length} bytes`);
  lines.push("", `imports (${module.imports.length})`);
  for (const { module: m, name, arity } of module.imports) lines.push(`  ${m}:${name}/${arity}`);
  lines.push("", `exports (${module.exports.length})`);
  for (const { name, arity } of module.exports) lines.push(`  ${name}/${arity}`);
  lines.push("", `functions (${module.functions.length})`);
  for (const { name, arity, code } of module.functions) lines.push(`  ${name}/${arity}  ${code.length} instructions`);
  lines.push("", `lambdas ${module.lambdas.length}, literals ${module.literals.length}, atoms ${module.atoms.length}`);
  if (module.onLoad !== undefined) lines.push(`on_load ${module.onLoad.name}/${module.onLoad.arity}`);
  return lines.join("\n");
}

/** The module as a later module would be translated: it names no number of a node. */
function wasmText(module: BeamModule, only: string | undefined): string {
  const rows = new Map(bifTable.map((bif, index) => [`${bif.module}:${bif.name}/${bif.arity}`, { bif, index }]));
  const unit = compile([module], {
    linkage: "imported", table: "import", bif: (m, name, arity) => rows.get(`${m}:${name}/${arity}`),
  });
  return listing(unit, only);
}

/** Runs the command; returns the exit code. */
export function inspectCommand(args: readonly string[]): number {
  const [file, only] = args;
  if (file === undefined || args.length > 2) throw new UsageError("usage: hornbeam inspect FILE.beam [FUNCTION/ARITY]");
  let bytes: Uint8Array;
  try { bytes = readFileSync(file); } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  try {
    const module = readBeam(bytes);
    if (only !== undefined && !module.functions.some(({ name, arity }) => `${name}/${arity}` === only))
      throw new UsageError(`${file} has no function ${only}; \`hornbeam inspect ${file}\` lists those that it has`);
    if (only === undefined) process.stdout.write(`${describe(module, bytes.length)}\n\n`);
    process.stdout.write(`${wasmText(module, only)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof BadBeamError)) throw error;
    process.stderr.write(`${file}: ${error.message}\n`);
    return 1;
  }
}
