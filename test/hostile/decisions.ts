/**
 * erl as the oracle of what is loaded: a child that is given damaged files one after the other. Loading what is damaged may end it; it is
 * then started again, and the file counts as crashed.
 */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Case { readonly module: string; readonly bytes: Uint8Array; readonly what: string }

/** What erl did with a file: `loaded`, `on_load`, `crashed`, or the reason of a refusal; and what its loader said of it. */
export interface Decision { readonly answer: string; readonly why: string }

const LENGTH = 4;
/**
 * A count that lies makes erl's loader take what it counts, and keep it: so many KiB of addresses a child may have (erl takes most of
 * them when it starts), so many files it is given.
 */
const ADDRESSES = 8 * 1024 * 1024, FILES = 1000;

function packet({ module, bytes }: Case): Buffer {
  const name = Buffer.from(module), head = Buffer.alloc(LENGTH + 1);
  head.writeUInt32BE(1 + name.length + bytes.length);
  head[LENGTH] = name.length;
  return Buffer.concat([head, name, bytes]);
}

export class Oracle {
  private readonly folder = mkdtempSync(join(tmpdir(), "hornbeam-"));

  /** @param decisions the compiled module hostile_decisions */
  constructor(decisions: Uint8Array) { writeFileSync(join(this.folder, "hostile_decisions.beam"), decisions); }

  close(): void { rmSync(this.folder, { recursive: true }); }

  async decide(cases: readonly Case[]): Promise<Decision[]> {
    const decisions: Decision[] = [];
    while (decisions.length < cases.length) {
      const given = cases.slice(decisions.length, decisions.length + FILES), end = decisions.length + given.length;
      await this.serve(given, decisions);
      if (decisions.length < end) decisions.push({ answer: "crashed", why: "" });
    }
    return decisions;
  }

  /** Gives a new child the cases, until it has answered all of them or is gone. */
  private async serve(cases: readonly Case[], decisions: Decision[]): Promise<void> {
    const child: ChildProcessWithoutNullStreams = spawn("sh", ["-c", `ulimit -v ${ADDRESSES}; exec erl "$@"`, "sh", "-noinput", "-boot", "start_clean", "-pa", this.folder, "-run", "hostile_decisions", "serve"]);
    const gone = new Promise((resolve) => child.once("close", resolve));
    child.stdin.on("error", () => { /* it is gone: "close" says so */ });
    child.stderr.resume();
    let pending: Buffer = Buffer.alloc(0);
    child.stdout.on("data", (data: Buffer) => {
      pending = Buffer.concat([pending, data]);
      for (;;) {
        if (pending.length < LENGTH || pending.length < LENGTH + pending.readUInt32BE()) return;
        const end = LENGTH + pending.readUInt32BE(), text = pending.toString("utf8", LENGTH, end), colon = text.indexOf(": ");
        pending = pending.subarray(end);
        decisions.push(colon < 0 ? { answer: text, why: "" } : { answer: text.slice(0, colon), why: text.slice(colon + 2) });
      }
    });
    for (const one of cases) child.stdin.write(packet(one));
    child.stdin.end();
    await gone;
  }
}
