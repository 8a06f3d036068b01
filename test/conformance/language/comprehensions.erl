%% List and binary comprehensions: several generators, filters, patterns that do not match, bad generators.
-module(comprehensions).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    result("product", fun() -> [{X, Y} || X <- [1, 2, 3], Y <- [a, b]] end),
    result("triples", fun() -> [{A, B, C} || A <- lists:seq(1, 20), B <- lists:seq(A, 20), C <- lists:seq(B, 20), A * A + B * B =:= C * C] end),
    result("pattern", fun() -> [X || {ok, X} <- id([{ok, 1}, error, {ok, 2}, {ok}, {ok, 3}])] end),
    result("filter false", fun() -> [X || X <- id([1, 2, 3]), id(false)] end),
    result("filter not bool", fun() -> [X || X <- id([1, 2, 3]), id(x)] end),
    result("guard fails", fun() -> [X || X <- id([1, a, 3]), X + 1 > 2] end),
    result("bad generator", fun() -> [X || X <- id(atom)] end),
    result("improper", fun() -> [X || X <- id([1, 2 | 3])] end),
    result("nested", fun() -> [[Y * X || Y <- lists:seq(1, X)] || X <- lists:seq(1, 5)] end),
    result("shadow", fun() -> X = 5, {[X || X <- [1, 2]], X} end),
    result("string", fun() -> [C - 32 || C <- "hornbeam", C >= $a, C =< $z] end),
    result("bin to list", fun() -> [X || <<X:4>> <= id(<<16#12, 16#34, 16#56>>)] end),
    result("bin tail left", fun() -> [X || <<X:16>> <= id(<<1, 2, 3, 4, 5>>)] end),
    result("bin skip", fun() -> [X || <<0, X>> <= id(<<0, 1, 0, 2, 1, 3, 0, 4>>)] end),
    result("bin bad generator", fun() -> [X || <<X>> <= id([1])] end),
    result("list to bin", fun() -> << <<(X * 2)>> || X <- id([1, 2, 3, 200])>> end),
    result("list to bits", fun() -> << <<1:1, X:2>> || X <- id([1, 2, 3])>> end),
    result("bin to bin", fun() -> << <<B, A>> || <<A, B>> <= id(<<"badcfe">>)>> end),
    result("utf8", fun() -> << <<C/utf8>> || C <- id([$a, 16#e5, 16#20ac, 16#1f600])>> end),
    result("utf8 back", fun() -> [C || <<C/utf8>> <= id(<<"aå€"/utf8>>)] end),
    result("bits error", fun() -> << <<X>> || X <- id([1, a])>> end),
    result("floats", fun() -> << <<X/float>> || X <- id([1.0, -2])>> end),
    result("large", fun() -> erlang:phash2([X * Y || X <- lists:seq(1, 300), Y <- lists:seq(1, 300), (X + Y) rem 7 =:= 0]) end),
    result("large bin", fun() -> erlang:md5(<< <<X:32>> || X <- lists:seq(1, 50000)>>) end),
    result("primes", fun() -> primes(100) end),
    result("queens", fun() -> length(queens(6)) end),
    result("perms", fun() -> perms([1, 2, 3]) end).

primes(N) -> [P || P <- lists:seq(2, N), lists:all(fun(D) -> P rem D =/= 0 end, lists:seq(2, P - 1))].

queens(N) -> queens(N, N).
queens(0, _) -> [[]];
queens(K, N) -> [[Q | B] || B <- queens(K - 1, N), Q <- lists:seq(1, N), safe(Q, B, 1)].
safe(_, [], _) -> true;
safe(Q, [H | T], D) -> Q =/= H andalso abs(Q - H) =/= D andalso safe(Q, T, D + 1).

perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].
