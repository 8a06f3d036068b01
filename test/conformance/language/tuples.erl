%% Tuples: element, setelement, make_tuple, append, insert, delete, conversion, large ones, wrong arguments.
-module(tuples).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    T = id({a, b, c}),
    result("element", fun() -> [element(I, T) || I <- [1, 2, 3]] end),
    [result({element, I}, fun() -> element(id(I), T) end) || I <- [0, 4, -1, a, 1.0, 1 bsl 70]],
    result("element of list", fun() -> element(1, id([a])) end),
    result("setelement", fun() -> [setelement(I, T, x) || I <- [1, 2, 3]] end),
    [result({setelement, I}, fun() -> setelement(id(I), T, x) end) || I <- [0, 4, a]],
    result("not shared", fun() -> U = setelement(2, T, z), {T, U} end),
    result("make_tuple", fun() -> [erlang:make_tuple(N, v) || N <- [0, 1, 5]] end),
    result("make_tuple init", fun() -> erlang:make_tuple(5, [], [{2, x}, {5, y}, {2, z}]) end),
    result("make_tuple bad", fun() -> erlang:make_tuple(id(-1), v) end),
    result("make_tuple bad init", fun() -> erlang:make_tuple(2, v, id([{3, x}])) end),
    result("append", fun() -> erlang:append_element(T, d) end),
    result("insert", fun() -> [erlang:insert_element(I, T, n) || I <- [1, 2, 4]] end),
    result("insert bad", fun() -> erlang:insert_element(id(5), T, n) end),
    result("delete", fun() -> [erlang:delete_element(I, T) || I <- [1, 2, 3]] end),
    result("delete bad", fun() -> erlang:delete_element(id(4), T) end),
    result("to list", fun() -> [tuple_to_list(X) || X <- [{}, {1}, T]] end),
    result("from list", fun() -> [list_to_tuple(X) || X <- [[], [1], [1, [2], {3}]]] end),
    result("from improper", fun() -> list_to_tuple(id([1 | 2])) end),
    result("size", fun() -> [tuple_size(T), size(T), tuple_size({})] end),
    result("size of list", fun() -> tuple_size(id([])) end),
    result("large", fun() -> L = list_to_tuple(lists:seq(1, 10000)), {element(9999, L), tuple_size(L), erlang:phash2(setelement(5000, L, x))} end),
    result("large loop", fun() -> fill(erlang:make_tuple(100, 0), 100) end),
    result("compare", fun() -> lists:sort([{b}, {a, a}, {}, {a}, {a, b}, {b, a}, {a, a, a}]) end).

fill(T, 0) -> T;
fill(T, N) -> fill(setelement(N, T, N * N), N - 1).
