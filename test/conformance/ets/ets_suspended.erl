%% Operations on many objects while other processes use the same table.
%% slow under stress: its lists are long
-module(ets_suspended).
-export([main/0]).

main() ->
    [scan(Kind) || Kind <- [set, ordered_set, bag]],
    insert_whole(),
    deleted_meanwhile(),
    killed_meanwhile(),
    pace(),
    ok.

%% A scan meets what stays exactly once, whatever others insert and delete.
scan(Kind) ->
    T = ets:new(t, [public, Kind]),
    ets:insert(T, [{I, stays} || I <- lists:seq(1, 40000)]),
    Other = spawn_link(fun() -> disturb(T, 100000) end),
    Found = [ets:match(T, {'$1', stays}) || _ <- lists:seq(1, 5)],
    unlink(Other), exit(Other, kill),
    io:format("~w ~w~n", [Kind, [{length(L), length(lists:usort(L))} || L <- Found]]),
    io:format("~w~n", [ets:select_count(T, [{{'_', stays}, [], [true]}])]),
    ets:delete(T).

disturb(T, N) ->
    ets:insert(T, {N, new}),
    ets:delete(T, N - 500),
    disturb(T, N + 1).

%% A list is seen whole or not at all.
insert_whole() ->
    T = ets:new(t, [public]),
    Self = self(),
    Watch = spawn_link(fun() -> watch(T, []) end),
    ets:insert(T, [{I} || I <- lists:seq(1, 50000)]),
    Watch ! {stop, Self},
    receive {sizes, Sizes} -> io:format("~w~n", [lists:usort([50000 | Sizes]) -- [0]]) end.
watch(T, Sizes) ->
    receive {stop, Pid} -> Pid ! {sizes, Sizes}
    after 0 -> watch(T, lists:usort([ets:info(T, size) | Sizes]))
    end.

deleted_meanwhile() ->
    T = ets:new(t, [public]),
    ets:insert(T, [{I} || I <- lists:seq(1, 200000)]),
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Self ! ready, try scan_for_ever(T) catch error:R -> exit(R) end end),
    receive ready -> ok end,
    ets:delete(T),
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("~w~n", [Reason]) end.
scan_for_ever(T) -> ets:select_count(T, [{'_', [], [true]}]), scan_for_ever(T).

%% A process that dies in mid-scan leaves no fixation behind.
killed_meanwhile() ->
    T = ets:new(t, [public]),
    ets:insert(T, [{I} || I <- lists:seq(1, 50000)]),
    Pids = [spawn(fun() -> scan_for_ever(T) end) || _ <- lists:seq(1, 5)],
    erlang:yield(),
    [begin Ref = monitor(process, P), exit(P, kill), receive {'DOWN', Ref, _, _, _} -> ok end end || P <- Pids],
    ets:match_delete(T, '_'),
    io:format("~w ~w~n", [ets:info(T, size), ets:info(T, safe_fixed)]).

%% A ticking process keeps ticking while another scans a large table.
pace() ->
    T = ets:new(t, [public, ordered_set]),
    ets:insert(T, [{I, I rem 7} || I <- lists:seq(1, 300000)]),
    Scan = spawn_link(fun() -> scan_for_ever(T) end),
    Ticks = ticks(erlang:monotonic_time(millisecond) + 300, 0),
    unlink(Scan), exit(Scan, kill),
    io:format("kept ticking: ~w~n", [Ticks >= 5]).
ticks(End, N) ->
    case erlang:monotonic_time(millisecond) of
        Now when Now >= End -> N;
        _ -> receive after 10 -> ticks(End, N + 1) end
    end.
