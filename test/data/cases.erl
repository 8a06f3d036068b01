%% Calls of BIFs with random arguments and what they give on the real Erlang:
%% cases:write(File, Seed) writes term_to_binary([{Module, Function, Args, {ok, Result} | {error, Reason}}]).
-module(cases).
-export([write/2]).

write(File, Seed) ->
    rand:seed(exsss, {Seed, Seed, Seed}),
    Cases = [call(M, F, [arg(A) || A <- As]) || {M, F, As} <- specs(), _ <- lists:seq(1, 60)],
    ok = file:write_file(File, term_to_binary(Cases)).

call(M, F, As) ->
    R = try {ok, apply(M, F, As)} catch error:E -> {error, E} end,
    {M, F, As, R}.

specs() ->
    [{erlang, length, [list]}, {erlang, hd, [list]}, {erlang, tl, [list]},
     {erlang, '++', [list, any]}, {erlang, '--', [list, list]}, {erlang, '--', [longlist, longlist]},
     {lists, reverse, [list, any]}, {lists, member, [any, list]},
     {lists, keyfind, [any, pos, tuples]}, {lists, keymember, [any, pos, tuples]}, {lists, keysearch, [any, pos, tuples]},
     {erlang, element, [pos, tuple]}, {erlang, setelement, [pos, tuple, any]}, {erlang, tuple_size, [tuple]},
     {erlang, size, [tuple]}, {erlang, size, [bits]}, {erlang, make_tuple, [pos, any]},
     {erlang, make_tuple, [pos, any, pairs]}, {erlang, append_element, [tuple, any]},
     {erlang, insert_element, [pos, tuple, any]}, {erlang, delete_element, [pos, tuple]},
     {erlang, tuple_to_list, [tuple]}, {erlang, list_to_tuple, [list]},
     {erlang, map_size, [map]}, {erlang, map_get, [any, map]}, {erlang, is_map_key, [any, map]},
     {maps, find, [any, map]}, {maps, put, [any, any, map]}, {maps, update, [any, any, map]},
     {maps, remove, [any, map]}, {maps, take, [any, map]}, {maps, merge, [map, map]}, {maps, merge, [bigmap, map]},
     {maps, merge, [map, bigmap]}, {maps, merge, [bigmap, bigmap]}, {maps, keys, [map]}, {maps, values, [map]},
     {maps, from_list, [pairs]}, {maps, from_list, [longpairs]}, {maps, from_keys, [list, any]},
     {maps, from_keys, [longlist, any]}, {maps, put, [any, any, bigmap]}, {maps, remove, [key, bigmap]},
     {maps, take, [key, bigmap]}, {maps, find, [key, bigmap]}, {maps, update, [key, any, bigmap]},
     {maps, get, [key, bigmap]}, {maps, remove, [key, map33]}, {maps, put, [key, any, map33]},
     {erlang, bit_size, [bits]}, {erlang, byte_size, [bits]}, {erlang, binary_part, [bits, pos, pos]},
     {erlang, binary_part, [bits, tuple]}, {erlang, split_binary, [bits, pos]}, {erlang, binary_to_list, [bits]},
     {erlang, binary_to_list, [bits, pos, pos]}, {erlang, bitstring_to_list, [bits]}, {erlang, iolist_size, [iolist]},
     {erlang, iolist_to_binary, [iolist]}, {erlang, list_to_binary, [iolist]}, {erlang, list_to_bitstring, [bitlist]},
     {binary, at, [bits, pos]}, {binary, first, [bits]}, {binary, last, [bits]}, {binary, copy, [bits, times]},
     {binary, copy, [bits]}, {binary, part, [bits, pos, pos]}, {binary, list_to_bin, [iolist]},
     {unicode, characters_to_list, [chardata, charset]}, {unicode, characters_to_binary, [chardata, charset]},
     {unicode, characters_to_binary, [chardata, charset]}, {unicode, bin_is_7bit, [bits]},
     {binary, match, [text, pattern]}, {binary, match, [text, pattern, scope]}, {binary, matches, [text, pattern]},
     {binary, matches, [text, pattern, scope]}, {binary, split, [text, pattern]}, {binary, split, [text, pattern, split]},
     {binary, split, [text, pattern, split]}, {binary, longest_common_prefix, [texts]},
     {binary, longest_common_suffix, [texts]}, {binary, decode_unsigned, [bits]}, {binary, decode_unsigned, [bits, endian]},
     {binary, encode_unsigned, [int]}, {binary, encode_unsigned, [int, endian]},
     {erlang, atom_to_list, [atom]}, {erlang, atom_to_binary, [atom, encoding]}, {erlang, list_to_atom, [chars]},
     {erlang, list_to_existing_atom, [name]}, {erlang, binary_to_atom, [utf8, encoding]},
     {erlang, binary_to_existing_atom, [existing, encoding]}].

r(N) -> rand:uniform(N) - 1.
pick(L) -> lists:nth(rand:uniform(length(L)), L).
times(N, F) -> [F() || _ <- lists:seq(1, N)].

%% one argument in twenty is of any kind at all
arg(Kind) ->
    case r(20) of
        0 -> value(any);
        _ -> value(Kind)
    end.

value(any) ->
    value(pick([int, atom, float, key, key, tuple, list, bits, map, nil, nil]));
