%% queue (three interfaces), array, proplists, orddict-like pairs, sofs, digraph.
-module(queues_and_arrays).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Q = queue:from_list([1, 2, 3, 4]),
    result("queue", fun() -> [queue:to_list(queue:in(5, Q)), queue:to_list(queue:in_r(0, Q)), queue:out(Q), queue:out_r(Q), queue:len(Q), queue:is_empty(Q), queue:peek(Q), queue:peek_r(Q), queue:get(Q), queue:get_r(Q), queue:member(3, Q)] end),
    result("queue empty", fun() -> [queue:out(queue:new()), queue:peek(queue:new()), queue:to_list(queue:new())] end),
    result("queue get empty", fun() -> queue:get(queue:new()) end),
    result("queue drop", fun() -> [queue:to_list(queue:drop(Q)), queue:to_list(queue:drop_r(Q)), queue:to_list(queue:reverse(Q)), queue:split(2, Q), queue:to_list(queue:join(Q, Q)), queue:to_list(queue:filter(fun(X) -> X rem 2 =:= 0 end, Q)), queue:all(fun(X) -> X > 0 end, Q), queue:any(fun(X) -> X > 3 end, Q), queue:fold(fun(X, A) -> X + A end, 0, Q), queue:to_list(queue:delete(2, Q)), queue:to_list(queue:delete_with(fun(X) -> X > 2 end, Q)), queue:to_list(queue:filtermap(fun(X) -> {true, X * X} end, Q))] end),
    result("okasaki", fun() -> [queue:head(Q), queue:last(Q), queue:to_list(queue:tail(Q)), queue:to_list(queue:init(Q)), queue:to_list(queue:cons(0, Q)), queue:to_list(queue:snoc(Q, 9)), queue:daeh(Q)] end),
    result("queue shape", fun() -> lists:foldl(fun(I, A) -> case I rem 3 of 0 -> {_, A2} = queue:out(A), A2; _ -> queue:in(I, A) end end, queue:new(), lists:seq(1, 20)) end),
    A = array:from_list([a, b, c]),
    result("array", fun() -> [array:get(1, A), array:size(A), array:to_list(array:set(5, f, A)), array:to_list(array:resize(2, A)), array:default(A), array:is_array(A), array:is_fix(A), array:to_orddict(A)] end),
    result("array sparse", fun() -> B = array:set(100, x, array:set(3, y, array:new([{default, 0}]))), [array:size(B), array:sparse_size(B), array:sparse_to_orddict(B), array:get(50, B), array:foldl(fun(_, V, S) -> if is_integer(V) -> S + 1; true -> S end end, 0, B), array:sparse_foldl(fun(I, _, S) -> [I | S] end, [], B), array:to_list(array:sparse_map(fun(_, V) -> {V} end, array:resize(5, B)))] end),
    result("array fixed", fun() -> array:set(3, x, array:new(3)) end),
    result("array bad", fun() -> array:get(id(-1), A) end),
    result("array big", fun() -> B = lists:foldl(fun(I, X) -> array:set(I, I * I, X) end, array:new(), lists:seq(0, 2000)), {array:size(B), array:get(1234, B), lists:sum(array:to_list(B)), array:foldr(fun(_, V, S) -> V + S end, 0, B)} end),
    P = [a, {b, 2}, {c, "x"}, {a, false}, {b, 3}, junk, {t, 1, 2}],
    result("proplists", fun() -> [proplists:get_value(a, P), proplists:get_value(b, P), proplists:get_value(zz, P, d), proplists:get_all_values(b, P), proplists:get_bool(a, P), proplists:get_bool(b, P), proplists:lookup(a, P), proplists:lookup_all(a, P), proplists:is_defined(t, P), proplists:delete(a, P), proplists:get_keys([a, {b, 1}, b]), proplists:append_values(l, [{l, [1]}, {l, 2}, {l, [3]}]), proplists:compact([{a, true}, {b, false}]), proplists:unfold([a, {b, 1}]), proplists:to_map([a, {b, 2}, {b, 3}]), proplists:from_map(#{x => 1}), proplists:split([{a, 1}, {b, 2}, a, c], [a, b])] end),
    result("proplists normalize", fun() -> [proplists:normalize([a, {no_b, true}, {c, 1}], [{negations, [{no_b, b}]}, {aliases, [{c, cc}]}, {expand, [{a, [x, y]}]}]), proplists:substitute_aliases([{old, new}], [old, {old, 1}]), proplists:expand([{foo, [bar, baz]}], [fie, foo, fum])] end),
    result("sofs", fun() -> S = sofs:set([a, b, c]), R = sofs:relation([{a, 1}, {b, 2}, {b, 3}]), [sofs:to_external(X) || X <- [S, R, sofs:domain(R), sofs:range(R), sofs:converse(R), sofs:image(R, sofs:set([b])), sofs:union(S, sofs:set([z])), sofs:relation_to_family(R)]] end),
    result("digraph", fun() -> G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c, d, e]], [digraph:add_edge(G, X, Y) || {X, Y} <- [{a, b}, {b, c}, {c, a}, {c, d}]], R = [digraph:no_vertices(G), digraph:no_edges(G), digraph:get_path(G, a, d), digraph:get_path(G, d, a), length(digraph:get_cycle(G, a)), lists:sort(digraph:out_neighbours(G, c)), lists:sort([lists:sort(C) || C <- digraph_utils:strong_components(G)]), digraph_utils:is_acyclic(G), lists:sort(digraph_utils:reachable([c], G))], digraph:delete(G), R end),
    result("topsort", fun() -> G = digraph:new([acyclic]), [digraph:add_vertex(G, V) || V <- [1, 2, 3, 4]], [digraph:add_edge(G, X, Y) || {X, Y} <- [{1, 2}, {2, 3}, {3, 4}]], {digraph_utils:topsort(G), element(1, digraph:add_edge(G, 4, 1))} end).
