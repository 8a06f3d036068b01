import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { BadBeamError, readBeam } from "../../host/beam/index.js";
import { compile } from "../../host/compiler/index.js";
import { beamFiles } from "../beam/otp.js";
import { bifRows } from "./machine.js";

const bif = (m: string, f: string, a: number) => bifRows.find((r) => r.bif.module === m && r.bif.name === f && r.bif.arity === a);
const names = ["queue", "base64", "timer", "gen_server", "proc_lib"];
const files = beamFiles("stdlib").filter((f) => names.includes(basename(f, ".beam"))).map((f) => readFileSync(f));

/** Bytes [from, to) of the instructions in the Code chunk. */
function codeRange(file: Uint8Array): [number, number] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  for (let at = 12; at < file.length; at += 8 + ((view.getUint32(at + 4) + 3) & ~3))
    if (String.fromCharCode(...file.subarray(at, at + 4)) === "Code") return [at + 8 + 20, at + 8 + view.getUint32(at + 4)];
  throw new Error("no Code chunk");
}

test("damaged files are refused, or become valid Wasm", () => {
  let seed = 20250101, refused = 0;
  const random = (n: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >>> 8) % n;
  };
  const runs = 600;
  for (let run = 0; run < runs; run++) {
    const bytes = Uint8Array.from(files[random(files.length)]!);
    const [from, to] = random(3) === 0 ? [12, bytes.length] : codeRange(bytes);
    for (let n = 1 + random(3); n > 0; n--) bytes[from + random(to - from)] = random(256);
    try {
      new WebAssembly.Module(compile([readBeam(bytes)], { linkage: "imported", table: "import", bif }).bytes);
    } catch (e) {
      expect(e).toBeInstanceOf(BadBeamError);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(runs / 2);
}, 300_000);

test("files that are cut short are refused", () => {
  const file = files[0]!;
  for (let size = 0; size < file.length; size += 13) {
    let error: unknown;
    try {
      readBeam(file.subarray(0, size));
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(BadBeamError);
  }
});
