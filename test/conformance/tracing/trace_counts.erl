%% call_count and call_time: set, pause, restart, together with other kinds.
-module(trace_counts).
-export([main/0, f/1, g/1, h/1]).

main() ->
    P = {?MODULE, f, 1},
    count(P, true, 3),
    count(P, pause, 2),
    count(P, restart, 4),
    count(P, true, 1),
    count(P, false, 1),
    show:result(restart_off, fun() -> erlang:trace_pattern(P, restart, [call_count]) end),
    bif(),
    timed(),
    mixed(P),
    recursive().

count(P, What, Calls) ->
    show:term({What, erlang:trace_pattern(P, What, [call_count])}),
    [f(I) || I <- lists:seq(1, Calls)],
    spawn_and_wait(fun() -> f(0) end),
    show:term(erlang:trace_info(P, call_count)).

spawn_and_wait(F) ->
    {P, R} = spawn_monitor(F),
    receive {'DOWN', R, process, P, _} -> P end.

bif() ->
    erlang:trace_pattern({lists, reverse, 2}, true, [call_count]),
    [lists:reverse([1], [2]) || _ <- [1, 2, 3]],
    show:term(erlang:trace_info({lists, reverse, 2}, call_count) >= {call_count, 3}),
    erlang:trace_pattern({lists, reverse, 2}, false, [call_count]),
    show:term(erlang:trace_info({lists, reverse, 2}, call_count)).

%% Only of processes that are traced; the times are whatever they are.
timed() ->
    show:term(erlang:trace_pattern({?MODULE, g, 1}, true, [call_time])),
    g(1),
    show:term(erlang:trace_info({?MODULE, g, 1}, call_time)),
    Tester = self(),
    {P, R} = spawn_monitor(fun() -> receive go -> ok end, g(2), g(3), catch g(a), Tester ! done, receive stop -> ok end end),
    erlang:trace(P, true, [call]),
    P ! go,
    receive done -> ok end,
    {call_time, L} = erlang:trace_info({?MODULE, g, 1}, call_time),
    show:term([{Pid =:= P, N, S >= 0, Us >= 0} || {Pid, N, S, Us} <- L]),
    show:term(erlang:trace_pattern({?MODULE, g, 1}, pause, [call_time])),
    show:term(length(element(2, erlang:trace_info({?MODULE, g, 1}, call_time)))),
    show:term(erlang:trace_pattern({?MODULE, g, 1}, restart, [call_time])),
    show:term(erlang:trace_info({?MODULE, g, 1}, call_time)),
    P ! stop,
    receive {'DOWN', R, process, P, _} -> ok end,
    show:term(erlang:trace_pattern({?MODULE, g, 1}, false, [call_time])),
    show:term(erlang:trace_info({?MODULE, g, 1}, call_time)).

mixed(P) ->
    erlang:trace_pattern(P, [{'_', [], [{return_trace}]}], [local, call_count]),
    tracee:show("mixed", [call], fun() -> f(1), f(2) end),
    show:term(erlang:trace_info(P, all)),
    erlang:trace_pattern(P, false, [local]),
    show:term(erlang:trace_info(P, all)),
    erlang:trace_pattern(P, false, [call_count]),
    show:term(erlang:trace_info(P, all)).

recursive() ->
    erlang:trace_pattern({?MODULE, h, 1}, true, [call_count, call_time]),
    h(1000),
    show:term(erlang:trace_info({?MODULE, h, 1}, call_count)),
    erlang:trace_pattern({?MODULE, h, 1}, false, [call_count, call_time]).

f(X) -> X + 1.
g(X) -> [f(X)].
h(0) -> 0;
h(N) -> 1 + h(N - 1).
