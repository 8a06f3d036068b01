%% timeout: 120
%% eunit: every assert macro, as it succeeds and as it fails.
-module(eunit_asserts).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).

main() ->
    io:put_chars(show:timeless(show:captured(fun() -> eunit:test(?MODULE, []) end))),
    io:put_chars(show:timeless(show:captured(fun() -> eunit:test(?MODULE, [verbose]) end))),
    show:result("value", fun() -> Self = self(), show:captured(fun() -> Self ! eunit:test(?MODULE, [verbose]) end), receive R -> R end end),
    [show:result({failure, N}, F) || {N, F} <- failures()].

id(X) -> show:id(X).

equal_test() -> ?assertEqual(3, id(1) + 2).
equal_fails_test() -> ?assertEqual(4, id(1) + 2).
not_equal_fails_test() -> ?assertNotEqual(id(1), 1).
match_test() -> ?assertMatch({ok, _}, id({ok, 1})).
match_fails_test() -> ?assertMatch({ok, X} when X > 1, id({error, x})).
not_match_fails_test() -> ?assertNotMatch({_, _}, id({error, x})).
assert_test() -> ?assert(id(1) < 2).
assert_fails_test() -> ?assert(id(1) > 2).
assert_no_boolean_test() -> ?assert(id(foo)).
assert_not_fails_test() -> ?assertNot(id(true)).
exception_test() -> ?assertException(error, badarg, atom_to_list(id("x"))).
error_fails_test() -> ?assertError(foo, error(id(bar))).
error_missing_test() -> ?assertError(foo, id(1)).
exit_fails_test() -> ?assertExit(foo, throw(id(foo))).
throw_test() -> ?assertThrow({a, _}, throw(id({a, 1}))).
not_exception_fails_test() -> ?assertNotException(error, _, error(id(x))).
crash_test() -> error({some, id(reason)}).
badmatch_test() -> {ok, _} = id({error, enoent}).
exit_test() -> exit(id(normal)).
throw_out_test() -> throw(id(thrown)).
command_test() -> ?assertCmd("true").
command_fails_test() -> ?assertCmd("exit 3").
command_output_test() -> ?assertCmdOutput("hello\n", "echo hello").
command_status_test() -> ?assertCmdStatus(4, "exit 4").
output_test() -> io:format("some output~n"), ?assertEqual(1, id(2)).
comment_test() -> ?assertEqual(1, id(2), "a comment").
long_value_test() -> ?assertEqual([], id(lists:seq(1, 60))).
let_test() -> ?LET(X, id(2), ?assert(X =:= 2)).
if_test() -> ?assertEqual(yes, ?IF(id(true), yes, no)).

failures() ->
    [{equal, fun() -> ?assertEqual(a, id(b)) end}, {match, fun() -> ?assertMatch([_ | _], id([])) end}, {exception, fun() -> ?assertException(exit, {x, _}, exit(id({y, 1}))) end},
     {cmd, fun() -> ?assertCmdStatus(0, "exit 2") end}, {none, fun() -> ?assertNotEqual(1, id(2)) end}].
