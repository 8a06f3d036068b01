%% timeout: 120
%% eunit: the XML that eunit_surefire writes, without its times.
-module(eunit_surefire_report).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).

main() ->
    Dir = filename:join("/tmp", "eunit_surefire_" ++ os:getpid()),
    ok = filelib:ensure_dir(filename:join(Dir, "x")),
    _ = show:captured(fun() -> eunit:test([?MODULE, {"second <suite>", fun() -> ok end}], [{report, {eunit_surefire, [{dir, Dir}]}}]) end),
    Files = filelib:wildcard(filename:join(Dir, "*")),
    [begin io:format("~ts~n", [filename:basename(F)]), {ok, B} = file:read_file(F), io:put_chars(show:timeless(binary_to_list(B))) end || F <- Files],
    [file:delete(F) || F <- Files],
    file:del_dir(Dir).

passes_test() -> ok.
fails_test() -> ?assertEqual("<a> & \"b\"", show:id(x)).
crashes_test() -> error({reason, "with <text> & \"quotes\""}).
prints_test() -> io:format("printed <&>~n").
titled_test_() -> {"a title & more", [?_assert(true), {"inner", ?_assert(show:id(false))}]}.
skipped_test_() -> {setup, fun() -> error(no_setup) end, ?_assert(true)}.
