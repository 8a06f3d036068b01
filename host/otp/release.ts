/** An installation of Erlang/OTP: its libraries, and which release it is. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** An OTP installation on this machine. */
export interface Otp {
  /** Its root, e.g. /usr/lib/erlang: what code:root_dir/0 gives. */
  readonly root: string;
  /** E.g. "25". */
  readonly release: string;
  /** Version of its runtime system, e.g. "13.1.5". */
  readonly ertsVersion: string;
}

/** Reads what stands at `root`; undefined when it is no installation of OTP. */
export function readOtp(root: string): Otp | undefined {
  if (!existsSync(join(root, "lib")) || !existsSync(join(root, "releases"))) return undefined;
  const libraries = readdirSync(join(root, "lib"));
  if (!libraries.some((name) => name.startsWith("kernel-")) || !libraries.some((name) => name.startsWith("stdlib-"))) return undefined;
  try {
    // "13.1.5 25": the versions of erts and of the release.
    const [ertsVersion, release] = readFileSync(join(root, "releases", "start_erl.data"), "utf8").trim().split(/\s+/);
    if (ertsVersion !== undefined && release !== undefined) return { root, release, ertsVersion };
  } catch { /* not every installation keeps it */ }
  const erts = readdirSync(root).find((name) => name.startsWith("erts-"))?.slice("erts-".length);
  const release = readdirSync(join(root, "releases")).find((name) => /^\d+$/.test(name));
  return erts === undefined || release === undefined ? undefined : { root, release, ertsVersion: erts };
}
