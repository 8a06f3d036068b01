%% sofs: sets, relations, functions and families: every kind of operation, and the errors that types lead to.
-module(sofs_whole).
-export([main/0]).
-include("../harness/show.hrl").
-import(sofs, [set/1, relation/1, family/1, a_function/1]).

main() ->
    S = set([c, a, b]), T = set([b, d]), R = relation([{a, 1}, {b, 2}, {b, 3}, {c, 3}]), F = family([{x, [1, 2]}, {y, [2, 3]}, {z, []}]), X = fun sofs:to_external/1,
    ?R([X(S), X(T), X(R), X(F), X(sofs:empty_set()), X(sofs:from_term([{[a], 1}]))]),
    ?R([sofs:type(Y) || Y <- [S, R, F, sofs:empty_set(), sofs:from_term({a, [b]}), sofs:from_term([[{a, b}]]), sofs:no_elements(S)], not is_integer(Y)]),
    ?R([X(sofs:union(S, T)), X(sofs:intersection(S, T)), X(sofs:difference(S, T)), X(sofs:symdiff(S, T)), X(sofs:product(S, T))]),
    ?R([X(Y) || Y <- tuple_to_list(sofs:symmetric_partition(S, T))]),
    ?R([X(sofs:union(sofs:from_term([[a], [b, c]]))), X(sofs:intersection(sofs:from_term([[a, b], [b, c]]))), X(sofs:product({S, T, set([q])}))]),
    ?R([sofs:is_subset(T, S), sofs:is_subset(set([a]), S), sofs:is_equal(S, set([b, a, c])), sofs:is_disjoint(S, T), sofs:is_disjoint(S, set([z])), sofs:is_empty_set(S), sofs:is_empty_set(sofs:empty_set()), sofs:is_set(S), sofs:is_set(sofs:from_term({a, b})), sofs:is_sofs_set(foo), sofs:is_type([atom])]),
    ?R([X(sofs:partition(sofs:from_term([[a, b], [b, c]])))]),
    ?R([X(sofs:domain(R)), X(sofs:range(R)), X(sofs:field(R)), X(sofs:converse(R)), X(sofs:image(R, set([a, b]))), X(sofs:inverse_image(R, set([3])))]),
    ?R([X(sofs:restriction(R, set([b]))), X(sofs:drestriction(R, set([b]))), X(sofs:restriction(2, R, set([3]))), X(sofs:drestriction(2, R, set([3]))), X(sofs:projection(2, R)), X(sofs:substitution(1, R))]),
    ?R([X(sofs:specification({external, fun is_atom/1}, S)), X(sofs:projection({external, fun({A, _}) -> A end}, R)), X(sofs:substitution({external, fun({A, B}) -> {B, A} end}, R))]),
    ?R([X(sofs:composite(a_function([{1, a}, {2, b}]), a_function([{a, x}, {b, y}]))), X(sofs:relative_product(R, relation([{1, p}, {3, q}]))), X(sofs:relative_product1(R, relation([{a, p}, {b, q}]))), X(sofs:relative_product([R, relation([{1, p}]) , relation([{p, z}])]))]),
    ?R([X(sofs:multiple_relative_product({R, R}, relation([{a, b}, {b, c}]))), X(sofs:join(R, 2, relation([{1, p}, {3, q}]), 1))]),
    ?R([X(sofs:inverse(a_function([{1, a}, {2, b}]))), X(sofs:constant_function(S, sofs:from_term(k))), X(sofs:canonical_relation(sofs:from_term([[a, b], [c]])))] ),
    ?R([sofs:is_a_function(R), sofs:is_a_function(a_function([{1, a}])), X(sofs:weak_relation(relation([{a, b}]))), X(sofs:strict_relation(relation([{a, a}, {a, b}]))), X(sofs:extension(a_function([{a, 1}]), S, sofs:from_term(0)))]),
    ?R([X(sofs:relation_to_family(R)), X(sofs:family_to_relation(F)), X(sofs:union_of_family(F)), X(sofs:intersection_of_family(family([{a, [1, 2]}, {b, [2]}])))]),
    ?R([X(sofs:family_domain(family([{a, [{1, x}]}, {b, []}]))), X(sofs:family_range(family([{a, [{1, x}]}]))), X(sofs:family_field(family([{a, [{1, x}]}]))), X(sofs:family_projection(fun sofs:union/1, family([{a, [1]}])))]),
    ?R([X(sofs:family_union(F, family([{x, [9]}, {w, [0]}]))), X(sofs:family_intersection(F, family([{x, [1]}, {y, [3]}]))), X(sofs:family_difference(F, family([{x, [1]}]))), X(sofs:family_specification({external, fun(L) -> L =/= [] end}, F))]),
    ?R([X(sofs:family_union(sofs:from_term([{a, [[1], [2]]}]))), X(sofs:family_intersection(sofs:from_term([{a, [[1, 2], [2]]}]))), X(sofs:partition_family(1, R)), X(sofs:partition_family({external, fun({_, B}) -> B rem 2 end}, R))]),
    ?R([X(Y) || Y <- tuple_to_list(sofs:partition(1, R, set([a])))]),
    ?R([sofs:no_elements(R), [X(Y) || Y <- sofs:to_sets(S)], [X(Y) || Y <- sofs:to_sets(F)], X(sofs:from_sets([S, T])), X(sofs:from_sets({S, T})), X(sofs:from_external([a], [atom]))]),
    ?R(begin G = sofs:family_to_digraph(family([{a, [b, c]}, {b, []}, {c, [b]}])), Y = [X(sofs:digraph_to_family(G)), lists:sort(digraph:vertices(G))], digraph:delete(G), Y end),
    ?R(sofs:union(S, R)), ?R(set(foo)), ?R(relation([a])), ?R(sofs:domain(S)), ?R(a_function([{a, 1}, {a, 2}])), ?R(family([{a, b}])), ?R(sofs:inverse(R)), ?R(sofs:from_term([a, [b]])), ?R(sofs:from_sets([S, R])), ?R(sofs:product(sofs:from_term(a), S)), ?R(sofs:intersection(sofs:empty_set())), ?R(sofs:projection(3, R)), ?R(sofs:no_elements(foo)), ?R(sofs:set([a], [bad_type, 1])), ?R(sofs:image(R, sofs:from_term([[a]]))).
