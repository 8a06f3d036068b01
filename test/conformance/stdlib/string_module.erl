%% The string module on strings, binaries and grapheme clusters.
-module(string_module).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Ss = ["", "Hello World", <<"Binary Text">>, [16#e5, 16#e4, " ", 16#20ac], <<"åäö €"/utf8>>, ["mixed", <<" list">>, $!], [$e, 16#301, $x], "ΣΑΣ straße İ"],
    Fs = [length, uppercase, lowercase, titlecase, casefold, reverse, to_graphemes, trim, is_empty, next_codepoint, next_grapheme],
    [result({F, S}, fun() -> string:F(S) end) || F <- Fs, S <- Ss],
    result("trim", fun() -> [string:trim(S, D) || S <- ["  a b  ", <<"\t\nx\r\n">>, "   "], D <- [leading, trailing, both]] end),
    result("trim chars", fun() -> [string:trim("xxhixx", both, "x"), string:trim(<<"--a-b--">>, leading, "-"), string:trim("abc", trailing, "cb"), string:trim("é!é", both, [[$e, 16#301], $é])] end),
    result("chomp", fun() -> [string:chomp("line\n"), string:chomp(<<"line\r\n\n">>), string:chomp("x")] end),
    result("pad", fun() -> [lists:flatten(string:pad("ab", 5)), lists:flatten(string:pad("ab", 6, leading, $*)), lists:flatten(string:pad("ab", 7, both, $-)), string:pad(<<"x">>, 3), lists:flatten(string:pad("abc", 2))] end),
    result("split", fun() -> [string:split("a,b,c", ","), string:split("a,b,c", ",", trailing), string:split("a,b,c", ",", all), string:split(<<"x--y">>, "--"), string:split("", ",", all), string:split("aéb", "é"), string:split("abc", "")] end),
    result("lexemes", fun() -> [string:lexemes(" the cat, sat ", " ,"), string:lexemes(<<"a b">>, " "), string:lexemes("a\r\nb\nc", [[$\r, $\n], $\n]), string:nth_lexeme("a b c", 2, " ")] end),
    result("find", fun() -> [string:find("hello", "l"), string:find("hello", "l", trailing), string:find("hello", "z"), string:find(<<"hello">>, <<"ll">>), string:find("aéb", "é"), string:find("x", "")] end),
    result("replace", fun() -> [lists:flatten(string:replace("a-b-c", "-", "+")), lists:flatten(string:replace("a-b-c", "-", "+", all)), lists:flatten(string:replace("a-b-c", "-", "+", trailing)), iolist_to_binary(string:replace(<<"xyx">>, "x", "zz", all))] end),
    result("slice", fun() -> [string:slice("hello", 1), string:slice("hello", 1, 3), string:slice(<<"héllo"/utf8>>, 1, 2), string:slice("abc", 5), string:slice(["ab", <<"cd">>], 1, 2)] end),
    result("prefix", fun() -> [string:prefix("hello", "he"), string:prefix("hello", "x"), string:prefix(<<"hello">>, "hell"), string:prefix("a", "")] end),
    result("equal", fun() -> [string:equal("abc", <<"abc">>), string:equal("ABC", "abc", true), string:equal([$e, 16#301], [16#e9], false, nfc), string:equal("a", "b"), string:equal("é", [$e, 16#301])] end),
    result("take", fun() -> [string:take("abc123", "cab"), string:take("abc123", "123", true), string:take("abc123", "123", false, trailing), string:take(<<"  x">>, " ")] end),
    result("to_integer", fun() -> [string:to_integer(S) || S <- ["12x", "-3", "x", <<"42 ">>, "", "+", "1_0"]] end),
    result("to_float", fun() -> [string:to_float(S) || S <- ["1.5x", "2", "x", <<"-0.5e3">>, "1.", ".5", "1.0e"]] end),
    result("bad", fun() -> string:length(id(<<255, 254>>)) end),
    result("bad type", fun() -> string:uppercase(id(atom)) end),
    result("old", fun() -> [string:concat("a", "b"), string:chr("abcb", $b), string:rchr("abcb", $b), string:str("hello", "l"), string:rstr("hello", "l"), string:substr("hello", 2), string:substr("hello", 2, 3), string:tokens("a b,c", " ,"), string:chars($x, 3), string:copies("ab", 3), string:words("a b c"), string:words("a-b", $-), string:sub_word("a b c", 2), string:strip("  a  "), string:strip("xxa", left, $x), string:left("abc", 5), string:right("abc", 5, $.), string:centre("ab", 6), string:sub_string("hello", 2, 4), string:to_upper("aBc"), string:to_lower($A), string:join(["a", "b"], ", "), string:span("aab", "a"), string:cspan("xya", "a"), string:len("abc")] end),
    result("long", fun() -> S = lists:duplicate(20000, $a) ++ "b", {string:length(S), string:find(S, "b"), length(string:split(S, "a", all)), erlang:phash2(string:uppercase(S))} end).
