%% Reading standard input: lines, characters, terms, fread, end of file.
%% erl: -s standard_input main -s init stop
%% stdin: first line\nsecond line\n12 34 rest\n{a, [1, "two"]}.\nfoo bar.\nabcdef\nlast without newline
-module(standard_input).
-export([main/0]).

main() ->
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_line("prompt> ")]),
    io:format("~p~n", [io:fread("", "~d ~d")]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:read("")]),
    io:format("~p~n", [element(1, io:read(""))]),
    io:format("~p~n", [io:get_chars("", 3)]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_chars("", 5)]).
