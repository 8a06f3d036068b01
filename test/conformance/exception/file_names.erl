%% The file that a stack trace names, of modules compiled with and without one.
-module(file_names).
-export([main/0]).

-define(NAME, file_names_sample).

main() ->
    [show:result({File, Options}, fun() -> location(File, Options) end)
     || File <- [none, "", "x", "a/b.erl", "file_names_sample.erl", [1000, $x], lists:duplicate(300, $f)],
        Options <- [[], [inline], [no_line_info], [{source, "given.erl"}]]].

location(File, Options) ->
    Forms = [{attribute, 1, module, ?NAME}, {attribute, 1, export, [{f, 1}]}]
        ++ [{attribute, 1, file, {File, 1}} || File =/= none]
        ++ [{function, 3, f, 1, [{clause, 3, [{var, 3, 'X'}], [], [{op, 4, '+', {var, 4, 'X'}, {integer, 4, 1}}]}]}],
    {ok, ?NAME, Beam} = compile:forms(Forms, Options),
    code:purge(?NAME),
    {module, ?NAME} = code:load_binary(?NAME, "loaded.erl", Beam),
    try ?NAME:f(a)
    catch error:badarith:Trace -> [Place || {?NAME, f, 1, Place} <- Trace]
    end.
