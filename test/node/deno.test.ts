/**
 * The package in a Deno program: what the demo does under Node it does there, too. Runs where there is a `deno` on the
 * PATH: the project's own packages bring none. Deno asks for --allow-all, since a node's file system looks into /proc.
 */
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { root } from "../erlang.js";

const deno = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "deno")).find((file) => existsSync(file));

/** What varies between runs: times, counts, process identifiers. */
const steady = (text: string): string[] =>
  text.split("\n").map((line) => line.replace(/^\[[\d.]+ s\] /, "").replace(/#Pid<[^>]*>/g, "a pid").replace(/^Summary:.*|^in .*/, ""));

it.skipIf(deno === undefined)("runs the demo under Deno as under Node", () => {
  const demo = (program: string, ...args: string[]) =>
    spawnSync(program, [...args, join(root, "dist/examples/demo/main.js")], { encoding: "utf8", cwd: root, timeout: 120_000 });
  const ran = demo(deno!, "run", "--allow-all");
  expect(ran.stderr).toBe("");
  expect(ran.status).toBe(0);
  expect(steady(ran.stdout)).toEqual(steady(demo(process.execPath).stdout));
}, 240_000);
