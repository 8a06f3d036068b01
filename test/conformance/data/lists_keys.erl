%% lists' functions on tuples by a key: found, not found, tuples too short, no tuples, numbers that compare as equal.
-module(lists_keys).
-export([main/0]).
-include("../harness/show.hrl").
-import(show, [id/1]).

main() ->
    L = [{1, a}, {2.0, b}, {a, 3}, {b}, not_a_tuple, {c, x, y}, {1, z}, {}],
    ?R([lists:keyfind(K, 1, L) || K <- [1, 1.0, 2, 2.0, a, b, c, zz]]),
    ?R([lists:keyfind(K, 2, L) || K <- [a, b, 3, 3.0, x, zz]]),
    ?R([lists:keymember(K, N, L) || K <- [1, a, y, zz], N <- [1, 2, 3, 4]]),
    ?R([lists:keysearch(K, 1, L) || K <- [1, 2, zz]]),
    ?R([lists:keydelete(K, 1, L) || K <- [1, b, zz]]),
    ?R([lists:keyreplace(K, 1, L, {new, K}) || K <- [1, c, zz]]),
    ?R([lists:keystore(K, 1, L, {new, K}) || K <- [1, c, zz]]),
    ?R([lists:keytake(K, 1, L) || K <- [1, b, zz]]),
    T = [{3, c, x}, {1, b, y}, {2, a, z}, {1, a, w}, {1.0, q, v}],
    ?R([lists:keysort(N, T) || N <- [1, 2, 3]]),
    ?R([lists:ukeysort(N, T) || N <- [1, 2, 3]]),
    ?R(lists:keymap(fun(X) -> {X} end, 2, T)),
    ?R([lists:keymerge(1, [{1, a}, {3, b}], [{1, c}, {2, d}, {4, e}]), lists:ukeymerge(1, [{1, a}, {3, b}], [{1, c}, {2, d}, {4, e}])]),
    ?R([lists:merge([[1, 4], [2, 5], [3, 6]]), lists:merge([1, 3], [2]), lists:merge3([1], [0], [2]), lists:umerge([[1, 2], [2, 3]]), lists:umerge3([1, 2], [2], [2, 3])]),
    ?R([lists:merge(fun(A, B) -> A >= B end, [3, 1], [2]), lists:umerge(fun(A, B) -> A >= B end, [3, 1], [3, 2])]),
    ?R([lists:rkeymerge(1, [{3, b}, {1, a}], [{2, x}]), lists:rumerge([3, 1], [3, 2]), lists:rmerge([3, 1], [2])]),
    ?R(lists:sort(fun(A, B) -> {element(2, A), element(1, A)} =< {element(2, B), element(1, B)} end, T)),
    ?R([lists:usort(fun(A, B) -> abs(A) =< abs(B) end, [3, -1, 1, 2, -3]), lists:usort([1, 1.0, a, 1, [], {}])]),
    ?R(lists:sort([c, "a", <<"b">>, 1.5, 1, {1}, #{}, [], fun lists:map/2, 1 bsl 80, {}])),
    [show:result({length, N}, fun() ->
        {R, _} = lists:mapfoldl(fun(_, S) -> {X, S1} = rand:uniform_s(N, S), {Y, S2} = rand:uniform_s(10, S1), {{X, Y}, S2} end, rand:seed_s(exsss, N), lists:seq(1, N)),
        [erlang:phash2(F(R)) || F <- [fun lists:sort/1, fun lists:usort/1, fun(Z) -> lists:keysort(1, Z) end, fun(Z) -> lists:ukeysort(2, Z) end,
                                      fun(Z) -> lists:sort(fun(A, B) -> A >= B end, Z) end, fun(Z) -> lists:usort(fun({A, _}, {B, _}) -> A =< B end, Z) end]]
     end) || N <- [1, 2, 3, 5, 10, 100, 1000]],
    ?R(lists:keyfind(a, 0, [])), ?R(lists:keyfind(a, -1, [{a}])), ?R(lists:keyfind(a, x, [{a}])), ?R(lists:keyfind(a, 1, id(x))), ?R(lists:keyfind(a, 1, [{b} | c])), ?R(lists:keyfind(b, 1, [{b} | c])),
    ?R(lists:keyfind(a, 1 bsl 70, [{a}])), ?R(lists:keymember(a, 0, [{a}])), ?R(lists:keysearch(a, 1.0, [{a}])), ?R(lists:keydelete(a, 0, [{a}])), ?R(lists:keydelete(a, 1, x)),
    ?R(lists:keyreplace(a, 1, [{a}], x)), ?R(lists:keystore(a, 1, [], x)), ?R(lists:keystore(a, 1, [{b} | c], {a})), ?R(lists:keytake(a, 1, [{b} | c])), ?R(lists:keysort(2, [{a}, {b}])), ?R(lists:keysort(0, [{a}, {b}])),
    ?R(lists:ukeysort(1, [a, b])), ?R(lists:keymap(fun(X) -> X end, 3, [{a}])), ?R(lists:keymerge(1, a, [])), ?R(lists:sort(a)), ?R(lists:sort([a | b])), ?R(lists:sort(fun(A) -> A end, [1, 2])), ?R(lists:sort(fun(_, _) -> x end, [1, 2])), ?R(lists:usort([a | b])), ?R(lists:merge([a], b)).
