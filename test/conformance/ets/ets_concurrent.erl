%% Many processes on one table at once, with iterators, deletes and counters: what must hold afterwards.
%% timeout: 120
-module(ets_concurrent).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    [result({Type, Opts}, fun() -> stress(Type, Opts) end) || Type <- [set, ordered_set], Opts <- [[], [{write_concurrency, true}], [{read_concurrency, true}, {write_concurrency, auto}]]],
    result("bag", fun() -> T = ets:new(t, [bag, public]), workers(20, fun(W) -> [ets:insert(T, {I rem 10, W, I}) || I <- lists:seq(1, 50)] end), {ets:info(T, size), length(ets:lookup(T, 3))} end),
    result("fixed while deleting", fun() -> T = ets:new(t, [public]), ets:insert(T, [{I} || I <- lists:seq(1, 2000)]), ets:safe_fixtable(T, true), P = spawn_monitor(fun() -> [ets:delete(T, I) || I <- lists:seq(1, 2000)] end), N = walk(T, ets:first(T), 0), wait([P]), ets:safe_fixtable(T, false), {N =< 2000, ets:info(T, size), ets:first(T)} end),
    result("select with continuation while inserting", fun() -> T = ets:new(t, [ordered_set, public]), ets:insert(T, [{I} || I <- lists:seq(1, 1000)]), {L, C} = ets:select(T, [{{'$1'}, [], ['$1']}], 100), ets:insert(T, [{I + 0.5} || I <- lists:seq(1, 500)]), Rest = rest(ets:select(C)), All = L ++ Rest, {lists:sort(All) =:= All, length([X || X <- All, is_integer(X)])} end),
    result("owner exits while others read", fun() -> {O, R} = spawn_monitor(fun() -> ets:new(ec_named, [named_table, public]), ets:insert(ec_named, [{I, I} || I <- lists:seq(1, 100)]), receive stop -> ok end end), wait_for(ec_named), Ps = [spawn_monitor(fun() -> reader(0) end) || _ <- lists:seq(1, 5)], receive after 10 -> ok end, O ! stop, receive {'DOWN', R, _, _, _} -> ok end, lists:usort([receive {'DOWN', Q, _, _, X} -> X end || {_, Q} <- Ps]) end),
    result("counter race", fun() -> T = ets:new(t, [public, {write_concurrency, true}]), workers(50, fun(_) -> [ets:update_counter(T, c, 1, {c, 0}) || _ <- lists:seq(1, 100)] end), ets:lookup(T, c) end),
    result("insert_new race", fun() -> T = ets:new(t, [public]), Me = self(), workers(50, fun(W) -> ets:insert_new(T, {k, W}) andalso (Me ! won) end), {length(winners()), ets:info(T, size)} end),
    result("take race", fun() -> T = ets:new(t, [public]), ets:insert(T, [{I} || I <- lists:seq(1, 500)]), Me = self(), workers(10, fun(_) -> Me ! {took, length([1 || I <- lists:seq(1, 500), ets:take(T, I) =/= []])} end), {lists:sum([receive {took, N} -> N end || _ <- lists:seq(1, 10)]), ets:info(T, size)} end).

stress(Type, Opts) ->
    T = ets:new(t, [Type, public | Opts]),
    workers(10, fun(W) -> [begin K = (I * 7 + W) rem 100, case I rem 4 of 0 -> ets:delete(T, K); 1 -> ets:lookup(T, K); _ -> ets:insert(T, {K, W, I}) end end || I <- lists:seq(1, 400)] end),
    L = ets:tab2list(T),
    R = {length(L) =:= ets:info(T, size), length(lists:ukeysort(1, L)) =:= length(L), [K || {K, _, _} <- L, ets:lookup(T, K) =/= [lists:keyfind(K, 1, L)]]},
    ets:delete(T), R.
workers(N, F) -> wait([spawn_monitor(fun() -> F(W) end) || W <- lists:seq(1, N)]).
wait(Ps) -> [receive {'DOWN', R, _, _, X} -> X end || {_, R} <- Ps].
walk(_, '$end_of_table', N) -> N;
walk(T, K, N) -> walk(T, ets:next(T, K), N + 1).
rest('$end_of_table') -> [];
rest({L, C}) -> L ++ rest(ets:select(C)).
reader(N) -> try ets:lookup(ec_named, N rem 100 + 1) of [_] -> reader(N + 1); [] -> exit(lost) catch error:badarg -> exit(table_gone) end.
wait_for(T) -> case ets:whereis(T) of undefined -> erlang:yield(), wait_for(T); _ -> case ets:info(T, size) of 100 -> ok; _ -> wait_for(T) end end.
winners() -> receive won -> [won | winners()] after 0 -> [] end.
