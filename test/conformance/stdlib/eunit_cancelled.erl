%% timeout: 120
%% eunit: tests that are killed, tests whose group is, and processes that outlive them.
-module(eunit_cancelled).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).

main() ->
    [begin io:format("~p:~n", [G]), io:put_chars(show:timeless(show:captured(fun() -> eunit:test({generator, ?MODULE, G}, [verbose]) end))) end
        || G <- [killed_, killed_in_spawn_, group_timeout_, linked_, leaves_processes_, tells_]].

killed_() -> [{"before", ?_assert(true)}, {"killed", fun() -> exit(self(), kill), timer:sleep(1000) end}, {"behind", ?_assert(true)}].
killed_in_spawn_() -> [{spawn, {"killed", fun() -> exit(self(), kill), timer:sleep(1000) end}}, {"behind", ?_assert(true)}].
group_timeout_() -> [{timeout, 0.2, [{"one", ?_assert(true)}, {"too long", fun() -> receive after infinity -> ok end end}]}, {"behind", ?_assert(true)}].
linked_() -> [{"linked", fun() -> spawn_link(fun() -> exit(gone) end), receive after infinity -> ok end end}, {"behind", ?_assert(true)}].
leaves_processes_() -> [{"leaves one", fun() -> register(left_over, spawn(fun() -> receive after infinity -> ok end end)) end}, {"still there", fun() -> exit(whereis(left_over), kill) end}].
tells_() -> [{"prints", fun() -> io:format("printed by a test~n"), io:format(standard_error, "", []), error(to_see_it) end}].
