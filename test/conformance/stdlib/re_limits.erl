%% Patterns and searches that are too much: an error where PCRE gives one, and no sooner.
-module(re_limits).
-export([main/0]).
-import(show, [result/2]).

main() ->
    [result({groups, N}, fun() -> compiled(lists:duplicate(N, "(a)")) end) || N <- [100, 5000, 9000, 20000, 30000, 65536]],
    [result({plain_groups, N}, fun() -> compiled(lists:duplicate(N, "(?:a)")) end) || N <- [1000, 10000, 30000]],
    [result({alternatives, N}, fun() -> compiled(lists:join("|", lists:duplicate(N, "abc"))) end) || N <- [1000, 10000, 20000]],
    [result({letters, N}, fun() -> compiled(lists:duplicate(N, $a)) end) || N <- [1000, 32000, 33000, 100000]],
    [result({repeated, P}, fun() -> compiled(P) end) || P <- ["(?:(?:(?:(?:a{100}){100}){100}){100})", "a{1,65535}", "a{65536}", "(a){65535}"]],
    [result({matched_groups, N}, fun() -> re:run(lists:duplicate(N, $a), lists:duplicate(N, "(a)"), [{capture, [0, N]}]) end) || N <- [100, 3000]],
    [result({too_many_to_run, N}, fun() -> re:run("a", lists:duplicate(N, "(a)")) end) || N <- [30000]],
    [result({nested, N}, fun() -> re:run([lists:duplicate(N, $(), lists:duplicate(N, $))], "^(\\((?1)*\\))$", [{capture, none}, report_errors]) end) || N <- [10, 500, 3000, 10000]],
    [result({chain, N}, fun() -> re:run(lists:duplicate(N, $a), "^(a(?1)?)$", [{capture, none}, report_errors]) end) || N <- [10, 1000, 5000]],
    [result({broken_off, N}, fun() -> re:run(lists:duplicate(N, $(), "^(\\((?1)*\\))$", [{capture, none}, report_errors]) end) || N <- [10, 100]],
    [result({endless, P}, fun() -> compiled(P) end) || P <- ["(?R)", "(a|(?1))", "^(?:|(?R))b", "(a?(?1))", "((?=a)(?1))", "(a*(?1)b)", "(?<n>(?&n))", "(a)(?:b?(?R))"]],
    [result({ends, P}, fun() -> compiled(P) end) || P <- ["(a(?1)?)", "(?1)(a)", "a(?R)?b", "(a|b(?1)c)", "(?:(a)|b(?R))", "(a)(?1)(b(?2)?)"]],
    [result({palindrome, S}, fun() -> re:run(S, "^((.)(?1)\\2|.?)$", [{capture, first}]) end) || S <- ["", "a", "aba", "abba", "abc"]],
    [result({calls, P, S}, fun() -> re:run(S, P) end) || {P, S} <-
        [{"(\\w)(?1)-(?1)", "ab-c"}, {"(?<x>a|b(?&x))c", "bbac"}, {"(a+)(?1)b", "aaab"}, {"(a|ab)(?1)c", "aabc"}, {"^(?:(a)|(b)|(?3)x)(?<z>c)?", "ax"},
         {"(?(R)a|b(?R)?)c", "bacc"}, {"(b(?(R1)x|(?1))?)", "bbx"}, {"((?>a+|(?2))(b(?1)?))", "aabab"}, {"(?(DEFINE)(?<d>\\d+))(?&d)-(?&d)", "12-345"}, {"(a(*COMMIT)b|ac)(?1)?", "abac"}]],
    result("too many steps", fun() -> re:run(lists:duplicate(40, $a) ++ "b", "(a+)+$", [report_errors, {match_limit, 100000}]) end),
    result("too many steps, not told", fun() -> re:run(lists:duplicate(40, $a) ++ "b", "(a+)+$", [{match_limit, 100000}]) end).

compiled(Pattern) ->
    case re:compile(Pattern) of
        {ok, {re_pattern, Groups, _, _, _}} -> {ok, Groups};
        Error -> Error
    end.
