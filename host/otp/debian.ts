/** OTP and Elixir from Debian's packages, unpacked beside the project: needs apt-get and dpkg-deb, but not root. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { readOtp, type Otp } from "./release.js";

/**
 * erlang-base has erts, kernel, stdlib, compiler and sasl; erlang-dev the header files. The tests need the others:
 * .ci/run installs the packages that it reads here.
 */
const OTP_PACKAGES = [
  "erlang-base", "erlang-asn1", "erlang-crypto", "erlang-dev", "erlang-eunit", "erlang-inets", "erlang-mnesia", "erlang-parsetools",
  "erlang-public-key", "erlang-runtime-tools", "erlang-syntax-tools", "erlang-tools", "erlang-xmerl",
];
/** Where the packages put it. */
const OTP_INSIDE = join("usr", "lib", "erlang");
const DOWNLOAD_MS = 300_000;

/** The installation that an earlier download left in `directory`. */
export const unpackedOtp = (directory: string): Otp | undefined => readOtp(join(directory, OTP_INSIDE));

/**
 * Downloads packages and puts what they hold into `directory`, in place of what stood there.
 * @param read what the unpacked files are; undefined when they are not what they should be
 * @param say is told what is done, for it takes a while.
 * @throws Error where apt-get or dpkg-deb is missing or fails.
 */
export function downloadPackages<T>(
  packages: readonly string[], directory: string, read: (directory: string) => T | undefined, say: (line: string) => void,
): T {
  mkdirSync(dirname(directory), { recursive: true });
  const work = mkdtempSync(`${directory}-`);
  try {
    say(`downloading ${packages.join(", ")} from Debian`);
    execFileSync("apt-get", ["download", ...packages], { cwd: work, stdio: ["ignore", "ignore", "pipe"], timeout: DOWNLOAD_MS });
    for (const file of readdirSync(work)) {
      if (!file.endsWith(".deb")) continue;
      say(`unpacking ${file.split("_")[0]}`);
      execFileSync("dpkg-deb", ["-x", file, "."], { cwd: work, stdio: ["ignore", "ignore", "pipe"], timeout: DOWNLOAD_MS });
      rmSync(join(work, file));
    }
    if (read(work) === undefined) throw new Error(`the packages ${packages.join(", ")} do not hold what they are expected to`);
    rmSync(directory, { recursive: true, force: true });
    renameSync(work, directory);
    return read(directory)!;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Downloads and unpacks OTP into `directory`; see `downloadPackages`. */
export const downloadOtp = (directory: string, say: (line: string) => void): Otp =>
  downloadPackages(OTP_PACKAGES, directory, unpackedOtp, say);
