%% unicode: conversions between encodings, incomplete and wrong input, normal forms, boms.
-module(unicode_module).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Ins = [[], "abc", [16#e5, 16#20ac, 16#1f600], <<"åäö€"/utf8>>, [<<"å"/utf8>>, 16#e5, [<<"x">>]], <<"latin ", 229>>, [<<195>>, <<165>>], <<"cut ", 226, 130>>, [16#d800], [-1], [16#110000], <<255>>, [$a, <<128>>, $b], [a], <<1:4>>, [<<226>>, <<130>>, <<172>>, "ok"]],
    [result({list, I}, fun() -> unicode:characters_to_list(I) end) || I <- Ins],
    [result({bin, I}, fun() -> unicode:characters_to_binary(I) end) || I <- Ins],
    [result({latin1_in, I}, fun() -> [unicode:characters_to_list(I, latin1), unicode:characters_to_binary(I, latin1)] end) || I <- Ins],
    [result({to, E, I}, fun() -> unicode:characters_to_binary(I, utf8, E) end) || E <- [latin1, utf8, utf16, {utf16, little}, utf32, {utf32, little}], I <- ["abc", [16#e5, 16#20ac, 16#1f600], [16#e5]]],
    [result({from, E}, fun() -> B = unicode:characters_to_binary([16#e5, 16#20ac, 16#1f600], utf8, E), [unicode:characters_to_list(B, E), unicode:characters_to_binary(B, E, utf8), unicode:characters_to_list(binary_part(B, 0, byte_size(B) - 1), E)] end) || E <- [utf8, utf16, {utf16, little}, utf32, {utf32, little}]],
    result("bad encoding", fun() -> unicode:characters_to_list("a", id(foo)) end),
    [result({normal, I}, fun() -> [unicode:characters_to_nfc_list(I), unicode:characters_to_nfd_list(I), unicode:characters_to_nfkc_list(I), unicode:characters_to_nfkd_binary(I)] end) || I <- ["abc", [16#e9], [$e, 16#301], [16#fb01], [16#1e69], [16#ac00], [16#212b], [$s, 16#323, 16#307], [$s, 16#307, 16#323], [16#1100, 16#1161, 16#11a8]]],
    result("nfc bad", fun() -> unicode:characters_to_nfc_list(id(<<"ab", 255>>)) end),
    result("bom", fun() -> [unicode:bom_to_encoding(B) || B <- [<<239, 187, 191>>, <<254, 255>>, <<255, 254, 0, 0>>, <<"abc">>]] ++ [unicode:encoding_to_bom(E) || E <- [utf8, utf16, {utf32, big}, latin1]] end),
    result("bin_is_7bit", fun() -> [unicode:bin_is_7bit(B) || B <- [<<"abc">>, <<200>>]] end),
    result("long", fun() -> L = lists:flatten(lists:duplicate(5000, [16#e5, 16#20ac, $x])), B = unicode:characters_to_binary(L), {byte_size(B), unicode:characters_to_list(B) =:= L, unicode:characters_to_binary(B, utf8, utf16) =/= B} end),
    result("deep", fun() -> unicode:characters_to_binary(lists:foldl(fun(C, A) -> [A, C] end, [], "abcdefgh")) end),
    result("error rest", fun() -> unicode:characters_to_binary(["abc", <<200, 200>>, "def"]) end),
    result("incomplete", fun() -> unicode:characters_to_list([<<"abc">>, <<226, 130>>]) end).
