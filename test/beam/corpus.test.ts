import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { readBeam } from "../../host/beam/index.js";
import { beamFiles } from "./otp.js";

test("every module of OTP and Elixir is read", () => {
  const files = beamFiles();
  expect(files.length).toBeGreaterThan(500);
  const started = performance.now();
  let functions = 0;
  for (const file of files) {
    const module = readBeam(readFileSync(file));
    expect(module.name).toBe(basename(file, ".beam"));
    functions += module.functions.length;
  }
  console.log(`${files.length} modules, ${functions} functions, ${Math.round(performance.now() - started)} ms`);
}, 300_000);
