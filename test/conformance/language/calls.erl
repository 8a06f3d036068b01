%% Calls of all kinds: local, remote, tail, apply with computed module and function, many arguments, mutual recursion.
-module(calls).
-export([main/0, f0/0, f3/3, wide/16, even/1, '$odd name'/1, 'Ünï'/0]).
-import(show, [result/2, id/1]).

main() ->
    result("f0", fun() -> ?MODULE:f0() end),
    result("f3", fun() -> f3(1, 2, 3) end),
    result("wide", fun() -> wide(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16) end),
    result("wide remote", fun() -> (id(?MODULE)):wide(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) end),
    result("apply mf", fun() -> M = id(?MODULE), F = id(f3), M:F(x, y, z) end),
    result("apply last", fun() -> tail(id(?MODULE), id(f3), [1, 2, 3]) end),
    result("apply computed args", fun() -> apply(id(erlang), id('+'), [1, 2]) end),
    result("apply bif", fun() -> [apply(erlang, F, A) || {F, A} <- [{abs, [-3]}, {tuple_size, [{1, 2}]}, {'++', [[1], [2]]}, {element, [1, {z}]}, {node, []}]] end),
    result("even 100001", fun() -> even(100001) end),
    result("odd name", fun() -> '$odd name'(7) end),
    result("unicode name", fun() -> 'Ünï'() end),
    result("undef function", fun() -> (id(?MODULE)):missing(1) end),
    result("undef module", fun() -> (id(no_such_module)):f() end),
    result("private function", fun() -> (id(?MODULE)):private(1) end),
    result("bad module", fun() -> (id(12)):f() end),
    result("bad function", fun() -> F = id("f"), ?MODULE:F() end),
    result("apply no list", fun() -> apply(?MODULE, f0, id(x)) end),
    result("function clause", fun() -> narrow(id(9)) end),
    result("ack", fun() -> ack(2, 9) end),
    result("loop", fun() -> count(1000000, 0) end),
    result("module_info", fun() -> lists:member({f3, 3}, ?MODULE:module_info(exports)) end),
    result("exported", fun() -> [erlang:function_exported(?MODULE, F, A) || {F, A} <- [{f0, 0}, {f0, 1}, {private, 1}]] end),
    result("builtin", fun() -> [erlang:is_builtin(M, F, A) || {M, F, A} <- [{erlang, abs, 1}, {lists, reverse, 2}, {lists, map, 2}]] end),
    result("swap", fun() -> swap(1, 2, 3, 4, 10) end),
    result("args kept", fun() -> keep(1, "two", {3}, 4.0) end).

f0() -> zero.
f3(A, B, C) -> [C, B, A].
wide(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P) -> {P, O, N, M, L, K, J, I, H, G, F, E, D, C, B, A}.
even(0) -> true;
even(N) -> odd(N - 1).
odd(0) -> false;
odd(N) -> even(N - 1).
'$odd name'(X) -> {'$odd name', X}.
'Ünï'() -> 'Ünï'.
private(X) -> X.
narrow(1) -> one.
tail(M, F, As) -> apply(M, F, As).
ack(0, N) -> N + 1;
ack(M, 0) -> ack(M - 1, 1);
ack(M, N) -> ack(M - 1, ack(M, N - 1)).
count(0, A) -> A;
count(N, A) -> count(N - 1, A + 1).
swap(A, B, C, D, 0) -> {A, B, C, D};
swap(A, B, C, D, N) -> swap(B, C, D, A, N - 1).
keep(A, B, C, D) ->
    X = id(A), Y = id(B), Z = id(C), W = id(D),
    erlang:garbage_collect(),
    {X, Y, Z, W, A, B, C, D, private(X)}.
