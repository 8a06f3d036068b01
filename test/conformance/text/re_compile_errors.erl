%% re:compile: what every damaged pattern is told, and where.
-module(re_compile_errors).
-export([main/0]).
-import(show, [result/2]).

main() ->
    [result(P, fun() -> case re:compile(P, O) of {ok, T} -> {ok, element(2, T)}; E -> E end end) || {P, O} <- [{P, []} || P <- [
        "\\", "\\c", "a\\", "[", "[a", "[]", "[^]", "[z-a]", "[a-\\d]", "[[:foo:]]", "[[.a.]]", "[[=a=]]", "[:alpha:]", "*", "+a", "a**", "a*+?", "a{2,1}", "a{65536}", "a{1,65536}", "(", ")", "(a", "a)", "(?", "(?a)", "(?z)", "(?<", "(?<a", "(?<1a>b)", "(?<a>", "(?<a>x)(?<a>y)", "(?P", "(?P<", "(?P>a)", "(?P=a)", "(?Px)",
        "(?(1)a|b|c)", "(?(1)a", "(?(x)a)", "(?(99)a)", "(?(<q>)a)", "(?(?a)b)", "\\1", "(a)\\2", "\\g", "\\g{", "\\g{a}", "\\g<1>", "\\g{-1}", "\\k", "\\k<a>", "\\k{}", "(?R", "(?1)", "(?-1)", "(?+1)", "(?&a)", "(?&", "(?#", "(?#x", "(?<=a+)b", "(?<=a*)", "(?<=a|bc)", "(?<=(?:a|bc)d)", "(?<!", "(?C256)", "(?C", "\\x{", "\\x{zz}", "\\x{100}", "\\xg", "\\o{", "\\o{8}", "\\o{777}", "\\8", "\\N{U+41}", "\\N{name}", "\\L", "\\u0041", "\\U", "\\l", "\\i", "\\y", "\\p", "\\pL", "\\p{", "\\p{Zork}", "\\p{L}",
        "(*FOO)a", "(*MARK)", "(*MARK:x)a", "(*ACCEPT:x)", "(*UTF8", "(*LIMIT_MATCH=10)a", "\\Q", "\\E", "\\Qa", "\\Qa\\Eb", "(?i", "(?i-", "(?-i", "(?i:a", "(?^a)", "(?|a|b", "(?>a", "(?=a", "a{", "a{1", "a{1,", "a{,2}", "{1}", "x{1}{2}", "^*", "$*", "\\b*", "(?=a)*", "(?=a)+", "(?:)*", "()*", "[\\", "[\\]", "[a\\]", "[\\w-z]", "[a-z-9]", "[--a]", "[a-]", "\\cé", "(?<n>a)(?'n'b)", "(?J)(?<n>a)(?<n>b)", "\\Ka", "(?<=\\Ka)b", "(?<=\\C)a", "\\C", "\\X\\R", "[\\R]", "[\\X]", "[\\B]", "[\\b]", "\\07", "\\777", "\\400", "\\x", "\\c!", "x{2}{3}", "x{1,2}{3}", "\\gx", "\\g{}", "(?'", "(?(", "[a-[:digit:]]", "[\\d-a]", "\\9", "(*COMMIT:a)b", "(*PRUNE:a)b", "(*MARK:)b", "(*:a)b", "(*F:a)", "(?P>", "(?P=", "[\\400]", "[\\9]", "[\\N]", "\\o{400}", "(?1)("]] ++
        [{"\\p{L}", [unicode]}, {"\\x{d800}", [unicode]}, {"\\x{110000}", [unicode]}, {"\\777", [unicode]}, {"a b #", [extended]}, {"(a", [extended]}, {"(?<n>a)(?<n>b)", [dupnames]}, {"(*UTF8)a", [never_utf]}]],
    result("long", fun() -> {ok, P} = re:compile(lists:flatten(lists:duplicate(2000, "abc|"))), element(2, P) end),
    result("many groups", fun() -> {ok, P} = re:compile(lists:flatten(lists:duplicate(500, "(a)"))), element(2, P) end),
    result("long name", fun() -> re:compile("(?<" ++ lists:duplicate(33, $n) ++ ">a)") end),
    result("name of 32", fun() -> {ok, P} = re:compile("(?<" ++ lists:duplicate(32, $n) ++ ">a)"), re:inspect(P, namelist) end).
