/** A node beside its host program: fair turns, sleep, and an end. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { Node, atom } from "../../host/index.js";
import { compileErlang } from "./erlc.js";

const BUSY = "-module(busy). -export([loop/0, sort/0]). loop() -> loop(). sort() -> lists:sort(lists:seq(1, 200000) ++ lists:seq(1, 200000)), sort().";

it("leaves the event loop its turns while processes compute", async () => {
  const node = await Node.start();
  await node.code.loadBinary("busy", "busy.erl", compileErlang("busy", BUSY));
  const pids = [node.spawn("busy", "loop"), node.spawn("busy", "sort")];
  let ticks = 0;
  const begun = performance.now(), timer = setInterval(() => { ticks++; }, 10);
  // Something else is answered meanwhile.
  for (let i = 0; i < 10; i++) expect(await node.call("erlang", "abs", [-i])).toBe(i);
  while (performance.now() - begun < 1000) await new Promise((resolve) => setTimeout(resolve, 20));
  clearInterval(timer);
  // About 100 in a second on a machine of one's own; a node that kept the loop would leave none.
  expect(ticks).toBeGreaterThan(3);
  for (const pid of pids) node.exit(pid, atom("kill"));
  await node.stop();
});

it("sleeps while it has nothing to do", async () => {
  const node = await Node.start();
  // V8 still compiles in the background for a while; a node in a busy loop would never come to rest.
  const second = async (): Promise<number> => {
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  let used = await second();
  for (let i = 0; i < 30 && used >= 0.05; i++) used = await second();
  expect(used, "seconds of processor time in a second").toBeLessThan(0.05);
  await node.stop();
});

it("lets its host program exit once it is stopped", async () => {
  const program = `
    const { Node } = await import(${JSON.stringify(fileURLToPath(new URL("../../dist/host/index.js", import.meta.url)))});
    const node = await Node.start();
    await node.call("erlang", "abs", [-1]);
    await node.stop();
    console.log("stopped");`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], { timeout: 180_000 });
  expect(stdout).toBe("stopped\n");
});
