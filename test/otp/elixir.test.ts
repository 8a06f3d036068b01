/** Finding Elixir: which installation is taken, and what is read of it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findElixir } from "../../host/index.js";

const folder = mkdtempSync(join(tmpdir(), "elixir-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An installation as `make install` leaves it: bin/elixir, and applications in lib/. */
function install(name: string, app: string | undefined, applications: readonly string[]): string {
  const root = join(folder, name);
  mkdirSync(join(root, "bin"), { recursive: true });
  writeFileSync(join(root, "bin", "elixir"), "#!/bin/sh\n");
  for (const application of applications) mkdirSync(join(root, "lib", application, "ebin"), { recursive: true });
  if (app !== undefined) writeFileSync(join(root, "lib", "elixir", "ebin", "elixir.app"), app);
  return root;
}

test("follows the link on the PATH to the installation, past folders that hold none", () => {
  const broken = install("broken", undefined, []);
  const root = install("whole", '{application,elixir,[{vsn,"1.14.9"}]}.', ["elixir", "logger"]);
  mkdirSync(join(root, "lib", "no_ebin"));
  const links = join(folder, "links");
  mkdirSync(links);
  symlinkSync(join(root, "bin", "elixir"), join(links, "elixir"));
  const PATH = ["", join(folder, "absent"), join(broken, "bin"), links].join(":");
  expect(findElixir({ env: { PATH }, download: false })).toEqual({
    root,
    version: "1.14.9",
    ebins: [join(root, "lib", "elixir", "ebin"), join(root, "lib", "logger", "ebin")],
  });
});

test("an installation without a version is none", () => {
  const root = install("strange", "{application,elixir,[]}.", ["elixir"]);
  const found = findElixir({ env: { PATH: join(root, "bin") }, download: false });
  expect(found?.ebins ?? []).not.toContain(join(root, "lib", "elixir", "ebin"));
});
