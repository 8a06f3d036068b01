import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { readBeam } from "../../host/beam/index.js";
import { compile, listing, type BifRow } from "../../host/compiler/index.js";
import { core } from "../../host/bif/table.js";
import { erlc } from "./erlc.js";

/** The listings are those of code from this release's compiler. */
const RELEASE = "25";

const rows: readonly BifRow[] = [
  core("erlang:+/2", { kind: "guard", symbol: "erlang_plus_2" }), core("erlang:-/2", { kind: "guard", symbol: "erlang_minus_2" }),
  core("erlang:!/2", { kind: "trap", symbol: "erlang_send_2" }),
].map((bif, index) => ({ bif, index }));
const bif = (module: string, name: string, arity: number): BifRow | undefined =>
  rows.find((r) => r.bif.module === module && r.bif.name === name && r.bif.arity === arity);

const release = execFileSync("erl", ["-noshell", "-eval", "io:put_chars(erlang:system_info(otp_release)), halt()."], { encoding: "utf8" });

test.runIf(release === RELEASE)("the Wasm of a handful of functions", async () => {
  const unit = compile([readBeam(erlc("golden.erl"))], { linkage: "imported", table: "import", bif });
  expect(WebAssembly.validate(unit.bytes)).toBe(true);
  for (const f of ["fib/1", "map/2", "server/1", "fields/1", "guarded/2"])
    await expect(listing(unit, f)).toMatchFileSnapshot(`golden/${f.replace("/", "_")}.txt`);
});
