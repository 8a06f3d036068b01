%% Records with defaults, nested and typed, updates; maps as syntax and BIFs on small, 32-edge and large sizes, order, iteration, updates in loops.
-module(records_and_maps_more).
-export([main/0]).
-import(show, [result/2, id/1]).
-record(inner, {v = 1 :: integer(), l = [] :: list()}).
-record(outer, {i = #inner{} :: #inner{}, m = #{} :: map(), t = erlang:atom_to_list(def), u}).
-record(empty, {}).

main() ->
    result("defaults", fun() -> [#inner{}, #outer{}, #empty{}, #outer{_ = x}, #inner{v = 2, _ = y}] end),
    result("nested", fun() -> O = id(#outer{i = #inner{v = 9}}), [O#outer.i#inner.v, O#outer{i = O#outer.i#inner{v = 10}}, (O#outer.i)#inner{l = [z]}] end),
    result("updates", fun() -> O = id(#outer{}), [O#outer{u = 1, t = 2}, (O#outer{u = 1})#outer{u = 2}, O#outer{}] end),
    result("bad record", fun() -> [catch_(fun() -> (id({outer, 1}))#outer.u end), catch_(fun() -> (id(x))#outer{u = 1} end), catch_(fun() -> (id({inner, 1, 2, 3}))#inner.v end)] end),
    result("info", fun() -> [record_info(fields, outer), record_info(size, outer), record_info(size, empty), #outer.i, #inner.l] end),
    result("is_record", fun() -> [is_record(X, inner) || X <- [#inner{}, {inner}, {inner, 1, 2}, {inner, 1, 2, 3}, inner]] end),
    result("in patterns and heads", fun() -> [r(X) || X <- [#outer{}, #outer{i = #inner{v = 5}}, #outer{u = u}, #inner{l = [h]}, #inner{}, #empty{}, {empty, 1}]] end),
    result("lists of records", fun() -> L = [#inner{v = N, l = [N]} || N <- [3, 1, 2]], [lists:keysort(#inner.v, L), lists:keyfind(2, #inner.v, L), [V || #inner{v = V} <- L, V > 1]] end),
    [result({size, N}, fun() -> sized(N) end) || N <- [0, 1, 2, 31, 32, 33, 34, 64, 100, 1000]],
    result("grow and shrink", fun() -> M = lists:foldl(fun(N, A) -> A#{N => N * N} end, #{}, lists:seq(1, 100)), S = lists:foldl(fun maps:remove/2, M, lists:seq(6, 100)), {S, S =:= #{1 => 1, 2 => 4, 3 => 9, 4 => 16, 5 => 25}, map_size(M), erlang:phash2(S) =:= erlang:phash2(#{1 => 1, 2 => 4, 3 => 9, 4 => 16, 5 => 25})} end),
    result("keys of every type", fun() -> Ks = [1, 1.0, a, "s", <<"b">>, {t}, [], #{}, -1, 1 bsl 70, <<1:3>>, [a | b], fun lists:map/2, 0.0], M = maps:from_list([{K, N} || {N, K} <- lists:enumerate(Ks)]), {map_size(M), [maps:get(K, M) || K <- Ks], maps:get(-0.0, M, none)} end),
    result("order of small maps", fun() -> [maps:keys(#{c => 1, a => 2, b => 3}), maps:to_list(#{2 => b, 1.0 => a, a => c, "x" => d}), maps:values(#{z => 1, y => 2})] end),
    result("comparison", fun() -> [X < Y || X <- [#{}, #{a => 1}, #{b => 1}, #{a => 2}, #{a => 1, b => 1}], Y <- [#{}, #{a => 1}, #{a => 1.0}, #{b => 0}]] end),
    result("exact update", fun() -> [catch_(fun() -> (id(M))#{k := 1} end) || M <- [#{k => 0}, #{}, x, [{k, 1}]]] end),
    result("several at once", fun() -> M = id(#{a => 1}), [M#{a => 2, b => 3, a => 4}, M#{a := 5, c => 6}, catch_(fun() -> M#{z := 1, a := 2} end)] end),
    result("evaluation order", fun() -> put(o, []), N = fun(X) -> put(o, [X | get(o)]), X end, M = #{N(k1) => N(v1), N(k2) => N(v2)}, {M, lists:reverse(get(o))} end),
    result("nested updates", fun() -> M = id(#{a => #{b => #{c => 1}}}), #{a := A = #{b := B}} = M, M#{a := A#{b := B#{c := 2, d => 3}}} end),
    result("map comprehension by hand", fun() -> maps:from_list([{K, V * 2} || {K, V} <- maps:to_list(#{a => 1, b => 2})]) end),
    result("fold map filter", fun() -> M = #{a => 1, b => 2, c => 3}, [maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], M), maps:map(fun(_, V) -> V + 1 end, M), maps:filter(fun(_, V) -> V > 1 end, M), maps:filtermap(fun(_, V) when V > 2 -> {true, big}; (_, V) -> V =:= 1 end, M)] end),
    result("merge and with", fun() -> A = #{a => 1, b => 2}, B = #{b => 3, c => 4}, [maps:merge(A, B), maps:merge(B, A), maps:merge_with(fun(_, X, Y) -> X + Y end, A, B), maps:intersect(A, B), maps:with([a, z], A), maps:without([a, z], A), maps:take(a, A), maps:take(z, A)] end),
    result("updates with", fun() -> M = #{n => 1}, [maps:update_with(n, fun(X) -> X + 1 end, M), maps:update_with(z, fun(X) -> X end, init, M), maps:put(n, 2, M), maps:find(n, M), maps:find(z, M), maps:get(z, M, d)] end),
    result("iterators", fun() -> M = maps:from_list([{N, N} || N <- lists:seq(1, 50)]), I = maps:iterator(M), lists:sum(walk(maps:next(I))) end),
    result("groups", fun() -> [maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 10)), maps:groups_from_list(fun(X) -> X > 2 end, fun(X) -> X * 10 end, [1, 2, 3])] end),
    result("large equality", fun() -> A = maps:from_list([{N, {N}} || N <- lists:seq(1, 500)]), B = maps:from_list([{N, {N}} || N <- lists:seq(500, 1, -1)]), [A =:= B, A == B#{1 => {1.0}}, A =:= B#{1 => {1.0}}, erlang:phash2(A) =:= erlang:phash2(B), A < B#{501 => x}] end),
    result("collisions", fun() -> Ks = [<<N:64>> || N <- lists:seq(1, 3000)], M = maps:from_keys(Ks, v), {map_size(M), lists:all(fun(K) -> is_map_key(K, M) end, Ks), is_map_key(<<0:64>>, M)} end),
    result("messages with maps", fun() -> M = maps:from_list([{{k, N}, [N]} || N <- lists:seq(1, 200)]), self() ! M, receive X -> X =:= M end end).

r(#outer{i = #inner{v = 5}}) -> five; r(#outer{u = undefined, m = M}) when map_size(M) =:= 0 -> plain; r(#outer{u = U}) -> {u, U}; r(#inner{l = [H | _]}) -> {h, H}; r(#inner{}) -> inner; r(#empty{}) -> empty; r(_) -> none.
sized(N) ->
    M = maps:from_list([{K, -K} || K <- lists:seq(1, N)]), E = M#{extra => 1},
    {map_size(M), map_size(E), maps:get(N, M, none), maps:get(extra, E), maps:remove(extra, E) =:= M, E =/= M, lists:sum(maps:values(M)), length(maps:to_list(maps:map(fun(K, V) -> K + V end, M))), map_size(maps:merge(M, #{N + 1 => x})), binary_to_term(term_to_binary(E)) =:= E}.
walk(none) -> []; walk({K, V, I}) -> [K + V | walk(maps:next(I))].
catch_(F) -> try F() catch C:R -> {C, R} end.
