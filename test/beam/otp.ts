/** The .beam files of the OTP and Elixir that are installed here. */
import { existsSync, readdirSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const erlangRoot = execFileSync("erl", ["-noshell", "-eval", "io:put_chars(code:lib_dir()), halt()."], { encoding: "utf8" });

export const libDirs = [erlangRoot, join(erlangRoot, "../../elixir/lib")].filter(existsSync);

/** Paths of the modules of an application ("stdlib"), or of all. */
export function beamFiles(application?: string): string[] {
  const found: string[] = [];
  for (const lib of libDirs)
    for (const app of readdirSync(lib).sort()) {
      if (application !== undefined && app.replace(/-[\d.]+$/, "") !== application) continue;
      const ebin = join(lib, app, "ebin");
      if (existsSync(ebin)) found.push(...readdirSync(ebin).filter((f) => f.endsWith(".beam")).sort().map((f) => join(ebin, f)));
    }
  return found;
}
