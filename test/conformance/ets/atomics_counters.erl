%% atomics and counters: 64 bits signed and unsigned, shared between processes.
-module(atomics_counters).
-export([main/0]).

main() ->
    S = atomics:new(2, [{signed, true}]), U = atomics:new(2, [{signed, false}]),
    Max = (1 bsl 63) - 1, Min = -(1 bsl 63), UMax = (1 bsl 64) - 1,
    show([atomics:put(S, 1, Max), atomics:add_get(S, 1, 1), atomics:sub_get(S, 1, 1), atomics:get(S, 2)]),
    show([atomics:add(U, 1, -1), atomics:get(U, 1), atomics:add_get(U, 1, 2), atomics:sub(U, 1, 5), atomics:get(U, 1)]),
    show([atomics:exchange(S, 2, Min), atomics:compare_exchange(S, 2, 0, 1), atomics:compare_exchange(S, 2, Min, 7), atomics:get(S, 2)]),
    [show(catch_error(fun() -> F(A, V) end)) || {F, A, V} <- [{fun(R, X) -> atomics:put(R, 1, X) end, S, Max + 1},
        {fun(R, X) -> atomics:put(R, 1, X) end, U, -1}, {fun(R, X) -> atomics:put(R, 1, X) end, U, UMax + 1},
        {fun(R, X) -> atomics:add(R, 1, X) end, S, UMax}, {fun(R, X) -> atomics:add(R, 1, X) end, S, UMax + 1},
        {fun(R, X) -> atomics:get(R, X) end, S, 0}, {fun(R, X) -> atomics:get(R, X) end, S, 3}, {fun(R, X) -> atomics:get(R, X) end, make_ref(), 1},
        {fun(R, X) -> atomics:new(R, X) end, 0, []}, {fun(R, X) -> atomics:new(R, X) end, 1, [bad]}, {fun(R, X) -> atomics:get(R, X) end, foo, 1}]],
    show({is_reference(S), maps:remove(memory, atomics:info(S)), maps:remove(memory, atomics:info(U))}),
    [counters_of(Opts) || Opts <- [[], [atomics], [write_concurrency]]],
    C = counters:new(1, [write_concurrency]),
    Pids = [spawn_monitor(fun() -> [counters:add(C, 1, I) || I <- lists:seq(1, 1000)] end) || _ <- lists:seq(1, 20)],
    [receive {'DOWN', R, process, P, normal} -> ok end || {P, R} <- Pids],
    show(counters:get(C, 1)),
    %% Held by nothing but a table, then by nothing but a message.
    T = ets:new(t, []),
    ets:insert(T, {ref, atomics:new(1, [])}),
    erlang:garbage_collect(),
    atomics:put(ets:lookup_element(T, ref, 2), 1, 42),
    erlang:garbage_collect(),
    self() ! {ref, ets:lookup_element(T, ref, 2)},
    ets:delete(T),
    erlang:garbage_collect(),
    show(receive {ref, R1} -> atomics:get(R1, 1) end),
    %% Many that nobody holds.
    [atomics:new(1000, []) || _ <- lists:seq(1, 20000)],
    ok.

counters_of(Opts) ->
    C = counters:new(3, Opts),
    show([counters:add(C, 1, 5), counters:sub(C, 1, 7), counters:put(C, 2, 1 bsl 40), [counters:get(C, I) || I <- [1, 2, 3]],
          maps:get(size, counters:info(C)), catch_error(fun() -> counters:get(C, 4) end)]).

catch_error(F) -> try F() catch C:R:S -> {C, R, element(1, hd(S)), element(2, hd(S))} end.
show(X) -> io:format("~0p~n", [X]).
