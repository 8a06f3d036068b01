%% Large integers: identities over many sizes, division with every sign, gcd, modular power, bit tricks, sign of shifts.
-module(bignum).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Sizes = [1, 20, 59, 60, 61, 63, 64, 65, 96, 127, 128, 129, 192, 256, 500, 1000, 4000],
    {Ns, _} = lists:mapfoldl(fun(B, S) -> number(B, S) end, rand:seed_s(exsss, 7), Sizes ++ Sizes),
    All = Ns ++ [-N || N <- Ns],
    io:format("~w~n", [erlang:phash2(All)]),
    result("mul", fun() -> erlang:phash2([A * B || A <- All, B <- All]) end),
    result("add sub", fun() -> erlang:phash2([{A + B, A - B} || A <- All, B <- All]) end),
    result("div rem", fun() -> erlang:phash2([{A div B, A rem B} || A <- All, B <- All, B =/= 0]) end),
    result("identity", fun() -> [{A, B} || A <- All, B <- All, B =/= 0, (A div B) * B + A rem B =/= A] end),
    result("square of sum", fun() -> [{A, B} || A <- All, B <- All, (A + B) * (A + B) =/= A * A + 2 * A * B + B * B] end),
    result("bits", fun() -> erlang:phash2([{A band B, A bor B, A bxor B, bnot A} || A <- All, B <- All]) end),
    result("de morgan", fun() -> [{A, B} || A <- All, B <- All, bnot (A band B) =/= (bnot A) bor (bnot B)] end),
    result("shift", fun() -> [A || A <- All, S <- [0, 1, 31, 32, 33, 63, 64, 65, 777], (A bsl S) bsr S =/= A orelse A bsl S =/= A * (1 bsl S)] end),
    result("shift right", fun() -> erlang:phash2([A bsr S || A <- All, S <- [1, 31, 32, 59, 60, 63, 64, 65, 777]]) end),
    result("compare", fun() -> erlang:phash2(lists:sort(All)) end),
    result("text", fun() -> [A || A <- All, list_to_integer(integer_to_list(A)) =/= A] end),
    result("gcd", fun() -> [gcd(id(A), id(B)) || {A, B} <- [{1 bsl 100, 6 * (1 bsl 77)}, {fact(50), fact(40)}, {12345678901234567890, 98765432109876543210}]] end),
    result("modpow", fun() -> [modpow(id(3), (1 bsl 127) - 2, (1 bsl 127) - 1), modpow(2, 1 bsl 200, 1000000007)] end),
    result("sqrt", fun() -> isqrt(2 * fact(60)) end),
    result("fib 1000", fun() -> fib(1000, 0, 1) end),
    result("pi", fun() -> pi(120) end),
    result("crc", fun() -> erlang:crc32(integer_to_binary(fact(400))) end),
    result("encode", fun() -> [A || A <- All, A > 0, binary:decode_unsigned(binary:encode_unsigned(A)) =/= A] end).

number(Bits, S) ->
    {L, S2} = lists:mapfoldl(fun(_, X) -> rand:uniform_s(2, X) end, S, lists:seq(1, Bits)),
    {lists:foldl(fun(B, A) -> A * 2 + B - 1 end, 0, L), S2}.
fact(0) -> 1;
fact(N) -> N * fact(N - 1).
fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).
modpow(_, 0, _) -> 1;
modpow(B, E, M) when E band 1 =:= 1 -> B * modpow(B * B rem M, E bsr 1, M) rem M;
modpow(B, E, M) -> modpow(B * B rem M, E bsr 1, M).
isqrt(N) -> isqrt(N, 1 bsl 160).
isqrt(N, X) -> case (X + N div X) div 2 of Y when Y >= X -> X; Y -> isqrt(N, Y) end.
pi(N) -> (16 * arctan(5, N) - 4 * arctan(239, N)) div pow(10, 10).
arctan(X, N) -> arctan(X * X, pow(10, N + 10) div X, 1, 1, 0).
arctan(_, 0, _, _, S) -> S;
arctan(X2, T, K, Sign, S) -> arctan(X2, T div X2, K + 2, -Sign, S + Sign * (T div K)).
pow(_, 0) -> 1;
pow(B, N) -> B * pow(B, N - 1).
