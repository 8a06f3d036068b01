/** What signals from outside do to `hornbeam erl`: what they do to erl. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../erlang.js";

/** Starts a node that says when it is up, sends it `signal`, and gives its exit code or the signal that ended it. */
function ended(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
  const child = spawn(process.execPath, [join(root, "bin/hornbeam.js"), "erl", "-noshell", "-eval", "io:put_chars(\"up\"), receive after infinity -> ok end."],
    { stdio: ["ignore", "pipe", "ignore"] });
  child.stdout.once("data", () => { child.kill(signal); });
  return new Promise((resolve) => { child.on("exit", (code, by) => { resolve(by ?? code); }); });
}

it.each<[NodeJS.Signals, number | NodeJS.Signals]>([["SIGTERM", 0], ["SIGQUIT", 0], ["SIGHUP", "SIGHUP"], ["SIGUSR2", "SIGUSR2"]])(
  "%s", async (signal, end) => { expect(await ended(signal)).toBe(end); });
