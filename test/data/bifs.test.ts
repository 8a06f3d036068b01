import { beforeAll, describe, expect, it } from "vitest";
import { CELL, Core, TestProcess, type Term, atomNames } from "../memory/core.js";
import { bifTable } from "../../host/bif/table/index.js";
import { ask } from "./oracle.js";
import { decode, elements, listOf } from "./terms.js";
import { show } from "./show.js";

let core: Core, process: TestProcess;
const cases: { mfa: string; args: Term[]; ok: boolean; value: Term }[] = [];

beforeAll(async () => {
  core = await Core.start();
  process = new TestProcess(core, 1 << 21);
  const ok = core.atom("ok");
  for (const seed of [1, 2]) {
    for (const t of listOf(process, decode(process, ask("cases", seed)))) {
      const [m, f, args, result] = elements(process, t) as [Term, Term, Term, Term];
      const [kind, value] = elements(process, result) as [Term, Term];
      const list = listOf(process, args);
      cases.push({ mfa: `${show(core, m)}:${show(core, f)}/${list.length}`, args: list, ok: kind === ok, value });
    }
  }
  process.stop();
}, 120_000);

describe("BIFs of data against erl", () => {
  it("has cases", () => { expect(cases.length).toBeGreaterThan(1000); expect(atomNames[0]).toBe("false"); });

  it("agrees on values and errors", () => {
    const wrong = new Map<string, string>();
    const symbols = new Map(bifTable.map((b) => [`${b.module}:${b.name}/${b.arity}`, b.symbol]));
    for (const { mfa, args, ok, value } of cases) {
      const bif = core.x[symbols.get(mfa.replaceAll("'", "")) ?? mfa] as unknown as (...a: Term[]) => Term;
      process.run();
      const before = args.map((a) => show(core, a));
      let got: string;
      try {
        const r = bif(...args);
        got = r === 0n ? `error ${show(core, core.word(CELL.excClass + 8))}` : show(core, r);
      } catch (e) { got = String(e); }
      process.stop();
      const expected = ok ? show(core, value) : `error ${show(core, value)}`;
      if (got !== expected) wrong.set(mfa, `${mfa} ${before.join(", ")}\n  gives ${got}\n  erl   ${expected}`);
      expect(args.map((a) => show(core, a))).toEqual(before);
    }
    expect([...wrong.values()].join("\n")).toBe("");
  });
});
