%% erlang:system_monitor: settings, and messages of collections, turns, heaps and busy ports.
-module(system_monitors).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Me = self(),
    result("none", fun() -> erlang:system_monitor() end),
    result("set", fun() -> {erlang:system_monitor(Me, [{long_gc, 50}, {long_schedule, 500}, {large_heap, 100}, busy_port, busy_dist_port]), erlang:system_monitor()} end),
    result("set again", fun() -> {erlang:system_monitor({Me, [{long_gc, 0}, busy_port]}), erlang:system_monitor()} end),
    result("twice the same", fun() -> {erlang:system_monitor(Me, [{long_gc, 3}, {long_gc, 9}, busy_port, busy_port]), erlang:system_monitor()} end),
    result("big limit", fun() -> {erlang:system_monitor(Me, [{large_heap, 1 bsl 61}]), erlang:system_monitor()} end),
    result("off", fun() -> {erlang:system_monitor(undefined), erlang:system_monitor()} end),
    [result({bad, O}, fun() -> erlang:system_monitor(Me, id(O)) end)
     || O <- [foo, [foo], [{long_gc, -1}], [{long_gc, a}], [{busy_port, true}], [{long_gc, 1 bsl 64}], [busy_port | x], [{foo, 1}], [{long_gc, 1, 2}]]],
    [result({bad, A}, fun() -> erlang:system_monitor(id(A)) end) || A <- [foo, {foo, [busy_port]}, {1, 2, 3}, []]],
    result("nobody", fun() -> [try erlang:system_monitor(P, [busy_port]) catch E:R -> {E, R} end || P <- [foo, dead(), self_of(17)]] end),
    result("empty is off", fun() -> erlang:system_monitor(Me, [busy_port]), {erlang:system_monitor(Me, []), erlang:system_monitor()} end),
    result("undefined is off", fun() -> erlang:system_monitor(Me, [busy_port]), {erlang:system_monitor(undefined, [busy_port]), erlang:system_monitor()} end),
    result("monitor dies", fun() -> P = spawn(fun() -> receive stop -> ok end end), erlang:system_monitor(P, [busy_port]), P ! stop, wait_dead(P), erlang:system_monitor() end),
    result("large heap", fun large_heap/0),
    result("long collection", fun long_collection/0),
    result("long turn", fun long_turn/0),
    result("busy port", fun busy_port/0),
    result("not of the monitor itself", fun own/0),
    erlang:system_monitor(undefined).

large_heap() ->
    erlang:system_monitor(self(), [{large_heap, 200000}]),
    P = spawn(fun() -> L = lists:seq(1, 500000), erlang:garbage_collect(), receive stop -> length(L) end end),
    Info = told(P, large_heap),
    exit(P, kill),
    {keys(Info), value(heap_block_size, Info) + value(old_heap_block_size, Info) >= 200000}.

long_collection() ->
    erlang:system_monitor(self(), [{long_gc, 1}]),
    P = spawn(fun() -> grow([]) end),
    Info = told(P, long_gc),
    exit(P, kill),
    {keys(Info), value(timeout, Info) > 0}.

long_turn() ->
    erlang:system_monitor(self(), [{long_schedule, 1}]),
    P = spawn(fun() -> work(0) end),
    Info = told(P, long_schedule),
    exit(P, kill),
    {keys(Info), value(timeout, Info) >= 1, [case value(K, Info) of {M, F, A} when is_atom(M), is_atom(F), is_integer(A) -> mfa; undefined -> mfa end || K <- [in, out]]}.

%% A program that does not read for a while: the pipe fills, and who writes is suspended.
busy_port() ->
    erlang:system_monitor(self(), [busy_port]),
    Me = self(),
    P = spawn(fun() ->
        Port = open_port({spawn, "sh -c 'sleep 1; exec cat > /dev/null 2>&1'"}, []),
        Me ! {port, Port},
        feed(Port, binary:copy(<<"x">>, 65536))
    end),
    Port = receive {port, X} -> X end,
    Told = told(P, busy_port),
    exit(P, kill),
    Told =:= Port.

own() ->
    show:call(fun() ->
        erlang:system_monitor(self(), [{large_heap, 20000}, {long_gc, 1}]),
        L = lists:seq(1, 300000), erlang:garbage_collect(), R = receive {monitor, P, _, _} when P =:= self() -> told after 20 -> nothing end,
        erlang:system_monitor(undefined), {length(L), R} end).

told(P, What) -> receive {monitor, P, What, Info} -> Info end.
keys(Info) -> [K || {K, _} <- Info].
value(K, Info) -> proplists:get_value(K, Info).
feed(Port, Data) -> port_command(Port, Data), feed(Port, Data).
grow(L) when length(L) > 40 -> grow([]);
grow(L) -> grow([[{I} || I <- lists:seq(1, 50000)] | L]).
work(N) -> work(N + erlang:phash2(lists:seq(1, 200000 + N band 7)) band 1).
dead() -> P = spawn(fun() -> ok end), wait_dead(P), P.
wait_dead(P) -> R = monitor(process, P), receive {'DOWN', R, _, _, _} -> ok end.
self_of(X) -> X.
