%% Ten thousand floats by their bits: shortest text, exact reading, rounding to few digits.
-module(float_text).
-export([main/0]).

main() ->
    S0 = rand:seed_s(exsss, 2024),
    {Fs, _} = lists:mapfoldl(fun(_, S) -> float_(S) end, S0, lists:seq(1, 10000)),
    io:format("short: ~w~n", [erlang:phash2([float_to_list(F, [short]) || F <- Fs])]),
    io:format("default: ~w~n", [erlang:phash2([float_to_list(F) || F <- Fs])]),
    io:format("scientific: ~w~n", [[erlang:phash2([float_to_list(F, [{scientific, D}]) || F <- Fs]) || D <- [0, 3, 10, 17, 20]]]),
    Small = [F || F <- Fs, abs(F) < 1.0e15],
    io:format("decimals: ~w~n", [[erlang:phash2([float_to_list(F, [{decimals, D}]) || F <- Small]) || D <- [0, 1, 2, 5, 10]]]),
    io:format("compact: ~w~n", [[erlang:phash2([float_to_list(F, [{decimals, D}, compact]) || F <- Small]) || D <- [1, 5, 10]]]),
    io:format("back: ~w~n", [[F || F <- Fs, list_to_float(float_to_list(F, [short])) =/= F]]),
    io:format("back from 20: ~w~n", [[F || F <- Fs, list_to_float(float_to_list(F)) =/= F]]),
    io:format("io: ~w~n", [erlang:phash2([io_lib:format("~p ~w ~g", [F, F, F]) || F <- Fs])]),
    io:format("~w~n", [lists:sublist(Fs, 20)]),
    Grid = [X / 8 || X <- lists:seq(-40, 40)],
    io:format("~s~n", [lists:join(" ", [float_to_list(F, [{decimals, 0}]) || F <- Grid])]),
    io:format("~s~n", [lists:join(" ", [float_to_list(F, [{decimals, 1}]) || F <- Grid])]),
    io:format("~s~n", [lists:join(" ", [float_to_list(F / 100, [{decimals, 2}, compact]) || F <- Grid])]),
    io:format("parse: ~w~n", [erlang:phash2([parse(S0, N) || N <- lists:seq(1, 300)])]).

float_(S) ->
    {N, S2} = rand:uniform_s(1 bsl 64, S),
    case <<(N - 1):64>> of
        <<F/float>> -> {F, S2};
        _ -> float_(S2)
    end.

parse(S, N) ->
    {L, _} = lists:mapfoldl(fun(_, X) -> rand:uniform_s(10, X) end, rand:jump(element(2, rand:uniform_s(N, S))), lists:seq(1, N rem 40 + 2)),
    [A | T] = [D - 1 + $0 || D <- L],
    list_to_float([A, $. | T] ++ "e" ++ integer_to_list(N rem 300 - 150)).
