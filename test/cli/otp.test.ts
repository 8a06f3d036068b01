import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { OtpNotFound, findOtp } from "../../host/otp/find.js";
import { readOtp } from "../../host/otp/release.js";

const scratch = mkdtempSync(join(tmpdir(), "hornbeam-otp-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Something that looks like an installation of OTP. */
function installation(name: string, data: string | undefined): string {
  const root = join(scratch, name);
  for (const part of ["lib/kernel-9.0", "lib/stdlib-5.0", "releases/26", "erts-14.0/bin", "bin"]) mkdirSync(join(root, part), { recursive: true });
  writeFileSync(join(root, "bin/erl"), "#!/bin/sh\n", { mode: 0o755 });
  if (data !== undefined) writeFileSync(join(root, "releases/start_erl.data"), data);
  return root;
}

describe("finding OTP", () => {
  it("reads the release of an installation", () => {
    expect(readOtp(installation("a", "14.0.2 26\n"))).toMatchObject({ release: "26", ertsVersion: "14.0.2" });
    expect(readOtp(installation("b", undefined))).toMatchObject({ release: "26", ertsVersion: "14.0" });
    expect(readOtp(scratch)).toBeUndefined();
  });
  it("takes HORNBEAM_OTP before all others", () => {
    const root = installation("named", "14.0 26");
    expect(findOtp({ env: { HORNBEAM_OTP: root, PATH: "/usr/bin" } }).root).toBe(root);
    expect(() => findOtp({ env: { HORNBEAM_OTP: scratch } })).toThrow(OtpNotFound);
  });
  it("follows the link of erl on the PATH", () => {
    const root = installation("linked", "14.0 26"), bin = join(scratch, "bin");
    mkdirSync(bin);
    symlinkSync(join(root, "bin/erl"), join(bin, "erl"));
    expect(findOtp({ env: { PATH: `/nowhere:${bin}` } }).root).toBe(root);
  });
});
