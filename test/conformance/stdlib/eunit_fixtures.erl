%% timeout: 120
%% eunit: generators and fixtures, in order and in parallel, and what happens when their parts fail.
-module(eunit_fixtures).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).

main() ->
    [begin io:format("~p:~n", [G]), io:put_chars(show:timeless(show:captured(fun() -> eunit:test({generator, ?MODULE, G}, [verbose]) end))) end || G <- groups()],
    io:put_chars(show:timeless(show:captured(fun() -> eunit:test(?MODULE, []) end))).

groups() ->
    [list_test_, setup_test_, setup_where_test_, setup_fails_test_, cleanup_fails_test_, instantiator_fails_test_, foreach_test_, foreachx_test_, spawn_test_, timeout_test_, inorder_test_, inparallel_test_,
     inparallel_limited_test_, with_test_, generator_test_, bad_test_, crash_test_, titles_test_, nested_test_, empty_test_, node_setup_test_].

id(X) -> show:id(X).

list_test_() -> [?_assert(id(true)), ?_assertEqual(id(1), 2), {"titled", ?_assertEqual(a, id(a))}, {?LINE, ?_test(ok)}, {?LINE, "both", fun() -> ok end}].
setup_test_() -> {setup, fun() -> {ok, 1} end, fun(_) -> ok end, fun({ok, X}) -> [?_assertEqual(1, X), ?_assertEqual(2, X)] end}.
setup_where_test_() -> [{setup, Where, fun() -> put(here, yes) end, fun(_) -> erase(here) end, [?_assertEqual(E, get(here))]} || {Where, E} <- [{local, yes}, {spawn, yes}]].
setup_fails_test_() -> {setup, fun() -> error(nope) end, fun(_) -> ok end, [?_assert(true)]}.
cleanup_fails_test_() -> {setup, fun() -> ok end, fun(_) -> error(clean) end, [?_assert(true)]}.
instantiator_fails_test_() -> {setup, fun() -> ok end, fun(_) -> error(instance) end}.
foreach_test_() -> {foreach, fun() -> 7 end, fun(_) -> ok end, [fun(X) -> ?_assertEqual(7, X) end, fun(X) -> {"second", ?_assertEqual(8, X)} end]}.
foreachx_test_() -> {foreachx, fun(X) -> X * 2 end, fun(_, _) -> ok end, [{I, fun(X, R) -> ?_assertEqual(X * 2, R) end} || I <- [1, 2]]}.
spawn_test_() -> {spawn, [?_assert(is_pid(self())), ?_test(exit(boom)), ?_test(throw(out))]}.
timeout_test_() -> {timeout, 0.3, ?_test(receive after infinity -> ok end)}.
inorder_test_() -> {inorder, [?_assert(true), {"x", ?_assert(id(true))}]}.
inparallel_test_() -> {inparallel, [?_assert(true), ?_test(timer:sleep(10)), ?_assertEqual(1, id(2))]}.
inparallel_limited_test_() -> {inparallel, 2, [?_test(timer:sleep(N)) || N <- [5, 1, 3, 2]]}.
with_test_() -> {with, 5, [fun(X) -> ?assertEqual(5, X) end, fun(X) -> ?assertEqual(6, X) end]}.
generator_test_() -> {generator, fun() -> [?_assert(true), {generator, fun() -> ?_assert(id(false)) end}] end}.
bad_test_() -> foo_bar.
crash_test_() -> error(gen).
titles_test_() -> {"a group", [{"inner", [?_assert(true), ?_assert(id(false))]}, {<<"binary">>, ?_assert(true)}]}.
nested_test_() -> {setup, fun() -> a end, fun(A) -> {"outer", {setup, fun() -> {A, b} end, fun(AB) -> {"inner", ?_assertEqual({a, b}, AB)} end}} end}.
empty_test_() -> [].
node_setup_test_() -> {setup, fun() -> self() end, fun(P) -> ?_assertNotEqual(x, P) end}.
