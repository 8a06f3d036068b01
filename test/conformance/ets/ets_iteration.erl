%% first/next over hash tables with deletes under safe_fixtable, folds, slot, to and from lists, tab2file, table info.
-module(ets_iteration).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    T = ets:new(t, [set, public]),
    ets:insert(T, [{I, I * 2} || I <- lists:seq(1, 2000)]),
    result("first next", fun() -> L = walk(T, ets:first(T)), {length(L), lists:sum(L)} end),
    result("delete while walking", fun() -> ets:safe_fixtable(T, true), L = walk_del(T, ets:first(T)), ets:safe_fixtable(T, false), {length(L), ets:info(T, size)} end),
    result("insert while walking", fun() -> ets:safe_fixtable(T, true), N = walk_ins(T, ets:first(T), 0), ets:safe_fixtable(T, false), {N >= 1000, ets:info(T, size) >= 2000} end),
    result("fixed info", fun() -> ets:safe_fixtable(T, true), F1 = ets:info(T, fixed), {_, [{P, N}]} = ets:info(T, safe_fixed), ets:safe_fixtable(T, false), {F1, P =:= self(), N, ets:info(T, fixed), ets:info(T, safe_fixed)} end),
    result("next of deleted, not fixed", fun() -> U = ets:new(u, []), ets:insert(U, {a}), ets:next(U, zz) end),
    result("foldl", fun() -> ets:foldl(fun({_, V}, A) -> A + V end, 0, T) =:= lists:sum([V || {_, V} <- ets:tab2list(T)]) end),
    result("slots", fun() -> slots(T, 0, 0) =:= ets:info(T, size) end),
    result("from list", fun() -> U = ets:new(u, [bag]), ets:insert(U, [{I rem 7, I} || I <- lists:seq(1, 70)]), {ets:info(U, size), [length(ets:lookup(U, K)) || K <- lists:seq(0, 6)], lists:sort(ets:lookup(U, 3))} end),
    result("bag keeps insertion order", fun() -> U = ets:new(u, [duplicate_bag]), [ets:insert(U, {k, I}) || I <- [3, 1, 2, 1]], ets:lookup(U, k) end),
    result("bag first next", fun() -> U = ets:new(u, [bag]), ets:insert(U, [{k, 1}, {k, 2}, {j, 3}]), lists:sort(walk(U, ets:first(U))) end),
    result("init_table", fun() -> U = ets:new(u, []), true = ets:init_table(U, fun(read) -> {[{a}, {b}], fun(read) -> end_of_input; (close) -> ok end}; (close) -> ok end), lists:sort(ets:tab2list(U)) end),
    result("to_dets and file", fun() -> U = ets:new(u, [named_table]), ets:insert(U, [{a, 1}, {b, "two"}]), ok = ets:tab2file(U, "u.tab"), ets:delete(U), {ok, V} = ets:file2tab("u.tab"), {V, lists:sort(ets:tab2list(V)), ok =:= file:delete("u.tab")} end),
    result("info keys", fun() -> lists:sort([K || {K, _} <- ets:info(T)]) end),
    result("memory", fun() -> M1 = ets:info(T, memory), ets:insert(T, {big, lists:seq(1, 1000)}), ets:info(T, memory) - M1 >= 2000 end),
    result("grow and shrink", fun() -> U = ets:new(u, []), ets:insert(U, [{I} || I <- lists:seq(1, 50000)]), [ets:delete(U, I) || I <- lists:seq(1, 50000), I rem 100 =/= 0], {ets:info(U, size), lists:sum([I || {I} <- ets:tab2list(U)])} end),
    result("compressed", fun() -> U = ets:new(u, [compressed]), ets:insert(U, [{I, lists:duplicate(20, I), <<"text">>} || I <- lists:seq(1, 100)]), {ets:info(U, compressed), ets:lookup(U, 7), length(ets:match(U, {'$1', '_', <<"text">>}))} end),
    result("repair", fun() -> Spec = [{{'$1', '_'}, [], ['$1']}], {L, C} = ets:select(T, Spec, 10), C2 = ets:repair_continuation(C, Spec), {length(L), element(1, {ets:select(C2)}) =/= '$end_of_table'} end).

walk(_, '$end_of_table') -> [];
walk(T, K) -> [K | walk(T, ets:next(T, K))].
walk_del(_, '$end_of_table') -> [];
walk_del(T, K) -> (is_integer(K) andalso K rem 2 =:= 0) andalso ets:delete(T, K), [K | walk_del(T, ets:next(T, K))].
walk_ins(_, '$end_of_table', N) -> N;
walk_ins(T, K, N) when is_integer(K) -> ets:insert(T, {{new, K}, 0}), walk_ins(T, ets:next(T, K), N + 1);
walk_ins(T, K, N) -> walk_ins(T, ets:next(T, K), N).
slots(T, I, N) -> case ets:slot(T, I) of '$end_of_table' -> N; L -> slots(T, I + 1, N + length(L)) end.
