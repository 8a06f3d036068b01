import { execFileSync } from "node:child_process";
import { deflateSync, gzipSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { BadBeamError, OP, readBeam, type BeamModule } from "../../host/beam/index.js";
import { erlc } from "../compiler/erlc.js";
import { rebuild } from "./rebuild.js";

const file = erlc("../beam/sample.erl");
const module = readBeam(file);
const chunk = (id: string): Uint8Array => module.chunks.get(id)!;
const refused = (bytes: Uint8Array): void => { expect(() => readBeam(bytes)).toThrow(BadBeamError); };
const u32 = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const same = (a: BeamModule, b: BeamModule): void => expect({ ...a, md5: 0, chunks: 0 }).toEqual({ ...b, md5: 0, chunks: 0 });

test("names, exports and functions", () => {
  expect(module.name).toBe("sample");
  expect(module.exports.map((e) => `${e.name}/${e.arity}`).sort())
    .toEqual(["adder/1", "big/1", "literal/1", "module_info/0", "module_info/1", "string/1", "ünï/0"]);
  expect(module.functions.map((f) => f.name)).toContain("init");
  expect(module.onLoad).toEqual({ name: "init", arity: 0 });
  expect(module.lambdas).toMatchObject([{ bodyArity: 2, free: 1, index: 0 }]);
  expect(module.files[0]).toBe("sample.erl");
  expect(module.lines.map((l) => l.line)).toContain(9);
});

test("integers that are no small ones become literals", () => {
  // 131, SMALL_BIG_EXT, size, sign, bytes with the least significant first.
  const bigs = module.literals.filter((l) => l[1] === 110).map((l) => {
    let n = 0n;
    for (let i = l.length - 1; i >= 4; i--) n = (n << 8n) | BigInt(l[i]!);
    return l[3] ? -n : n;
  });
  expect(bigs).toContain(1n << 59n);
  for (const b of bigs) expect(b > (1n << 59n) - 1n || b < -(1n << 59n)).toBe(true);
  for (const f of module.functions)
    for (const i of f.code) for (const a of i.args) if (a.kind === "integer") expect(a.value < 1n << 59n && a.value >= -(1n << 59n)).toBe(true);
});

test("types of registers", () => {
  const typed = module.functions.find((f) => f.name.startsWith("-adder"))!.code.flatMap((i) => i.args)
    .filter((a) => a.kind === "x" && a.type >= 0);
  expect(typed.length).toBeGreaterThan(0);
});

test("the digest is that of beam_lib and module_info", () => {
  const hex = Buffer.from(module.md5).toString("hex");
  const out = execFileSync("erl", ["-noshell", "-eval",
    "{ok, B} = file:read_file(code:which(lists)), {ok, {lists, M}} = beam_lib:md5(B), M = lists:module_info(md5), " +
    "io:put_chars([code:which(lists), 10, binary:encode_hex(M)]), halt()."], { encoding: "utf8" }).split("\n");
  const lists = readBeam(execFileSync("cat", [out[0]!], { maxBuffer: 1 << 26 }));
  expect(Buffer.from(lists.md5).toString("hex").toUpperCase()).toBe(out[1]);
  expect(hex).toHaveLength(32);
});

test("compressed files", () => same(readBeam(gzipSync(file)), module));

test("atoms as OTP 28 writes them: a negative count, lengths as compact numbers", () => {
  const bytes: number[] = [...u32(-(module.atoms.length - 1) >>> 0)];
  for (const atom of module.atoms.slice(1)) {
    const text = [...Buffer.from(atom)];
    if (text.length < 16) bytes.push(text.length << 4);
    else bytes.push(8 | ((text.length >> 3) & 0xe0), text.length & 255);
    bytes.push(...text);
  }
  same(readBeam(rebuild(file, { AtU8: Uint8Array.from(bytes) })), module);
});

test("literals stored as they are: a size of 0", () => {
  const lit = chunk("LitT"), raw = inflateSync(lit.subarray(4));
  same(readBeam(rebuild(file, { LitT: Uint8Array.from([...u32(0), ...raw]) })), module);
});

test("what is not there", () => {
  for (const id of ["AtU8", "Code", "ImpT", "ExpT"]) refused(rebuild(file, { [id]: undefined }));
  for (const id of ["Line", "Type", "Attr", "CInf", "LocT", "Meta"]) expect(readBeam(rebuild(file, { [id]: undefined })).name).toBe("sample");
  refused(new Uint8Array(0));
  refused(Buffer.from("FOR1"));
  refused(gzipSync(Buffer.from("not a beam")));
  refused(Uint8Array.from([0x1f, 0x8b, 1, 2, 3]));
});

test("tables that lie about their size", () => {
  refused(rebuild(file, { LitT: Uint8Array.from([...u32(1 << 30), 1, 2, 3]) }));
  refused(rebuild(file, { LitT: Uint8Array.from([...u32(4), ...deflateSync(Buffer.from([0xff, 0xff, 0xff, 0xff]))]) }));
  for (const id of ["ImpT", "ExpT", "FunT", "Type"]) refused(rebuild(file, { [id]: Uint8Array.from([...chunk(id).subarray(0, id === "Type" ? 4 : 0), ...u32(0x7fffffff)]) }));
  refused(rebuild(file, { AtU8: Uint8Array.from(u32(0x7fffffff)) }));
});

test("exports that lead nowhere, or to a function of another arity", () => {
  const exports = Uint8Array.from(chunk("ExpT"));
  exports.set(u32(9999), 4 + 8);
  refused(rebuild(file, { ExpT: exports }));
  const arity = Uint8Array.from(chunk("ExpT"));
  arity.set(u32(77), 4 + 4);
  refused(rebuild(file, { ExpT: arity }));
});

test("code that runs past its end", () => {
  const code = chunk("Code"), header = 4 + code[3]!;
  // label 1; func_info; label 2; move nil x0; end
  const body = [OP.label, 0x10, OP.func_info, 0x12, 0x12, 0x00, OP.label, 0x20, OP.move, 0x02, 0x03, OP.int_code_end];
  const one = Uint8Array.from([...code.subarray(0, 12), ...u32(3), ...u32(1), ...code.subarray(20, header), ...body]);
  const alone = { Code: one, ExpT: Uint8Array.from(u32(0)), FunT: undefined, LocT: undefined };
  refused(rebuild(file, alone));
  const returns = Uint8Array.from([...one.subarray(0, one.length - 1), OP.return, OP.int_code_end]);
  expect(readBeam(rebuild(file, { ...alone, Code: returns })).functions).toHaveLength(1);
  refused(rebuild(file, { ...alone, Code: returns.subarray(0, returns.length - 1) }));
});
