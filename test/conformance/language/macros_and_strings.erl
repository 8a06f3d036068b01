%% Literals of all kinds: strings with escapes, characters, integers in bases, large literals, deep literals.
-module(macros_and_strings).
-export([main/0]).
-import(show, [id/1]).
-define(DEEP, {[{[{[{[{[{[deep]}]}]}]}]}]}).

main() ->
    io:format("~w~n", ["\a\b\e\f\n\r\s\t\v\0\x41\x{20ac}\101\^A\"\\"]),
    io:format("~w~n", [[$a, $\n, $\\, $ , $å, $€, 16#ff, 2#1011, 36#zz, 1_000_000, 16#DEAD_BEEF]]),
    io:format("~p~n", [?DEEP]),
    io:format("~w~n", [{1.0e10, 1.5e-7, 0.1, 123456789.123, 1.0e308, 5.0e-324, -0.0}]),
    io:format("~w~n", [[?MODULE, ?LINE, ?FUNCTION_NAME, ?FUNCTION_ARITY]]),
    io:format("~s~n", ["concatenated " "string " "literal"]),
    io:format("~w~n", [['quoted atom', 'with\nnewline', 'It\'s', '', 'A', a@b, 'é', '日本']]),
    io:format("~tp~n", [['quoted atom', 'with\nnewline', '', 'A', a@b, 'é', '日本']]),
    io:format("~w~n", [<<"bin", 0, 255, "é", "é"/utf8, 1:4, 2:4>>]),
    io:format("~w~n", [#{1 => [a, {b}], "k" => #{in => #{in => <<>>}}}]),
    io:format("~w~n", [[[], [[]], [[], [[]]], {}, {{}}, {{}, {{}}}]]),
    io:format("~w~n", [123456789012345678901234567890123456789012345678901234567890]),
    io:format("~w~n", [id(-123456789012345678901234567890123456789012345678901234567890)]),
    io:format("~w~n", [lists:seq(1, 100) =:= table()]).

table() ->
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
     36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68,
     69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100].
