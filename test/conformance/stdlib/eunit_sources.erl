%% timeout: 120
%% eunit: tests of modules, files, directories, applications, funs and lists of them; Mod:test/0; options.
-module(eunit_sources).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).

main() ->
    Run = fun(T, O) -> io:format("~0p ~0p:~n", [T, O]), io:put_chars(show:timeless(show:captured(fun() -> eunit:test(T, O) end))) end,
    [Run(T, [verbose]) || T <- [?MODULE, {module, ?MODULE}, {?MODULE, one_test}, {test, ?MODULE, one_test}, fun ?MODULE:one_test/0, [fun ?MODULE:one_test/0, {generator, fun two_test_/0}],
        {"title", ?MODULE}, {with, 1, [fun(X) -> X = 1 end]}, no_such_module_here, {file, "no_such_file.beam"}, {dir, "/no/such/directory"}, {application, no_such_application}, foo_bar_baz, {bad, thing}, 17, [], "a string", {inorder, []}]],
    Run(?MODULE, []),
    Run(?MODULE, [no_tty]),
    Run({module, lists}, [verbose]),
    io:put_chars(show:timeless(show:captured(fun() -> ?MODULE:test() end))),
    show:result("values", fun() -> collect([eunit_sources, fun() -> error(x) end, []]) end),
    Dir = filename:join("/tmp", "eunit_sources_" ++ os:getpid()),
    ok = filelib:ensure_dir(filename:join(Dir, "x")),
    {ok, M, Beam} = compile:forms(forms("-module(eunit_in_a_directory). -export([some_test/0]). some_test() -> ok.")),
    File = filename:join(Dir, "eunit_in_a_directory.beam"),
    ok = file:write_file(File, Beam),
    [io:put_chars(nameless(Dir, show:timeless(show:captured(fun() -> eunit:test(T, [verbose]) end)))) || T <- [{dir, Dir}, {file, File}, File]],
    code:delete(M), code:purge(M), file:delete(File), file:del_dir(Dir).

collect(Tests) ->
    Self = self(),
    [begin _ = show:captured(fun() -> Self ! {value, eunit:test(T, [])} end), receive {value, V} -> V end end || T <- Tests].

nameless(Dir, Text) -> lists:flatten(string:replace(Text, Dir, "DIR", all)).

forms(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {Last, Forms} = lists:foldl(fun({dot, _} = D, {A, F}) -> {ok, X} = erl_parse:parse_form(lists:reverse([D | A])), {[], [X | F]}; (T, {A, F}) -> {[T | A], F} end, {[], []}, Tokens),
    [] = Last,
    lists:reverse(Forms).

one_test() -> ok.
two_test_() -> [?_assert(true), ?_assertEqual(1, show:id(2))].
