import { beforeAll, describe, expect, it } from "vitest";
import { CELL, Core, TestProcess, type Term, small } from "../memory/core.js";
import { listOf } from "./terms.js";
import { show } from "./show.js";

let core: Core, process: TestProcess;
beforeAll(async () => {
  core = await Core.start();
  process = new TestProcess(core, 1 << 16);
});
const call = (name: string, ...args: Term[]): Term => core.x[name]!(...args) as unknown as Term;
const charlist = (text: string) => process.list(...[...text].map((c) => small(c.codePointAt(0)!)));
const text = (t: Term) => String.fromCodePoint(...listOf(process, t).map((c) => Number(c >> 4n)));
/** `list_to_<kind>` and back; the error when there is one. */
const there = (kind: string, from: string) => {
  const t = call(`erlang_list_to_${kind}_1`, charlist(from));
  return t === 0n ? show(core, core.word(CELL.excClass + 8)) : text(call(`erlang_${kind}_to_list_1`, t));
};

// What OTP 25 answers for each of these texts.
describe("the text of identities", () => {
  it.each([
    ["<0.1.0>", "<0.1.0>"], ["<0.01.0>", "<0.1.0>"], ["<0.32767.8191>", "<0.32767.8191>"], ["<0.1.0", "'badarg'"],
    ["<1.1.0>", "'badarg'"], ["<0.100000.5>", "'badarg'"], ["<0.1.8192>", "'badarg'"], ["<0.1.0>x", "'badarg'"],
  ])("pid %s", (from, to) => { expect(there("pid", from)).toBe(to); });
  it.each([
    ["#Port<0.1234>", "#Port<0.1234>"], ["#Port<0.268435455>", "#Port<0.268435455>"], ["#Port<0.268435456>", "'badarg'"],
    ["#Port<0.12>x", "'badarg'"], ["#Port<1.12>", "'badarg'"], ["<0.12>", "'badarg'"],
  ])("port %s", (from, to) => { expect(there("port", from)).toBe(to); });
  it.each([
    ["#Ref<0.1.2.3>", "#Ref<0.1.2.3>"], ["#Ref<0.4294967295.262145.3>", "#Ref<0.4294967295.262145.3>"],
    ["#Ref<0.4.2.262143>", "#Ref<0.4.2.262143>"], ["#Ref<0.4.2.262144>", "'badarg'"], ["#Ref<0.5000000000.2.3>", "'badarg'"],
    ["#Ref<0.3>", "'badarg'"], ["#Ref<0.1.2.3.4>", "'badarg'"], ["#Ref<1.1.2.3>", "'badarg'"], ["#Ref<0.1.a.3>", "'badarg'"],
  ])("reference %s", (from, to) => { expect(there("ref", from)).toBe(to); });
});

describe("the text of funs", () => {
  it.each([
    ["åäö", "åäö"], ["Abc", "'Abc'"], ["a b", "'a b'"], ["", "''"], ["a@b_C9", "'a@b_C9'"], ["_a", "'_a'"], ["猫", "'猫'"],
    ["ab\n", "'ab\\n'"], ["a'b", "'a\\'b'"], ["a\\b", "'a\\\\b'"], ["end", "end"], ["ÿa", "ÿa"], ["÷", "'÷'"], ["a猫", "'a猫'"],
    ["\x1b", "'\\033'"], ["\x80", "'\\200'"], ["aÀ", "aÀ"], ["\x01", "'\\001'"],
  ])("quotes atom %j as %s", (name, quoted) => {
    const fun = call("erlang_make_fun_3", core.atom(name), core.atom("b"), small(1));
    expect(text(call("erlang_fun_to_list_1", fun))).toBe(`fun ${quoted}:b/1`);
    expect(show(core, call("erlang_fun_info_2", fun, core.atom("type")))).toBe("{'type','external'}");
    expect(show(core, call("erlang_fun_info_mfa_1", fun))).toBe(`{'${name}','b',1}`);
  });
});
