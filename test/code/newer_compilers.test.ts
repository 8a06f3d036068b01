/** What OTP 27's and OTP 29's compilers make of conformance programs does on a node what OTP 25's does on erl. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { compilePrograms } from "../conformance/harness/compile.js";
import { firstDifference } from "../conformance/harness/difference.js";
import { type Engine, hornbeam, oracle, root } from "../conformance/harness/engine.js";
import { runAll } from "../conformance/harness/pool.js";
import { findPrograms } from "../conformance/harness/program.js";

const SETTINGS = { jobs: 1, batch: 40, alone: false };
const newer = join(root, "test/code/newer");

it.each(["otp_27", "otp_29"])("runs the code of the compiler of %s", async (release) => {
  const { erl, erlc } = oracle();
  const all = findPrograms(join(root, "test/conformance"));
  const modules = readdirSync(join(newer, release)).map((file) => basename(file, ".beam"));
  const programs = all.filter((program) => modules.includes(program.module));
  expect(programs.map(({ module }) => module).sort()).toEqual(modules.sort());
  const ebin = compilePrograms(programs, erlc);
  const mixed = mkdtempSync(join(tmpdir(), "hornbeam-newer-"));
  cpSync(ebin, mixed, { recursive: true });
  cpSync(join(newer, release), mixed, { recursive: true });
  const run = (engine: Engine, folder: string) => runAll(engine, programs, { programs: folder, elixir: undefined }, SETTINGS, () => {});
  const expected = await run(erl, ebin), got = await run(hornbeam(), mixed);
  rmSync(mixed, { recursive: true });
  for (const program of programs) {
    const want = expected.get(program)!, have = got.get(program)!;
    if (have.output !== want.output) expect.fail(`${program.module}\n${firstDifference(want.output, have.output)}\n${have.trouble}`);
  }
}, 600_000);
