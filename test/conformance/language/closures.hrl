%% Funs: environments, arities, named and recursive funs, external funs, fun_info, equality, badarity, badfun.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0, twice/1, apply2/2]).
-import(show, [result/2, id/1]).

main() ->
    Add = fun(A) -> fun(B) -> A + B end end,
    io:format("~w~n", [(Add(3))(4)]),
    Many = many(1, 2.0, three, "four", <<5>>, {6}, #{7 => 8}),
    io:format("~w~n", [Many(x, y)]),
    Fact = fun F(0) -> 1; F(N) -> N * F(N - 1) end,
    io:format("~w~n", [[Fact(N) || N <- [0, 1, 5, 25]]]),
    Even = fun E(0) -> true; E(N) -> (fun(0) -> false; (M) -> E(M - 1) end)(N - 1) end,
    io:format("~w~n", [[Even(N) || N <- lists:seq(0, 6)]]),
    L = fun twice/1, X = fun ?MODULE:twice/1, D = fun show:id/1,
    io:format("~w~n", [[L(2), X(2), D(2), (id(fun lists:reverse/1))([1, 2])]]),
    M = id(lists), N = id(sort), A = id(1), Dyn = fun M:N/A,
    io:format("~w ~w~n", [Dyn([3, 1, 2]), Dyn =:= fun lists:sort/1]),
    io:format("~w~n", [[erlang:fun_info(X, K) || K <- [module, name, arity, env, type]]]),
    io:format("~w~n", [[erlang:fun_info(Add(9), K) || K <- [module, arity, env, type]]]),
    io:format("~w~n", [lists:sort([K || {K, _} <- erlang:fun_info(L)])]),
    io:format("~w~n", [[is_function(F, Ar) || F <- [L, X, Many, Fact, Add], Ar <- [0, 1, 2]]]),
    Mk = fun(V) -> fun() -> V end end,
    io:format("~w~n", [[Mk(1) =:= Mk(1), Mk(1) =:= Mk(2), Mk(1) == Mk(1.0), Mk(1) =:= Mk(1.0), L =:= X, X =:= fun ?MODULE:twice/1]]),
    result("badarity", fun() -> (id(L))(1, 2) end),
    result("badarity args", fun() -> try (id(X))() catch error:{badarity, {_, As}} -> As end end),
    result("badfun", fun() -> (id(not_a_fun))(1) end),
    result("badfun tuple", fun() -> (id({lists, reverse}))([1]) end),
    result("undef fun", fun() -> (id(fun nomod:nofun/2))(1, 2) end),
    result("apply", fun() -> [apply(L, [4]), apply(?MODULE, twice, [5]), apply(fun() -> none end, []), apply2(fun(P, Q) -> {P, Q} end, [1, 2])] end),
    result("apply improper", fun() -> apply(L, id([1 | 2])) end),
    result("apply atom", fun() -> apply(id(atom), [1]) end),
    result("sum", fun() -> lists:foldl(fun(I, S) -> S + I end, 0, lists:seq(1, 1000)) end),
    Funs = [fun() -> I * J end || I <- [1, 2, 3], J <- [10, 20]],
    io:format("~w~n", [[F() || F <- Funs]]),
    io:format("~w~n", [compose([fun(V) -> V + 1 end, fun(V) -> V * 2 end, fun erlang:integer_to_list/1], 20)]),
    io:format("~s ~s~n", [erlang:fun_to_list(X), io_lib:format("~w", [X])]),
    result("make_fun", fun() -> (erlang:make_fun(lists, id(max), 1))([4, 9, 2]) end),
    result("process", fun() -> show:call(fun() -> (Add(40))(2) end) end).

twice(X) -> X * 2.
apply2(F, As) -> apply(F, As).
many(A, B, C, D, E, F, G) -> fun(X, Y) -> {A, B, C, D, E, F, G, X, Y} end.
compose(Fs, V) -> lists:foldl(fun(F, A) -> F(A) end, V, Fs).
