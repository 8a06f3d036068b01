%% Character data that takes many turns to convert: the same result at any cut, the same rest of what is wrong.
%% slow under stress: its data are large
-module(long_characters).
-export([main/0]).
-import(show, [result/2]).

main() ->
    Latin1 = binary:copy(<<"na", 239, "ve ">>, 14000), <<_:5, Latin1Shifted/bits>> = <<0:5, Latin1/binary>>,
    Utf8 = unicode:characters_to_binary(Latin1, latin1), <<_:5, Utf8Shifted/bits>> = <<0:5, Utf8/binary>>,
    Euros = lists:duplicate(66000, 16#20ac),
    Pieces = [[<<226>>, [<<130>>], [], <<172>>] || _ <- lists:seq(1, 20000)],
    Short = binary:copy(<<"x">>, 70000), Ascii = binary:copy(Short, 17),
    Left = lists:foldl(fun(_, A) -> [A, $x] end, [], lists:seq(1, 90000)),
    Right = lists:foldl(fun(_, A) -> [$x, [A], <<"yz">>] end, [], lists:seq(1, 60000)),
    [result({Name, Function, Encoding}, fun() -> told(unicode:Function(Data, Encoding)) end)
     || {Name, Data} <- [
            {latin1, Latin1}, {latin1_shifted, Latin1Shifted}, {utf8, Utf8}, {utf8_shifted, Utf8Shifted}, {euros, Euros}, {pieces, Pieces},
            {mixed, [Euros, [Latin1 | Latin1Shifted], [[Utf8, Euros] | Utf8Shifted]]}, {left, Left}, {right, Right}, {ascii, Ascii},
            {two, [Short, Short | Short]}, {wrong_behind, [Short, 233 | Utf8]}, {wrong_last, <<Ascii/binary, 233>>},
            {cut, <<Ascii/binary, 226, 130>>}, {cut_in_list, [Short, <<226, 130>>]}, {cut_before_list, [Euros, <<226>>, Euros]},
            {surrogate, [[Euros, [Euros, [16#d800], x] | Utf8], Latin1]}, {wrong_in_wrong, [Euros, [Euros, 16#d800, 5, Short], Latin1]},
            {negative, [Euros, [Euros, -1, [5, Euros]] | Latin1]}, {huge, [Short, 1 bsl 80]}, {atom, [Euros, a]}, {bits, [Euros, <<1:3>>]},
            {bad_tail, [Euros | a]}, {bad_behind_wrong, [Short, 16#d800, a]}, {bad_bits, [[Short] | <<1:3>>]}],
        Function <- [characters_to_binary, characters_to_list], Encoding <- [utf8, latin1]].

told({Why, Converted, Rest}) -> {Why, size_of(Converted), erlang:phash2(Converted), erlang:phash2(Rest)};
told(Converted) -> {size_of(Converted), erlang:phash2(Converted)}.
size_of(L) when is_list(L) -> length(L);
size_of(B) -> byte_size(B).
