%% string: every function on lists, binaries and nested text, by grapheme clusters; the old functions too.
-module(string_whole).
-export([main/0]).
-include("../harness/show.hrl").
-import(show, [result/2]).

main() ->
    Texts = ["Hello, World", <<"Hello, World">>, ["He", <<"llo">>, [$,, " W"], <<"orld">>], "", <<>>, "e\x{301}a\x{30a}x", <<"åÄö ß ﬁ"/utf8>>, [16#1F468, 16#200D, 16#1F469, 16#200D, 16#1F467, $!], "\r\nab\n", [16#1100, 16#1161, 16#11a8]],
    [begin
        R = fun(L, F) -> result({L, T}, F) end,
        R(len, fun() -> [string:length(T), string:is_empty(T)] end),
        R(graphemes, fun() -> [string:to_graphemes(T), string:reverse(T)] end),
        R(next, fun() -> [string:next_grapheme(T), string:next_codepoint(T)] end),
        R('case', fun() -> [string:uppercase(T), string:lowercase(T), string:titlecase(T), string:casefold(T)] end),
        R(slice, fun() -> [string:slice(T, S, N) || {S, N} <- [{0, 2}, {1, 3}, {3, infinity}, {50, 1}, {0, 0}]] end),
        R(trim, fun() -> [string:trim(T), string:trim(T, leading), string:trim(T, trailing), string:trim(T, both, "Hd!\n")] end),
        R(pad, fun() -> [string:pad(T, 14), string:pad(T, 14, leading, $*), string:pad(T, 15, both, "ab"), string:pad(T, 2)] end),
        R(split, fun() -> [string:split(T, "l"), string:split(T, "l", all), string:split(T, "l", trailing), string:split(T, "zz")] end),
        R(lexemes, fun() -> [string:lexemes(T, ", l"), string:nth_lexeme([T, " z"], 1, " ")] end),
        R(find, fun() -> [string:find(T, "o"), string:find(T, "o", trailing), string:find(T, <<"W">>), string:find(T, "zz")] end),
        R(replace, fun() -> [string:replace(T, "l", "L"), string:replace(T, "l", "L", all), string:replace(T, "o", [], trailing)] end),
        R(take, fun() -> [string:take(T, "Hel"), string:take(T, "d", true), string:take(T, "ld", false, trailing), string:take(T, " ", true, trailing)] end),
        R(chomp, fun() -> [string:chomp(T), string:prefix(T, "He"), string:prefix(T, "x"), string:equal(T, "Hello, World"), string:equal(T, "hello, world", true), string:equal(T, "e\x{301}", false, nfc)] end)
     end || T <- Texts],
    ?R([string:to_integer(S) || S <- ["12", "12abc", "-7 ", "+5", "abc", "", <<"33x">>, "1.5", "12345678901234567890123", [$1, <<"2">>]]]),
    ?R([string:to_float(S) || S <- ["1.5", "1.5e3x", "-0.25", "1", "abc", "", <<"3.25y">>, "1.0e400", ".5", "1.e5", "+2.5e-3", "1,5"]]),
    ?R([string:len("abc"), string:concat("a", "b"), string:chr("abcb", $b), string:rchr("abcb", $b), string:str("abcbc", "bc"), string:rstr("abcbc", "bc"), string:span("aabc", "a"), string:cspan("aabc", "c"), string:substr("abcdef", 2), string:substr("abcdef", 2, 3), string:tokens("a b,c", " ,"), string:join(["a", "b"], ", "), string:chars($x, 3), string:chars($x, 2, "y"), string:copies("ab", 3), string:words("a b c"), string:words("a,b", $,), string:sub_word("a b c", 2), string:sub_word("a,b", 2, $,), string:strip("  a "), string:strip("xxaxx", both, $x), string:left("abc", 5), string:left("abc", 2), string:right("abc", 5, $.), string:centre("abc", 6), string:sub_string("abcdef", 2, 4), string:to_upper("aå"), string:to_lower("AÅ"), string:to_upper($b)]),
    ?R([string:uppercase([C]) || C <- [$ß, 16#149, 16#1f0, 16#390, 16#587, 16#1e96, 16#1f50, 16#1f80, 16#fb00, 16#fb17, 16#1c5, 16#131, 16#17f, 16#3c2]]),
    ?R([string:lowercase([C]) || C <- [16#130, 16#1e9e, 16#2126, 16#212a, 16#3a3, 16#10a0, 16#1c4, 16#10400]]), ?R([string:titlecase([C, $B]) || C <- [16#1c4, 16#1c6, 16#fb00, $a, 16#1f80]]), ?R([string:casefold([C]) || C <- [$ß, 16#1e9e, 16#3c2, 16#3a3, 16#130, 16#fb00, 16#13a0, 16#ab70]]),
    ?R([erlang:md5(term_to_binary(F(lists:seq(0, 16#24f) ++ lists:seq(16#370, 16#58f) ++ lists:seq(16#1e00, 16#1fff)))) || F <- [fun string:uppercase/1, fun string:lowercase/1, fun string:casefold/1]]),
    ?R(string:length([16#d800])), ?R(string:length(foo)), ?R(string:length(<<255>>)), ?R(string:uppercase([a])), ?R(string:slice("abc", -1)), ?R(string:slice("abc", 1, -1)), ?R(string:pad("a", b)), ?R(string:split(foo, "a")), ?R(string:lexemes("a", foo)), ?R(string:to_integer(foo)), ?R(string:to_float([a])), ?R(string:next_grapheme(<<255, "a">>)), ?R(string:next_codepoint([<<226>>])), ?R(string:to_graphemes([<<"a">>, <<255>>])), ?R(string:chars($x, -1)), ?R(string:copies("a", -1)), ?R(string:substr("abc", 5)), ?R(string:sub_word("a", 0)), ?R(string:nth_lexeme("a b", 3, " ")), ?R(string:nth_lexeme("a b", 0, " ")), ?R(string:trim(foo)), ?R(string:find("abc", "")), ?R(string:replace("abc", "", "x")), ?R(string:take("abc", foo)).

