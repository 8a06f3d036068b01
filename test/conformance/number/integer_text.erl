%% Integers to and from text in every base, with signs, big numbers and everything that is no number.
-module(integer_text).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Ns = [0, 1, -1, 9, 10, 255, -4096, 123456789, 1 bsl 59, (1 bsl 60), -(1 bsl 64), 1 bsl 200, -(3 * (1 bsl 333))],
    io:format("~w~n", [[integer_to_list(N) || N <- Ns]]),
    io:format("~w~n", [[integer_to_binary(N) || N <- Ns]]),
    [io:format("~w: ~p~n", [B, [integer_to_list(N, B) || N <- Ns]]) || B <- [2, 3, 8, 10, 16, 35, 36]],
    [io:format("~w: ~w~n", [B, [N =:= list_to_integer(integer_to_list(N, B), B) andalso N =:= binary_to_integer(integer_to_binary(N, B), B) || N <- Ns]]) || B <- lists:seq(2, 36)],
    Ss = ["0", "-0", "+0", "+5", "-5", "007", "1 ", " 1", "", "-", "+", "1.0", "1e5", "--1", "+-1", "0x10", "12a", "999999999999999999999999999999", "-1152921504606846977", "z"],
    [result({text, S}, fun() -> [list_to_integer(id(S)), binary_to_integer(list_to_binary(S))] end) || S <- Ss],
    [result({base, B, S}, fun() -> list_to_integer(id(S), B) end) || {B, S} <- [{2, "1010"}, {2, "2"}, {16, "fF"}, {16, "-fg"}, {36, "HornBeam"}, {37, "1"}, {1, "0"}, {8, "-777"}]],
    result("integer_to_list base", fun() -> integer_to_list(1, id(37)) end),
    result("of float", fun() -> integer_to_list(id(1.0)) end),
    result("of improper", fun() -> list_to_integer(id([$1 | $2])) end),
    result("string", fun() -> [string:to_integer(S) || S <- ["12abc", "-7", "abc", "", "+3x", "99999999999999999999 rest"]] end),
    result("long", fun() -> S = lists:duplicate(5000, $7), N = list_to_integer(S), {erlang:phash2(N), integer_to_list(N) =:= S} end),
    result("powers", fun() -> [begin N = pow(10, E), {E, length(integer_to_list(N)), length(integer_to_list(N - 1))} end || E <- [1, 17, 18, 19, 20, 38, 39, 100]] end).

pow(_, 0) -> 1;
pow(B, N) -> B * pow(B, N - 1).
