%% array: fixed and growing, defaults, sparse functions, resizing, conversions, errors.
-module(array_whole).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    A = array:from_list([a, b, c]), S = array:set(25, z, array:set(3, y, array:new())),
    ?R([array:new(), array:new(5), array:new([{size, 3}, {default, x}]), array:new([fixed, 4]), array:new(2, {default, 0}), array:new({fixed, false})]),
    ?R([A, S]),
    ?R([array:get(I, A) || I <- [0, 2, 3, 100]]),
    ?R([array:get(I, S) || I <- [3, 25, 4]]),
    ?R([array:size(X) || X <- [A, S, array:new(7)]]),
    ?R([array:sparse_size(S), array:sparse_size(array:new(7)), array:sparse_size(array:reset(25, S))]),
    ?R([array:to_list(A), array:sparse_to_list(S), array:to_orddict(A), array:sparse_to_orddict(S)]),
    ?R(array:to_list(S)),
    ?R([array:is_array(X) || X <- [A, S, foo, {array, 1, 2, 3, 4}]]),
    ?R([array:is_fix(A), array:is_fix(array:fix(A)), array:is_fix(array:relax(array:fix(A)))]),
    ?R([array:default(A), array:default(array:new([{default, d}]))]),
    ?R([array:to_list(array:resize(5, A)), array:to_list(array:resize(1, A)), array:size(array:resize(array:reset(25, S)))]),
    ?R(array:to_list(array:set(4, e, A))),
    ?R(array:to_list(array:reset(1, A))),
    ?R([array:map(fun(I, V) -> {I, V} end, A), array:sparse_map(fun(I, V) -> {I, V} end, S)]),
    ?R([array:foldl(fun(I, V, X) -> [{I, V} | X] end, [], A), array:foldr(fun(I, V, X) -> [{I, V} | X] end, [], A)]),
    ?R([array:sparse_foldl(fun(I, V, X) -> [{I, V} | X] end, [], S), array:sparse_foldr(fun(I, V, X) -> [{I, V} | X] end, [], S)]),
    ?R([array:from_list([1, 2], dflt), array:from_orddict([{1, a}, {12, b}]), array:from_orddict([{0, a}], dflt), array:from_orddict([])]),
    ?R([erlang:phash2(array:from_list(lists:seq(1, N))) || N <- [0, 1, 10, 11, 100, 101, 1000, 12345]]),
    ?R(begin {X, _} = lists:foldl(fun(I, {B, St}) -> {K, S1} = rand:uniform_s(3000, St), {array:set(K, I, B), S1} end, {array:new([{default, none}]), rand:seed_s(exsss, 5)}, lists:seq(1, 1000)), {array:size(X), array:sparse_size(X), erlang:phash2(X), length(array:sparse_to_list(X))} end),
    F = array:fix(A),
    ?R(array:get(3, F)), ?R(array:set(3, x, F)), ?R(array:get(-1, A)), ?R(array:get(a, A)), ?R(array:set(1.5, x, A)), ?R(array:set(-1, x, A)), ?R(array:get(0, foo)), ?R(array:new(-1)), ?R(array:new([bad])), ?R(array:new(5, [{size, x}])), ?R(array:resize(-1, A)), ?R(array:from_list(foo)), ?R(array:from_list([a | b])),
    ?R(array:from_orddict([{2, a}, {1, b}])), ?R(array:from_orddict([{a, 1}])), ?R(array:map(foo, A)), ?R(array:foldl(fun(X) -> X end, 0, A)), ?R(array:reset(9, F)), ?R(array:size(foo)), ?R(array:fix(foo)).
