import { describe, expect, it } from "vitest";
import { sideBySide } from "./side_by_side.js";

const SHEBANG = "#!/usr/bin/env escript\n";
const files = {
  "arguments.escript": `${SHEBANG}%% -*- erlang -*-
%%! -kernel logger_level none -hello a "b
main(Args) -> io:format("~p ~p ~p ~p~n", [Args, escript:script_name(), init:get_argument(hello), os:getenv("ESCRIPT_NAME")]).
`,
  "ends.escript": `${SHEBANG}main(["halt", N]) -> io:put_chars(standard_error, "bye\\n"), halt(list_to_integer(N));
main(["throw"]) -> throw(ball);
main(["error"]) -> hd([]);
main([]) -> exit(why).
`,
  "warns.escript": `${SHEBANG}main(_) -> X = 1, ok.\nunused() -> ok.\n`,
  "fails.escript": `${SHEBANG}main(_) -> X + 1.\n`,
  "compiled.escript": `${SHEBANG}-mode(compile).\n-record(r, {a}).\nmain(Args) -> io:format("~p~n", [g(#r{a = Args})]).\ng(R) -> (fun() -> R#r.a end)().\n`,
  "lines.escript": `${SHEBANG}main(_) -> loop(0).
loop(N) -> case io:get_line("") of eof -> io:format("~b lines~n", [N]); Line -> io:put_chars(string:uppercase(Line)), loop(N + 1) end.
`,
  // An archive, made, read, and used as code.
  "archive.escript": `${SHEBANG}main(_) ->
    {ok, Tokens, _} = erl_scan:string("-module(arch). "), {ok, Module} = erl_parse:parse_form(Tokens),
    {ok, More, _} = erl_scan:string("-export([main/1]). "), {ok, Export} = erl_parse:parse_form(More),
    {ok, Code, _} = erl_scan:string("main(A) -> io:format(\\"archived ~p~n\\", [A]). "), {ok, Main} = erl_parse:parse_form(Code),
    {ok, arch, Beam} = compile:forms([Module, Export, Main], [deterministic]),
    ok = escript:create("beam.run", [shebang, {beam, Beam}]),
    ok = escript:create("archive.run", [shebang, {emu_args, "-escript main arch"}, {archive, [{"arch/ebin/arch.beam", Beam}], []}]),
    {ok, Parts} = escript:extract("archive.run", []),
    io:format("~p~n", [[element(1, Part) || Part <- Parts, is_tuple(Part)]]),
    true = code:add_patha(filename:absname("archive.run/arch/ebin")),
    arch:main([from, code:which(arch) =/= non_existing]).
`,
};

describe("hornbeam escript, beside escript", () => {
  const cases: [string, string[], number][] = [
    ["arguments of the script and of erl", ["arguments.escript", "1", "a b", "-x", "é"], 0],
    ["an exit code", ["ends.escript", "halt", "3"], 3],
    ["an error", ["ends.escript", "error"], 127],
    ["a throw", ["ends.escript", "throw"], 127],
    ["an exit", ["ends.escript"], 127],
    ["warnings", ["warns.escript"], 0],
    ["only checked", ["-s", "fails.escript"], 127],
    ["compiled first", ["compiled.escript", "x"], 0],
    ["standard input", ["lines.escript"], 0],
    ["a file that is not there", ["absent"], 1],
    ["no file", ["-c"], 1],
  ];
  for (const [name, args, code] of cases) it(name, () => {
    const { real, ours } = sideBySide("escript", files, args, "one\ntwo\nthree");
    expect(ours).toEqual(real);
    expect(ours.code).toBe(code);
  });

  it("an archive, and a compiled module as a script", () => {
    const { real, ours } = sideBySide("escript", files, ["archive.escript"]);
    // An archive holds the time it was made.
    const { "archive.run": theirs, ...others } = real.files, { "archive.run": made, ...rest } = ours.files;
    expect({ ...ours, files: rest }).toEqual({ ...real, files: others });
    expect(made?.length).toBe(theirs?.length);
  });
});
