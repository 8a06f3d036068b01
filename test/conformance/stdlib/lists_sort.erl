%% Sorting: stability, mixed terms, merges, orders given by funs, long and pathological inputs.
-module(lists_sort).
-export([main/0]).
-import(show, [result/2]).

main() ->
    {R, _} = lists:mapfoldl(fun(_, S) -> rand:uniform_s(1000, S) end, rand:seed_s(exsss, 1), lists:seq(1, 2000)),
    Inputs = [{empty, []}, {one, [1]}, {two, [2, 1]}, {up, lists:seq(1, 500)}, {down, lists:seq(500, 1, -1)}, {same, lists:duplicate(300, x)}, {saw, [I rem 17 || I <- lists:seq(1, 1000)]}, {random, R}, {organ, lists:seq(1, 300) ++ lists:seq(300, 1, -1)}],
    [result({sort, N}, fun() -> S = lists:sort(L), {erlang:phash2(S), length(S), sorted(S)} end) || {N, L} <- Inputs],
    [result({usort, N}, fun() -> S = lists:usort(L), {erlang:phash2(S), length(S)} end) || {N, L} <- Inputs],
    [result({fun_sort, N}, fun() -> erlang:phash2(lists:sort(fun(A, B) -> A >= B end, L)) end) || {N, L} <- Inputs],
    [result({keysort, N}, fun() -> P = lists:zip(L, lists:seq(1, length(L))), erlang:phash2({lists:keysort(1, P), lists:ukeysort(1, P)}) end) || {N, L} <- Inputs],
    result("stable", fun() -> lists:keysort(1, [{I rem 3, I} || I <- lists:seq(1, 15)]) end),
    result("stable fun", fun() -> lists:sort(fun({A, _}, {B, _}) -> A =< B end, [{I rem 3, I} || I <- lists:seq(1, 15)]) end),
    result("numbers", fun() -> lists:sort([1, 1.0, 2, 1, 1.0, 0.5, 2.0, 2]) end),
    result("usort numbers", fun() -> lists:usort([1, 1.0, 2, 1, 2.0, 2]) end),
    result("mixed", fun() -> lists:sort([b, {1}, "x", 1, <<"b">>, #{}, a, [], 2.5, {a, b}]) end),
    result("merge", fun() -> [lists:merge([1, 3, 5], [2, 4]), lists:merge([[1, 4], [2, 5], [3]]), lists:merge3([1], [0, 2], [1]), lists:umerge([1, 2, 3], [2, 3, 4]), lists:umerge([[1, 2], [2, 3]]), lists:merge(fun(A, B) -> A >= B end, [5, 3], [4, 2])] end),
    result("bad fun", fun() -> lists:sort(fun(_, _) -> 1 end, [2, 1]) end),
    result("improper", fun() -> lists:sort(show:id([1, 2 | 3])) end),
    result("crash in fun", fun() -> lists:sort(fun(A, B) -> A + B > 0 end, [1, a, 2]) end),
    result("long", fun() -> L = [I * 7919 rem 100003 || I <- lists:seq(1, 100003)], S = lists:sort(L), {hd(S), lists:last(S), length(S), sorted(S)} end),
    result("tuples", fun() -> erlang:phash2(lists:sort([{I * 31 rem 97, I, {x, I}} || I <- lists:seq(1, 2000)])) end).

sorted([A, B | T]) -> A =< B andalso sorted([B | T]);
sorted(_) -> true.
