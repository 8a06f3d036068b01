%% Matching and building of binaries: to be damaged.
-module(hostile_bits).
-export([run/0, split/2, numbers/1, packet/1, text/1, build/4, bits/1, skip/1, back/1]).

run() ->
    Packet = build(7, 300, 1.5, <<"payload">>),
    R = {split(<<"a,b,,c">>, $,), numbers(<<1, 2, 3, 4, 5, 6, 7, 8, 9>>), packet(Packet), text(<<"aä€😀"/utf8>>), bits(<<2#101101:6>>),
         skip(<<0:32, 5, "hello rest">>), back(<<"abc;def">>), << <<X:16/little>> || <<X>> <= Packet >>,
         [X || <<X:3>> <= <<255, 0>>], <<Packet/binary, Packet/binary, 0:5>>},
    erlang:phash2(R).

split(Bin, Sep) -> split(Bin, Sep, <<>>, []).
split(<<Sep, Rest/binary>>, Sep, Part, Acc) -> split(Rest, Sep, <<>>, [Part | Acc]);
split(<<C, Rest/binary>>, Sep, Part, Acc) -> split(Rest, Sep, <<Part/binary, C>>, Acc);
split(<<>>, _, Part, Acc) -> lists:reverse([Part | Acc]).

numbers(<<A:16, B:16/little, C:8/signed, D:20, _:4, Rest/bits>>) -> {A, B, C, D, Rest};
numbers(<<N:64/float, _/binary>>) -> N;
numbers(_) -> none.

packet(<<Type, Length:16, F:64/float, Body:Length/binary-unit:1, Tail/bits>>) when Length rem 8 =:= 0 -> {Type, F, Body, Tail};
packet(<<Type, Length:16, F:64/float, Body/binary>>) -> {short, Type, Length, F, byte_size(Body)};
packet(Other) -> {bad, bit_size(Other)}.

text(<<C/utf8, Rest/binary>>) -> [{C, <<C/utf16, C/utf32-little>>} | text(Rest)];
text(<<>>) -> [].

build(Type, Length, F, Body) -> <<Type, Length:16, F/float, Body/binary, "end", Length:12/little, 0:4>>.

bits(<<1:1, Rest/bits>>) -> 1 + bits(Rest);
bits(<<0:1, Rest/bits>>) -> bits(Rest);
bits(<<>>) -> 0.

skip(<<_:32, N, _:N/binary, Rest/binary>>) -> Rest;
skip(<<_:4, Rest/bits>>) -> Rest.

back(<<"abc", _, "x", _/binary>>) -> x;
back(<<"abc", Rest/binary>> = All) when byte_size(All) > 3 -> case Rest of <<";", D:3/binary>> -> D; _ -> All end;
back(<<A, B, _/binary>>) -> A + B.
