/**
 * What is loaded of damaged files, beside erl: the same containers, tables and literals are refused. erl verifies no code, so a node
 * refuses more of it, for reasons that are listed here: each is code that could not run safely. docs/robustness.md tells how to compare more files.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Atom, Node, type ErlTerm, atom, tuple } from "../../host/index.js";
import { BadBeamError, readBeam } from "../../host/beam/index.js";
import { makeBifLookup } from "../../host/bif/lookup.js";
import { bifTable } from "../../host/bif/table/index.js";
import { compile } from "../../host/compiler/index.js";
import { damage, DAMAGES } from "./beam_damage.js";
import { Oracle, type Case, type Decision } from "./decisions.js";
import { compileHere, programs, type Program } from "./programs.js";
import { seeded } from "./random.js";

/** Damaged files of each kind. */
const EACH = Number(process.env["HORNBEAM_CASES"] ?? 40);
/** Cases that one call of the driver gets. */
const BATCH = 100;
/** For a machine that is busy with other things (ms). */
const PATIENCE = 3_600_000;

/** Why a node refuses code that erl loads: what erl would do with it is anything, from an exception to a crash. */
const UNSAFE: Readonly<Record<string, RegExp>> = {
  "a jump that leaves its function": /no label \d+$/,
  "a call, an export or a lambda that enters a function elsewhere than at its start, or with other arguments": /starts no function|starts a function of|wrong number of arguments/,
  "a lambda with more free variables than parameters, or more parameters than registers": /more free variables|an arity of|wrong number of free variables/,
  "two lambdas with one index, by which funs find their code": /two lambdas with one index/,
  "code that runs on behind its function": /runs past its end/,
  "an operand of another kind, or out of range": /expected a|found a|out of range|too big|too much memory|a damaged (label|func_info)|list of pairs|an element outside/,
  "registers without a value, or with one that is no term": /[xy]\d+ (holds|is not)|float register|match context|holds no/,
  "frames of several sizes": /frame/,
  "instructions in an order that leaves half a term behind": /not new|reserved|being built|is being|catch|handler|no message/,
  "a string outside of the string table": /outside of the string table/,
  "segments of binaries that are none": /segment|flags/,
  "a guard that calls what is no guard BIF": /no guard BIF/,
  "code outside of functions": /outside of functions|without a (first )?label|where \d+ were announced/,
  "literals whose end erl reads from behind their chunk": /the literal table does not unpack/,
};
/** erl is as strict as a node with tables; of single instructions it has rules of its own, and it knows none of later releases. */
const ONE_INSTRUCTION = /Error loading function/;

const bif = makeBifLookup(bifTable);

let node: Node, files: Program[], oracle: Oracle;
beforeAll(async () => {
  files = programs();
  const decisions = compileHere("hostile_decisions");
  oracle = new Oracle(decisions);
  node = await Node.start();
  await node.code.loadBinary("hostile_decisions", "hostile_decisions.erl", decisions);
});
afterAll(async () => {
  await node.stop();
  oracle.close();
});

/** Why the node refused a file; undefined when its code is in order. */
function refusal({ bytes }: Case): string | undefined {
  try {
    compile([readBeam(bytes)], { linkage: "imported", table: "import", bif });
    return undefined;
  } catch (error) {
    if (!(error instanceof BadBeamError)) throw error;
    return error.message;
  }
}

async function decisions(cases: readonly Case[]): Promise<string[]> {
  const all: string[] = [];
  for (let from = 0; from < cases.length; from += BATCH) {
    const batch = cases.slice(from, from + BATCH).map(({ module, bytes }): ErlTerm => tuple(atom(module), bytes));
    for (const answer of await node.call("hostile_decisions", "decide_all", [batch]) as ErlTerm[]) all.push((answer as Atom).name);
  }
  return all;
}

/** The class of a difference that is as it should be, or what is wrong. */
function explain(one: Case, theirs: Decision, ours: string): { readonly known: boolean; readonly text: string } {
  if (theirs.answer === "crashed") return { known: true, text: "erl crashes" };
  if (theirs.answer === "badfile") return { known: ONE_INSTRUCTION.test(theirs.why), text: `erl refuses: ${theirs.why}` };
  const why = refusal(one) ?? "nothing", found = Object.entries(UNSAFE).find(([, reasons]) => reasons.test(why));
  return { known: ours === "badfile" && found !== undefined, text: found === undefined ? `a node refuses: ${why}` : found[0] };
}

test.each(Object.keys(DAMAGES))("a node decides as erl does: %s", async (kind) => {
  const random = seeded(`decisions: ${kind}`);
  const cases = Array.from({ length: EACH }, (_, n): Case => {
    const { module, file } = random.pick(files);
    return { module, bytes: damage(file, kind, random), what: `case ${n}` };
  });
  const theirs = await oracle.decide(cases), ours = await decisions(cases);
  expect(theirs.filter(({ answer }) => answer === "crashed").length).toBeLessThan(EACH / 2);
  const classes = new Map<string, number>(), unknown: string[] = [];
  cases.forEach((one, i) => {
    const their = theirs[i]!, our = ours[i]!, same = their.answer === our;
    const { known, text } = same ? { known: true, text: `both: ${our}` } : explain(one, their, our);
    classes.set(text, (classes.get(text) ?? 0) + 1);
    if (!known) unknown.push(`${one.what}: erl ${their.answer}, a node ${our}: ${text}`);
  });
  console.log([`${kind}:`, ...[...classes].sort(([, a], [, b]) => b - a).map(([text, n]) => `${n}  ${text}`)].join("\n  "));
  expect(unknown).toEqual([]);
}, PATIENCE);
