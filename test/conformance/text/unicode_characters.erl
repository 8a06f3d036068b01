%% unicode: conversions between every two encodings, what is incomplete or wrong and where, byte order marks, normal forms.
-module(unicode_characters).
-export([main/0]).
-include("../harness/show.hrl").
-import(show, [result/2, id/1]).

main() ->
    Texts = [[], "abc", "åäö", [16#20ac, $x], [16#1F600], [[$a, [<<"å"/utf8>>]], 16#e5], <<"åx"/utf8>>, [<<"a">>, $b | <<"c">>], [16#10ffff]],
    Encs = [utf8, latin1, utf16, {utf16, little}, {utf16, big}, utf32, {utf32, little}, {utf32, big}, unicode],
    [result({T, to, E}, fun() -> unicode:characters_to_binary(T, unicode, E) end) || T <- Texts, E <- Encs],
    [result({B, from, E}, fun() -> [unicode:characters_to_list(B, E), unicode:characters_to_binary(B, E), unicode:characters_to_binary(B, E, latin1)] end)
     || {B, E} <- [{<<"abc">>, latin1}, {<<229, 228>>, latin1}, {<<229, 228>>, utf8}, {<<0, $a, 32, 172>>, utf16}, {<<$a, 0, 172, 32>>, {utf16, little}}, {<<16#d8, 16#3d, 16#de, 0>>, utf16}, {<<16#d8, 16#3d>>, utf16}, {<<16#de, 0, 0, $a>>, utf16}, {<<0>>, utf16}, {<<0, 0, 0, $a>>, utf32}, {<<0, 0, 0>>, utf32}, {<<0, 16#11, 0, 0>>, utf32}, {<<$a, 0, 0, 0>>, {utf32, little}}, {<<0, 0, 16#d8, 0>>, utf32}]],
    Bad = [<<"abc", 16#e2, 16#82>>, <<"abc", 16#e2>>, <<"abc", 255, "def">>, <<16#c0, 16#80>>, <<16#ed, 16#a0, 16#80>>, <<16#f4, 16#90, 16#80, 16#80>>, <<16#f0, 16#9f, 16#98>>, <<16#80>>, [<<"ab", 16#e2>>, <<16#82, 16#ac>>], [<<"ab", 16#e2>>, "x"], [<<"ab", 16#e2>>, <<16#82>>], [$a, 16#d800], [$a, 16#110000, $b], [$a, -1], [$a, foo], [$a, <<"x", 255>>, $b, [<<"c">>]], [$a, [$b, <<195>>], $c], [<<195>> | <<165>>], [<<195>> | <<1>>]],
    [result({bad, B}, fun() -> [unicode:characters_to_list(B), unicode:characters_to_binary(B)] end) || B <- Bad],
    [result({latin1, B}, fun() -> [unicode:characters_to_list(B, latin1), unicode:characters_to_binary(B, latin1, unicode)] end) || B <- ["åä", [300], <<255, 254>>, [$a, [256], $b], [<<255>> | <<254>>]]],
    ?R(unicode:characters_to_list(foo)), ?R(unicode:characters_to_binary(1)), ?R(unicode:characters_to_list([foo])), ?R(unicode:characters_to_list("a", foo)), ?R(unicode:characters_to_binary("a", utf8, foo)), ?R(unicode:characters_to_binary(<<1:3>>)), ?R(unicode:characters_to_list([$a | b])), ?R(unicode:characters_to_binary([[[]], [<<>>]])), ?R(unicode:characters_to_list([<<"ab">>, <<1:1>>])), ?R(unicode:characters_to_binary("åå", latin1, latin1)), ?R(unicode:characters_to_binary([256], unicode, latin1)), ?R(unicode:characters_to_binary([$a, 256, $b], unicode, latin1)),
    ?R([unicode:bom_to_encoding(B) || B <- [<<16#ef, 16#bb, 16#bf, "a">>, <<16#fe, 16#ff>>, <<16#ff, 16#fe>>, <<0, 0, 16#fe, 16#ff>>, <<16#ff, 16#fe, 0, 0>>, <<"abc">>, <<>>]]),
    ?R([unicode:encoding_to_bom(E) || E <- [utf8, unicode, latin1, utf16, {utf16, little}, utf32, {utf32, little}]]), ?R(unicode:encoding_to_bom(foo)),
    Forms = ["å", "a\x{30a}", "Å", "\x{212b}", "ﬁ", "e\x{301}\x{323}", "e\x{323}\x{301}", [16#ac00], [16#1100, 16#1161], [16#1100, 16#1161, 16#11a8], "①½", [16#2126], "q\x{307}\x{323}", [16#1e9b, 16#323], "ﷺ", [16#fb1d], "áa\x{301}", "", [16#0344], [16#1d15e]],
    [result({form, F}, fun() -> [Fn(F) || Fn <- [fun unicode:characters_to_nfc_list/1, fun unicode:characters_to_nfd_list/1, fun unicode:characters_to_nfkc_list/1, fun unicode:characters_to_nfkd_list/1, fun unicode:characters_to_nfc_binary/1, fun unicode:characters_to_nfd_binary/1, fun unicode:characters_to_nfkc_binary/1, fun unicode:characters_to_nfkd_binary/1]] end) || F <- Forms],
    [result({form_bad, F}, fun() -> [unicode:characters_to_nfc_list(F), unicode:characters_to_nfd_binary(F)] end) || F <- [<<"abc", 255>>, [<<"å"/utf8>>, <<226>>], [16#d800]]],
    ?R(unicode:characters_to_nfc_list(foo)),
    ?R([erlang:md5(term_to_binary(F(lists:seq(16#c0, 16#24f) ++ lists:seq(16#1e00, 16#1fff)))) || F <- [fun unicode:characters_to_nfc_list/1, fun unicode:characters_to_nfd_list/1, fun unicode:characters_to_nfkc_list/1, fun unicode:characters_to_nfkd_list/1]]),
    ?R(begin L = lists:flatten(lists:duplicate(20000, [$a, 16#e5, 16#20ac, 16#1f600])), B = unicode:characters_to_binary(L), {byte_size(B), unicode:characters_to_list(B) =:= L, byte_size(unicode:characters_to_binary(B, utf8, utf16)), erlang:md5(unicode:characters_to_binary(L, utf8, {utf32, little}))} end),
    ?R(begin B = <<(binary:copy(<<"å"/utf8>>, 50000))/binary, 195>>, {incomplete, L, R} = unicode:characters_to_list(B), {length(L), R} end),
    ?R(begin {error, B, R} = unicode:characters_to_binary([binary:copy(<<"abc">>, 30000), 16#110000, "rest"]), {byte_size(B), R} end),
    ?R(io_lib:printable_unicode_list([16#20ac])), ?R([list_to_binary([X]) || X <- [$a, 255]]), ?R(list_to_binary(id([256]))), ?R([binary_to_atom(<<"å"/utf8>>, utf8), binary_to_atom(<<229>>, latin1), atom_to_binary('å', utf8), atom_to_binary('å', latin1), atom_to_list(list_to_atom([16#20ac]))]), ?R(atom_to_binary(list_to_atom([16#20ac]), latin1)), ?R(binary_to_atom(<<255>>, utf8)), ?R(list_to_atom([16#d800])), ?R(list_to_existing_atom(id("never_seen_atom_xyz"))).
