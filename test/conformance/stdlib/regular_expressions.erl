%% re: run, split, replace and compile over the common syntax and all ways of capturing.
-module(regular_expressions).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Runs = [{"abcabc", "b"}, {"abc", "x"}, {"foo123bar", "[0-9]+"}, {"foo123bar", "([a-z]+)([0-9]+)"}, {"aaa", "a{2}"}, {"a.b", "a\\.b"}, {"line1\nline2", "^line2$"}, {"ABC", "abc"}, {"", "^$"}, {"", "x*"}, {"aXbX", "X$"}, {"key=value", "(?<k>\\w+)=(?<v>\\w+)"}, {"aabb", "(a+)(b+)(c*)"}, {"foobar", "foo(?=bar)"}, {"foobaz", "foo(?!bar)"}, {"xay", "(?<=x)a"},
            {"<<a>><<b>>", "<<(.*?)>>"}, {"<<a>><<b>>", "<<(.*)>>"}, {"abab", "(ab)\\1"}, {"tab\there", "\\t"}, {"a\nb", "a.b"}, {"word boundary", "\\bb"}, {"(paren)", "\\((\\w+)\\)"}, {"2024-01-15", "(\\d{4})-(\\d\\d)-(\\d\\d)"}, {"x", "(y)?x"}, {"foo", "(?:f)(o)(o)"}, {"aaaa", "a*+a"}, {"ab", "(?i)AB"}, {"hello", "l+?"}],
    [result({run, S, R}, fun() -> re:run(S, R) end) || {S, R} <- Runs],
    [result({list, S, R}, fun() -> re:run(S, R, [{capture, all, list}]) end) || {S, R} <- Runs],
    result("caseless", fun() -> [re:run("ABC", "abc", [caseless]), re:run("a\nb", "a.b", [dotall, {capture, all, list}]), re:run("x\ny", "^y$", [multiline, {capture, first, binary}]), re:run("a b", "a b", [extended]), re:run("abc", "b", [anchored]), re:run("aab", "a+", [ungreedy, {capture, all, list}]), re:run("ab\n", "b$", [dollar_endonly])] end),
    result("capture", fun() -> [re:run("2024-01", "(?<y>\\d+)-(?<m>\\d+)", [{capture, C, T}]) || C <- [all, first, none, all_but_first, [1], [2, 0], [y], ["m", y], all_names], T <- [index, list, binary]] end),
    result("global", fun() -> [re:run("a1b22c333", "[0-9]+", [global, {capture, all, list}]), re:run("aaa", "a", [global]), re:run("abc", "x", [global]), re:run("abc", "", [global]), re:run("a1b2", "([a-z])([0-9])", [global, {capture, [2, 1], binary}])] end),
    result("offset", fun() -> [re:run("abcabc", "b", [{offset, 2}]), re:run("abc", "^b", [{offset, 1}]), re:run("abc", "c", [{offset, 3}])] end),
    result("unicode", fun() -> [re:run([16#e5, 16#20ac, $x], ".x", [unicode, {capture, all, list}]), re:run(<<"åäö"/utf8>>, "ä", [unicode]), re:run("å", "\\w", [unicode, ucp]), re:run(<<"é"/utf8>>, ".", [unicode, {capture, all, binary}])] end),
    result("split", fun() -> [re:split("a,b,c", ","), re:split("a,b,c", ",", [{return, list}]), re:split("a,b,c", ",", [{parts, 2}]), re:split("a1b2c", "([0-9])", [{return, list}]), re:split("a,b,,", ",", [trim, {return, list}]), re:split("abc", "", [{return, list}]), re:split("a,b,c", "(,)", [group, {return, list}]), re:split("", ",")] end),
    result("replace", fun() -> [re:replace("abcd", "c", "[&]", [{return, list}]), re:replace("abcabc", "b", "X", [global, {return, list}]), re:replace("John Smith", "(\\w+) (\\w+)", "\\2, \\1", [{return, list}]), re:replace("abc", "x", "y", [{return, list}]), re:replace("aaa", "a", "\\&\\\\", [global, {return, list}]), re:replace("abc", "b", <<"\\g{0}\\g{0}">>, [{return, binary}]), iolist_to_binary(re:replace("abc", "b", "x"))] end),
    result("compile", fun() -> {ok, P} = re:compile("a(b+)c"), [re:run("xabbc", P, [{capture, all, list}]), element(1, P), element(2, P)] end),
    result("inspect", fun() -> {ok, P} = re:compile("(?<A>A)|(?<B>B)"), re:inspect(P, namelist) end),
    result("empty matches", fun() -> [re:replace("abc", "x*", "-", [global, {return, list}]), re:replace("baac", "a*", "x", [global, {return, list}])] end),
    [result({bad, R}, fun() -> re:compile(R) end) || R <- ["(", "[", "*", "a{2,1}", "(?<n", "\\", "(?P<x>a)(?P<x>b)", ")", "[z-a]", "(?z)"]],
    result("run bad", fun() -> re:run("abc", id("(")) end),
    result("report errors", fun() -> re:run("abc", "(", [report_errors]) end),
    result("bad option", fun() -> re:run("a", "a", [id(foo)]) end),
    result("long", fun() -> S = lists:duplicate(20000, $a) ++ "b", re:run(S, "a+b$") end),
    result("classes", fun() -> [re:run("aB3 _-", R, [global, {capture, all, list}]) || R <- ["[[:alpha:]]+", "[^a-z ]", "\\W", "\\s", "[[:digit:]_]", "\\D+", "[\\w-]+"]] end),
    result("alternation", fun() -> re:run("catdogbird", "(cat|dog|(bird))+", [{capture, all, list}]) end),
    result("newline", fun() -> [re:run("a\r\nb", "a$", [multiline, {newline, N}]) || N <- [lf, crlf, anycrlf, any, cr]] end).
