%% sets (both versions), ordsets, gb_sets, gb_trees, dict, orddict: the same script against each.
-module(collections).
-export([main/0]).
-import(show, [result/2]).

main() ->
    [set(M, New) || {M, New} <- [{sets, fun() -> sets:new() end}, {sets, fun() -> sets:new([{version, 2}]) end}, {ordsets, fun ordsets:new/0}, {gb_sets, fun gb_sets:new/0}]],
    [dict(M) || M <- [dict, orddict]],
    trees().

set(M, New) ->
    io:format("== ~w~n", [M]),
    A = lists:foldl(fun M:add_element/2, New(), [3, 1, 2, 3, a, "s", {t}]), B = lists:foldl(fun M:add_element/2, New(), [2, a, z]),
    L = fun(S) -> lists:sort(M:to_list(S)) end,
    result("list", fun() -> [L(A), L(B), M:size(A)] end),
    result("ops", fun() -> [L(M:union(A, B)), L(M:intersection(A, B)), L(M:subtract(A, B)), L(M:del_element(a, A)), L(M:union([A, B, New()]))] end),
    result("tests", fun() -> [M:is_element(a, A), M:is_element(q, A), M:is_subset(M:intersection(A, B), A), M:is_subset(A, B), M:is_disjoint(A, B), M:is_set(A), M:is_empty(New())] end),
    result("fold filter", fun() -> [lists:sort(M:fold(fun(X, Acc) -> [X | Acc] end, [], A)), L(M:filter(fun is_integer/1, A))] end),
    result("many", fun() -> S = M:from_list([I * 37 rem 501 || I <- lists:seq(1, 1000)]), {M:size(S), erlang:phash2(L(S)), M:is_element(500, S)} end),
    result("delete many", fun() -> S = lists:foldl(fun M:del_element/2, M:from_list(lists:seq(1, 500)), lists:seq(1, 500, 2)), {M:size(S), erlang:phash2(L(S))} end).

dict(M) ->
    io:format("== ~w~n", [M]),
    D = M:from_list([{a, 1}, {b, 2}, {c, 3}]),
    L = fun(X) -> lists:sort(M:to_list(X)) end,
    result("basic", fun() -> [L(D), M:size(D), M:find(a, D), M:find(z, D), M:fetch(b, D), M:is_key(c, D), lists:sort(M:fetch_keys(D))] end),
    result("fetch missing", fun() -> M:fetch(z, D) end),
    result("change", fun() -> [L(M:store(a, 9, D)), L(M:erase(a, D)), L(M:append(l, x, M:append(l, y, D))), L(M:append_list(l, [1, 2], D)), L(M:update(a, fun(X) -> X + 1 end, D)), L(M:update(z, fun(X) -> X end, 0, D)), L(M:update_counter(a, 5, D))] end),
    result("take", fun() -> {V, D2} = M:take(a, D), [V, L(D2), M:take(z, D)] end),
    result("fold", fun() -> [M:fold(fun(_, V, A) -> A + V end, 0, D), L(M:map(fun(_, V) -> V * 2 end, D)), L(M:filter(fun(_, V) -> V > 1 end, D)), L(M:merge(fun(_, X, Y) -> {X, Y} end, D, M:from_list([{a, x}, {q, y}])))] end),
    result("many", fun() -> B = lists:foldl(fun(I, A) -> M:store(I rem 300, I, A) end, M:new(), lists:seq(1, 1500)), {M:size(B), erlang:phash2(L(B))} end).

trees() ->
    T = lists:foldl(fun(I, A) -> gb_trees:enter(I * 7 rem 101, I, A) end, gb_trees:empty(), lists:seq(1, 200)),
    result("tree", fun() -> [gb_trees:size(T), gb_trees:smallest(T), gb_trees:largest(T), gb_trees:lookup(50, T), gb_trees:lookup(500, T), gb_trees:get(3, T), gb_trees:is_defined(7, T)] end),
    result("tree order", fun() -> erlang:phash2({gb_trees:to_list(T), gb_trees:keys(T), gb_trees:values(T)}) end),
    result("take", fun() -> {K, V, T2} = gb_trees:take_smallest(T), {K2, V2, T3} = gb_trees:take_largest(T2), {K, V, K2, V2, gb_trees:size(T3)} end),
    result("insert twice", fun() -> gb_trees:insert(3, x, T) end),
    result("delete missing", fun() -> gb_trees:delete(9999, T) end),
    result("iterator", fun() -> walk(gb_trees:next(gb_trees:iterator_from(90, T))) end),
    result("balance", fun() -> erlang:phash2(gb_trees:balance(T)) end),
    result("shape", fun() -> erlang:phash2(T) end),
    S = gb_sets:from_list([5, 1, 9, 3, 7]),
    result("gb_set", fun() -> [gb_sets:smallest(S), gb_sets:largest(S), gb_sets:take_smallest(S), gb_sets:to_list(gb_sets:balance(S)), gb_sets:is_member(3, S), gb_sets:delete_any(4, S) =:= S] end),
    result("gb_set iterator", fun() -> swalk(gb_sets:next(gb_sets:iterator_from(4, S))) end),
    result("gb_set add twice", fun() -> gb_sets:insert(5, S) end).

walk(none) -> [];
walk({K, _, I}) -> [K | walk(gb_trees:next(I))].
swalk(none) -> [];
swalk({K, I}) -> [K | swalk(gb_sets:next(I))].
