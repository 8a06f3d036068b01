%% sets in both representations, ordsets and gb_sets: the same operations on each; then what only one of them has.
-module(set_modules).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    [both(Name, New, M) || {Name, New, M} <- [{sets1, fun(L) -> sets:from_list(L, [{version, 1}]) end, sets}, {sets2, fun(L) -> sets:from_list(L, [{version, 2}]) end, sets},
                                              {ordsets, fun ordsets:from_list/1, ordsets}, {gb_sets, fun gb_sets:from_list/1, gb_sets}]],
    ?R([sets:new(), sets:new([{version, 2}]), sets:from_list([a, b], [{version, 2}]), sets:is_set(#{}), sets:is_set([])]),
    ?R([sets:is_disjoint(sets:from_list([1]), sets:from_list([2], [{version, 2}])), lists:sort(sets:to_list(sets:union(sets:from_list([1]), sets:from_list([2], [{version, 2}]))))]),
    ?R(sets:new([{version, 3}])), ?R(sets:add_element(a, b)), ?R(sets:size([])), ?R(sets:fold(fun(X, A) -> X + A end, 0, x)), ?R(sets:union([])), ?R(sets:intersection([])),
    G = gb_sets:from_list(lists:seq(1, 20, 2)),
    ?R(G),
    ?R([gb_sets:smallest(G), gb_sets:largest(G), gb_sets:take_smallest(G), gb_sets:take_largest(G)]),
    ?R([gb_sets:insert(4, G), gb_sets:add(3, G) =:= G, gb_sets:delete(3, G), gb_sets:delete_any(4, G) =:= G]),
    ?R([walk(gb_sets:next(gb_sets:iterator(G))), walk(gb_sets:next(gb_sets:iterator_from(6, G))), walk(gb_sets:next(gb_sets:iterator_from(99, G)))]),
    ?R([gb_sets:balance(G) =:= G, gb_sets:singleton(x), gb_sets:empty(), gb_sets:is_empty(gb_sets:new()), gb_sets:from_ordset([1, 2, 3])]),
    ?R([gb_sets:union([G, gb_sets:singleton(0)]), gb_sets:intersection([G, gb_sets:from_list([1, 2, 3])])]),
    ?R(gb_sets:insert(3, G)), ?R(gb_sets:delete(4, G)), ?R(gb_sets:smallest(gb_sets:empty())), ?R(gb_sets:take_smallest(gb_sets:empty())), ?R(gb_sets:is_member(1, x)),
    ?R([ordsets:is_set([1, 2]), ordsets:is_set([2, 1]), ordsets:is_set([1, 1]), ordsets:is_set(a), ordsets:is_set([1 | 2])]),
    ?R(ordsets:add_element(a, b)), ?R(ordsets:union([[1], [2], [1, 3]])), ?R(ordsets:from_list(x)), ?R(ordsets:del_element(1, x)).

both(Name, New, M) ->
    A = New([3, 1, 2, 3, a, "s", 2.0]), B = New([2, b, a]), E = New([]),
    R = fun(L, F) -> show:result({Name, L}, F) end,
    S = fun(X) -> lists:sort(M:to_list(X)) end,
    R(list, fun() -> [S(A), S(B), S(E)] end),
    R(size, fun() -> [M:size(A), M:size(E)] end),
    R(is_empty, fun() -> [M:is_empty(X) || X <- [A, E]] end),
    R(is_set, fun() -> [M:is_set(X) || X <- [A, E, foo]] end),
    R(is_element, fun() -> [M:is_element(X, A) || X <- [1, 1.0, 2, 2.0, "s", zz]] end),
    R(add, fun() -> [S(M:add_element(new, A)), S(M:add_element(1, A)) =:= S(A)] end),
    R(del, fun() -> [S(M:del_element(1, A)), S(M:del_element(zz, A)) =:= S(A)] end),
    R(union, fun() -> [S(M:union(A, B)), S(M:union([A, B, E])), S(M:union(A, E))] end),
    R(intersection, fun() -> [S(M:intersection(A, B)), S(M:intersection([A, B])), S(M:intersection(A, E))] end),
    R(subtract, fun() -> [S(M:subtract(A, B)), S(M:subtract(B, A)), S(M:subtract(E, A))] end),
    R(subset, fun() -> [M:is_subset(X, Y) || X <- [A, B, E], Y <- [A, B, E]] end),
    R(disjoint, fun() -> [M:is_disjoint(A, B), M:is_disjoint(A, New([q])), M:is_disjoint(A, E)] end),
    R(fold, fun() -> lists:sort(M:fold(fun(X, Acc) -> [{X} | Acc] end, [], A)) end),
    R(filter, fun() -> S(M:filter(fun is_number/1, A)) end),
    R(big, fun() -> L = [(I * 7919) rem 1009 || I <- lists:seq(1, 2000)], X = New(L), Y = M:subtract(X, New(lists:seq(1, 1000, 3))), {M:size(X), M:size(Y), erlang:phash2(S(Y)), M:is_subset(Y, X)} end).

walk(none) -> [];
walk({X, I}) -> [X | walk(gb_sets:next(I))].
