/** Match specifications, checked against what OTP answered. Needs `erl` and `erlc` on the PATH. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Machine } from "./machine.js";
import { normal } from "./text.js";

test("match_spec_test/3 answers as OTP does", async () => {
  const dir = mkdtempSync(join(tmpdir(), "ets-"));
  let lines: string[];
  try {
    execFileSync("erlc", ["-o", dir, new URL("specifications.erl", import.meta.url).pathname]);
    lines = execFileSync("erl", ["-noshell", "-pa", dir, "-run", "specifications", "main"]).toString().trim().split("\n");
  } finally {
    rmSync(dir, { recursive: true });
  }
  const machine = await Machine.start();
  const wrong: string[] = [];
  for (const line of lines) {
    const [subject, spec, kind, result] = line.split("\t") as [string, string, string, string];
    const got = machine.call("erlang_match_spec_test_3", subject, spec, kind);
    const wanted = result === "{error,badarg}" ? "error:badarg" : normal(machine.core, result);
    if (got !== wanted) wrong.push(`${subject} ${spec} ${kind}\n  wanted ${wanted}\n  got    ${got}`);
  }
  expect(lines.length).toBeGreaterThan(350);
  expect(wrong.join("\n")).toBe("");
});
