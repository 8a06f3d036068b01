%% re with unicode: properties, scripts, caseless matching beyond ASCII, ucp classes, grapheme clusters, positions in bytes.
-module(re_unicode).
-export([main/0]).
-include("../harness/show.hrl").
-import(show, [result/2]).

main() ->
    Text = "Aå1 Ωж中あ한 \t_-€½²\x{301}!\x{1F600}ǅ\x{2028}\x{a0}ﬁ",
    Props = ["L", "Lu", "Ll", "Lt", "Lm", "Lo", "L&", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cn", "Co", "Any", "Xan", "Xsp", "Xps", "Xwd", "Xuc",
             "Latin", "Greek", "Cyrillic", "Han", "Hiragana", "Katakana", "Hangul", "Arabic", "Hebrew", "Common", "Inherited", "Thai", "Devanagari"],
    [result(P, fun() -> [found(Text, "\\p{" ++ P ++ "}"), found(Text, "\\P{" ++ P ++ "}"), found(Text, "\\p{^" ++ P ++ "}") =:= found(Text, "\\P{" ++ P ++ "}")] end) || P <- Props],
    [result({class, C, ucp, U}, fun() -> found(Text, C, U) end) || C <- ["\\w", "\\d", "\\s", "\\W", "\\D", "\\S", "[[:alpha:]]", "[[:upper:]]", "[[:lower:]]", "[[:digit:]]", "[[:alnum:]]", "[[:punct:]]", "[[:space:]]", "[[:word:]]", "[[:graph:]]", "[[:print:]]", "[[:cntrl:]]", "[[:^alpha:]]", "\\h", "\\v", "[^\\w]", "[\\p{Lu}\\d]", "[^\\p{L}]"], U <- [[], [ucp]]],
    ?R(found("e\x{301}a\x{308}bn", "\\X")), ?R(found("\x{1100}\x{1161}\x{11a8}x", "\\X")), ?R(found("a\r\nb", "\\X")),
    ?R([re:run([A], [B], [unicode, caseless, {capture, none}]) || {A, B} <- [{$å, $Å}, {16#3c9, 16#3a9}, {16#436, 16#416}, {16#df, 16#1e9e}, {16#17f, $s}, {16#212a, $k}, {16#130, $i}, {$i, 16#130}, {16#1c5, 16#1c4}, {16#1c5, 16#1c6}, {16#10400, 16#10428}]]),
    ?R(re:run("aåb€c", "c", [unicode])), ?R(re:run("aåb€c", "€", [unicode, {capture, all, index}])), ?R(re:run(<<"aåb€c"/utf8>>, "b.c", [unicode])), ?R(re:run(<<"aåb€c"/utf8>>, "b...c", [])), ?R(re:run("\x{1F600}x", "^.x$", [unicode])), ?R(re:run("\x{1F600}", "\\x{1F600}", [unicode])), ?R(re:run("\x{1F600}", "[\\x{1F5FF}-\\x{1F601}]", [unicode])), ?R(re:run("å", "\\xe5", [unicode])), ?R(re:run("å", "[^a]", [unicode, {capture, all, list}])), ?R(re:run("ÅÄ", "[å-ö]+", [unicode, caseless, {capture, all, list}])),
    ?R(re:compile("\\p{Foo}", [unicode])), ?R(re:compile("\\p{Lu", [unicode])), ?R(re:compile("\\x{110000}", [unicode])), ?R(re:compile("\\x{d800}", [unicode])), ?R(re:compile("\\x{100}", [])), ?R(re:run("A", "\\p{Lu}", [])), ?R(re:run("Å", "\\w", [ucp])), ?R(re:run("Å", "\\w", [])), ?R(re:run([16#d800], "a", [unicode])), ?R(re:run([16#110000], "a", [unicode])), ?R(re:run(<<16#ed, 16#a0, 16#80>>, "a", [unicode])), ?R(re:run(<<16#c0, 16#80>>, "a", [unicode])), ?R(re:run(<<"a", 16#e2, 16#82>>, "a", [unicode])),
    ?R([length(found([C || C <- lists:seq(B, B + 255)], "\\p{" ++ P ++ "}")) || P <- ["L", "Lu", "Ll", "M", "N", "P", "S"], B <- [0, 16#100, 16#400, 16#1f00]]),
    ?R([length(found([C || C <- lists:seq(B, B + 255)], "\\p{" ++ P ++ "}")) || P <- ["Latin", "Greek", "Common"], B <- [0, 16#100, 16#1f00]]).

found(Text, P) -> found(Text, P, []).
found(Text, P, O) ->
    case re:run(Text, P, [global, unicode, {capture, first, list} | O]) of nomatch -> []; {match, L} -> lists:append(L) end.
