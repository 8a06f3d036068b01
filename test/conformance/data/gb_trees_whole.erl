%% gb_trees: every function, its balance after many random operations, iterators, errors.
-module(gb_trees_whole).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    T = gb_trees:from_orddict([{I, I * I} || I <- lists:seq(1, 10)]),
    ?R(T),
    ?R([gb_trees:size(T), gb_trees:keys(T), gb_trees:values(T)]),
    ?R([gb_trees:lookup(K, T) || K <- [1, 5.0, 11, a]]),
    ?R([gb_trees:get(K, T) || K <- [1, 10]]),
    ?R([gb_trees:is_defined(K, T) || K <- [0, 1, 10.0, 11]]),
    ?R(gb_trees:insert(2.5, x, T)),
    ?R(gb_trees:enter(5, five, T)),
    ?R(gb_trees:enter(15, fifteen, T)),
    ?R(gb_trees:update(7, seven, T)),
    ?R(gb_trees:delete(4, T)),
    ?R([gb_trees:delete_any(4, T) =:= gb_trees:delete(4, T), gb_trees:delete_any(99, T) =:= T]),
    ?R(gb_trees:take(4, T)),
    ?R([gb_trees:take_any(4, T), gb_trees:take_any(99, T)]),
    ?R([gb_trees:smallest(T), gb_trees:largest(T), gb_trees:take_smallest(T), gb_trees:take_largest(T)]),
    ?R(gb_trees:map(fun(K, V) -> {K, V} end, T)),
    ?R(gb_trees:balance(lists:foldl(fun(I, A) -> gb_trees:delete(I, A) end, T, [1, 2, 3, 4, 5, 6]))),
    ?R(walk(gb_trees:next(gb_trees:iterator(T)))),
    ?R([walk(gb_trees:next(gb_trees:iterator_from(K, T))) || K <- [0, 5, 5.5, 10, 11]]),
    ?R([gb_trees:empty(), gb_trees:is_empty(gb_trees:empty()), gb_trees:is_empty(T), gb_trees:to_list(gb_trees:empty())]),
    ?R(random(exsss, 1000, 300)),
    ?R(random(exro928ss, 3000, 100)),
    ?R(gb_trees:insert(1, x, T)), ?R(gb_trees:update(99, x, T)), ?R(gb_trees:delete(99, T)), ?R(gb_trees:get(99, T)), ?R(gb_trees:take(99, T)),
    ?R(gb_trees:smallest(gb_trees:empty())), ?R(gb_trees:take_largest(gb_trees:empty())), ?R(gb_trees:lookup(1, x)), ?R(gb_trees:from_orddict(x)), ?R(gb_trees:next(x)), ?R(gb_trees:size([])).

walk(none) -> [];
walk({K, V, I}) -> [{K, V} | walk(gb_trees:next(I))].

random(Alg, N, Range) ->
    {T, _} = lists:foldl(fun(I, {A, S}) ->
        {K, S1} = rand:uniform_s(Range, S), {Op, S2} = rand:uniform_s(5, S1),
        {case Op of 1 -> gb_trees:delete_any(K, A); 2 -> case gb_trees:is_empty(A) of true -> A; false -> element(3, gb_trees:take_smallest(A)) end; _ -> gb_trees:enter(K, I, A) end, S2}
    end, {gb_trees:empty(), rand:seed_s(Alg, N)}, lists:seq(1, N)),
    {gb_trees:size(T), erlang:phash2(T), erlang:phash2(gb_trees:to_list(T))}.