value(nil) -> [];
value(int) -> pick([r(5), r(300), -r(300), 1 bsl 59, -(1 bsl 59), 1 bsl 64, -(1 bsl 70), r(1 bsl 62)]);
value(float) -> pick([0.0, 1.0, 2.0, -3.5, 1.0e30]);
value(key) -> pick([r(60), r(60), float(r(60)), pick([a, b, c, d, e, f]), {r(9)}, <<(r(9))>>, [r(3), r(3)], 1 bsl (60 + r(9))]);
value(atom) -> pick([a, b, c, true, false, '', 'with space', 'åäö', '猫', list_to_atom(lists:duplicate(255, $x))]);
value(times) -> pick([0, 1, 2, 7, -1, 1 bsl 70, a]);
value(pos) -> pick([0, 1, 1, 2, 2, 3, 4, 5, r(40), -1, -2, 1 bsl 60, -(1 bsl 70)]);
value(encoding) -> pick([latin1, utf8, utf8, unicode, utf16, x]);
value(list) -> times(r(7), fun() -> value(key) end) ++ pick([[], [], [], [], [], [], tail]);
value(longlist) -> times(r(120), fun() -> value(key) end);
value(tuple) -> list_to_tuple(times(r(6), fun() -> value(key) end));
value(tuples) -> times(r(7), fun() -> pick([value(tuple), value(key)]) end) ++ pick([[], [], [], tail]);
value(pairs) -> times(r(9), fun() -> {value(key), r(9)} end) ++ pick([[], [], [], [], tail, [{a}]]);
value(longpairs) -> times(r(300), fun() -> {pick([r(500), value(key)]), r(9)} end);
value(map) -> maps:from_list(times(r(12), fun() -> {value(key), r(9)} end));
value(bigmap) -> maps:from_list([{pick([I, float(I), {I}]), r(9)} || I <- lists:seq(1, 30 + r(200))]);
value(map33) -> maps:from_list([{I, r(9)} || I <- lists:seq(1, 31 + r(4))]);
value(bits) ->
    Bits = << <<(r(256))>> || _ <- lists:seq(1, pick([r(4), r(20), 60 + r(9), r(200)])) >>,
    case r(4) of
        0 -> <<Bits/bits, (r(128)):7>>;
        1 when Bits =/= <<>> -> <<_:3, Rest/bits>> = Bits, Rest;
        2 -> <<_:3, Rest/bits>> = <<0:3, Bits/bits>>, Rest;
        _ -> Bits
    end;
value(iolist) -> iolist(4, 30);
value(bitlist) -> iolist(4, 8);
value(chars) -> times(pick([r(5), r(5), r(5), 255, 256]), fun() -> pick([$a, $b, $a + r(26), 229, 16#732b, 16#1f408, pick([$a, $a, 16#d800, -1])]) end);
value(utf8) -> pick([unicode:characters_to_binary(lists:filter(fun(C) -> is_integer(C) andalso C >= 0 andalso C =/= 16#d800 end, value(chars))), value(bits), <<"abc">>]);

value(charset) -> pick([unicode, utf8, utf8, latin1]);
value(chardata) -> chardata(3, r(6));
value(endian) -> pick([big, big, little, little, x]);
value(text) -> << <<(pick("abc"))>> || _ <- lists:seq(1, pick([r(3), r(9), r(60)])) >>;
value(texts) -> times(r(4), fun() -> value(text) end);
value(pattern) -> pick([<<"a">>, <<"b">>, <<"ab">>, <<"abc">>, [<<"ab">>, <<"c">>], [<<"b">>, <<"bc">>, <<"bca">>], value(text), value(texts), <<>>]);
value(scope) -> times(r(3), fun() -> {scope, {r(8), r(12) - 4}} end);
value(split) -> times(r(4), fun() -> pick([global, global, trim, trim_all, {scope, {r(8), r(12) - 4}}, x]) end);
value(name) -> pick([atom_to_list(value(atom)), "no such atom is there"]);
value(existing) -> unicode:characters_to_binary(value(name)).

%% `Odd`: one element in so many is no whole byte
iolist(0, _) -> pick([[], <<>>, r(256)]);
iolist(Depth, Odd) ->
    times(r(6), fun() ->
        case {r(Odd), r(6)} of
            {0, _} -> pick([<<1:3>>, 256, -1, a, 1.0]);
            {_, 0} -> << <<(r(256))>> || _ <- lists:seq(1, r(90)) >>;
            {_, 1} -> iolist(Depth - 1, Odd);
            {_, 2} -> [];
            _ -> r(256)
        end
    end) ++ pick([[], [], [], <<1, 2>>]).

%% `Odd` 0: with mistakes in it
chardata(0, _) -> pick([[], <<>>, $a]);
chardata(Depth, Odd) ->
    times(r(5), fun() ->
        case r(9) of
            0 when Odd =:= 0 -> pick([16#d800, -1, 300, 1 bsl 70, <<255>>, <<200, 65>>, <<244, 144>>]);
            1 -> unicode:characters_to_binary([229, 16#732b, 16#1f408, $x]);
            2 when Odd =:= 0 -> pick([<<231>>, <<231, 140>>, <<140>>, <<171>>, <<240, 159, 144>>, <<65>>]);
            2 -> <<231>>;
            3 -> <<140, 171>>;
            4 -> chardata(Depth - 1, Odd);
            5 -> pick([[], <<>>]);
            6 -> pick([229, 16#732b]);
            _ -> r(128)
        end
    end) ++ pick([[], [], [], <<"q">>]).
