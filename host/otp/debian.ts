/** OTP from Debian's packages, unpacked beside the project: needs apt-get and dpkg-deb, but not root. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { readOtp, type Otp } from "./release.js";

/**
 * erlang-base has erts, kernel, stdlib, compiler and sasl; erlang-dev the header files. The tests need the others:
 * .ci/run installs the packages that it reads here.
 */
const PACKAGES = [
  "erlang-base", "erlang-asn1", "erlang-crypto", "erlang-dev", "erlang-eunit", "erlang-inets", "erlang-mnesia", "erlang-parsetools",
  "erlang-public-key", "erlang-runtime-tools", "erlang-syntax-tools", "erlang-tools", "erlang-xmerl",
];
/** Where the packages put it. */
const INSIDE = join("usr", "lib", "erlang");
const DOWNLOAD_MS = 300_000;

/** The installation that an earlier download left in `directory`. */
export const unpackedOtp = (directory: string): Otp | undefined => readOtp(join(directory, INSIDE));

/**
 * Downloads and unpacks the packages into `directory`.
 * @param say is told what is done, for it takes a while.
 * @throws Error where apt-get or dpkg-deb is missing or fails.
 */
export function downloadOtp(directory: string, say: (line: string) => void): Otp {
  mkdirSync(dirname(directory), { recursive: true });
  const work = mkdtempSync(`${directory}-`);
  try {
    say(`downloading ${PACKAGES.length} packages of Erlang/OTP from Debian`);
    execFileSync("apt-get", ["download", ...PACKAGES], { cwd: work, stdio: ["ignore", "ignore", "pipe"], timeout: DOWNLOAD_MS });
    for (const file of readdirSync(work)) {
      if (!file.endsWith(".deb")) continue;
      say(`unpacking ${file.split("_")[0]}`);
      execFileSync("dpkg-deb", ["-x", file, "."], { cwd: work, stdio: ["ignore", "ignore", "pipe"], timeout: DOWNLOAD_MS });
      rmSync(join(work, file));
    }
    const otp = unpackedOtp(work);
    if (otp === undefined) throw new Error("Debian's packages hold no Erlang/OTP where they are expected to");
    rmSync(directory, { recursive: true, force: true });
    renameSync(work, directory);
    return unpackedOtp(directory)!;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
