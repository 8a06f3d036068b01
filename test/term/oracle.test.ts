import { describe, expect, it } from "vitest";
import { CELL, type Term } from "../memory/core.js";
import { elements, listOf } from "../data/terms.js";
import { TermCore } from "./core.js";
import { ask } from "./oracle.js";

const MESSAGE = 600;
const cut = (text: string): string => text.length > 2 * MESSAGE ? `${text.slice(0, MESSAGE)}…${text.slice(-MESSAGE)}` : text;

const close = (a: number, b: number): boolean => Math.abs(a - b) <= Math.abs(b) * 4 * Number.EPSILON;

describe("BIFs of numbers and terms against erl", () => {
  it.each([["cases", 1], ["number_cases", 1], ["number_cases", 2]])("%s, seed %i", async (module, seed) => {
    const node = await TermCore.start(1 << 22), { core, process } = node;
    const cases = node.decode(ask(module, seed));
    expect(cases).not.toBe(0n);
    const ok = core.atom("ok");
    const wrong: string[] = [];
    let run = 0;
    process.stop();
    for (const c of listOf(process, cases)) {
      const [m, f, args, expected] = elements(process, c) as [Term, Term, Term, Term];
      const list = listOf(process, args), mfa = `${node.atomText(m)}:${node.atomText(f)}/${list.length}`;
      const [kind, value] = elements(process, expected) as [Term, Term];
      process.run();
      let result: Term | string;
      try { result = node.call(mfa, list); } catch (e) { result = String(e); }
      const raised = result === 0n;
      if (raised) result = core.word(CELL.excClass + 8);
      run++;
      // Behind the bytes held, a context has leftovers that mean nothing: its digest is compared.
      const comparable = (t: Term): Term => mfa === "erlang:md5_update/2" && !raised ? node.bif("erlang:md5_final/1")!(t) : t;
      // JavaScript's mathematical functions and C's may differ in the last bit.
      const alike = (a: Term, b: Term): boolean =>
        mfa.startsWith("math:") && !raised ? close(node.float(a), node.float(b)) : node.equal(comparable(a), comparable(b));
      const same = typeof result !== "string" && raised === (kind !== ok) && alike(result, value);
      if (!same) {
        wrong.push(`${mfa} ${list.map((a) => node.hex(a)).join(" ")}\n gives ${raised ? "error " : ""}` +
          `${typeof result === "string" ? result : node.hex(result)}\n   erl ${kind === ok ? "" : "error "}${node.hex(value)}`);
      }
    }
    expect(run).toBeGreaterThan(500);
    expect(wrong.slice(0, 12).map(cut).join("\n")).toBe("");
  });
});
