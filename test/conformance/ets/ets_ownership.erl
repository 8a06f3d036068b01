%% Protection, heirs, give_away, death of the owner, tables seen from other processes.
-module(ets_ownership).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    Me = self(),
    Ops = [{read, fun(T) -> ets:lookup(T, a) end}, {write, fun(T) -> ets:insert(T, {b, 2}) end}, {delete, fun(T) -> ets:delete(T) end}, {info, fun(T) -> ets:info(T, size) end}],
    [result({Prot, N}, fun() -> T = ets:new(p, [Prot]), ets:insert(T, {a, 1}), show:call(fun() -> try F(T) catch error:E -> E end end) end) || Prot <- [public, protected, private], {N, F} <- Ops],
    result("dies with owner", fun() -> T = show:call(fun() -> T = ets:new(x, [public]), ets:insert(T, {a}), T end), gone(T, 100) end),
    result("named dies", fun() -> show:call(fun() -> ets:new(ownd, [named_table]) end), gone(ownd, 100) end),
    result("heir", fun() -> T = show:call(fun() -> T = ets:new(h, [{heir, Me, my_data}]), ets:insert(T, {k, v}), T end), receive {'ETS-TRANSFER', T, P, D} -> {is_pid(P), D, ets:info(T, owner) =:= Me, ets:lookup(T, k)} after 60000 -> none end end),
    result("heir dead", fun() -> {H, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> ok end, T = show:call(fun() -> ets:new(h, [public, {heir, H, d}]) end), gone(T, 100) end),
    result("heir none", fun() -> T = ets:new(h, [{heir, none}]), {ets:info(T, heir), ets:setopts(T, {heir, Me, x}), ets:info(T, heir) =:= Me, ets:delete(T)} end),
    result("give_away", fun() -> P = spawn_link(fun() -> receive {'ETS-TRANSFER', T, F, D} -> F ! {got, D, ets:info(T, owner) =:= self(), ets:insert(T, {from, child})}, receive stop -> ok end end end), T = ets:new(g, []), ets:give_away(T, P, gift), X = receive {got, A, B, C} -> {A, B, C} end, Y = {ets:lookup(T, from), catch_it(fun() -> ets:insert(T, {x}) end)}, P ! stop, {X, Y} end),
    result("give to self", fun() -> T = ets:new(g, []), ets:give_away(T, self(), x) end),
    result("give to dead", fun() -> {P, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> ok end, T = ets:new(g, []), ets:give_away(T, P, x) end),
    result("give what is not ours", fun() -> T = ets:new(g, [public]), show:call(fun() -> catch_it(fun() -> ets:give_away(T, self(), x) end) end) end),
    result("shared counter", fun() -> T = ets:new(c, [public]), ets:insert(T, {n, 0}), Rs = [element(2, spawn_monitor(fun() -> [ets:update_counter(T, n, 1) || _ <- lists:seq(1, 100)] end)) || _ <- lists:seq(1, 50)], [receive {'DOWN', R, _, _, _} -> ok end || R <- Rs], ets:lookup(T, n) end),
    result("owner death in the middle", fun() -> P = spawn(fun() -> ets:new(mid, [named_table, public]), Me ! ready, receive stop -> ok end end), receive ready -> ok end, ets:insert(mid, [{I} || I <- lists:seq(1, 1000)]), P ! stop, gone(mid, 100) end),
    result("many tables", fun() -> Ts = [ets:new(t, []) || _ <- lists:seq(1, 500)], [ets:insert(T, {I, x}) || {T, I} <- lists:zip(Ts, lists:seq(1, 500))], S = lists:sum([K || T <- Ts, {K, _} <- ets:tab2list(T)]), [ets:delete(T) || T <- Ts], S end),
    result("copies are separate", fun() -> T = ets:new(t, []), L = lists:seq(1, 100), ets:insert(T, {k, L}), [{k, L2}] = ets:lookup(T, k), L =:= L2 end),
    result("big binary", fun() -> T = ets:new(t, []), ets:insert(T, {k, binary:copy(<<"x">>, 10000)}), [{k, B}] = ets:lookup(T, k), ets:delete(T), byte_size(B) end).

gone(T, 0) -> {still_there, T};
gone(T, N) -> case ets:info(T) of undefined -> gone; _ -> receive after 5 -> ok end, gone(T, N - 1) end.
catch_it(F) -> try F() catch C:R -> {C, R} end.
