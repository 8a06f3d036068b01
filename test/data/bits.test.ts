import { beforeAll, describe, expect, it } from "vitest";
import { CELL, Core, TestProcess, type Term, small, smallValue } from "../memory/core.js";
import { ask } from "./oracle.js";
import { decode, elements, listOf } from "./terms.js";
import { show } from "./show.js";

const ARGS = 9216;
const TYPE: Record<string, bigint> = { append: 1n, binary: 3n, all: 3n, float: 4n, integer: 5n, utf8: 7n, utf16: 8n, utf32: 9n };

let core: Core, process: TestProcess, cases: Term[][];
const call = (name: string, ...args: (number | bigint)[]): Term => core.x[name]!(...args) as unknown as Term;

/** Run rt_bs_create_bin on [type, flags, unit, value, size]; `size` 0n: absent. */
function createBin(...segments: [string, bigint, bigint, Term, Term][]): Term {
  segments.forEach(([type, flags, unit, value, size], i) => {
    core.setWord(ARGS + 24 * i, TYPE[type]! | (flags << 8n) | (unit << 16n) | (BigInt(i + 1) << 32n));
    core.setWord(ARGS + 24 * i + 8, value);
    core.setWord(ARGS + 24 * i + 16, size);
  });
  return call("rt_bs_create_bin", segments.length, 8);
}

beforeAll(async () => {
  core = await Core.start();
  process = new TestProcess(core, 1 << 20);
  cases = listOf(process, decode(process, ask("bit_cases", 7))).map((t) => elements(process, t));
  process.stop();
}, 120_000);

describe("the bit syntax against erl", () => {
  it("reads integers, floats and code points", () => {
    const wrong: string[] = [];
    for (const [kind, typeAtom, flags, subject, skip, bits, expected] of cases as Term[][]) {
      if (kind !== core.atom("get")) continue;
      process.run();
      const type = show(core, typeAtom!).slice(1, -1);
      const context = call("rt_bs_start_match", subject!);
      let value = 0n;
      if (call("rt_bs_skip", context, skip! >> 4n) as unknown as number === 1) {
        const before = call("rt_bs_get_position", context);
        const f = smallValue(flags!), n = bits! >> 4n;
        if (type === "integer" || type === "float") value = call(`rt_bs_get_${type}`, context, n, f);
        else if (type === "utf8") value = call("rt_bs_get_utf8", context);
        else value = call(`rt_bs_get_${type}`, context, f);
        if (value === 0n) expect(call("rt_bs_get_position", context)).toBe(before);
      }
      process.stop();
      const got = value === 0n ? "'nomatch'" : show(core, value);
      if (got !== show(core, expected!))
        wrong.push(`${type} flags ${show(core, flags!)} ${show(core, subject!)} skip ${show(core, skip!)} bits ${show(core, bits!)}: ${got}, erl ${show(core, expected!)}`);
    }
    expect(wrong.slice(0, 20).join("\n")).toBe("");
  });

  it("builds them", () => {
    const wrong: string[] = [];
    const all = core.atom("all");
    for (const [kind, typeAtom, flags, value, prefix, bits, expected] of cases as Term[][]) {
      if (kind !== core.atom("put")) continue;
      process.run();
      const type = show(core, typeAtom!).slice(1, -1);
      const padding: [string, bigint, bigint, Term, Term] = ["integer", 0n, 1n, small(-1), prefix!];
      const f = flags! >> 4n;
      const result = type === "append" ? createBin(["append", 0n, 1n, value!, all], padding)
        : type === "all" ? createBin(padding, ["all", 0n, 8n, value!, all])
        : type.startsWith("utf") ? createBin(padding, [type, f, 0n, value!, 0n])
        : createBin(padding, [type, f, 1n, value!, bits!]);
      const got = result === 0n ? `{'error',${show(core, core.word(CELL.excClass + 8))}}` : show(core, result);
      process.stop();
      if (got !== show(core, expected!))
        wrong.push(`${type} flags ${f} ${show(core, value!)} prefix ${show(core, prefix!)} bits ${show(core, bits!)}:\n ${got}\n ${show(core, expected!)}`);
    }
    expect(wrong.slice(0, 20).join("\n")).toBe("");
  });
});

