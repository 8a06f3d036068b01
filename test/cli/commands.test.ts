/** The program itself: exit codes, messages, and a reader that goes away. */
import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../../bin/hornbeam.js", import.meta.url));
const beam = `${execFileSync("erl", ["-noshell", "-eval", "io:put_chars(code:which(queue)), halt()."], { encoding: "utf8" })}`;
const run = (args: readonly string[], env: Record<string, string> = {}): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [program, ...args], { encoding: "utf8", timeout: 180_000, env: { ...process.env, ...env } });

describe("hornbeam", () => {
  it("says what it takes", () => {
    for (const args of [[], ["--help"]]) expect(run(args)).toMatchObject({ status: 0, stderr: "", stdout: expect.stringContaining("inspect FILE.beam") as string });
    expect(run(["--version"]).stdout).toMatch(/^hornbeam \d+\.\d+\.\d+\n$/);
  });
  it.each([
    [["nonsense"], /no command "nonsense"/], [["bifs", "--x"], /usage/], [["inspect"], /usage/], [["inspect", "/no/file"], /ENOENT/],
    [["inspect", program], /not a BEAM file/], [["inspect", beam, "nothing/9"], /no function nothing\/9/],
  ])("refuses %j with one message and exit code 1", (args, message) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
  it("says in a sentence how to get an OTP", () => {
    expect(run(["erl"], { HORNBEAM_OTP: "/no/otp" })).toMatchObject({ status: 1, stderr: expect.stringMatching(/^hornbeam: HORNBEAM_OTP names \/no\/otp, .*\n$/) as string });
  });
  it.each([["bifs"], [`inspect ${beam}`]])("ends without a word when nobody reads on: %s", (args) => {
    const { stdout, stderr } = spawnSync("/bin/sh", ["-c", `${process.execPath} ${program} ${args} | head -1`], { encoding: "utf8" });
    expect(stdout.split("\n").length).toBe(2);
    expect(stderr).toBe("");
  });
});
