%% Who owns a table, who gets it, who may use it.
-module(ets_heirs).
-export([main/0]).

main() ->
    Self = self(),
    %% An heir gets the table when its owner dies.
    {Pid, Ref} = spawn_monitor(fun() ->
        T = ets:new(heirloom, [named_table, {heir, Self, {data, [1, 2]}}]),
        ets:insert(T, {k, <<0:800>>}) end),
    receive {'DOWN', Ref, process, Pid, Why} -> show(Why) end,
    receive {'ETS-TRANSFER', Tab, From, Data} -> show({Tab, From =:= Pid, Data, ets:info(Tab, owner) =:= Self, byte_size(ets:lookup_element(Tab, k, 2))}) end,
    ets:delete(heirloom),
    %% A dead heir gets nothing.
    Dead = spawn(fun() -> ok end), R2 = monitor(process, Dead), receive {'DOWN', R2, _, _, _} -> ok end,
    {P3, R3} = spawn_monitor(fun() -> ets:new(gone, [named_table, {heir, Dead, x}]) end),
    receive {'DOWN', R3, process, P3, _} -> show(ets:info(gone)) end,
    %% Giving away.
    Taker = spawn_link(fun() -> receive {'ETS-TRANSFER', T4, F, gift} -> F ! {got, T4, F, ets:insert(T4, {x})}, receive stop -> ok end end end),
    T5 = ets:new(given, []),
    show(ets:give_away(T5, Taker, gift)),
    receive {got, T5, Self, true} -> show({ets:info(T5, owner) =:= Taker, ets:lookup(T5, x)}) end,
    show([catch_cause(F) || F <- [fun() -> ets:insert(T5, {y}) end, fun() -> ets:give_away(T5, Self, x) end,
        fun() -> ets:setopts(T5, {protection, public}) end, fun() -> ets:delete(T5) end, fun() -> ets:give_away(ets:new(x, []), Self, x) end,
        fun() -> ets:give_away(ets:new(x, []), Dead, x) end]]),
    MRef = monitor(process, Taker), Taker ! stop, receive {'DOWN', MRef, _, _, _} -> ok end,
    show([ets:info(T5), catch_cause(fun() -> ets:lookup(T5, x) end)]),
    %% Options that change.
    T6 = ets:new(six, [private]),
    show([ets:setopts(T6, [{protection, public}, {heir, self(), d}]), ets:info(T6, protection), ets:info(T6, heir) =:= self(), ets:setopts(T6, {heir, none}), ets:info(T6, heir)]),
    %% Causes.
    N = ets:new(named, [named_table, {keypos, 2}]),
    show([catch_cause(F) || F <- [fun() -> ets:lookup(nope, 1) end, fun() -> ets:lookup(make_ref(), 1) end, fun() -> ets:lookup(5, 1) end,
        fun() -> ets:insert(N, {a}) end, fun() -> ets:new(named, [named_table]) end, fun() -> ets:new("x", []) end, fun() -> ets:new(x, [foo]) end,
        fun() -> ets:lookup_element(N, z, 1) end, fun() -> ets:update_counter(N, z, 1) end, fun() -> ets:rename(N, named) end,
        fun() -> ets:next(N, z) end, fun() -> ets:slot(N, -1) end, fun() -> ets:match(N, '_', 0) end, fun() -> ets:info("x") end]]),
    show([ets:rename(N, other), ets:info(named), ets:whereis(other) =:= ets:info(other, id), ets:info(other, name)]),
    show(lists:member(other, ets:all())),
    show([K || {K, _} <- ets:info(other)]),
    ok.

catch_cause(F) ->
    try F() catch C:R:Stack ->
        {_, Name, _, Info} = hd(Stack),
        Map = proplists:get_value(error_info, Info, #{}),
        {C, R, Name, maps:get(cause, Map, none)}
    end.
show(X) -> io:format("~0p~n", [X]).
