%% Integers: bit operations over the border of small and big, every base both ways, division and remainder by sign, parsing.
-module(bits_and_bases).
-export([main/0]).
-include("../harness/show.hrl").
-import(show, [result/2, id/1]).

main() ->
    Ns = [0, 1, -1, 2, -2, 255, -256, 1 bsl 27, 1 bsl 28, (1 bsl 31) - 1, 1 bsl 32, -(1 bsl 32), (1 bsl 59) - 1, 1 bsl 59, -(1 bsl 59), -(1 bsl 59) - 1, 1 bsl 63, (1 bsl 64) - 1, 1 bsl 64, -(1 bsl 64), -(1 bsl 63), (1 bsl 128) + 1, -(1 bsl 128) - 1, 123456789012345678901234567890],
    [result({Op, A}, fun() -> [F(A, B) || B <- Ns] end) || A <- Ns, {Op, F} <- [{'band', fun(X, Y) -> X band Y end}, {'bor', fun(X, Y) -> X bor Y end}, {'bxor', fun(X, Y) -> X bxor Y end}]],
    [result({Op, A}, fun() -> [catch F(A, B) || B <- Ns, B =/= 0] end) || A <- Ns, {Op, F} <- [{'div', fun(X, Y) -> X div Y end}, {'rem', fun(X, Y) -> X rem Y end}, {plus, fun(X, Y) -> X + Y end}, {minus, fun(X, Y) -> X - Y end}, {times, fun(X, Y) -> X * Y end}]],
    ?R([bnot N || N <- Ns]), ?R([-N || N <- Ns]), ?R([abs(N) || N <- Ns]),
    ?R([N bsl S || N <- Ns, S <- [0, 1, 31, 64, 70, -1, -3, -64, -200]]), ?R([N bsr S || N <- Ns, S <- [0, 1, 31, 58, 64, 200, -1, -65]]),
    ?R([{integer_to_list(N, B), integer_to_binary(N, B)} || N <- [0, 35, -35, 1 bsl 59, -(1 bsl 70) - 5, 10], B <- [2, 3, 7, 8, 10, 16, 35, 36]]),
    ?R([list_to_integer(integer_to_list(N, B), B) =:= N || N <- Ns, B <- lists:seq(2, 36)] -- lists:duplicate(length(Ns) * 35, true)), ?R([binary_to_integer(integer_to_binary(N, B), B) =:= N || N <- Ns, B <- [2, 5, 16, 36]] -- lists:duplicate(length(Ns) * 4, true)),
    [result({parse, S}, fun() -> list_to_integer(S) end) || S <- ["0", "-0", "+7", "007", "", "-", "+", "1_000", " 1", "1 ", "0x10", "1.0", "--1", "12345678901234567890123", "-12345678901234567890123", [$1 | $2], [1, a], "１"]],
    [result({parse, S, B}, fun() -> [list_to_integer(S, B), binary_to_integer(list_to_binary(S), B)] end) || {S, B} <- [{"ff", 16}, {"FF", 16}, {"-fF", 16}, {"zz", 36}, {"102", 2}, {"1", 1}, {"1", 37}, {"", 10}, {"g", 16}, {"+101", 2}, {"7fffffffffffffff", 16}, {"ffffffffffffffffffffffffffffffff", 16}]],
    ?R(integer_to_list(1, 1)), ?R(integer_to_list(1, 37)), ?R(integer_to_list(1.0)), ?R(integer_to_binary(a, 2)), ?R(integer_to_list(id(5), a)), ?R(binary_to_integer(id("5"))), ?R(binary_to_integer(<<"5">>, 2)), ?R(binary_to_integer(<<>>)), ?R(list_to_integer(id(5))),
    ?R(id(1) div id(0)), ?R(id(1) rem id(0)), ?R((1 bsl 70) div id(0)), ?R(id(1.0) div 2), ?R(id(1) bsl id(1.0)), ?R(id(a) band 1), ?R(bnot id(1.0)), ?R(id(1) bsl id(1 bsl 70)), ?R(id(1) bsr id(1 bsl 70)), ?R(id(-1) bsr id(1 bsl 70)), ?R(id(0) bsl id(1 bsl 70)), ?R(id(1) bsl id(1 bsl 40)), ?R(-id(a)), ?R(abs(id(a))),
    ?R([string:to_integer("123abc"), integer_to_list((1 bsl 1000) - 1) =:= lists:flatten(io_lib:format("~w", [(1 bsl 1000) - 1])), erlang:phash2(lists:foldl(fun(I, A) -> A * I end, 1, lists:seq(1, 500)))]),
    ?R([begin F = lists:foldl(fun(I, A) -> A * I end, 1, lists:seq(1, N)), S = integer_to_list(F), {length(S), list_to_integer(S) =:= F, erlang:md5(S)} end || N <- [50, 200, 1000]]),
    ?R([{X div Y, X rem Y, (X div Y) * Y + X rem Y =:= X} || {X, Y} <- [{(1 bsl 300) + 12345, (1 bsl 150) + 7}, {-(1 bsl 300) - 1, 1 bsl 64}, {1 bsl 256, -((1 bsl 128) - 1)}, {(1 bsl 128) - 1, (1 bsl 128) - 1}, {(1 bsl 128) - 1, 1 bsl 128}]]),
    ?R([begin {X, _} = {lists:foldl(fun(I, A) -> (A * 6364136223846793005 + I) band ((1 bsl 256) - 1) end, N, lists:seq(1, 200)), 0}, X end || N <- [1, 99]]).
