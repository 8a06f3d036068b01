import { describe, expect, it } from "vitest";
import { erlcArguments } from "../../host/cli/erlc.js";
import { UsageError } from "../../host/cli/command_line.js";
import { sideBySide } from "./side_by_side.js";

const files = {
  "good.erl": `-module(good).\n-export([f/1]).\n-include("h.hrl").\n-record(r, {a = ?X, b}).\nf(A) -> {(#r{b = A})#r.a, ?FROM_HEADER, "é"}.\n`,
  "inc/h.hrl": "-define(FROM_HEADER, header).\n",
  "warns.erl": "-module(warns).\n-export([f/1]).\nf(X) -> Y = 1, case 2 of 3 -> ok end.\ng() -> unused.\n",
  "fails.erl": "-module(fails).\n-export([f/1, h/2]).\nf(X) -> Z + 1.\nk() -> none(1).\n",
  "grammar.yrl": "Nonterminals sum.\nTerminals '+' num.\nRootsymbol sum.\nsum -> num : '$1'.\nsum -> sum '+' num : {plus, '$1', '$3'}.\n",
  "tokens.xrl": "Definitions.\nD = [0-9]\nRules.\n{D}+ : {token, {num, TokenLine, list_to_integer(TokenChars)}}.\n\\+ : {token, {'+', TokenLine}}.\nErlang code.\n",
  "core.core": "module 'core' ['f'/1]\n  attributes []\n'f'/1 = fun (A) -> {A, 'core'}\nend\n",
  "assembler.S": "{module, assembler}.\n{exports, [{f,1}]}.\n{attributes, []}.\n{labels, 3}.\n{function, f, 1, 2}.\n{label,1}.\n{func_info,{atom,assembler},{atom,f},1}.\n{label,2}.\nreturn.\n",
  "transform.erl": `-module(transform).\n-export([parse_transform/2]).\nparse_transform(Forms, _) -> io:format("transformed~n"), Forms.\n`,
  "out/.keep": "",
};

describe("hornbeam erlc, beside erlc", () => {
  const cases: [string, string[], number][] = [
    ["a good file, with its options", ["-I", "inc", "-DX=\"a b\"", "+debug_info", "-o", "out", "good.erl"], 0],
    ["macros by tuple, deterministic", ["+{d,'X',1}", "+deterministic", "-Iinc", "good.erl"], 0],
    ["files of all kinds", ["grammar.yrl", "tokens.xrl", "core.core", "assembler.S", "transform.erl"], 0],
    ["warnings, and a file that fails", ["warns.erl", "fails.erl"], 1],
    ["warnings as errors", ["-Werror", "warns.erl"], 1],
    ["no warnings", ["-W0", "warns.erl"], 0],
    ["assembler code and dependencies", ["-S", "-DX=1", "-I", "inc", "-MMD", "-MF", "deps", "-MP", "good.erl"], 0],
    ["a file that is not there", ["absent.erl"], 1],
    ["an option that is not known", ["-zz", "good.erl"], 1],
    ["a path without a folder", ["good.erl", "-pa"], 1],
  ];
  for (const [name, args, code] of cases) it(name, () => {
    const { real, ours } = sideBySide("erlc", files, args);
    expect(ours).toEqual(real);
    expect(ours.code).toBe(code);
  });

  it("gives the emulator its own arguments", () => {
    const [first, ...rest] = erlcArguments(["a.erl", "-pa", "x", "-server", "-smp", "-o", "y"]);
    expect([first, ...rest.slice(0, 3)]).toEqual(["+S1", "-pa", "x", "-smp"]);
    expect(rest.slice(rest.indexOf("-extra"))).toEqual(["-extra", "a.erl", "-o", "y"]);
    expect(() => erlcArguments(["-pz"])).toThrow(UsageError);
  });
});
