%% dict and orddict: the same operations on both, growth and shrinking of dict's slots, errors.
-module(dict_orddict).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    [one(M) || M <- [dict, orddict]],
    ?R(orddict:from_list([{b, 2}, {a, 1}, {b, 3}, {1.0, x}, {1, y}])),
    ?R(dict:new()),
    ?R(dict:from_list([{a, 1}, {b, 2}])),
    ?R(dict:fetch(a, x)), ?R(orddict:fetch(a, x)), ?R(dict:from_list([a])), ?R(orddict:from_list([a])), ?R(dict:store(a, b, [])), ?R(dict:size(1)), ?R(orddict:size(x)).

one(M) ->
    R = fun(L, F) -> show:result({M, L}, F) end,
    S = fun(X) -> lists:sort(M:to_list(X)) end,
    D = M:from_list([{a, [1]}, {b, [2]}, {"c", [3]}]),
    R(to_list, fun() -> S(D) end),
    R(fetch, fun() -> [M:fetch(a, D), M:find(b, D), M:find(z, D), M:is_key(a, D), M:is_key(z, D)] end),
    R(fetch_missing, fun() -> M:fetch(z, D) end),
    R(keys, fun() -> [lists:sort(M:fetch_keys(D)), M:size(D), M:is_empty(D), M:is_empty(M:new())] end),
    R(store, fun() -> [S(M:store(a, x, D)), S(M:store(new, x, D))] end),
    R(append, fun() -> [S(M:append(a, 9, D)), S(M:append(z, 9, D)), S(M:append_list(a, [8, 9], D)), S(M:append_list(z, [8, 9], D))] end),
    R(append_bad, fun() -> M:append(a, 9, M:store(a, x, D)) end),
    R(update, fun() -> [S(M:update(a, fun(X) -> {X} end, D)), S(M:update(z, fun(X) -> {X} end, init, D))] end),
    R(update_missing, fun() -> M:update(z, fun(X) -> X end, D) end),
    R(update_counter, fun() -> C = M:from_list([{n, 1}]), [S(M:update_counter(n, 4, C)), S(M:update_counter(m, 4, C))] end),
    R(erase, fun() -> [S(M:erase(a, D)), S(M:erase(z, D)) =:= S(D), M:take(z, D)] end),
    R(take, fun() -> {V, D2} = M:take(a, D), {V, S(D2)} end),
    R(map, fun() -> S(M:map(fun(K, V) -> {K, V} end, D)) end),
    R(filter, fun() -> S(M:filter(fun(K, _) -> is_atom(K) end, D)) end),
    R(fold, fun() -> lists:sort(M:fold(fun(K, V, A) -> [{K, V} | A] end, [], D)) end),
    R(merge, fun() -> S(M:merge(fun(K, A, B) -> {K, A, B} end, D, M:from_list([{a, x}, {q, y}]))) end),
    R(random, fun() ->
        {X, _} = lists:foldl(fun(I, {A, St}) -> {K, S1} = rand:uniform_s(500, St), {Op, S2} = rand:uniform_s(3, S1), {case Op of 1 -> M:erase(K, A); _ -> M:store(K, I, A) end, S2} end, {M:new(), rand:seed_s(exsp, 7)}, lists:seq(1, 3000)),
        {M:size(X), erlang:phash2(S(X)), erlang:phash2(X)}
    end),
    R(emptied, fun() -> X = lists:foldl(fun(I, A) -> M:store(I, I, A) end, M:new(), lists:seq(1, 300)), Y = lists:foldl(fun(I, A) -> M:erase(I, A) end, X, lists:seq(1, 300)), {M:size(X), Y} end).
