/**
 * The package in a Deno program: what the demo does under Node it does there, too. Deno asks for --allow-all, since a node's
 * file system looks into /proc.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { denoRunsHere, findDeno } from "../deno.js";
import { root } from "../erlang.js";

if (!denoRunsHere) console.error(`\n*** deno.test.ts: NOTHING IS TESTED UNDER DENO: it has no package for ${process.platform} ${process.arch} ***\n`);

/** What varies between runs: times, counts, process identifiers. */
const steady = (text: string): string[] =>
  text.split("\n").map((line) => line.replace(/^\[[\d.]+ s\] /, "").replace(/#Pid<[^>]*>/g, "a pid").replace(/^Summary:.*|^in .*/, ""));

it.skipIf(!denoRunsHere)("runs the demo under Deno as under Node", () => {
  const demo = (program: string, ...args: string[]) =>
    spawnSync(program, [...args, join(root, "dist/examples/demo/main.js")], { encoding: "utf8", cwd: root, timeout: 240_000 });
  const ran = demo(findDeno(), "run", "--allow-all");
  expect(ran.stderr).toBe("");
  expect(ran.status).toBe(0);
  expect(steady(ran.stdout)).toEqual(steady(demo(process.execPath).stdout));
}, 600_000);
