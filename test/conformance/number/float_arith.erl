%% Float arithmetic, conversions, comparisons with integers at the edge of exactness, infinities that raise.
-module(float_arith).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Fs = [0.0, -0.0, 1.0, -1.5, 2.5, 1.0e10, 1.0e-10, 9007199254740992.0, 1.0e22, 1.0e300, -1.0e300, 5.0e-324],
    [io:format("~w: ~w~n", [N, [try F(id(A), id(B)) catch error:E -> E end || A <- Fs, B <- Fs]])
     || {N, F} <- [{add, fun(A, B) -> A + B end}, {sub, fun(A, B) -> A - B end}, {mul, fun(A, B) -> A * B end}, {'div', fun(A, B) -> A / B end}]],
    Mixed = [0, 1, -3, 1 bsl 53, (1 bsl 53) + 1, 1 bsl 60, 1 bsl 100, 1 bsl 1023, 1 bsl 1024, -(1 bsl 1025)],
    [io:format("~w: ~w~n", [N, [try F(id(A), id(B)) catch error:E -> E end || A <- Mixed, B <- [0.5, -2.0, 1.0e16]]])
     || {N, F} <- [{add, fun(A, B) -> A + B end}, {sub, fun(A, B) -> B - A end}, {mul, fun(A, B) -> A * B end}, {'div', fun(A, B) -> A / B end},
                   {less, fun(A, B) -> A < B end}, {equal, fun(A, B) -> A == B end}]],
    result("int / int", fun() -> [id(7) / 2, id(6) / 3, id(1 bsl 80) / (1 bsl 79), id(10) / -4, id(1 bsl 2000) / (1 bsl 1999)] end),
    result("trunc", fun() -> [trunc(F) || F <- Fs] end),
    result("round", fun() -> [round(F) || F <- [0.5, 1.5, 2.5, -0.5, -1.5, 0.49999999999999994, 4503599627370497.5, 1.0e22] ++ Fs] end),
    result("floor", fun() -> [floor(F) || F <- [0.5, -0.5, 2.0, -2.0, 1.0e20] ++ Fs] end),
    result("ceil", fun() -> [ceil(F) || F <- [0.5, -0.5, 2.0, -2.0, 1.0e20] ++ Fs] end),
    result("integers", fun() -> [F(id(5)) || F <- [fun trunc/1, fun round/1, fun floor/1, fun ceil/1, fun float/1, fun abs/1]] end),
    result("float of big", fun() -> [float(id(N)) || N <- [1 bsl 53, (1 bsl 53) + 1, (1 bsl 53) + 3, 1 bsl 1023, 123456789012345678901234567890, -(1 bsl 64) - 1]] end),
    result("float too big", fun() -> float(id(1 bsl 1024)) end),
    result("abs", fun() -> [abs(F) || F <- Fs] end),
    result("neg", fun() -> [-id(F) || F <- Fs] end),
    result("exact", fun() -> [1 == id(1.0), 1 =:= id(1.0), 0.0 == id(-0.0), 0.0 =:= id(-0.0), (1 bsl 53) == id(9007199254740992.0), ((1 bsl 53) + 1) == id(9007199254740992.0),
                              ((1 bsl 53) + 1) > id(9007199254740992.0), (1 bsl 1024) > id(1.7e308), -(1 bsl 1024) < id(-1.7e308)] end),
    result("sort", fun() -> lists:sort([1.0, 1, 2, 1.5, 0.0, 0, -1, -1.0, 1 bsl 70, 1.0e21, 1 bsl 69]) end),
    result("usort", fun() -> lists:usort([1.0, 1, 2.0, 2]) end),
    result("sum", fun() -> lists:foldl(fun(X, S) -> S + X / 3 end, 0.0, lists:seq(1, 1000)) end),
    result("newton", fun() -> newton(2.0, 1.0, 30) end),
    result("mandelbrot", fun() -> [mandel(X / 10, Y / 10) || Y <- lists:seq(-10, 10, 4), X <- lists:seq(-20, 10, 3)] end),
    result("poly", fun() -> [poly(id(X)) || X <- [0.1, 1, 2.5, -3]] end),
    result("overflow", fun() -> grow(1.5) end),
    result("underflow", fun() -> shrink(1.0, 0) end).

newton(_, X, 0) -> X;
newton(A, X, N) -> newton(A, (X + A / X) / 2, N - 1).
mandel(X, Y) -> mandel(X, Y, 0.0, 0.0, 0).
mandel(_, _, A, B, N) when N =:= 50; A * A + B * B > 4.0 -> N;
mandel(X, Y, A, B, N) -> mandel(X, Y, A * A - B * B + X, 2.0 * A * B + Y, N + 1).
poly(X) -> ((2.0 * X - 1.5) * X + 0.25) * X - X / 7.0.
grow(X) -> grow(X * X).
shrink(0.0, N) -> N;
shrink(X, N) -> shrink(X / 2, N + 1).
