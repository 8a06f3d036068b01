%% Hashes and sizes of terms that take many turns: the same at any cut, and others run in between.
%% slow under stress: its terms are large
-module(long_hashes).
-export([main/0]).
-compile({nowarn_deprecated_function, [{erlang, phash, 2}]}).
-import(show, [result/2]).

main() ->
    Rows = [{I, <<I:64>>, [I, I + 1, a], #{n => I, [I] => {}}, -I, I * 1.5, "abcde", I bsl 90} || I <- lists:seq(1, 20000)],
    Map = maps:from_list([{element(1, R), R} || R <- Rows]),
    Bytes = binary:copy(<<"0123456789abc">>, 100001), <<_:3, Shifted/bits>> = <<0:3, Bytes/binary>>,
    Text = lists:duplicate(200003, $a),
    [begin
         result({phash2, Name}, fun() -> {erlang:phash2(T), erlang:phash2(T, 77), erlang:phash2(T, 1 bsl 32)} end),
         result({phash, Name}, fun() -> erlang:phash(T, 1000000) end),
         result({size, Name}, fun() -> [erlang:external_size(T) | [erlang:external_size(T, [{minor_version, V}]) || V <- [0, 1]]] end)
     end || {Name, T} <- [
        {rows, Rows}, {map, Map}, {both, {Rows, Map, Rows}}, {tuple, list_to_tuple(Rows)}, {large_tuple, erlang:make_tuple(200000, {x})},
        {bytes, Bytes}, {shifted, Shifted}, {bits, <<Bytes/binary, 5:3>>}, {improper, [Bytes, Shifted, x | Bytes]},
        {text, Text}, {text_and_more, Text ++ [300, 1, 2]}, {text_in_list, [Text, [Text | Rows], Text | x]},
        {keys, #{Rows => Map, Bytes => [Map], Map => Shifted}},
        {maps, maps:from_list([{I, #{I => maps:from_list([{K, {I, K}} || K <- lists:seq(1, 40)])}} || I <- lists:seq(1, 2000)])},
        {deep, lists:foldl(fun(I, A) -> [A, {I}] end, [], lists:seq(1, 100000))}]],
    [result({bad, N}, fun() -> F() end) || {N, F} <- [
        {range, fun() -> erlang:phash2(Rows, 0) end}, {no_range, fun() -> erlang:phash2(Rows, x) end}, {option, fun() -> erlang:external_size(Rows, [x]) end}]],
    result("a fun's is one of its own", fun() -> F = fun() -> {Rows, Map} end, erlang:phash2(F) =:= erlang:phash2(F) end).
