%% The math module: values where every libm agrees, wrong arguments, results that are no numbers.
-module(math_functions).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Fs = [sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, exp, log, log2, log10, sqrt, floor, ceil, erf, erfc],
    Xs = [0, 0.0, 1, 1.0, 0.5, -0.5, 2, 10, -1, 100.5, 1 bsl 70],
    %% The last digits of transcendental functions differ between libraries: 12 digits are shown.
    [io:format("~w: ~s~n", [F, lists:join(" ", [try digits(math:F(id(X))) catch error:E -> atom_to_list(E) end || X <- Xs])]) || F <- Fs],
    io:format("pow: ~s~n", [lists:join(" ", [try digits(math:pow(id(X), id(Y))) catch error:E -> atom_to_list(E) end || X <- [0, 1, 2, 2.5, -2, 10], Y <- [0, 1, -1, 0.5, 3, 400]])]),
    io:format("atan2: ~s~n", [lists:join(" ", [digits(math:atan2(id(X), id(Y))) || X <- [0, 1, -1, 2.5], Y <- [0, 1, -1, 0.5]])]),
    io:format("fmod: ~s~n", [lists:join(" ", [try digits(math:fmod(id(X), id(Y))) catch error:E -> atom_to_list(E) end || X <- [0, 7, -7, 7.5], Y <- [2, -2, 0.4, 0]])]),
    io:format("~w~n", [[math:sqrt(id(4)), math:sqrt(2.0), math:floor(-2.5), math:ceil(-2.5), math:pow(2, 10), math:log2(1024), math:exp(0)]]),
    io:format("~s~n", [digits(math:pi())]),
    [result({F, X}, fun() -> math:F(id(X)) end) || F <- [sin, log, sqrt, acos], X <- [a, -2, [], 1 bsl 1100]].

digits(F) -> float_to_list(F, [{scientific, 11}]).
