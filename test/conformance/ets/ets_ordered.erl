%% ordered_set: order of keys, first, last, next, prev, equal numbers, many inserts and deletes against a model.
-module(ets_ordered).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    T = ets:new(o, [ordered_set]),
    result("empty", fun() -> [ets:first(T), ets:last(T), ets:next(T, a), ets:prev(T, a)] end),
    Keys = [3, 1, 2.5, a, "s", <<"b">>, {t}, [], 1 bsl 70, -1, 2, b, {a, b}, #{}, 1.0],
    [ets:insert(T, {K, v}) || K <- Keys],
    result("order", fun() -> ets:tab2list(T) end),
    result("walk", fun() -> walk(T, ets:first(T)) end),
    result("back", fun() -> back(T, ets:last(T)) end),
    result("between", fun() -> [ets:next(T, K) || K <- [0, 1.5, 2.7, 100, aa, {s}, "zz", <<"c">>]] end),
    result("before", fun() -> [ets:prev(T, K) || K <- [0, 1.5, -5, 100, aa, {s}, "zz", <<"c">>]] end),
    result("equal keys", fun() -> [ets:lookup(T, 1), ets:insert(T, {1, int}), ets:lookup(T, 1.0), ets:member(T, 3.0)] end),
    result("slot", fun() -> [ets:slot(T, 0), ets:slot(T, 5), ets:slot(T, 14)] end),
    result("foldl", fun() -> ets:foldl(fun({K, _}, A) -> [K | A] end, [], T) end),
    result("foldr", fun() -> ets:foldr(fun({K, _}, A) -> [K | A] end, [], T) end),
    result("model", fun() -> model(5000) end),
    result("range select", fun() -> M = ets:new(m, [ordered_set]), [ets:insert(M, {I, I * I}) || I <- lists:seq(1, 1000)], [ets:select(M, [{{'$1', '_'}, [{'>', '$1', 100}, {'=<', '$1', 110}], ['$1']}]), ets:select(M, [{{5, '$1'}, [], ['$1']}]), ets:select_count(M, [{{'$1', '_'}, [{'<', '$1', 500}], [true]}])] end),
    result("prefix keys", fun() -> M = ets:new(m, [ordered_set]), [ets:insert(M, {{A, B}, A * B}) || A <- lists:seq(1, 20), B <- lists:seq(1, 20)], [ets:select(M, [{{{7, '$1'}, '$2'}, [{'>', '$1', 15}], [{{'$1', '$2'}}]}]), ets:match(M, {{3, '$1'}, 9}), ets:select_delete(M, [{{{5, '_'}, '_'}, [], [true]}]), ets:info(M, size)] end),
    result("delete while walking", fun() -> M = ets:new(m, [ordered_set]), [ets:insert(M, {I}) || I <- lists:seq(1, 100)], del(M, ets:first(M)), ets:tab2list(M) end).

walk(_, '$end_of_table') -> [];
walk(T, K) -> [K | walk(T, ets:next(T, K))].
back(_, '$end_of_table') -> [];
back(T, K) -> [K | back(T, ets:prev(T, K))].
del(_, '$end_of_table') -> ok;
del(T, K) -> N = ets:next(T, K), (K rem 3 =/= 0) andalso ets:delete(T, K), del(T, N).

model(N) ->
    T = ets:new(x, [ordered_set]),
    {_, G} = lists:foldl(fun(_, {S, G}) ->
        {K, S1} = rand:uniform_s(500, S), {Op, S2} = rand:uniform_s(3, S1),
        case Op of 3 -> ets:delete(T, K), {S2, gb_trees:delete_any(K, G)}; _ -> ets:insert(T, {K, Op}), {S2, gb_trees:enter(K, Op, G)} end
    end, {rand:seed_s(exsss, 5), gb_trees:empty()}, lists:seq(1, N)),
    {ets:tab2list(T) =:= gb_trees:to_list(G), ets:info(T, size) =:= gb_trees:size(G), erlang:phash2(ets:tab2list(T))}.
