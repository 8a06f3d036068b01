%% re: lookaround, recursion, conditions, atomic groups, verbs, named and numbered groups of every kind, back references.
-module(re_corners).
-export([main/0]).
-import(show, [result/2]).

main() ->
    [result({S, P}, fun() -> re:run(S, P, [{capture, all, list}]) end) || {S, P} <- [
        %% lookaround
        {"price: $42", "(?<=\\$)\\d+"}, {"price: 42", "(?<!\\$)\\b\\d+"}, {"foobar", "foo(?=bar)"}, {"foobaz", "foo(?!bar)\\w+"}, {"abcd", "(?<=ab|x)c"}, {"abc", "(?=(b))b"}, {"aab", "(?=(a+))\\1b"}, {"pass1Word", "^(?=.*\\d)(?=.*[A-Z]).{6,}$"}, {"xaybz", "(?<=a)y(?=b)"}, {"ab", "(?<!a)b|b"},
        %% recursion and subroutines
        {"(a(b)c)", "\\((?:[^()]|(?R))*\\)"}, {"x((1)(2(3)))y", "(\\((?:[^()]++|(?1))*\\))"}, {"racecar", "^((.)(?1)\\2|.?)$"}, {"2+3*(4-1)", "(?<e>(?<t>\\d+|\\((?&e)\\))(?:[-+*/](?&t))*)"}, {"abcabc", "(?<x>abc)(?&x)"}, {"aabb", "^(a(?1)?b)$"}, {"aaabbb", "^(a(?1)?b)$"}, {"aabbb", "^(a(?1)?b)$"}, {"sense and sensibility", "(sens|respons)e and (?1)ibility"}, {"12-34", "(?<d>\\d\\d)-\\g<d>"}, {"12-34", "(\\d\\d)-\\g<1>"}, {"12-34", "(\\d\\d)-\\g<-1>"},
        %% define and conditions
        {"192.168.1.255", "(?(DEFINE)(?<b>25[0-5]|2[0-4]\\d|1?\\d?\\d))^(?&b)(?:\\.(?&b)){3}$"}, {"192.168.1.256", "(?(DEFINE)(?<b>25[0-5]|2[0-4]\\d|1?\\d?\\d))^(?&b)(?:\\.(?&b)){3}$"}, {"(a)", "^(\\()?a(?(1)\\))$"}, {"a", "^(\\()?a(?(1)\\))$"}, {"(a", "^(\\()?a(?(1)\\))$"}, {"xb", "(?<n>x)?(?(<n>)b|c)"}, {"c", "(?<n>x)?(?(<n>)b|c)"}, {"12ab", "(?(?=\\d)\\d+|\\w+)"}, {"ab12", "(?(?=\\d)\\d+|\\w+)"},
        %% atomic, possessive, lazy
        {"aaab", "(?>a+)b"}, {"aaa", "(?>a+)a"}, {"aaab", "a++b"}, {"\"abc\"", "\".*+\""}, {"aaaa", "a{2,3}?"}, {"aaaa", "a{2,3}+a"}, {"<a><b>", "<.+?>"}, {"abc", "(?:a|ab)(?:c|bcd)?"}, {"foobar", "(foo|foob)ar"},
        %% groups
        {"2024-05", "(?P<y>\\d+)-(?'m'\\d+)"}, {"abab", "(?P<p>ab)(?P=p)"}, {"abab", "(?<p>ab)\\k<p>"}, {"abab", "(?<p>ab)\\k{p}"}, {"abab", "(?<p>ab)\\k'p'"}, {"abab", "(ab)\\g{1}"}, {"abab", "(ab)\\g{-1}"}, {"abab", "(ab)\\g1"}, {"xay", "(?|x(a)y|p(b)q)"}, {"pbq", "(?|x(a)y|p(b)q)(c)?"}, {"aa", "(?J)(?:(?<n>a)|(?<n>b))\\k<n>"}, {"b", "(a)|b"}, {"ab", "(a)|(b)"}, {"b", "(a)?(b)(c)?"}, {"abc", "((a)(b))c"}, {"aXbX", "(?:(.)X)+"}, {"ababab", "(ab)*?$"},
        %% inline options
        {"aBc", "a(?i)b(?-i)c"}, {"aBc", "a(?i:b)c"}, {"aBC", "a(?i:b)c"}, {"a b", "(?x) a \\s b # comment"}, {"a\nb", "(?s)a.b"}, {"x\ny", "(?m)^y"}, {"aab", "(?U)a+"}, {"AbC", "(?i)a(?-i)b(?i)c"}, {"ab", "(a(?i)B)"}, {"abB", "((?i)a)bB"},
        %% anchors and boundaries
        {"ab\n", "b\\Z"}, {"ab\n", "b\\z"}, {"ab", "\\Aab\\z"}, {"foo bar", "\\bbar\\b"}, {"foobar", "o\\Bb"}, {"aaa", "\\Ga"}, {"foobar", "foo\\Kbar"}, {"a\r\nb", "a\\Rb"}, {"a\nb", "a\\Nb"}, {"axb", "a\\Nb"}, {"a\tb", "a\\hb"}, {"a\vb", "a\\vb"}, {"ab", "a\\Hb|ab"},
        %% escapes and classes
        {"a.b*c", "\\Qa.b*c\\E"}, {"A\x{1}", "\\x41\\x{01}"}, {"tab\t", "\\011"}, {"a]b", "[]a]+"}, {"a-z", "[a\\-z]+"}, {"^a", "[\\^a]+"}, {"abc123", "[[:alpha:]]+[[:digit:]]+"}, {" \t!", "[[:space:]]+[[:punct:]]"}, {"zZ", "[[:^lower:]]"}, {"af09", "^[[:xdigit:]]+$"}, {"a\e", "\\e"}, {"a\a", "\\a"}, {"\x{1b}", "\\c["}, {"é", "\\xe9"}, {"a{,3}", "a{,3}"}, {"a{x}", "a{x}"}, {"{", "{"}, {"]", "]"},
        %% verbs
        {"aaab", "a+b(*COMMIT)c|ab"}, {"aaabaaab", "a+b?(*COMMIT)(*F)"}, {"aaac", "a+(*PRUNE)b|c"}, {"aaabaac", "aaa(*SKIP)x|a"}, {"ad", "a(*THEN)b|(a)d"}, {"ab", "a(*ACCEPT)b"}, {"ab", "(a(*ACCEPT)z)b"}, {"abc", "a(*FAIL)|b"}, {"ab", "(*ANYCRLF)a.b|ab"}, {"a\nb", "(*CR)a.b"}, {"\x{e9}", "(*UTF8)."}, {"ab", "(?C)a(?C1)b"},
        %% comments, empty, alternation
        {"ab", "a(?#comment)b"}, {"", ""}, {"", "()"}, {"abc", "|abc"}, {"abc", "(|abc)c"}, {"x", "(?:)x"}, {"aaa", "(a*)*"}, {"aaa", "(a*)+"}, {"b", "(a*)*b"}, {"ab", "(a|ab)(c|bcd)*"}
    ]],
    [result({time_limit, N}, fun() -> re:run(lists:duplicate(N, $a), "(a+)+$", [{capture, first, index}]) end) || N <- [10, 20]],
    result("too deep by option", fun() -> re:run(lists:duplicate(30, $a) ++ "b", "(a+)+$", [{match_limit, 1000}, report_errors]) end),
    result("too deep, silent", fun() -> re:run(lists:duplicate(30, $a) ++ "b", "(a+)+$", [{match_limit, 1000}]) end),
    result("recursion limit", fun() -> re:run(lists:duplicate(300, $a), "(?:a|b)*c", [{match_limit_recursion, 10}, report_errors]) end).
