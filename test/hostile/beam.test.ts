/**
 * Damaged .beam files on a running node: each is refused with badfile as OTP refuses it (or with
 * on_load_failure, where an instruction became one that says what to run), or loads and may be called; no case hangs
 * or ends the node, or is noticed by the other processes.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Atom, Node, type ErlTerm, type Pid, atom, tuple } from "../../host/index.js";
import { damage, DAMAGES } from "./beam_damage.js";
import { compileHere, programs, type Program } from "./programs.js";
import { seeded } from "./random.js";

/** Cases that one call of the driver gets. */
const BATCH = 100;
/** For a machine that is busy with other things (ms). */
const PATIENCE = 600_000;
/** Damaged files of each kind: with those that are cut short, more than 10 000. */
const EACH = Number(process.env["HORNBEAM_CASES"] ?? 360);

let node: Node, files: Program[], witness: Pid;

beforeAll(async () => {
  files = programs();
  node = await Node.start();
  await node.code.loadBinary("hostile_driver", "hostile_driver.erl", compileHere("hostile_driver"));
  witness = await node.call("hostile_driver", "witness", []) as Pid;
});
afterAll(async () => { await node.stop(); });

interface Case { readonly module: string; readonly bytes: Uint8Array; readonly what: string }

/** The driver's answers: how many loaded. A node that ends names the cases that it was at. */
async function run(cases: readonly Case[]): Promise<number> {
  let loaded = 0;
  for (let from = 0; from < cases.length; from += BATCH) {
    const batch = cases.slice(from, from + BATCH);
    const answers = await node.call("hostile_driver", "run", [batch.map((c): ErlTerm => tuple(atom(c.module), c.bytes))]).catch((error: Error) => {
      throw new Error(`cases ${from} to ${from + batch.length}: ${error.message}`, { cause: error });
    }) as ErlTerm[];
    answers.forEach((answer, i) => {
      expect(["loaded", "badfile", "on_load_failure"], batch[i]!.what).toContain(answer instanceof Atom ? answer.name : answer);
      if (answer === atom("loaded")) loaded++;
    });
  }
  return loaded;
}

async function undisturbed(): Promise<void> {
  const before = await node.call("hostile_driver", "ask", [witness]) as number;
  for (let after = before; after <= before;) after = await node.call("hostile_driver", "ask", [witness]) as number;
}

test("files that are cut short at every byte are refused", async () => {
  const cases = [files[0]!, files.find(({ file }) => file[0] === 0x1f)!].flatMap(({ module, file }) =>
    Array.from({ length: file.length }, (_, size): Case => ({ module, bytes: file.subarray(0, size), what: `the first ${size} bytes` })));
  console.log(`cut short: ${cases.length}`);
  expect(await run(cases)).toBe(0);
  await undisturbed();
}, PATIENCE);

test.each(Object.keys(DAMAGES))("damaged files: %s", async (kind) => {
  const random = seeded(kind);
  const cases = Array.from({ length: EACH }, (_, n): Case => {
    const { module, file } = random.pick(files);
    return { module, bytes: damage(file, kind, random), what: `${kind}, seed ${random.seed}, case ${n}` };
  });
  const loaded = await run(cases);
  console.log(`${kind}: ${loaded} of ${cases.length} loaded`);
  await undisturbed();
}, PATIENCE);
