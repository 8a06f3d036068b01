%% Floats: arithmetic that overflows, mixed with bigs, conversion and rounding edges, registers across calls, comparison chains, text forms.
-module(float_corners).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Fs = [0.0, -0.0, 1.0, -1.5, 0.1, 1.0e308, 1.0e-308, 4.9e-324, 9007199254740992.0, 9007199254740993.0, 1.0e22, 123456.789, 2.5, 3.5, -2.5, 0.49999999999999994],
    [result({F, conv}, fun() -> [trunc(F), round(F), ceil(F), floor(F), -F, abs(F), F * 2, F / 3, F + 1, F - 0.5, float(F)] end) || F <- Fs],
    [result({F, text}, fun() -> [float_to_list(F), float_to_list(F, [short]), float_to_list(F, [{decimals, 3}]), float_to_list(F, [{decimals, 5}, compact]), float_to_list(F, [{scientific, 4}]), float_to_binary(F, [{decimals, 0}]), io_lib:format("~p ~w ~g ~.3f ~.2e", [F, F, F, F, F])] end) || F <- Fs, abs(F) < 1.0e100],
    [result({F, order}, fun() -> [[F < G, F == G, F =:= G] || G <- [0, 0.0, 1, 1.0, 1 bsl 53, 1 bsl 60, 1 bsl 1000, a]] end) || F <- Fs],
    [result({overflow, N}, fun() -> F() end) || {N, F} <- lists:enumerate([fun() -> id(1.0e308) * 10 end, fun() -> id(1.0e308) + id(1.0e308) end, fun() -> id(-1.0e308) - id(1.0e308) end, fun() -> 1.0 / id(0.0) end, fun() -> 1 / id(0) end, fun() -> id(0.0) / id(0.0) end, fun() -> id(1.0e-320) / id(1.0e10) end, fun() -> math:pow(id(10), 400) end, fun() -> float(id(1 bsl 1024)) end, fun() -> id(1 bsl 1024) + 1.0 end, fun() -> id(1 bsl 1024) / id(1 bsl 1020) end, fun() -> id(1 bsl 70) * 1.5 end, fun() -> id(1.0e308) * id(0) end, fun() -> id(2) * id(1.0e308) end, fun() -> math:sqrt(id(-1.0)) end, fun() -> math:log(id(0.0)) end, fun() -> math:exp(id(1000.0)) end])],
    result("chain", fun() -> X = id(1.1), Y = id(2.2), Z = id(3.3), (X + Y) * Z - X / Y + Z * Z - (X - Y) * (Y - Z) end),
    result("chain with integers", fun() -> X = id(1), Y = id(2.5), Z = id(1 bsl 65), [X + Y * 2 - Z, Z / X + Y, X / 2 * Y - 1, Y + X + X + X] end),
    result("chain with a failure", fun() -> X = id(1.0), Y = id(a), X * 2.0 + Y end),
    result("kept across calls", fun() -> X = id(1.25) * 2.0, Y = id(X) + 1.0, Z = id(Y) * X, {X, Y, Z, lists:map(fun(E) -> E * X + Y end, [1.0, 2])} end),
    result("loop", fun() -> loop(100000, 0.0, 1.0) end),
    result("series", fun() -> {leibniz(10000), harmonic(1000), newton(2.0, 1.0, 20)} end),
    result("guards", fun() -> [if F > 0.5, F < 1.5 -> one; F >= 1.5 -> more; F =< -1.0 -> neg; true -> small end || F <- Fs] end),
    result("in lists and sort", fun() -> lists:sort([1.5, 1, 1.0, -0.0, 0, 2, 1.0e10, 10000000000, a]) end),
    result("usort", fun() -> {lists:usort([1, 1.0, 2, 2.0]), lists:sort([1.0, 1, 1.0]), lists:max([1, 1.0]), lists:min([2.0, 2]), lists:sum([0.1, 0.2, 0.3])} end),
    result("min max", fun() -> [erlang:min(1, 1.0), erlang:max(1, 1.0), erlang:min(1.0, 1), erlang:max(0.0, -0.0)] end),
    result("parsing", fun() -> [catch_(fun() -> list_to_float(S) end) || S <- ["1.0", "-1.5e3", "1.0E-5", "1e5", "1.", ".5", "1.0e400", "1.0e-400", " 1.0", "1.0 ", "+2.5", "0x1.0", "1.0e", "--1.0", "1_0.0", "00001.5000", "123456789012345678901234567890.0"]] end),
    result("string module", fun() -> [string:to_float(S) || S <- ["1.5abc", "1", "e", "-2.5e2x", "1.5.5", ""]] end),
    result("binary float", fun() -> [catch_(fun() -> binary_to_float(B) end) || B <- [<<"3.14">>, <<"1">>, <<"-0.0">>, <<"1.0e10">>, <<>>]] end),
    result("round trip", fun() -> lists:all(fun(F) -> list_to_float(float_to_list(F, [short])) =:= F andalso binary_to_float(float_to_binary(F)) == F end, [F || F <- [math:sin(N) * math:pow(10, N rem 40 - 20) || N <- lists:seq(1, 500)]]) end),
    result("bits", fun() -> [begin <<S:1, E:11, M:52>> = <<F/float>>, {S, E, M} end || F <- [1.0, -2.0, 0.1, 4.9e-324, -0.0]] end),
    result("integer division stays exact", fun() -> [(1 bsl 70) div 3, (1 bsl 70) / (1 bsl 69), 10 / 5, 7 / 7, (1 bsl 60) / 7] end),
    result("math", fun() -> [round(F * 1.0e9) || F <- [math:sin(1), math:cos(1.5), math:tan(1), math:asin(0.5), math:atan2(1, -1), math:sinh(1), math:cosh(0.5), math:tanh(2), math:log(10), math:log2(8), math:log10(1000), math:exp(1), math:pow(2, 0.5), math:sqrt(2), math:erf(0.5), math:erfc(0.5), math:fmod(5.5, 2), math:ceil(1.2), math:floor(-1.2), math:pi()]] end),
    result("hash", fun() -> [erlang:phash2(F) || F <- [0.0, 1.0, 1.5, -2.25, 1.0e100]] end).

loop(0, A, _) -> A;
loop(N, A, X) -> loop(N - 1, A + X / N, -X).
leibniz(N) -> 4 * lists:sum([(1 - 2 * (K rem 2)) / (2 * K + 1) || K <- lists:seq(0, N)]).
harmonic(N) -> lists:foldl(fun(K, A) -> A + 1 / K end, 0, lists:seq(1, N)).
newton(_, X, 0) -> X;
newton(A, X, N) -> newton(A, (X + A / X) / 2, N - 1).
catch_(F) -> try F() catch C:R -> {C, R} end.
