%% Iolists of binaries so large that writing them takes many turns.
%% slow under stress: its terms are large
-module(large_iolists).
-export([main/0]).
-import(show, [id/1, result/2]).

main() ->
    Whole = binary:copy(<<"0123456789abc">>, 100001), <<_:3, Shifted/bits>> = <<0:3, Whole/binary>>, <<_, Part/binary>> = Whole,
    Text = lists:duplicate(70000, $x),
    Lists = [
        {one, [Whole]}, {tail, [Whole | Whole]}, {shifted, [Shifted | Shifted]}, {text_before, [Text | Whole]}, {inside, [[[[] | Whole]]]},
        {mixed, [[Whole, 1, [Part | Shifted], 2 | Whole], Text, [[[Shifted]]] | Part]}, {text_between, [Text, Whole, Text | Shifted]},
        {many, lists:duplicate(200, binary:part(Whole, 0, 30000))}, {tails, [[[Whole], Whole | Part], [[Whole] | Shifted] | Shifted]}],
    [begin
         result({size, N}, fun() -> iolist_size(L) end),
         result({iolist_to_binary, N}, fun() -> erlang:md5(iolist_to_binary(L)) end),
         result({list_to_binary, N}, fun() -> erlang:md5(list_to_binary(L)) end),
         % erlc takes an improper list that it sees for an error here
         result({list_to_bitstring, N}, fun() ->
             Bits = list_to_bitstring(id([<<5:3>>, L, <<1:2>>, Whole | <<3:7>>])),
             {bit_size(Bits), erlang:phash2(Bits)}
         end)
     end || {N, L} <- Lists],
    result(byte, fun() -> iolist_to_binary([Whole, 256]) =:= x end),
    result(bits, fun() -> list_to_binary([Whole, <<1:3>>]) =:= x end).
