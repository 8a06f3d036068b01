import { beforeEach, describe, expect, it } from "vitest";
import { Core, atomNames, random } from "./core.js";

let core: Core;
beforeEach(async () => { core = await Core.start(); });
const text = (t: bigint) => Buffer.from(core.memory.buffer, core.x.atomText!(t), core.x.atomBytes!(t)).toString();

describe("the atom table", () => {
  it("begins with the atoms that the core names, in their order", () => {
    expect(core.x.atomCount!()).toBe(atomNames.length);
    atomNames.forEach((name, i) => { expect(core.atom(name)).toBe((BigInt(i) << 6n) | 0x0bn); });
  });

  it("keeps one atom a text while it grows", () => {
    const atoms = Array.from({ length: 30_000 }, (_, i) => core.atom(`atom_${i}`));
    expect(new Set(atoms).size).toBe(30_000);
    for (let i = 0; i < 30_000; i += 777) {
      expect(core.atom(`atom_${i}`)).toBe(atoms[i]);
      expect(text(atoms[i]!)).toBe(`atom_${i}`);
    }
    expect(core.withBytes(Buffer.from("nobody"), (ptr) => core.x.atomExisting(ptr, 6))).toBe(0n);
  });

  it("counts characters, not bytes, against the limit of 255", () => {
    const t = core.atom("å".repeat(255));
    expect(t).not.toBe(0n);
    expect(core.x.atomChars!(t)).toBe(255);
    expect(core.x.atomBytes!(t)).toBe(510);
    expect(core.atom("å".repeat(256))).toBe(0n);
    const latin1 = Buffer.alloc(255, 0xe5);
    expect(core.withBytes(latin1, (ptr) => core.x.atomFromLatin1(ptr, 255))).toBe(t);
  });

  it("is full at its limit, and then still finds what it has", () => {
    core.x.setAtomLimit!(core.x.atomCount!() + 1);
    const last = core.atom("the last one");
    expect(last).not.toBe(0n);
    expect(core.atom("one too many")).toBe(0n);
    expect(core.atom("the last one")).toBe(last);
  });

  it("orders atoms by code point", () => {
    const next = random(3);
    const letters = ["a", "b", "å", "猫", "\u{1f408}", "\0", "z"];
    const texts = Array.from({ length: 60 }, () => Array.from({ length: next(7) }, () => letters[next(letters.length)]).join(""));
    const codes = (s: string) => [...s].map((c) => c.codePointAt(0)!);
    const compare = (a: string, b: string) => {
      const x = codes(a), y = codes(b);
      for (let i = 0; i < Math.min(x.length, y.length); i++) if (x[i] !== y[i]) return x[i]! - y[i]!;
      return x.length - y.length;
    };
    for (const a of texts) for (const b of texts)
      expect(Math.sign(core.x.compareAtoms!(core.atom(a), core.atom(b)))).toBe(Math.sign(compare(a, b)));
  });
});
