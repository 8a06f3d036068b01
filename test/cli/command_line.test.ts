import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { UsageError, cutArguments, readErlCommand } from "../../host/cli/command_line.js";
import { findOtp } from "../../host/otp/find.js";

const otp = findOtp();
const scratch = mkdtempSync(join(tmpdir(), "hornbeam-cli-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** What erl itself would run the emulator with, one argument a line. */
function erl(args: readonly string[], env: Record<string, string>): string[] {
  const text = execFileSync("erl", ["-emu_args_exit", ...args], {
    env: { PATH: process.env["PATH"]!, HOME: "/home/somebody", ...env }, encoding: "utf8", timeout: 180_000, stdio: ["ignore", "pipe", "pipe"],
  });
  return text.split("\n").slice(0, -1);
}
const ours = (args: readonly string[], env: Record<string, string>): string[] =>
  [...readErlCommand(args, { HOME: "/home/somebody", ...env }, otp).emulatorArguments].slice(1);

describe("erl's command line", () => {
  const argsFile = join(scratch, "args");
  writeFileSync(argsFile, `-one "two words" # a comment\n -three 'it''s' +S 1\n`);
  const extraFile = join(scratch, "extra");
  writeFileSync(extraFile, "-one 1 -extra q");
  const cases: [string, string[], Record<string, string>][] = [
    ["user flags", ["-noshell", "-pa", "a", "b", "-eval", "halt().", "-s", "m", "f"], {}],
    ["emulator flags", ["+S", "1", "+P", "5000", "+B", "+Bd", "+c", "true", "+A4", "+zdbbl", "100", "+sbt", "u", "+MBas", "bf", "-x"], {}],
    ["emulator flags with their values", ["+S1", "+sbtu", "+A0", "+SP50:50", "+zdbbl100", "+sbwtnone", "+swtdcpulow", "+MBasbf", "+hmqdoff_heap"], {}],
    ["flags that mean several", ["-noinput", "-compile", "file"], {}],
    ["the environment", ["-typed"], { ERL_AFLAGS: "-first", ERL_FLAGS: '-then "a b" c\\ d', ERL_ZFLAGS: "-last +W w" }],
    ["an args file", ["-before", "-args_file", argsFile, "-after"], {}],
    ["-extra", ["-a", "-extra", "+x", "-y"], {}],
    ["-extra and the environment", ["-a", "-extra", "x"], { ERL_AFLAGS: "-b -extra 1", ERL_OTP25_FLAGS: "-o", ERL_ZFLAGS: "-z" }],
    ["-extra in an args file", ["-x", "-args_file", extraFile, "-y", "-extra", "k"], {}],
    ["names", ["-setcookie", "c", "-hidden"], {}],
    ["plain arguments", ["x", "y", "--", "z"], {}],
    ["old switches", ["-smp", "enable", "-smp", "auto", "-x"], {}],
  ];
  for (const [name, args, env] of cases) it(`is read as erl reads it: ${name}`, () => expect(ours(args, env)).toEqual(erl(args, env)));

  it("refuses what erl refuses", () => {
    for (const args of [["+S"], ["-sname"], ["-env", "A"], ["+qqq"], ["+zzzq"], ["+hfoo"], ["-smp", "disable"], ["-args_file", "/none"], ["-args_file"]])
      expect(() => readErlCommand(args, {}, otp), args.join(" ")).toThrow(UsageError);
  });
  it("sets variables and heeds flags", () => {
    const command = readErlCommand(["-env", "A", "b", "+P", "2000", "-version"], {}, otp);
    expect([...command.env]).toEqual([["A", "b"]]);
    expect(command.flags).toEqual([{ name: "P", value: "2000" }]);
    expect(command.version).toBe(true);
  });
  it("cuts strings into arguments", () => {
    expect(cutArguments(`a "b c" 'd e' f\\ g "h\\" i\\" # j`, false)).toEqual(["a", "b c", "d e", "f g", "h\\", 'i"', "#", "j"]);
    expect(cutArguments("a # b\nc", true)).toEqual(["a", "c"]);
  });
});
