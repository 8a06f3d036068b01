%% Printing and reading floats: the shortest digits, float_to_list and float_to_binary with all options, io formats.
-module(float_format).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Fs = [0.0, -0.0, 1.0, -1.0, 0.1, 0.2, 0.3, 0.5, 1.5, 3.14159, 100.0, 1.0e3, 1.0e10, 1.0e15, 1.0e16, 1.0e17, 1.0e21, 1.0e22, 1.0e23,
          1.0e-3, 1.0e-4, 1.0e-5, 1.0e-10, 123456789.0, 1234567890123456.0, 12345678901234567.0, 123456789012345680.0, 1.7976931348623157e308,
          2.2250738585072014e-308, 5.0e-324, 4.35, 2.675, 1 / 3, 2 / 3, 1.0e100, 9007199254740991.0, 9007199254740992.0, 9007199254740993.0,
          0.000123, 299792458.0, 6.02214076e23, 1.6e-19, 65535.0, 0.1 + 0.2, 4.9406564584124654e-324, 1.0e-323],
    io:format("~w~n", [Fs]),
    [io:format("~p ~w ~s ~s ~s~n", [F, F, float_to_list(F), float_to_list(F, [short]), float_to_binary(F, [short])]) || F <- Fs],
    Moderate = [F || F <- Fs, abs(F) < 1.0e20],
    [io:format("~w: ~s ~s ~s ~s ~s~n", [F, float_to_list(F, [{decimals, 0}]), float_to_list(F, [{decimals, 2}]), float_to_list(F, [{decimals, 4}, compact]),
                                       float_to_list(F, [{decimals, 15}]), float_to_list(F, [{scientific, 5}])]) || F <- Moderate],
    [io:format("~s ~s~n", [float_to_list(F, [{scientific, 0}]), float_to_binary(F, [{scientific, 20}])]) || F <- Fs],
    [io:format("[~f] [~.1f] [~10.3f] [~-12.2f] [~e] [~.3e] [~g] [~.3g] [~15.4e]~n", [F, F, F, F, F, F, F, F, F]) || F <- Moderate],
    Strings = ["1.0", "-1.5", "+2.5", "1.0e5", "1.0E-5", "1.5e+10", "0.1e1", "00.5", "1", "1.", ".5", "1e5", "1.0e", "1.0e400", "-1.0e-400", "abc", "", " 1.0",
               "1.0 ", "1.0x", "4.9e-324", "2.0e-324", "1.7976931348623159e308", "123456789012345678901234567890.0", "0.1000000000000000055511151231257827"],
    [result({to_float, S}, fun() -> {list_to_float(S), list_to_float(S) =:= binary_to_float(list_to_binary(S))} end) || S <- Strings],
    [result({string, S}, fun() -> string:to_float(S) end) || S <- Strings],
    result("too long", fun() -> float_to_list(1.0e300, [{decimals, 10}]) end),
    result("last wins", fun() -> [float_to_list(1.25, [{decimals, 1}, {scientific, 2}]), float_to_list(1.25, [{scientific, 2}, {decimals, 1}, compact]), float_to_list(1.25, [short, {decimals, 1}])] end),
    result("bad option", fun() -> float_to_list(1.0, [foo]) end),
    result("bad decimals", fun() -> float_to_list(1.0, [{decimals, -1}]) end),
    result("integer", fun() -> float_to_list(id(1)) end),
    result("half even", fun() -> [float_to_list(F, [{decimals, 0}]) || F <- [0.5, 1.5, 2.5, 3.5, -0.5, 0.4999999999999999]] end),
    result("rounding", fun() -> [float_to_list(F, [{decimals, 2}]) || F <- [1.005, 1.015, 1.025, 2.675, 0.125, 0.375, -1.005]] end),
    result("random", fun() -> {L, _} = lists:mapfoldl(fun(_, S) -> {F, S2} = rand:uniform_s(S), {F, S2} end, rand:seed_s(exsss, 42), lists:seq(1, 200)), L end),
    result("bits", fun() -> [begin <<F/float>> = <<N:64>>, F end || N <- [1, 2, 3, 16#3ff0000000000001, 16#4340000000000001, 16#7fefffffffffffff, 16#0010000000000000, 16#000fffffffffffff]] end).
