%% digraph and digraph_utils: vertices, edges, paths, cycles, components, orders, acyclic graphs, errors.
-module(digraphs).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    G = digraph:new(), build(G),
    S = fun lists:sort/1,
    ?R([S(digraph:vertices(G)), digraph:no_vertices(G), digraph:no_edges(G), length(digraph:edges(G))]),
    ?R([digraph:vertex(G, a), digraph:vertex(G, zz)]),
    ?R([S(digraph:in_neighbours(G, c)), S(digraph:out_neighbours(G, a)), digraph:in_degree(G, c), digraph:out_degree(G, a)]),
    ?R([length(digraph:in_edges(G, c)), length(digraph:out_edges(G, a)), length(digraph:edges(G, c))]),
    ?R([digraph:edge(G, e1), digraph:edge(G, zz)]),
    ?R([digraph:get_path(G, a, d), digraph:get_path(G, d, a), digraph:get_path(G, a, zz)]),
    ?R([digraph:get_short_path(G, a, e), digraph:get_short_path(G, e, a)]),
    ?R([digraph:get_cycle(G, b), digraph:get_cycle(G, f), digraph:get_cycle(G, a), digraph:get_short_cycle(G, b)]),
    ?R(S([S(C) || C <- digraph_utils:components(G)])),
    ?R(S([S(C) || C <- digraph_utils:strong_components(G)])),
    ?R(S([S(C) || C <- digraph_utils:cyclic_strong_components(G)])),
    ?R([S(digraph_utils:reachable([b], G)), S(digraph_utils:reachable_neighbours([e], G)), S(digraph_utils:reaching([e], G)), S(digraph_utils:reaching_neighbours([a], G))]),
    ?R([digraph_utils:topsort(G), digraph_utils:is_acyclic(G), S(digraph_utils:loop_vertices(G)), digraph_utils:is_tree(G), digraph_utils:is_arborescence(G), digraph_utils:arborescence_root(G)]),
    ?R([length(digraph_utils:preorder(G)), length(digraph_utils:postorder(G))]),
    ?R(begin H = digraph_utils:subgraph(G, [a, b, c, zz]), R = {S(digraph:vertices(H)), digraph:no_edges(H)}, digraph:delete(H), R end),
    ?R(begin H = digraph_utils:condensation(G), R = S([S(V) || V <- digraph:vertices(H)]), digraph:delete(H), R end),
    ?R([digraph:add_vertex(G, a, label), digraph:vertex(G, a), digraph:add_edge(G, e1, a, c, lbl), digraph:edge(G, e1)]),
    ?R([digraph:del_edge(G, e1), digraph:edge(G, e1), digraph:del_edges(G, [e2, nope]), digraph:no_edges(G)]),
    ?R([digraph:del_path(G, a, e), digraph:get_path(G, a, e)]),
    ?R([digraph:del_vertex(G, b), digraph:del_vertices(G, [c, zz]), S(digraph:vertices(G)), digraph:no_edges(G)]),
    ?R([K || {K, _} <- S(digraph:info(G))]),
    ?R([lists:keyfind(K, 1, digraph:info(G)) || K <- [cyclicity, protection]]),
    ?R(digraph:add_edge(G, nope, a)), ?R(digraph:add_edge(G, a, nope, x)),
    A = digraph:new([acyclic, private]), [digraph:add_vertex(A, V) || V <- [1, 2, 3, 4]],
    ?R([edge(digraph:add_edge(A, 1, 2)), edge(digraph:add_edge(A, 2, 3)), edge(digraph:add_edge(A, 1, 4)), edge(digraph:add_edge(A, 3, 1)), edge(digraph:add_edge(A, 1, 1))]),
    ?R([digraph_utils:is_acyclic(A), digraph_utils:is_tree(A), digraph_utils:is_arborescence(A), digraph_utils:arborescence_root(A)]),
    ?R(case digraph_utils:topsort(A) of [1 | T] -> S(T) end),
    ?R(digraph:new([bad])), ?R(digraph:vertices(foo)),
    ?R(begin true = digraph:delete(A), digraph:no_vertices(A) end),
    ?R(big()).

build(G) ->
    [digraph:add_vertex(G, V) || V <- [a, b, c, d, e, f, g]],
    [digraph:add_edge(G, E, X, Y, []) || {E, X, Y} <- [{e1, a, b}, {e2, b, c}, {e3, c, b}, {e4, c, d}, {e5, d, e}, {e6, f, f}, {e7, b, d}]].

edge(['$e' | _]) -> edge;
edge(X) -> X.

big() ->
    G = digraph:new(),
    [digraph:add_vertex(G, V) || V <- lists:seq(0, 199)],
    [digraph:add_edge(G, V, (V * V + 7) rem 200) || V <- lists:seq(0, 199)],
    R = {length(digraph_utils:components(G)), length(digraph_utils:strong_components(G)), lists:sort([length(C) || C <- digraph_utils:cyclic_strong_components(G)]), length(digraph:get_path(G, 5, (((25 + 7) rem 200) * ((25 + 7) rem 200) + 7) rem 200))},
    digraph:delete(G), R.
