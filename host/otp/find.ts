/** Finding Erlang/OTP: HORNBEAM_OTP, `erl` on the PATH, or Debian's packages downloaded beside the project. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { downloadOtp, unpackedOtp } from "./debian.js";
import { readOtp, type Otp } from "./release.js";

/** Thrown when no OTP can be had; the message is one sentence that says what to do. */
export class OtpNotFound extends Error {
  constructor(message: string) {
    super(message);
    this.name = "OtpNotFound";
  }
}

export interface FindOptions {
  /** Environment to look in; by default this program's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether packages may be downloaded; true by default. */
  readonly download?: boolean;
  /** Told what is done when it takes a while. */
  readonly say?: (line: string) => void;
}

const ERL_ANSWERS_MS = 10_000;
const SHEBANG_BYTES = 2;

/** The top of this package: the nearest directory above this file with a package.json. */
export function packageDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, "package.json"))) {
    const above = dirname(directory);
    if (above === directory) return process.cwd();
    directory = above;
  }
  return directory;
}

/** The installation that `erl` on the PATH belongs to. */
function onPath(path: string): Otp | undefined {
  for (const directory of path.split(delimiter)) {
    const file = join(directory, "erl");
    if (directory === "" || !existsSync(file)) continue;
    // bin/erl of an installation, or a link to it.
    const real = realpathSync(file), beside = readOtp(dirname(dirname(real)));
    if (beside !== undefined) return beside;
    // A wrapper (a version manager's): only it knows.
    if (readFileSync(real).subarray(0, SHEBANG_BYTES).toString() !== "#!") continue;
    try {
      const root = execFileSync(real, ["-noshell", "-eval", "io:put_chars(code:root_dir()), halt()."],
        { encoding: "utf8", timeout: ERL_ANSWERS_MS, stdio: ["ignore", "pipe", "ignore"] });
      const otp = readOtp(root);
      if (otp !== undefined) return otp;
    } catch { /* the next directory of the PATH may have a better one */ }
  }
  return undefined;
}

/**
 * Finds an installation of OTP.
 * @throws OtpNotFound
 */
export function findOtp(options: FindOptions = {}): Otp {
  const env = options.env ?? process.env, named = env["HORNBEAM_OTP"];
  if (named !== undefined && named !== "") {
    const otp = readOtp(named);
    if (otp === undefined) throw new OtpNotFound(`HORNBEAM_OTP names ${named}, which is no root of an Erlang/OTP installation (a directory with lib/kernel-* and releases/).`);
    return otp;
  }
  const downloads = join(packageDirectory(), ".otp");
  const found = onPath(env["PATH"] ?? "") ?? unpackedOtp(downloads);
  if (found !== undefined) return found;
  let why = "";
  if (options.download ?? true) {
    try {
      return downloadOtp(downloads, options.say ?? (() => {}));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      why = code === "ENOENT" ? " (there is no apt-get here to download it with)" : ` (downloading it from Debian failed: ${(error as Error).message.split("\n")[0]})`;
    }
  }
  throw new OtpNotFound(`Erlang/OTP 25 was not found${why}: install it (Debian, Ubuntu: apt-get install erlang-base), or set HORNBEAM_OTP to the root of an installation.`);
}