describe("the cause of an error", () => {
  // what error_info of OTP 25 says of <<1:8, Value:Size/type>>
  it.each<[string, bigint, () => Term, () => Term, string]>([
    ["integer", 1n, () => small(1), () => small(-1), "{2,'integer','size',-1}"],
    ["integer", 1n, () => small(1), () => core.atom("a"), "{2,'integer','size','a'}"],
    ["integer", 1n, () => core.atom("a"), () => small(8), "{2,'integer','type','a'}"],
    ["float", 1n, () => core.atom("a"), () => small(64), "{2,'float','type','a'}"],
    ["float", 1n, () => core.atom("a"), () => small(9), "{2,'float','invalid',9}"],
    ["binary", 8n, () => core.atom("a"), () => core.atom("all"), "{2,'binary','type','a'}"],
    ["binary", 8n, () => process.binary(Uint8Array.of(1)), () => small(4), "{2,'binary','short',<<01>>}"],
    ["binary", 8n, () => core.x.newSubBinary!(process.binary(Uint8Array.of(255)), 0n, 3n) as unknown as Term, () => core.atom("all"), "{2,'binary','unit',<</111>>}"],
    ["utf8", 0n, () => small(0xd800), () => 0n, "{2,'utf8','type',55296}"],
    ["utf32", 0n, () => core.atom("x"), () => 0n, "{2,'utf32','type','x'}"],
  ])("%s", (type, unit, value, size, cause) => {
    process.run();
    expect(createBin(["integer", 0n, 1n, small(1), small(8)], [type, 0n, unit, value(), size()])).toBe(0n);
    expect(show(core, core.word(CELL.excClass + 24))).toBe(cause);
    process.stop();
  });
});

describe("appending", () => {
  const all = () => core.atom("all");
  const appendByte = (t: Term, byte: number) => createBin(["append", 0n, 8n, t, all()], ["integer", 0n, 1n, small(byte), small(8)]);

  it("leaves every intermediate value as it was", () => {
    process.run();
    const values: Term[] = [process.binary(new Uint8Array())];
    for (let i = 0; i < 600; i++) values.push(appendByte(values.at(-1)!, i & 255));
    // a second line from the middle must not touch the first one
    const fork = [...values.slice(0, 301)];
    for (let i = 300; i < 400; i++) fork.push(appendByte(fork.at(-1)!, 255));
    const hex = (n: number, from = n) => Array.from({ length: n }, (_, i) => (i < from ? i & 255 : 255).toString(16).padStart(2, "0")).join("");
    values.forEach((t, i) => { expect(show(core, t)).toBe(`<<${hex(i)}>>`); });
    fork.forEach((t, i) => { expect(show(core, t)).toBe(`<<${hex(i, 300)}>>`); });
    process.stop();
  });

  it("takes time proportional to what is appended", () => {
    process.run();
    let t = process.binary(new Uint8Array(100));
    const before = core.x.rawAlloc!(8);
    for (let i = 0; i < 20_000; i++) t = appendByte(t, 1);
    expect(call("erlang_byte_size_1", t)).toBe(small(20_100));
    core.x.rawFree!(before);
    process.stop();
    expect(process.get("virtualBinary")).toBeLessThan(200_000);
  });

  it("copies when another holder has the block", () => {
    process.run();
    const a = appendByte(process.binary(new Uint8Array(100)), 7);
    const original = core.word(Number(a) + 6 + 24);
    core.x.retainBlock?.(core.u32(Number(original) + 6 + 16));
    const b = appendByte(a, 8);
    expect(show(core, b)).toBe(`<<${"00".repeat(100)}0708>>`);
    process.stop();
  });
});
